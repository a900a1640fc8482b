package org.tsudoi.reconciliation.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.Ids;
import org.tsudoi.reconciliation.Reconciliation.Run;

/// When it was done, and what each day was like at the newest look.
@Component
class RunTable {
    private final JdbcClient jdbc;
    private final Ids ids;

    RunTable(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /// Nothing when one is under way.
    Optional<UUID> begin(String who, Instant now, Instant givenUpBefore) {
        jdbc.sql("""
                update reconciliation_run set ended_at = :now, failure = 'did not end'
                where ended_at is null and began_at < :before
                """)
                .param("now", Columns.of(now))
                .param("before", Columns.of(givenUpBefore))
                .update();
        return jdbc.sql("""
                insert into reconciliation_run (id, who, began_at) values (:id, :who, :now)
                on conflict do nothing returning id
                """)
                .param("id", ids.next())
                .param("who", who)
                .param("now", Columns.of(now))
                .query(UUID.class)
                .optional();
    }

    void end(UUID id, @Nullable String failure, int found, int mended, Instant now) {
        jdbc.sql("""
                update reconciliation_run set ended_at = :now, failure = :failure, found = :found, mended = :mended
                where id = :id and ended_at is null
                """)
                .param("id", id)
                .param("failure", failure)
                .param("found", found)
                .param("mended", mended)
                .param("now", Columns.of(now))
                .update();
    }

    Optional<Run> newest() {
        return jdbc.sql("""
                select who, began_at, ended_at, failure, found, mended from reconciliation_run order by began_at desc, id desc limit 1
                """)
                .query((row, _) -> new Run(
                        Columns.text(row, "who"),
                        Columns.instant(row, "began_at"),
                        Columns.nullableInstant(row, "ended_at"),
                        row.getString("failure"),
                        row.getInt("found"),
                        row.getInt("mended")))
                .optional();
    }

    /// When a run began that could read everything.
    Optional<Instant> newestGood() {
        return jdbc.sql("""
                select began_at from reconciliation_run where ended_at is not null and failure is null
                order by began_at desc limit 1
                """).query((row, _) -> Columns.instant(row, "began_at")).optional();
    }

    Optional<Instant> first() {
        return jdbc.sql("select began_at from reconciliation_run order by began_at limit 1")
                .query((row, _) -> Columns.instant(row, "began_at"))
                .optional();
    }

    record Looked(String source, LocalDate day, @Nullable String failure) {}

    void looked(String source, Collection<LocalDate> days, @Nullable String failure, Instant now) {
        jdbc.sql("""
                insert into reconciliation_day (source, day, looked_at, failure)
                select :source, day, :now, :failure from unnest(:days::date[]) as d (day)
                on conflict (source, day) do update set looked_at = excluded.looked_at, failure = excluded.failure
                """)
                .param("source", source)
                .param("now", Columns.of(now))
                .param("failure", failure)
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                .update();
    }

    List<Looked> days(LocalDate from, LocalDate until) {
        return jdbc.sql("""
                select source, day, failure from reconciliation_day where day between :from and :until order by source, day
                """)
                .param("from", from)
                .param("until", until)
                .query((row, _) -> new Looked(
                        Columns.text(row, "source"), row.getObject("day", LocalDate.class), row.getString("failure")))
                .list();
    }

    Optional<LocalDate> newestRead(String source) {
        return jdbc.sql("select max(day) from reconciliation_day where source = :source and failure is null")
                .param("source", source)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    /// False when there was one that day and nothing new differs in money since, or when there was one just now.
    boolean raiseAlarm(LocalDate day, Instant now, Duration notAgainWithin) {
        return jdbc.sql("""
                insert into reconciliation_alarm (day, at) select :day, :now
                where not exists (select from reconciliation_alarm where at > :since)
                  and (not exists (select from reconciliation_alarm where day = :day)
                    or exists (
                      select from reconciliation_difference d where d.state = 'open' and d.money
                        and d.found_at > (select max(at) from reconciliation_alarm)))
                on conflict do nothing
                """)
                        .param("day", day)
                        .param("now", Columns.of(now))
                        .param("since", Columns.of(now.minus(notAgainWithin)))
                        .update()
                == 1;
    }
}
