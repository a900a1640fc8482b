package org.tsudoi.freetimes.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingNews;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.Bookings.Reason;
import org.tsudoi.freetimes.Bookings.Wish;

/// A guest takes one of the times that are free.
@Component
class TakingTimes {
    private final BookingDesk desk;
    private final BookingTable table;
    private final TakenTimes times;
    private final BusyTimes busy;

    TakingTimes(BookingDesk desk, BookingTable table, TakenTimes times, BusyTimes busy) {
        this.desk = desk;
        this.table = table;
        this.times = times;
        this.busy = busy;
    }

    Answer take(Wish wish) {
        return desk.decide(
                wish.host(),
                host -> before(wish).orElseGet(() -> refusal(wish, host).orElseGet(() -> agree(wish, host))));
    }

    private Optional<Answer> before(Wish wish) {
        return table.find(wish.id()).map(row -> {
            var terms = row.booking().terms();
            if (!terms.host().equals(wish.host()) || !terms.guest().equals(wish.guest())) {
                throw new IllegalStateException(wish.id() + " is somebody else's");
            }
            return new Answer.Done(row.booking());
        });
    }

    private Optional<Answer> refusal(Wish wish, BookingDesk.Host host) {
        if (!host.availability().rules().offers(wish.length())) return refused(Reason.LENGTH_NOT_OFFERED);
        if (busy.isTaken(terms(wish, host), wish.startsAt(), null)) return refused(Reason.TAKEN);
        boolean offered = busy.finding(host.id(), host.availability(), interval(wish), host.now())
                .isOffered(wish.startsAt(), wish.length());
        return offered ? Optional.empty() : refused(Reason.NOT_FREE);
    }

    private static Interval interval(Wish wish) {
        return new Interval(wish.startsAt(), wish.startsAt().plus(wish.length()));
    }

    private static Optional<Answer> refused(Reason reason) {
        return Optional.of(new Answer.Refused(reason));
    }

    private static Booking.Terms terms(Wish wish, BookingDesk.Host host) {
        var rules = host.availability().rules();
        return new Booking.Terms(
                wish.host(), wish.guest(), wish.reference(), wish.length(), rules.buffers(), rules.changes());
    }

    private Answer agree(Wish wish, BookingDesk.Host host) {
        if (!counted(wish, host)) return new Answer.Refused(Reason.NOT_FREE);
        return desk.begin(
                new Booking.Agreed(wish.id(), terms(wish, host), wish.startsAt(), false),
                List.of(wish.startsAt()),
                host.day(wish.startsAt()),
                wish.guest().toString(),
                new BookingNews.BookingAgreed(wish.id(), wish.startsAt()),
                host);
    }

    private boolean counted(Wish wish, BookingDesk.Host host) {
        return times.count(
                host.id(),
                host.day(wish.startsAt()),
                host.availability().rules().aDayMax());
    }

    Answer takeUnpaid(Wish wish, Instant until) {
        return desk.decide(
                wish.host(),
                host -> before(wish).orElseGet(() -> {
                    if (table.openOf(wish.guest()) >= Bookings.OPEN_PROPOSALS_OF_A_GUEST_MAX) {
                        return new Answer.Refused(Reason.TOO_MANY_PROPOSALS);
                    }
                    return refusal(wish, host).orElseGet(() -> keep(wish, until, host));
                }));
    }

    private Answer keep(Wish wish, Instant until, BookingDesk.Host host) {
        if (!counted(wish, host)) return new Answer.Refused(Reason.NOT_FREE);
        var kept = kept(until, wish.startsAt(), host.now());
        return desk.begin(
                new Booking.Proposed(
                        wish.id(), terms(wish, host), Booking.WaitsFor.PAYMENT, List.of(wish.startsAt()), kept),
                List.of(wish.startsAt()),
                host.day(wish.startsAt()),
                wish.guest().toString(),
                new BookingNews.TimesProposed(wish.id(), Booking.WaitsFor.PAYMENT, kept),
                host);
    }

    private static Instant kept(Instant until, Instant startsAt, Instant now) {
        return Interval.earlier(Interval.earlier(until, startsAt), now.plus(Bookings.UNPAID_MAX));
    }

    Answer paid(BookingId id) {
        return desk.decide(id, was -> switch (was.booking()) {
            case Booking.Proposed it when it.waitsFor() == Booking.WaitsFor.PAYMENT -> agreed(was, it);
            case Booking.Agreed it -> new Answer.Done(it);
            case Booking.Moved it -> new Answer.Done(it);
            case Booking.Proposed _, Booking.Held _, Booking.NoShow _, Booking.Cancelled _, Booking.Lapsed _ ->
                new Answer.Refused(Reason.NOT_IN_THIS_STATE);
        });
    }

    private Answer agreed(BookingDesk.Case was, Booking.Proposed proposed) {
        var startsAt = proposed.starts().getFirst();
        return desk.change(
                was,
                proposed.agreed(startsAt),
                startsAt,
                was.day(),
                proposed.terms().guest().toString(),
                new BookingNews.BookingAgreed(proposed.id(), startsAt));
    }

    Answer keepUnpaid(BookingId id, Instant until) {
        return desk.decide(id, was -> {
            if (!(was.booking() instanceof Booking.Proposed it) || it.waitsFor() != Booking.WaitsFor.PAYMENT) {
                return new Answer.Refused(Reason.NOT_IN_THIS_STATE);
            }
            var startsAt = it.starts().getFirst();
            var longer = it.longer(kept(until, startsAt, was.now()));
            return desk.change(
                    was,
                    longer,
                    startsAt,
                    was.day(),
                    it.terms().guest().toString(),
                    new BookingNews.TimesProposed(id, Booking.WaitsFor.PAYMENT, longer.until()));
        });
    }
}
