package org.tsudoi.freetimes.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.LedTimes;

/// What keeps a host from taking a booking: their other bookings, those in which they are somebody's
/// guest, the meetings that they lead, and what is busy in the calendars they let us read.
@Component
class BusyTimes {
    /// More than a booking with its buffers.
    private static final Duration AROUND = Duration.ofDays(1);

    private final TakenTimes taken;
    private final FeedTable feeds;
    private final Commitments commitments;
    private final LedTimes led;

    BusyTimes(TakenTimes taken, FeedTable feeds, Commitments commitments, LedTimes led) {
        this.taken = taken;
        this.feeds = feeds;
        this.commitments = commitments;
        this.led = led;
    }

    FindingSlots finding(MemberId host, Availability availability, Interval wanted, Instant now) {
        return finding(host, availability, wanted, now, null, null);
    }

    /// @param besides a booking that is no obstacle, since it is the one to be moved, and the day it
    ///                counts on
    FindingSlots finding(
            MemberId host,
            Availability availability,
            Interval wanted,
            Instant now,
            @Nullable BookingId besides,
            @Nullable LocalDate day) {
        var around = wanted.widened(AROUND, AROUND);
        var busy = new ArrayList<>(taken.of(host, around, besides));
        busy.addAll(elsewhere(host, around));
        busy.addAll(commitments.asGuest(host, around, besides));
        return new FindingSlots(
                availability, busy, taken.full(host, availability.rules().aDayMax(), day), now);
    }

    /// When a booking can be moved to: what is shown is what is decided by. Its own buffers hold, and
    /// those that the host keeps now.
    List<Slot> toMove(BookingDesk.Case was, Instant before, Interval wanted) {
        var booking = was.booking();
        var terms = booking.terms();
        var around = wanted.widened(AROUND, AROUND);
        var others = taken.of(terms.host(), around, booking.id());
        var elsewhere = commitments.elsewhere(terms, around, booking.id());
        return finding(terms.host(), was.host().availability(), wanted, was.now(), booking.id(), was.day())
                .find(terms.length(), wanted)
                .stream()
                .filter(slot -> !slot.startsAt().equals(before))
                .filter(slot -> others.stream().noneMatch(TakenTimes.withBuffers(terms, slot.startsAt())::overlaps))
                .filter(slot -> elsewhere.stream().noneMatch(new Interval(slot.startsAt(), slot.endsAt())::overlaps))
                .toList();
    }

    /// By another booking of the host, all buffers included.
    boolean isTaken(Booking.Terms terms, Instant startsAt, @Nullable BookingId besides) {
        return !taken.of(terms.host(), TakenTimes.withBuffers(terms, startsAt), besides)
                .isEmpty();
    }

    boolean isBusyElsewhere(Booking.Terms terms, Instant startsAt) {
        return !elsewhere(terms.host(), TakenTimes.withBuffers(terms, startsAt)).isEmpty();
    }

    private List<Interval> elsewhere(MemberId host, Interval within) {
        var busy = new ArrayList<>(feeds.busy(host, within));
        for (var meeting : led.of(host, within.from(), within.until())) {
            busy.add(new Interval(meeting.from(), meeting.until()));
        }
        return busy;
    }
}
