package org.tsudoi.payments.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews.PaymentCaptured;
import org.tsudoi.payments.PaymentNews.PaymentEnded;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.Opened;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.RefusalReason;
import org.tsudoi.platform.Problem;

/// Stores what became of a payment: state, history, books, news and the next job in one transaction, under the
/// row's lock. An answer that comes after somebody else's is held against the state as it is then.
@Component
class StoringPayments {
    /// Nobody may have told us: the page is looked at so long after it was made, and when the time to pay is
    /// over.
    private static final Duration FIRST_LOOK = Duration.ofMinutes(2);

    private static final Duration FIRST_QUESTION = Duration.ofSeconds(5);

    private final PaymentTable payments;
    private final PaymentBook book;
    private final OddityTable oddities;
    private final Ground ground;

    StoringPayments(PaymentTable payments, PaymentBook book, OddityTable oddities, Ground ground) {
        this.payments = payments;
        this.book = book;
        this.oddities = oddities;
        this.ground = ground;
    }

    private KeptPayment locked(PaymentId id) {
        return payments.lock(id).orElseThrow(Problem::notFound);
    }

    /// Notes that the provider is about to be asked for the page. What is to be closed and was never asked for
    /// ends here, and so does what nobody can pay any more.
    ///
    /// @param pageEnds when a page can no longer be open
    KeptPayment calling(PaymentId id, Instant pageEnds) {
        var at = ground.now();
        var called = at.isBefore(pageEnds) ? payments.calledForPage(id, at) : Optional.<KeptPayment>empty();
        return called.orElseGet(() -> decided(id, pageEnds));
    }

    private KeptPayment decided(PaymentId id, Instant pageEnds) {
        return ground.inTransaction(() -> {
            var kept = locked(id);
            var now = ground.now();
            boolean never = kept.calledAt() == null && kept.closing(now);
            if (Waiting.forPage(kept) && (never || !now.isBefore(pageEnds))) {
                var why = never ? "nobody asked for a page in time" : "no page for it can be open any more";
                move(kept, ended(kept.payment(), now), Ground.US, why);
            } else {
                payments.called(id, now);
            }
            return payments.find(id).orElseThrow(Problem::notFound);
        });
    }

    private static Payment ended(Payment payment, Instant at) {
        return switch (payment) {
            case Payment.Requested it -> it.withdrawn(at);
            case Payment.Unknown it -> it.withdrawn(at);
            case Payment.Submitted _, Payment.Processing _, Payment.Captured _, Payment.Failed _, Payment.Withdrawn _ ->
                payment;
        };
    }

    Payment opened(PaymentId id, Answer<Opened> answer) {
        return ground.inTransaction(() -> {
            var kept = locked(id);
            return switch (answer) {
                case Answer.Given<Opened>(var page) -> opened(kept, page);
                case Answer.Refused<Opened>(var reason, var code) -> refused(kept, reason, code);
                case Answer.NotKnown<Opened>(var why) ->
                    kept.payment() instanceof Payment.Requested it
                            ? move(kept, it.unknown(why), Ground.US, why)
                            : kept.payment();
            };
        });
    }

    private Payment opened(KeptPayment kept, Opened page) {
        var provider = kept.payment().terms().provider();
        return switch (kept.payment()) {
            case Payment.Requested it ->
                move(kept, it.submitted(page.reference(), page.payUrl()), provider, "page opened");
            case Payment.Unknown it
            when it.reference() == null ->
                move(kept, it.submitted(page.reference(), page.payUrl()), provider, "page found");
            case Payment.Unknown _,
                    Payment.Submitted _,
                    Payment.Processing _,
                    Payment.Captured _,
                    Payment.Failed _,
                    Payment.Withdrawn _ -> {
                var known = kept.reference();
                if (known != null && !known.equals(page.reference())) odd(kept, "another page", page.reference());
                yield kept.payment();
            }
        };
    }

    private Payment refused(KeptPayment kept, RefusalReason reason, String code) {
        return switch (kept.payment()) {
            case Payment.Requested it -> move(kept, it.failed(code), it.terms().provider(), "refused: " + code);
            // An earlier call may have made the page; that we are not let in now says nothing about it.
            case Payment.Unknown it
            when it.reference() == null && reason != RefusalReason.CREDENTIALS ->
                move(kept, it.failed(code), it.terms().provider(), "refused: " + code);
            case Payment.Unknown _,
                    Payment.Submitted _,
                    Payment.Processing _,
                    Payment.Captured _,
                    Payment.Failed _,
                    Payment.Withdrawn _ -> kept.payment();
        };
    }

    Payment looked(PaymentId id, Answer<Seen> answer) {
        return ground.inTransaction(() -> {
            var kept = locked(id);
            return switch (answer) {
                case Answer.Given<Seen>(var seen) -> believe(kept, seen);
                case Answer.Refused<Seen>(var _, var code) -> {
                    odd(kept, "not to be read at the provider", code);
                    yield notKnown(kept, "refused: " + code);
                }
                case Answer.NotKnown<Seen>(var why) -> notKnown(kept, why);
            };
        });
    }

    private Payment notKnown(KeptPayment kept, String why) {
        return kept.payment() instanceof Payment.Submitted it
                ? move(kept, it.unknown(why), Ground.US, why)
                : kept.payment();
    }

    /// What came of closing. When it is not known the page counts as open, as before.
    Payment closed(PaymentId id, Answer<Seen> answer) {
        return ground.inTransaction(() -> {
            var kept = locked(id);
            return switch (answer) {
                case Answer.Given<Seen>(var seen) -> believe(kept, seen);
                case Answer.Refused<Seen>(var _, var code) -> {
                    odd(kept, "not to be closed at the provider", code);
                    yield kept.payment();
                }
                case Answer.NotKnown<Seen> _ -> kept.payment();
            };
        });
    }

    private Payment believe(KeptPayment kept, Seen seen) {
        return switch (Believing.step(kept.payment(), seen, kept.reference(), ground.now())) {
            case Believing.Step.Same<Payment> _ -> kept.payment();
            case Believing.Step.Move<Payment>(var to, var why) ->
                move(kept, to, kept.payment().terms().provider(), why);
            case Believing.Step.Odd<Payment>(var kind, var detail) -> {
                odd(kept, kind, detail);
                yield kept.payment();
            }
        };
    }

    private void odd(KeptPayment kept, String kind, String detail) {
        oddities.add(kind, kept.id().toString(), kept.id(), detail, ground.now());
    }

    private Payment move(KeptPayment kept, Payment to, String who, String why) {
        var from = kept.payment();
        var now = ground.now();
        long change = payments.move(from, to, who, why, now);
        switch (to) {
            case Payment.Requested _ -> {}
            case Payment.Submitted _ -> {
                var look = now.plus(FIRST_LOOK);
                var until = kept.payableUntil();
                if (!(from instanceof Payment.Submitted)) ask(to, change, look.isBefore(until) ? look : until);
            }
            case Payment.Processing _ -> ask(to, change, now.plus(FIRST_LOOK));
            case Payment.Unknown _ -> ask(to, change, now.plus(FIRST_QUESTION));
            case Payment.Captured captured -> captured(captured, from instanceof Payment.Captured, change, now);
            case Payment.Failed failed -> ended(failed, failed.code());
            case Payment.Withdrawn _ -> ended(to, "withdrawn");
        }
        return to;
    }

    /// The news goes out last: whoever listens locks the seats, for which everybody else is waiting.
    private void captured(Payment.Captured captured, boolean before, long change, Instant now) {
        if (!before) book.captured(captured);
        var fee = captured.fee();
        if (fee != null) book.fee(captured, fee, now);
        if (before) return;
        if (fee == null) ask(captured, change, now.plus(FIRST_QUESTION));
        var order = captured.terms().orderReference();
        ground.tell(new PaymentCaptured(captured.id(), order, captured.amount(), captured.at()));
    }

    private void ended(Payment payment, String code) {
        ground.tell(new PaymentEnded(payment.id(), payment.terms().orderReference(), code));
    }

    /// One job for each time a payment enters a state that somebody has to look at.
    private void ask(Payment payment, long change, Instant dueAt) {
        var state = PaymentTable.state(payment);
        var key = payment.id() + ":" + change;
        ground.outbox().put(PaymentJobs.ASK, key, Map.of("payment", payment.id().toString(), "state", state), dueAt);
    }
}
