package org.tsudoi.web.conversation;

import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.conversations.Author;
import org.tsudoi.conversations.Side;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.web.Form;

/// The thread of a session's order for the two who meet: also for a host who does not act for the organiser otherwise.
@Controller
public class SessionThreadPages {
    private static final String BOOKING = "/account/bookings/";

    private final Appointments appointments;
    private final Bookings bookings;
    private final Orders orders;
    private final Sanctions sanctions;
    private final Threads threads;

    SessionThreadPages(
            Appointments appointments, Bookings bookings, Orders orders, Sanctions sanctions, Threads threads) {
        this.appointments = appointments;
        this.bookings = bookings;
        this.orders = orders;
        this.sanctions = sanctions;
        this.threads = threads;
    }

    @GetMapping(BOOKING + "{id}/conversation")
    ModelAndView show(Member member, @PathVariable String id, @RequestParam Optional<Integer> before) {
        return threads.page(desk(id, member), before);
    }

    private Threads.Desk desk(String id, Member member) {
        var booking = BookingId.parse(id).flatMap(bookings::find).orElseThrow(Problem::notFound);
        var reader = new Author(side(booking, member.id()), member.id());
        var place = appointments.place(booking.id()).orElseThrow(Problem::notFound);
        if (reader.side() == Side.ORGANISER && !mayRead(place, member.id())) throw Problem.notFound();
        var page = BOOKING + booking.id();
        return new Threads.Desk(
                orders.get(place.order()), reader, page + "/conversation", page, "conversations.backToBooking");
    }

    private boolean mayRead(Ticket place, MemberId host) {
        return isTheirs(place, host) && !sanctions.isExpelled(host);
    }

    /// Whoever has declined or given back a time talks about it no more.
    private boolean isTheirs(Ticket place, MemberId host) {
        return appointments.of(place.order()).stream()
                .flatMap(session -> session.booking().stream())
                .anyMatch(booking -> booking.terms().host().equals(host));
    }

    private static Side side(Booking booking, MemberId reader) {
        if (booking.terms().guest().equals(reader)) return Side.BUYER;
        if (booking.terms().host().equals(reader)) return Side.ORGANISER;
        throw Problem.notFound();
    }

    @GetMapping(BOOKING + "{id}/conversation/thread")
    ModelAndView thread(Member member, @PathVariable String id) {
        return threads.part(desk(id, member));
    }

    @GetMapping(path = BOOKING + "{id}/conversation/state", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String state(Member member, @PathVariable String id) {
        return threads.state(desk(id, member).id());
    }

    @PostMapping(BOOKING + "{id}/conversation")
    ModelAndView post(Member member, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        return threads.post(desk(id, member), Form.of(typed));
    }

    @PostMapping(BOOKING + "{id}/conversation/{message}/withdraw")
    ModelAndView withdraw(Member member, @PathVariable String id, @PathVariable String message) {
        return threads.withdraw(desk(id, member), message);
    }
}
