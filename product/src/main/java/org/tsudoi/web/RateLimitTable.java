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

    /// Counts one more; answers how many there are now.
    int count(String what, Instant window) {
        return jdbc.sql("""
                        insert into rate_limit_count (counted, window_at, times) values (:counted, :window, 1)
                        on conflict (counted, window_at) do update set times = rate_limit_count.times + 1
                        returning times
                        """)
                .param("counted", vault.blindIndex("rate_limit_count.counted", what))
                .param("window", window.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    int deleteBefore(Instant limit) {
        return jdbc.sql("delete from rate_limit_count where window_at < :limit")
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .update();
    }
}
