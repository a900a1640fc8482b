package org.tsudoi.memberships;

import java.time.Instant;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;

/// Takes fees by what members left for that: the port to whoever knows orders, payments and points.
///
/// One try is named by charge and attempt, and that name is the key at the provider: asked twice, it is made once,
/// and what is paid beyond its amount is not ours to see. Whoever hears news of a try later, whatever was answered
/// before, tells [Memberships#heard]: all tries of the charge are looked at, and one payment is kept.
public interface FeeTaking {
    /// No transaction is open. An exception counts as [Answer.NotKnown].
    Answer take(Request request);

    /// Reads what became of a try; takes nothing. No transaction is open.
    Answer look(ChargeId charge, int attempt);

    /// A try that waits for the member is not wanted any more: answers [Answer.Refused] once it cannot be paid,
    /// [Answer.Taken] when the member was faster. No transaction is open.
    Answer close(ChargeId charge, int attempt);

    /// In the caller's transaction: this part of what was taken goes back, by the way it came. The same
    /// step again is one.
    void giveBack(ChargeId charge, int attempt, Money amount, String step);

    /// In the caller's transaction: the membership is over, and no further fee is asked for. What was left to pay them
    /// by may go.
    default void over(MembershipId membership) {}

    /// @param present   the member waits for the answer and may be asked by their bank; else it is made off session
    /// @param payBefore until when an invoice, or the member's answer, is waited for
    record Request(
            ChargeId charge,
            int attempt,
            MembershipId membership,
            MemberId member,
            OrganiserId organiser,
            MonthlyPlanId plan,
            Period period,
            Money amount,
            Tax tax,
            PayBy by,
            boolean present,
            Instant payBefore) {}

    sealed interface Answer {
        record Taken(String reference, Instant at) implements Answer {}

        /// For good. A time-out or a word that is not understood is none.
        record Refused(String code, Charge.Remedy remedy) implements Answer {}

        record Waits(Charge.WaitsFor what) implements Answer {}

        record NotKnown(String why) implements Answer {}

        /// Only of `look`: there never was such a try.
        record NeverArrived() implements Answer {}
    }
}
