package org.tsudoi.web.participant;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.makeups.MakeUpOffers;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.offerings.DateId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// A buyer chooses, for a date that nobody held, what is offered instead or the money.
@Controller
public class InsteadPages {
    private final MakeUpOffers offers;
    private final MakeUps makeUps;
    private final Outcomes outcomes;
    private final OrderViews views;

    InsteadPages(MakeUpOffers offers, MakeUps makeUps, Outcomes outcomes, OrderViews views) {
        this.offers = offers;
        this.makeUps = makeUps;
        this.outcomes = outcomes;
        this.views = views;
    }

    @PostMapping("/orders/{link}/instead")
    ModelAndView choose(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String date,
            @RequestParam(defaultValue = "") String choose) {
        var missed = DateId.parse(date).orElseThrow(Problem::notFound);
        var flash = switch (choose) {
            case "money" -> comes(link, missed) ? Flash.note("instead.over") : money(views.byLink(link), missed);
            case "date" ->
                switch (offers.take(views.toBegin(link).id(), missed)) {
                    case MakeUps.Taking.Taken _ -> Flash.good("instead.taken");
                    case MakeUps.Taking.Full _ -> Flash.note("instead.full");
                    case MakeUps.Taking.TooLate _, MakeUps.Taking.NotOffered _, MakeUps.Taking.TooMany _ ->
                        Flash.note("instead.over");
                };
            default -> throw Problem.notFound();
        };
        return Pages.seeOther("/orders/" + link, flash);
    }

    /// Whether they chose the other date already.
    private boolean comes(String link, DateId missed) {
        var tickets = views.view(link).ownDoors().stream()
                .flatMap(door -> TicketId.parse(door.id()).stream())
                .toList();
        return makeUps.of(tickets).stream()
                .anyMatch(made -> made.holds() && made.missed().equals(missed));
    }

    private Flash money(Order order, DateId missed) {
        try {
            outcomes.chooseMoney(order.id(), new Outcome.Of.Date(order.terms().event(), missed));
            return Flash.good("instead.money");
        } catch (Problem problem) {
            if (problem.code() != ProblemCode.CONFLICT) throw problem;
            return Flash.note("instead.over");
        }
    }
}
