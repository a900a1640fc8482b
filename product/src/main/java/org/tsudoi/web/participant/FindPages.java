package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.fees.Fees;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Pages;

/// What is coming, for somebody who looks for something to join.
@Controller
public class FindPages {
    private static final Duration AHEAD = Duration.ofDays(120);
    private static final int TEXT_MAX = 60;
    private static final int LISTED_MAX = 60;

    /// Whoever publishes much does not take the front page from the others; their own page lists everything.
    private static final int OF_EACH_ORGANISER = 3;

    private final Events events;
    private final Organisers organisers;
    private final MonthlyPlans monthly;
    private final Fees fees;
    private final Clock clock;

    FindPages(Events events, Organisers organisers, MonthlyPlans monthly, Fees fees, Clock clock) {
        this.events = events;
        this.organisers = organisers;
        this.monthly = monthly;
        this.fees = fees;
        this.clock = clock;
    }

    /// Events of one day of the zone they are held in.
    public record Day(LocalDate date, List<EventCard> events) {}

    @GetMapping("/")
    ModelAndView find(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String only,
            Language language) {
        var text = searched(q);
        boolean freeOnly = only.equals("free");
        var now = clock.instant();
        var listed = events
                .search(new Events.Search(
                        text.isEmpty() ? null : text,
                        now,
                        now.plus(AHEAD),
                        freeOnly,
                        language.locale(),
                        LISTED_MAX,
                        text.isEmpty() ? OF_EACH_ORGANISER : LISTED_MAX))
                .stream()
                .filter(one ->
                        !one.event().particulars().isCourse() || one.event().onSale(now))
                .toList();
        var running =
                cards(listed.stream().filter(one -> isOpen(one.event(), now)).toList(), now);
        var coming = listed.stream().filter(one -> !isOpen(one.event(), now)).toList();
        return Pages.show(
                "participant/find",
                "running",
                running,
                "days",
                days(cards(coming, now)),
                "text",
                text,
                "freeOnly",
                freeOnly);
    }

    @GetMapping("/o/{slug}")
    ModelAndView organiser(@PathVariable String slug) {
        var organiser = organisers.findBySlug(slug).orElseThrow(Problem::notFound);
        var now = clock.instant();
        var coming = events.ofOrganiser(organiser.id()).stream()
                .filter(Event.Published.class::isInstance)
                .filter(event -> !event.particulars().hasEnded(now))
                .sorted(Event.BY_START)
                .toList();
        var onTop = fees.onTop(coming, now);
        var cards = coming.stream()
                .map(event -> EventCard.of(
                        new Events.Listed(event, events.seats(event.id())),
                        organiser.name(),
                        onTop.get(event.id()),
                        now))
                .toList();
        return Pages.show(
                "participant/organiser",
                "organiser",
                organiser,
                "days",
                days(cards),
                "sessions",
                sessions(cards),
                "salons",
                salons(organiser, now));
    }

    /// What they are paid for by the month, and can be joined.
    ///
    /// @param price by the month, as it is today
    public record Salon(String page, String name, String kind, Money price) {}

    private List<Salon> salons(Organiser organiser, Instant now) {
        return monthly.of(organiser.id()).stream()
                .filter(plan -> plan.closedAt() == null && plan.kind() != MonthlyPlan.Kind.PLATFORM)
                .map(plan -> new Salon(
                        "/salons/" + plan.id(), plan.name(), plan.kind().word(), plan.priceAt(now)))
                .toList();
    }

    /// What is offered at any time: coaching, lessons for one.
    @GetMapping("/sessions")
    ModelAndView sessions(@RequestParam(defaultValue = "") String q) {
        var text = searched(q);
        var now = clock.instant();
        var listed = events.sessions(text.isEmpty() ? null : text, LISTED_MAX);
        return Pages.show("participant/sessions", "cards", cards(listed, now), "text", text);
    }

    /// Of a course its next date counts, for who still joins.
    private static boolean isOpen(Event event, Instant now) {
        return !event.particulars().isCourse()
                && event.particulars().doorsAt().filter(it -> !now.isBefore(it)).isPresent();
    }

    private static List<EventCard> sessions(List<EventCard> cards) {
        return cards.stream()
                .filter(card -> card.schedule() instanceof Schedule.Arranged)
                .toList();
    }

    /// The database takes no text with a zero character.
    private static String searched(String typed) {
        var asked = typed.replaceAll("\\p{Cc}+", " ").strip();
        return asked.substring(0, Math.min(TEXT_MAX, asked.length()));
    }

    private List<EventCard> cards(List<Events.Listed> listed, Instant now) {
        Map<OrganiserId, Organiser> who = organisers.findAll(listed.stream()
                .map(one -> one.event().particulars().organiser())
                .collect(Collectors.toSet()));
        var onTop = fees.onTop(listed.stream().map(Events.Listed::event).toList(), now);
        return listed.stream()
                .map(one -> EventCard.of(
                        one, name(who, one.event()), onTop.get(one.event().id()), now))
                .toList();
    }

    private static String name(Map<OrganiserId, Organiser> who, Event event) {
        var organiser = who.get(event.particulars().organiser());
        return organiser == null ? "" : organiser.name();
    }

    private static List<Day> days(List<EventCard> cards) {
        var days = new TreeMap<LocalDate, List<EventCard>>();
        for (var card : cards) {
            card.schedule()
                    .startsAt()
                    .map(start -> start.atZone(card.schedule().zone()).toLocalDate())
                    .ifPresent(day ->
                            days.computeIfAbsent(day, _ -> new ArrayList<>()).add(card));
        }
        return days.entrySet().stream()
                .map(day -> new Day(day.getKey(), day.getValue()))
                .toList();
    }
}
