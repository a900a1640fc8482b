package org.tsudoi.freetimes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.freetimes.BookingRules.Buffers;
import org.tsudoi.freetimes.BookingRules.Changes;
import org.tsudoi.members.MemberId;

/// A guest's time with a host, from the first proposal to what became of it.
public sealed interface Booking {
    BookingId id();

    Terms terms();

    /// When it is to begin, did, or would have; empty while, or as, nothing was agreed on.
    default Optional<Instant> start() {
        return switch (this) {
            case Agreed it -> Optional.of(it.startsAt());
            case Moved it -> Optional.of(it.startsAt());
            case Held it -> Optional.of(it.startsAt());
            case NoShow it -> Optional.of(it.startsAt());
            case Cancelled it -> Optional.of(it.startsAt());
            case Proposed _, Lapsed _ -> Optional.empty();
        };
    }

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

        public Moved moved(Instant newStart, Instant at) {
            var notice = leastNotice(startsAt, moveWanted, at, null);
            return new Moved(id, terms, newStart, 1, moveWanted ? 0 : 1, notice, false);
        }

        public Held held() {
            return new Held(id, terms, startsAt);
        }

        public NoShow noShow(Absent absent) {
            return new NoShow(id, terms, startsAt, absent);
        }

        public Cancelled cancelled(Party by, Instant at) {
            return Cancelled.of(this, startsAt, by, at, moveWanted, null);
        }
    }

    /// The same after its time was changed.
    ///
    /// @param moves    how often it was moved: calendars count by it
    /// @param ownMoves how often of these because the guest wanted it
    /// @param notice   how long before the time of then they did so, at the least; null when they did not
    record Moved(
            BookingId id,
            Terms terms,
            Instant startsAt,
            int moves,
            int ownMoves,
            @Nullable Duration notice,
            boolean moveWanted)
            implements Booking {
        public Moved moveAsked() {
            return new Moved(id, terms, startsAt, moves, ownMoves, notice, true);
        }

        public Moved moved(Instant newStart, Instant at) {
            var least = leastNotice(startsAt, moveWanted, at, notice);
            return new Moved(id, terms, newStart, moves + 1, ownMoves + (moveWanted ? 0 : 1), least, false);
        }

        public Held held() {
            return new Held(id, terms, startsAt);
        }

        public NoShow noShow(Absent absent) {
            return new NoShow(id, terms, startsAt, absent);
        }

        public Cancelled cancelled(Party by, Instant at) {
            return Cancelled.of(this, startsAt, by, at, moveWanted, notice);
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
    /// @param notice how long before its start, or before the times it had until they moved it, the guest gave it
    ///               back, at the least; null when the host did, or had asked for another time
    record Cancelled(
            BookingId id,
            Terms terms,
            Instant startsAt,
            Party by,
            Instant at,
            boolean late,
            @Nullable Duration notice) implements Booking {
        private static Cancelled of(
                Booking before,
                Instant startsAt,
                Party by,
                Instant at,
                boolean moveWanted,
                @Nullable Duration earlier) {
            boolean own = by == Party.GUEST && !moveWanted;
            boolean late =
                    own && at.isAfter(startsAt.minus(before.terms().changes().until()));
            var notice = own ? leastNotice(startsAt, false, at, earlier) : null;
            return new Cancelled(before.id(), before.terms(), startsAt, by, at, late, notice);
        }
    }

    /// It never was agreed on.
    ///
    /// @param waitedFor what did not come
    record Lapsed(BookingId id, Terms terms, WaitsFor waitedFor, Why why, Instant at) implements Booking {}

    /// The least notice that was given, after one more change by the guest at that moment; none for what the host asked
    /// for.
    private static @Nullable Duration leastNotice(
            Instant startsAt, boolean moveWanted, Instant at, @Nullable Duration earlier) {
        if (moveWanted) return earlier;
        var now = Duration.between(at, startsAt);
        return earlier == null || now.compareTo(earlier) < 0 ? now : earlier;
    }
}
