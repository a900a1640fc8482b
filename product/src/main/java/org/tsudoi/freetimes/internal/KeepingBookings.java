package org.tsudoi.freetimes.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Booking.Absent;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.members.MemberId;

/// The face: who does what is one line each.
@Component
class KeepingBookings implements Bookings {
    private final TakingTimes taking;
    private final ProposingTimes proposing;
    private final ChangingBookings changing;
    private final BookingTable table;

    KeepingBookings(TakingTimes taking, ProposingTimes proposing, ChangingBookings changing, BookingTable table) {
        this.taking = taking;
        this.proposing = proposing;
        this.changing = changing;
        this.table = table;
    }

    @Override
    public Answer take(Wish wish) {
        return taking.take(wish);
    }

    @Override
    public Answer takeUnpaid(Wish wish, Instant until) {
        return taking.takeUnpaid(wish, until);
    }

    @Override
    public Answer paid(BookingId id) {
        return taking.paid(id);
    }

    @Override
    public Answer keepUnpaid(BookingId id, Instant until) {
        return taking.keepUnpaid(id, until);
    }

    @Override
    public Answer propose(Proposal proposal) {
        return proposing.propose(proposal);
    }

    @Override
    public Answer accept(BookingId id, MemberId by, Instant startsAt) {
        return proposing.accept(id, by, startsAt);
    }

    @Override
    public Answer decline(BookingId id, MemberId by) {
        return proposing.decline(id, by);
    }

    @Override
    public List<Slot> timesToMove(BookingId id, MemberId guest, Instant from, Instant until) {
        return changing.timesToMove(id, guest, new Interval(from, until));
    }

    @Override
    public Answer move(BookingId id, MemberId guest, Instant startsAt) {
        return changing.move(id, guest, startsAt);
    }

    @Override
    public Answer askToMove(BookingId id, MemberId host) {
        return changing.askToMove(id, host);
    }

    @Override
    public Answer cancel(BookingId id, MemberId by) {
        return changing.cancel(id, by);
    }

    @Override
    public Answer held(BookingId id, MemberId host) {
        return changing.held(id, host);
    }

    @Override
    public Answer noShow(BookingId id, MemberId who, Absent absent) {
        return changing.noShow(id, who, absent);
    }

    @Override
    public Optional<Booking> find(BookingId id) {
        return table.find(id).map(BookingTable.Row::booking);
    }

    @Override
    public List<Booking> ofHost(MemberId host, Instant from, Instant until) {
        return table.of(BookingTable.Side.HOST, host, from, until);
    }

    @Override
    public List<Booking> ofGuest(MemberId guest, Instant from, Instant until) {
        return table.of(BookingTable.Side.GUEST, guest, from, until);
    }

    @Override
    public List<Booking> of(String reference) {
        return table.of(reference);
    }

    @Override
    public Map<String, List<Booking>> ofAll(Collection<String> references) {
        return table.ofAll(references);
    }

    @Override
    public List<Booking> withoutHost(Instant from, Instant until) {
        return table.withoutHost(from, until);
    }

    @Override
    public List<Booking> coming(Instant after, Instant until, Duration notice) {
        return table.coming(after, until, notice);
    }

    @Override
    public List<Booking> unsaid(Instant from, Instant until) {
        return table.unsaid(from, until);
    }
}
