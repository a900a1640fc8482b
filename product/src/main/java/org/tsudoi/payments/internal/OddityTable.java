package org.tsudoi.payments.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.PaymentDesk.Oddity;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.platform.Ids;

/// What does not fit. The same, seen again while it is unsettled, is counted.
@Component
class OddityTable {
    private final JdbcClient jdbc;
    private final Ids ids;

    OddityTable(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    void add(String kind, String subject, @Nullable PaymentId payment, String detail, Instant at) {
        jdbc.sql("""
                insert into payment_oddity (id, kind, subject, payment_id, detail, first_at, last_at)
                values (:id, :kind, :subject, :payment, :detail, :at, :at)
                on conflict (kind, subject) where settled_at is null
                do update set times = payment_oddity.times + 1, last_at = excluded.last_at, detail = excluded.detail
                """)
                .param("id", ids.next())
                .param("kind", kind)
                .param("subject", subject)
                .param("payment", payment == null ? null : payment.value())
                .param("detail", detail)
                .param("at", Rows.column(at))
                .update();
    }

    List<Oddity> unsettled(int max) {
        return jdbc.sql("""
                select id, kind, subject, payment_id, detail, times, first_at, last_at
                from payment_oddity where settled_at is null order by first_at desc limit :max
                """)
                .param("max", max)
                .query((row, _) -> {
                    var payment = Rows.nullableUuid(row, "payment_id");
                    return new Oddity(
                            Rows.uuid(row, "id"),
                            Rows.text(row, "kind"),
                            Rows.text(row, "subject"),
                            payment == null ? null : new PaymentId(payment),
                            Rows.text(row, "detail"),
                            row.getInt("times"),
                            Rows.instant(row, "first_at"),
                            Rows.instant(row, "last_at"));
                })
                .list();
    }

    boolean settle(UUID id, String note, String who, Instant at) {
        return jdbc.sql("""
                update payment_oddity set settled_at = :at, settled_by = :who, note = :note
                where id = :id and settled_at is null
                """)
                        .param("at", Rows.column(at))
                        .param("who", who)
                        .param("note", note)
                        .param("id", id)
                        .update()
                == 1;
    }
}
