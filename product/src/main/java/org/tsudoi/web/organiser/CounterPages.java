package org.tsudoi.web.organiser;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.CashDesk;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Cash for an event: whose order waits to be paid at the counter, and who is to have money back.
@Controller
public class CounterPages {
    private final Orders orders;
    private final Payments payments;
    private final CashDesk cash;
    private final OwnEvents own;

    CounterPages(Orders orders, Payments payments, CashDesk cash, OwnEvents own) {
        this.orders = orders;
        this.payments = payments;
        this.cash = cash;
        this.own = own;
    }

    public record Counter(Organiser organiser, Event event, String home, List<Waiting> waiting, List<Back> back) {}

    public record Waiting(PaymentId payment, String number, String name, Money amount, Instant until) {}

    public record Back(RefundId refund, String number, String name, Money amount) {}

    @GetMapping("/organise/{organiser}/events/{event}/counter")
    ModelAndView show(Organiser organiser, @PathVariable String event) {
        return Pages.show("organiser/counter", "counter", counter(organiser, own.get(organiser, event)));
    }

    private Counter counter(Organiser organiser, Event event) {
        var all = orders.ofEvent(event.id()).stream()
                .collect(Collectors.toMap(order -> order.id().toString(), Function.identity()));
        var waiting = all.values().stream()
                .filter(Order.Paying.class::isInstance)
                .map(Order.Paying.class::cast)
                .filter(order -> payments.get(order.payment()) instanceof Payment.Issued issued
                        && issued.terms().choice().means() == Means.COUNTER)
                .map(order ->
                        new Waiting(order.payment(), number(order), name(order), order.toPay(), order.heldUntil()))
                .sorted((one, other) -> one.until().compareTo(other.until()))
                .toList();
        return new Counter(organiser, event, OwnEvents.home(organiser, event.id()) + "/counter", waiting, back(all));
    }

    private List<Back> back(Map<String, Order> all) {
        return cash.toGiveBack(all.keySet()).stream()
                .map(open -> {
                    var order = all.getOrDefault(open.orderReference(), null);
                    if (order == null) throw Problem.notFound();
                    return new Back(open.refund(), number(order), name(order), open.amount());
                })
                .toList();
    }

    private static String number(Order order) {
        return order.id().toString().substring(4).toUpperCase(java.util.Locale.ROOT);
    }

    private static String name(Order order) {
        return order.terms().buyer().name().value();
    }

    /// Only what this page shows can be said to be paid: of this event, and just the amount that was shown.
    @PostMapping("/organise/{organiser}/events/{event}/counter/received")
    ModelAndView received(
            Organiser organiser,
            Member member,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var counter = counter(organiser, own.get(organiser, event));
        boolean done = counter.waiting().stream()
                .filter(one -> one.payment().toString().equals(form.value("payment")))
                .filter(one -> Long.toString(one.amount().minorUnits()).equals(form.value("amount")))
                .anyMatch(one ->
                        cash.received(one.payment(), one.amount(), member.id().toString()));
        return Pages.seeOther(counter.home(), done ? Flash.good("counter.done") : Flash.note("counter.gone"));
    }

    @PostMapping("/organise/{organiser}/events/{event}/counter/gave-back")
    ModelAndView gaveBack(
            Organiser organiser,
            Member member,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> typed) {
        var counter = counter(organiser, own.get(organiser, event));
        var shown = Form.of(typed).value("refund");
        boolean done = counter.back().stream()
                .filter(one -> one.refund().toString().equals(shown))
                .anyMatch(one -> cash.gaveBack(one.refund(), member.id().toString()));
        return Pages.seeOther(counter.home(), done ? Flash.good("counter.backDone") : Flash.note("counter.gone"));
    }
}
