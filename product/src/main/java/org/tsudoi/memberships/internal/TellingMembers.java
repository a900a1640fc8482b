package org.tsudoi.memberships.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.Fee;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipNotices;
import org.tsudoi.memberships.MembershipNotices.Notice;
import org.tsudoi.memberships.MembershipNotices.What;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PriceList;
import org.tsudoi.money.Money;

/// Says what is told to members, and names each notice by what it is about, so that it is told once.
final class TellingMembers {
    private final Optional<MembershipNotices> notices;

    TellingMembers(Optional<MembershipNotices> notices) {
        this.notices = notices;
    }

    /// Whether there is somebody who writes letters.
    boolean isHeard() {
        return notices.isPresent();
    }

    void joined(Membership membership) {
        tell(membership, What.JOINED, "", null, null);
    }

    void paid(Membership membership, Charge.Paid charge) {
        tell(
                membership,
                What.PAID,
                charge,
                "",
                charge.terms().amount(),
                charge.terms().period().until());
    }

    /// @param today one period may be told of again, after other wishes
    void chargeComes(Membership membership, Fee fee, LocalDate today) {
        var of = fee.period().number() + "/" + today;
        tell(membership, What.CHARGE_COMES, of, fee.amount(), fee.due());
    }

    /// Tells also when it is tried again.
    void refused(Membership membership, Charge.Declined charge) {
        tell(
                membership,
                What.PAYMENT_REFUSED,
                charge,
                "/" + charge.attempt(),
                charge.terms().amount(),
                membership instanceof Membership.PastDue behind && charge.remedy() == Charge.Remedy.RETRY
                        ? nextTry(behind)
                        : null);
    }

    private static @Nullable LocalDate nextTry(Membership.PastDue behind) {
        var retries = behind.agreement().ladder().retries();
        if (behind.step() >= retries.size()) return null;
        var day = behind.since().plusDays(retries.get(behind.step()));
        return day.isBefore(behind.endsOn()) ? day : null;
    }

    void waits(Membership membership, Charge.Waiting charge) {
        var what = switch (charge.what()) {
            case INVOICE -> What.INVOICE;
            case HOLDER -> What.PAY_IN_PERSON;
        };
        var until = membership.agreement().day(charge.until());
        tell(membership, what, charge, "/" + charge.attempt(), charge.terms().amount(), until);
    }

    void reminded(Membership.PastDue behind, Charge charge) {
        tell(behind, What.REMINDER, charge, "/" + behind.step(), charge.terms().amount(), behind.accessUntil());
    }

    void accessStopped(Membership.PastDue behind, Charge charge) {
        tell(behind, What.ACCESS_STOPPED, charge, "", charge.terms().amount(), behind.endsOn());
    }

    void moneyBack(Membership membership, Charge.Paid charge, Money amount) {
        tell(membership, What.MONEY_BACK, charge.id() + "/" + charge.back().minorUnits(), amount, null);
    }

    /// Of a charge that was paid more than once.
    void tooMuchBack(Membership membership, Charge charge, int attempt) {
        var of = charge.id() + "/surplus/" + attempt;
        tell(membership, What.MONEY_BACK, of, charge.terms().amount(), null);
    }

    /// @param day of those that can happen several times: what makes this one another
    void moved(Membership membership, What what, LocalDate day) {
        tell(membership, what, day.toString(), null, day);
    }

    /// @param now a price may be announced again after it was withdrawn
    void priceChanges(Membership membership, MonthlyPlan plan, PriceList.Step step, Instant now) {
        var of = plan.id() + "/" + step.from() + "/" + now.getEpochSecond();
        tell(membership, What.PRICE_CHANGES, of, step.price(), step.from());
    }

    void priceStays(Membership membership, MonthlyPlan plan, PriceList.Step step, Money price, Instant now) {
        var of = plan.id() + "/" + step.from() + "/" + now.getEpochSecond();
        tell(membership, What.PRICE_STAYS, of, price, step.from());
    }

    private void tell(
            Membership membership,
            What what,
            Charge charge,
            String which,
            @Nullable Money amount,
            @Nullable LocalDate day) {
        tell(membership, what, charge.id(), charge.id() + which, amount, day);
    }

    private void tell(Membership membership, What what, String of, @Nullable Money amount, @Nullable LocalDate day) {
        tell(membership, what, (ChargeId) null, of, amount, day);
    }

    private void tell(
            Membership membership,
            What what,
            @Nullable ChargeId charge,
            String of,
            @Nullable Money amount,
            @Nullable LocalDate day) {
        var agreement = membership.agreement();
        var notice = new Notice(
                membership.id() + "/" + what.word() + "/" + of,
                what,
                membership.id(),
                agreement.member(),
                agreement.plan(),
                charge,
                amount,
                day);
        notices.ifPresent(it -> it.tell(notice));
    }
}
