package org.tsudoi.payouts.internal;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutRun;
import org.tsudoi.payouts.PayoutRunId;

/// Which people get the money of payouts: they decide nothing about these.
@Component
class WhoIsPaid {
    private final Organisers organisers;
    private final Members members;
    private final Orders orders;
    private final Payments payments;
    private final PayoutTable payouts;
    private final PayeeTable payees;

    WhoIsPaid(
            Organisers organisers,
            Members members,
            Orders orders,
            Payments payments,
            PayoutTable payouts,
            PayeeTable payees) {
        this.organisers = organisers;
        this.members = members;
        this.orders = orders;
        this.payments = payments;
        this.payouts = payouts;
        this.payees = payees;
    }

    /// Those that are this person's own.
    Set<OrganiserId> ownedBy(MemberId member) {
        return organisers.of(member, Standing.OWNER).stream().map(Organiser::id).collect(Collectors.toSet());
    }

    boolean isPaidBy(PayoutRunId run, MemberId member) {
        var theirs = ownedBy(member);
        return payouts.isAnyToldBy(run, member)
                || payouts.of(run).stream()
                        .anyMatch(payout -> switch (payout.terms().payee()) {
                            case Payee.OfOrganiser it -> theirs.contains(it.organiser());
                            case Payee.OfBuyer it -> isBuyer(it.refund(), member);
                        });
    }

    PayoutRun.Decider decider(PayoutRunId run, MemberId member) {
        return new PayoutRun.Decider(member, isPaidBy(run, member));
    }

    /// Signed in, or as a guest with an address that is theirs.
    boolean isBuyer(RefundId refund, MemberId member) {
        var buyer = buyer(refund);
        if (buyer.isEmpty()) return false;
        var found = members.find(member);
        return found.isPresent() && buyer.get().is(member, found.get().email());
    }

    private Optional<Order.Buyer> buyer(RefundId refund) {
        return OrderId.parse(payments.refund(refund).terms().orderReference())
                .map(orders::get)
                .map(order -> order.terms().buyer());
    }

    /// Whoever is known by the address of a guest is that guest.
    Optional<MemberId> memberWhoBought(RefundId refund) {
        return buyer(refund)
                .flatMap(buyer -> Optional.ofNullable(buyer.member())
                        .or(() -> members.findByMail(buyer.email()).map(Member::id)));
    }

    /// Whether its organiser has told another account since.
    boolean isToFormerAccount(Payout payout) {
        return switch (payout.terms().payee()) {
            case Payee.OfOrganiser it ->
                payees.newest(it.organiser(), payout.terms().amount().currency())
                        .filter(told -> told.id().equals(it.account()))
                        .isEmpty();
            case Payee.OfBuyer _ -> false;
        };
    }
}
