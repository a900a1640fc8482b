package org.tsudoi.offerings.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.NamedHost;

/// Rows of `event_host_asked`: gone with those of `event_host`.
@Component
class AskedHostTable {
    private static final String ASKED = "select member, state, asked_at, answered_at from event_host_asked ";

    private final JdbcClient jdbc;

    AskedHostTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<MemberId> named(EventId event) {
        return Set.copyOf(jdbc.sql("select member from event_host where event = :event")
                .param("event", event.value())
                .query((row, _) -> new MemberId(row.getObject("member", UUID.class)))
                .list());
    }

    /// Answers whether they are asked now and were not before.
    boolean ask(EventId event, MemberId member, Instant now) {
        return jdbc.sql("""
                        insert into event_host_asked (event, member, asked_at) values (:event, :member, :now)
                        on conflict do nothing""")
                        .param("event", event.value())
                        .param("member", member.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    List<NamedHost> of(EventId event) {
        return jdbc.sql(ASKED + "where event = :event order by state <> 'asked', asked_at, member")
                .param("event", event.value())
                .query((row, _) -> host(row))
                .list();
    }

    Optional<NamedHost> lock(EventId event, MemberId member) {
        return jdbc.sql(ASKED + "where event = :event and member = :member for update")
                .param("event", event.value())
                .param("member", member.value())
                .query((row, _) -> host(row))
                .optional();
    }

    List<EventId> waitingFor(MemberId member) {
        return jdbc.sql("select event from event_host_asked where member = :member and state = 'asked' order by event")
                .param("member", member.value())
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }

    void answer(EventId event, MemberId member, NamedHost.Answer answer, Instant now) {
        jdbc.sql("""
                        update event_host_asked set state = :state, answered_at = :now
                        where event = :event and member = :member""")
                .param("state", answer.word())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("event", event.value())
                .param("member", member.value())
                .update();
    }

    /// Of a meeting that is repeated: what was said of one holds for all.
    void copyAnswers(EventId from, EventId to) {
        jdbc.sql("""
                        insert into event_host_asked (event, member, state, asked_at, answered_at)
                        select :to, asked.member, asked.state, asked.asked_at, asked.answered_at
                        from event_host_asked asked
                        join event_host host on host.event = :to and host.member = asked.member
                        where asked.event = :from""")
                .param("from", from.value())
                .param("to", to.value())
                .update();
    }

    private static NamedHost host(ResultSet row) throws SQLException {
        var answered = row.getTimestamp("answered_at");
        return new NamedHost(
                new MemberId(row.getObject("member", UUID.class)),
                NamedHost.Answer.of(row.getString("state")).orElseThrow(),
                row.getTimestamp("asked_at").toInstant(),
                answered == null ? null : answered.toInstant());
    }
}
