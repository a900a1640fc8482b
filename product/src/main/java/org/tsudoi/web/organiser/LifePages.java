package org.tsudoi.web.organiser;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.conduct.HeldSales;
import org.tsudoi.fees.Fees;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.members.Organiser;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.RefundTerms;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.stages.Teaching;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.participant.EventPages;
import org.tsudoi.web.participant.MembersDoor;

/// An event's way: looked at before anybody sees it, published, closed, opened again, copied, called off.
@Controller
public class LifePages {
    private static final int REASON_MAX = 300;
    /// Shown one by one; the sums count all of them.
    private static final int LINES_MAX = 200;

    private final Events events;
    private final Orders orders;
    private final OrderLines lines;
    private final OwnEvents own;
    private final Fees fees;
    private final Selling selling;

    /// Whether they may, and what has stopped because they may not.
    @Component
    record Selling(Teaching teaching, HeldSales held, MembersDoor members, BookedHosts booked) {}

    LifePages(Events events, Orders orders, OrderLines lines, OwnEvents own, Fees fees, Selling selling) {
        this.events = events;
        this.orders = orders;
        this.lines = lines;
        this.own = own;
        this.fees = fees;
        this.selling = selling;
    }

    @GetMapping("/organise/{organiser}/events/{event}/preview")
    ModelAndView preview(Organiser organiser, @PathVariable String event) {
        var found = own.get(organiser, event);
        var told = found.particulars();
        var sight = new EventPages.Sight(
                told,
                organiser,
                events.seats(found.id()),
                OwnEvents.pictureOf(told),
                "sale",
                fees.terms(found, organiser.currency(), own.now()),
                List.of(),
                Map.of(),
                own.now(),
                told);
        return Pages.show(
                "organiser/preview",
                "sight",
                sight,
                "form",
                Form.blank(),
                "home",
                OwnEvents.home(organiser, found.id()),
                "draft",
                found instanceof Event.Draft,
                "lacks",
                lacks(found),
                "hindrance",
                selling.teaching.hinders(organiser.id()),
                "late",
                late(found),
                "booked",
                found instanceof Event.Draft ? selling.booked.at(found, told.schedule(), own.now()) : List.of(),
                "prices",
                selling.members.prices(found, false, Optional.empty()));
    }

    /// The refund steps of a draft that nobody could make use of any more.
    private List<RefundTerms.Step> late(Event event) {
        if (!(event instanceof Event.Draft)) return List.of();
        return event.particulars().refunds().steps().stream()
                .filter(step -> own.now().isAfter(step.until()))
                .toList();
    }

    /// What keeps a draft from being published: `plans`, `time`, `stage`, or nothing.
    private String lacks(Event event) {
        if (event.particulars().plans().isEmpty()) return "plans";
        if (event.particulars().hasEnded(own.now())) return "time";
        return selling.teaching.hinders(event.particulars().organiser()).isPresent() ? "stage" : "";
    }

    @PostMapping("/organise/{organiser}/events/{event}/publish")
    ModelAndView publish(Organiser organiser, @PathVariable String event) {
        var found = own.get(organiser, event);
        var home = OwnEvents.home(organiser, found.id());
        try {
            events.publish(found.id());
        } catch (Problem problem) {
            var key = problem.fields().values().stream().findFirst().orElse(problem.messageKey());
            return Pages.seeOther(found instanceof Event.Draft ? home + "/preview" : home, bad(key));
        }
        return Pages.seeOther(home, Flash.good("organise.published"));
    }

    @PostMapping("/organise/{organiser}/events/{event}/close")
    ModelAndView close(Organiser organiser, @PathVariable String event) {
        return moved(organiser, event, "organise.closed", found -> {
            events.close(found.id());
            selling.held.stayClosed(found.id());
        });
    }

    @PostMapping("/organise/{organiser}/events/{event}/reopen")
    ModelAndView reopen(Organiser organiser, @PathVariable String event) {
        return moved(organiser, event, "organise.reopened", found -> events.reopen(found.id()));
    }

    private ModelAndView moved(Organiser organiser, String event, String done, Consumer<Event> move) {
        var found = own.get(organiser, event);
        var home = OwnEvents.home(organiser, found.id());
        try {
            move.accept(found);
        } catch (Problem problem) {
            if (problem.code() == ProblemCode.MAY_NOT_TEACH) {
                return Pages.seeOther("/account/stage", bad(problem.messageKey()));
            }
            return Pages.seeOther(home, bad(problem.messageKey()));
        }
        return Pages.seeOther(home, new Flash(Flash.Tone.GOOD, done, List.of()));
    }

    private static Flash bad(String key) {
        return new Flash(Flash.Tone.BAD, key, List.of());
    }

    @PostMapping("/organise/{organiser}/events/{event}/duplicate")
    ModelAndView duplicate(Organiser organiser, @PathVariable String event) {
        var found = own.get(organiser, event);
        var copy = events.duplicate(found.id());
        if (found.particulars().provider().equals(OwnLinks.PROVIDER)) {
            return Pages.seeOther(OwnEvents.home(organiser, copy) + "/edit", Flash.note("ownlinks.duplicated"));
        }
        boolean session = found.particulars().isSession();
        return Pages.seeOther(
                OwnEvents.home(organiser, copy) + "/edit",
                session ? Flash.good("organise.duplicatedSession") : Flash.good("organise.duplicated"));
    }

    /// What calling off would mean now.
    ///
    /// @param money that goes back to those who paid
    /// @param paidOrders whose buyers are refunded and told
    public record Consequences(Event event, String home, int people, int paidOrders, int waitingOrders, Money money) {}

    @GetMapping("/organise/{organiser}/events/{event}/cancel")
    ModelAndView cancelling(Organiser organiser, @PathVariable String event) {
        var found = own.get(organiser, event);
        if (found instanceof Event.Cancelled) return Pages.seeOther(OwnEvents.home(organiser, found.id()) + "/off");
        if (found instanceof Event.Draft) throw Problem.notFound();
        return Pages.show("organiser/cancel", "off", consequences(organiser, found), "form", Form.blank());
    }

    @PostMapping("/organise/{organiser}/events/{event}/cancel")
    ModelAndView cancel(
            Organiser organiser, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        var found = own.get(organiser, event);
        if (found instanceof Event.Draft) throw Problem.notFound();
        var form = Form.of(typed);
        var reason = form.text("reason", REASON_MAX);
        if (!form.has("sure", "yes")) form.wrong("sure", "organise.error.sure");
        if (!form.isGood()) return Pages.again("organiser/cancel", "off", consequences(organiser, found), "form", form);
        events.cancel(found.id(), reason);
        return Pages.seeOther(OwnEvents.home(organiser, found.id()) + "/off");
    }

    private Consequences consequences(Organiser organiser, Event event) {
        var totals = orders.totals(event.id());
        return new Consequences(
                event,
                OwnEvents.home(organiser, event.id()),
                totals.places(),
                totals.paidOrders(),
                totals.waitingOrders(),
                totals.sold().minus(totals.refunded()));
    }

    /// How far the refunds of an event that was called off have come.
    public record Off(
            Organiser organiser,
            Event.Cancelled event,
            String home,
            Orders.Progress progress,
            Orders.Totals totals,
            List<OrderLines.OrderLine> lines,
            String word) {
        public boolean isDone() {
            return progress.ordersDone() == progress.orders() && progress.refundsOpen() == 0;
        }
    }

    @GetMapping("/organise/{organiser}/events/{event}/off")
    ModelAndView off(Organiser organiser, @PathVariable String event) {
        var found = own.get(organiser, event);
        if (!(found instanceof Event.Cancelled cancelled)) return Pages.seeOther(OwnEvents.home(organiser, found.id()));
        return Pages.show("organiser/off", "off", off(organiser, cancelled));
    }

    /// A word that differs as soon as anything has moved on.
    @GetMapping(path = "/organise/{organiser}/events/{event}/off/state", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String offState(Organiser organiser, @PathVariable String event) {
        return own.get(organiser, event) instanceof Event.Cancelled cancelled
                ? word(orders.cancellation(cancelled.id()))
                : "-";
    }

    private Off off(Organiser organiser, Event.Cancelled event) {
        var progress = orders.cancellation(event.id());
        return new Off(
                organiser,
                event,
                OwnEvents.home(organiser, event.id()),
                progress,
                orders.totals(event.id()),
                lines.of(event.id(), "", "").stream()
                        .limit(LINES_MAX)
                        .map(lines::line)
                        .toList(),
                word(progress));
    }

    private static String word(Orders.Progress progress) {
        return IntStream.of(progress.orders(), progress.ordersDone(), progress.refundsOpen(), progress.refundsFailed())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("-"));
    }
}
