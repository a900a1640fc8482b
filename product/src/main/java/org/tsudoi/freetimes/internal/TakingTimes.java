package org.tsudoi.freetimes.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingNews;
import org.tsudoi.freetimes.BookingRules;
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
    private final Commitments commitments;

    TakingTimes(BookingDesk desk, BookingTable table, TakenTimes times, BusyTimes busy, Commitments commitments) {
        this.desk = desk;
        this.table = table;
        this.times = times;
        this.busy = busy;
        this.commitments = commitments;
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
            boolean same = terms.reference().equals(wish.reference())
                    && terms.length().equals(wish.length())
                    && firstStart(row.booking()).filter(wish.startsAt()::equals).isPresent();
            return same ? new Answer.Done(row.booking()) : new Answer.Refused(Reason.NOT_IN_THIS_STATE);
        });
    }

    /// Of one that waited for its payment in vain nobody knows any more.
    private Optional<Instant> firstStart(Booking booking) {
        return booking instanceof Booking.Proposed it
                ? Optional.of(it.starts().getFirst())
                : table.firstStart(booking.id());
    }

    private Optional<Answer> refusal(Wish wish, BookingDesk.Host host) {
        var terms = terms(wish, host);
        commitments.hold(terms);
        if (!commitments.mayBeBooked(wish.reference(), wish.id())) return refused(Reason.NOT_IN_THIS_STATE);
        if (!BookingRules.isLength(wish.length())) return refused(Reason.TIMES_OUT_OF_BOUNDS);
        var proposed = proposed(wish).map(Booking::id).orElse(null);
        if (busy.isTaken(terms, wish.startsAt(), proposed)) return refused(Reason.TAKEN);
        if (commitments.isElsewhere(terms, wish.startsAt(), proposed)) return refused(Reason.ELSEWHERE);
        boolean offered = busy.finding(host.id(), host.availability(), interval(wish), host.now(), proposed, null)
                .isOffered(wish.startsAt(), wish.length());
        return offered ? Optional.empty() : refused(Reason.NOT_FREE);
    }

    private Optional<Booking> proposed(Wish wish) {
        return table.proposed(wish.host(), wish.reference());
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
        replaceProposed(wish, host);
        return desk.begin(
                new Booking.Agreed(wish.id(), terms(wish, host), wish.startsAt(), false),
                List.of(wish.startsAt()),
                host.day(wish.startsAt()),
                wish.guest().toString(),
                new BookingNews.BookingAgreed(wish.id(), wish.startsAt()),
                host);
    }

    private void replaceProposed(Wish wish, BookingDesk.Host host) {
        proposed(wish).ifPresent(old -> {
            if (old instanceof Booking.Proposed it) {
                desk.lapse(new BookingDesk.Case(it, null, host.now(), host), it, Booking.Why.REPLACED, wish.guest());
            }
        });
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
        replaceProposed(wish, host);
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

    private static Instant kept(Instant until, Instant startsAt, Instant madeAt) {
        return Interval.earlier(Interval.earlier(until, startsAt), madeAt.plus(Bookings.UNPAID_MAX));
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
        commitments.hold(proposed.terms());
        if (commitments.isBooked(proposed.terms().reference(), proposed.id())) {
            return new Answer.Refused(Reason.NOT_IN_THIS_STATE);
        }
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
            var longer = it.longer(kept(until, startsAt, was.madeAt()));
            if (!longer.until().isAfter(it.until())) return new Answer.Done(it);
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
