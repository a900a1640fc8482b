package org.tsudoi.freetimes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tsudoi.freetimes.BookingRules.Buffers;
import org.tsudoi.freetimes.BookingRules.Changes;
import org.tsudoi.members.MemberId;

/// A guest's time with a host, from the first proposal to what became of it.
public sealed interface Booking {
    BookingId id();

    Terms terms();

    /// What both agreed on besides the time; it stays as it was.
    ///
    /// @param reference what the booking is for, such as a place that was sold: `tkt_…`
    record Terms(MemberId host, MemberId guest, String reference, Duration length, Buffers buffers, Changes changes) {
        public static final int REFERENCE_MAX = 80;

        public Terms {
            if (host.equals(guest)) throw new IllegalArgumentException("nobody books themselves");
            if (reference.isBlank() || reference.length() > REFERENCE_MAX) {
                throw new IllegalArgumentException("no reference: " + reference);
            }
        }
    }

    enum Party {
        HOST,
        GUEST
    }

    /// Whom a proposal waits for.
    enum WaitsFor {
        HOST,
        GUEST,
        /// A time that the guest has taken and not paid yet.
        PAYMENT
    }

    enum Absent {
        HOST,
        GUEST,
        BOTH
    }

    enum Why {
        /// Nobody answered, or nobody paid, in time.
        EXPIRED,
        DECLINED,
        /// By whoever proposed it, or by the guest who did not pay.
        WITHDRAWN,
        /// Other times were proposed instead.
        REPLACED
    }

    /// All of its times are kept free for it until one is chosen or its time is over.
    ///
    /// @param starts in order
    record Proposed(BookingId id, Terms terms, WaitsFor waitsFor, List<Instant> starts, Instant until)
            implements Booking {
        public Proposed {
            starts = starts.stream().sorted().toList();
        }

        public Agreed agreed(Instant startsAt) {
            if (!starts.contains(startsAt)) throw new IllegalArgumentException("was not proposed: " + startsAt);
            return new Agreed(id, terms, startsAt, false);
        }

        public Proposed longer(Instant newUntil) {
            return new Proposed(id, terms, waitsFor, starts, newUntil);
        }

        public Lapsed lapsed(Why why, Instant at) {
            return new Lapsed(id, terms, waitsFor, why, at);
        }
    }

    /// A booking that is to take place.
    ///
    /// @param moveWanted the host has asked the guest for another time: the guest's limits do not hold
    ///                   any more
    record Agreed(BookingId id, Terms terms, Instant startsAt, boolean moveWanted) implements Booking {
        public Agreed moveAsked() {
            return new Agreed(id, terms, startsAt, true);
        }

        public Moved moved(Instant newStart) {
            return new Moved(id, terms, newStart, 1, moveWanted ? 0 : 1, false);
        }

        public Held held() {
            return new Held(id, terms, startsAt);
        }

        public NoShow noShow(Absent absent) {
            return new NoShow(id, terms, startsAt, absent);
        }

        public Cancelled cancelled(Party by, Instant at) {
            return new Cancelled(id, terms, startsAt, by, at, isLate(terms, startsAt, by, moveWanted, at), moveWanted);
        }
    }

    /// The same after its time was changed.
    ///
    /// @param moves    how often it was moved: calendars count by it
    /// @param ownMoves how often of these because the guest wanted it
    record Moved(BookingId id, Terms terms, Instant startsAt, int moves, int ownMoves, boolean moveWanted)
            implements Booking {
        public Moved moveAsked() {
            return new Moved(id, terms, startsAt, moves, ownMoves, true);
        }

        public Moved moved(Instant newStart) {
            return new Moved(id, terms, newStart, moves + 1, ownMoves + (moveWanted ? 0 : 1), false);
        }

        public Held held() {
            return new Held(id, terms, startsAt);
        }

        public NoShow noShow(Absent absent) {
            return new NoShow(id, terms, startsAt, absent);
        }

        public Cancelled cancelled(Party by, Instant at) {
            return new Cancelled(id, terms, startsAt, by, at, isLate(terms, startsAt, by, moveWanted, at), moveWanted);
        }
    }

    /// It took place.
    record Held(BookingId id, Terms terms, Instant startsAt) implements Booking {
        public NoShow noShow(Absent absent) {
            return new NoShow(id, terms, startsAt, absent);
        }
    }

    record NoShow(BookingId id, Terms terms, Instant startsAt, Absent absent) implements Booking {
        public NoShow noShow(Absent other) {
            return new NoShow(id, terms, startsAt, other);
        }

        public Held held() {
            return new Held(id, terms, startsAt);
        }
    }

    /// @param late by the guest, after the time until which they may change it; what that costs is not
    ///             for us to say
    /// @param moveWanted the host had asked for another time
    record Cancelled(
            BookingId id, Terms terms, Instant startsAt, Party by, Instant at, boolean late, boolean moveWanted)
            implements Booking {}

    /// It never was agreed on.
    ///
    /// @param waitedFor what did not come
    record Lapsed(BookingId id, Terms terms, WaitsFor waitedFor, Why why, Instant at) implements Booking {}

    private static boolean isLate(Terms terms, Instant startsAt, Party by, boolean moveWanted, Instant at) {
        return by == Party.GUEST && !moveWanted && at.isAfter(startsAt.minus(terms.changes.until()));
    }
}
