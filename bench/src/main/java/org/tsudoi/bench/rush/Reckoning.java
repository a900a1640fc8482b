package org.tsudoi.bench.rush;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Row.Unit;
import org.tsudoi.bench.Stage;
import org.tsudoi.platform.Ids;

/// What everybody has written down of a rush, held against each other: the buyers, the orders, the tickets, the
/// payments, the ledger and the provider.
///
/// @param oversold valid tickets beyond the seats
/// @param stuck holds on the books, orders neither paid nor over, and outbox items that wait for a person
record Reckoning(long oversold, long stuck, List<Count> counts) {
    record Count(String what, long expected, long found) {
        boolean isRight() {
            return expected == found;
        }
    }

    /// @param paidBefore orders of other events that were paid for on this instance
    static Reckoning of(World world, Organiser.Offer event, Crowd.Rush rush, int buyers, int paidBefore)
            throws IOException, SQLException {
        try (var database = world.database()) {
            var counts = new ArrayList<>(ofEvent(database, event));
            counts.add(new Count("buyers who read that they are in", event.seats(), rush.seated()));
            counts.add(new Count("buyers less those told that it is full", event.seats(), (long) buyers - rush.told()));
            counts.addAll(ofInstance(database, event.seats() + paidBefore));
            counts.addAll(ofProvider(world, event.seats() + paidBefore));
            long tickets =
                    database.number("select count(*) from ticket where event = ? and state = 'valid'", event.id());
            long stuck = database.number("""
                    select (select count(distinct hold_id) from ledger_hold_open)
                      + (select count(*) from orders where state in ('unconfirmed', 'held', 'paying', 'unseated'))
                      + (select count(*) from outbox where state = 'stuck')""");
            return new Reckoning(Math.max(0, tickets - event.seats()), stuck, counts);
        }
    }

    private static List<Count> ofEvent(Database database, Organiser.Offer event) throws SQLException {
        var shown = Ids.show("evt", event.id());
        return List.of(
                new Count(
                        "paid orders",
                        event.seats(),
                        database.number("select count(*) from orders where event = ? and state = 'paid'", event.id())),
                new Count(
                        "valid tickets, each with a number of its own",
                        event.seats(),
                        database.number(
                                "select count(distinct number) from ticket where event = ? and state = 'valid'",
                                event.id())),
                new Count("journals that take a seat", event.seats(), database.number("""
                                select count(*) from ledger_journal
                                where kind = 'seats-taken' and metadata ->> 'event' = ?""", shown)),
                new Count(
                        "seats taken on the books",
                        event.seats(),
                        database.number("""
                                select posted from ledger_balance b join ledger_account a on a.id = b.account_id
                                where a.code = ?""", "event:" + shown + ":seats:taken")));
    }

    private static List<Count> ofInstance(Database database, long paid) throws SQLException {
        return List.of(
                new Count("captured payments of paid orders", paid, database.number("""
                                select count(*) from payment p join orders o on o.payment = p.id
                                where p.state = 'captured' and o.state = 'paid'""")),
                new Count("payments at all", paid, database.number("select count(*) from payment")),
                new Count(
                        "journals of captured payments",
                        paid,
                        database.number("select count(*) from ledger_journal where kind = 'payment-captured'")),
                new Count(
                        "yen captured",
                        paid * Organiser.PRICE,
                        database.number("select sum(amount) from payment where state = 'captured'")),
                new Count("yen on the books as captured", paid * Organiser.PRICE, database.number("""
                                select sum(e.amount) from ledger_entry e join ledger_journal j using (sequence)
                                  join ledger_account a on a.id = e.account_id
                                where j.kind = 'payment-captured' and a.code = 'provider:stripe:JPY'""")));
    }

    private static List<Count> ofProvider(World world, long paid) throws IOException {
        long charges = 0;
        long captured = 0;
        for (var payment : world.town("/town/stripe/tally")) {
            charges += payment.path("charges").asLong();
            captured +=
                    payment.path("captured").asLong() - payment.path("refunded").asLong();
        }
        return List.of(
                new Count("charges at the provider", paid, charges),
                new Count("yen kept by the provider", paid * Organiser.PRICE, captured));
    }

    long disagreeing() {
        return counts.stream().filter(count -> !count.isRight()).count();
    }

    void add(Stage stage) {
        counts.forEach(count -> stage.say("  %s: %,d%s"
                .formatted(
                        count.what(),
                        count.found(),
                        count.isRight() ? "" : " instead of %,d".formatted(count.expected()))));
        var report = stage.report();
        report.add(Row.of("oversold", "tickets beyond the seats", oversold, Unit.COUNT)
                .atMost(0));
        report.add(Row.of("stuck", "holds, orders and jobs left over", stuck, Unit.COUNT)
                .atMost(0));
        report.add(Row.of("disagreeing", "counts that do not agree, of " + counts.size(), disagreeing(), Unit.COUNT)
                .atMost(0));
    }
}
