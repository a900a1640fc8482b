package org.tsudoi.members.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.privacy.Vault;

/// Counts what may only be done so many times in a window of time: for all processes together, and over
/// restarts.
@Component
class CountTable {
    private final JdbcClient jdbc;
    private final Vault vault;

    CountTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// @param what for example `ask-by-mail`; one kind has one window
    record Limit(String what, int max, Duration window) {}

    /// Counts one more. Empty while the limit holds; else the moment at which the next window opens.
    Optional<Instant> exceeded(Limit limit, String who, Instant now) {
        Instant window = windowOf(limit, now);
        int times = jdbc.sql("""
                        insert into sign_in_count (counted, window_at, times) values (:counted, :window, 1)
                        on conflict (counted, window_at) do update set times = sign_in_count.times + 1
                        returning times
                        """)
                .param("counted", counted(limit, who))
                .param("window", Rows.column(window))
                .query(Integer.class)
                .single();
        return times > limit.max() ? Optional.of(window.plus(limit.window())) : Optional.empty();
    }

    /// Whether the limit is used up, without counting.
    boolean usedUp(Limit limit, String who, Instant now) {
        return jdbc.sql("select times from sign_in_count where counted = :counted and window_at = :window")
                        .param("counted", counted(limit, who))
                        .param("window", Rows.column(windowOf(limit, now)))
                        .query(Integer.class)
                        .optional()
                        .orElse(0)
                >= limit.max();
    }

    int deleteBefore(Instant limit) {
        return jdbc.sql("delete from sign_in_count where window_at < :limit")
                .param("limit", Rows.column(limit))
                .update();
    }

    private byte[] counted(Limit limit, String who) {
        return vault.blindIndex("sign_in_count.counted", limit.what() + ':' + who);
    }

    private static Instant windowOf(Limit limit, Instant now) {
        long seconds = limit.window().toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
    }
}
