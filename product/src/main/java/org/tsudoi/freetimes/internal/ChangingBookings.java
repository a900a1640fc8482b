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
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.Bookings.Reason;
import org.tsudoi.freetimes.Slot;
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
    private final Commitments commitments;

    ChangingBookings(BookingDesk desk, TakenTimes times, BusyTimes busy, Commitments commitments) {
        this.desk = desk;
        this.times = times;
        this.busy = busy;
        this.commitments = commitments;
    }

    List<Slot> timesToMove(BookingId id, MemberId guest, Interval wanted) {
        var now = desk.look(id);
        must(now.booking().terms().guest().equals(guest));
        return switch (now.booking()) {
            case Booking.Agreed it
            when refusal(now, it.startsAt(), 0, it.moveWanted()).isEmpty() -> busy.toMove(now, it.startsAt(), wanted);
            case Booking.Moved it
            when refusal(now, it.startsAt(), it.ownMoves(), it.moveWanted()).isEmpty() ->
                busy.toMove(now, it.startsAt(), wanted);
            case Booking.Agreed _, Booking.Moved _, Booking.Proposed _, Booking.Held _ -> List.of();
            case Booking.NoShow _, Booking.Cancelled _, Booking.Lapsed _ -> List.of();
        };
    }

    Answer move(BookingId id, MemberId guest, Instant startsAt) {
        return desk.decide(id, was -> {
            must(was.booking().terms().guest().equals(guest));
            commitments.hold(was.booking().terms());
            return switch (was.booking()) {
                case Booking.Agreed it ->
                    refusal(was, it.startsAt(), 0, it.moveWanted())
                            .or(() -> refusal(was, it.startsAt(), startsAt))
                            .orElseGet(() -> moved(was, it.startsAt(), it.moved(startsAt, was.now()), guest));
                case Booking.Moved it ->
                    refusal(was, it.startsAt(), it.ownMoves(), it.moveWanted())
                            .or(() -> refusal(was, it.startsAt(), startsAt))
                            .orElseGet(() -> moved(was, it.startsAt(), it.moved(startsAt, was.now()), guest));
                case Booking.Proposed _, Booking.Held _, Booking.NoShow _, Booking.Cancelled _, Booking.Lapsed _ ->
                    NOT_IN_THIS_STATE;
            };
        });
    }

    private static void must(boolean allowed) {
        if (!allowed) throw Problem.notFound();
    }

    /// Of moving it at all.
    private static Optional<Answer> refusal(BookingDesk.Case was, Instant before, int ownMoves, boolean moveWanted) {
        var terms = was.booking().terms();
        if (!was.now().isBefore(before)) return Optional.of(NOT_AT_THIS_TIME);
        if (!moveWanted) {
            if (was.now().isAfter(before.minus(terms.changes().until()))) return refused(Reason.TOO_LATE);
            if (ownMoves >= terms.changes().max()) return refused(Reason.TOO_OFTEN);
        }
        return Optional.empty();
    }

    private Optional<Answer> refusal(BookingDesk.Case was, Instant before, Instant startsAt) {
        var booking = was.booking();
        if (busy.isTaken(booking.terms(), startsAt, booking.id())) return refused(Reason.TAKEN);
        if (commitments.isElsewhere(booking.terms(), startsAt, booking.id())) return refused(Reason.ELSEWHERE);
        boolean offered = busy.toMove(was, before, new Interval(startsAt, startsAt.plusSeconds(1))).stream()
                .anyMatch(slot -> slot.startsAt().equals(startsAt));
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
                case Booking.Agreed it when it.moveWanted() -> new Answer.Done(it);
                case Booking.Moved it when it.moveWanted() -> new Answer.Done(it);
                case Booking.Agreed it ->
                    untilItStarts(was, it.startsAt(), () -> asked(was, it.moveAsked(), it.startsAt(), 0));
                case Booking.Moved it ->
                    untilItStarts(was, it.startsAt(), () -> asked(was, it.moveAsked(), it.startsAt(), it.moves()));
                case Booking.Proposed _, Booking.Held _, Booking.NoShow _, Booking.Cancelled _, Booking.Lapsed _ ->
                    NOT_IN_THIS_STATE;
            };
        });
    }

    private static Answer untilItStarts(BookingDesk.Case was, Instant startsAt, Supplier<Answer> change) {
        return was.now().isBefore(startsAt) ? change.get() : NOT_AT_THIS_TIME;
    }

    private Answer asked(BookingDesk.Case was, Booking asked, Instant startsAt, int moves) {
        var host = was.host().id().toString();
        return desk.change(was, asked, startsAt, was.day(), host, new BookingNews.MoveWanted(asked.id(), moves));
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
                case Booking.NoShow it -> isBookedAnew(it) ? NOT_IN_THIS_STATE : over(was, it.held(), it.startsAt());
                case Booking.Held it -> new Answer.Done(it);
                case Booking.Proposed _, Booking.Cancelled _, Booking.Lapsed _ -> NOT_IN_THIS_STATE;
            };
        });
    }

    /// As after a host did not come: then another one stands for it.
    private boolean isBookedAnew(Booking booking) {
        commitments.hold(booking.terms());
        return commitments.isBooked(booking.terms().reference(), booking.id());
    }

    private static Answer onceBegun(BookingDesk.Case was, Instant startsAt, Supplier<Answer> change) {
        return was.now().isBefore(startsAt) ? NOT_AT_THIS_TIME : change.get();
    }

    private Answer over(BookingDesk.Case was, Booking.Held held, Instant startsAt) {
        var host = was.host().id().toString();
        return desk.change(was, held, startsAt, was.day(), host, new BookingNews.BookingHeld(held.id()));
    }

    Answer noShow(BookingId id, MemberId who, Absent absent) {
        return desk.decide(id, was -> {
            ProposingTimes.mustBeParty(was.booking(), who);
            boolean byHost = was.booking().terms().host().equals(who);
            must(byHost || absent == Absent.HOST);
            return switch (was.booking()) {
                case Booking.Agreed it
                when isSaidInTime(was, it.startsAt(), byHost) -> over(was, it.noShow(absent), who);
                case Booking.Moved it
                when isSaidInTime(was, it.startsAt(), byHost) -> over(was, it.noShow(absent), who);
                case Booking.Agreed _, Booking.Moved _ -> NOT_AT_THIS_TIME;
                case Booking.NoShow it when it.absent() == absent -> new Answer.Done(it);
                case Booking.NoShow it when byHost -> over(was, it.noShow(absent), who);
                case Booking.Held it when byHost -> over(was, it.noShow(absent), who);
                case Booking.NoShow _, Booking.Held _, Booking.Proposed _ -> NOT_IN_THIS_STATE;
                case Booking.Cancelled _, Booking.Lapsed _ -> NOT_IN_THIS_STATE;
            };
        });
    }

    private static boolean isSaidInTime(BookingDesk.Case was, Instant startsAt, boolean byHost) {
        if (byHost) return !was.now().isBefore(startsAt);
        var end = startsAt.plus(was.booking().terms().length());
        return !was.now().isBefore(startsAt.plus(Bookings.HOST_IS_AWAITED))
                && was.now().isBefore(end.plus(Bookings.SAID_WITHIN));
    }

    private Answer over(BookingDesk.Case was, Booking.NoShow noShow, MemberId who) {
        return desk.change(
                was,
                noShow,
                noShow.startsAt(),
                was.day(),
                who.toString(),
                new BookingNews.NobodyCame(noShow.id(), noShow.absent()));
    }
}
