package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.tsudoi.web.participant.MineView.Entry;
import org.tsudoi.web.participant.MineView.Kind;
import org.tsudoi.web.participant.MineView.Led;
import org.tsudoi.web.participant.MineView.Line;
import org.tsudoi.web.participant.MineView.Show;

/// All that a member takes part in, and leads: what is to come, what is over, and what they put away.
@Controller
public class MinePages {
    private static final int SHOWN_AT_FIRST = 30;
    private static final int SHOWN_MAX = 500;

    /// Whoever leads a session finds it here so early.
    private static final Duration LED_AHEAD = Duration.ofDays(60);

    private final MineOrders bought;
    private final MineBesides besides;
    private final Leading leading;
    private final Kept kept;
    private final Events events;
    private final Clock clock;

    @Component
    record Leading(Appointments appointments, SessionHosts hosts, NamedHosts named, Bookings bookings) {}

    /// What was put away and written, and what is left to buy with.
    @Component
    record Kept(Orders orders, Archive archive, Conversations conversations, Points points) {}

    MinePages(MineOrders bought, MineBesides besides, Leading leading, Kept kept, Events events, Clock clock) {
        this.bought = bought;
        this.besides = besides;
        this.leading = leading;
        this.kept = kept;
        this.events = events;
        this.clock = clock;
    }

    @GetMapping("/tickets")
    ModelAndView mine(
            Member member,
            @RequestParam(defaultValue = "coming") String show,
            @RequestParam(defaultValue = "all") String kind,
            @RequestParam(defaultValue = "" + SHOWN_AT_FIRST) int max) {
        var shelf = chosen(Show.class, show);
        var wanted = chosen(Kind.class, kind);
        var all = entries(member);
        var found = all.stream()
                .filter(one -> one.show() == shelf && wanted.has(one.kind()))
                .sorted(order(shelf))
                .toList();
        int shown = Math.min(found.size(), Math.clamp(max, SHOWN_AT_FIRST, SHOWN_MAX));
        var lines =
                found.subList(0, shown).stream().map(one -> one.line().get()).toList();
        boolean first = shelf == Show.COMING;
        return Pages.show(
                "participant/tickets",
                "mine",
                new MineView(
                        shelf,
                        wanted,
                        kinds(all, wanted),
                        counts(all, wanted),
                        leading.hosts.asked(member.id()).stream()
                                .map(events::get)
                                .toList(),
                        leading.named.waitingFor(member.id()).stream()
                                .map(events::get)
                                .toList(),
                        first ? hosting(member, wanted) : List.of(),
                        first && wanted.has(Kind.SESSIONS) ? led(member) : List.of(),
                        lines,
                        found.size() > shown ? Math.min(found.size(), SHOWN_MAX) : 0,
                        unread(lines),
                        member.zone(),
                        kept.points.wallet(member.id()).points()));
    }

    private List<Entry> entries(Member member) {
        var more = besides.of(member);
        return Stream.concat(more.entries().stream(), bought.of(member, more.offered()).stream())
                .toList();
    }

    /// The first where there is no such one.
    private static <T extends Enum<T>> T chosen(Class<T> choices, String word) {
        return Stream.of(choices.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(choices.getEnumConstants()[0]);
    }

    private static Comparator<Entry> order(Show shelf) {
        var soonest = Comparator.comparing(Entry::at);
        return shelf == Show.COMING ? soonest : soonest.reversed();
    }

    /// Nobody chooses among kinds of which they have nothing.
    private static List<Kind> kinds(List<Entry> all, Kind wanted) {
        if (all.isEmpty()) return List.of();
        var found = new ArrayList<Kind>();
        for (var kind : Kind.values()) {
            boolean any = kind == wanted || all.stream().anyMatch(one -> kind.has(one.kind()));
            if (any) found.add(kind);
        }
        return found;
    }

    private static Map<Show, Integer> counts(List<Entry> all, Kind wanted) {
        var counts = new EnumMap<Show, Integer>(Show.class);
        for (var show : Show.values()) counts.put(show, 0);
        for (var one : all) if (wanted.has(one.kind())) counts.merge(one.show(), 1, Integer::sum);
        return counts;
    }

    private Map<OrderId, Integer> unread(List<Line> lines) {
        var shown = lines.stream()
                .flatMap(line -> line instanceof Line.Bought it ? Stream.of(it) : Stream.empty())
                .map(it -> it.view().order().id())
                .toList();
        return kept.conversations.unread(shown, Side.BUYER);
    }

    private List<Event> hosting(Member member, Kind wanted) {
        var now = clock.instant();
        return events.hostedBy(member.id()).stream()
                .filter(event -> event instanceof Event.Published || event instanceof Event.Closed)
                .filter(event -> wanted.has(Kind.of(event.particulars())))
                .filter(event -> !event.particulars().isSession() && !Door.isClosed(event, now))
                .sorted(Event.BY_START)
                .toList();
    }

    private List<Led> led(Member member) {
        var now = clock.instant();
        return leading.bookings.ofHost(member.id(), now.minus(LED_AHEAD), now.plus(LED_AHEAD)).stream()
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
        return leading.appointments
                .place(booking.id())
                .map(place -> new Led(
                        "/account/bookings/" + booking.id(),
                        events.get(place.event()).particulars().title(),
                        start,
                        end,
                        MineOrders.isOpen(booking, now)));
    }

    @PostMapping("/tickets/{order}/archive")
    ModelAndView archive(Member member, @PathVariable String order) {
        kept.archive.put(own(member, order));
        return Pages.seeOther("/tickets?show=past", Flash.good("mine.wasArchived"));
    }

    @PostMapping("/tickets/{order}/take-back")
    ModelAndView takeBack(Member member, @PathVariable String order) {
        kept.archive.takeBack(own(member, order));
        return Pages.seeOther("/tickets?show=archived", Flash.good("mine.takenBack"));
    }

    @PostMapping("/tickets/lead/{sessions}")
    ModelAndView lead(
            Member member, @PathVariable String sessions, @RequestParam(name = "do", defaultValue = "") String said) {
        var id = EventId.parse(sessions).orElseThrow(Problem::notFound);
        boolean willing = said.equals("lead");
        leading.hosts.answer(id, member.id(), willing);
        return Pages.seeOther(
                willing ? "/account/bookings" : "/tickets", Flash.good(willing ? "mine.leads" : "mine.leadsNot"));
    }

    private OrderId own(Member member, String shown) {
        return OrderId.parse(shown)
                .flatMap(kept.orders::find)
                .filter(order -> order.terms().buyer().is(member.id(), member.email()))
                .map(Order::id)
                .orElseThrow(Problem::notFound);
    }
}
