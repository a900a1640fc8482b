package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.PaymentId;

@Component
class DisputeTable {
    private static final String COLUMNS = """
            select provider, reference, payment_id, stage, amount, taken, fee, uncovered, currency, opened_at, answer_by,
                   revision
            from payment_dispute
            """;

    private final JdbcClient jdbc;

    DisputeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param revision how often it changed
    record Kept(Dispute dispute, int revision) {}

    /// To be asked under the payment's lock, so that no two write the same.
    Optional<Kept> find(String provider, String reference) {
        return jdbc.sql(COLUMNS + "where provider = :provider and reference = :reference")
                .param("provider", provider)
                .param("reference", reference)
                .query((row, _) -> new Kept(dispute(row), row.getInt("revision")))
                .optional();
    }

    void put(Dispute dispute, int revision, Instant at) {
        jdbc.sql("""
                insert into payment_dispute (provider, reference, payment_id, stage, amount, taken, fee, uncovered, currency,
                    opened_at, answer_by, revision, read_at)
                values (:provider, :reference, :payment, :stage, :amount, :taken, :fee, :uncovered, :currency,
                    :opened_at, :answer_by, :revision, :at)
                on conflict (provider, reference) do update
                set stage = excluded.stage, amount = excluded.amount, taken = excluded.taken, fee = excluded.fee,
                    uncovered = excluded.uncovered, answer_by = excluded.answer_by, revision = excluded.revision,
                    read_at = excluded.read_at
                """)
                .param("provider", dispute.provider())
                .param("reference", dispute.reference())
                .param("payment", dispute.payment().value())
                .param("stage", dispute.stage().name().toLowerCase(Locale.ROOT))
                .param("amount", dispute.amount().minorUnits())
                .param("taken", dispute.taken().minorUnits())
                .param("fee", dispute.fee().minorUnits())
                .param("uncovered", dispute.uncovered().minorUnits())
                .param("currency", dispute.amount().currency().getCurrencyCode())
                .param("opened_at", Rows.column(dispute.openedAt()))
                .param("answer_by", Rows.column(dispute.answerBy()))
                .param("revision", revision)
                .param("at", Rows.column(at))
                .update();
    }

    /// The newest first.
    List<Dispute> of(PaymentId payment) {
        return jdbc.sql(COLUMNS + "where payment_id = :payment order by opened_at desc, reference")
                .param("payment", payment.value())
                .query((row, _) -> dispute(row))
                .list();
    }

    /// Not decided yet: those first that are to be answered soonest.
    List<Dispute> open(int max) {
        return jdbc.sql(
                        COLUMNS
                                + "where stage in ('inquiry', 'open') order by answer_by nulls last, opened_at, reference limit :max")
                .param("max", max)
                .query((row, _) -> dispute(row))
                .list();
    }

    private static Dispute dispute(ResultSet row) throws SQLException {
        return new Dispute(
                new PaymentId(Rows.uuid(row, "payment_id")),
                Rows.text(row, "provider"),
                Rows.text(row, "reference"),
                Dispute.Stage.valueOf(Rows.text(row, "stage").toUpperCase(Locale.ROOT)),
                Rows.money(row, "amount"),
                Rows.money(row, "taken"),
                Rows.money(row, "fee"),
                Rows.money(row, "uncovered"),
                Rows.instant(row, "opened_at"),
                Rows.nullableInstant(row, "answer_by"));
    }
}
