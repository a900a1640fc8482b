package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.ProviderFee;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payouts.BuyerRefunds;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.Lately;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.registrations.Registrations;
import org.tsudoi.web.security.BarredAddresses;

/// Gathers what pages show of an order.
@Component
class OrderViews {
    /// Those with the most shops first, whatever order a provider lists them in.
    private static final List<String> SHOPS = List.of("seven-eleven", "family-mart", "lawson", "ministop", "seicomart");

    private final Orders orders;
    private final Purse purse;
    private final Events events;
    private final Organisers organisers;
    private final PlatformSettings settings;
    private final Appointments appointments;
    private final Clock clock;
    private final Lately<EventId, Offer> lately = new Lately<>();

    /// What was paid, where it goes back to, and who may not pay.
    @Component
    record Purse(Payments payments, BuyerRefunds refunds, Registrations registrations, BarredAddresses barred) {}

    /// What many orders have in common.
    private record Offer(Event event, Organiser organiser) {}

    OrderViews(
            Orders orders,
            Purse purse,
            Events events,
            Organisers organisers,
            PlatformSettings settings,
            Appointments appointments,
            Clock clock) {
        this.appointments = appointments;
        this.orders = orders;
        this.purse = purse;
        this.events = events;
        this.organisers = organisers;
        this.settings = settings;
        this.clock = clock;
    }

    OrderId idByLink(String link) {
        return orders.idByLink(link).orElseThrow(Problem::notFound);
    }

    Order byLink(String link) {
        return orders.byLink(link).orElseThrow(Problem::notFound);
    }

    /// Whose buyer may go on with it.
    ///
    /// @throws org.tsudoi.web.KeptOut for who is barred
    Order toBegin(String link) {
        return purse.barred.letBegin(byLink(link));
    }

    /// The same, but for what they owe.
    Order toPay(String link) {
        return purse.barred.letPay(byLink(link));
    }

    /// As [OrderView#word()], of what that needs and nothing else: no name is opened for it.
    String word(String link) {
        var glance = orders.glance(link).orElseThrow(Problem::notFound);
        var payment = glance.state().equals("paying")
                ? purse.payments.newestFor(glance.id().toString()).orElse(null)
                : null;
        return OrderView.word(glance.state(), payment, glance.places(), refunds(glance.id()));
    }

    OrderView view(String link) {
        return view(link, byLink(link));
    }

    OrderView view(String link, Order order) {
        return view(link, order, "");
    }

    OrderView view(String link, Order order, String remembered) {
        var offer = lately.get(order.terms().event(), () -> offer(order.terms()));
        var payment = purse.payments.newestFor(order.id().toString()).orElse(null);
        return new OrderView(
                link,
                order,
                offer.event(),
                offer.organiser(),
                EventCard.pictureOf(offer.event()),
                tickets(order),
                payment,
                payment == null ? List.of() : refunds(order.id()),
                paying(order, offer, remembered),
                order instanceof Order.Paying && OrderView.isAsking(payment),
                order.terms().isAtOnce() && purse.registrations.isFee(order.id()),
                clock.instant());
    }

    /// What was sold, as it is now.
    Event.Particulars told(Order order) {
        return lately.get(order.terms().event(), () -> offer(order.terms()))
                .event()
                .particulars();
    }

    private OrderView.Paying paying(Order order, Offer offer, String remembered) {
        var ways = orders.waysToPay(order, offer.event().particulars());
        if (ways.isEmpty()) return OrderView.Paying.NOT;
        var byMeans = new LinkedHashMap<Means, List<Orders.PayWith>>();
        for (var way : ways) {
            byMeans.computeIfAbsent(way.choice().means(), _ -> new ArrayList<>())
                    .add(way);
        }
        var means = byMeans.entrySet().stream()
                .map(one -> new OrderView.MeansView(
                        one.getKey().word(),
                        one.getValue().stream()
                                .map(way -> way.choice().brand())
                                .filter(brand -> !brand.isEmpty())
                                .sorted(Comparator.comparingInt(OrderViews::place))
                                .toList(),
                        one.getValue().getFirst().until(),
                        one.getValue().getFirst().later(),
                        one.getValue().getFirst().onTop(),
                        ProviderFee.common(
                                one.getValue().stream().map(Orders.PayWith::fee).toList()),
                        one.getKey().needsJapan()))
                .toList();
        return new OrderView.Paying(means, remembered, settings.link(counter(order, offer)));
    }

    private static int place(String brand) {
        int at = SHOPS.indexOf(brand);
        return at < 0 ? SHOPS.size() : at;
    }

    /// Only who is signed in as this organiser is shown anything there. The order's own address would let whoever took
    /// a picture of the code act as the buyer.
    private static String counter(Order order, Offer offer) {
        return "/organise/%s/events/%s/counter?number=%s"
                .formatted(
                        offer.organiser().slug(),
                        offer.event().id(),
                        order.id().toString().substring(4));
    }

    private Offer offer(Order.Terms terms) {
        return new Offer(
                events.get(terms.event()), organisers.find(terms.organiser()).orElseThrow(Problem::notFound));
    }

    /// None is asked for where there cannot be any.
    private List<OrderView.TicketView> tickets(Order order) {
        return switch (order) {
            case Order.Paid _, Order.Cancelled _ ->
                tickets(orders.tickets(order.id()), order.terms().isSession());
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _, Order.Unseated _ -> List.of();
        };
    }

    private List<OrderView.RefundView> refunds(OrderId order) {
        var all = purse.payments.refundsFor(order.toString());
        boolean someWait = all.stream().anyMatch(OrderViews::isForAnAccount);
        var told = someWait ? told(order) : Set.<RefundId>of();
        return all.stream().map(refund -> refund(refund, told)).toList();
    }

    private static boolean isForAnAccount(Refund refund) {
        return refund instanceof Refund.Failed failed
                && failed.waitsForAccount()
                && Payouts.CURRENCIES.contains(refund.terms().amount().currency());
    }

    /// For which the buyer has told an account.
    private Set<RefundId> told(OrderId order) {
        return purse.refunds.of(order.toString()).stream()
                .filter(waiting -> waiting.account().isPresent())
                .map(BuyerRefunds.Waiting::refund)
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<OrderView.TicketView> tickets(List<Ticket> tickets, boolean areSessions) {
        var times = areSessions ? times(tickets) : Map.<TicketId, Times>of();
        return tickets.stream()
                .map(ticket -> ticket(ticket, times.getOrDefault(ticket.id(), Times.NONE)))
                .toList();
    }

    /// Of one session.
    private record Times(@Nullable Instant agreed, OrderView.@Nullable Proposed proposed) {
        static final Times NONE = new Times(null, null);
    }

    private Map<TicketId, Times> times(List<Ticket> tickets) {
        var times = new HashMap<TicketId, Times>();
        if (tickets.isEmpty()) return times;
        for (var one : appointments.of(tickets.getFirst().order())) {
            var proposed = one.state() == Appointment.State.PROPOSED ? one.booking() : Optional.<Booking>empty();
            times.put(
                    one.ticket().id(),
                    new Times(
                            start(one).orElse(null),
                            proposed.flatMap(OrderViews::proposed).orElse(null)));
        }
        return times;
    }

    private static Optional<OrderView.Proposed> proposed(Booking booking) {
        return booking instanceof Booking.Proposed it
                ? Optional.of(new OrderView.Proposed(it.starts(), it.waitsFor() == Booking.WaitsFor.GUEST, it.until()))
                : Optional.empty();
    }

    /// Of one that its buyer missed, too: nothing can be chosen or cancelled for it any more.
    private Optional<Instant> start(Appointment one) {
        boolean missed = one.state() == Appointment.State.MISSED && one.isUsed(clock.instant());
        return missed ? one.booking().flatMap(Booking::start) : one.startsAt();
    }

    private OrderView.TicketView ticket(Ticket ticket, Times times) {
        boolean handed = ticket instanceof Ticket.Valid it && !it.isBuyers();
        var door = handed ? "" : "/door/" + orders.doorLink(ticket.id());
        return switch (ticket) {
            case Ticket.Valid valid ->
                new OrderView.TicketView(
                        valid.id().toString(),
                        valid.label(),
                        valid.attendee().value(),
                        door,
                        false,
                        times.agreed,
                        times.proposed,
                        null,
                        null);
            case Ticket.Cancelled gone ->
                new OrderView.TicketView(
                        gone.id().toString(),
                        gone.label(),
                        gone.attendee().value(),
                        door,
                        true,
                        times.agreed,
                        null,
                        gone.refunded(),
                        gone.due());
        };
    }

    private static OrderView.RefundView refund(Refund refund, Set<RefundId> told) {
        return new OrderView.RefundView(
                refund.id().toString(),
                refund.terms().amount(),
                switch (refund) {
                    case Refund.Requested _, Refund.Submitted _, Refund.Unknown _, Refund.Transferring _ -> "open";
                    case Refund.Succeeded _, Refund.SettledOutside _, Refund.Transferred _ -> "done";
                    case Refund.Failed _ when told.contains(refund.id()) -> "told";
                    case Refund.Failed _ -> isForAnAccount(refund) ? "account" : "stuck";
                },
                refund.terms().why().key());
    }
}
