package org.tsudoi.payments.internal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews.DisputeEased;
import org.tsudoi.payments.PaymentNews.DisputeLost;
import org.tsudoi.payments.TakenBack;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.DisputeSeen;
import org.tsudoi.platform.Problem;

/// Reads what the provider has taken from us because of a buyer's bank, and puts on the books what is new of it.
@Component
class FollowingDisputes implements TakenBack {
    private final DisputeTable disputes;
    private final PaymentTable payments;
    private final PaymentBook book;
    private final RefundingPayments refunding;
    private final OddityTable oddities;
    private final Providers providers;
    private final Ground ground;

    FollowingDisputes(
            DisputeTable disputes,
            PaymentTable payments,
            PaymentBook book,
            RefundingPayments refunding,
            OddityTable oddities,
            Providers providers,
            Ground ground) {
        this.disputes = disputes;
        this.payments = payments;
        this.book = book;
        this.refunding = refunding;
        this.oddities = oddities;
        this.providers = providers;
        this.ground = ground;
    }

    @Override
    public void look(PaymentId payment, String reference) {
        read(payment, reference);
    }

    /// Reads it now and stores what is new.
    Answer<DisputeSeen> read(PaymentId payment, String reference) {
        Providers.requireNoTransaction();
        var provider = payments.find(payment)
                .orElseThrow(Problem::notFound)
                .payment()
                .terms()
                .provider();
        var answer = providers.named(provider).lookAtDispute(reference);
        if (answer instanceof Answer.Given<DisputeSeen>(var seen)) store(payment, seen);
        return answer;
    }

    void store(PaymentId payment, DisputeSeen seen) {
        ground.transactions().executeWithoutResult(_ -> {
            var kept = payments.lock(payment).orElseThrow(Problem::notFound);
            refunding.hold(payment);
            if (!(kept.payment() instanceof Payment.Captured captured) || !fits(captured, seen)) {
                oddities.add("dispute that does not fit", seen.reference(), payment, words(seen), ground.now());
                return;
            }
            var before = disputes.find(captured.terms().provider(), seen.reference());
            var known = before.map(DisputeTable.Kept::dispute).orElse(null);
            if (known != null && rank(seen.stage()) < rank(known.stage())) return;
            int revision = before.map(DisputeTable.Kept::revision).orElse(0) + 1;
            store(captured, known, seen, revision);
            if (known == null) lookAgain(payment, seen.reference(), ground.now());
        });
    }

    private void store(Payment.Captured payment, @Nullable Dispute before, DisputeSeen seen, int revision) {
        var none = new Money(0, seen.amount().currency());
        var taken = before == null ? none : before.taken();
        var fee = before == null ? none : before.fee();
        var uncovered = before == null ? none : before.uncovered();
        long covered = taken.minorUnits() - uncovered.minorUnits();
        long coverable = Math.min(seen.taken().minorUnits(), covered + book.leftToRefund(payment.id()));
        var now = new Dispute(
                payment.id(),
                payment.terms().provider(),
                seen.reference(),
                seen.stage(),
                seen.amount(),
                seen.taken(),
                seen.fee(),
                new Money(seen.taken().minorUnits() - coverable, none.currency()),
                seen.openedAt(),
                seen.answerBy());
        if (now.equals(before)) return;
        book.disputed(
                payment,
                now,
                new PaymentBook.Taken(
                        now.taken().minorUnits() - taken.minorUnits(),
                        now.fee().minorUnits() - fee.minorUnits(),
                        coverable - covered),
                revision,
                ground.now());
        disputes.put(now, revision, ground.now());
        // Banks say that they have decided before they send the money back, so both are news.
        boolean isOverNow = now.stage().isOver() && (before == null || now.stage() != before.stage());
        if (coverable < covered || isOverNow) {
            ground.tell(new DisputeEased(payment.id(), payment.terms().orderReference(), now.reference(), revision));
        }
        if (now.uncovered().minorUnits() > uncovered.minorUnits()) {
            oddities.add("taken back after it was refunded", seen.reference(), payment.id(), words(seen), ground.now());
        }
        if (now.stage() == Dispute.Stage.LOST) {
            refunding.settleByDisputes(payment.id());
            if (isOverNow) {
                ground.tell(
                        new DisputeLost(payment.id(), payment.terms().orderReference(), now.reference(), now.taken()));
            }
        }
        // A bank that changes its mind has the buyer's refund settled by money that is ours again: a person decides.
        if (now.taken().compareTo(taken) < 0 && refunding.isSettledByDispute(payment.id())) {
            oddities.add(
                    "won after it had settled a refund", seen.reference(), payment.id(), words(seen), ground.now());
        }
    }

    private static boolean fits(Payment.Captured payment, DisputeSeen seen) {
        var currency = payment.amount().currency();
        return seen.chargeReference().equals(payment.charge())
                && seen.amount().currency().equals(currency)
                && seen.taken().currency().equals(currency)
                && seen.fee().currency().equals(currency)
                && seen.taken().minorUnits() >= 0
                && seen.taken().minorUnits() <= payment.amount().minorUnits();
    }

    private static String words(DisputeSeen seen) {
        return seen.stage() + " " + seen.amount() + " / " + seen.taken();
    }

    /// A reading of a lower one is older.
    private static int rank(Dispute.Stage stage) {
        return switch (stage) {
            case INQUIRY -> 0;
            case OPEN -> 1;
            case WON, LOST, CLOSED -> 2;
        };
    }

    private void lookAgain(PaymentId payment, String reference, Instant now) {
        ground.outbox()
                .put(
                        PaymentJobs.DISPUTE_ASK,
                        reference,
                        Map.of("payment", payment.toString(), "dispute", reference),
                        now.plus(PaymentJobs.DISPUTE_LOOKED_AT_EVERY));
    }
}
