package org.tsudoi.web.operator;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.platform.Problem;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.web.Pages;

/// Events at which nobody was seen who leads them: what was answered, and who objected.
@Controller
public class DoubtsPage {
    private static final int SHOWN_MAX = 100;

    private final Outcomes outcomes;
    private final Events events;
    private final Organisers organisers;

    DoubtsPage(Outcomes outcomes, Events events, Organisers organisers) {
        this.outcomes = outcomes;
        this.events = events;
        this.organisers = organisers;
    }

    /// @param number of the date of a course; zero for a meeting
    /// @param answer `asked`, `held`, `notHeld` or `unanswered`
    public record Line(
            Event event, Organiser organiser, int number, Schedule.Fixed times, String answer, int objections) {}

    @GetMapping("/operate/doubts")
    ModelAndView doubts(Member member) {
        var lines = outcomes.doubts(SHOWN_MAX).stream().map(this::line).toList();
        return Pages.show("operator/doubts", "lines", lines, "zone", member.zone());
    }

    private Line line(Outcomes.Doubt doubt) {
        var event = events.get(doubt.outcome().of().event());
        var organiser = organisers.find(event.particulars().organiser()).orElseThrow(Problem::notFound);
        return switch (doubt.outcome().of()) {
            case Outcome.Of.Meeting _ ->
                new Line(
                        event,
                        organiser,
                        0,
                        (Schedule.Fixed) event.particulars().schedule(),
                        answer(doubt.outcome()),
                        doubt.objections());
            case Outcome.Of.Date(var _, var id) -> {
                var course = event.particulars().course().orElseThrow();
                var date = course.date(id).orElseThrow();
                yield new Line(
                        event,
                        organiser,
                        course.numberOf(id),
                        date.times(),
                        answer(doubt.outcome()),
                        doubt.objections());
            }
        };
    }

    private static String answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Asked _ -> "asked";
            case Outcome.Held _ -> "held";
            case Outcome.NotHeld notHeld -> notHeld.by() == null ? "unanswered" : "notHeld";
            case Outcome.Settled _ -> throw new IllegalStateException("nothing was asked");
        };
    }
}
