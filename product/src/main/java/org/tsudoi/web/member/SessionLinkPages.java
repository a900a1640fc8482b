package org.tsudoi.web.member;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.OwnLinkSheets;

/// The link of one session that is held elsewhere, for its host.
@Controller
class SessionLinkPages {
    private final Appointments appointments;
    private final BookingSheets bookings;
    private final OwnLinkSheets sheets;
    private final Texts texts;

    SessionLinkPages(Appointments appointments, BookingSheets bookings, OwnLinkSheets sheets, Texts texts) {
        this.appointments = appointments;
        this.bookings = bookings;
        this.sheets = sheets;
        this.texts = texts;
    }

    @GetMapping(BookingSheets.HOME + "/{id}/link")
    ModelAndView show(Member member, @PathVariable String id, Language language) {
        return sheets.show(place(member, id, language));
    }

    @PostMapping(BookingSheets.HOME + "/{id}/link")
    ModelAndView keep(
            Member member,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> typed,
            Language language) {
        return sheets.keep(place(member, id, language), member, typed);
    }

    private OwnLinkSheets.Place place(Member member, String id, Language language) {
        var booking = bookings.mine(id, member);
        if (!booking.terms().host().equals(member.id())) throw Problem.notFound();
        var view = bookings.view(booking, member);
        return new OwnLinkSheets.Place(
                appointments.linked(booking.id()).orElseThrow(Problem::notFound),
                texts.say(language, view.title(), view.other()),
                BookingSheets.page(booking.id()),
                member.zone(),
                "session");
    }
}
