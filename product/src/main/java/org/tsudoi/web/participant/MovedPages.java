package org.tsudoi.web.participant;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.promises.Move;
import org.tsudoi.promises.Moves;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Whoever has a place at an event that was moved says that they stay, or leaves with all of it back.
@Controller
public class MovedPages {
    private static final String LEAVE = "leave";
    private static final String STAY = "stay";

    private final Moves moves;
    private final Orders orders;
    private final OrderViews views;

    MovedPages(Moves moves, Orders orders, OrderViews views) {
        this.moves = moves;
        this.orders = orders;
        this.views = views;
    }

    /// @param say which of the two was chosen in the mail: `stay` or `leave`
    public record Moved(OrderView view, Move move, Orders.CancelQuote quote, String say) {
        public boolean wouldLeave() {
            return say.equals(LEAVE);
        }

        public boolean isOpen() {
            return move.isOpen(view.now());
        }
    }

    @GetMapping("/orders/{link}/moved")
    ModelAndView show(@PathVariable String link, @RequestParam(defaultValue = STAY) String say) {
        var view = views.view(link);
        var move = moves.concerning(view.order());
        if (move.isEmpty() || !(view.order() instanceof Order.Paid)) return Pages.seeOther("/orders/" + link);
        var quote = orders.quote(view.order().id(), places(view.order()), Ticket.CancelledBy.PARTICIPANT);
        return Pages.show("participant/moved", "moved", new Moved(view, move.get(), quote, say));
    }

    @PostMapping("/orders/{link}/moved")
    ModelAndView answer(@PathVariable String link, @RequestParam MultiValueMap<String, String> typed) {
        var order = views.byLink(link);
        var form = Form.of(typed);
        return switch (form.value("say")) {
            case STAY -> stay(link, order, number(form.value("move")));
            case LEAVE -> leave(link, order, number(form.value("refund")));
            default -> Pages.seeOther("/orders/" + link + "/moved");
        };
    }

    private ModelAndView stay(String link, Order order, Optional<Long> sequence) {
        return switch (moves.stay(order.id(), sequence.map(Long::intValue).orElse(0))) {
            case NOTED -> Pages.seeOther("/orders/" + link, Flash.good("promises.stayNoted"));
            case MOVED_AGAIN -> Pages.seeOther("/orders/" + link + "/moved", Flash.note("promises.movedAgain"));
            case GONE -> Pages.seeOther("/orders/" + link);
        };
    }

    private ModelAndView leave(String link, Order order, Optional<Long> refund) {
        var agreed = new Money(refund.orElse(-1L), order.worth().currency());
        return switch (orders.cancel(order.id(), places(order), agreed, Ticket.CancelledBy.PARTICIPANT)) {
            case Orders.Cancelling.Done _ ->
                Pages.seeOther(
                        "/orders/" + link, Flash.good(order.terms().isCourse() ? "dates.leftNow" : "promises.leftNow"));
            case Orders.Cancelling.QuoteChanged _ ->
                Pages.seeOther("/orders/" + link + "/moved?say=" + LEAVE, Flash.note("promises.refundChanged"));
            case Orders.Cancelling.NothingLeft _, Orders.Cancelling.TooLate _ -> Pages.seeOther("/orders/" + link);
        };
    }

    private static Optional<Long> number(String typed) {
        return typed.matches("\\d{1,12}") ? Optional.of(Long.parseLong(typed)) : Optional.empty();
    }

    private Set<TicketId> places(Order order) {
        return orders.tickets(order.id()).stream()
                .filter(Ticket.Valid.class::isInstance)
                .map(Ticket::id)
                .collect(Collectors.toSet());
    }
}
