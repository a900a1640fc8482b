package org.tsudoi.offerings.internal;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.offerings.HostAsked;
import org.tsudoi.offerings.NamedHost;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.platform.Problem;

@Component
@Transactional
class AskingNamedHosts implements NamedHosts {
    private final AskedHostTable asked;
    private final EventTable events;
    private final Organisers organisers;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    AskingNamedHosts(
            AskedHostTable asked,
            EventTable events,
            Organisers organisers,
            ApplicationEventPublisher news,
            Clock clock) {
        this.asked = asked;
        this.events = events;
        this.organisers = organisers;
        this.news = news;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<MemberId> named(EventId event) {
        return asked.named(event);
    }

    @Override
    public void name(EventId id, Set<MemberId> hosts) {
        var before = asked.named(id);
        events.hosts(id, hosts);
        var event = find(id);
        var acting = acting(event);
        for (var host : hosts) {
            if (!before.contains(host) && !acting.contains(host)) ask(event, host);
        }
    }

    /// A draft is its organiser's alone: they hear of it when it is published.
    private void ask(Event event, MemberId host) {
        if (event.particulars().isSession()) return;
        asked.ask(event.id(), host, clock.instant());
        if (isSeen(event)) tell(event.id(), host);
    }

    private void tell(EventId event, MemberId host) {
        if (asked.tell(event, host)) news.publishEvent(new HostAsked(event, host));
    }

    private static boolean isSeen(Event event) {
        return switch (event) {
            case Event.Published _, Event.Closed _ -> true;
            case Event.Draft _, Event.Cancelled _ -> false;
        };
    }

    private Event find(EventId id) {
        return events.find(id).orElseThrow(Problem::notFound);
    }

    private Set<MemberId> acting(Event event) {
        return organisers.people(event.particulars().organiser()).stream()
                .map(Organisers.Acting::member)
                .collect(Collectors.toUnmodifiableSet());
    }

    @EventListener
    void on(EventNews.EventPublished published) {
        for (var host : asked.of(published.event())) tell(published.event(), host.member());
    }

    /// Another meeting is another question; one that is repeated is the same.
    @EventListener
    void on(EventNews.EventCopied copied) {
        if (copied.repeated()) {
            asked.copyAnswers(copied.like(), copied.event());
            return;
        }
        var event = find(copied.event());
        var acting = acting(event);
        for (var host : asked.named(copied.event())) {
            if (!acting.contains(host)) ask(event, host);
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<NamedHost> of(EventId event) {
        return asked.of(event);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<NamedHost> find(EventId event, MemberId member) {
        return asked.of(event).stream()
                .filter(host -> host.member().equals(member))
                .findFirst();
    }

    @Override
    @Transactional(readOnly = true)
    public List<EventId> waitingFor(MemberId member) {
        var once = new HashSet<EventId>();
        return asked.waitingFor(member).stream()
                .filter(open -> events.find(open.event())
                        .filter(event -> isSeen(event) && !event.particulars().hasEnded(clock.instant()))
                        .isPresent())
                .filter(open -> once.add(open.question()))
                .map(AskedHostTable.Open::event)
                .toList();
    }

    @Override
    public boolean answer(EventId event, MemberId member, NamedHost.Answer answer) {
        var host = asked.lock(event, member).orElseThrow(Problem::notFound);
        if (!host.answer().mayBecome(answer)) return false;
        if (answer == NamedHost.Answer.ACCEPTED && find(event).particulars().hasEnded(clock.instant())) return false;
        var now = clock.instant();
        asked.answer(event, member, answer, now);
        if (host.answer() == NamedHost.Answer.ASKED) asked.answerLike(event, member, answer, now);
        return true;
    }
}
