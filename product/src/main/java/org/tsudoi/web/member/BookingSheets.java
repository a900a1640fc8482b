package org.tsudoi.web.member;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// The page of one booking, as the party that looks at it sees it.
@Component
class BookingSheets {
    static final String HOME = "/account/bookings";
    static final Duration AHEAD = Duration.ofDays(400);
    private static final String PAGE = "member/booking";
    private static final int SHOWN_DAYS = 14;

    private final Bookings bookings;
    private final BookedPlaces places;
    private final Members members;
    private final Sanctions sanctions;
    private final Ids ids;
    private final Clock clock;

    BookingSheets(Bookings bookings, BookedPlaces places, Members members, Sanctions sanctions, Ids ids, Clock clock) {
        this.bookings = bookings;
        this.places = places;
        this.members = members;
        this.sanctions = sanctions;
        this.ids = ids;
        this.clock = clock;
    }

    Booking mine(String id, Member member) {
        return BookingId.parse(id)
                .flatMap(bookings::find)
                .filter(booking -> booking.terms().host().equals(member.id())
                        || booking.terms().guest().equals(member.id()))
                .orElseThrow(Problem::notFound);
    }

    BookingView view(Booking booking, Member member) {
        return views(List.of(booking), member).getFirst();
    }

    /// To be listed, without what can be done with each.
    List<BookingView> views(List<Booking> some, Member member) {
        var others =
                members.findAll(some.stream().map(one -> other(one, member)).collect(Collectors.toSet()));
        var now = clock.instant();
        boolean expelled = sanctions.isExpelled(member.id());
        return some.stream()
                .map(one -> {
                    boolean asHost = one.terms().host().equals(member.id());
                    var name = asHost && expelled
                            ? ""
                            : Optional.ofNullable(others.get(other(one, member)))
                                    .flatMap(Member::displayName)
                                    .map(PersonName::value)
                                    .or(() -> places.other(one, member))
                                    .orElse("");
                    return new BookingView(one, asHost, name, member.zone(), new TreeMap<>(), false, now);
                })
                .toList();
    }

    private static MemberId other(Booking booking, Member member) {
        var terms = booking.terms();
        return terms.host().equals(member.id()) ? terms.guest() : terms.host();
    }

    /// Instead of what is proposed, or after it came to nothing; never of what waits for a payment, nor
    /// where something else was arranged since.
    boolean mayPropose(Booking booking) {
        return switch (booking) {
            case Booking.Proposed it -> it.waitsFor() != Booking.WaitsFor.PAYMENT;
            case Booking.Lapsed it -> it.waitedFor() != Booking.WaitsFor.PAYMENT && isNewest(it);
            case Booking.NoShow it -> it.absent() != Booking.Absent.GUEST && isNewest(it);
            case Booking.Agreed _, Booking.Moved _, Booking.Held _, Booking.Cancelled _ -> false;
        };
    }

    private boolean isNewest(Booking booking) {
        return bookings.of(booking.terms().reference()).getLast().id().equals(booking.id());
    }

    ModelAndView show(Booking booking, Member member, String from) {
        return Pages.show(PAGE, parts(booking, member, from, Form.blank()));
    }

    /// With what was typed and what is wrong with it, as the booking is now.
    ModelAndView again(Booking booking, Member member, Form form) {
        var now = bookings.find(booking.id()).orElse(booking);
        return Pages.again(PAGE, parts(now, member, form.value("from"), form));
    }

    private Object[] parts(Booking booking, Member member, String from, Form form) {
        if (BookingId.parse(form.value("next")).isEmpty()) form.with("next", new BookingId(ids.next()));
        var first = ChosenTime.first(from, clock.instant(), member.zone(), AHEAD);
        form.with("from", first);
        return new Object[] {
            "view",
            view(booking, member).with(free(booking, member, first), mayPropose(booking)),
            "place",
            places.of(booking, member),
            "later",
            HOME + "/" + booking.id() + "?from=" + first.plusDays(SHOWN_DAYS) + "#start",
            "form",
            form
        };
    }

    private SortedMap<LocalDate, List<Slot>> free(Booking booking, Member member, LocalDate first) {
        var days = new TreeMap<LocalDate, List<Slot>>();
        if (!booking.terms().guest().equals(member.id())) return days;
        var zone = member.zone();
        var times = bookings.timesToMove(
                booking.id(),
                member.id(),
                first.atStartOfDay(zone).toInstant(),
                first.plusDays(SHOWN_DAYS).atStartOfDay(zone).toInstant());
        for (var slot : times) {
            days.computeIfAbsent(LocalDate.ofInstant(slot.startsAt(), zone), _ -> new ArrayList<>())
                    .add(slot);
        }
        return days;
    }

    /// Where nothing was chosen that could be wrong.
    static ModelAndView told(Booking booking, Answer answer, String done) {
        return switch (answer) {
            case Answer.Done _ -> Pages.seeOther(page(booking.id()), Flash.good(done));
            case Answer.Refused(var reason, var _) -> Pages.seeOther(page(booking.id()), Flash.bad(refused(reason)));
        };
    }

    /// A refusal stands beside what was chosen, which stays chosen.
    ModelAndView told(Booking booking, Member member, Form form, Optional<Answer> answer, String done) {
        if (answer.isPresent() && answer.get() instanceof Answer.Done) return told(booking, answer.get(), done);
        if (answer.isPresent() && answer.get() instanceof Answer.Refused(var reason, var _)) {
            form.wrong("start", refused(reason));
        } else {
            form.wrong("start", "bookings.chooseTime");
        }
        return again(booking, member, form);
    }

    static String page(BookingId id) {
        return HOME + "/" + id;
    }

    static String refused(Bookings.Reason reason) {
        return "bookings.refused." + reason.name().toLowerCase(Locale.ROOT);
    }
}
