package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.Transfers;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.TooOften;
import org.tsudoi.web.security.BarredAddresses;

/// Giving a place to a friend: the buyer's page, and the friend's.
@Controller
public class TransferPages {
    private static final String PAGE = "participant/give";

    /// Mails go to whom a buyer names: as few as mails that ask to sign in.
    private static final RateLimits.Limit BY_ORDER = new RateLimits.Limit("give.order", 5, Duration.ofDays(1));

    private static final RateLimits.Limit TO_FRIEND = new RateLimits.Limit("give.mail", 10, Duration.ofDays(1));

    private final Transfers transfers;
    private final Orders orders;
    private final HandedTickets tickets;
    private final Events events;
    private final Bounds bounds;
    private final Clock clock;

    /// Who may not give or take, or not so often.
    @Component
    record Bounds(RateLimits limits, BarredAddresses barred) {}

    TransferPages(
            Transfers transfers, Orders orders, HandedTickets tickets, Events events, Bounds bounds, Clock clock) {
        this.transfers = transfers;
        this.orders = orders;
        this.tickets = tickets;
        this.events = events;
        this.bounds = bounds;
        this.clock = clock;
    }

    /// @param offered what is on its way to a friend; null when nothing is
    public record GivingView(
            String link, Order order, Event.Particulars told, Ticket ticket, Transfer.@Nullable Offered offered) {}

    @GetMapping("/orders/{link}/give/{ticket}")
    ModelAndView show(@PathVariable String link, @PathVariable String ticket) {
        return Pages.show(PAGE, "view", view(link, ticket), "form", Form.blank());
    }

    private GivingView view(String link, String shown) {
        var order = orders.byLink(link).orElseThrow(Problem::notFound);
        var event = events.get(order.terms().event());
        var ticket = TicketId.parse(shown)
                .flatMap(orders::ticket)
                .filter(one -> one.order().equals(order.id()))
                .filter(one -> one instanceof Ticket.Valid valid && valid.isBuyers())
                .orElseThrow(Problem::notFound);
        if (order.terms().trial() || !transfers.isOpen(event)) throw Problem.notFound();
        var offered = transfers.of(order.id()).stream()
                .filter(Transfer.Offered.class::isInstance)
                .map(Transfer.Offered.class::cast)
                .filter(one -> one.gift().ticket().equals(ticket.id()))
                .findFirst()
                .orElse(null);
        return new GivingView(link, order, event.particulars(), ticket, offered);
    }

    @PostMapping("/orders/{link}/give/{ticket}")
    ModelAndView give(
            @PathVariable String link,
            @PathVariable String ticket,
            @RequestParam MultiValueMap<String, String> typed,
            Language language) {
        var view = view(link, ticket);
        bounds.barred.letBegin(view.order());
        var form = Form.of(typed);
        var name = form.read("name", "apply.error.name", PersonName::read);
        var email = form.read("email", "apply.error.email", EmailAddress::read);
        if (!form.isGood()) return Pages.again(PAGE, "view", view, "form", form);
        var friend = new Transfer.Friend(
                name.orElseThrow(),
                email.orElseThrow(),
                language.locale(),
                view.told().zone());
        try {
            bounds.limits.take(
                    BY_ORDER,
                    view.order().id().toString(),
                    TO_FRIEND,
                    friend.email().lookUpKey());
        } catch (TooOften often) {
            var page = Pages.again(
                    PAGE, "view", view, "form", form.wrong("email", "apply.error.tooOften", often.minutes()));
            page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
            return page;
        }
        return switch (transfers.give(view.order().id(), view.ticket().id(), friend)) {
            case Transfers.Giving.Offered _ ->
                Pages.seeOther(
                        "/orders/" + link + "/give/" + ticket,
                        Flash.good("giving.sent", friend.email().value()));
            case Transfers.Giving.NotYours _, Transfers.Giving.NotOpen _ ->
                Pages.seeOther("/orders/" + link, Flash.note("giving.notOpen"));
        };
    }

    @PostMapping("/orders/{link}/give/{ticket}/back")
    ModelAndView back(@PathVariable String link, @PathVariable String ticket) {
        var order = orders.byLink(link).orElseThrow(Problem::notFound);
        var id = TicketId.parse(ticket).orElseThrow(Problem::notFound);
        return Pages.seeOther(
                "/orders/" + link,
                transfers.takeBack(order.id(), id) ? Flash.good("giving.back") : Flash.note("giving.notBack"));
    }

    /// @param state `offered`, `accepted` or `over`
    /// @param giver the name of whoever gives it
    public record GivenView(
            String link, String state, Event.Particulars told, Transfer transfer, String giver, String door) {}

    @GetMapping("/given/{link}")
    ModelAndView given(@PathVariable String link) {
        var transfer = byLink(link);
        var gift = transfer.gift();
        var state = switch (transfer) {
            case Transfer.Offered offered -> clock.instant().isBefore(offered.until()) ? "offered" : "over";
            case Transfer.Accepted _ -> "accepted";
            case Transfer.TakenBack _, Transfer.Declined _, Transfer.Lapsed _ -> "over";
        };
        return Pages.show(
                "participant/given",
                "view",
                new GivenView(
                        link,
                        state,
                        events.get(gift.event()).particulars(),
                        transfer,
                        orders.get(gift.order()).terms().buyer().name().value(),
                        door(transfer).orElse("")));
    }

    private Transfer byLink(String link) {
        return transfers.byLink(link).orElseThrow(Problem::notFound);
    }

    private Optional<String> door(Transfer transfer) {
        return transfer instanceof Transfer.Accepted accepted
                ? orders.ticket(accepted.gift().ticket())
                        .map(ticket -> "/door/" + tickets.keys(ticket).doorLink())
                : Optional.empty();
    }

    /// A mail scanner that opens the link changes nothing.
    @PostMapping("/given/{link}/accept")
    ModelAndView accept(@PathVariable String link) {
        var transfer = byLink(link);
        if (bounds.barred.isBarred(transfer.gift().friend().email())) return Pages.seeOther("/account/standing");
        transfers.accept(transfer.id());
        return Pages.seeOther("/given/" + link);
    }

    @PostMapping("/given/{link}/decline")
    ModelAndView decline(@PathVariable String link) {
        transfers.decline(byLink(link).id());
        return Pages.seeOther("/given/" + link);
    }
}
