package org.tsudoi.reconciliation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.reconciliation.Difference;
import org.tsudoi.reconciliation.DifferenceId;
import org.tsudoi.reconciliation.DifferenceKind;
import org.tsudoi.reconciliation.DifferenceKind.Severity;
import org.tsudoi.reconciliation.Finding;

@Component
class DifferenceTable {
    private static final String SELECT = """
            select id, kind, source, day, subject, payment_id, refund_id, evidence::text as evidence, state, found_at, decided_at,
                   decided_by, note
            from reconciliation_difference
            """;

    private final JdbcClient jdbc;

    DifferenceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A new one, in the state that it is found in.
    void add(Difference.Open open) {
        var finding = open.finding();
        var payment = finding.payment();
        var refund = finding.refund();
        jdbc.sql("""
                insert into reconciliation_difference (id, kind, source, day, subject, payment_id, refund_id, evidence, money, state,
                  found_at)
                values (:id, :kind, :source, :day, :subject, :payment, :refund, :evidence::jsonb, :money, 'open', :at)
                """)
                .param("id", open.id().value())
                .param("kind", finding.kind().word())
                .param("source", finding.source())
                .param("day", finding.day())
                .param("subject", finding.subject())
                .param("payment", payment == null ? null : payment.value())
                .param("refund", refund == null ? null : refund.value())
                .param(
                        "evidence",
                        EvidenceText.write(new EvidenceText.Sides(finding.there(), finding.here(), finding.ledger())))
                .param("money", finding.kind().severity() == Severity.MONEY)
                .param("at", Columns.of(open.foundAt()))
                .update();
        note(open.id(), open, "tsudoi", "found", open.foundAt());
    }

    /// @throws IllegalStateException when it is not in the state it comes from any more
    void move(Difference from, Difference to, Instant now) {
        var decided = Decided.of(to);
        int changed = jdbc.sql("""
                update reconciliation_difference
                set state = :to, found_at = :found, decided_at = :at, decided_by = :who, note = :note
                where id = :id and state = :from
                """)
                .param("id", from.id().value())
                .param("from", state(from))
                .param("to", state(to))
                .param("found", Columns.of(to.foundAt()))
                .param("at", Columns.of(decided.at))
                .param("who", decided.who)
                .param("note", decided.note)
                .update();
        if (changed != 1) throw new IllegalStateException(from.id() + " is not " + state(from) + " any more");
        note(
                from.id(),
                to,
                decided.who == null ? "tsudoi" : decided.who,
                decided.note == null ? "found again" : decided.note,
                now);
    }

    private record Decided(
            @Nullable Instant at,
            @Nullable String who,
            @Nullable String note) {
        static Decided of(Difference difference) {
            return switch (difference) {
                case Difference.Open _ -> new Decided(null, null, null);
                case Difference.Mended it -> new Decided(it.at(), it.who(), it.how());
                case Difference.Accepted it -> new Decided(it.at(), it.who(), it.note());
            };
        }
    }

    private void note(DifferenceId id, Difference to, String who, String why, Instant at) {
        jdbc.sql("""
                insert into reconciliation_difference_event (difference_id, at, to_state, who, why)
                values (:id, :at, :state, :who, :why)
                """)
                .param("id", id.value())
                .param("at", Columns.of(at))
                .param("state", state(to))
                .param("who", who)
                .param("why", why)
                .update();
    }

    Optional<Difference> find(DifferenceId id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query((row, _) -> difference(row))
                .optional();
    }

    Optional<Difference> lock(DifferenceId id) {
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id.value())
                .query((row, _) -> difference(row))
                .optional();
    }

    /// Locked, in the order of their ids.
    List<Difference> since(String source, LocalDate from) {
        return jdbc.sql(SELECT + "where source = :source and day >= :from order by id for update")
                .param("source", source)
                .param("from", from)
                .query((row, _) -> difference(row))
                .list();
    }

    Optional<LocalDate> oldestOpen(String source) {
        return jdbc.sql("select min(day) from reconciliation_difference where source = :source and state = 'open'")
                .param("source", source)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    List<Difference> open(Optional<String> source, int max) {
        return jdbc.sql(SELECT + """
                where state = 'open' and (:source::text is null or source = :source)
                order by money desc, found_at, id limit :max
                """)
                .param("source", source.orElse(null))
                .param("max", max)
                .query((row, _) -> difference(row))
                .list();
    }

    List<Difference> over(Optional<String> source, int max) {
        return jdbc.sql(SELECT + """
                where state <> 'open' and (:source::text is null or source = :source) order by decided_at desc, id limit :max
                """)
                .param("source", source.orElse(null))
                .param("max", max)
                .query((row, _) -> difference(row))
                .list();
    }

    record Count(String source, LocalDate day, int open, boolean money) {}

    List<Count> openByDay(LocalDate from, LocalDate until) {
        return jdbc.sql("""
                select source, day, count(*) as open, bool_or(money) as money from reconciliation_difference
                where state = 'open' and day between :from and :until group by source, day
                """)
                .param("from", from)
                .param("until", until)
                .query((row, _) -> new Count(
                        Columns.text(row, "source"),
                        row.getObject("day", LocalDate.class),
                        row.getInt("open"),
                        row.getBoolean("money")))
                .list();
    }

    int countMoney() {
        return jdbc.sql("select count(*) from reconciliation_difference where state = 'open' and money")
                .query(Integer.class)
                .single();
    }

    int countFoundBefore(Instant moment) {
        return jdbc.sql("select count(*) from reconciliation_difference where state = 'open' and found_at < :moment")
                .param("moment", Columns.of(moment))
                .query(Integer.class)
                .single();
    }

    private static String state(Difference difference) {
        return difference.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Difference difference(ResultSet row) throws SQLException {
        var sides = EvidenceText.read(Columns.text(row, "evidence"));
        @Nullable UUID payment = row.getObject("payment_id", UUID.class);
        @Nullable UUID refund = row.getObject("refund_id", UUID.class);
        var finding = new Finding(
                DifferenceKind.of(Columns.text(row, "kind")),
                Columns.text(row, "source"),
                row.getObject("day", LocalDate.class),
                Columns.text(row, "subject"),
                payment == null ? null : new PaymentId(payment),
                refund == null ? null : new RefundId(refund),
                sides.there(),
                sides.here(),
                sides.ledger());
        var foundAt = Columns.instant(row, "found_at");
        var state = Columns.text(row, "state");
        if (state.equals("open")) return new Difference.Open(finding, foundAt);
        var who = Columns.text(row, "decided_by");
        var note = Columns.text(row, "note");
        var at = Columns.instant(row, "decided_at");
        return switch (state) {
            case "mended" -> new Difference.Mended(finding, foundAt, who, note, at);
            case "accepted" -> new Difference.Accepted(finding, foundAt, who, note, at);
            default -> throw new IllegalStateException("no difference is " + state);
        };
    }
}
