package org.tsudoi.meetings.bigbluebutton;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.provider.Hearing;

/// Reads `meeting` and `meeting_admission` for the meetings that somebody may be in, and keeps in `bigbluebutton_look`
/// when all of them were last seen.
final class MeetingsUnderWay implements Hearing {
    /// As long as doors stay open after the end; whoever is still there then is put out.
    private static final Duration OPEN_AFTER_END = Duration.ofMinutes(30);
    /// Whoever came at the last moment is still seen.
    private static final Duration LOOKED_AT_AFTER = Duration.ofMinutes(10);
    private static final Duration LENGTH_MAX = Duration.ofDays(31);

    private final JdbcClient jdbc;

    MeetingsUnderWay(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param closesAt when nobody is let in any more
    /// @param inside   who was inside as far as we know
    record UnderWay(MeetingId id, Instant closesAt, Set<AdmissionId> inside) {}

    /// Those that a way in was made for: into no other anybody can have come.
    List<UnderWay> at(Instant now) {
        return jdbc.sql("""
                        select id, closes_at, inside from (
                            select m.id, m.starts_at + m.length_minutes * interval '1 minute' + :open::interval as closes_at,
                                array(select a.id from meeting_admission a where a.meeting = m.id and a.joined_at is not null
                                    and (a.left_at is null or a.left_at < a.joined_at)) as inside
                            from meeting m
                            where m.provider = 'bigbluebutton' and m.starts_at > :from
                                and exists (select from meeting_admission a
                                    where a.meeting = m.id and a.credential is not null)) as visited
                        where closes_at + :after::interval > :now or cardinality(inside) > 0
                        order by closes_at, id""")
                .param("open", OPEN_AFTER_END.toString())
                .param("after", LOOKED_AT_AFTER.toString())
                .param("from", column(now.minus(LENGTH_MAX)))
                .param("now", column(now))
                .query((row, _) -> new UnderWay(
                        new MeetingId(row.getObject("id", UUID.class)),
                        row.getObject("closes_at", OffsetDateTime.class).toInstant(),
                        admissions(row)))
                .list();
    }

    private static OffsetDateTime column(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Set<AdmissionId> admissions(ResultSet row) throws SQLException {
        Array ids = row.getArray("inside");
        return Arrays.stream((UUID[]) ids.getArray()).map(AdmissionId::new).collect(Collectors.toSet());
    }

    /// Those of these ways in that lead into this meeting.
    Set<AdmissionId> into(MeetingId meeting, Collection<AdmissionId> some) {
        if (some.isEmpty()) return Set.of();
        return Set.copyOf(jdbc.sql("select id from meeting_admission where meeting = :meeting and id in (:some)")
                .param("meeting", meeting.value())
                .param("some", some.stream().map(AdmissionId::value).toList())
                .query((row, _) -> new AdmissionId(row.getObject("id", UUID.class)))
                .list());
    }

    /// The server said of each meeting under way who is inside.
    void seen(Instant at) {
        jdbc.sql("""
                        insert into bigbluebutton_look (seen_at) values (:at)
                        on conflict (single) do update set seen_at = greatest(bigbluebutton_look.seen_at, excluded.seen_at)""").param("at", column(at)).update();
    }

    @Override
    public String provider() {
        return BigBlueButtonAdapter.NAME;
    }

    @Override
    public boolean heardSince(Instant moment) {
        return jdbc.sql("select exists (select from bigbluebutton_look where seen_at >= :moment)")
                .param("moment", column(moment))
                .query(Boolean.class)
                .single();
    }

    /// It is asked as long as a meeting lasts, and tells nothing by itself.
    @Override
    public Duration quietMax() {
        return Duration.ZERO;
    }

    Optional<String> title(MeetingId id) {
        return jdbc.sql("select title from meeting where id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }
}
