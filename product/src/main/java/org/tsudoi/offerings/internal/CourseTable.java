package org.tsudoi.offerings.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.ContinuousService;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.offerings.Schedule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rows of `event_course` and `event_date`.
final class CourseTable {
    /// For the statement that reads events: nothing is looked up for those that are no courses.
    static final String COLUMNS = """
            , case when kind = 'course' then (
                select json_agg(json_build_array(d.id, d.title, d.starts_local, d.minutes, d.sequence, d.called_off_at is not null) order by d.starts_at)
                from event_date d where d.event = event.id and not d.dropped) end as dates
            , case when kind = 'course' then (
                select json_build_array(c.joining, c.missed_max, c.leaving_fee, c.currency, c.service)
                from event_course c where c.event = event.id) end as course
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    CourseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static Schedule.Course read(ResultSet row, ZoneId zone) throws SQLException {
        var dates = new ArrayList<CourseDate>();
        for (var date : JSON.readTree(row.getString("dates"))) {
            dates.add(new CourseDate(
                    new DateId(UUID.fromString(date.path(0).asString())),
                    date.path(1).asString(),
                    new Schedule.Fixed(
                            LocalDateTime.parse(date.path(2).asString()),
                            Duration.ofMinutes(date.path(3).asInt()),
                            zone),
                    date.path(4).asInt(),
                    date.path(5).asBoolean()));
        }
        return new Schedule.Course(dates, rules(JSON.readTree(row.getString("course"))));
    }

    private static CourseRules rules(JsonNode rules) {
        Optional<Money> fee = rules.path(2).isNull()
                ? Optional.empty()
                : Optional.of(new Money(
                        rules.path(2).asLong(),
                        Currency.getInstance(rules.path(3).asString())));
        Optional<ContinuousService> service = rules.path(4).isNull()
                ? Optional.empty()
                : ContinuousService.of(rules.path(4).asString());
        return new CourseRules(
                CourseRules.Joining.of(rules.path(0).asString()).orElseThrow(),
                rules.path(1).asInt(),
                new Leaving(fee, service));
    }

    void save(EventId event, Schedule.Course course) {
        saveRules(event, course.rules());
        jdbc.sql("update event_date set dropped = true where event = :event and not dropped and id <> all(:kept)")
                .param("event", event.value())
                .param(
                        "kept",
                        course.dates().stream().map(date -> date.id().value()).toArray(UUID[]::new))
                .update();
        for (var date : course.dates()) {
            jdbc.sql("""
                            insert into event_date (id, event, title, starts_local, minutes, starts_at, sequence)
                            values (:id, :event, :title, :startsLocal, :minutes, :startsAt, 0)
                            on conflict (id) do update set title = excluded.title, starts_local = excluded.starts_local,
                                minutes = excluded.minutes, starts_at = excluded.starts_at, dropped = false,
                                sequence = event_date.sequence + case
                                    when event_date.starts_at <> excluded.starts_at or event_date.minutes <> excluded.minutes
                                    then 1 else 0 end
                            where event_date.event = excluded.event""")
                    .param("id", date.id().value())
                    .param("event", event.value())
                    .param("title", date.title())
                    .param("startsLocal", date.times().start(), Types.TIMESTAMP)
                    .param("minutes", date.times().length().toMinutes())
                    .param("startsAt", date.begin().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /// Answers false when that was done before.
    boolean callOff(EventId event, DateId date, Instant now) {
        return jdbc.sql("""
                                update event_date set called_off_at = :now
                                where event = :event and id = :date and called_off_at is null and not dropped""")
                        .param("now", Timestamp.from(now))
                        .param("event", event.value())
                        .param("date", date.value())
                        .update()
                == 1;
    }

    private void saveRules(EventId event, CourseRules rules) {
        var fee = rules.leaving().fee();
        jdbc.sql("""
                        insert into event_course (event, joining, missed_max, leaving_fee, currency, service)
                        values (:event, :joining, :missed, :fee, :currency, :service)
                        on conflict (event) do update set joining = excluded.joining, missed_max = excluded.missed_max,
                            leaving_fee = excluded.leaving_fee, currency = excluded.currency, service = excluded.service""")
                .param("event", event.value())
                .param("joining", rules.joining().word())
                .param("missed", rules.missedMax())
                .param("fee", fee.map(Money::minorUnits).orElse(null), Types.BIGINT)
                .param(
                        "currency",
                        fee.map(it -> it.currency().getCurrencyCode()).orElse(null),
                        Types.VARCHAR)
                .param(
                        "service",
                        rules.leaving().service().map(ContinuousService::word).orElse(null),
                        Types.VARCHAR)
                .update();
    }

    /// On sale or not any more, with a date that begins then.
    List<EventId> beginning(Instant from, Instant until) {
        return jdbc.sql("""
                        select distinct e.id from event_date d join event e on e.id = d.event
                        where d.starts_at >= :from and d.starts_at < :until and not d.dropped
                            and e.state in ('published', 'closed')""")
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new EventId(row.getObject("id", UUID.class)))
                .list();
    }
}
