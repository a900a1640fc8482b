package org.tsudoi.appointments.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.SessionHosts;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanctions;

/// Rows of `session_host`.
@Component
class AskingHosts implements SessionHosts {
    private final JdbcClient jdbc;
    private final Events events;
    private final Organisers organisers;
    private final Sanctions sanctions;
    private final Clock clock;

    AskingHosts(JdbcClient jdbc, Events events, Organisers organisers, Sanctions sanctions, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.organisers = organisers;
        this.sanctions = sanctions;
        this.clock = clock;
    }

    @Override
    public Set<MemberId> of(EventId sessions) {
        var named = events.hosts(sessions);
        var acting = acting(events.get(sessions));
        var barred = sanctions.barred();
        if (barred.isEmpty() && acting.containsAll(named)) return named;
        var willing = willing(sessions);
        return named.stream()
                .filter(host -> !barred.contains(host))
                .filter(host -> acting.contains(host) || willing.contains(host))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<MemberId> acting(Event event) {
        return organisers.people(event.particulars().organiser()).stream()
                .map(Organisers.Acting::member)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<MemberId> willing(EventId sessions) {
        return Set.copyOf(jdbc.sql("select member from session_host where event = :event and willing")
                .param("event", sessions.value())
                .query((row, _) -> new MemberId(row.getObject("member", UUID.class)))
                .list());
    }

    @Override
    public List<EventId> asked(MemberId host) {
        var answered = answered(host);
        return events.hostedBy(host).stream()
                .filter(event -> event.particulars().isSession() && !(event instanceof Event.Cancelled))
                .filter(event ->
                        !answered.contains(event.id()) && !acting(event).contains(host))
                .map(Event::id)
                .toList();
    }

    private Set<EventId> answered(MemberId host) {
        return Set.copyOf(jdbc.sql("select event from session_host where member = :host")
                .param("host", host.value())
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list());
    }

    @Override
    public void answer(EventId sessions, MemberId host, boolean willing) {
        var event = events.find(sessions).orElseThrow(Problem::notFound);
        if (!event.particulars().isSession() || !events.hosts(sessions).contains(host)) throw Problem.notFound();
        jdbc.sql("""
                        insert into session_host (event, member, willing, answered_at)
                        values (:event, :host, :willing, :now)
                        on conflict (event, member) do update
                        set willing = excluded.willing, answered_at = excluded.answered_at""")
                .param("event", sessions.value())
                .param("host", host.value())
                .param("willing", willing)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
