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

/// Rows of `event_host_asked`: they stay when those of `event_host` go, and count for nothing then.
@Component
class AskedHostTable {
    private static final String ASKED = """
            select asked.member, asked.state, asked.asked_at, asked.answered_at from event_host_asked asked
            join event_host host on host.event = asked.event and host.member = asked.member
            """;

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

    /// Whoever was asked before keeps their answer, but for those who had withdrawn.
    void ask(EventId event, MemberId member, Instant now) {
        jdbc.sql("""
                        insert into event_host_asked (event, member, asked_at, question)
                        values (:event, :member, :now, :event)
                        on conflict (event, member) do update set state = 'asked', answered_at = null
                        where event_host_asked.state = 'withdrawn'""")
                .param("event", event.value())
                .param("member", member.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Answers whether they are to be written to: who has not answered, and was not, of this or one like it.
    boolean tell(EventId event, MemberId member) {
        return jdbc.sql("""
                        update event_host_asked asked set told = true
                        where event = :event and member = :member and state = 'asked'
                            and not exists (select from event_host_asked other
                                where other.question = asked.question and other.member = asked.member and other.told)""")
                        .param("event", event.value())
                        .param("member", member.value())
                        .update()
                == 1;
    }

    List<NamedHost> of(EventId event) {
        return jdbc.sql(ASKED + "where asked.event = :event order by state <> 'asked', asked_at, asked.member")
                .param("event", event.value())
                .query((row, _) -> host(row))
                .list();
    }

    Optional<NamedHost> lock(EventId event, MemberId member) {
        return jdbc.sql(ASKED + "where asked.event = :event and asked.member = :member for update of asked")
                .param("event", event.value())
                .param("member", member.value())
                .query((row, _) -> host(row))
                .optional();
    }

    /// @param question the meeting that was asked about, which this one repeats
    record Open(EventId event, EventId question) {}

    List<Open> waitingFor(MemberId member) {
        return jdbc.sql("""
                        select asked.event, asked.question from event_host_asked asked
                        join event_host host on host.event = asked.event and host.member = asked.member
                        where asked.member = :member and asked.state = 'asked' order by asked.event""")
                .param("member", member.value())
                .query((row, _) -> new Open(
                        new EventId(row.getObject("event", UUID.class)),
                        new EventId(row.getObject("question", UUID.class))))
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

    /// To all that are like it and were not answered.
    void answerLike(EventId event, MemberId member, NamedHost.Answer answer, Instant now) {
        jdbc.sql("""
                        update event_host_asked set state = :state, answered_at = :now
                        where member = :member and state = 'asked' and question =
                            (select question from event_host_asked where event = :event and member = :member)""")
                .param("state", answer.word())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("event", event.value())
                .param("member", member.value())
                .update();
    }

    /// Of a meeting that is repeated: what was said of one holds for all.
    void copyAnswers(EventId from, EventId to) {
        jdbc.sql("""
                        insert into event_host_asked (event, member, state, asked_at, answered_at, question)
                        select :to, asked.member, asked.state, asked.asked_at, asked.answered_at, asked.question
                        from event_host_asked asked
                        join event_host host on host.event = :to and host.member = asked.member
                        where asked.event = :from""").param("from", from.value()).param("to", to.value()).update();
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
