package org.tsudoi.meetings.room;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;

/// Rows of `room_seat`: who sits in the room, connected to which node.
@Component
class SeatTable {
    private static final String COLUMNS =
            "select admission, meeting, turn, node, connection, microphone, camera, screen, hand from room_seat ";

    private final JdbcClient jdbc;

    SeatTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Seat(AdmissionId admission, MeetingId meeting, long turn, UUID node, UUID connection, Said.State state) {}

    record Connection(UUID node, UUID id) {}

    /// Those who sit down in one meeting do so one after the other.
    void lock(MeetingId meeting) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(:key)")
                .param("key", meeting.value().getLeastSignificantBits())
                .query(Integer.class)
                .single();
    }

    /// @return the turn
    long take(AdmissionId admission, MeetingId meeting, Connection connection, Said.State state, Instant now) {
        return jdbc.sql("""
                        insert into room_seat (admission, meeting, turn, node, connection, last_seen, microphone, camera, screen,
                            hand)
                        values (:admission, :meeting, nextval('room_turn'), :node, :connection, :now, :microphone, :camera,
                            :screen, :hand)
                        on conflict (admission) do update
                        set turn = excluded.turn, node = excluded.node, connection = excluded.connection,
                            last_seen = excluded.last_seen, left_at = null, microphone = excluded.microphone,
                            camera = excluded.camera, screen = excluded.screen, hand = excluded.hand
                        returning turn""")
                .param("admission", admission.value())
                .param("meeting", meeting.value())
                .param("node", connection.node())
                .param("connection", connection.id())
                .param("now", at(now))
                .param("microphone", state.microphone())
                .param("camera", state.camera())
                .param("screen", state.screen())
                .param("hand", state.hand())
                .query(Long.class)
                .single();
    }

    /// @return false when another connection has the seat, or nobody any more
    boolean leave(AdmissionId admission, UUID connection, Instant now) {
        return jdbc.sql("""
                                update room_seat set left_at = :now
                                where admission = :admission and connection = :connection and left_at is null""")
                        .param("admission", admission.value())
                        .param("connection", connection)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    void change(AdmissionId admission, UUID connection, Said.State state) {
        jdbc.sql("""
                        update room_seat set microphone = :microphone, camera = :camera, screen = :screen, hand = :hand
                        where admission = :admission and connection = :connection""")
                .param("admission", admission.value())
                .param("connection", connection)
                .param("microphone", state.microphone())
                .param("camera", state.camera())
                .param("screen", state.screen())
                .param("hand", state.hand())
                .update();
    }

    List<Seat> taken(MeetingId meeting) {
        return jdbc.sql(COLUMNS + "where meeting = :meeting and left_at is null order by turn")
                .param("meeting", meeting.value())
                .query((row, _) -> seat(row))
                .list();
    }

    Optional<Seat> find(AdmissionId admission) {
        return jdbc.sql(COLUMNS + "where admission = :admission and left_at is null")
                .param("admission", admission.value())
                .query((row, _) -> seat(row))
                .optional();
    }

    boolean isShared(MeetingId meeting, UUID node) {
        return jdbc.sql("""
                        select exists (select from room_seat
                            where meeting = :meeting and left_at is null and node <> :node)""")
                .param("meeting", meeting.value())
                .param("node", node)
                .query(Boolean.class)
                .single();
    }

    /// Which connection now has the seat of each.
    Map<AdmissionId, UUID> connections(Collection<AdmissionId> of) {
        var found = new HashMap<AdmissionId, UUID>();
        jdbc.sql("select admission, connection from room_seat where admission = any(:ids)")
                .param("ids", of.stream().map(AdmissionId::value).toArray(UUID[]::new))
                .query(row -> {
                    found.put(
                            new AdmissionId(row.getObject("admission", UUID.class)),
                            row.getObject("connection", UUID.class));
                });
        return found;
    }

    void seen(Collection<UUID> connections, Instant now) {
        jdbc.sql("update room_seat set last_seen = :now where connection = any(:ids) and left_at is null")
                .param("ids", connections.toArray(UUID[]::new))
                .param("now", at(now))
                .update();
    }

    /// Seats whose node has gone without a word.
    List<Seat> abandon(Instant notSeenSince, Instant now) {
        return jdbc.sql("""
                        update room_seat set left_at = :now
                        where admission in (
                            select admission from room_seat where left_at is null and last_seen < :since
                            order by admission for update skip locked)
                        returning admission, meeting, turn, node, connection, microphone, camera, screen, hand""")
                .param("since", at(notSeenSince))
                .param("now", at(now))
                .query((row, _) -> seat(row))
                .list();
    }

    private static Seat seat(ResultSet row) throws SQLException {
        return new Seat(
                new AdmissionId(row.getObject("admission", UUID.class)),
                new MeetingId(row.getObject("meeting", UUID.class)),
                row.getLong("turn"),
                row.getObject("node", UUID.class),
                row.getObject("connection", UUID.class),
                new Said.State(
                        row.getBoolean("microphone"),
                        row.getBoolean("camera"),
                        row.getBoolean("screen"),
                        row.getBoolean("hand")));
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
