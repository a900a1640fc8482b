package org.tsudoi.freetimes.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Booking.Absent;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingNews;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.Bookings.Reason;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;

/// What becomes of a booking after it was agreed on.
@Component
class ChangingBookings {
    private static final Answer NOT_IN_THIS_STATE = new Answer.Refused(Reason.NOT_IN_THIS_STATE);
    private static final Answer NOT_AT_THIS_TIME = new Answer.Refused(Reason.NOT_AT_THIS_TIME);

    private final BookingDesk desk;
    private final TakenTimes times;
    private final BusyTimes busy;

    ChangingBookings(BookingDesk desk, TakenTimes times, BusyTimes busy) {
        this.desk = desk;
        this.times = times;
        this.busy = busy;
    }

    Answer move(BookingId id, MemberId guest, Instant startsAt) {
        return desk.decide(id, was -> {
            must(was.booking().terms().guest().equals(guest));
            return switch (was.booking()) {
                case Booking.Agreed it ->
                    refusal(was, it.startsAt(), 0, it.moveWanted(), startsAt)
                            .orElseGet(() -> moved(was, it.startsAt(), it.moved(startsAt), guest));
                case Booking.Moved it ->
                    refusal(was, it.startsAt(), it.ownMoves(), it.moveWanted(), startsAt)
                            .orElseGet(() -> moved(was, it.startsAt(), it.moved(startsAt), guest));
                case Booking.Proposed _, Booking.Held _, Booking.NoShow _, Booking.Cancelled _, Booking.Lapsed _ ->
                    NOT_IN_THIS_STATE;
            };
        });
    }

    private static void must(boolean allowed) {
        if (!allowed) throw Problem.notFound();
    }

    private Optional<Answer> refusal(
            BookingDesk.Case was, Instant before, int ownMoves, boolean moveWanted, Instant startsAt) {
        var terms = was.booking().terms();
        if (!was.now().isBefore(before)) return Optional.of(NOT_AT_THIS_TIME);
        if (!moveWanted) {
            if (was.now().isAfter(before.minus(terms.changes().until()))) return refused(Reason.TOO_LATE);
            if (ownMoves >= terms.changes().max()) return refused(Reason.TOO_OFTEN);
        }
        var id = was.booking().id();
        if (startsAt.equals(before)) return refused(Reason.NOT_FREE);
        if (busy.isTaken(terms, startsAt, id)) return refused(Reason.TAKEN);
        var wanted = new Interval(startsAt, startsAt.plus(terms.length()));
        boolean offered = busy.finding(terms.host(), was.host().availability(), wanted, was.now(), id, was.day())
                .isOffered(startsAt, terms.length());
        return offered ? Optional.empty() : refused(Reason.NOT_FREE);
    }

    private static Optional<Answer> refused(Reason reason) {
        return Optional.of(new Answer.Refused(reason));
    }

    private Answer moved(BookingDesk.Case was, Instant before, Booking.Moved moved, MemberId guest) {
        var host = was.host();
        var day = host.day(moved.startsAt());
        uncount(was);
        if (!times.count(host.id(), day, host.availability().rules().aDayMax())) {
            // It counts again where it did: nothing was changed.
            if (was.day() != null) {
                times.countAgreed(
                        host.id(), was.day(), host.availability().rules().aDayMax());
            }
            return new Answer.Refused(Reason.NOT_FREE);
        }
        times.take(moved, List.of(moved.startsAt()));
        return desk.change(
                was,
                moved,
                moved.startsAt(),
                day,
                guest.toString(),
                new BookingNews.BookingMoved(moved.id(), before, moved.startsAt(), moved.moves()));
    }

    private void uncount(BookingDesk.Case was) {
        if (was.day() != null) times.uncount(was.host().id(), was.day());
    }

    Answer askToMove(BookingId id, MemberId host) {
        return desk.decide(id, was -> {
            must(was.booking().terms().host().equals(host));
            return switch (was.booking()) {
                case Booking.Agreed it ->
                    untilItStarts(was, it.startsAt(), () -> asked(was, it.moveAsked(), it.startsAt(), host));
                case Booking.Moved it ->
                    untilItStarts(was, it.startsAt(), () -> asked(was, it.moveAsked(), it.startsAt(), host));
                case Booking.Proposed _, Booking.Held _, Booking.NoShow _, Booking.Cancelled _, Booking.Lapsed _ ->
                    NOT_IN_THIS_STATE;
            };
        });
    }

    private static Answer untilItStarts(BookingDesk.Case was, Instant startsAt, Supplier<Answer> change) {
        return was.now().isBefore(startsAt) ? change.get() : NOT_AT_THIS_TIME;
    }

    private Answer asked(BookingDesk.Case was, Booking asked, Instant startsAt, MemberId host) {
        return desk.change(was, asked, startsAt, was.day(), host.toString(), new BookingNews.MoveWanted(asked.id()));
    }

    Answer cancel(BookingId id, MemberId by) {
        return desk.decide(id, was -> {
            ProposingTimes.mustBeParty(was.booking(), by);
            var party = was.booking().terms().host().equals(by) ? Party.HOST : Party.GUEST;
            return switch (was.booking()) {
                case Booking.Agreed it ->
                    untilItStarts(was, it.startsAt(), () -> cancelled(was, it.cancelled(party, was.now()), by));
                case Booking.Moved it ->
                    untilItStarts(was, it.startsAt(), () -> cancelled(was, it.cancelled(party, was.now()), by));
                case Booking.Cancelled it -> new Answer.Done(it);
                case Booking.Proposed _, Booking.Held _, Booking.NoShow _, Booking.Lapsed _ -> NOT_IN_THIS_STATE;
            };
        });
    }

    private Answer cancelled(BookingDesk.Case was, Booking.Cancelled cancelled, MemberId by) {
        uncount(was);
        return desk.change(
                was,
                cancelled,
                null,
                null,
                by.toString(),
                new BookingNews.BookingCancelled(cancelled.id(), cancelled.by(), cancelled.late()));
    }

    Answer held(BookingId id, MemberId host) {
        return desk.decide(id, was -> {
            must(was.booking().terms().host().equals(host));
            return switch (was.booking()) {
                case Booking.Agreed it -> onceBegun(was, it.startsAt(), () -> over(was, it.held(), it.startsAt()));
                case Booking.Moved it -> onceBegun(was, it.startsAt(), () -> over(was, it.held(), it.startsAt()));
                case Booking.NoShow it -> over(was, it.held(), it.startsAt());
                case Booking.Held it -> new Answer.Done(it);
                case Booking.Proposed _, Booking.Cancelled _, Booking.Lapsed _ -> NOT_IN_THIS_STATE;
            };
        });
    }

    private static Answer onceBegun(BookingDesk.Case was, Instant startsAt, Supplier<Answer> change) {
        return was.now().isBefore(startsAt) ? NOT_AT_THIS_TIME : change.get();
    }

    private Answer over(BookingDesk.Case was, Booking.Held held, Instant startsAt) {
        var host = was.host().id().toString();
        return desk.change(was, held, startsAt, was.day(), host, new BookingNews.BookingHeld(held.id()));
    }

    Answer noShow(BookingId id, MemberId host, Absent absent) {
        return desk.decide(id, was -> {
            must(was.booking().terms().host().equals(host));
            return switch (was.booking()) {
                case Booking.Agreed it -> onceBegun(was, it.startsAt(), () -> over(was, it.noShow(absent)));
                case Booking.Moved it -> onceBegun(was, it.startsAt(), () -> over(was, it.noShow(absent)));
                case Booking.Held it -> over(was, it.noShow(absent));
                case Booking.NoShow it -> new Answer.Done(it);
                case Booking.Proposed _, Booking.Cancelled _, Booking.Lapsed _ -> NOT_IN_THIS_STATE;
            };
        });
    }

    private Answer over(BookingDesk.Case was, Booking.NoShow noShow) {
        return desk.change(
                was,
                noShow,
                noShow.startsAt(),
                was.day(),
                was.host().id().toString(),
                new BookingNews.NobodyCame(noShow.id(), noShow.absent()));
    }
}
