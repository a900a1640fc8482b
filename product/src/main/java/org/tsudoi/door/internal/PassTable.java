package org.tsudoi.door.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.TicketId;

/// Rows of `door_pass` and `door_host`.
@Component
class PassTable {
    private final JdbcClient jdbc;

    PassTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum State {
        OPEN,
        CANCELLED,
        REMOVED
    }

    /// @param inside who is or was last let in with it
    record Pass(
            TicketId ticket,
            EventId event,
            State state,
            @Nullable Inside inside) {}

    record Inside(AdmissionId admission, byte[] deviceHash, Instant since) {}

    void open(List<TicketId> tickets, EventId event, Instant now) {
        jdbc.sql("""
                        insert into door_pass (ticket, event, state, changed_at)
                        select ticket, :event, 'open', :now from unnest(:tickets) as t (ticket)
                        on conflict (ticket) do nothing""")
                .param("tickets", tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .param("event", event.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Pass> find(TicketId ticket) {
        return read("where ticket = :ticket", ticket.value());
    }

    Optional<Pass> lock(TicketId ticket) {
        return read("where ticket = :ticket for update", ticket.value());
    }

    Optional<Pass> lockByAdmission(AdmissionId admission) {
        return read("where admission = :ticket for update", admission.value());
    }

    private Optional<Pass> read(String where, UUID key) {
        return jdbc.sql("select ticket, event, state, admission, device_hash, since from door_pass " + where)
                .param("ticket", key)
                .query((row, _) -> pass(row))
                .optional();
    }

    List<Pass> inside(EventId event) {
        return jdbc.sql("""
                        select ticket, event, state, admission, device_hash, since from door_pass
                        where event = :event and admission is not null""")
                .param("event", event.value())
                .query((row, _) -> pass(row))
                .list();
    }

    /// With one of these tickets, wherever that is.
    List<Pass> inside(Collection<TicketId> tickets) {
        if (tickets.isEmpty()) return List.of();
        return jdbc.sql("""
                        select ticket, event, state, admission, device_hash, since from door_pass
                        where ticket = any(:tickets) and admission is not null""")
                .param("tickets", tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query((row, _) -> pass(row))
                .list();
    }

    private static Pass pass(ResultSet row) throws SQLException {
        var admission = row.getObject("admission", UUID.class);
        return new Pass(
                new TicketId(row.getObject("ticket", UUID.class)),
                new EventId(row.getObject("event", UUID.class)),
                State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                admission == null
                        ? null
                        : new Inside(
                                new AdmissionId(admission),
                                row.getBytes("device_hash"),
                                row.getTimestamp("since").toInstant()));
    }

    void letIn(TicketId ticket, AdmissionId admission, byte[] deviceHash, Instant now) {
        jdbc.sql("""
                        update door_pass set admission = :admission, device_hash = :device, since = :now, changed_at = :now
                        where ticket = :ticket and state = 'open'""")
                .param("ticket", ticket.value())
                .param("admission", admission.value())
                .param("device", deviceHash)
                .param("now", Timestamp.from(now))
                .update();
    }

    void left(TicketId ticket, Instant now) {
        close(ticket, State.OPEN, now);
    }

    void close(TicketId ticket, State state, Instant now) {
        jdbc.sql("""
                        update door_pass set state = :state, admission = null, device_hash = null, since = null,
                            changed_at = :now
                        where ticket = :ticket""")
                .param("ticket", ticket.value())
                .param("state", state.name().toLowerCase(java.util.Locale.ROOT))
                .param("now", Timestamp.from(now))
                .update();
    }

    void hostIn(AdmissionId admission, EventId event, MemberId member, Instant now) {
        jdbc.sql("insert into door_host (admission, event, member, since) values (:admission, :event, :member, :now)")
                .param("admission", admission.value())
                .param("event", event.value())
                .param("member", member.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /// Everyone who may be inside now: holders of open passes let in, and hosts who still are hosts.
    ///
    /// @param guests tickets for other events that are good for this one
    Set<AdmissionId> rightful(EventId event, Collection<TicketId> guests, Collection<MemberId> hosts) {
        var rightful = new HashSet<AdmissionId>();
        for (var pass : inside(event)) {
            if (pass.inside() != null) rightful.add(pass.inside().admission());
        }
        for (var pass : inside(guests)) {
            if (pass.inside() != null) rightful.add(pass.inside().admission());
        }
        if (!hosts.isEmpty()) {
            jdbc.sql("select admission from door_host where event = :event and member in (:hosts)")
                    .param("event", event.value())
                    .param("hosts", hosts.stream().map(MemberId::value).toList())
                    .query(UUID.class)
                    .list()
                    .forEach(admission -> rightful.add(new AdmissionId(admission)));
        }
        return rightful;
    }
}
