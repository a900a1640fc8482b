package org.tsudoi.web.organiser;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Whether a meeting took place, where nobody was seen who leads it.
@Controller
public class HeldPages {
    private final Outcomes outcomes;
    private final Orders orders;
    private final OwnEvents own;

    HeldPages(Outcomes outcomes, Orders orders, OwnEvents own) {
        this.outcomes = outcomes;
        this.orders = orders;
        this.own = own;
    }

    /// @param came who was inside although nobody led it
    public record Question(Event event, String home, Outcome outcome, int came, Orders.AtStake atStake) {
        public Event.Particulars told() {
            return event.particulars();
        }

        /// `asked`, `held`, `notHeld`, or how it is settled: `seen`, `unclear`, `unsold`.
        public String word() {
            return switch (outcome) {
                case Outcome.Asked _ -> "asked";
                case Outcome.Held _ -> "held";
                case Outcome.NotHeld _ -> "notHeld";
                case Outcome.Settled settled -> settled.sight().name().toLowerCase(java.util.Locale.ROOT);
            };
        }
    }

    @GetMapping("/organise/{organiser}/events/{event}/took-place")
    ModelAndView show(Organiser organiser, @PathVariable String event) {
        var found = own.get(organiser, event);
        if (found.particulars().isSession()) throw Problem.notFound();
        var home = OwnEvents.home(organiser, found.id());
        var outcome = outcomes.of(new Outcome.Of.Meeting(found.id()));
        if (outcome.isEmpty()) return Pages.seeOther(home, Flash.note("promises.notLooked"));
        return Pages.show(
                "organiser/took-place",
                "question",
                new Question(found, home, outcome.get(), outcomes.cameFor(found.id()), orders.atStake(found.id())));
    }

    @PostMapping("/organise/{organiser}/events/{event}/took-place")
    ModelAndView answer(
            Organiser organiser,
            Member member,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> typed) {
        var found = own.get(organiser, event);
        var form = Form.of(typed);
        var page = OwnEvents.home(organiser, found.id()) + "/took-place";
        if (!form.has("held", "yes") && !form.has("held", "no")) return Pages.seeOther(page);
        boolean held = form.has("held", "yes");
        var outcome = outcomes.answer(new Outcome.Of.Meeting(found.id()), member.id(), held);
        boolean asSaid = held ? outcome instanceof Outcome.Held : outcome instanceof Outcome.NotHeld;
        return Pages.seeOther(page, asSaid ? Flash.good("promises.answered") : Flash.note("promises.answeredBefore"));
    }
}
