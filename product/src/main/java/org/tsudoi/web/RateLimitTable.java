package org.tsudoi.web;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.privacy.Vault;

/// How often something was tried in a window of time. Who tried is kept as a blind index only.
@Component
class RateLimitTable {
    private final JdbcClient jdbc;
    private final Vault vault;

    RateLimitTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    record Counted(String what, Instant window) {}

    /// @param second zero when it was not counted
    record Times(int first, int second) {}

    /// Counts one more; answers how many there are now.
    int count(Counted one) {
        return jdbc.sql("""
                        insert into rate_limit_count (counted, window_at, times) values (:counted, :window, 1)
                        on conflict (counted, window_at) do update set times = rate_limit_count.times + 1
                        returning times
                        """)
                .param("counted", index(one))
                .param("window", one.window().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /// The same for two, the second only when the first is not above `most`.
    Times count(Counted first, int most, Counted second) {
        return jdbc.sql("""
                        with first as (
                          insert into rate_limit_count (counted, window_at, times) values (:first, :firstWindow, 1)
                          on conflict (counted, window_at) do update set times = rate_limit_count.times + 1
                          returning times),
                        second as (
                          insert into rate_limit_count (counted, window_at, times)
                          select :second, :secondWindow, 1 from first where first.times <= :most
                          on conflict (counted, window_at) do update set times = rate_limit_count.times + 1
                          returning times)
                        select (select times from first) as first, coalesce((select times from second), 0) as second
                        """)
                .param("first", index(first))
                .param("firstWindow", first.window().atOffset(ZoneOffset.UTC))
                .param("second", index(second))
                .param("secondWindow", second.window().atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> new Times(row.getInt("first"), row.getInt("second")))
                .single();
    }

    private byte[] index(Counted one) {
        return vault.blindIndex("rate_limit_count.counted", one.what());
    }

    int deleteBefore(Instant limit) {
        return jdbc.sql("delete from rate_limit_count where window_at < :limit")
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .update();
    }
}
