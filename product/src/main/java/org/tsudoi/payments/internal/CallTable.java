package org.tsudoi.payments.internal;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.provider.CallLog;

/// The last calls of providers, as many as there are slots.
@Component
class CallTable implements CallLog {
    private static final int SLOTS = 10_000;

    private final JdbcClient jdbc;

    CallTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void called(Call call) {
        jdbc.sql("""
                insert into payment_call (slot, provider, method, path, status, ms, about, at)
                values (nextval('payment_call_number') % :slots, :provider, :method, :path, :status, :ms, :about, :at)
                on conflict (slot) do update
                set provider = excluded.provider, method = excluded.method, path = excluded.path, status = excluded.status,
                    ms = excluded.ms, about = excluded.about, at = excluded.at
                """)
                .param("slots", SLOTS)
                .param("provider", call.provider())
                .param("method", call.method())
                .param("path", call.path())
                .param("status", call.status())
                .param("ms", (int) call.took().toMillis())
                .param("about", call.about())
                .param("at", Rows.column(call.at()))
                .update();
    }

    List<PaymentDesk.Call> newest(int max) {
        return jdbc.sql("""
                select provider, method, path, status, ms, about, at from payment_call order by at desc limit :max
                """)
                .param("max", max)
                .query((row, _) -> new PaymentDesk.Call(
                        Rows.instant(row, "at"),
                        Rows.text(row, "provider"),
                        Rows.text(row, "method"),
                        Rows.text(row, "path"),
                        row.getObject("status", Integer.class),
                        row.getInt("ms"),
                        row.getString("about")))
                .list();
    }
}
