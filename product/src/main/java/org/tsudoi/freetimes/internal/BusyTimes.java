package org.tsudoi.freetimes.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.members.MemberId;

/// What keeps a host from taking a booking: their other bookings, and what is busy in the calendars they
/// let us read.
@Component
class BusyTimes {
    /// More than a booking with its buffers.
    private static final Duration AROUND = Duration.ofDays(1);

    private final TakenTimes taken;
    private final FeedTable feeds;

    BusyTimes(TakenTimes taken, FeedTable feeds) {
        this.taken = taken;
        this.feeds = feeds;
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
        busy.addAll(feeds.busy(host, around));
        return new FindingSlots(
                availability, busy, taken.full(host, availability.rules().aDayMax(), day), now);
    }

    /// By another booking of the host, all buffers included.
    boolean isTaken(Booking.Terms terms, Instant startsAt, @Nullable BookingId besides) {
        return !taken.of(terms.host(), TakenTimes.withBuffers(terms, startsAt), besides)
                .isEmpty();
    }

    boolean isBusyElsewhere(Booking.Terms terms, Instant startsAt) {
        return !feeds.busy(terms.host(), TakenTimes.withBuffers(terms, startsAt))
                .isEmpty();
    }
}
