package org.tsudoi.payments.internal;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.ReportInbox.Outcome;
import org.tsudoi.payments.ReportInbox.Received;

@Component
class ReportFileTable {
    private final JdbcClient jdbc;

    ReportFileTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(String provider, String who, Outcome.Taken taken, Instant at) {
        jdbc.sql("""
                insert into payment_report_file (provider, who, lines, known, paid, odd, at)
                values (:provider, :who, :lines, :known, :paid, :odd, :at)
                """)
                .param("provider", provider)
                .param("who", who)
                .param("lines", taken.lines())
                .param("known", taken.known())
                .param("paid", taken.paid())
                .param("odd", taken.odd())
                .param("at", Rows.column(at))
                .update();
    }

    List<Received> newest(int max) {
        return jdbc.sql("""
                select provider, who, lines, known, paid, odd, at from payment_report_file order by id desc limit :max
                """)
                .param("max", max)
                .query((row, _) -> new Received(
                        Rows.instant(row, "at"),
                        Rows.text(row, "provider"),
                        Rows.text(row, "who"),
                        row.getInt("lines"),
                        row.getInt("known"),
                        row.getInt("paid"),
                        row.getInt("odd")))
                .list();
    }
}
