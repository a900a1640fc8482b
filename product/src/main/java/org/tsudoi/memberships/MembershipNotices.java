package org.tsudoi.memberships;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;

/// Tells members what happens to their memberships: the port to whoever writes letters.
public interface MembershipNotices {
    /// In the caller's transaction: notes down what is to be told after it. Two notices of one key are one.
    void tell(Notice notice);

    /// @param key    unique: of the membership, what happened and when
    /// @param charge what it is about; null when it is about none
    /// @param amount what is owed, was paid, comes back, or will be the price
    /// @param day    until when, or from when
    record Notice(
            String key,
            What what,
            MembershipId membership,
            MemberId member,
            MonthlyPlanId plan,
            @Nullable ChargeId charge,
            @Nullable Money amount,
            @Nullable LocalDate day) {}

    enum What {
        JOINED,
        /// To be paid until `day`.
        INVOICE,
        PAID,
        /// After a free time or a pause: charged from `day` on.
        CHARGE_COMES,
        /// Tried again on `day`, when there is one.
        PAYMENT_REFUSED,
        /// Their bank wants to hear from them: to be paid by hand until `day`.
        PAY_IN_PERSON,
        /// What paid the fees was ended at its provider: they are paid by hand from then on.
        MEANS_GONE,
        /// Not paid yet; access until `day`.
        REMINDER,
        ACCESS_STOPPED,
        MONEY_BACK,
        PAUSED,
        LEAVING,
        SUSPENDED,
        RESTORED,
        ENDED,
        /// From `day` on.
        PRICE_CHANGES,
        /// The one that was told to come on `day` does not.
        PRICE_STAYS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
