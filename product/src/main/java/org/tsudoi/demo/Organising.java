package org.tsudoi.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.DayHours;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Span;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.NewOrganiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.offerings.Tax;
import org.tsudoi.platform.Ids;

/// What the people who run studios do: start, and offer.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class Organising {
    /// With one host, as many as the built-in room holds.
    private static final int ROOM_PLACES_MAX = 7;

    private static final int SESSIONS_MAX = 50;
    private static final DateTimeFormatter DAY_IN_ADDRESS = DateTimeFormatter.ofPattern("-MM-dd");

    private final Members members;
    private final Organisers organisers;
    private final Events events;
    private final FreeTimes freeTimes;
    private final Ids ids;
    private final Story story;
    private final String zoomAccount;

    /// @param zoomAccount empty: everything is held in the built-in room
    Organising(
            Members members,
            Organisers organisers,
            Events events,
            FreeTimes freeTimes,
            Ids ids,
            Story story,
            @Value("${tsudoi.zoom.account-id:}") String zoomAccount) {
        this.members = members;
        this.organisers = organisers;
        this.events = events;
        this.freeTimes = freeTimes;
        this.ids = ids;
        this.story = story;
        this.zoomAccount = zoomAccount;
    }

    Member arrive(Story.Person person) {
        var member =
                members.findOrCreate(person.address(), Optional.of(person.called()), person.locale(), person.zoneId());
        if ("operator".equals(person.role())) members.makeOperator(member.id());
        return member;
    }

    void start(Story.Studio studio) {
        var person = story.person(studio.owner());
        MemberId owner = arrive(person).id();
        var wish = new NewOrganiser(
                studio.slug(),
                studio.name(),
                Currency.getInstance(studio.currency()),
                studio.country(),
                studio.about());
        switch (organisers.start(owner, wish)) {
            case Organisers.Start.Started(var started) -> {
                var legal = new LegalDisplay(
                        new PersonName(studio.seller()), Optional.of(studio.address()), false, person.address());
                organisers.showLegally(started.id(), legal);
            }
            case Organisers.Start.SlugTaken _ -> throw new IllegalStateException(studio.slug() + " is taken");
        }
    }

    /// @param start in the zone of whoever runs the studio
    EventId draft(Story.Offer offer, LocalDateTime start) {
        var studio = story.studio(offer.studio());
        var currency = Currency.getInstance(studio.currency());
        var plans = offer.prices().stream()
                .map(price -> new Plan(
                        new PlanId(ids.next()),
                        price.name(),
                        price.trial() ? Plan.Kind.TRIAL : Plan.Kind.ONCE,
                        new Money(price.price(), currency),
                        price.trial() ? 1 : price.places(),
                        Tax.of(Tax.Category.STANDARD, studio.country())))
                .toList();
        return events.draft(new Event.Particulars(
                organisers.findBySlug(offer.studio()).orElseThrow().id(),
                events.freeSlug(slug(offer, start)),
                new Event.Presentation(offer.title(), offer.description().strip(), null, offer.art()),
                new Schedule.Fixed(start, Duration.ofMinutes(offer.minutes()), zone(offer)),
                new Event.Sale(offer.capacity(), plans, policy(offer.refunds()), offer.untilEnd()),
                new Event.Venue(
                        offer.capacity() <= ROOM_PLACES_MAX || zoomAccount.isEmpty() ? "room" : "zoom",
                        Duration.ofMinutes(offer.doors())),
                0));
    }

    void offer(Story.Sessions offer) {
        var studio = story.studio(offer.studio());
        var owner = story.person(studio.owner());
        var plans = offer.prices().stream()
                .map(price -> new Plan(
                        new PlanId(ids.next()),
                        price.name(),
                        price.trial() ? Plan.Kind.TRIAL : price.many() > 1 ? Plan.Kind.PACK : Plan.Kind.ONCE,
                        new Money(price.price(), Currency.getInstance(studio.currency())),
                        price.many(),
                        Tax.of(Tax.Category.STANDARD, studio.country()),
                        Optional.of(Duration.ofMinutes(price.minutes()))))
                .toList();
        events.publish(events.draft(new Event.Particulars(
                organisers.findBySlug(offer.studio()).orElseThrow().id(),
                events.freeSlug(offer.slug()),
                new Event.Presentation(offer.title(), offer.description().strip(), null, offer.art()),
                new Schedule.Arranged(owner.zoneId()),
                new Event.Sale(SESSIONS_MAX, plans, policy(offer.refunds()), false),
                new Event.Venue("room", Duration.ZERO),
                0)));
        var hours = DayHours.of(
                new Span(LocalTime.of(10, 0), LocalTime.of(12, 0)), new Span(LocalTime.of(13, 0), LocalTime.of(18, 0)));
        var week = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                .collect(Collectors.toMap(Function.identity(), _ -> hours));
        freeTimes.keep(
                arrive(owner).id(),
                new Availability(owner.zoneId(), week, Collections.emptySortedMap(), BookingRules.USUAL));
    }

    /// What is offered again and again has its day in its address.
    private static String slug(Story.Offer offer, LocalDateTime start) {
        return offer.showings().size() == 1 ? offer.slug() : offer.slug() + start.format(DAY_IN_ADDRESS);
    }

    ZoneId zone(Story.Offer offer) {
        return story.person(story.studio(offer.studio()).owner()).zoneId();
    }

    private static CancellationPolicy policy(List<String> steps) {
        return new CancellationPolicy(steps.stream()
                .map(step -> step.split(" "))
                .map(step -> new CancellationPolicy.Step(Duration.parse("PT" + step[0]), Integer.parseInt(step[1])))
                .toList());
    }
}
