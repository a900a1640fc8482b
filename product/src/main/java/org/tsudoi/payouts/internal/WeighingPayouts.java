package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Payments;
import org.tsudoi.payouts.HeldBack;
import org.tsudoi.payouts.PayeeAccountId;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.payouts.Payouts.Balance;
import org.tsudoi.payouts.Payouts.GivenBack;
import org.tsudoi.payouts.Payouts.Held;
import org.tsudoi.payouts.Payouts.LeftOut;
import org.tsudoi.payouts.Payouts.LeftOutReason;
import org.tsudoi.payouts.Payouts.Proposal;
import org.tsudoi.payouts.Payouts.Share;
import org.tsudoi.payouts.Payouts.ToldAccount;
import org.tsudoi.promises.Outcomes;

/// Who can be paid how much now, and who cannot for what reason.
@Component
@EnableConfigurationProperties(PayoutSettings.class)
class WeighingPayouts {
    private final PayoutBook book;
    private final Tables tables;
    private final Sales sales;
    private final WhoIsPaid whoIsPaid;
    private final PayoutSettings settings;
    private final Moment moment;

    @Component
    record Tables(PayeeTable payees, PayoutTable payouts, BuyerAccountTable buyers) {}

    @Component
    record Moment(Snapshot snapshot, Clock clock, HoldingForDisputes disputes) {
        Instant now() {
            return clock.instant();
        }
    }

    /// What is sold, and when it is over.
    @Component
    record Sales(Orders orders, Events events, Payments payments, Outcomes outcomes, ObjectProvider<HeldBack> holders) {
        Map<OrganiserId, Money> notDue(Currency currency, Instant at) {
            var notDue = new HashMap<>(ofEventsNotOver(currency, at));
            held(currency, at).forEach((organiser, money) -> notDue.merge(organiser, money, Money::plus));
            return notDue;
        }

        Map<OrganiserId, Money> held(Currency currency, Instant at) {
            var held = new HashMap<OrganiserId, Money>();
            holders.forEach(holder ->
                    holder.of(currency, at).forEach((organiser, money) -> held.merge(organiser, money, Money::plus)));
            return held;
        }

        private Map<OrganiserId, Money> ofEventsNotOver(Currency currency, Instant at) {
            return orders.owedFor(withUndecided(events.endingAfter(at)), at, currency);
        }

        Money ofEventsNotOver(OrganiserId organiser, Currency currency, Instant at) {
            return orders.owedFor(withUndecided(events.endingAfter(organiser, at)), at, currency)
                    .getOrDefault(organiser, Money.zero(currency));
        }

        /// Of what may not have taken place nobody is paid before that is known.
        private Set<EventId> withUndecided(List<EventId> notOver) {
            var waiting = new HashSet<>(notOver);
            waiting.addAll(outcomes.undecided());
            return waiting;
        }
    }

    WeighingPayouts(
            PayoutBook book, Tables tables, Sales sales, WhoIsPaid whoIsPaid, PayoutSettings settings, Moment moment) {
        this.book = book;
        this.tables = tables;
        this.sales = sales;
        this.whoIsPaid = whoIsPaid;
        this.settings = settings;
        this.moment = moment;
    }

    Balance balance(OrganiserId organiser, Currency currency) {
        var owed = book.owed(organiser, currency);
        var notYetDue = sales.ofEventsNotOver(organiser, currency, dueBefore());
        var held = sales.held(currency, dueBefore()).getOrDefault(organiser, Money.zero(currency));
        return new Balance(
                owed,
                notYetDue,
                held.isNegative() ? Money.zero(currency) : held,
                available(owed, notYetDue.plus(held)),
                tables.payouts.onItsWay(organiser, currency));
    }

    List<Held> held() {
        return Payouts.NOT_PAID_OUT.stream()
                .flatMap(currency -> book.owed(currency).entrySet().stream()
                        .filter(each -> each.getValue().isPositive())
                        .map(each -> new Held(each.getKey(), each.getValue()))
                        .sorted(Comparator.comparing(Held::owed).reversed()))
                .toList();
    }

    /// What events that ended later brought is not due yet.
    private Instant dueBefore() {
        var after = settings.afterEvent();
        return moment.now().minus(after.compareTo(Outcomes.LOOKED_AT_WITHIN) < 0 ? Outcomes.LOOKED_AT_WITHIN : after);
    }

    private static Money available(Money owed, Money notYetDue) {
        var zero = Money.zero(owed.currency());
        var due = owed.minus(notYetDue.isNegative() ? zero : notYetDue);
        return due.isNegative() ? zero : due;
    }

    Optional<Instant> heldUntil(ToldAccount told) {
        var until = told.at().plus(settings.holdAfterChange());
        return until.isAfter(moment.now()) ? Optional.of(until) : Optional.empty();
    }

    /// What is owed and what of it is not due yet are read as of one moment: an order that is paid in between would be
    /// due at once.
    Proposal propose(Currency currency, MemberId by) {
        return moment.snapshot.of(() -> weighed(currency, by));
    }

    private Proposal weighed(Currency currency, MemberId by) {
        var world = new World(
                sales.notDue(currency, dueBefore()),
                tables.payees.newest(currency),
                tables.payouts.cameBackFrom(currency),
                by,
                whoIsPaid.ownedBy(by));
        var shares = new ArrayList<Share>();
        var leftOut = new ArrayList<LeftOut>();
        book.owed(currency).entrySet().stream()
                .filter(each -> !each.getValue().isZero())
                .sorted(Comparator.comparing(each -> each.getKey().value()))
                .forEach(each -> weigh(each.getKey(), each.getValue(), world, shares, leftOut));
        return new Proposal(currency, shares, leftOut, refunds(currency, by));
    }

    /// Of those whose buyers told an account, the ones that still wait, without what would go to who prepares.
    private List<GivenBack> refunds(Currency currency, MemberId by) {
        var refunds = new ArrayList<GivenBack>();
        for (var told : tables.buyers.open(currency)) {
            var refund = sales.payments.refund(told.refund());
            if (!KeepingBuyerRefunds.waits(refund) || whoIsPaid.isBuyer(refund.id(), by)) continue;
            if (told.isHeldAt(moment.now()) || !told.account().isWritable()) continue;
            var terms = refund.terms();
            refunds.add(new GivenBack(refund.id(), terms.orderReference(), told.id(), terms.amount()));
        }
        return refunds;
    }

    private record World(
            Map<OrganiserId, Money> notYetDue,
            Map<OrganiserId, ToldAccount> accounts,
            Map<OrganiserId, List<PayeeAccountId>> cameBackFrom,
            MemberId by,
            Set<OrganiserId> ownedByThem) {
        boolean isOfWhoPrepares(OrganiserId organiser) {
            var account = accounts.get(organiser);
            return ownedByThem.contains(organiser)
                    || (account != null && account.by().equals(by));
        }
    }

    private void weigh(OrganiserId organiser, Money owed, World world, List<Share> shares, List<LeftOut> leftOut) {
        var notYetDue = world.notYetDue.getOrDefault(organiser, Money.zero(owed.currency()));
        var available = available(owed, notYetDue);
        var account = world.accounts.get(organiser);
        Set<PayeeAccountId> bad = new HashSet<>(world.cameBackFrom.getOrDefault(organiser, List.of()));
        var why = whyNot(owed, available, account, bad)
                .or(() -> moment.disputes.isHeld(organiser)
                        ? Optional.of(LeftOutReason.HELD_FOR_DISPUTES)
                        : Optional.empty())
                .or(() -> world.isOfWhoPrepares(organiser)
                        ? Optional.of(LeftOutReason.OF_WHO_PREPARES)
                        : Optional.empty());
        if (why.isPresent() || account == null) {
            leftOut.add(
                    new LeftOut(organiser, why.orElse(LeftOutReason.NO_ACCOUNT), owed.isNegative() ? owed : available));
            return;
        }
        var fee = settings.fee(owed.currency());
        shares.add(new Share(organiser, account.id(), available.minus(fee), fee));
    }

    private Optional<LeftOutReason> whyNot(
            Money owed, Money available, @Nullable ToldAccount account, Set<PayeeAccountId> cameBackFrom) {
        var currency = owed.currency();
        if (owed.isNegative()) return Optional.of(LeftOutReason.OWES_US);
        if (available.isZero()) return Optional.of(LeftOutReason.NOT_YET_DUE);
        if (available.compareTo(settings.minimum(currency)) < 0
                || !available.minus(settings.fee(currency)).isPositive()) {
            return Optional.of(LeftOutReason.BELOW_MINIMUM);
        }
        if (account == null) return Optional.of(LeftOutReason.NO_ACCOUNT);
        if (cameBackFrom.contains(account.id())) return Optional.of(LeftOutReason.CAME_BACK);
        if (!account.account().isWritable()) return Optional.of(LeftOutReason.UNWRITABLE);
        return heldUntil(account).map(_ -> LeftOutReason.HELD_AFTER_CHANGE);
    }
}
