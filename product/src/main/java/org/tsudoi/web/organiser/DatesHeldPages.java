package org.tsudoi.web.organiser;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.makeups.MakeUpOffers;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.platform.Problem;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.stages.Teaching;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What became of the dates of a course that are over: its owners say so where nobody of them was seen.
@Controller
public class DatesHeldPages {
    private final Outcomes outcomes;
    private final MakeUpOffers offers;
    private final OwnEvents own;
    private final Teaching teaching;

    DatesHeldPages(Outcomes outcomes, MakeUpOffers offers, OwnEvents own, Teaching teaching) {
        this.outcomes = outcomes;
        this.offers = offers;
        this.own = own;
        this.teaching = teaching;
    }

    /// @param outcome null until it was looked at
    public record Over(
            CourseDate date, int number, @Nullable Outcome outcome) {
        public boolean isAsked() {
            return outcome instanceof Outcome.Asked;
        }

        /// As the keys are called.
        public String word() {
            return switch (outcome) {
                case null -> "soon";
                case Outcome.NotHeld _ when date.calledOff() -> "off";
                case Outcome.NotHeld notHeld when notHeld.backAt() != null -> "instead";
                case Outcome.Settled settled ->
                    switch (settled.sight()) {
                        case SEEN -> "seen";
                        case UNCLEAR -> "unclear";
                        case UNSOLD -> "unsold";
                    };
                case Outcome.Asked _ -> "asked";
                case Outcome.Held _ -> "held";
                case Outcome.NotHeld _ -> "notHeld";
            };
        }
    }

    /// @param ahead   those that can still be called off
    /// @param instead what can be offered for one that nobody held
    public record Sheet(Event event, String home, List<Over> dates, List<Over> ahead, List<OtherDate> instead) {
        public Event.Particulars told() {
            return event.particulars();
        }
    }

    @GetMapping("/organise/{organiser}/events/{event}/dates-held")
    ModelAndView show(Organiser organiser, @PathVariable String event) {
        var found = own.get(organiser, event);
        if (found instanceof Event.Draft) throw Problem.notFound();
        var course = found.particulars().course().orElseThrow(Problem::notFound);
        var known = outcomes.ofDates(found.id()).stream()
                .collect(Collectors.toMap(one -> one.of().occasion(), one -> one));
        var dates = new ArrayList<Over>();
        for (var date : course.dates()) {
            var over = new Over(
                    date, course.numberOf(date.id()), known.get(date.id().value()));
            if (date.calledOff() || date.hasEnded(own.now())) dates.add(over);
        }
        boolean may = !(found instanceof Event.Cancelled)
                && course.dates().stream().filter(date -> !date.calledOff()).count() > 1;
        var ahead = may
                ? course.left(own.now()).stream()
                        .map(date -> new Over(date, course.numberOf(date.id()), null))
                        .toList()
                : List.<Over>of();
        var instead = dates.stream().anyMatch(Over::isAsked) ? offers.possible(found.id()) : List.<OtherDate>of();
        var home = OwnEvents.home(organiser, found.id());
        return Pages.show("organiser/heldDates", "sheet", new Sheet(found, home, dates, ahead, instead));
    }

    @PostMapping("/organise/{organiser}/events/{event}/dates-held")
    ModelAndView answer(
            Organiser organiser,
            Member member,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> typed) {
        var found = own.get(organiser, event);
        var form = Form.of(typed);
        var page = OwnEvents.home(organiser, found.id()) + "/dates-held";
        if (!List.of("yes", "no", "off", "instead").contains(form.value("held"))) return Pages.seeOther(page);
        var date = DateId.parse(form.value("date")).orElseThrow(Problem::notFound);
        if (form.has("held", "off")) return callOff(page, found, date, member);
        // Places elsewhere are something new, which nobody opens who may not sell.
        boolean mayNot =
                form.has("held", "instead") && teaching.hinders(organiser.id()).isPresent();
        if (mayNot) return Pages.seeOther(page, Flash.bad("instead.mayNot"));
        if (form.has("held", "instead")) return offer(page, new Outcome.Of.Date(found.id(), date), form, member);
        boolean held = form.has("held", "yes");
        var outcome = outcomes.answer(new Outcome.Of.Date(found.id(), date), member.id(), held);
        boolean asSaid = held ? outcome instanceof Outcome.Held : outcome instanceof Outcome.NotHeld;
        return Pages.seeOther(page, asSaid ? Flash.good("promises.answered") : Flash.note("promises.answeredBefore"));
    }

    private ModelAndView offer(String page, Outcome.Of.Date missed, Form form, Member member) {
        var instead = OccasionId.parse(form.value("instead"));
        if (instead.isEmpty()) return Pages.seeOther(page, Flash.note("instead.notPossible"));
        var offering = offers.offer(missed, instead.get(), until -> outcomes.notHeld(missed, member.id(), until));
        return Pages.seeOther(
                page,
                switch (offering) {
                    case MakeUpOffers.Offering.Offered _ -> Flash.good("instead.offered");
                    case MakeUpOffers.Offering.NotPossible _ -> Flash.note("instead.notPossible");
                    case MakeUpOffers.Offering.TooMany(int most) -> Flash.note("instead.tooMany", most);
                    case MakeUpOffers.Offering.Decided _ -> Flash.note("promises.answeredBefore");
                });
    }

    private ModelAndView callOff(String page, Event event, DateId date, Member member) {
        try {
            outcomes.callOff(new Outcome.Of.Date(event.id(), date), member.id());
        } catch (Problem problem) {
            var why = problem.fields().get("dates");
            if (why == null) throw problem;
            return Pages.seeOther(page, Flash.note(why));
        }
        return Pages.seeOther(page, Flash.good("dates.off.done"));
    }
}
