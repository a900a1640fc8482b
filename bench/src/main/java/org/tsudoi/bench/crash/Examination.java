package org.tsudoi.bench.crash;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.bench.crash.Story.Known;
import org.tsudoi.bench.crash.Wish.Part;

/// Holds what callers were told against what stands on the books, with SQL of its own and nothing of the
/// ledger's code.
final class Examination {
    private static final String EXPIRED = "expired";

    /// Whoever releases what was swept is told that it is free.
    private static final Set<String> RELEASED = Set.of("released", EXPIRED);

    private final Set<UUID> present = new HashSet<>();
    private final Map<UUID, List<Row>> journals = new HashMap<>();
    private final Map<UUID, Held> holds = new HashMap<>();
    private final Map<UUID, Integer> settlings = new HashMap<>();
    private final Map<String, Limited> limited = new HashMap<>();
    private final Map<String, Long> entries = new HashMap<>();
    private final Map<String, Long> expected = new HashMap<>();
    private final Map<String, Long> goingOut = new HashMap<>();
    private final Map<String, Long> comingIn = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private Examination() {}

    enum What {
        LOST,
        DOUBLED,
        CHANGED,
        /// It stands there, although nobody asked for it, or who asked was refused.
        UNASKED,
        WRONG_BALANCE,
        BEYOND_LIMIT,
        /// Two answers to one wish that do not agree.
        CONTRADICTED
    }

    record Finding(What what, String words) {
        @Override
        public String toString() {
            return what + " " + words;
        }
    }

    /// @param place `sequence@micros`, as it was answered
    private record Row(String place, String kind, @Nullable UUID hold, List<Part> legs) {}

    /// @param ended `settled`, `released`, `expired`, or null
    private record Held(String at, boolean open, @Nullable String ended, List<Part> legs) {}

    private record Limited(long posted, long out, long in) {}

    /// Everything that is wrong.
    ///
    /// @param books at one moment: a transaction that is repeatable read
    static List<Finding> of(Connection books, Collection<Story> stories) throws SQLException {
        var examination = new Examination();
        examination.read(books);
        CrashAccount.openings().forEach(opening -> examination.journal(opening, Known.ON_THE_BOOKS, Optional.empty()));
        stories.forEach(examination::examine);
        examination.nothingElse();
        examination.balances();
        return examination.findings;
    }

    // --- reading ----------------------------------------------------------------------------------------------------

    private void read(Connection books) throws SQLException {
        var legs = new HashMap<Long, List<Part>>();
        try (var statement = books.createStatement()) {
            var row = statement.executeQuery("select e.sequence, a.code, e.amount from ledger_entry e "
                    + "left join ledger_account a on a.id = e.account_id");
            while (row.next()) {
                var part = new Part(String.valueOf(row.getString(2)), row.getLong(3));
                legs.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>()).add(part);
                entries.merge(part.account(), part.amount(), Long::sum);
            }
            row = statement.executeQuery("select sequence, id, (extract(epoch from recorded_at) * 1000000)::bigint, "
                    + "kind, hold_id from ledger_journal");
            while (row.next()) {
                var found = new Row(
                        row.getLong(1) + "@" + row.getLong(3),
                        row.getString(4),
                        row.getObject(5, UUID.class),
                        sorted(legs.getOrDefault(row.getLong(1), List.of())));
                journals.computeIfAbsent(row.getObject(2, UUID.class), _ -> new ArrayList<>())
                        .add(found);
                if (found.hold != null) settlings.merge(found.hold, 1, Integer::sum);
            }
            readHolds(books);
            row = statement.executeQuery("select a.code, b.posted, b.held_out, b.held_in "
                    + "from ledger_balance b join ledger_account a on a.id = b.account_id");
            while (row.next()) {
                limited.put(row.getString(1), new Limited(row.getLong(2), row.getLong(3), row.getLong(4)));
            }
        }
    }

    private void readHolds(Connection books) throws SQLException {
        var legs = new HashMap<UUID, List<Part>>();
        try (var statement = books.createStatement()) {
            var row = statement.executeQuery("select l.hold_id, a.code, l.amount from ledger_hold_leg l "
                    + "join ledger_account a on a.id = l.account_id");
            while (row.next()) {
                legs.computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
                        .add(new Part(row.getString(2), row.getLong(3)));
            }
            row = statement.executeQuery("select h.id, (extract(epoch from h.recorded_at) * 1000000)::bigint, "
                    + "exists (select from ledger_hold_open o where o.hold_id = h.id), e.ended "
                    + "from ledger_hold h left join ledger_hold_end e on e.hold_id = h.id");
            while (row.next()) {
                var id = row.getObject(1, UUID.class);
                holds.put(
                        id,
                        new Held(
                                Long.toString(row.getLong(2)),
                                row.getBoolean(3),
                                row.getString(4),
                                sorted(legs.getOrDefault(id, List.of()))));
            }
        }
    }

    // --- comparing --------------------------------------------------------------------------------------------------

    private void examine(Story story) {
        story.contradiction()
                .ifPresent(words -> found(What.CONTRADICTED, story.wish().words() + ": " + words));
        var first = story.first();
        switch (story.wish()) {
            case Wish.Post post -> journal(post, story.known(), first);
            case Wish.Linked(var one, var other) -> {
                journal(one, story.known(), first.map(words -> words.split(",", -1)[0]));
                journal(other, story.known(), first.map(words -> words.split(",", -1)[1]));
                if (journals.containsKey(one.journal()) != journals.containsKey(other.journal())) {
                    found(What.LOST, "half of " + story.wish().words());
                }
            }
            case Wish.Place place -> hold(place, story.known(), first);
            case Wish.Settle(var id, var hold, var part) -> {
                var held = holds.get(hold);
                var legs = part.isEmpty() && held != null ? held.legs : part;
                journal(new Wish.Post(id, legs), LedgerProcess.HOLD_KIND, hold, story.known(), first);
            }
            case Wish.Release(var hold) -> released(hold, story.known());
            case Wish.Sweep _ -> first.ifPresent(this::swept);
            case Wish.Verify _ -> {}
        }
    }

    private void journal(Wish.Post post, Known known, Optional<String> first) {
        journal(post, LedgerProcess.KIND, null, known, first);
    }

    private void journal(Wish.Post post, String kind, @Nullable UUID hold, Known known, Optional<String> first) {
        var rows = journals.getOrDefault(post.journal(), List.of());
        if (rows.isEmpty()) {
            if (known == Known.ON_THE_BOOKS) found(What.LOST, "journal " + post.words());
            return;
        }
        if (rows.size() > 1) found(What.DOUBLED, "journal " + post.words() + ": " + rows);
        var row = rows.getFirst();
        if (known == Known.REFUSED) found(What.UNASKED, "journal " + post.words() + ": " + row);
        boolean same = row.legs.equals(sorted(post.legs())) && row.kind.equals(kind) && Objects.equals(row.hold, hold);
        if (!same) found(What.CHANGED, "journal " + post.words() + ": " + row);
        if (first.isPresent() && !first.get().equals(row.place)) {
            found(What.CHANGED, "journal " + post.words() + ": " + row + " instead of " + first.get());
        }
        present.add(post.journal());
        for (var leg : post.legs()) expected.merge(leg.account(), leg.amount(), Long::sum);
    }

    private void hold(Wish.Place place, Known known, Optional<String> first) {
        var held = holds.get(place.hold());
        if (held == null) {
            if (known == Known.ON_THE_BOOKS) found(What.LOST, "hold " + place.words());
            return;
        }
        present.add(place.hold());
        if (known == Known.REFUSED) found(What.UNASKED, "hold " + place.words());
        if (!held.legs.equals(sorted(place.legs()))) found(What.CHANGED, "hold " + place.words() + ": " + held);
        if (first.isPresent() && !first.get().equals(held.at)) {
            found(What.CHANGED, "hold " + place.words() + ": " + held + " instead of " + first.get());
        }
        int settled = settlings.getOrDefault(place.hold(), 0);
        var ended = "settled".equals(held.ended);
        if (settled > 1) found(What.DOUBLED, "settled " + settled + " times: hold " + place.words());
        if (held.open == (held.ended != null)) found(What.CHANGED, "neither open nor ended: hold " + place.words());
        if (EXPIRED.equals(held.ended) && !LedgerProcess.isShort(place.hold())) {
            found(What.UNASKED, "expired before its time: hold " + place.words());
        }
        if (ended != (settled == 1)) found(What.CHANGED, settled + " journals settled the hold " + held);
        if (!held.open) return;
        for (var leg : place.legs()) {
            (leg.amount() < 0 ? goingOut : comingIn).merge(leg.account(), Math.abs(leg.amount()), Long::sum);
        }
    }

    /// @param words ids with commas between them, or nothing
    private void swept(String words) {
        for (var id : words.isEmpty() ? new String[0] : words.split(",", -1)) {
            var held = holds.get(UUID.fromString(id));
            if (held == null || !EXPIRED.equals(held.ended)) found(What.LOST, "the sweep of " + id + ": " + held);
        }
    }

    private void released(UUID hold, Known known) {
        var held = holds.get(hold);
        boolean released = held != null && held.ended != null && RELEASED.contains(held.ended);
        if (known == Known.ON_THE_BOOKS && !released) found(What.LOST, "release of " + hold + ": " + held);
        if (known == Known.REFUSED && released) found(What.UNASKED, "release of " + hold);
    }

    private void nothingElse() {
        Stream.concat(journals.keySet().stream(), holds.keySet().stream())
                .filter(id -> !present.contains(id))
                .forEach(id -> found(What.UNASKED, id + ": " + journals.get(id) + holds.get(id)));
    }

    private void balances() {
        for (var account : CrashAccount.all()) {
            var code = account.code();
            long wanted = expected.getOrDefault(code, 0L);
            long added = entries.getOrDefault(code, 0L);
            if (added != wanted) found(What.WRONG_BALANCE, code + ": entries of " + added + ", not " + wanted);
            var row = limited.get(code);
            if (row == null) continue;
            var right = new Limited(wanted, goingOut.getOrDefault(code, 0L), comingIn.getOrDefault(code, 0L));
            if (!row.equals(right)) found(What.WRONG_BALANCE, code + ": " + row + ", not " + right);
            boolean beyond = (account.floor() != null && row.posted - row.out < account.floor())
                    || (account.ceiling() != null && row.posted + row.in > account.ceiling());
            if (beyond) found(What.BEYOND_LIMIT, code + ": " + row);
        }
    }

    private void found(What what, String words) {
        findings.add(new Finding(what, words));
    }

    private static List<Part> sorted(List<Part> parts) {
        return parts.stream()
                .sorted(Comparator.comparing(Part::account).thenComparingLong(Part::amount))
                .collect(Collectors.toList());
    }
}
