package org.tsudoi.web.organiser;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.series.Repetition;
import org.tsudoi.series.Rhythm;
import org.tsudoi.series.Series;
import org.tsudoi.series.SeriesOfEvents;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;

/// A meeting that repeats: its dates before they are made, and what is done to all that follow.
@Controller
public class SeriesPages {
    private static final int USUAL = 8;

    private final SeriesOfEvents series;
    private final Events events;
    private final OwnEvents own;

    SeriesPages(SeriesOfEvents series, Events events, OwnEvents own) {
        this.series = series;
        this.events = events;
        this.own = own;
    }

    /// @param series null for one that does not repeat yet
    /// @param times  that it would have; empty before something was chosen
    public record Repeating(
            Event event, String home, @Nullable Series series, List<Schedule.Fixed> times, List<Date> dates) {
        public Event.Particulars told() {
            return event.particulars();
        }

        /// Whether clocks have changed since the first one, so that it is at another time elsewhere.
        public boolean isShifted(Schedule.Fixed time) {
            var rules = time.zone().getRules();
            return !rules.getOffset(time.begin())
                    .equals(rules.getOffset(times.getFirst().begin()));
        }

        /// Whether clocks are put forward over this very hour.
        public boolean isSkipped(Schedule.Fixed time) {
            return time.zone().getRules().getValidOffsets(time.start()).isEmpty();
        }
    }

    /// @param state as of events: `sale`, `draft` …
    public record Date(Event event, String home, String state, long free) {}

    @GetMapping("/organise/{organiser}/events/{event}/series")
    ModelAndView show(Organiser organiser, @PathVariable String event) {
        var found = repeatable(organiser, event);
        var form = Form.blank()
                .with("rhythm", Rhythm.WEEKLY.word())
                .with("count", USUAL)
                .with("publish", "yes");
        return Pages.show("organiser/series", "repeating", repeating(organiser, found, List.of()), "form", form);
    }

    private Event repeatable(Organiser organiser, String shown) {
        var event = own.get(organiser, shown);
        if (event.particulars().isSession() || event instanceof Event.Cancelled) throw Problem.notFound();
        return event;
    }

    private Repeating repeating(Organiser organiser, Event event, List<Schedule.Fixed> times) {
        var found = series.of(event.id()).orElse(null);
        List<Date> dates = found == null
                ? List.of()
                : series.parts(found.id()).stream()
                        .map(part -> events.get(part.event()))
                        .map(one -> new Date(
                                one,
                                OwnEvents.home(organiser, one.id()),
                                OwnEvents.stateOf(one, own.now()),
                                one instanceof Event.Draft
                                        ? one.particulars().capacity()
                                        : events.seats(one).free()))
                        .toList();
        return new Repeating(event, OwnEvents.home(organiser, event.id()), found, times, dates);
    }

    /// At first it shows the dates; with `sure` they are made.
    @PostMapping("/organise/{organiser}/events/{event}/series")
    ModelAndView repeat(
            Organiser organiser, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        var found = repeatable(organiser, event);
        var form = Form.of(typed);
        var repetition = read(form);
        if (repetition.isEmpty()) return again(organiser, found, form);
        try {
            if (!form.has("sure", "yes")) {
                var times = series.times(found.id(), repetition.get());
                if (times.size() < Repetition.COUNT_MIN) {
                    return again(organiser, found, form.wrong("until", "series.error.one"));
                }
                return Pages.show("organiser/series", "repeating", repeating(organiser, found, times), "form", form);
            }
            boolean publish = form.has("publish", "yes") && !(found instanceof Event.Draft);
            series.begin(found.id(), repetition.get(), publish);
        } catch (Problem problem) {
            if (problem.code() == ProblemCode.MAY_NOT_TEACH) {
                return Pages.seeOther("/account/stage", Flash.bad(problem.messageKey()));
            }
            if (problem.fields().isEmpty()) throw problem;
            problem.fields().forEach(form::wrong);
            return again(organiser, found, form);
        }
        return Pages.seeOther(OwnEvents.home(organiser, found.id()) + "/series", Flash.good("series.made"));
    }

    private ModelAndView again(Organiser organiser, Event event, Form form) {
        return Pages.again("organiser/series", "repeating", repeating(organiser, event, List.of()), "form", form);
    }

    private static Optional<Repetition> read(Form form) {
        var rhythm = form.choice("rhythm", Rhythm::of);
        var until = form.value("until").isBlank() ? Optional.<LocalDate>empty() : form.date("until");
        boolean byDay = until.isPresent() && form.value("count").isBlank();
        var count = byDay
                ? Optional.of(Repetition.COUNT_MAX)
                : form.wholeNumber("count", Repetition.COUNT_MIN, Repetition.COUNT_MAX);
        if (!form.isGood() || rhythm.isEmpty() || count.isEmpty()) return Optional.empty();
        return Optional.of(new Repetition(rhythm.get(), count.get(), until.orElse(null)));
    }

    /// What a rhythm is called, by the word that is sent.
    public static Map<String, String> rhythms(Page page) {
        var words = new LinkedHashMap<String, String>();
        for (var one : Rhythm.values()) words.put(one.word(), page.t("series.rhythm." + one.word()));
        return words;
    }

    public record Applying(Event event, String home, List<SeriesOfEvents.Following> following) {
        public int people() {
            return changing().mapToInt(SeriesOfEvents.Following::people).sum();
        }

        public int dates() {
            return (int) changing().count();
        }

        private Stream<SeriesOfEvents.Following> changing() {
            return following.stream().filter(one -> !one.forOthers());
        }
    }

    @GetMapping("/organise/{organiser}/events/{event}/following")
    ModelAndView following(Organiser organiser, @PathVariable String event) {
        var found = repeatable(organiser, event);
        return Pages.show(
                "organiser/following",
                "applying",
                new Applying(found, OwnEvents.home(organiser, found.id()), series.weigh(found.id())));
    }

    @PostMapping("/organise/{organiser}/events/{event}/following")
    ModelAndView apply(Organiser organiser, @PathVariable String event) {
        var found = repeatable(organiser, event);
        var applied = series.apply(found.id());
        return Pages.seeOther(
                OwnEvents.home(organiser, found.id()) + "/series",
                applied.refused().isEmpty()
                        ? Flash.good("series.applied", applied.changed())
                        : Flash.bad(
                                "series.appliedInPart",
                                applied.changed(),
                                applied.refused().size()));
    }

    @PostMapping("/organise/{organiser}/events/{event}/series/end")
    ModelAndView end(Organiser organiser, @PathVariable String event) {
        var found = repeatable(organiser, event);
        int off =
                series.end(series.of(found.id()).orElseThrow(Problem::notFound).id());
        return Pages.seeOther(OwnEvents.home(organiser, found.id()), Flash.good("series.isEnded", off));
    }
}
