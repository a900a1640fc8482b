package org.tsudoi.web.participant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.appointments.SessionHosts;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Side;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.orders.Archive;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.points.Points;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;
import org.tsudoi.web.participant.MineView.Entry;
import org.tsudoi.web.participant.MineView.Kind;
import org.tsudoi.web.participant.MineView.Line;
import org.tsudoi.web.participant.MineView.Show;

/// All that a member takes part in, and leads: what is to come, what is over, and what they put away.
@Controller
public class MinePages {
    private static final int SHOWN_AT_FIRST = 30;
    private static final int SHOWN_MAX = 500;

    private final MineOrders bought;
    private final MineBesides besides;
    private final Leading leading;
    private final Kept kept;
    private final MineLed led;
    private final Events events;

    @Component
    record Leading(SessionHosts hosts, NamedHosts named) {}

    /// What was put away and written, what is left to buy with, and what keeps them from it.
    @Component
    record Kept(Orders orders, Archive archive, Conversations conversations, Points points, Sanctions sanctions) {}

    MinePages(MineOrders bought, MineBesides besides, Leading leading, Kept kept, MineLed led, Events events) {
        this.bought = bought;
        this.besides = besides;
        this.leading = leading;
        this.kept = kept;
        this.led = led;
        this.events = events;
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
                        led.toAnswer(member),
                        lines,
                        found.size() > shown ? Math.min(found.size(), SHOWN_MAX) : 0,
                        unread(lines),
                        member.zone(),
                        kept.points.wallet(member.id()).points(),
                        kept.sanctions.barring(member.id()).orElse(null)));
    }

    private List<Entry> entries(Member member) {
        var more = besides.of(member);
        return Stream.of(more.entries(), bought.of(member, more.offered()), led.of(member))
                .flatMap(List::stream)
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

    @PostMapping("/tickets/led/{id}/archive")
    ModelAndView archiveLed(Member member, @PathVariable String id) {
        led.putAway(member, id);
        return Pages.seeOther("/tickets?show=past", Flash.good("mine.wasArchived"));
    }

    @PostMapping("/tickets/led/{id}/take-back")
    ModelAndView takeBackLed(Member member, @PathVariable String id) {
        led.takeBack(member, id);
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
