package org.tsudoi.points;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.members.MemberId;

/// The points of members. A point is worth one yen and pays in yen only. They are spent in the order in which they
/// expire, never below zero, and every one of them is on the ledger.
public interface Points {
    /// What came back after its lot had expired can be used so long.
    Duration SHORT_LIFE = Duration.ofDays(30);

    long GRANT_MAX = 1_000_000;

    /// Opens its own transaction when there is none. The same lot again is granted once.
    ///
    /// @throws IllegalStateException when the id was used for another grant
    PointLot grant(Grant grant);

    /// @param by who gives them: a member's id
    record Grant(
            PointLotId lot,
            MemberId member,
            PointLot.Kind kind,
            long points,
            String reason,
            Instant expiresAt,
            String by) {
        public Grant {
            if (by.equals(member.toString())) throw new IllegalArgumentException("nobody gives points to themselves");
        }
    }

    /// In the caller's transaction: points that were bought. Their yen are taken from whoever got the money, and stand
    /// apart until the points are spent, expire or go back. The same lot again is sold once.
    PointLot sell(Sold sold);

    /// @param paidTo the account of whoever got the yen for them
    /// @param by     what they were sold by: an order
    record Sold(
            PointLotId lot,
            MemberId member,
            long points,
            String reason,
            Instant expiresAt,
            PointLot.Late late,
            AccountCode paidTo,
            String by) {}

    /// In the caller's transaction: takes so many of what is left of a lot that has not expired, and none that are
    /// reserved. The same step again takes nothing.
    ///
    /// @return how many went
    long take(Taking taking);

    /// The same, if all of the lot is left; answers false when it is not, and nothing went.
    boolean takeWhole(Taking taking);

    /// @param most  how many at most
    /// @param what  [What#REFUNDED] or [What#TAKEN]
    /// @param step  names it
    /// @param yenTo whose the yen are then, where they stand apart
    record Taking(PointLotId lot, long most, What what, String step, AccountCode yenTo) {}

    /// What is left of a lot now.
    Optional<Left> left(PointLotId lot);

    /// What paid points are worth by their lots and what the books owe for them: always the same.
    Backing backing();

    /// @param points of all backed lots, also what is reserved
    /// @param yen    that stand apart for them
    record Backing(long points, long yen) {
        public boolean isSound() {
            return points == yen;
        }
    }

    /// What the books owe for paid points now, in yen.
    long owed();

    /// The same at that instant.
    long owedAt(Instant at);

    /// Sums of what happened from an instant until before another.
    List<Sum> sums(Instant from, Instant until);

    /// @param points below zero when they went
    record Sum(PointLot.Kind kind, PointLot.Late late, What what, long points) {}

    /// Whose points expire from an instant until before another, by lots that have something left.
    List<Left> expiring(Instant from, Instant until);

    /// What this member can spend now.
    Wallet wallet(MemberId member);

    /// @param lots of which something is left, those first that expire first
    record Wallet(List<Left> lots) {
        public long points() {
            return lots.stream().mapToLong(Left::points).sum();
        }

        public long reserved() {
            return lots.stream().mapToLong(Left::reserved).sum();
        }

        public long of(PointLot.Kind kind) {
            return lots.stream()
                    .filter(one -> one.lot.kind() == kind)
                    .mapToLong(Left::points)
                    .sum();
        }
    }

    /// @param points that can be spent
    /// @param reserved for orders that are not paid yet
    record Left(PointLot lot, long points, long reserved) {}

    /// The newest first.
    List<Movement> statement(MemberId member, int max);

    /// @param points below zero when they went
    /// @param balance after it
    /// @param reference what it was for: an order, or the lot's own reason
    record Movement(Instant at, What what, PointLot lot, long points, long balance, String reference) {}

    enum What {
        GRANTED,
        SPENT,
        RETURNED,
        EXPIRED,
        /// Their money went back.
        REFUNDED,
        /// What they were given for is undone.
        TAKEN
    }

    /// In the caller's transaction: keeps points back for somebody, those first that expire first.
    Reserving reserve(Wish wish);

    /// @param use a new id; the same again is an error
    /// @param reference what for: `ord_…`
    /// @param payableTo the account of whoever gets the yen
    /// @param boughtOnly points that were given away pay nothing here
    record Wish(
            PointUseId use,
            MemberId member,
            long points,
            String reference,
            AccountCode payableTo,
            boolean boughtOnly) {}

    sealed interface Reserving {
        record Reserved(PointUseId use) implements Reserving {}

        record NotEnough(long points) implements Reserving {}
    }

    /// In the caller's transaction: spends what was reserved, and owes the yen for it. Spending again is fine.
    void spend(PointUseId use);

    /// In the caller's transaction: frees what was reserved. Releasing again, or what was spent, changes nothing.
    void release(PointUseId use);

    /// In the caller's transaction: so many of those that were spent come back to the lots they came from, the latest
    /// first; where one has expired they come as a new one of [#SHORT_LIFE], unless that was so before, or else
    /// their money goes back ([CameBackInMoney]).
    ///
    /// @param step names it: the same again is done once
    /// @throws IllegalStateException when more would come back than was spent
    void giveBack(PointUseId use, long points, String step, Grace grace);

    /// For points that come back after their time.
    enum Grace {
        /// They had it once: whoever books and cancels in turn does not keep points for ever.
        ONCE,
        /// It is not the member who made them come back.
        AGAIN
    }

    Use use(PointUseId use);

    /// Of those of them that were spent, what did not come back.
    List<Spent> spent(Collection<PointUseId> uses);

    /// @param free      that were given, `paid` that were bought
    /// @param expiresAt when the first of them was over, or is
    /// @param reversed  of the given ones, those that bring whoever sold nothing
    record Spent(PointUseId use, MemberId member, long free, long paid, Instant expiresAt, long reversed) {
        public long points() {
            return Math.addExact(free, paid);
        }
    }

    /// In the caller's transaction: so many of the points that were given away and spent by this use bring whoever
    /// sold nothing, in place of any number before; with none all do again. What was bought stays paid. What comes
    /// back later counts as reversed first, until this is said anew.
    ///
    /// @param free never more than did not come back
    /// @param step names it
    void reverse(PointUseId use, long free, String step);

    record Use(PointUseId id, MemberId member, long points, long returned, AccountCode payableTo) {}

    /// Takes out of the books what has expired. Run by a job; answers how many lots had something left.
    int expireDue();
}
