package org.tsudoi.web.member;

import static org.tsudoi.web.member.BookingSheets.HOME;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.freetimes.Booking.Absent;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.members.Member;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What becomes of a booking after it was agreed on: another time, none at all, or how it was.
@Controller
public class BookingChangePages {
    private static final String CANCEL_PAGE = "member/booking-cancel";
    private static final String LATE = "late";

    private final Bookings bookings;
    private final BookingSheets sheets;

    BookingChangePages(Bookings bookings, BookingSheets sheets) {
        this.bookings = bookings;
        this.sheets = sheets;
    }

    @PostMapping(HOME + "/{id}/move")
    ModelAndView move(Member member, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        var booking = sheets.mine(id, member);
        var form = Form.of(typed);
        var answer = ChosenTime.start(form).map(at -> bookings.move(booking.id(), member.id(), at));
        return sheets.told(booking, member, form, answer, "bookings.wasMoved");
    }

    @PostMapping(HOME + "/{id}/ask")
    ModelAndView ask(Member member, @PathVariable String id) {
        var booking = sheets.mine(id, member);
        return BookingSheets.told(booking, bookings.askToMove(booking.id(), member.id()), "bookings.asked");
    }

    /// Says what follows before anything is done.
    @GetMapping(HOME + "/{id}/cancel")
    ModelAndView cancelling(Member member, @PathVariable String id) {
        var view = sheets.view(sheets.mine(id, member), member);
        if (!view.isToCome())
            return Pages.seeOther(BookingSheets.page(view.booking().id()));
        return Pages.show(CANCEL_PAGE, "view", view, "form", Form.blank());
    }

    @PostMapping(HOME + "/{id}/cancel")
    ModelAndView cancel(Member member, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        var view = sheets.view(sheets.mine(id, member), member);
        var form = Form.of(typed);
        // Whoever was told that they are in time is told first when they no longer are.
        if (view.isToCome() && view.isLate() && !form.has(LATE, "true")) {
            return Pages.again(CANCEL_PAGE, "view", view, "form", form.wrong(LATE, "bookings.cancelLateNow"));
        }
        var booking = view.booking();
        return BookingSheets.told(booking, bookings.cancel(booking.id(), member.id()), "bookings.wasCancelled");
    }

    @PostMapping(HOME + "/{id}/held")
    ModelAndView held(Member member, @PathVariable String id) {
        var booking = sheets.mine(id, member);
        return BookingSheets.told(booking, bookings.held(booking.id(), member.id()), "bookings.noted");
    }

    /// The other one did not come.
    @PostMapping(HOME + "/{id}/no-show")
    ModelAndView noShow(Member member, @PathVariable String id) {
        var booking = sheets.mine(id, member);
        var absent = booking.terms().host().equals(member.id()) ? Absent.GUEST : Absent.HOST;
        return BookingSheets.told(booking, bookings.noShow(booking.id(), member.id(), absent), "bookings.noted");
    }
}
