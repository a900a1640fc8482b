package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.members.Member;
import org.tsudoi.orders.Archive;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.web.participant.MineView.Entry;
import org.tsudoi.web.participant.MineView.Kind;
import org.tsudoi.web.participant.MineView.Line;
import org.tsudoi.web.participant.MineView.Show;

/// What a member bought, with a verified address or while signed in.
@Component
class MineOrders {
    private final Orders orders;
    private final Archive archive;
    private final OrderViews views;
    private final Appointments appointments;
    private final Replacing replacing;
    private final Clock clock;

    MineOrders(
            Orders orders,
            Archive archive,
            OrderViews views,
            Appointments appointments,
            Replacing replacing,
            Clock clock) {
        this.orders = orders;
        this.archive = archive;
        this.views = views;
        this.appointments = appointments;
        this.replacing = replacing;
        this.clock = clock;
    }

    /// @param elsewhere those that are shown as something else
    List<Entry> of(Member member, Set<OrderId> elsewhere) {
        var all = orders.ofMember(member.id(), member.email()).stream()
                // What has no seat has pages of its own.
                .filter(order ->
                        !(order instanceof Order.Lapsed) && order.terms().takesSeats())
                .filter(order -> !elsewhere.contains(order.id()))
                .toList();
        var away = archive.of(all.stream().map(Order::id).toList());
        return all.stream()
                .map(order -> entry(order, away.contains(order.id())))
                .toList();
    }

    private Entry entry(Order order, boolean away) {
        if (order.terms().isSession()) return session(order, away);
        return order.terms().isCourse() ? course(order, away) : meeting(order, away);
    }

    private Entry meeting(Order order, boolean away) {
        var told = views.told(order);
        return new Entry(
                Kind.MEETINGS,
                shelf(order, !told.hasEnded(clock.instant()), away),
                told.startsAt().orElse(Instant.MIN),
                () -> new Line.Bought(view(order), null, false, Optional.empty(), false));
    }

    private OrderView view(Order order) {
        return views.view(orders.link(order.id()), order);
    }

    private static Show shelf(Order order, boolean ahead, boolean away) {
        if (away) return Show.ARCHIVED;
        return switch (order) {
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Paid _ -> ahead ? Show.COMING : Show.PAST;
            case Order.Cancelled _, Order.Unseated _, Order.Lapsed _ -> Show.PAST;
        };
    }

    /// By the date that its first place comes to next, be it one of another course.
    private Entry course(Order order, boolean away) {
        var view = view(order);
        var next = replacing.next(view);
        boolean ahead = view.firstValid() == null ? !view.told().hasEnded(clock.instant()) : next.isPresent();
        return new Entry(
                Kind.COURSES,
                shelf(order, ahead, away),
                next.map(date -> date.times().begin()).or(view.told()::startsAt).orElse(Instant.MIN),
                () -> new Line.Bought(
                        view,
                        null,
                        false,
                        next,
                        next.filter(date -> isOther(view, date)).isPresent()));
    }

    private static boolean isOther(OrderView view, OtherDate date) {
        return view.dates().stream().noneMatch(own -> OccasionId.of(own.id()).equals(date.id()));
    }

    /// Sessions without a time come first while something is to be done, and those that the host is to answer for where
    /// they may take place.
    private Entry session(Order order, boolean away) {
        var now = clock.instant();
        var sessions = order instanceof Order.Paid ? appointments.of(order.id()) : List.<Appointment>of();
        var next = sessions.stream()
                .filter(one -> one.state() == Appointment.State.AGREED && !one.isUsed(now))
                .min(Comparator.comparing(one -> one.startsAt().orElse(Instant.MAX)));
        boolean over =
                order instanceof Order.Paid paid && !now.isBefore(paid.paidAt().plus(Appointments.USABLE_FOR));
        boolean ahead = sessions.isEmpty()
                ? !views.told(order).hasEnded(now)
                : sessions.stream().anyMatch(one -> isAhead(one, over, now));
        return new Entry(
                Kind.SESSIONS,
                shelf(order, ahead, away),
                next.flatMap(Appointment::startsAt)
                        .orElseGet(() -> order instanceof Order.Paid ? unsettled(sessions) : Instant.EPOCH),
                () -> session(order, next));
    }

    private static Instant unsettled(List<Appointment> sessions) {
        if (sessions.stream().anyMatch(one -> one.state() == Appointment.State.OPEN)) return Instant.MIN;
        return sessions.stream()
                .flatMap(one -> one.booking().stream())
                .flatMap(one -> one instanceof Booking.Proposed it ? Stream.of(it) : Stream.empty())
                .map(it -> it.waitsFor() == Booking.WaitsFor.HOST ? it.starts().getFirst() : Instant.MIN)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /// No time can be chosen any more once that for it is over.
    private static boolean isAhead(Appointment one, boolean over, Instant now) {
        return !one.isUsed(now) && !(over && one.state() == Appointment.State.OPEN);
    }

    private Line session(Order order, Optional<Appointment> next) {
        var booking = next.flatMap(Appointment::booking);
        return new Line.Bought(
                view(order),
                booking.map(one -> "/account/bookings/" + one.id()).orElse(null),
                booking.filter(one -> isOpen(one, clock.instant())).isPresent(),
                Optional.empty(),
                false);
    }

    static boolean isOpen(Booking booking, Instant now) {
        return booking.start()
                .filter(start -> !now.isBefore(start.minus(Appointments.ROOM_OPENS_BEFORE))
                        && now.isBefore(start.plus(booking.terms().length())))
                .isPresent();
    }
}
