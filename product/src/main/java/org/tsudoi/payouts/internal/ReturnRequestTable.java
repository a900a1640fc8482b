package org.tsudoi.payouts.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.PayoutRunId;

/// Rows of `payout_return_request`: the newest of each payout.
@Component
class ReturnRequestTable {
    private static final String SELECT =
            "select q.payout, q.reason, q.asked_by, q.asked_at from payout_return_request q ";

    private final JdbcClient jdbc;

    ReturnRequestTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(Payout.SaidToBeBack said) {
        jdbc.sql("""
                        insert into payout_return_request (payout, reason, asked_by, asked_at)
                        values (:payout, :reason, :by, :at)
                        on conflict (payout) do update
                        set reason = excluded.reason, asked_by = excluded.asked_by, asked_at = excluded.asked_at""")
                .param("payout", said.payout().value())
                .param("reason", said.reason().word())
                .param("by", said.by().value())
                .param("at", Columns.of(said.at()))
                .update();
    }

    Optional<Payout.SaidToBeBack> find(PayoutId payout) {
        return jdbc.sql(SELECT + "where q.payout = :payout")
                .param("payout", payout.value())
                .query((row, _) -> said(row))
                .optional();
    }

    /// Of payouts that may still come back.
    List<Payout.SaidToBeBack> of(PayoutRunId run) {
        return jdbc.sql(SELECT + "join payout p on p.id = q.payout where p.run = :run and p.state in ('sent', 'paid')")
                .param("run", run.value())
                .query((row, _) -> said(row))
                .list();
    }

    private static Payout.SaidToBeBack said(ResultSet row) throws SQLException {
        return new Payout.SaidToBeBack(
                new PayoutId(Columns.uuid(row, "payout")),
                Payout.ReturnReason.valueOf(Columns.text(row, "reason").toUpperCase(Locale.ROOT)),
                Columns.member(row, "asked_by"),
                Columns.instant(row, "asked_at"));
    }
}
