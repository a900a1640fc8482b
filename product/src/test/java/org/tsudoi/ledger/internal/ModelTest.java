package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Balance;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.ReleaseOutcome;
import org.tsudoi.ledger.Verification;

/// Random journals and holds, against a model that knows no tables and keeps no figures: it adds everything up
/// again each time. A failure names its seed (repeat it with `-Dtsudoi.seed=…`) and the fewest steps that still
/// fail.
class ModelTest {
    private static final Books BOOKS = new Books(2);
    private static final int STEPS = 150;
    private static final int HOLDS = 30;
    private static int runs;

    /// Limits of the accounts 0, 1, 2 …
    private static final @Nullable Long[][] LIMITS = {
        {null, null}, {null, null}, {0L, null}, {-40L, 60L}, {null, 0L}, {0L, 25L}
    };

    record Move(int account, long amount) {}

    sealed interface Step {
        record Post(int id, List<Move> moves) implements Step {}

        record Place(int hold, List<Move> moves, int expiry) implements Step {}

        record Settle(int hold, int id, int at, @Nullable List<Move> part) implements Step {}

        record Release(int hold) implements Step {}

        record Expire(int now) implements Step {}
    }

    /// What there should be: journals, holds, and how each hold ended.
    private static final class Model {
        private record Kept(List<Move> moves, int hold) {}

        private final Map<Integer, Kept> journals = new HashMap<>();
        private final Map<Integer, Step.Place> holds = new HashMap<>();
        private final Map<Integer, String> ended = new HashMap<>();

        String take(Step step) {
            return switch (step) {
                case Step.Post(var id, var moves) -> post(id, moves, -1, fits(moves, true));
                case Step.Place place -> place(place);
                case Step.Settle(var hold, var id, var at, var part) -> settle(hold, id, at, part);
                case Step.Release(var hold) -> release(hold);
                case Step.Expire(var now) -> expire(now);
            };
        }

        private String post(int id, List<Move> moves, int hold, boolean allowed) {
            var first = journals.get(id);
            var other =
                    first != null && !(first.hold == hold && sorted(first.moves).equals(sorted(moves)));
            if (!wellFormed(moves) || other) {
                return "refused";
            }
            if (first == null && allowed) {
                journals.put(id, new Kept(moves, hold));
                return "done";
            }
            return first == null ? "refused" : "again";
        }

        private String place(Step.Place place) {
            var first = holds.get(place.hold);
            if (!wellFormed(place.moves) || (first == null && !fits(place.moves, false))) {
                return "refused";
            }
            holds.putIfAbsent(place.hold, place);
            return first == null ? "done" : sorted(first.moves).equals(sorted(place.moves)) ? "again" : "refused";
        }

        private String settle(int id, int journal, int at, @Nullable List<Move> part) {
            var hold = holds.get(id);
            if (hold == null) {
                return "refused";
            }
            var moves = part == null ? hold.moves : part;
            var within = moves.stream()
                    .allMatch(move -> Math.abs(oneWay(moves, move.account, move.amount))
                            <= Math.abs(oneWay(hold.moves, move.account, move.amount)));
            var result = post(journal, moves, id, !ended.containsKey(id) && at < hold.expiry && within);
            if (result.equals("done")) {
                ended.put(id, "settled");
            }
            return result;
        }

        private String release(int hold) {
            if (!holds.containsKey(hold) || "settled".equals(ended.get(hold))) {
                return "refused";
            }
            return ended.putIfAbsent(hold, "released") == null ? "done" : "again";
        }

        private String expire(int now) {
            var due = open().filter(hold -> hold.expiry <= now)
                    .map(Step.Place::hold)
                    .toList();
            due.forEach(hold -> ended.put(hold, "released"));
            return "expired " + due.size();
        }

        private boolean fits(List<Move> moves, boolean posting) {
            return moves.stream().map(Move::account).allMatch(account -> {
                long sum = posting ? sum(moves, account) : 0;
                long least = posted(account) + sum + held(account, -1) + (posting ? 0 : oneWay(moves, account, -1));
                long most = posted(account) + sum + held(account, 1) + (posting ? 0 : oneWay(moves, account, 1));
                Long floor = LIMITS[account][0];
                Long ceiling = LIMITS[account][1];
                return (floor == null || least >= floor) && (ceiling == null || most <= ceiling);
            });
        }

        long posted(int account) {
            return journals.values().stream()
                    .mapToLong(kept -> sum(kept.moves, account))
                    .sum();
        }

        /// What open holds take (`sign` below zero) or bring.
        long held(int account, int sign) {
            return open().mapToLong(hold -> oneWay(hold.moves, account, sign)).sum();
        }

        private Stream<Step.Place> open() {
            return holds.values().stream().filter(hold -> !ended.containsKey(hold.hold));
        }

        private static boolean wellFormed(List<Move> moves) {
            return moves.size() >= 2
                    && moves.stream().allMatch(move -> move.amount != 0)
                    && moves.stream().mapToLong(Move::amount).sum() == 0;
        }

        private static long sum(List<Move> moves, int account) {
            return moves.stream()
                    .filter(move -> move.account == account)
                    .mapToLong(Move::amount)
                    .sum();
        }

        private static long oneWay(List<Move> moves, int account, long sign) {
            return sum(
                    moves.stream().filter(move -> move.amount < 0 == sign < 0).toList(), account);
        }

        private static List<String> sorted(List<Move> moves) {
            return moves.stream().map(Move::toString).sorted().toList();
        }
    }

    /// Each seed step by step in transactions of their own, and as groups of up to so many.
    static List<Arguments> runs() {
        @Nullable Long asked = Long.getLong("tsudoi.seed");
        var seeds = asked == null ? List.of(1L, 20261121L, System.nanoTime()) : List.of(asked);
        return seeds.stream()
                .flatMap(seed -> Stream.of(Arguments.of(seed, 1), Arguments.of(seed, 12)))
                .toList();
    }

    @AfterAll
    static void close() {
        BOOKS.close();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theLedgerDoesAsTheModelDoes(long seed, int groupMax) {
        var steps = steps(seed);
        var difference = difference(steps, groupMax);
        if (difference.isPresent()) {
            var least = shrunk(steps.subList(0, difference.get().step + 1), groupMax);
            throw new AssertionError("seed " + seed + ", groups of " + groupMax + ": " + difference.get() + "\nleast: "
                    + String.join("\n  ", least.stream().map(Step::toString).toList()) + "\n"
                    + difference(least, groupMax));
        }
        assertThat(BOOKS.ledger.verify()).describedAs("seed %s", seed).isInstanceOf(Verification.Sound.class);
    }

    private static List<Step> steps(long seed) {
        var random = new SplittableRandom(seed);
        var steps = new ArrayList<Step>();
        for (int i = 0; i < STEPS; i++) {
            steps.add(
                    switch (random.nextInt(10)) {
                        case 0, 1, 2, 3 -> new Step.Post(random.nextInt(STEPS), moves(random));
                        case 4, 5 -> new Step.Place(random.nextInt(HOLDS), moves(random), random.nextInt(STEPS));
                        case 6 -> new Step.Settle(random.nextInt(HOLDS), random.nextInt(STEPS), i, null);
                        case 7 -> partly(steps, random, i);
                        case 8 -> new Step.Release(random.nextInt(HOLDS));
                        default -> again(steps, random, i);
                    });
        }
        return steps;
    }

    /// A part of something that may have been held: from one of its accounts to another.
    private static Step partly(List<Step> steps, SplittableRandom random, int now) {
        int hold = random.nextInt(HOLDS);
        int id = STEPS + random.nextInt(HOLDS);
        for (var step : steps) {
            if (step instanceof Step.Place place && place.hold == hold) {
                var out = place.moves.stream().filter(move -> move.amount < 0).findFirst();
                var in = place.moves.stream().filter(move -> move.amount > 0).findFirst();
                if (out.isPresent() && in.isPresent()) {
                    long amount = random.nextLong(1, Math.min(-out.get().amount, in.get().amount) + 2);
                    var part = List.of(new Move(out.get().account, -amount), new Move(in.get().account, amount));
                    return new Step.Settle(hold, id, now, part);
                }
            }
        }
        return new Step.Settle(hold, id, now, moves(random));
    }

    /// A step once more, or a sweep.
    private static Step again(List<Step> steps, SplittableRandom random, int now) {
        return steps.isEmpty() || random.nextInt(3) == 0
                ? new Step.Expire(now)
                : steps.get(random.nextInt(steps.size()));
    }

    /// Mostly balanced, seldom not, sometimes with a zero.
    private static List<Move> moves(SplittableRandom random) {
        var moves = new ArrayList<Move>();
        long left = random.nextInt(20) == 0 ? 1 : 0;
        int more = random.nextInt(1, 4);
        for (int i = 0; i < more; i++) {
            long amount = random.nextInt(-15, 20);
            moves.add(new Move(random.nextInt(LIMITS.length), amount));
            left -= amount;
        }
        moves.add(new Move(random.nextInt(LIMITS.length), left));
        return moves;
    }

    /// @param step the last one of the group
    record Difference(int step, List<Step> taken, String ledger, String model) {}

    /// The first group after which ledger and model differ, on accounts of this run's own.
    private static Optional<Difference> difference(List<Step> steps, int groupMax) {
        var run = new Run("run" + ++runs + ":");
        run.open();
        var model = new Model();
        int from = 0;
        while (from < steps.size()) {
            var group = group(steps, from, 1 + from * 31 % groupMax);
            from += group.size();
            var expected = group.stream().map(model::take).toList() + " " + balances(run, model);
            var found = run.take(group, groupMax > 1) + " " + run.balances();
            if (!expected.equals(found)) {
                return Optional.of(new Difference(from - 1, group, found, expected));
            }
        }
        return Optional.empty();
    }

    /// Sweeps are alone.
    private static List<Step> group(List<Step> steps, int from, int most) {
        int to = from + 1;
        while (to < steps.size()
                && to - from < most
                && !(steps.get(from) instanceof Step.Expire)
                && !(steps.get(to) instanceof Step.Expire)) {
            to++;
        }
        return steps.subList(from, to);
    }

    /// Without each step that the failure does not need.
    private static List<Step> shrunk(List<Step> failing, int groupMax) {
        var least = new ArrayList<>(failing);
        for (int i = least.size() - 2; i >= 0; i--) {
            var without = new ArrayList<>(least);
            without.remove(i);
            if (difference(without, groupMax).isPresent()) {
                least = without;
            }
        }
        return least;
    }

    private static String balances(Run run, Model model) {
        var balances = new ArrayList<Balance>();
        for (int i = 0; i < LIMITS.length; i++) {
            balances.add(new Balance(run.account(i), Books.JPY, model.posted(i), -model.held(i, -1), model.held(i, 1)));
        }
        return balances.toString();
    }

    /// The ledger's side.
    private record Run(String prefix) {
        AccountCode account(int number) {
            return new AccountCode(prefix + number);
        }

        void open() {
            for (int i = 0; i < LIMITS.length; i++) {
                BOOKS.open(new Account(account(i), Books.JPY, LIMITS[i][0], LIMITS[i][1]));
            }
        }

        String balances() {
            return BOOKS.ledger.balances(prefix).toString();
        }

        List<String> take(List<Step> group, boolean grouped) {
            if (group.getFirst() instanceof Step.Expire(var now)) return List.of("expired " + expired(now));
            return grouped
                    ? BOOKS.group(group.stream().map(this::ask).toList()).stream()
                            .map(Run::result)
                            .toList()
                    : List.of(result(BOOKS.in(() -> alone(ask(group.getFirst())))));
        }

        private Object alone(Ask<?> ask) {
            return switch (ask) {
                case Ask.Post(var journal) -> BOOKS.ledger.post(journal);
                case Ask.PostLinked(var journals) -> BOOKS.ledger.postLinked(journals);
                case Ask.Place(var hold) -> BOOKS.ledger.hold(hold);
                case Ask.Settle(var hold, var id, var at, var part) ->
                    part == null ? BOOKS.ledger.settle(hold, id, at) : BOOKS.ledger.settle(hold, id, at, part);
                case Ask.Release(var hold, var reason) -> BOOKS.ledger.release(hold, reason);
            };
        }

        private Ask<?> ask(Step step) {
            return switch (step) {
                case Step.Post(var id, var moves) ->
                    new Ask.Post(new Journal(id(id), "test", Books.NOON, legs(moves), Map.of()));
                case Step.Place(var hold, var moves, var expiry) ->
                    new Ask.Place(new Hold(hold(hold), Books.NOON.plusSeconds(expiry), "test", legs(moves), Map.of()));
                case Step.Settle(var hold, var id, var at, var part) ->
                    new Ask.Settle(hold(hold), id(id), Books.NOON.plusSeconds(at), part == null ? null : legs(part));
                case Step.Release(var hold) -> new Ask.Release(hold(hold), "test");
                case Step.Expire expire -> throw new IllegalArgumentException(expire + " is a sweep");
            };
        }

        /// A sweep takes what earlier runs left, too.
        private long expired(int now) {
            var ours = IntStream.range(0, HOLDS).mapToObj(this::hold).toList();
            var swept = BOOKS.ledger.expireDue(Books.NOON.plusSeconds(now), 10_000);
            return swept.stream().filter(ours::contains).count();
        }

        private JournalId id(int id) {
            return JournalId.derive(prefix, "" + id);
        }

        private HoldId hold(int id) {
            return HoldId.derive(prefix, "" + id);
        }

        private List<Leg> legs(List<Move> moves) {
            return moves.stream()
                    .map(move -> new Leg(account(move.account), Books.JPY, move.amount))
                    .toList();
        }

        private static String result(@Nullable Object answer) {
            return switch (answer) {
                case Outcome.Posted _, HoldOutcome.Held _, ReleaseOutcome.Released _ -> "done";
                case Outcome.AlreadyPosted _, HoldOutcome.AlreadyHeld _, ReleaseOutcome.AlreadyReleased _ -> "again";
                case Outcome.Refused _, HoldOutcome.Refused _, ReleaseOutcome.Refused _ -> "refused";
                case null, default -> "nothing: " + answer;
            };
        }
    }
}
