package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
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
    private final Fees fees;
    private final Clock clock;

    FindPages(Events events, Organisers organisers, Fees fees, Clock clock) {
        this.events = events;
        this.organisers = organisers;
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
        // The database takes no text with a zero character.
        var asked = q.replaceAll("\\p{Cc}+", " ").strip();
        var text = asked.substring(0, Math.min(TEXT_MAX, asked.length()));
        boolean freeOnly = only.equals("free");
        var now = clock.instant();
        var listed = events.search(new Events.Search(
                text.isEmpty() ? null : text,
                now,
                now.plus(AHEAD),
                freeOnly,
                language.locale(),
                LISTED_MAX,
                text.isEmpty() ? OF_EACH_ORGANISER : LISTED_MAX));
        var running = cards(
                listed.stream()
                        .filter(one -> !now.isBefore(one.event().particulars().doorsAt()))
                        .toList(),
                now);
        var coming = listed.stream()
                .filter(one -> now.isBefore(one.event().particulars().doorsAt()))
                .toList();
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
                .filter(event -> now.isBefore(event.particulars().endsAt()))
                .sorted(java.util.Comparator.comparing(
                        event -> event.particulars().startsAt()))
                .toList();
        var onTop = fees.onTop(coming, now);
        var cards = coming.stream()
                .map(event -> EventCard.of(
                        new Events.Listed(event, events.seats(event.id())),
                        organiser.name(),
                        onTop.get(event.id()),
                        now))
                .toList();
        return Pages.show("participant/organiser", "organiser", organiser, "days", days(cards));
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
        return cards.stream()
                .collect(Collectors.groupingBy(
                        card -> day(card.startsAt(), card.zone()), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(day -> new Day(day.getKey(), day.getValue()))
                .toList();
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }
}
