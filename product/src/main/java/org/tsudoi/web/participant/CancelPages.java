package org.tsudoi.web.participant;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Places of an order that are given back by whoever bought them.
@Controller
public class CancelPages {
    private final Orders orders;
    private final OrderViews views;

    CancelPages(Orders orders, OrderViews views) {
        this.orders = orders;
        this.views = views;
    }

    @GetMapping("/orders/{link}/cancel")
    ModelAndView cancelling(
            @PathVariable String link, @RequestParam(name = "ticket", required = false) List<String> chosen) {
        var view = views.view(link);
        if (!view.mayCancel()) return noLonger(view);
        var form = Form.blank();
        var wished = chosen == null ? Set.<TicketId>of() : ids(chosen);
        return cancelPage(view, wished.isEmpty() ? all(view) : wished, form);
    }

    @PostMapping("/orders/{link}/cancel")
    ModelAndView cancel(@PathVariable String link, @RequestParam MultiValueMap<String, String> typed) {
        var view = views.view(link);
        var form = Form.of(typed);
        var wished = ids(form.values("ticket"));
        if (wished.isEmpty()) form.wrong("ticket", "cancel.error.none");
        var agreed = agreed(form, view);
        if (!form.isGood() || agreed.isEmpty()) return cancelPage(view, wished, form);
        return switch (orders.cancel(view.order().id(), wished, agreed.get(), Ticket.CancelledBy.PARTICIPANT)) {
            case Orders.Cancelling.Done done -> Pages.seeOther("/orders/" + link, Flash.good(told(done)));
            case Orders.Cancelling.QuoteChanged _ ->
                cancelPage(views.view(link), wished, Form.of(typed).wrong("ticket", "cancel.error.changed"));
            case Orders.Cancelling.NothingLeft _, Orders.Cancelling.TooLate _ -> noLonger(views.view(link));
        };
    }

    private static String told(Orders.Cancelling.Done done) {
        if (done.refund().isZero()) return "cancel.doneWithout";
        return done.refund().equals(done.points()) ? "cancel.donePoints" : "cancel.done";
    }

    /// To the sentence that says why.
    private static ModelAndView noLonger(OrderView view) {
        return Pages.seeOther("/orders/" + view.link() + (view.isTooLateToCancel() ? "#cancelling" : ""));
    }

    private static Optional<Money> agreed(Form form, OrderView view) {
        try {
            return Optional.of(new Money(
                    Long.parseLong(form.value("refund")),
                    view.terms().unitPrice().currency()));
        } catch (NumberFormatException _) {
            form.wrong("ticket", "cancel.error.changed");
            return Optional.empty();
        }
    }

    private ModelAndView cancelPage(OrderView view, Set<TicketId> wished, Form form) {
        for (var id : wished) {
            if (!form.has("ticket", id.toString())) form.with("ticket", id);
        }
        var quote = orders.quote(view.order().id(), wished, Ticket.CancelledBy.PARTICIPANT);
        var chosen = wished.stream().map(TicketId::toString).toList();
        return form.isGood()
                ? Pages.show("participant/cancel", "view", view, "quote", quote, "chosen", chosen, "form", form)
                : Pages.again("participant/cancel", "view", view, "quote", quote, "chosen", chosen, "form", form);
    }

    private static Set<TicketId> ids(List<String> shown) {
        var ids = new HashSet<TicketId>();
        for (var one : shown) TicketId.parse(one).ifPresent(ids::add);
        return ids;
    }

    private static Set<TicketId> all(OrderView view) {
        return ids(
                view.cancellableTickets().stream().map(OrderView.TicketView::id).toList());
    }
}
