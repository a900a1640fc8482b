package org.tsudoi.payments.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.Refusal;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundTransfers;
import org.tsudoi.payments.Suspense;
import org.tsudoi.payments.provider.Movements.Line;

/// What payments and refunds mean in the books. The right to be refunded is an asset of its own: it comes into
/// being with the captured amount, each refund uses it up, and its account never goes below zero. Every
/// journal's id is made of the payment or refund and the step, so a repeated step is no second one.
@Component
class PaymentBook {
    private final Ledger ledger;
    private final Providers providers;

    PaymentBook(Ledger ledger, Providers providers) {
        this.ledger = ledger;
        this.providers = providers;
    }

    static AccountCode atProvider(String provider, Currency currency) {
        return AccountCode.of("provider", provider, currency.getCurrencyCode());
    }

    static AccountCode refundable(PaymentId payment) {
        return AccountCode.of("payment", payment.toString(), "refundable");
    }

    private static AccountCode issued(Currency currency) {
        return AccountCode.of("refundable", "issued", currency.getCurrencyCode());
    }

    static AccountCode due(Currency currency) {
        return RefundTransfers.due(currency);
    }

    static AccountCode outside(Currency currency) {
        return AccountCode.of("operator", "settled-outside", currency.getCurrencyCode());
    }

    /// What came in, and what the provider keeps of it, which the payee bears.
    ///
    /// @param charged those of which the fee is known since now
    void captured(List<Payment.Captured> captured, List<Payment.Captured> charged, Instant now) {
        var journals = new ArrayList<Journal>();
        for (var payment : captured) {
            journals.add(captured(payment));
            if (providers.named(payment.terms().provider()).isKeptByPayee()) journals.add(kept(payment));
        }
        for (var payment : charged) fee(payment, now).ifPresent(journals::add);
        if (journals.isEmpty()) return;
        ledger.open(captured.stream().flatMap(PaymentBook::accounts).distinct().toList());
        for (var outcome : ledger.postEach(journals)) outcome.orThrow();
    }

    private static Stream<Account> accounts(Payment.Captured payment) {
        var currency = payment.amount().currency();
        var money = Asset.of(currency);
        var right = Asset.refundOf(currency);
        return Stream.of(
                Account.unguarded(atProvider(payment.terms().provider(), currency), money),
                Account.unguarded(new AccountCode(payment.terms().payableTo()), money),
                Account.unguarded(issued(currency), right),
                Account.neverBelowZero(refundable(payment.id()), right));
    }

    private static Journal captured(Payment.Captured payment) {
        var amount = payment.amount();
        var right = Asset.refundOf(amount.currency());
        return new Journal(
                JournalId.derive("payment", payment.id().toString(), "captured"),
                "payment-captured",
                payment.at(),
                List.of(
                        Leg.into(atProvider(payment.terms().provider(), amount.currency()), amount),
                        Leg.outOf(new AccountCode(payment.terms().payableTo()), amount),
                        Leg.into(refundable(payment.id()), right, amount.minorUnits()),
                        Leg.outOf(issued(amount.currency()), right, amount.minorUnits())),
                about(payment));
    }

    /// The payee has it in hand, so that it is not paid out.
    private static Journal kept(Payment.Captured payment) {
        var amount = payment.amount();
        return new Journal(
                JournalId.derive("payment", payment.id().toString(), "kept"),
                "cash-kept",
                payment.at(),
                List.of(
                        Leg.into(new AccountCode(payment.terms().payableTo()), amount),
                        Leg.outOf(atProvider(payment.terms().provider(), amount.currency()), amount)),
                about(payment));
    }

    private static Optional<Journal> fee(Payment.Captured payment, Instant at) {
        var fee = payment.fee();
        if (fee == null || fee.isZero()) return Optional.empty();
        return Optional.of(new Journal(
                JournalId.derive("payment", payment.id().toString(), "fee"),
                "payment-fee",
                at,
                List.of(
                        Leg.into(new AccountCode(payment.terms().payableTo()), fee),
                        Leg.outOf(atProvider(payment.terms().provider(), fee.currency()), fee)),
                about(payment)));
    }

    /// @throws IllegalStateException when less than that is left to be refunded
    void refundRequested(Refund.Requested refund, Payment.Captured payment) {
        var amount = refund.terms().amount();
        var currency = amount.currency();
        var right = Asset.refundOf(currency);
        ledger.open(List.of(Account.unguarded(due(currency), Asset.of(currency))));
        var outcome = ledger.post(new Journal(
                JournalId.derive("refund", refund.id().toString(), "requested"),
                "refund-requested",
                refund.terms().requestedAt(),
                List.of(
                        Leg.outOf(refundable(payment.id()), right, amount.minorUnits()),
                        Leg.into(issued(currency), right, amount.minorUnits()),
                        Leg.into(new AccountCode(payment.terms().payableTo()), amount),
                        Leg.outOf(due(currency), amount)),
                about(refund)));
        if (outcome instanceof Outcome.Refused refused && refused.reason() == Refusal.BELOW_FLOOR) {
            throw new IllegalStateException(amount + " is more than is left of " + payment.id());
        }
        outcome.orThrow();
    }

    /// What was nobody's is owed to a buyer.
    void surplusDue(Refund refund) {
        var amount = refund.terms().amount();
        var currency = amount.currency();
        ledger.open(List.of(
                Account.unguarded(due(currency), Asset.of(currency)),
                Account.unguarded(Suspense.account(currency), Asset.of(currency))));
        post(
                JournalId.derive("refund", refund.id().toString(), "surplus"),
                "surplus-due-back",
                refund.terms().requestedAt(),
                about(refund),
                Leg.into(Suspense.account(currency), amount),
                Leg.outOf(due(currency), amount));
    }

    void refundSucceeded(Refund refund, String provider, int attempt, Instant at) {
        var amount = refund.terms().amount();
        post(
                step(refund, "succeeded", attempt),
                "refund-succeeded",
                at,
                about(refund),
                Leg.into(due(amount.currency()), amount),
                Leg.outOf(atProvider(provider, amount.currency()), amount));
    }

    /// The payee gave it back out of their own hand, so that they are not charged for it once more.
    void givenBackByPayee(Refund refund, Payment.Terms of, int attempt, Instant at) {
        var amount = refund.terms().amount();
        post(
                step(refund, "given-back", attempt),
                "cash-given-back",
                at,
                about(refund),
                Leg.into(atProvider(of.provider(), amount.currency()), amount),
                Leg.outOf(new AccountCode(of.payableTo()), amount));
    }

    /// It came back after it had succeeded, and is owed again.
    void refundReturned(Refund refund, String provider, int attempt, Instant at) {
        var amount = refund.terms().amount();
        post(
                step(refund, "returned", attempt),
                "refund-returned",
                at,
                about(refund),
                Leg.into(atProvider(provider, amount.currency()), amount),
                Leg.outOf(due(amount.currency()), amount));
    }

    void refundSettledOutside(Refund refund, Instant at) {
        var amount = refund.terms().amount();
        ledger.open(List.of(Account.unguarded(outside(amount.currency()), Asset.of(amount))));
        post(
                JournalId.derive("refund", refund.id().toString(), "settled-outside"),
                "refund-settled-outside",
                at,
                about(refund),
                Leg.into(due(amount.currency()), amount),
                Leg.outOf(outside(amount.currency()), amount));
    }

    /// The buyer has it by a dispute that took it from the payee, so the payee owes it no second time.
    void refundTakenByBank(Refund refund, Payment.Terms of, Instant at) {
        var amount = refund.terms().amount();
        post(
                JournalId.derive("refund", refund.id().toString(), "taken-by-bank"),
                "refund-taken-by-bank",
                at,
                about(refund),
                Leg.into(due(amount.currency()), amount),
                Leg.outOf(new AccountCode(of.payableTo()), amount));
    }

    /// What can still be given back of a payment.
    long leftToRefund(PaymentId payment) {
        return ledger.balance(refundable(payment)).available();
    }

    /// What a dispute moved, in minor units: negative when it came back.
    ///
    /// @param money with the payee
    /// @param fee the same, for the provider's work
    /// @param right to be refunded, which a dispute uses up as a refund does
    record Taken(long money, long fee, long right) {}

    /// The payee bears it.
    ///
    /// @param revision which change of this dispute it is, from 1
    /// @throws org.tsudoi.ledger.RefusedByLedger when less of the right is left: a refund was made at this moment
    void disputed(Payment.Captured payment, Dispute dispute, Taken taken, int revision, Instant at) {
        var currency = payment.amount().currency();
        var money = Asset.of(currency);
        var right = Asset.refundOf(currency);
        long fromPayee = Math.addExact(taken.money(), taken.fee());
        var legs = new ArrayList<Leg>();
        if (fromPayee != 0) {
            legs.add(new Leg(new AccountCode(payment.terms().payableTo()), money, fromPayee));
            legs.add(new Leg(atProvider(dispute.provider(), currency), money, -fromPayee));
        }
        if (taken.right() != 0) {
            legs.add(new Leg(refundable(payment.id()), right, -taken.right()));
            legs.add(new Leg(issued(currency), right, taken.right()));
        }
        if (legs.isEmpty()) return;
        var about = new HashMap<>(about(payment));
        about.put("dispute", dispute.reference());
        ledger.post(new Journal(
                        JournalId.derive(
                                "dispute", dispute.provider(), dispute.reference(), Integer.toString(revision)),
                        taken.money() > 0 ? "dispute-taken" : taken.money() < 0 ? "dispute-returned" : "dispute-fee",
                        at,
                        legs,
                        about))
                .orThrow();
    }

    /// A provider has exchanged what it moved: what it has for us is in another currency then. What that was
    /// worth stands on two accounts, one in each. The first word holds: of another one later reconciliation
    /// tells.
    void exchanged(String provider, Line line, Money exchanged) {
        var id = JournalId.derive("provider", provider, line.id(), "exchanged");
        if (ledger.journal(id).isPresent()) return;
        var from = line.net();
        var legs = new ArrayList<Leg>();
        for (var leg : List.of(
                Leg.outOf(atProvider(provider, from.currency()), from),
                Leg.into(exchange(from.currency()), from),
                Leg.outOf(exchange(exchanged.currency()), exchanged),
                Leg.into(atProvider(provider, exchanged.currency()), exchanged))) {
            if (leg.amount() == 0) continue;
            ledger.open(List.of(Account.unguarded(leg.account(), leg.asset())));
            legs.add(leg);
        }
        if (legs.isEmpty()) return;
        ledger.post(new Journal(id, "balance-exchanged", line.at(), legs, Map.of("line", line.id())))
                .orThrow();
    }

    private static AccountCode exchange(Currency currency) {
        return AccountCode.of("exchange", currency.getCurrencyCode());
    }

    private void post(JournalId id, String kind, Instant at, Map<String, String> about, Leg... legs) {
        ledger.post(new Journal(id, kind, at, List.of(legs), about)).orThrow();
    }

    private static JournalId step(Refund refund, String step, int attempt) {
        return JournalId.derive("refund", refund.id().toString(), step, Integer.toString(attempt));
    }

    private static Map<String, String> about(Payment payment) {
        return Map.of(
                "payment", payment.id().toString(), "order", payment.terms().orderReference());
    }

    private static Map<String, String> about(Refund refund) {
        return Map.of(
                "refund", refund.id().toString(),
                "payment", refund.terms().payment().toString(),
                "order", refund.terms().orderReference());
    }
}
