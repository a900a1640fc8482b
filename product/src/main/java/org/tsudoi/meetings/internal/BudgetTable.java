package org.tsudoi.meetings.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rows of `meeting_budget`: what each host user of a provider has used of a UTC day.
@Component
class BudgetTable {
    private final JdbcClient jdbc;

    BudgetTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Used(String provider, String host, int used) {}

    /// Takes one from the host's day; false when nothing is left. What was taken is never given back: the
    /// provider counts tries too.
    boolean take(String provider, String host, LocalDate day, int limit) {
        return jdbc.sql("""
                                insert into meeting_budget as b (provider, host, day, used) values (:provider, :host, :day, 1)
                                on conflict (provider, host, day) do update set used = b.used + 1 where b.used < :limit""")
                        .param("provider", provider)
                        .param("host", host)
                        .param("day", day)
                        .param("limit", limit)
                        .update()
                == 1;
    }

    /// The host told that its day is used up, whoever used it.
    void spent(String provider, String host, LocalDate day, int limit) {
        jdbc.sql("""
                        insert into meeting_budget (provider, host, day, used) values (:provider, :host, :day, :limit)
                        on conflict (provider, host, day) do update set used = :limit""")
                .param("provider", provider)
                .param("host", host)
                .param("day", day)
                .param("limit", limit)
                .update();
    }

    /// Of the hosts with something left today, one that holds no other meeting then; among those the least
    /// used.
    Optional<String> choose(
            String provider, List<String> hosts, LocalDate day, int limit, Instant from, Duration length) {
        return jdbc.sql("""
                        select h.host
                        from unnest(:hosts::text[]) with ordinality as h (host, place)
                        left join meeting_budget b on b.provider = :provider and b.host = h.host and b.day = :day
                        where coalesce(b.used, 0) < :limit
                        order by exists (
                                select from meeting m
                                where m.provider = :provider and m.host = h.host and m.state <> 'cancelled'
                                    and m.starts_at < :until and m.starts_at + m.length_minutes * interval '1 minute' > :from),
                            coalesce(b.used, 0), h.place
                        limit 1""")
                .param("provider", provider)
                .param("hosts", hosts.toArray(String[]::new))
                .param("day", day)
                .param("limit", limit)
                .param("from", Rows.column(from))
                .param("until", Rows.column(from.plus(length)))
                .query(String.class)
                .optional();
    }

    List<Used> on(LocalDate day) {
        return jdbc.sql("select provider, host, used from meeting_budget where day = :day order by provider, host")
                .param("day", day)
                .query((row, _) -> new Used(row.getString("provider"), row.getString("host"), row.getInt("used")))
                .list();
    }
}
