package org.tsudoi.web.member;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Booking.Absent;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// A member's bookings, as host and as guest: what is proposed, what is to come, and what became of the rest.
@Controller
public class BookingPages {
    private static final String HOME = "/account/bookings";
    private static final Duration BACK = Duration.ofDays(90);
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final int SHOWN_DAYS = 14;

    private final Bookings bookings;
    private final FreeTimes times;
    private final Members members;
    private final Ids ids;
    private final Clock clock;

    BookingPages(Bookings bookings, FreeTimes times, Members members, Ids ids, Clock clock) {
        this.bookings = bookings;
        this.times = times;
        this.members = members;
        this.ids = ids;
        this.clock = clock;
    }

    @GetMapping(HOME)
    ModelAndView list(Member member) {
        var now = clock.instant();
        var all = new ArrayList<Booking>();
        all.addAll(bookings.ofHost(member.id(), now.minus(BACK), now.plus(AHEAD)));
        all.addAll(bookings.ofGuest(member.id(), now.minus(BACK), now.plus(AHEAD)));
        var views = all.stream()
                .map(booking -> view(booking, member, new TreeMap<>()))
                .toList();
        return Pages.show(
                "member/bookings",
                "coming",
                views.stream().filter(one -> one.isProposed() || one.isToCome()).toList(),
                "past",
                views.stream()
                        .filter(one -> !one.isProposed() && !one.isToCome())
                        .toList());
    }

    private BookingView view(Booking booking, Member member, SortedMap<LocalDate, List<Slot>> free) {
        boolean asHost = booking.terms().host().equals(member.id());
        return new BookingView(
                booking,
                asHost,
                name(asHost ? booking.terms().guest() : booking.terms().host()),
                member.zone(),
                free,
                clock.instant());
    }

    private String name(MemberId id) {
        return members.find(id)
                .flatMap(Member::displayName)
                .map(PersonName::value)
                .orElse("");
    }

    @GetMapping(HOME + "/{id}")
    ModelAndView show(Member member, @PathVariable String id, @RequestParam(defaultValue = "") String from) {
        var form = Form.blank().with("next", new BookingId(ids.next()));
        return Pages.show("member/booking", parts(mine(id, member), member, from, form));
    }

    private Object[] parts(Booking booking, Member member, String from, Form form) {
        var view = view(booking, member, new TreeMap<>());
        var first = first(from, member.zone());
        boolean mayMove = view.isToCome() && !view.asHost();
        return new Object[] {
            "view",
            mayMove ? view(booking, member, free(booking, first, member.zone())) : view,
            "later",
            HOME + "/" + booking.id() + "?from=" + first.plusDays(SHOWN_DAYS) + "#start",
            "form",
            form
        };
    }

    /// Today when it is no day, or one that is over or too far.
    private LocalDate first(String from, ZoneId zone) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        try {
            var day = LocalDate.parse(from);
            return day.isBefore(today) || day.isAfter(today.plusDays(AHEAD.toDays())) ? today : day;
        } catch (DateTimeParseException none) {
            return today;
        }
    }

    private Booking mine(String id, Member member) {
        return BookingId.parse(id)
                .flatMap(bookings::find)
                .filter(booking -> booking.terms().host().equals(member.id())
                        || booking.terms().guest().equals(member.id()))
                .orElseThrow(Problem::notFound);
    }

    private SortedMap<LocalDate, List<Slot>> free(Booking booking, LocalDate first, ZoneId reader) {
        return times.slots(new FreeTimes.Question(
                booking.terms().host(), booking.terms().length(), reader, first, first.plusDays(SHOWN_DAYS - 1)));
    }

    @PostMapping(HOME + "/{id}/accept")
    ModelAndView accept(Member member, @PathVariable String id, @RequestParam(defaultValue = "") String start) {
        var booking = mine(id, member);
        return told(id, start(start).map(at -> bookings.accept(booking.id(), member.id(), at)), "bookings.accepted");
    }

    private static Optional<Instant> start(String written) {
        try {
            return Optional.of(Instant.parse(written));
        } catch (DateTimeParseException nothingChosen) {
            return Optional.empty();
        }
    }

    private static ModelAndView told(String id, Optional<Answer> answer, String done) {
        var page = HOME + "/" + id;
        if (answer.isEmpty()) return Pages.seeOther(page, Flash.bad("bookings.chooseTime"));
        return switch (answer.get()) {
            case Answer.Done _ -> Pages.seeOther(page, Flash.good(done));
            case Answer.Refused(var reason) -> Pages.seeOther(page, Flash.bad(refused(reason)));
        };
    }

    @PostMapping(HOME + "/{id}/decline")
    ModelAndView decline(Member member, @PathVariable String id) {
        var booking = mine(id, member);
        return told(id, Optional.of(bookings.decline(booking.id(), member.id())), "bookings.declined");
    }

    @GetMapping(HOME + "/{id}/propose")
    ModelAndView proposing(@PathVariable String id) {
        return Pages.seeOther(HOME + "/" + BookingId.parse(id).orElseThrow(Problem::notFound));
    }

    /// Other times instead of those that are proposed, whoever did so.
    @PostMapping(HOME + "/{id}/propose")
    ModelAndView propose(Member member, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        var booking = mine(id, member);
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
                    return Pages.seeOther(HOME + "/" + next, Flash.good("bookings.proposed"));
                }
                case Answer.Refused(var reason) -> form.wrong(ProposedTimes.date(0), refused(reason));
            }
        }
        return Pages.again("member/booking", parts(booking, member, "", form));
    }

    /// The same form sent again finds what it did before.
    private Answer proposed(Booking before, Bookings.Proposal proposal) {
        var again = bookings.find(proposal.id());
        if (again.isPresent() && !again.get().terms().reference().equals(proposal.reference())) {
            throw Problem.notFound();
        }
        boolean mayBeReplaced = before instanceof Booking.Proposed it && it.waitsFor() != Booking.WaitsFor.PAYMENT;
        return mayBeReplaced || again.isPresent()
                ? bookings.propose(proposal)
                : new Answer.Refused(Bookings.Reason.NOT_IN_THIS_STATE);
    }

    private static String refused(Bookings.Reason reason) {
        return "bookings.refused." + reason.name().toLowerCase(Locale.ROOT);
    }

    @PostMapping(HOME + "/{id}/move")
    ModelAndView move(Member member, @PathVariable String id, @RequestParam(defaultValue = "") String start) {
        var booking = mine(id, member);
        return told(id, start(start).map(at -> bookings.move(booking.id(), member.id(), at)), "bookings.wasMoved");
    }

    @PostMapping(HOME + "/{id}/ask")
    ModelAndView ask(Member member, @PathVariable String id) {
        var booking = mine(id, member);
        return told(id, Optional.of(bookings.askToMove(booking.id(), member.id())), "bookings.asked");
    }

    @PostMapping(HOME + "/{id}/cancel")
    ModelAndView cancel(Member member, @PathVariable String id) {
        var booking = mine(id, member);
        return told(id, Optional.of(bookings.cancel(booking.id(), member.id())), "bookings.wasCancelled");
    }

    @PostMapping(HOME + "/{id}/held")
    ModelAndView held(Member member, @PathVariable String id) {
        var booking = mine(id, member);
        return told(id, Optional.of(bookings.held(booking.id(), member.id())), "bookings.noted");
    }

    @PostMapping(HOME + "/{id}/no-show")
    ModelAndView noShow(Member member, @PathVariable String id) {
        var booking = mine(id, member);
        return told(id, Optional.of(bookings.noShow(booking.id(), member.id(), Absent.GUEST)), "bookings.noted");
    }
}
