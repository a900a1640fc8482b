package org.tsudoi.bench.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.tsudoi.bench.Measured;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Row.Unit;
import org.tsudoi.bench.Stage;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Journal;

/// What posting and reading cost with so many journals present. One account without a limit and one with a limit take
/// part in every second journal each, and are the ones that are read: they have the longest history of all.
final class Growth {
    private static final List<Integer> LEVELS = List.of(10_000, 100_000, 1_000_000);
    private static final int LEVEL_FULL = 10_000_000;
    private static final int POSTED_AT_ONCE = 500;
    /// As often as ten seconds at a thousand a second.
    private static final int CHECK_POINTS_EVERY = 10_000;
    /// Between one journal of the history and the next, so that ten million of them fill a year.
    private static final Duration STEP = Duration.ofSeconds(3);

    private static final double SLOWER_AT_MOST = 1.2;
    private static final double PAST_MILLISECONDS_MAX = 5;

    private final Books books;
    private final Transfers transfers;
    private final Stage stage;
    private final int callers;
    private final List<AccountCode> many;
    private final AccountCode unlimited;
    private final AccountCode limited;
    private final Instant begin;
    private long filled;

    Growth(Books books, Stage stage, int callers, int accounts) {
        this.books = books;
        this.transfers = new Transfers(books);
        this.stage = stage;
        this.callers = callers;
        many = books.openUnguarded("u", accounts);
        unlimited = books.openUnguarded("hot", 1).getFirst();
        limited = books.openGuarded("hot", 1).getFirst();
        begin = transfers.now().minus(STEP.multipliedBy(LEVEL_FULL + LEVEL_FULL / 10));
    }

    private record Figures(double posting, double balance) {}

    void measure(References references) throws InterruptedException {
        var levels = new ArrayList<>(LEVELS);
        if (stage.options().has("full")) levels.add(LEVEL_FULL);
        Figures first = null;
        for (int level : levels) {
            long before = books.bytes();
            long present = books.journals();
            fill(level - present);
            addBytes(level, books.bytes() - before, level - present, references);
            var now = figures(level);
            var name = "with 10^4";
            var posting = Row.of("post_" + level, words("posting", level), now.posting(), Unit.PER_SECOND);
            var balance = Row.of("balance_ms_" + level, words("balance, p50", level), now.balance(), Unit.MILLISECONDS);
            stage.report()
                    .add(
                            first == null
                                    ? posting
                                    : posting.beside(name, first.posting()).timesAtLeast(2 - SLOWER_AT_MOST));
            stage.report()
                    .add(
                            first == null
                                    ? balance
                                    : balance.beside(name, first.balance()).timesAtMost(SLOWER_AT_MOST));
            first = first == null ? now : first;
        }
        books.proveSound(stage);
    }

    private static String words(String what, int level) {
        return "%s, %,d journals present".formatted(what, level);
    }

    private void addBytes(int level, long bytes, long journals, References references) {
        var row = Row.of("bytes_" + level, words("disk for a transfer", level), (double) bytes / journals, Unit.BYTES);
        var reference = references.bytes();
        stage.report().add(reference == null ? row : row.beside("pgledger", reference));
    }

    private void fill(long journals) {
        var random = new SplittableRandom(journals);
        for (long left = journals; left > 0; left -= POSTED_AT_ONCE) {
            var some = Stream.generate(() -> next(random))
                    .limit(Math.min(left, POSTED_AT_ONCE))
                    .toList();
            books.postLinked(some);
            if (filled % CHECK_POINTS_EVERY == 0) {
                books.makeCheckPoints();
                stage.progress().tick("filling", filled);
            }
        }
        books.makeCheckPoints();
    }

    private Journal next(SplittableRandom random) {
        var hot = filled % 2 == 0 ? unlimited : limited;
        var other = many.get(random.nextInt(many.size()));
        return transfers.transfer(hot, other, 1 + random.nextInt(1000), begin.plus(STEP.multipliedBy(filled++)));
    }

    private Figures figures(int level) throws InterruptedException {
        var read = read("balance", random -> books.ledger.balance(random.nextBoolean() ? unlimited : limited));
        var past = read("balance at a past time", random -> {
            var at = begin.plus(STEP.multipliedBy(random.nextLong(filled)));
            books.ledger.balanceAt(random.nextBoolean() ? unlimited : limited, at);
        });
        var key = "past_ms_" + level;
        stage.report()
                .add(Row.of(
                        key + "_p50",
                        words("balance at a past time, p50", level),
                        millis(past, 50),
                        Unit.MILLISECONDS));
        stage.report()
                .add(Row.of(key, words("balance at a past time, p99", level), millis(past, 99), Unit.MILLISECONDS)
                        .atMost(PAST_MILLISECONDS_MAX));
        var posting = stage.callers(callers).make("posting", random -> books.post(transfers.between(many, random)));
        return new Figures(posting.perSecond(), millis(read, 50));
    }

    private Measured read(String what, org.tsudoi.bench.Callers.Call call) throws InterruptedException {
        return stage.callers(1).make(what, call);
    }

    private static double millis(Measured measured, double percent) {
        return measured.latencies().percentile(percent).toNanos() / 1e6;
    }
}
