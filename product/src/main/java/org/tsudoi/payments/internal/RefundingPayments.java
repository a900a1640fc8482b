package org.tsudoi.payments.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews.RefundFailed;
import org.tsudoi.payments.PaymentNews.RefundSucceeded;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.RefundSeen;
import org.tsudoi.payments.provider.RefusalReason;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;

/// Gives money back: reserves it in the books, has the provider do it, stores what became of it.
@Component
class RefundingPayments {
    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);

    private final RefundTable refunds;
    private final PaymentTable payments;
    private final PaymentBook book;
    private final DisputeTable disputes;
    private final OddityTable oddities;
    private final Providers providers;
    private final Ground ground;

    RefundingPayments(
            RefundTable refunds,
            PaymentTable payments,
            PaymentBook book,
            DisputeTable disputes,
            OddityTable oddities,
            Providers providers,
            Ground ground) {
        this.refunds = refunds;
        this.payments = payments;
        this.book = book;
        this.disputes = disputes;
        this.oddities = oddities;
        this.providers = providers;
        this.ground = ground;
    }

    Refund get(RefundId id) {
        return kept(id).refund();
    }

    private KeptRefund kept(RefundId id) {
        return refunds.find(id).orElseThrow(Problem::notFound);
    }

    /// All refunds of a payment are locked before one of them is moved, and before their order: two of them may have to
    /// know of each other, and a dispute of both.
    private KeptRefund locked(RefundId id) {
        var payment = get(id).terms().payment();
        return refunds.lock(payment).stream()
                .filter(kept -> kept.refund().id().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /// To be called before anything is told that locks the order.
    void hold(PaymentId payment) {
        refunds.lock(payment);
    }

    Map<String, List<Refund>> forOrders(Collection<String> orderReferences) {
        return refunds.forOrders(orderReferences);
    }

    Map<String, Money> keptByPayee(Collection<String> orderReferences) {
        return refunds.paidAndNotGivenBack(providers.keptByPayee(), orderReferences);
    }

    Map<String, Money> takenByDisputes(Collection<String> orderReferences) {
        return refunds.takenByDisputes(orderReferences);
    }

    Money refundable(PaymentId of) {
        var amount = payments.find(of)
                .orElseThrow(Problem::notFound)
                .payment()
                .terms()
                .amount();
        return new Money(book.leftToRefund(of), amount.currency());
    }

    Refund refund(RefundId id, PaymentId of, Money amount, Refund.Reason why) {
        Providers.requireTransaction();
        var payment = payments.find(of).orElseThrow(Problem::notFound).payment();
        if (!(payment instanceof Payment.Captured captured)) {
            throw new IllegalStateException(of + " was not captured, there is nothing to give back");
        }
        if (!amount.isPositive() || !amount.currency().equals(captured.amount().currency())) {
            throw new IllegalArgumentException(amount + " cannot be given back of " + captured.amount());
        }
        var known = refunds.find(id);
        if (known.isPresent()) return same(known.get().refund(), of, amount);
        var now = ground.now();
        var terms = new Refund.Terms(of, captured.terms().orderReference(), amount, why, now);
        var requested = new Refund.Requested(id, terms);
        // First what may be refused: then nothing is left behind for a caller who goes on.
        book.refundRequested(requested, captured);
        if (!refunds.insert(requested)) return same(get(id), of, amount);
        refunds.note(id, null, requested, Ground.US, why.word(), now);
        send(id, 1);
        return requested;
    }

    private static Refund same(Refund stored, PaymentId payment, Money amount) {
        if (!stored.terms().payment().equals(payment)
                || !stored.terms().amount().equals(amount)) {
            throw new IllegalStateException(stored.id() + " was requested with other terms");
        }
        return stored;
    }

    private void send(RefundId id, int attempt) {
        ground.outbox().put(PaymentJobs.REFUND_SEND, id + ":" + attempt, Map.of("refund", id.toString()));
    }

    /// Has the provider do it, or reads what became of it when it was done.
    Refund ask(RefundId id) {
        Providers.requireNoTransaction();
        var kept = kept(id);
        var provider = providers.named(kept.provider());
        return switch (kept.refund()) {
            case Refund.Requested it -> store(kept, send(kept, it.terms().amount()));
            case Refund.Unknown it -> {
                var reference = it.reference();
                yield store(
                        kept,
                        reference == null ? send(kept, it.terms().amount()) : provider.lookAtRefund(id, reference));
            }
            case Refund.Submitted it -> store(kept, provider.lookAtRefund(id, it.reference()));
            case Refund.Succeeded _,
                    Refund.Failed _,
                    Refund.SettledOutside _,
                    Refund.Transferring _,
                    Refund.Transferred _ -> kept.refund();
        };
    }

    /// The same, also of one that is over.
    Refund askAlthoughOver(RefundId id) {
        return switch (get(id)) {
            case Refund.Succeeded it -> looked(id, it.reference());
            case Refund.Failed it -> {
                var reference = it.reference();
                yield reference == null ? it : looked(id, reference);
            }
            case Refund.Requested _, Refund.Submitted _, Refund.Unknown _ -> ask(id);
            case Refund.SettledOutside _, Refund.Transferring _, Refund.Transferred _ -> get(id);
        };
    }

    private Refund looked(RefundId id, String reference) {
        look(id, reference);
        return get(id);
    }

    private Answer<RefundSeen> send(KeptRefund kept, Money amount) {
        return providers.named(kept.provider()).refund(kept.refund().id(), kept.attempt(), kept.charge(), amount);
    }

    /// @param reference the provider's name of a refund, from somebody who says that there is news of it
    Answer<RefundSeen> look(RefundId id, String reference) {
        Providers.requireNoTransaction();
        var kept = kept(id);
        var answer = providers.named(kept.provider()).lookAtRefund(id, reference);
        if (answer instanceof Answer.Given<RefundSeen>) store(kept, answer);
        return answer;
    }

    private Refund store(KeptRefund called, Answer<RefundSeen> answer) {
        return ground.inTransaction(() -> {
            var kept = locked(called.refund().id());
            if (kept.attempt() != called.attempt()) return kept.refund();
            return switch (answer) {
                case Answer.Given<RefundSeen>(var seen) -> believe(kept, seen);
                case Answer.Refused<RefundSeen>(var reason, var code) -> refused(kept, reason, code);
                case Answer.NotKnown<RefundSeen>(var why) ->
                    kept.refund() instanceof Refund.Requested it
                            ? move(kept, it.unknown(why), Ground.US, why)
                            : kept.refund();
            };
        });
    }

    private Refund believe(KeptRefund kept, RefundSeen seen) {
        return switch (Believing.step(kept.refund(), kept.attempt(), seen, ground.now())) {
            case Believing.Step.Same<Refund> _ -> kept.refund();
            case Believing.Step.Move<Refund>(var to, var why) -> move(kept, to, kept.provider(), why);
            case Believing.Step.Odd<Refund>(var kind, var detail) -> {
                odd(kept, kind, detail);
                yield kept.refund();
            }
        };
    }

    private Refund refused(KeptRefund kept, RefusalReason reason, String said) {
        var now = ground.now();
        var code = reason == RefusalReason.NOT_REFUNDABLE ? Refund.Failed.NEEDS_ACCOUNT : said;
        return switch (kept.refund()) {
            case Refund.Requested it -> move(kept, it.failed(null, code, now), kept.provider(), "refused: " + said);
            case Refund.Unknown it
            when it.reference() == null -> move(kept, it.failed(null, code, now), kept.provider(), "refused: " + said);
            case Refund.Unknown _,
                    Refund.Submitted _,
                    Refund.Succeeded _,
                    Refund.Failed _,
                    Refund.SettledOutside _,
                    Refund.Transferring _,
                    Refund.Transferred _ -> {
                odd(kept, "refund not to be read at the provider", said);
                yield kept.refund();
            }
        };
    }

    private void odd(KeptRefund kept, String kind, String detail) {
        var refund = kept.refund();
        oddities.add(kind, refund.id().toString(), refund.terms().payment(), detail, ground.now());
    }

    private Refund move(KeptRefund kept, Refund to, String who, String why) {
        var from = kept.refund();
        var now = ground.now();
        var terms = to.terms();
        refunds.move(from, to);
        refunds.note(to.id(), from, to, who, why, now);
        switch (to) {
            case Refund.Requested _ -> send(to.id(), kept.attempt() + 1);
            case Refund.Unknown _ -> {}
            case Refund.Submitted _ -> lookLater(to.id(), kept.attempt(), now);
            case Refund.Succeeded succeeded -> {
                book.refundSucceeded(to, kept.provider(), kept.attempt(), succeeded.at());
                if (providers.named(kept.provider()).isKeptByPayee()) {
                    var paid = payments.find(terms.payment()).orElseThrow(Problem::notFound);
                    book.givenBackByPayee(to, paid.payment().terms(), kept.attempt(), succeeded.at());
                }
                ground.tell(new RefundSucceeded(to.id(), terms.payment(), terms.orderReference(), terms.amount()));
            }
            case Refund.Failed failed -> {
                if (from instanceof Refund.Succeeded) {
                    book.refundReturned(to, kept.provider(), kept.attempt(), failed.at());
                }
                ground.tell(new RefundFailed(
                        to.id(), terms.payment(), terms.orderReference(), terms.amount(), failed.code()));
                settleByDisputes(terms.payment());
            }
            case Refund.SettledOutside settled
            when settled.isTakenByBank() -> {
                var paid = payments.find(terms.payment()).orElseThrow(Problem::notFound);
                book.refundTakenByBank(to, paid.payment().terms(), settled.at());
                ground.tell(new RefundSucceeded(to.id(), terms.payment(), terms.orderReference(), terms.amount()));
            }
            case Refund.SettledOutside settled -> book.refundSettledOutside(to, settled.at());
            case Refund.Transferring _, Refund.Transferred _ ->
                throw new IllegalStateException(to.id() + " is moved by whoever transfers it");
        }
        return to;
    }

    /// Whether it is not decided yet who has the money in the end.
    boolean isDisputed(PaymentId payment) {
        return disputes.of(payment).stream().anyMatch(dispute -> dispute.stage() == Dispute.Stage.OPEN);
    }

    boolean isSettledByDispute(PaymentId payment) {
        return refunds.lock(payment).stream()
                .anyMatch(kept -> kept.refund() instanceof Refund.SettledOutside it && it.isTakenByBank());
    }

    /// What a lost dispute took although it was to go back already: the buyer has it by their bank, and nothing more of
    /// it is owed. Whoever hears last of the two finds the other.
    void settleByDisputes(PaymentId payment) {
        var refunds = this.refunds.lock(payment);
        if (refunds.stream().noneMatch(kept -> kept.refund() instanceof Refund.Failed)) return;
        long left = -refunds.stream()
                .map(KeptRefund::refund)
                .filter(refund -> refund instanceof Refund.SettledOutside it && it.isTakenByBank())
                .mapToLong(refund -> refund.terms().amount().minorUnits())
                .sum();
        var lost = disputes.of(payment).stream()
                .filter(dispute -> dispute.stage() == Dispute.Stage.LOST)
                .toList();
        for (var dispute : lost) left += dispute.uncovered().minorUnits();
        for (var kept : refunds) {
            long amount = kept.refund().terms().amount().minorUnits();
            if (!(kept.refund() instanceof Refund.Failed failed) || amount > left) continue;
            var dispute = lost.getFirst().reference();
            move(kept, failed.takenByBank(dispute, ground.now()), Ground.US, "lost dispute " + dispute);
            left -= amount;
        }
    }

    private void lookLater(RefundId id, int attempt, Instant now) {
        ground.outbox()
                .put(PaymentJobs.REFUND_ASK, id + ":" + attempt, Map.of("refund", id.toString()), now.plus(FIRST_LOOK));
    }

    void again(RefundId id, String who) {
        ground.inTransaction(() -> {
            var kept = locked(id);
            return move(kept, failed(kept).again(), who, "tried again");
        });
    }

    void askForAccount(RefundId id, String who) {
        ground.inTransaction(() -> {
            var kept = locked(id);
            var failed = failed(kept);
            if (failed.waitsForAccount()) throw Problem.of(ProblemCode.CHANGED_MEANWHILE);
            return move(kept, failed.needingAccount(ground.now()), who, "account asked for");
        });
    }

    void settledOutside(RefundId id, String note, String who) {
        ground.inTransaction(() -> {
            var kept = locked(id);
            return move(kept, failed(kept).settledOutside(note, ground.now()), who, note);
        });
    }

    private static Refund.Failed failed(KeptRefund kept) {
        if (kept.refund() instanceof Refund.Failed failed) return failed;
        throw Problem.of(ProblemCode.CHANGED_MEANWHILE);
    }
}
