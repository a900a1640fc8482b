package org.tsudoi.web.host;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.door.Door;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Onward;
import org.tsudoi.web.Pages;
import org.tsudoi.web.Paging;
import org.tsudoi.web.organiser.LiveEvents;
import org.tsudoi.web.organiser.ManagePages;

/// An event for who leads it. That they do is checked by the route; removing somebody is done inside the meeting.
@Controller
public class HostPages {
    private static final int ORDERS_ON_A_PAGE = 50;

    private final Events events;
    private final Orders orders;
    private final Door door;
    private final LiveEvents live;
    private final Onward onward;
    private final Clock clock;

    HostPages(Events events, Orders orders, Door door, LiveEvents live, Onward onward, Clock clock) {
        this.onward = onward;
        this.events = events;
        this.orders = orders;
        this.door = door;
        this.live = live;
        this.clock = clock;
    }

    /// @param mayEnter whether the way in is open for who leads it
    /// @param paging   over the orders that the attendees are of
    public record Led(Event event, LiveEvents.Live live, boolean mayEnter, List<Attendee> attendees, Paging paging) {
        public Event.Particulars told() {
            return event.particulars();
        }
    }

    /// No address: that is between the buyer and the organiser.
    public record Attendee(String label, String name) {}

    @GetMapping("/host/{event}")
    ModelAndView look(@PathVariable String event, @RequestParam(defaultValue = "1") String page) {
        var found = led(event);
        var paid = orders.ofEvent(found.id()).stream()
                .filter(Order.Paid.class::isInstance)
                .toList();
        int asked = page.matches("\\d{1,6}") ? Integer.parseInt(page) : 1;
        var paging = Paging.of(asked, ORDERS_ON_A_PAGE, paid.size());
        var attendees = paid.stream()
                .skip(paging.offset())
                .limit(ORDERS_ON_A_PAGE)
                .flatMap(order -> orders.tickets(order.id()).stream())
                .filter(Ticket.Valid.class::isInstance)
                .map(ticket -> new Attendee(ticket.label(), ticket.attendee().value()))
                .toList();
        return Pages.show(
                "host/event", "led", new Led(found, live.of(found, home(found)), mayEnter(found), attendees, paging));
    }

    @GetMapping("/host/{event}/live")
    ModelAndView live(@PathVariable String event) {
        var found = led(event);
        return Pages.show("organiser/live", "live", live.of(found, home(found)));
    }

    /// Whoever comes back to this address is led to where the button is.
    @GetMapping("/host/{event}/enter")
    ModelAndView back(@PathVariable String event) {
        return Pages.seeOther(home(led(event)));
    }

    @PostMapping("/host/{event}/enter")
    ModelAndView enter(@PathVariable String event, Member member) {
        var found = led(event);
        return switch (door.enterAsHost(found.id(), member.id())) {
            case Door.Entering.Welcome welcome -> onward.host(welcome.url(), welcome.passcode(), home(found));
            case Door.Entering.NotNow notNow -> Pages.seeOther(home(found), ManagePages.notNow(notNow.state()));
        };
    }

    /// A draft is its organiser's alone.
    private Event led(String shown) {
        return EventId.parse(shown)
                .flatMap(events::find)
                .filter(event ->
                        !(event instanceof Event.Draft) && !event.particulars().isSession())
                .orElseThrow(Problem::notFound);
    }

    private boolean mayEnter(Event event) {
        return !(event instanceof Event.Cancelled) && !Door.isClosed(event, clock.instant());
    }

    private static String home(Event event) {
        return "/host/" + event.id();
    }
}
