package org.tsudoi.web.operator;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.promises.Objections;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Events at which nobody was seen who leads them: what was answered, and who objected.
@Controller
public class DoubtsPage {
    private static final int SHOWN_MAX = 100;

    private final Outcomes outcomes;
    private final Objections objections;
    private final Events events;
    private final Orders orders;
    private final Organisers organisers;

    DoubtsPage(Outcomes outcomes, Objections objections, Events events, Orders orders, Organisers organisers) {
        this.outcomes = outcomes;
        this.objections = objections;
        this.events = events;
        this.orders = orders;
        this.organisers = organisers;
    }

    /// @param number of the date of a course; zero for a meeting
    /// @param answer  of its owners, `asked`, `held`, `notHeld` or `unanswered`, whatever was decided after it
    /// @param said    what an operator decided, `held` or `notHeld`; empty before
    /// @param decides whether this operator may
    /// @param stake   what would come back if it did not take place; empty unless they decide
    public record Line(
            Outcome.Of of,
            Event event,
            Organiser organiser,
            int number,
            Schedule.Fixed times,
            String answer,
            int objections,
            String said,
            boolean decides,
            Optional<Orders.AtStake> stake) {
        public boolean isOpen() {
            return said.isEmpty() && objections > 0 && answer.equals("held");
        }

        /// Names the date of a course; empty for a meeting.
        public String date() {
            return of instanceof Outcome.Of.Date(var _, var date) ? date.toString() : "";
        }
    }

    @GetMapping("/operate/doubts")
    ModelAndView doubts(Member member) {
        var lines = outcomes.doubts(SHOWN_MAX).stream()
                .map(doubt -> line(doubt, member))
                .toList();
        return Pages.show("operator/doubts", "lines", lines, "zone", member.zone());
    }

    /// An operator decides what buyers object to, by what they have read here.
    @PostMapping("/operate/doubts")
    ModelAndView decide(Member member, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var event = EventId.parse(form.value("event")).orElseThrow(Problem::notFound);
        var date = form.value("date");
        var of = date.isEmpty()
                ? new Outcome.Of.Meeting(event)
                : new Outcome.Of.Date(event, DateId.parse(date).orElseThrow(Problem::notFound));
        boolean tookPlace = form.has("held", "yes");
        if (!tookPlace && !form.has("held", "no")) throw Problem.notFound();
        try {
            var decided = objections.decide(of, member.id(), tookPlace);
            return Pages.seeOther(
                    "/operate/doubts",
                    Flash.good(decided.tookPlace() ? "objections.done.held" : "objections.done.notHeld"));
        } catch (Problem problem) {
            if (problem.code() == ProblemCode.NOT_FOUND) throw problem;
            return Pages.seeOther("/operate/doubts", new Flash(Flash.Tone.BAD, problem.messageKey(), List.of()));
        }
    }

    private Line line(Outcomes.Doubt doubt, Member operator) {
        var of = doubt.outcome().of();
        var event = events.get(of.event());
        var told = event.particulars();
        int number = 0;
        Schedule.Fixed times;
        if (of instanceof Outcome.Of.Date(var _, var id)) {
            var course = told.course().orElseThrow();
            number = course.numberOf(id);
            times = course.date(id).orElseThrow().times();
        } else {
            times = (Schedule.Fixed) told.schedule();
        }
        var said = objections.decision(of).map(one -> one.tookPlace() ? "held" : "notHeld");
        var answer = said.isPresent() ? "held" : answer(doubt.outcome());
        boolean decides = said.isEmpty() && doubt.objections() > 0 && objections.mayDecide(of, operator.id());
        var organiser = organisers.find(told.organiser()).orElseThrow(Problem::notFound);
        return new Line(
                of,
                event,
                organiser,
                number,
                times,
                answer,
                doubt.objections(),
                said.orElse(""),
                decides,
                decides ? Optional.of(stake(of, organiser.currency())) : Optional.empty());
    }

    private Orders.AtStake stake(Outcome.Of of, Currency currency) {
        if (!(of instanceof Outcome.Of.Date(var event, var date))) return orders.atStake(of.event());
        int count = 0;
        int places = 0;
        var worth = Money.zero(currency);
        for (var order : orders.ofEvent(event)) {
            var back = orders.ofDates(order, Set.of(date));
            if (back.isZero()) continue;
            count++;
            places += order.terms().places();
            worth = worth.plus(back);
        }
        return new Orders.AtStake(count, places, worth);
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
