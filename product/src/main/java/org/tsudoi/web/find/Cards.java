package org.tsudoi.web.find;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.fees.FeeRate;
import org.tsudoi.fees.Fees;
import org.tsudoi.finding.CoachPage;
import org.tsudoi.finding.CoachPages;
import org.tsudoi.finding.Found;
import org.tsudoi.finding.FoundBy;
import org.tsudoi.finding.Subject;
import org.tsudoi.finding.Theme;
import org.tsudoi.finding.Themes;
import org.tsudoi.finding.Tongues;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.web.participant.EventCard;

/// Reads what was found, as it is at this moment: what has left the shop window since is left out.
@Component
class Cards {
    private final Events events;
    private final MonthlyPlans salons;
    private final CoachPages pages;
    private final Themes themes;
    private final Sellers sellers;
    private final Clock clock;

    /// Who offers it, and what the platform adds to its price.
    @Component("sellersOfWhatIsFound")
    record Sellers(Organisers organisers, Fees fees) {}

    Cards(Events events, MonthlyPlans salons, CoachPages pages, Themes themes, Sellers sellers, Clock clock) {
        this.events = events;
        this.salons = salons;
        this.pages = pages;
        this.themes = themes;
        this.sellers = sellers;
        this.clock = clock;
    }

    private record Read(
            Map<EventId, Events.Listed> events,
            Map<OrganiserId, Organiser> organisers,
            Map<EventId, FeeRate> onTop,
            Map<MemberId, CoachPage> people) {}

    /// In the order in which they were found.
    List<Card> of(List<Found.Hit> hits, Locale reader) {
        var plans = salons(hits);
        var read =
                read(hits, plans.values().stream().map(MonthlyPlan::organiser).collect(Collectors.toSet()));
        var cards = new ArrayList<Card>();
        for (var hit : hits) {
            Optional<? extends Card> card = switch (hit.subject()) {
                case Subject.Person(var id) ->
                    Optional.ofNullable(read.people.get(id)).map(page -> person(page, hit, reader));
                case Subject.Session(var id) -> offer(read, id, hit);
                case Subject.Meeting(var id) -> offer(read, id, hit);
                case Subject.Course(var id) -> offer(read, id, hit);
                case Subject.Salon salon ->
                    Optional.ofNullable(plans.get(salon)).map(plan -> salon(read, plan, hit));
            };
            card.ifPresent(cards::add);
        }
        return cards;
    }

    /// Of one who leads them, in this order.
    List<EventCard> of(List<Event> some) {
        var now = clock.instant();
        var onTop = sellers.fees.onTop(some, now);
        return some.stream()
                .map(event -> EventCard.of(
                        new Events.Listed(event, events.seats(event)),
                        sellers.organisers
                                .find(event.particulars().organiser())
                                .map(Organiser::name)
                                .orElse(""),
                        onTop.get(event.id()),
                        now))
                .toList();
    }

    Card.Salon salon(MonthlyPlan plan) {
        var organiser = sellers.organisers.find(plan.organiser()).map(Organiser::name);
        return new Card.Salon(plan, organiser.orElse(""), plan.priceAt(clock.instant()), null);
    }

    private Map<Subject.Salon, MonthlyPlan> salons(List<Found.Hit> hits) {
        return hits.stream()
                .map(Found.Hit::subject)
                .filter(Subject.Salon.class::isInstance)
                .map(Subject.Salon.class::cast)
                .flatMap(salon -> salons.find(salon.id()).stream())
                .filter(plan -> plan.closedAt() == null)
                .collect(Collectors.toMap(plan -> new Subject.Salon(plan.id()), Function.identity()));
    }

    private Read read(List<Found.Hit> hits, Set<OrganiserId> ofSalons) {
        var ids = hits.stream().flatMap(hit -> eventOf(hit.subject()).stream()).toList();
        var listed = events.listed(ids);
        var organisers = new HashSet<>(ofSalons);
        listed.forEach(one -> organisers.add(one.event().particulars().organiser()));
        var people = hits.stream()
                .flatMap(hit -> hit.subject() instanceof Subject.Person(var id) ? Stream.of(id) : Stream.empty())
                .toList();
        return new Read(
                listed.stream().collect(Collectors.toMap(one -> one.event().id(), Function.identity())),
                sellers.organisers.findAll(organisers),
                sellers.fees.onTop(listed.stream().map(Events.Listed::event).toList(), clock.instant()),
                pages.shown(people));
    }

    private static Optional<EventId> eventOf(Subject subject) {
        return switch (subject) {
            case Subject.Session(var id) -> Optional.of(id);
            case Subject.Meeting(var id) -> Optional.of(id);
            case Subject.Course(var id) -> Optional.of(id);
            case Subject.Person _, Subject.Salon _ -> Optional.empty();
        };
    }

    private Card.Person person(CoachPage page, Found.Hit hit, Locale reader) {
        var by = page.told().foundBy();
        return new Card.Person(page, themes(by, reader), languages(by, reader), hit.at());
    }

    List<String> themes(FoundBy by, Locale reader) {
        var names = themes.offered().stream()
                .filter(theme -> by.themes().contains(theme.word()))
                .map(theme -> theme.name(reader));
        return Stream.concat(names, by.words().stream()).toList();
    }

    List<String> languages(FoundBy by, Locale reader) {
        return by.languages().stream().map(tag -> Tongues.name(tag, reader)).toList();
    }

    private Optional<Card.Offer> offer(Read read, EventId id, Found.Hit hit) {
        return Optional.ofNullable(read.events.get(id)).map(listed -> {
            var told = listed.event().particulars();
            var card = EventCard.of(listed, name(read, told.organiser()), read.onTop.get(id), clock.instant());
            return new Card.Offer(card, "/events/" + told.slug() + "/apply" + plan(told, card), hit.at());
        });
    }

    /// The one that the price on the card is of.
    private static String plan(Event.Particulars told, EventCard card) {
        return Optional.ofNullable(card.session())
                .or(() -> told.plans().stream()
                        .min(Comparator.<Plan, Boolean>comparing(plan -> plan.kind() == Plan.Kind.TRIAL)
                                .thenComparingLong(plan -> plan.price().minorUnits())))
                .map(plan -> "?plan=" + plan.id())
                .orElse("");
    }

    private static String name(Read read, OrganiserId id) {
        var organiser = read.organisers.get(id);
        return organiser == null ? "" : organiser.name();
    }

    private Card.Salon salon(Read read, MonthlyPlan plan, Found.Hit hit) {
        return new Card.Salon(plan, name(read, plan.organiser()), plan.priceAt(clock.instant()), hit.at());
    }

    Instant now() {
        return clock.instant();
    }

    List<Theme> offered() {
        return themes.offered();
    }
}
