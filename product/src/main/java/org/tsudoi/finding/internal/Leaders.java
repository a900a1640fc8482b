package org.tsudoi.finding.internal;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.SessionHosts;
import org.tsudoi.finding.Leading;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;

/// Who leads what.
@Component
class Leaders {
    private final Events events;
    private final SessionHosts sessionHosts;
    private final MonthlyPlans salons;
    private final Organisers organisers;
    private final Clock clock;

    Leaders(Events events, SessionHosts sessionHosts, MonthlyPlans salons, Organisers organisers, Clock clock) {
        this.events = events;
        this.sessionHosts = sessionHosts;
        this.salons = salons;
        this.organisers = organisers;
        this.clock = clock;
    }

    /// Of sessions those who want to; whoever acts for an organiser leads its meetings.
    Set<MemberId> of(Event event) {
        return event.particulars().isSession() ? sessionHosts.of(event.id()) : events.hosts(event.id());
    }

    Set<MemberId> of(MonthlyPlan salon) {
        return owners(salon.organiser());
    }

    private Set<MemberId> owners(OrganiserId organiser) {
        return organisers.people(organiser).stream()
                .filter(one -> one.standing() == Standing.OWNER)
                .map(Organisers.Acting::member)
                .collect(Collectors.toCollection(HashSet::new));
    }

    Leading by(MemberId member) {
        var now = clock.instant();
        var owned = organisers.of(member, Standing.OWNER);
        var led = Stream.concat(
                        owned.stream().flatMap(organiser -> events.ofOrganiser(organiser.id()).stream()),
                        events.hostedBy(member).stream())
                .filter(event -> event.onSale(now))
                .distinct()
                .toList();
        return new Leading(
                led.stream()
                        .filter(event -> event.particulars().isSession())
                        .filter(event -> sessionHosts.of(event.id()).contains(member))
                        .toList(),
                led.stream()
                        .filter(event -> !event.particulars().isSession())
                        .sorted(Event.BY_START)
                        .toList(),
                owned.stream()
                        .flatMap(organiser -> salons.of(organiser.id()).stream())
                        .filter(Leaders::isOpen)
                        .toList());
    }

    /// Full membership is of the whole instance: nobody leads it.
    static boolean isOpen(MonthlyPlan salon) {
        return salon.closedAt() == null && salon.kind() != MonthlyPlan.Kind.PLATFORM;
    }
}
