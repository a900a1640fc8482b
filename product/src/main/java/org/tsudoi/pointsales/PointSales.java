package org.tsudoi.pointsales;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.OrderId;
import org.tsudoi.points.PointLotId;

/// Sells points, as far as the operator and the law allow.
public interface PointSales {
    /// What holds now: [SaleTerms#NONE] before anything was set.
    SaleTerms terms();

    /// All that was ever set, the newest first.
    List<Setting> settings();

    record Setting(SaleTerms terms, MemberId by, Instant at) {}

    /// For what is sold from now on.
    void set(SaleTerms terms, MemberId by);

    /// What is offered, the smallest first.
    List<PointPack> packs();

    void offer(PointPack pack, MemberId by);

    /// It is not sold any more.
    void retire(PointPackId pack);

    /// Whether anything can be bought: it is on sale, there is a pack, and somebody is the house.
    boolean isOpen();

    /// The order that the points are paid by, with room kept for them until it is paid or lapses. No transaction may be
    /// open.
    ///
    /// @param key made with the form and sent with it: the same again is the same purchase
    Buying buy(Member member, PointPackId pack, String key);

    sealed interface Buying {
        record ToPay(OrderId order) implements Buying {}

        record NotSold() implements Buying {}

        /// All members together have as many as may be.
        record NoRoom() implements Buying {}

        /// @param most what one person may buy within that time
        record TooMuch(Span span, long most) implements Buying {}
    }

    enum Span {
        ONCE,
        DAY,
        MONTH;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What all members have unused, what is being paid for, and what may be at most.
    Room room();

    record Room(long owed, long reserved, long inAll) {
        public long free() {
            return Math.max(0, inAll - owed - reserved);
        }
    }

    /// Gives the money of a purchase back, and takes its points and those on top.
    Refunding refund(OrderId order);

    enum Refunding {
        DONE,
        NOT_PAID,
        /// Some of it was used, or is reserved, or it has expired.
        USED,
        /// What is not sold on the rule of six months may not be paid back (資金決済法 20条5項).
        NOT_ALLOWED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The newest first.
    List<Purchase> purchases(int max);

    Optional<Purchase> purchase(OrderId order);

    /// What this member has begun to buy and not paid yet, the newest first.
    List<Purchase> waiting(MemberId member);

    /// What a person has to see to, the oldest first.
    List<Oddity> oddities();

    /// @param kind as in texts
    record Oddity(OddityId id, Kind kind, PointLotId lot, MemberId member, Money yen, Instant notedAt) {}

    enum Kind {
        /// Points came back after their time, and their money cannot go back by the payment that bought them.
        OWED_BACK,
        /// A bank gave the money back of points that were used.
        LOST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Somebody has seen to it outside. Answers false when somebody was faster.
    boolean settle(OddityId oddity, MemberId by, String note);
}
