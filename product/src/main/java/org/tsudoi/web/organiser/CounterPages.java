package org.tsudoi.web.organiser;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.CashDesk;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.Paging;

/// Cash for an event: whose order waits to be paid at the counter, and who is to have money back.
@Controller
public class CounterPages {
    private static final int SOUGHT_MAX = 100;

    private final Orders orders;
    private final CashDesk cash;
    private final CounterLines lines;
    private final OwnEvents own;

    CounterPages(Orders orders, CashDesk cash, CounterLines lines, OwnEvents own) {
        this.orders = orders;
        this.cash = cash;
        this.lines = lines;
        this.own = own;
    }

    /// @param sought what was typed or scanned; null when nothing was
    /// @param paging of what waits; null when something was sought
    public record Counter(
            Organiser organiser,
            Event event,
            String home,
            List<CounterLines.Waiting> waiting,
            @Nullable Paging paging,
            List<CounterLines.Back> back,
            @Nullable String sought) {}

    /// @param number of one order, as the code on its page says it
    @GetMapping("/organise/{organiser}/events/{event}/counter")
    ModelAndView show(
            Organiser organiser,
            @PathVariable String event,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "1") int page) {
        var of = own.get(organiser, event);
        if (!number.isBlank()) return sought(organiser, of, number);
        var paging = Paging.of(page, CounterLines.SIZE, lines.waiting(of.id()));
        return counter(organiser, of, lines.waiting(of.id(), paging), paging, null);
    }

    /// What is sought may be a name, so that it stands in no address.
    @PostMapping("/organise/{organiser}/events/{event}/counter/find")
    ModelAndView find(
            Organiser organiser, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        var of = own.get(organiser, event);
        var form = Form.of(typed);
        var sought = form.line("sought", SOUGHT_MAX);
        return form.isGood() ? sought(organiser, of, sought) : Pages.seeOther(home(organiser, of));
    }

    private ModelAndView sought(Organiser organiser, Event event, String sought) {
        return counter(organiser, event, lines.sought(event.id(), sought), null, sought);
    }

    private ModelAndView counter(
            Organiser organiser,
            Event event,
            List<CounterLines.Waiting> waiting,
            @Nullable Paging paging,
            @Nullable String sought) {
        var back = lines.back(organiser, event.id());
        var counter = new Counter(organiser, event, home(organiser, event), waiting, paging, back, sought);
        return Pages.show("organiser/counter", "counter", counter);
    }

    private static String home(Organiser organiser, Event event) {
        return OwnEvents.home(organiser, event.id()) + "/counter";
    }

    /// Only what this page shows can be said to be paid: of this event, and just the amount that was shown.
    @PostMapping("/organise/{organiser}/events/{event}/counter/received")
    ModelAndView received(
            Organiser organiser,
            Member member,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> typed) {
        var of = own.get(organiser, event);
        var form = Form.of(typed);
        return Pages.seeOther(
                home(organiser, of),
                due(of, form)
                        .map(due -> received(due, member.id().toString()))
                        .orElseGet(() -> Flash.note("counter.gone")));
    }

    private Optional<CashDesk.Due> due(Event event, Form form) {
        return PaymentId.parse(form.value("payment"))
                .flatMap(cash::due)
                .filter(due -> Long.toString(due.amount().minorUnits()).equals(form.value("amount")))
                .filter(due -> lines.order(event.id(), due.orderReference()).isPresent());
    }

    private Flash received(CashDesk.Due due, String who) {
        var order = lines.order(due).orElseThrow(Problem::notFound);
        if (!(order instanceof Order.Lapsed)) {
            if (!cash.received(due.payment(), due.amount(), who)) return Flash.note("counter.gone");
            // Its hold may have run out at this moment, and the seat be gone.
            return orders.get(order.id()) instanceof Order.Paid
                    ? Flash.good("counter.done")
                    : Flash.bad("counter.lateTaken");
        }
        if (!orders.hasRoomAgain(order.id())) return Flash.bad("counter.noRoom");
        if (!cash.receivedLate(due.payment(), due.amount(), who)) return Flash.note("counter.gone");
        return orders.get(order.id()) instanceof Order.Paid
                ? Flash.good("counter.lateDone")
                : Flash.bad("counter.lateTaken");
    }

    @PostMapping("/organise/{organiser}/events/{event}/counter/gave-back")
    ModelAndView gaveBack(
            Organiser organiser,
            Member member,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> typed) {
        var of = own.get(organiser, event);
        Map<String, CounterLines.Back> back = lines.back(organiser, of.id()).stream()
                .collect(Collectors.toMap(one -> one.refund().toString(), Function.identity()));
        boolean done = RefundId.parse(Form.of(typed).value("refund"))
                .filter(refund -> back.containsKey(refund.toString()))
                .filter(refund -> cash.gaveBack(refund, member.id().toString()))
                .isPresent();
        return Pages.seeOther(home(organiser, of), done ? Flash.good("counter.backDone") : Flash.note("counter.gone"));
    }
}
