package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Side;
import org.tsudoi.door.Door;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.web.Pages;

/// All that a member takes part in, and leads. Sessions that were used do not pile up among what is to come.
@Controller
public class MinePages {
    private final Orders orders;
    private final OrderViews views;
    private final Events events;
    private final Arranged arranged;
    private final Clock clock;

    /// What buyers and organisers have arranged, and written to each other.
    @Component
    record Arranged(Appointments appointments, Conversations conversations) {}

    MinePages(Orders orders, OrderViews views, Events events, Arranged arranged, Clock clock) {
        this.orders = orders;
        this.views = views;
        this.events = events;
        this.arranged = arranged;
        this.clock = clock;
    }

    /// Bought with a verified address or while signed in.
    ///
    /// @param hosting events this person leads without a ticket, soonest first
    /// @param coming  soonest first
    /// @param past    newest first
    /// @param unread  how much of what organisers wrote, where there is something
    public record Mine(
            List<Event> hosting, List<OrderView> coming, List<OrderView> past, Map<OrderId, Integer> unread) {
        public int unread(OrderView view) {
            return unread.getOrDefault(view.order().id(), 0);
        }
    }

    @GetMapping("/tickets")
    ModelAndView mine(Member member) {
        var coming = new ArrayList<OrderView>();
        var past = new ArrayList<OrderView>();
        for (var order : orders.ofMember(member.id(), member.email())) {
            // What is paid by the month has pages of its own.
            if (order.terms().isPeriod()) continue;
            var view = views.view(orders.link(order.id()), order);
            switch (order) {
                case Order.Paid _, Order.Unconfirmed _, Order.Held _, Order.Paying _ ->
                    (isAhead(view) ? coming : past).add(view);
                case Order.Cancelled _, Order.Unseated _ -> past.add(view);
                case Order.Lapsed _ -> {}
            }
        }
        var bySoonest = Comparator.comparing(MinePages::startsAt);
        coming.sort(bySoonest);
        past.sort(bySoonest.reversed());
        var shown = Stream.concat(coming.stream(), past.stream())
                .map(view -> view.order().id())
                .toList();
        var unread = arranged.conversations.unread(shown, Side.BUYER);
        return Pages.show("participant/tickets", "mine", new Mine(hosting(member), coming, past, unread));
    }

    private boolean isAhead(OrderView view) {
        return view.terms().isSession() && view.state().equals("paid")
                ? !arranged.appointments.of(view.order().id()).stream().allMatch(Appointment::isUsed)
                : !view.told().hasEnded(view.now());
    }

    /// Sessions without a time come first: something is to be done about them.
    private static Instant startsAt(OrderView view) {
        return view.told().startsAt().or(view::nextAgreed).orElse(Instant.MIN);
    }

    private List<Event> hosting(Member member) {
        var now = clock.instant();
        return events.hostedBy(member.id()).stream()
                .filter(event -> event instanceof Event.Published || event instanceof Event.Closed)
                .filter(event -> !event.particulars().isSession() && !Door.isClosed(event, now))
                .sorted(Event.BY_START)
                .toList();
    }
}
