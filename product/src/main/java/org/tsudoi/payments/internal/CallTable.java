package org.tsudoi.payments.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.provider.CallLog;

/// The last calls of providers, as many as there are slots. For people to look at: nothing is decided by it, so no
/// buyer waits until it is written. While some are being written the next ones gather, and go in one statement.
@Component
class CallTable implements CallLog, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(CallTable.class);
    private static final int SLOTS = 10_000;
    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final BlockingQueue<Call> noted = new LinkedBlockingQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    CallTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void called(Call call) {
        noted.add(call);
        if (!writing.isLocked()) Thread.ofVirtual().name("payment-calls").start(this::write);
    }

    /// Looked at once more after the lock is given back: whoever found it taken relies on that.
    private void write() {
        do {
            writing.lock();
            try {
                var calls = new ArrayList<Call>();
                noted.drainTo(calls, AT_ONCE);
                if (!calls.isEmpty()) insert(calls);
            } catch (DataAccessException e) {
                LOG.error("Calls of providers were not noted: {}", e.getMessage());
            } finally {
                writing.unlock();
            }
        } while (!noted.isEmpty());
    }

    private void insert(List<Call> calls) {
        jdbc.sql("""
                insert into payment_call (slot, provider, method, path, status, ms, about, at)
                select nextval('payment_call_number') % :slots, provider, method, path, status, ms, about,
                  timestamptz 'epoch' + at * interval '1 microsecond'
                from unnest(:providers, :methods, :paths, :statuses, :ms, :abouts, :times)
                  as c (provider, method, path, status, ms, about, at)
                on conflict (slot) do update
                set provider = excluded.provider, method = excluded.method, path = excluded.path, status = excluded.status,
                    ms = excluded.ms, about = excluded.about, at = excluded.at
                """)
                .param("slots", SLOTS)
                .param("providers", texts(calls, Call::provider))
                .param("methods", texts(calls, Call::method))
                .param("paths", texts(calls, Call::path))
                .param("statuses", calls.stream().map(Call::status).toArray(Integer[]::new))
                .param(
                        "ms",
                        calls.stream()
                                .mapToInt(call -> (int) call.took().toMillis())
                                .toArray())
                .param("abouts", texts(calls, Call::about))
                .param(
                        "times",
                        calls.stream()
                                .mapToLong(call -> ChronoUnit.MICROS.between(Instant.EPOCH, call.at()))
                                .toArray())
                .update();
    }

    private static @Nullable String[] texts(List<Call> calls, Function<Call, @Nullable String> text) {
        return calls.stream().map(text).toArray(String[]::new);
    }

    List<PaymentDesk.Call> newest(int max) {
        write();
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

    /// What was noted at the very end.
    @Override
    public void destroy() {
        write();
    }
}
