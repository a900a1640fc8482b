package org.tsudoi.web.organiser;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.conduct.HeldSales;
import org.tsudoi.contact.PersonName;
import org.tsudoi.door.Door;
import org.tsudoi.door.DoorState;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.NamedHost;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Onward;
import org.tsudoi.web.OwnLinkSheets;
import org.tsudoi.web.Pages;
import org.tsudoi.web.Paging;
import org.tsudoi.web.participant.PaymentCosts;

/// One event while it is sold and held: orders, people inside, the way in for who leads it.
@Controller
public class ManagePages {
    private static final int ROWS = 50;
    private static final int TEXT_MAX = 80;

    private final Events events;
    private final Orders orders;
    private final OrderLines lines;
    private final OwnEvents own;
    private final Inside inside;
    private final Around around;

    /// Who is in the meeting now, and when people can meet.
    @Component
    record Inside(Door door, LiveEvents live, Appointments appointments, Onward onward, OwnLinkSheets links) {
        /// Of sessions: whether somebody who leads them has said when they are free.
        boolean isBookable(Event event) {
            return !event.particulars().isSession() || appointments.areBookable(event.id());
        }
    }

    @Component
    record Around(
            PlatformSettings settings,
            Texts texts,
            PaymentCosts costs,
            NamedHosts hosts,
            Members members,
            HeldSales held) {}

    /// @param who the name that they go by, or else their address, which the organiser has typed
    public record NamedLine(String who, NamedHost host) {
        public boolean waits() {
            return host.answer() == NamedHost.Answer.ASKED;
        }
    }

    ManagePages(Events events, Orders orders, OrderLines lines, OwnEvents own, Inside inside, Around around) {
        this.events = events;
        this.orders = orders;
        this.lines = lines;
        this.own = own;
        this.inside = inside;
        this.around = around;
    }

    /// An event with everything its page shows.
    ///
    /// @param mayEnter whether the meeting can be entered by who leads it: until some time after its end
    /// @param bookable whether buyers can choose a time, where they are to
    /// @param held     whether it is closed only because its organiser may not sell now
    public record Managed(
            Organiser organiser,
            Event event,
            String home,
            String state,
            String picture,
            LiveEvents.Live live,
            String link,
            QrCode code,
            boolean mayEnter,
            boolean bookable,
            boolean held,
            Instant now) {
        public Event.Particulars told() {
            return event.particulars();
        }

        public boolean isOver() {
            return told().hasEnded(now);
        }

        public boolean isDraft() {
            return event instanceof Event.Draft;
        }

        public boolean isCancelled() {
            return event instanceof Event.Cancelled;
        }

        public boolean maySell() {
            return event instanceof Event.Published && !isOver();
        }

        public boolean mayReopen() {
            return event instanceof Event.Closed && !held && !isOver();
        }
    }

    /// @param show which orders: empty for all, `paid`, `waiting` or `over`
    public record Shelf(List<OrderLines.OrderLine> lines, String text, String show, Paging paging, int all) {}

    @GetMapping("/organise/{organiser}/events/{event}")
    ModelAndView manage(
            Organiser organiser,
            @PathVariable String event,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "1") String page) {
        var found = own.get(organiser, event);
        var ownLink = inside.links().kept(new MeetingId(found.id().value()));
        return Pages.show(
                "organiser/manage",
                "managed",
                managed(organiser, found),
                "shelf",
                shelf(found, q.substring(0, Math.min(TEXT_MAX, q.length())), show, page),
                "costs",
                found.particulars().isSession() ? around.costs().of(found.particulars()) : List.of(),
                "named",
                named(found.id()),
                "ownLink",
                ownLink,
                "ownLinkBy",
                inside.links().by(ownLink));
    }

    private List<NamedLine> named(EventId event) {
        var hosts = around.hosts().of(event);
        if (hosts.isEmpty()) return List.of();
        var known =
                around.members().findAll(hosts.stream().map(NamedHost::member).toList());
        return hosts.stream()
                .filter(host -> known.containsKey(host.member()))
                .map(host -> new NamedLine(who(Objects.requireNonNull(known.get(host.member()))), host))
                .toList();
    }

    private static String who(Member member) {
        return member.displayName().map(PersonName::value).orElse(member.email().value());
    }

    private Managed managed(Organiser organiser, Event event) {
        var told = event.particulars();
        var now = own.now();
        var link = around.settings().link("/events/" + told.slug());
        boolean mayEnter = (event instanceof Event.Published || event instanceof Event.Closed)
                && !told.isSession()
                && !Door.isClosed(event, now);
        return new Managed(
                organiser,
                event,
                OwnEvents.home(organiser, event.id()),
                OwnEvents.stateOf(event, now),
                OwnEvents.pictureOf(told),
                inside.live().withTotals(event, OwnEvents.home(organiser, event.id())),
                link,
                QrCode.of(link),
                mayEnter,
                inside.isBookable(event),
                event instanceof Event.Closed && around.held().isHeld(event.id()),
                now);
    }

    private Shelf shelf(Event event, String text, String show, String page) {
        var all = lines.of(event.id(), show, text);
        int asked = page.matches("\\d{1,6}") ? Integer.parseInt(page) : 1;
        var paging = Paging.of(asked, ROWS, all.size());
        return new Shelf(
                all.stream().skip(paging.offset()).limit(ROWS).map(lines::line).toList(),
                text,
                show,
                paging,
                all.size());
    }

    /// The part of the page that is fetched again and again.
    @GetMapping("/organise/{organiser}/events/{event}/live")
    ModelAndView live(Organiser organiser, @PathVariable String event) {
        var found = own.get(organiser, event);
        return Pages.show(
                "organiser/live", "live", inside.live().withTotals(found, OwnEvents.home(organiser, found.id())));
    }

    /// Whoever comes back to this address is led to where the button is.
    @GetMapping("/organise/{organiser}/events/{event}/enter")
    ModelAndView back(Organiser organiser, @PathVariable String event) {
        return Pages.seeOther(
                OwnEvents.home(organiser, own.get(organiser, event).id()));
    }

    @PostMapping("/organise/{organiser}/events/{event}/enter")
    ModelAndView enter(Organiser organiser, Member member, @PathVariable String event) {
        var found = own.get(organiser, event);
        if (found instanceof Event.Draft) throw Problem.notFound();
        var home = OwnEvents.home(organiser, found.id());
        return switch (inside.door().enterAsHost(found.id(), member.id())) {
            case Door.Entering.Welcome welcome -> inside.onward().host(welcome.url(), welcome.passcode(), home);
            case Door.Entering.NotNow notNow -> Pages.seeOther(home, notNow(notNow.state()));
        };
    }

    /// Why somebody who leads an event cannot go in.
    public static Flash notNow(DoorState state) {
        return switch (state) {
            case DoorState.Cancelled _ -> Flash.bad("organise.enter.cancelled");
            case DoorState.Ended _ -> Flash.bad("organise.enter.ended");
            case DoorState.NotYetOpen _,
                    DoorState.Open _,
                    DoorState.HostAbsent _,
                    DoorState.Unseen _,
                    DoorState.InsideElsewhere _,
                    DoorState.RemovedByHost _,
                    DoorState.ProviderDown _ -> Flash.bad("organise.enter.later");
        };
    }

    @GetMapping("/organise/{organiser}/events/{event}/orders.csv")
    ResponseEntity<String> sheet(Organiser organiser, @PathVariable String event, Language language) {
        var found = own.get(organiser, event);
        var all = lines.of(found.id(), "", "").stream().map(lines::line).toList();
        var zone = found.particulars().zone();
        return ResponseEntity.ok()
                .contentType(org.springframework.http.MediaType.valueOf("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(found.particulars().slug() + "-orders.csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(OrderSheet.of(all, zone, around.texts(), language));
    }

    /// One place that is to be cancelled for its holder.
    public record Leaving(Managed managed, Ticket.Valid ticket, Order order, Orders.CancelQuote quote) {}

    @GetMapping("/organise/{organiser}/events/{event}/places/{ticket}/cancel")
    ModelAndView cancelling(Organiser organiser, @PathVariable String event, @PathVariable String ticket) {
        var found = own.get(organiser, event);
        var leaving = leaving(organiser, found, ticket);
        return leaving == null
                ? Pages.seeOther(OwnEvents.home(organiser, found.id()), Flash.note("organise.place.gone"))
                : Pages.show("organiser/place", "leaving", leaving);
    }

    private @Nullable Leaving leaving(Organiser organiser, Event event, String shown) {
        var ticket = place(event, shown);
        if (!(ticket instanceof Ticket.Valid valid)) return null;
        return new Leaving(
                managed(organiser, event),
                valid,
                orders.get(valid.order()),
                orders.quote(valid.order(), Set.of(valid.id()), Ticket.CancelledBy.ORGANISER));
    }

    private Ticket place(Event event, String shown) {
        return TicketId.parse(shown)
                .flatMap(orders::ticket)
                .filter(ticket -> ticket.event().equals(event.id()))
                .orElseThrow(Problem::notFound);
    }

    @PostMapping("/organise/{organiser}/events/{event}/places/{ticket}/cancel")
    ModelAndView cancel(Organiser organiser, @PathVariable String event, @PathVariable String ticket) {
        var found = own.get(organiser, event);
        var place = place(found, ticket);
        var home = OwnEvents.home(organiser, found.id());
        var one = Set.of(place.id());
        var quote = orders.quote(place.order(), one, Ticket.CancelledBy.ORGANISER);
        return switch (orders.cancel(place.order(), one, quote.refund(), Ticket.CancelledBy.ORGANISER)) {
            case Orders.Cancelling.Done done ->
                Pages.seeOther(
                        home,
                        done.refund().isZero()
                                ? Flash.good("organise.place.doneFree", place.label())
                                : Flash.good("organise.place.done", place.label()));
            case Orders.Cancelling.QuoteChanged _, Orders.Cancelling.NothingLeft _, Orders.Cancelling.TooLate _ ->
                Pages.seeOther(home, Flash.note("organise.place.gone"));
        };
    }
}
