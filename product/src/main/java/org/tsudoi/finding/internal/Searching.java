package org.tsudoi.finding.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.finding.Finding;
import org.tsudoi.finding.Found;
import org.tsudoi.finding.FoundBy;
import org.tsudoi.finding.Subject;
import org.tsudoi.finding.Wanted;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;

/// The face.
@Component
class Searching implements Finding {
    private final EntryTable entries;
    private final KeepingUp keepingUp;
    private final FoundByTable chosen;
    private final Choosing choosing;
    private final Offerings offerings;
    private final Clock clock;

    /// What is looked at for what is usual.
    @Component
    record Offerings(Events events, MonthlyPlans salons, Leaders leaders) {}

    Searching(
            EntryTable entries,
            KeepingUp keepingUp,
            FoundByTable chosen,
            Choosing choosing,
            Offerings offerings,
            Clock clock) {
        this.entries = entries;
        this.keepingUp = keepingUp;
        this.chosen = chosen;
        this.choosing = choosing;
        this.offerings = offerings;
        this.clock = clock;
    }

    @Override
    public Found find(Wanted wanted, Found.@Nullable Place after, int max) {
        keepingUp.atOnce();
        var rows = entries.find(wanted, after, max + 1, clock.instant());
        boolean more = rows.size() > max;
        var shown = more ? rows.subList(0, max) : rows;
        var hits = shown.stream()
                .map(row -> new Found.Hit(row.subject(), row.at()))
                // A window shorter than a step may lie between two starts.
                .filter(hit -> wanted.times().isEmpty() || hit.at() != null)
                .toList();
        return new Found(hits, more ? Optional.of(shown.getLast().place()) : Optional.empty());
    }

    @Override
    public List<Loosened> loosen(Wanted wanted) {
        var all = new ArrayList<Loosened>();
        for (var part : Part.values()) {
            var without = without(part, wanted);
            if (without.equals(wanted)) continue;
            int many = entries.count(without, COUNTED_MAX, clock.instant());
            if (many > 0) all.add(new Loosened(part, many));
        }
        return all;
    }

    private static Wanted without(Part part, Wanted wanted) {
        return switch (part) {
            case TEXT -> wanted.withText("");
            case THEME -> wanted.withTheme(Optional.empty());
            case LANGUAGE -> wanted.withLanguage(Optional.empty());
            case PRICE -> wanted.withPrices(Optional.empty(), Optional.empty());
            case POINTS -> wanted.withPoints(Optional.empty());
            case KIND -> wanted.withKind(Optional.empty());
            case TIMES -> wanted.withTimes(List.of());
        };
    }

    @Override
    public Optional<FoundBy> chosen(Subject offering) {
        return chosen.find(offering);
    }

    @Override
    public FoundBy usual(Subject offering) {
        return switch (offering) {
            case Subject.Session session -> usual(session.id());
            case Subject.Meeting meeting -> usual(meeting.id());
            case Subject.Course course -> usual(course.id());
            case Subject.Salon salon -> {
                var plan = offerings.salons.find(salon.id());
                var hosts = plan.map(offerings.leaders::of).orElse(Set.of());
                yield choosing.usual(
                        hosts, plan.map(it -> it.name() + "\n" + it.about()).orElse(""));
            }
            case Subject.Person _ -> FoundBy.NOTHING;
        };
    }

    private FoundBy usual(EventId id) {
        var event = offerings.events.get(id);
        var told = event.particulars();
        Set<MemberId> hosts = offerings.leaders.of(event);
        return choosing.usual(hosts, told.title() + "\n" + told.description());
    }

    @Override
    @Transactional
    public void choose(Subject offering, FoundBy by) {
        if (offering instanceof Subject.Person) throw new IllegalArgumentException("people choose on their page");
        chosen.put(offering, by, clock.instant());
    }

    @Override
    public void keepUp() {
        keepingUp.run();
    }
}
