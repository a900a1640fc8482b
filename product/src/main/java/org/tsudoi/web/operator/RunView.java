package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.PayoutRun;
import org.tsudoi.payouts.Payouts;

/// One run as it is shown.
///
/// @param accounts   where each goes, so that who approves sees to whom
/// @param mayApprove whether the reader is neither who prepared it nor somebody who is paid by it
/// @param isPaid     whether they are the latter
/// @param former     what goes to an account that is not its organiser's newest
/// @param said       what somebody said to be back
/// @param isTaken    whether somebody has its file
public record RunView(
        PayoutRun run,
        List<Payout> payouts,
        Map<PayoutId, Payouts.PaidTo> accounts,
        Map<RefundId, String> orders,
        List<Payouts.Happened> history,
        Map<OrganiserId, Organiser> organisers,
        Map<MemberId, Member> people,
        boolean mayApprove,
        boolean isPaid,
        boolean canMakeFiles,
        Set<PayoutId> former,
        Map<PayoutId, Payout.SaidToBeBack> said,
        MemberId reader,
        boolean isTaken,
        ZoneId zone) {
    public Money total() {
        return RunsPage.total(run, payouts);
    }

    public String name(OrganiserId id) {
        var organiser = organisers.get(id);
        return organiser == null ? id.toString() : organiser.name();
    }

    public String name(Payout payout) {
        return switch (payout.terms().payee()) {
            case Payee.OfOrganiser it -> name(it.organiser());
            case Payee.OfBuyer it ->
                orders.getOrDefault(it.refund(), it.refund().toString());
        };
    }

    /// Whether it goes back to a buyer, whose order is named then.
    public boolean isRefund(Payout payout) {
        return payout.terms().payee() instanceof Payee.OfBuyer;
    }

    public Optional<Payouts.PaidTo> account(Payout payout) {
        return Optional.ofNullable(accounts.get(payout.id()));
    }

    public boolean isToFormerAccount(Payout payout) {
        return isDiscardable() && former.contains(payout.id());
    }

    public Optional<Payout.SaidToBeBack> said(Payout payout) {
        return Optional.ofNullable(said.get(payout.id()));
    }

    public boolean mayConfirm(Payout.SaidToBeBack back) {
        return back.mayBeConfirmedBy(new PayoutRun.Decider(reader, isPaid));
    }

    public Optional<Payout> payout(PayoutId id) {
        return payouts.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /// A person's address; `bank` and the program as they are called.
    public String person(String who) {
        return MemberId.parse(who)
                .flatMap(id -> Optional.ofNullable(people.get(id)))
                .map(member -> member.email().value())
                .orElse(who);
    }

    public boolean hasFile() {
        return run instanceof PayoutRun.HandedIn || run instanceof PayoutRun.Settled;
    }

    public boolean isDiscardable() {
        return run instanceof PayoutRun.Prepared || run instanceof PayoutRun.Approved;
    }
}
