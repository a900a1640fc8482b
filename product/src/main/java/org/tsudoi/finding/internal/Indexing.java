package org.tsudoi.finding.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.fees.Fees;
import org.tsudoi.finding.CoachPage;
import org.tsudoi.finding.Kind;
import org.tsudoi.finding.Subject;
import org.tsudoi.finding.Theme;
import org.tsudoi.finding.Themes;
import org.tsudoi.finding.internal.Entry.Words;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Schedule;

/// Brings one thing after the other into the form in which it is searched, or takes it out.
@Component
class Indexing {
    private final EntryTable entries;
    private final StaleTable stale;
    private final CoachTable pages;
    private final Choosing choosing;
    private final Offered offered;
    private final Clock clock;

    /// What there is, as others keep it.
    @Component
    record Offered(
            Events events,
            MonthlyPlans salons,
            Organisers organisers,
            Fees fees,
            Leaders leaders,
            FreeStarts free,
            Themes themes) {}

    Indexing(EntryTable entries, StaleTable stale, CoachTable pages, Choosing choosing, Offered offered, Clock clock) {
        this.entries = entries;
        this.stale = stale;
        this.pages = pages;
        this.choosing = choosing;
        this.offered = offered;
        this.clock = clock;
    }

    void renew(StaleTable.Note note) {
        switch (note.kind()) {
            case "event" -> event(new EventId(note.subject()));
            case "salon" -> salon(new MonthlyPlanId(note.subject()));
            case "person" -> person(new MemberId(note.subject()));
            case "organiser" -> organiser(new OrganiserId(note.subject()));
            case "host" -> host(new MemberId(note.subject()));
            default -> throw new IllegalStateException("nothing to find: " + note);
        }
    }

    private void organiser(OrganiserId id) {
        offered.events.ofOrganiser(id).stream()
                .filter(Event.Published.class::isInstance)
                .forEach(event -> stale.note("event", event.id().value()));
        offered.salons.of(id).stream()
                .filter(Leaders::isOpen)
                .forEach(salon -> stale.note("salon", salon.id().value()));
    }

    /// Their free times, or what they say of themselves, which is where what they lead takes its own from.
    private void host(MemberId id) {
        for (var subject : entries.ledBy(id)) {
            switch (subject) {
                case Subject.Session session -> event(session.id());
                case Subject.Meeting meeting -> event(meeting.id());
                case Subject.Course course -> event(course.id());
                case Subject.Salon salon -> salon(salon.id());
                case Subject.Person _ -> {}
            }
        }
        person(id);
    }

    private void event(EventId id) {
        var before = entries.hosts(id.value());
        var found = offered.events.find(id).filter(event -> event.onSale(clock.instant()));
        if (found.isEmpty()) {
            entries.remove(Kind.SESSION, id.value());
            entries.remove(Kind.EVENT, id.value());
            entries.remove(Kind.COURSE, id.value());
            people(before);
            return;
        }
        var event = found.get();
        var hosts = offered.leaders.of(event);
        entries.put(entry(event, hosts), clock.instant());
        people(both(before, hosts));
    }

    private static Set<MemberId> both(Set<MemberId> some, Set<MemberId> others) {
        var all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    /// Whoever has a page is found by what they lead.
    private void people(Set<MemberId> members) {
        pages.shown(members).forEach(page -> stale.note("person", page.member().value()));
    }

    private Entry entry(Event event, Set<MemberId> hosts) {
        var told = event.particulars();
        var subject = Subject.of(event);
        var by = choosing.by(subject, hosts, told.title() + "\n" + told.description());
        var onTop = offered.fees.onTop(List.of(event), clock.instant()).get(event.id());
        var price = LowestPrice.of(told, onTop);
        var body = new ArrayList<>(List.of(told.description()));
        told.plans().stream().map(Plan::name).forEach(body::add);
        return new Entry(
                subject,
                Words.of(told.title(), names(by.themes(), by.words(), told.organiser(), hosts), body),
                by.themes(),
                by.languages(),
                price.map(LowestPrice::asked),
                starts(told.schedule(), hosts, price.flatMap(it -> it.plan().length())),
                told.soldUntil().orElse(null),
                hosts);
    }

    private Starts starts(Schedule schedule, Set<MemberId> hosts, Optional<Duration> length) {
        return switch (schedule) {
            case Schedule.Fixed fixed -> Starts.of(List.of(fixed.begin()), Duration.ofMinutes(1));
            case Schedule.Course course ->
                Starts.of(
                        course.left(clock.instant()).stream()
                                .map(CourseDate::begin)
                                .toList(),
                        Duration.ofMinutes(1));
            case Schedule.Arranged _ ->
                length.map(it -> offered.free.of(hosts, it)).orElse(Starts.NONE);
            case Schedule.Monthly _, Schedule.AtOnce _ -> Starts.NONE;
        };
    }

    private List<String> names(
            Collection<String> themes, Collection<String> words, OrganiserId organiser, Set<MemberId> hosts) {
        var names = new ArrayList<>(words);
        names.addAll(themeNames(themes));
        offered.organisers.find(organiser).map(Organiser::name).ifPresent(names::add);
        pages.shown(hosts).forEach(page -> names.add(page.told().name()));
        return names;
    }

    private List<String> themeNames(Collection<String> themes) {
        return offered.themes.offered().stream()
                .filter(theme -> themes.contains(theme.word()))
                .flatMap(Indexing::inAllLanguages)
                .toList();
    }

    private static Stream<String> inAllLanguages(Theme theme) {
        return Stream.of(theme.ja(), theme.en(), theme.th());
    }

    private void salon(MonthlyPlanId id) {
        var before = entries.hosts(id.value());
        var found = offered.salons.find(id).filter(Leaders::isOpen);
        if (found.isEmpty()) {
            entries.remove(Kind.SALON, id.value());
            people(before);
            return;
        }
        var salon = found.get();
        var hosts = offered.leaders.of(salon);
        entries.put(entry(salon, hosts), clock.instant());
        people(both(before, hosts));
    }

    private Entry entry(MonthlyPlan salon, Set<MemberId> hosts) {
        var subject = new Subject.Salon(salon.id());
        var by = choosing.by(subject, hosts, salon.name() + "\n" + salon.about());
        return new Entry(
                subject,
                Words.of(
                        salon.name(), names(by.themes(), by.words(), salon.organiser(), hosts), List.of(salon.about())),
                by.themes(),
                by.languages(),
                Optional.of(salon.priceAt(clock.instant())),
                Starts.NONE,
                null,
                hosts);
    }

    private void person(MemberId id) {
        var page = pages.find(id).filter(CoachPage::shown);
        var leading = offered.leaders.by(id);
        if (page.isEmpty() || leading.isNothing()) {
            entries.remove(Kind.PERSON, id.value());
            return;
        }
        var told = page.get().told();
        var by = told.foundBy();
        var themes = choosing.offered(by.themes());
        var names = new ArrayList<>(by.words());
        names.add(told.headline());
        names.addAll(themeNames(themes));
        var body = new ArrayList<>(List.of(told.about()));
        var events = Stream.concat(leading.sessions().stream(), leading.meetings().stream())
                .toList();
        events.forEach(event -> body.add(event.particulars().title()));
        leading.salons().forEach(salon -> body.add(salon.name()));
        var entry = new Entry(
                new Subject.Person(id),
                Words.of(told.name(), names, body),
                themes,
                by.languages(),
                price(leading.sessions())
                        .or(() -> price(leading.meetings()))
                        .or(() -> leading.salons().stream().findFirst().map(salon -> salon.priceAt(clock.instant()))),
                starts(id, told.timesShown(), leading.sessions(), leading.meetings()),
                null,
                Set.of(id));
        entries.put(entry, clock.instant());
    }

    /// In the currency of the first: prices in different ones are not compared.
    private Optional<Money> price(List<Event> events) {
        var onTop = offered.fees.onTop(events, clock.instant());
        var prices = events.stream()
                .flatMap(event -> LowestPrice.of(event.particulars(), onTop.get(event.id())).stream())
                .map(LowestPrice::asked)
                .toList();
        return prices.stream()
                .filter(price -> price.currency().equals(prices.getFirst().currency()))
                .min(Money::compareTo);
    }

    private Starts starts(MemberId id, boolean freeTimes, List<Event> sessions, List<Event> meetings) {
        var all = new HashSet<Instant>();
        var step = Duration.ofMinutes(1);
        @Nullable
        Duration length = sessions.stream()
                .flatMap(event -> LowestPrice.of(event.particulars(), null).stream())
                .flatMap(price -> price.plan().length().stream())
                .min(Duration::compareTo)
                .orElse(null);
        if (freeTimes && length != null) {
            var free = offered.free.of(Set.of(id), length);
            step = free.step();
            free.each(all::add);
        }
        meetings.forEach(event -> event.particulars().startsAt().ifPresent(all::add));
        return Starts.of(all, step);
    }

    /// By which name it is noted that something of it has changed.
    static String noteOf(Subject subject) {
        return switch (subject.kind()) {
            case PERSON -> "person";
            case SALON -> "salon";
            case SESSION, EVENT, COURSE -> "event";
        };
    }
}
