package org.tsudoi.web.participant;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.Lately;
import org.tsudoi.platform.Problem;
import org.tsudoi.series.Series;
import org.tsudoi.series.SeriesOfEvents;
import org.tsudoi.web.Pages;

/// All dates of a meeting that repeats, for whoever looks for one that suits.
@Controller
public class SeriesPage {
    private final SeriesOfEvents series;
    private final Events events;
    private final Organisers organisers;
    private final Clock clock;

    /// It reads all dates: those who look at the same moment see the same.
    private final Lately<String, Coming> lately = new Lately<>();

    SeriesPage(SeriesOfEvents series, Events events, Organisers organisers, Clock clock) {
        this.series = series;
        this.events = events;
        this.organisers = organisers;
        this.clock = clock;
    }

    /// @param first the next one, or the last that there was
    public record Coming(Series series, Organiser organiser, Event first, List<Date> dates) {}

    /// @param onSale whether it can be booked
    public record Date(Event.Particulars told, boolean onSale, long free) {}

    @GetMapping("/series/{slug}")
    ModelAndView show(@PathVariable String slug) {
        return Pages.show("participant/series", "coming", lately.get(slug, () -> coming(slug)));
    }

    private Coming coming(String slug) {
        var found = series.bySlug(slug).orElseThrow(Problem::notFound);
        var now = clock.instant();
        var all = series.parts(found.id()).stream()
                .map(part -> events.get(part.event()))
                .filter(event -> !(event instanceof Event.Draft))
                .sorted(Event.BY_START)
                .toList();
        if (all.isEmpty()) throw Problem.notFound();
        var coming = all.stream()
                .filter(event -> !(event instanceof Event.Cancelled)
                        && !event.particulars().hasBegun(now))
                .toList();
        var organiser = organisers.find(found.organiser()).orElseThrow(Problem::notFound);
        var dates = coming.stream()
                .map(event -> new Date(
                        event.particulars(),
                        event.onSale(now),
                        events.seats(event).free()))
                .toList();
        return new Coming(found, organiser, coming.isEmpty() ? all.getLast() : coming.getFirst(), dates);
    }
}
