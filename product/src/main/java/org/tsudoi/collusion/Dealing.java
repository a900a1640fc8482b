package org.tsudoi.collusion;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;

/// One session that a member has bought from another and that was not given back.
///
/// @param pointsExpireAt when the first of the points spent would have expired; null when none were, or never
/// @param sellerSigns    what was seen of the seller around this dealing, `buyerSigns` of the buyer
public record Dealing(
        DealingId id,
        MemberId seller,
        MemberId buyer,
        Price price,
        Instant bookedAt,
        Attendance attendance,
        @Nullable Instant pointsExpireAt,
        Set<Sign> sellerSigns,
        Set<Sign> buyerSigns) {
    /// Shorter than that is a look into the room, not a session.
    public static final int MINUTES_MET = 10;

    public Dealing {
        if (seller.equals(buyer)) throw new IllegalArgumentException("nobody buys from themself: " + id);
        sellerSigns = Set.copyOf(sellerSigns);
        buyerSigns = Set.copyOf(buyerSigns);
    }

    /// @param freePoints that were given, `paidPoints` that were bought
    public record Price(long freePoints, long paidPoints, Money money) {
        public Price {
            if (freePoints < 0 || paidPoints < 0 || money.minorUnits() < 0) {
                throw new IllegalArgumentException("a price below nothing");
            }
        }

        public long points() {
            return Math.addExact(freePoints, paidPoints);
        }

        /// In yen, of which a point is worth one; what was paid in another currency does not count.
        public long worth() {
            return money.currency().getCurrencyCode().equals("JPY")
                    ? Math.addExact(points(), money.minorUnits())
                    : points();
        }
    }

    public boolean isMet() {
        return switch (attendance) {
            case Attendance.Seen seen -> seen.minutes() >= MINUTES_MET;
            case Attendance.Explained _ -> true;
            case Attendance.NotYet _, Attendance.NotSeen _ -> false;
        };
    }

    /// It was to be held where we see it, and was not.
    public boolean isHollow() {
        return attendance instanceof Attendance.Seen seen && seen.minutes() < MINUTES_MET;
    }

    /// Whether the points would have been lost within that time after it was booked.
    public boolean isJustBeforeExpiry(Duration before) {
        var end = pointsExpireAt;
        return end != null && !end.isBefore(bookedAt) && end.isBefore(bookedAt.plus(before));
    }

    /// As a case keeps it.
    public Dealing withoutSigns() {
        return new Dealing(id, seller, buyer, price, bookedAt, attendance, pointsExpireAt, Set.of(), Set.of());
    }

    public Dealing signed(Set<Sign> ofSeller, Set<Sign> ofBuyer) {
        return new Dealing(id, seller, buyer, price, bookedAt, attendance, pointsExpireAt, ofSeller, ofBuyer);
    }

    public Dealing explained() {
        return new Dealing(
                id,
                seller,
                buyer,
                price,
                bookedAt,
                new Attendance.Explained(),
                pointsExpireAt,
                sellerSigns,
                buyerSigns);
    }
}
