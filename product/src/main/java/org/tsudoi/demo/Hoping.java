package org.tsudoi.demo;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.Applications;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;

/// What people do who come too late.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class Hoping {
    private final Applications applications;
    private final Events events;
    private final Organising people;

    Hoping(Applications applications, Events events, Organising people) {
        this.applications = applications;
        this.events = events;
        this.people = people;
    }

    /// Nothing comes of it while there are places.
    void waitFor(EventId event, Story.Person person) {
        var plan = events.get(event).particulars().plans().getFirst().id();
        var hoping = new Application.Person(
                people.arrive(person).id(), person.called(), person.address(), person.locale(), person.zoneId());
        applications.ask(
                new Applications.Request(event, plan, hoping, List.of(person.called()), Optional.empty()), true);
    }
}
