package org.tsudoi.freetimes.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.DayHours;
import org.tsudoi.freetimes.Span;
import org.tsudoi.members.MemberId;

/// Rows of `free_times`, `free_hours`, `free_day` and `free_day_hours`.
@Component
class FreeTimesTable {
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final String HOST = "host";
    private static final String CHANGE = """
            update set zone = excluded.zone, step_minutes = excluded.step_minutes,
                before_minutes = excluded.before_minutes, after_minutes = excluded.after_minutes,
                notice_minutes = excluded.notice_minutes, days_ahead = excluded.days_ahead,
                a_day_max = excluded.a_day_max, changes_until_minutes = excluded.changes_until_minutes,
                changes_max = excluded.changes_max, changed_at = excluded.changed_at""";

    private final JdbcClient jdbc;

    FreeTimesTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Availability> find(MemberId host) {
        return jdbc.sql("""
                        select zone, step_minutes, before_minutes, after_minutes, notice_minutes, days_ahead, a_day_max,
                            changes_until_minutes, changes_max
                        from free_times where host = :host""")
                .param(HOST, host.value())
                .query((row, _) ->
                        new Availability(ZoneId.of(row.getString("zone")), week(host), exceptions(host), rules(row)))
                .optional();
    }

    private static BookingRules rules(ResultSet row) throws SQLException {
        return new BookingRules(
                Columns.minutes(row, "step_minutes"),
                new BookingRules.Buffers(Columns.minutes(row, "before_minutes"), Columns.minutes(row, "after_minutes")),
                Columns.minutes(row, "notice_minutes"),
                row.getInt("days_ahead"),
                row.getInt("a_day_max"),
                new BookingRules.Changes(Columns.minutes(row, "changes_until_minutes"), row.getInt("changes_max")));
    }

    private Map<DayOfWeek, DayHours> week(MemberId host) {
        var spans = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        jdbc.sql("select weekday, from_minute, until_minute from free_hours where host = :host")
                .param(HOST, host.value())
                .query(row -> {
                    spans.computeIfAbsent(DayOfWeek.of(row.getInt("weekday")), _ -> new ArrayList<>())
                            .add(span(row));
                });
        var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        spans.forEach((day, some) -> week.put(day, new DayHours(some)));
        return week;
    }

    private SortedMap<LocalDate, DayHours> exceptions(MemberId host) {
        var spans = new TreeMap<LocalDate, List<Span>>();
        jdbc.sql("""
                        select d.day, h.from_minute, h.until_minute
                        from free_day d left join free_day_hours h on h.host = d.host and h.day = d.day
                        where d.host = :host""").param(HOST, host.value()).query(row -> {
            var some = spans.computeIfAbsent(row.getObject("day", LocalDate.class), _ -> new ArrayList<>());
            row.getInt("from_minute");
            if (!row.wasNull()) some.add(span(row));
        });
        var exceptions = new TreeMap<LocalDate, DayHours>();
        spans.forEach((day, some) -> exceptions.put(day, new DayHours(some)));
        return exceptions;
    }

    private static Span span(ResultSet row) throws SQLException {
        return new Span(time(row.getInt("from_minute")), time(row.getInt("until_minute")));
    }

    private static LocalTime time(int minute) {
        return LocalTime.ofSecondOfDay(minute % MINUTES_A_DAY * 60L);
    }

    /// Whoever decides about this host's time waits here for whoever is doing so.
    ///
    /// @param usual what is kept when the host has said nothing yet
    Availability lock(MemberId host, Supplier<Availability> usual, Instant now) {
        if (!lock(host)) {
            // Somebody else may be keeping the first ones just now: they stay.
            write(host, usual.get(), now, "nothing");
            lock(host);
        }
        return find(host).orElseThrow();
    }

    private boolean lock(MemberId host) {
        return jdbc.sql("select 1 from free_times where host = :host for update")
                .param(HOST, host.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void keep(MemberId host, Availability availability, Instant now) {
        write(host, availability, now, CHANGE);
        for (var table : List.of("free_hours", "free_day_hours", "free_day")) {
            jdbc.sql("delete from " + table + " where host = :host")
                    .param(HOST, host.value())
                    .update();
        }
        availability.week().forEach((day, hours) -> hours.spans().forEach(span -> insertHours(host, day, span)));
        availability.exceptions().forEach((day, hours) -> insertDay(host, day, hours));
    }

    private void write(MemberId host, Availability availability, Instant now, String otherwise) {
        var rules = availability.rules();
        jdbc.sql("""
                        insert into free_times (host, zone, step_minutes, before_minutes, after_minutes, notice_minutes,
                            days_ahead, a_day_max, changes_until_minutes, changes_max, changed_at)
                        values (:host, :zone, :step, :before, :after, :notice, :ahead, :day, :until, :changes, :now)
                        on conflict (host) do\s""" + otherwise)
                .param(HOST, host.value())
                .param("zone", availability.zone().getId())
                .param("step", Columns.minutes(rules.step()))
                .param("before", Columns.minutes(rules.buffers().before()))
                .param("after", Columns.minutes(rules.buffers().after()))
                .param("notice", Columns.minutes(rules.notice()))
                .param("ahead", rules.daysAhead())
                .param("day", rules.aDayMax())
                .param("until", Columns.minutes(rules.changes().until()))
                .param("changes", rules.changes().max())
                .param("now", Columns.at(now))
                .update();
    }

    private void insertHours(MemberId host, DayOfWeek day, Span span) {
        jdbc.sql("""
                        insert into free_hours (host, weekday, from_minute, until_minute)
                        values (:host, :day, :from, :until)""")
                .param(HOST, host.value())
                .param("day", day.getValue())
                .param("from", from(span))
                .param("until", until(span))
                .update();
    }

    private void insertDay(MemberId host, LocalDate day, DayHours hours) {
        jdbc.sql("insert into free_day (host, day) values (:host, :day)")
                .param(HOST, host.value())
                .param("day", day)
                .update();
        for (var span : hours.spans()) {
            jdbc.sql("""
                            insert into free_day_hours (host, day, from_minute, until_minute)
                            values (:host, :day, :from, :until)""")
                    .param(HOST, host.value())
                    .param("day", day)
                    .param("from", from(span))
                    .param("until", until(span))
                    .update();
        }
    }

    private static int from(Span span) {
        return span.from().toSecondOfDay() / 60;
    }

    private static int until(Span span) {
        int until = span.until().toSecondOfDay() / 60;
        return span.until().isAfter(span.from()) ? until : until + MINUTES_A_DAY;
    }
}
