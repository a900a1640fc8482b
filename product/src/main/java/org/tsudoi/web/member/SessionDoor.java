package org.tsudoi.web.member;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.Appointments.Entering;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Onward;
import org.tsudoi.web.Pages;

/// The way of the two into the room of their session.
@Controller
public class SessionDoor {
    private static final String BOOKING = "/account/bookings/";

    private final Appointments appointments;
    private final Bookings bookings;
    private final Onward onward;

    SessionDoor(Appointments appointments, Bookings bookings, Onward onward) {
        this.bookings = bookings;
        this.onward = onward;
        this.appointments = appointments;
    }

    /// Whoever comes back to this address is led to the booking, where the button is.
    @GetMapping(BOOKING + "{id}/enter")
    ModelAndView back(@PathVariable String id) {
        return Pages.seeOther(BOOKING + BookingId.parse(id).orElseThrow(Problem::notFound));
    }

    @PostMapping(BOOKING + "{id}/enter")
    ModelAndView enter(Member member, @PathVariable String id, Language language) {
        var booking = BookingId.parse(id).orElseThrow(Problem::notFound);
        return switch (appointments.enter(booking, member.id())) {
            case Entering.Welcome(var url, var passcode) ->
                leads(booking, member)
                        ? onward.host(url, passcode, BOOKING + booking)
                        : onward.guest(url, passcode, BOOKING + booking);
            case Entering.NotYet(var opensAt) ->
                Pages.seeOther(
                        BOOKING + booking,
                        Flash.note("appointments.notYet", new Formats(language).dateTime(opensAt, member.zone())));
            case Entering.Over _ -> Pages.seeOther(BOOKING + booking, Flash.bad("appointments.over"));
            case Entering.NotReady _ -> Pages.seeOther(BOOKING + booking, Flash.bad("appointments.notReady"));
        };
    }

    private boolean leads(BookingId booking, Member member) {
        return bookings.find(booking)
                .filter(one -> one.terms().host().equals(member.id()))
                .isPresent();
    }
}
