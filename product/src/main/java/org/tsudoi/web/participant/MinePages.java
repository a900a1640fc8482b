package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.SessionHosts;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Side;
import org.tsudoi.door.Door;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.orders.Archive;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.points.Points;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// All that a member takes part in, and leads: what is to come, what is over, and what they put away.
@Controller
public class MinePages {
    private static final int SHOWN_AT_FIRST = 30;
    private static final int SHOWN_MAX = 500;

    /// Whoever leads a session finds it here so early.
    private static final Duration LED_AHEAD = Duration.ofDays(60);

    private final Orders orders;
    private final Archive archive;
    private final OrderViews views;
    private final Events events;
    private final Arranged arranged;
    private final Clock clock;

    /// What buyers and hosts have arranged and written to each other, and what is left to buy with.
    @Component
    record Arranged(
            Appointments appointments,
            SessionHosts hosts,
            NamedHosts named,
            Bookings bookings,
            Replacing replacing,
            Conversations conversations,
            Points points) {}

    MinePages(Orders orders, Archive archive, OrderViews views, Events events, Arranged arranged, Clock clock) {
        this.orders = orders;
        this.archive = archive;
        this.views = views;
        this.events = events;
        this.arranged = arranged;
        this.clock = clock;
    }

    public enum Show {
        COMING,
        PAST,
        ARCHIVED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Kind {
        ALL,
        MEETINGS,
        SESSIONS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean has(Order order) {
            return switch (this) {
                case ALL -> true;
                case MEETINGS -> !order.terms().isSession();
                case SESSIONS -> order.terms().isSession();
            };
        }
    }

    /// Bought with a verified address or while signed in.
    ///
    /// @param counts  of all kinds
    /// @param asked   sessions this person is named to lead and has said nothing about yet
    /// @param named   meetings for which the same holds
    /// @param hosting events this person leads without a ticket, soonest first
    /// @param leading sessions this person leads, soonest first
    /// @param lines   what is to come soonest first, else newest first
    /// @param more    how many to show for the rest; zero when this is all
    /// @param unread  how much of what organisers wrote, where there is something
    /// @param zone    of the reader
    /// @param points  of theirs, to be used
    public record Mine(
            Show show,
            Kind kind,
            Map<Show, Integer> counts,
            List<Event> asked,
            List<Event> named,
            List<Event> hosting,
            List<Led> leading,
            List<Line> lines,
            int more,
            Map<OrderId, Integer> unread,
            ZoneId zone,
            long points) {
        public int unread(Line line) {
            return unread.getOrDefault(line.view.order().id(), 0);
        }

        public boolean isEmpty() {
            return counts.values().stream().allMatch(count -> count == 0)
                    && asked.isEmpty()
                    && named.isEmpty()
                    && hosting.isEmpty()
                    && leading.isEmpty();
        }
    }

    /// @param booking its page, of the session that is next; `/enter` below it leads in
    /// @param open    whether it is time to go in
    /// @param date    of a course, that is next
    public record Line(OrderView view, @Nullable String booking, boolean open, Optional<OtherDate> date) {}

    /// @param page of the booking
    public record Led(String page, String title, Instant startsAt, Instant endsAt, boolean open) {}

    @GetMapping("/tickets")
    ModelAndView mine(
            Member member,
            @RequestParam(defaultValue = "coming") String show,
            @RequestParam(defaultValue = "all") String kind,
            @RequestParam(defaultValue = "" + SHOWN_AT_FIRST) int max) {
        var shelves = shelves(member);
        var shelf = chosen(Show.class, show);
        var wanted = chosen(Kind.class, kind);
        var found = found(shelves, shelf).stream()
                .filter(one -> wanted.has(one.order))
                .toList();
        int shown = Math.min(found.size(), Math.clamp(max, SHOWN_AT_FIRST, SHOWN_MAX));
        var lines = found.subList(0, shown).stream().map(this::line).toList();
        var counts = new EnumMap<Show, Integer>(Show.class);
        for (var one : Show.values()) counts.put(one, found(shelves, one).size());
        boolean first = shelf == Show.COMING;
        return Pages.show(
                "participant/tickets",
                "mine",
                new Mine(
                        shelf,
                        wanted,
                        counts,
                        arranged.hosts.asked(member.id()).stream()
                                .map(events::get)
                                .toList(),
                        arranged.named.waitingFor(member.id()).stream()
                                .map(events::get)
                                .toList(),
                        first && wanted != Kind.SESSIONS ? hosting(member) : List.of(),
                        first && wanted != Kind.MEETINGS ? leading(member) : List.of(),
                        lines,
                        found.size() > shown ? Math.min(found.size(), SHOWN_MAX) : 0,
                        unread(lines),
                        member.zone(),
                        arranged.points.wallet(member.id()).points()));
    }

    /// The first where there is no such one.
    private static <T extends Enum<T>> T chosen(Class<T> choices, String word) {
        return Stream.of(choices.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(choices.getEnumConstants()[0]);
    }

    private static List<Placed> found(Map<Show, List<Placed>> shelves, Show shelf) {
        return shelves.getOrDefault(shelf, List.of());
    }

    private Map<OrderId, Integer> unread(List<Line> lines) {
        var shown = lines.stream().map(line -> line.view.order().id()).toList();
        return arranged.conversations.unread(shown, Side.BUYER);
    }

    /// @param next    the session that is the next of it
    /// @param startsAt by which it is sorted: sessions without a time come first, for something to be done
    private record Placed(Order order, Optional<Appointment> next, Instant startsAt) {}

    private Map<Show, List<Placed>> shelves(Member member) {
        var all = orders.ofMember(member.id(), member.email()).stream()
                // What has no seat has pages of its own.
                .filter(order ->
                        !(order instanceof Order.Lapsed) && order.terms().takesSeats())
                .toList();
        var away = archive.of(all.stream().map(Order::id).toList());
        var shelves = new EnumMap<Show, List<Placed>>(Show.class);
        for (var order : all) {
            var sessions = isPaidSession(order) ? arranged.appointments.of(order.id()) : List.<Appointment>of();
            var next = next(sessions);
            var placed = new Placed(order, next, startsAt(order, next));
            shelves.computeIfAbsent(shelf(order, sessions, away.contains(order.id())), _ -> new ArrayList<>())
                    .add(placed);
        }
        var bySoonest = Comparator.comparing(Placed::startsAt);
        shelves.forEach((shelf, some) -> some.sort(shelf == Show.COMING ? bySoonest : bySoonest.reversed()));
        return shelves;
    }

    private static boolean isPaidSession(Order order) {
        return order.terms().isSession() && order instanceof Order.Paid;
    }

    private Show shelf(Order order, List<Appointment> sessions, boolean away) {
        if (away) return Show.ARCHIVED;
        return switch (order) {
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Paid _ ->
                isAhead(order, sessions) ? Show.COMING : Show.PAST;
            case Order.Cancelled _, Order.Unseated _, Order.Lapsed _ -> Show.PAST;
        };
    }

    private boolean isAhead(Order order, List<Appointment> sessions) {
        var now = clock.instant();
        return sessions.isEmpty()
                ? !views.told(order).hasEnded(now)
                : !sessions.stream().allMatch(one -> one.isUsed(now));
    }

    private Optional<Appointment> next(List<Appointment> sessions) {
        var now = clock.instant();
        return sessions.stream()
                .filter(one -> one.state() == Appointment.State.AGREED && !one.isUsed(now))
                .min(Comparator.comparing(one -> one.startsAt().orElse(Instant.MAX)));
    }

    private Instant startsAt(Order order, Optional<Appointment> next) {
        if (order.terms().isSession()) {
            return next.flatMap(Appointment::startsAt)
                    .orElseGet(() -> order instanceof Order.Paid ? Instant.MIN : Instant.EPOCH);
        }
        var told = views.told(order);
        return order.terms()
                .course()
                .flatMap(course -> nextOf(course, told))
                .or(told::startsAt)
                .orElse(Instant.MIN);
    }

    private Optional<Instant> nextOf(Order.When.Course course, Event.Particulars told) {
        var now = clock.instant();
        return course.starts(told).stream().filter(now::isBefore).findFirst();
    }

    private Line line(Placed placed) {
        var view = views.view(orders.link(placed.order.id()), placed.order);
        var booking = placed.next.flatMap(Appointment::booking);
        return new Line(
                view,
                booking.map(one -> "/account/bookings/" + one.id()).orElse(null),
                booking.filter(this::isOpen).isPresent(),
                arranged.replacing.next(view));
    }

    private boolean isOpen(Booking booking) {
        var now = clock.instant();
        return booking.start()
                .filter(start -> !now.isBefore(start.minus(Appointments.ROOM_OPENS_BEFORE))
                        && now.isBefore(start.plus(booking.terms().length())))
                .isPresent();
    }

    private List<Event> hosting(Member member) {
        var now = clock.instant();
        return events.hostedBy(member.id()).stream()
                .filter(event -> event instanceof Event.Published || event instanceof Event.Closed)
                .filter(event -> !event.particulars().isSession() && !Door.isClosed(event, now))
                .sorted(Event.BY_START)
                .toList();
    }

    private List<Led> leading(Member member) {
        var now = clock.instant();
        return arranged.bookings.ofHost(member.id(), now.minus(LED_AHEAD), now.plus(LED_AHEAD)).stream()
                .filter(one -> one instanceof Booking.Agreed || one instanceof Booking.Moved)
                .flatMap(one -> led(one, now).stream())
                .sorted(Comparator.comparing(Led::startsAt))
                .toList();
    }

    /// Also what is over and waits for its host to say how it was, until it counts as held.
    private Optional<Led> led(Booking booking, Instant now) {
        var start = booking.start().orElseThrow();
        var end = start.plus(booking.terms().length());
        if (!now.isBefore(end.plus(Appointment.HELD_UNLESS_SAID_WITHIN))) return Optional.empty();
        return arranged.appointments
                .place(booking.id())
                .map(place -> new Led(
                        "/account/bookings/" + booking.id(),
                        events.get(place.event()).particulars().title(),
                        start,
                        end,
                        isOpen(booking)));
    }

    @PostMapping("/tickets/{order}/archive")
    ModelAndView archive(Member member, @PathVariable String order) {
        archive.put(own(member, order));
        return Pages.seeOther("/tickets?show=past", Flash.good("mine.wasArchived"));
    }

    @PostMapping("/tickets/{order}/take-back")
    ModelAndView takeBack(Member member, @PathVariable String order) {
        archive.takeBack(own(member, order));
        return Pages.seeOther("/tickets?show=archived", Flash.good("mine.takenBack"));
    }

    @PostMapping("/tickets/lead/{sessions}")
    ModelAndView lead(
            Member member, @PathVariable String sessions, @RequestParam(name = "do", defaultValue = "") String said) {
        var id = EventId.parse(sessions).orElseThrow(Problem::notFound);
        boolean willing = said.equals("lead");
        arranged.hosts.answer(id, member.id(), willing);
        return Pages.seeOther(
                willing ? "/account/bookings" : "/tickets", Flash.good(willing ? "mine.leads" : "mine.leadsNot"));
    }

    private OrderId own(Member member, String shown) {
        return OrderId.parse(shown)
                .flatMap(orders::find)
                .filter(order -> order.terms().buyer().is(member.id(), member.email()))
                .map(Order::id)
                .orElseThrow(Problem::notFound);
    }
}
