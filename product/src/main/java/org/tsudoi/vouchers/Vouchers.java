package org.tsudoi.vouchers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;

/// The vouchers of organisers. The last use is taken once, whoever asks at the same moment.
public interface Vouchers {
    Making make(Wish wish);

    /// @param id made with the form and sent with it: the same again is made once
    /// @param by who makes it: a member's id
    record Wish(
            VoucherId id,
            OrganiserId organiser,
            @Nullable EventId event,
            String code,
            Discount discount,
            Instant validFrom,
            Instant validUntil,
            int usesMax,
            int usesEachMax,
            String by) {}

    sealed interface Making {
        record Made(Voucher voucher) implements Making {}

        record CodeTaken() implements Making {}
    }

    /// The newest first.
    List<Standing> of(OrganiserId organiser);

    /// @param left uses that nobody has taken or reserved
    record Standing(Voucher voucher, long used, long left) {}

    /// Nobody can use it from now on; what was reserved stays. False when this organiser has no such voucher.
    boolean stop(OrganiserId organiser, VoucherId voucher);

    /// In the caller's transaction: reserves one use for an order.
    Redeeming reserve(Redemption wish);

    /// @param use a new id
    /// @param person who uses it
    /// @param reference what for: `ord_…`
    record Redemption(
            VoucherUseId use,
            String code,
            OrganiserId organiser,
            EventId event,
            Money total,
            EmailAddress person,
            String reference) {}

    sealed interface Redeeming {
        record Reserved(VoucherUseId use, String code, Money off) implements Redeeming {}

        record Refused(Reason why) implements Redeeming {}
    }

    enum Reason {
        UNKNOWN,
        NOT_YET,
        OVER,
        NOT_FOR_THIS_EVENT,
        OTHER_CURRENCY,
        USED_UP,
        /// As often as one person may.
        USED_BY_YOU,
        /// Whoever sells found that nobody would have to show who they are: it would pay for all of it, and the mail
        /// address is not proven.
        ADDRESS_NOT_PROVEN
    }

    /// In the caller's transaction. Again is fine.
    void use(VoucherUseId use);

    /// In the caller's transaction: frees what was reserved. Again, or what was used, changes nothing.
    void release(VoucherUseId use);

    /// In the caller's transaction: the use of an order that was cancelled can be taken once more. Again is fine.
    void giveBack(VoucherUseId use);

    /// In the caller's transaction: the same voucher for the same order, whose use was released. False when it cannot
    /// be.
    boolean reserveAgain(VoucherUseId released, VoucherUseId anew);

    /// Whether it could be, as things are at this moment.
    boolean canReserveAgain(VoucherUseId released);
}
