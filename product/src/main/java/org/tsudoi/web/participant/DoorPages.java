package org.tsudoi.web.participant;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.door.Door;
import org.tsudoi.door.DoorState;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Onward;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;

/// The personal door: what it says, and the one button that lets somebody in.
@Controller
public class DoorPages {
    static final String DEVICE = "tsudoi_device";
    private static final Duration DEVICE_KEPT = Duration.ofDays(30);
    private static final int DEVICE_BYTES = 18;

    /// With 60 bits in a code nobody guesses one; this keeps them from trying.
    private static final RateLimits.Limit CODES = new RateLimits.Limit("door.code", 20, Duration.ofMinutes(10));

    private final Door door;
    private final Orders orders;
    private final Events events;
    private final Organisers organisers;
    private final Visit visit;

    /// What a visit to the door needs besides.
    @org.springframework.stereotype.Component
    record Visit(
            PlatformSettings settings,
            Clock clock,
            SecureRandom random,
            RateLimits limits,
            Payments payments,
            HandedTickets handed,
            Onward onward) {}

    DoorPages(Door door, Orders orders, Events events, Organisers organisers, Visit visit) {
        this.door = door;
        this.orders = orders;
        this.events = events;
        this.organisers = organisers;
        this.visit = visit;
    }

    /// What a door shows.
    ///
    /// @param orderLink null unless the buyer is signed in. A door's link may be passed on, while whoever has the
    ///     order's may cancel every place of it, open every door of it and read who bought it
    /// @param refunded  whether all that was to go back for the order has gone back
    /// @param date      of a course, that it leads to now
    public record DoorView(
            String secret,
            Ticket ticket,
            Event event,
            Organiser organiser,
            DoorState state,
            @Nullable String orderLink,
            String passCode,
            boolean refunded,
            Optional<CourseDate> date,
            Instant now) {
        public Event.Particulars told() {
            return event.particulars();
        }

        /// When one meets behind it.
        public Schedule when() {
            return date.<Schedule>map(CourseDate::times).orElse(told().schedule());
        }

        /// `Cancelled` is `cancelled`, `NotYetOpen` is `notYetOpen`: in text keys and in the word that a
        /// waiting page compares.
        public String word() {
            var name = state.getClass().getSimpleName();
            return Character.toLowerCase(name.charAt(0)) + name.substring(1);
        }

        public boolean mayEnter() {
            return state instanceof DoorState.Open
                    || state instanceof DoorState.HostAbsent
                    || state instanceof DoorState.Unseen
                    || state instanceof DoorState.InsideElsewhere;
        }

        public boolean waits() {
            return state instanceof DoorState.NotYetOpen || state instanceof DoorState.ProviderDown;
        }

        public @Nullable Instant opensAt() {
            return state instanceof DoorState.NotYetOpen closed ? closed.opensAt() : null;
        }
    }

    @GetMapping("/door/{secret}")
    ModelAndView look(@PathVariable String secret, HttpServletRequest request, Optional<Member> member) {
        return Pages.show(
                "participant/door", "view", view(secret, device(request).orElse(""), member));
    }

    @GetMapping(path = "/door/{secret}/state", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String state(@PathVariable String secret, HttpServletRequest request) {
        return view(secret, device(request).orElse(""), Optional.empty()).word();
    }

    @PostMapping("/door/{secret}")
    ModelAndView enter(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String move,
            HttpServletRequest request,
            jakarta.servlet.http.HttpServletResponse response) {
        var ticket = orders.byDoor(secret).orElseThrow(Problem::notFound);
        var device = device(request).orElseGet(() -> newDevice(response));
        return switch (door.enter(ticket, device, move.equals("here"))) {
            case Door.Entering.Welcome welcome ->
                visit.onward.guest(welcome.url(), welcome.passcode(), "/door/" + secret);
            // The page then says that it is open, as it is: only the way in could not be made.
            case Door.Entering.NotNow(var state)
            when state instanceof DoorState.ProviderDown ->
                Pages.seeOther("/door/" + secret, Flash.bad("ownlinks.notReady"));
            case Door.Entering.NotNow _ -> Pages.seeOther("/door/" + secret);
        };
    }

    @GetMapping("/door")
    ModelAndView code() {
        return Pages.show("participant/code", "form", Form.blank());
    }

    @PostMapping("/door")
    ModelAndView typed(@RequestParam MultiValueMap<String, String> typed, HttpServletRequest request) {
        visit.limits.take(CODES, RateLimits.address(request));
        var form = Form.of(typed);
        var code = form.text("code", 40);
        if (!code.isEmpty()) {
            var ticket = orders.byPassCode(code);
            if (ticket.isPresent())
                return Pages.seeOther("/door/" + visit.handed.keys(ticket.get()).doorLink());
            form.wrong("code", "door.error.code");
        }
        return Pages.again("participant/code", "form", form);
    }

    private DoorView view(String secret, String device, Optional<Member> member) {
        var ticket = orders.byDoor(secret).orElseThrow(Problem::notFound);
        var event = events.get(ticket.event());
        return new DoorView(
                secret,
                ticket,
                event,
                organisers.find(event.particulars().organiser()).orElseThrow(Problem::notFound),
                door.look(ticket, device),
                ownOrder(ticket, member),
                visit.handed.keys(ticket).passCode(),
                refunded(ticket),
                door.date(ticket),
                visit.clock.instant());
    }

    private boolean refunded(Ticket ticket) {
        var refunds = visit.payments.refundsFor(ticket.order().toString());
        return !refunds.isEmpty() && refunds.stream().allMatch(Refund::isDone);
    }

    private @Nullable String ownOrder(Ticket ticket, Optional<Member> member) {
        var buyer = orders.get(ticket.order()).terms().buyer();
        return member.filter(one -> buyer.is(one.id(), one.email()))
                .map(_ -> orders.link(ticket.order()))
                .orElse(null);
    }

    private static Optional<String> device(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(DEVICE))
                .map(jakarta.servlet.http.Cookie::getValue)
                .filter(value -> value.matches("[A-Za-z0-9_-]{24}"))
                .findFirst();
    }

    private String newDevice(jakarta.servlet.http.HttpServletResponse response) {
        var bytes = new byte[DEVICE_BYTES];
        visit.random.nextBytes(bytes);
        var device = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var cookie = ResponseCookie.from(DEVICE, device)
                .path("/door")
                .httpOnly(true)
                .secure("https".equals(visit.settings.publicUrl().getScheme()))
                .sameSite("Lax")
                .maxAge(DEVICE_KEPT)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return device;
    }
}
