package org.tsudoi.web.member;

import static org.tsudoi.web.member.BookingSheets.HOME;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.BookingCalendar;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.members.Member;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// A member's bookings, as host and as guest, and the times that are proposed for them.
@Controller
public class BookingPages {
    private static final Duration BACK = Duration.ofDays(90);

    private final Bookings bookings;
    private final BookingSheets sheets;
    private final BookingCalendar calendar;
    private final PlatformSettings settings;
    private final Clock clock;

    BookingPages(
            Bookings bookings, BookingSheets sheets, BookingCalendar calendar, PlatformSettings settings, Clock clock) {
        this.bookings = bookings;
        this.sheets = sheets;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping(HOME)
    ModelAndView list(Member member) {
        var now = clock.instant();
        var all = new ArrayList<Booking>();
        all.addAll(bookings.ofHost(member.id(), now.minus(BACK), now.plus(BookingSheets.AHEAD)));
        all.addAll(bookings.ofGuest(member.id(), now.minus(BACK), now.plus(BookingSheets.AHEAD)));
        var views = sheets.views(all, member);
        return Pages.show(
                "member/bookings",
                "coming",
                views.stream().filter(one -> one.isProposed() || one.isToCome()).toList(),
                "past",
                views.stream()
                        .filter(one -> !one.isProposed() && !one.isToCome())
                        .toList(),
                "address",
                settings.link("/calendar/" + calendar.secret(member.id()) + ".ics"));
    }

    /// Whoever knew the address of their calendar knows nothing any more.
    @PostMapping(HOME + "/address")
    ModelAndView renewAddress(Member member) {
        calendar.renew(member.id());
        return Pages.seeOther(HOME, Flash.good("freetimes.renewed"));
    }

    @GetMapping(HOME + "/{id}")
    ModelAndView show(Member member, @PathVariable String id, @RequestParam(defaultValue = "") String from) {
        return sheets.show(sheets.mine(id, member), member, from);
    }

    /// Whoever comes back to where something was sent is led to the booking.
    @GetMapping({HOME + "/{id}/propose", HOME + "/{id}/accept", HOME + "/{id}/move"})
    ModelAndView back(@PathVariable String id) {
        return Pages.seeOther(BookingSheets.page(BookingId.parse(id).orElseThrow(Problem::notFound)));
    }

    @PostMapping(HOME + "/{id}/accept")
    ModelAndView accept(Member member, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        var booking = sheets.mine(id, member);
        var form = Form.of(typed);
        var answer = ChosenTime.start(form).map(at -> bookings.accept(booking.id(), member.id(), at));
        return sheets.told(booking, member, form, answer, "bookings.accepted");
    }

    @PostMapping(HOME + "/{id}/decline")
    ModelAndView decline(Member member, @PathVariable String id) {
        var booking = sheets.mine(id, member);
        return BookingSheets.told(booking, bookings.decline(booking.id(), member.id()), "bookings.declined");
    }

    /// Other times instead of those that are proposed, whoever did so, or after they came to nothing.
    @PostMapping(HOME + "/{id}/propose")
    ModelAndView propose(Member member, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        var booking = sheets.mine(id, member);
        var form = Form.of(typed);
        var next = BookingId.parse(form.value("next")).orElseThrow(Problem::notFound);
        var starts = ProposedTimes.read(form, member.zone());
        if (form.isGood()) {
            var terms = booking.terms();
            boolean asHost = terms.host().equals(member.id());
            var proposal = new Bookings.Proposal(
                    next,
                    terms.host(),
                    terms.guest(),
                    terms.reference(),
                    asHost ? Party.HOST : Party.GUEST,
                    terms.length(),
                    starts);
            switch (proposed(booking, proposal)) {
                case Answer.Done _ -> {
                    return Pages.seeOther(BookingSheets.page(next), Flash.good("bookings.proposed"));
                }
                case Answer.Refused(var reason, var time) ->
                    form.wrong(ProposedTimes.field(form, member.zone(), time), BookingSheets.refused(reason));
            }
        }
        return sheets.again(booking, member, form);
    }

    /// The same form sent again finds what it did before.
    private Answer proposed(Booking before, Bookings.Proposal proposal) {
        var again = bookings.find(proposal.id());
        if (again.isPresent() && !again.get().terms().equals(before.terms())) throw Problem.notFound();
        return again.isPresent() || sheets.mayPropose(before)
                ? bookings.propose(proposal)
                : new Answer.Refused(Bookings.Reason.NOT_IN_THIS_STATE);
    }
}
