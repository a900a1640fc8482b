package org.tsudoi.payments.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.PaymentNews.PaymentEnded;
import org.tsudoi.payments.PaymentNews.PaymentGiven;
import org.tsudoi.payments.PaymentNews.PaymentIssued;
import org.tsudoi.payments.PaymentNews.PaymentsCaptured;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.provider.RefusalReason;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.Together;
import org.tsudoi.platform.outbox.Outbox;

/// Stores what became of a payment: state, history, books, news and the next job in one transaction, under the
/// row's lock. An answer that comes after somebody else's is held against the state as it is then.
@Component
class StoringPayments {
    /// Nobody may have told us: what is on its way is looked at so long after it set out.
    private static final Duration FIRST_LOOK = Duration.ofMinutes(2);

    private static final Duration FIRST_QUESTION = Duration.ofSeconds(5);

    private static final String NOT_AS_ASKED = "page not as asked for";

    /// All payments together: none waits for the rows of another.
    private static final String HERE = "payments";

    private final PaymentTable payments;
    private final PaymentBook book;
    private final KeepingCards cards;
    private final OddityTable oddities;
    private final Ground ground;
    private final Together<Told, Payment> openers = new Together<>(this::storeTogether, this::storeAlone);

    /// Whoever is being led to a page waits for nobody who comes back from one.
    private final Together<Told, Payment> lookers = new Together<>(this::storeTogether, this::storeAlone);

    StoringPayments(PaymentTable payments, PaymentBook book, KeepingCards cards, OddityTable oddities, Ground ground) {
        this.payments = payments;
        this.book = book;
        this.cards = cards;
        this.oddities = oddities;
        this.ground = ground;
    }

    private KeptPayment locked(PaymentId id) {
        return payments.lock(id).orElseThrow(Problem::notFound);
    }

    /// No page for it can be open any more: what still waits for one ends here.
    Payment neverOpened(PaymentId id) {
        return ground.inTransaction(() -> {
            var kept = locked(id);
            return Waiting.forPage(kept)
                    ? move(kept, ended(kept.payment(), ground.now()), Ground.US, "no page for it can be open any more")
                    : kept.payment();
        });
    }

    private static Payment ended(Payment payment, Instant at) {
        return switch (payment) {
            case Payment.Requested it -> it.withdrawn(at);
            case Payment.Unknown it -> it.withdrawn(at);
            case Payment.Submitted _,
                    Payment.Issued _,
                    Payment.Processing _,
                    Payment.Captured _,
                    Payment.Failed _,
                    Payment.Withdrawn _ -> payment;
        };
    }

    /// @param opening whether it was asked for the page, and not what became of it
    private record Told(PaymentId id, Answer<Seen> answer, boolean opening) {}

    /// What the provider said when it was asked for the page.
    Payment opened(PaymentId id, Answer<Seen> answer) {
        return openers.ask(HERE, new Told(id, answer, true));
    }

    /// What the provider said when it was asked what became of it.
    Payment looked(PaymentId id, Answer<Seen> answer) {
        return lookers.ask(HERE, new Told(id, answer, false));
    }

    /// Pages that were made and payments on them, which is what nearly all is about; nothing for those who have not
    /// moved.
    private List<Optional<Payment>> storeTogether(List<Told> told) {
        return ground.inTransaction(() -> {
            var answers = new HashMap<PaymentId, Seen>();
            for (var one : told) {
                if (one.answer instanceof Answer.Given<Seen>(var seen))
                    answers.merge(one.id, seen, StoringPayments::newer);
            }
            var turns = new ArrayList<Turn>();
            for (var kept : payments.lock(answers.keySet())) {
                var seen = Objects.requireNonNull(answers.get(kept.id()));
                if (isUsual(kept.payment())
                        && step(kept, seen) instanceof Believing.Step.Move<Payment>(var to, var why)
                        && isUsual(to)) {
                    turns.add(new Turn(kept, to, kept.payment().terms().provider(), why));
                }
            }
            cards.paidWith(turns.stream()
                    .flatMap(turn -> card(turn, Objects.requireNonNull(answers.get(turn.kept.id()))))
                    .toList());
            var moved = move(turns).stream().collect(Collectors.toMap(Payment::id, Function.identity()));
            return told.stream()
                    .map(one -> Optional.ofNullable(moved.get(one.id)))
                    .toList();
        });
    }

    /// Of two readings at one moment: an open page is the older one.
    private static Seen newer(Seen one, Seen other) {
        return other.status() instanceof Status.Open ? one : other;
    }

    private static boolean isUsual(Payment payment) {
        return switch (payment) {
            case Payment.Requested _, Payment.Submitted _, Payment.Captured _ -> true;
            case Payment.Issued _, Payment.Processing _, Payment.Unknown _, Payment.Failed _, Payment.Withdrawn _ ->
                false;
        };
    }

    private Believing.Step<Payment> step(KeptPayment kept, Seen seen) {
        return Believing.step(kept.payment(), seen, kept.reference(), ground.now());
    }

    private Payment storeAlone(Told told) {
        return ground.inTransaction(() -> {
            var kept = locked(told.id);
            return switch (told.answer) {
                case Answer.Given<Seen>(var seen) -> {
                    var now = believe(kept, seen);
                    // A page that is not as it was asked for is nothing to pay on.
                    yield told.opening && now instanceof Payment.Requested it
                            ? move(kept, it.unknown(taken(it, seen), NOT_AS_ASKED), Ground.US, NOT_AS_ASKED)
                            : now;
                }
                case Answer.Refused<Seen>(var reason, var code) when told.opening -> refused(kept, reason, code);
                case Answer.Refused<Seen>(var _, var code) -> {
                    odd(kept, "not to be read at the provider", code);
                    yield notKnown(kept, told, "refused: " + code);
                }
                case Answer.NotKnown<Seen>(var why) -> notKnown(kept, told, why);
            };
        });
    }

    /// The page on which money was given for this payment, although not as it was asked for: it is read again until a
    /// person has settled it, and never taken for closed.
    private static @Nullable String taken(Payment.Requested payment, Seen seen) {
        boolean ours = payment.id().equals(seen.paymentId())
                && payment.terms().orderReference().equals(seen.orderReference());
        return switch (seen.status()) {
            case Status.Paid _, Status.Processing _ -> ours ? seen.reference() : null;
            case Status.Open _, Status.Approved _, Status.Issued _, Status.Closed _ -> null;
        };
    }

    private Payment notKnown(KeptPayment kept, Told told, String why) {
        return switch (kept.payment()) {
            case Payment.Requested it when told.opening -> move(kept, it.unknown(null, why), Ground.US, why);
            case Payment.Submitted it when !told.opening -> move(kept, it.unknown(why), Ground.US, why);
            case Payment.Requested _,
                    Payment.Submitted _,
                    Payment.Issued _,
                    Payment.Unknown _,
                    Payment.Processing _,
                    Payment.Captured _,
                    Payment.Failed _,
                    Payment.Withdrawn _ -> kept.payment();
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
                    Payment.Issued _,
                    Payment.Processing _,
                    Payment.Captured _,
                    Payment.Failed _,
                    Payment.Withdrawn _ -> kept.payment();
        };
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

    /// A fee that an operator found in the provider's report, unless one is known that is not nothing.
    boolean feeBooked(PaymentId id, Money fee, String who) {
        return ground.inTransaction(() -> {
            var kept = locked(id);
            if (!(kept.payment() instanceof Payment.Captured it)
                    || (it.fee() != null && !it.fee().isZero())
                    || !fee.currency().equals(it.amount().currency())
                    || fee.isNegative()
                    || fee.compareTo(it.amount()) > 0) {
                return false;
            }
            move(kept, it.feeKnown(fee), who, "fee from the provider's report");
            return true;
        });
    }

    private Payment believe(KeptPayment kept, Seen seen) {
        return switch (step(kept, seen)) {
            case Believing.Step.Same<Payment> _ -> kept.payment();
            case Believing.Step.Move<Payment>(var to, var why) -> {
                var turn = new Turn(kept, to, kept.payment().terms().provider(), why);
                cards.paidWith(card(turn, seen).toList());
                yield move(List.of(turn)).getFirst();
            }
            case Believing.Step.Odd<Payment>(var kind, var detail) -> {
                odd(kept, kind, detail);
                yield kept.payment();
            }
        };
    }

    /// With the reading that brought the money; one that brings the fee later may know it too.
    private static Stream<KeepingCards.By> card(Turn turn, Seen seen) {
        return turn.to instanceof Payment.Captured && seen.status() instanceof Status.Paid paid
                ? Stream.of(new KeepingCards.By(turn.kept, paid))
                : Stream.empty();
    }

    private void odd(KeptPayment kept, String kind, String detail) {
        oddities.add(kind, kept.id().toString(), kept.id(), detail, ground.now());
    }

    private Payment move(KeptPayment kept, Payment to, String who, String why) {
        return move(List.of(new Turn(kept, to, who, why))).getFirst();
    }

    /// @param kept as it is, of which the row is locked
    /// @param who and why, for the history
    private record Turn(KeptPayment kept, Payment to, String who, String why) {
        Payment from() {
            return kept.payment();
        }

        /// When the provider is asked again what became of it, if at all.
        @Nullable
        Instant lookAt(Instant now) {
            return switch (to) {
                // The job that follows it from the intent on is there, unless the payment was in another state
                // meanwhile.
                case Payment.Submitted _ ->
                    from() instanceof Payment.Requested || from() instanceof Payment.Submitted
                            ? null
                            : now.plus(FIRST_LOOK);
                case Payment.Issued _, Payment.Processing _ -> now.plus(FIRST_LOOK);
                case Payment.Unknown _ -> now.plus(FIRST_QUESTION);
                case Payment.Captured it ->
                    it.fee() == null && !(from() instanceof Payment.Captured) ? now.plus(FIRST_QUESTION) : null;
                case Payment.Requested _, Payment.Failed _, Payment.Withdrawn _ -> null;
            };
        }
    }

    /// What is asked for again is one job for each time a payment enters a state that somebody has to look at; what is
    /// over is not followed any more. The news goes out last: whoever listens locks the seats, for which everybody
    /// else is waiting.
    private List<Payment> move(List<Turn> turns) {
        if (turns.isEmpty()) return List.of();
        var now = ground.now();
        var changes = payments.move(
                turns.stream()
                        .map(turn -> new PaymentTable.Step(turn.from(), turn.to, turn.who, turn.why))
                        .toList(),
                now);
        var asks = new ArrayList<Outbox.Item>();
        for (int i = 0; i < changes.size(); i++) {
            var turn = turns.get(i);
            var lookAt = turn.lookAt(now);
            if (lookAt != null) asks.add(ask(turn.to, changes.get(i), lookAt));
        }
        if (!asks.isEmpty()) ground.outbox().put(PaymentJobs.ASK, asks);
        ground.outbox()
                .drop(
                        PaymentJobs.FOLLOW,
                        turns.stream()
                                .map(Turn::to)
                                .filter(PaymentTable::isOver)
                                .map(over -> over.id().toString())
                                .toList());
        book(turns, now);
        tell(turns);
        return turns.stream().map(Turn::to).toList();
    }

    private static Outbox.Item ask(Payment payment, long change, Instant dueAt) {
        var state = PaymentTable.state(payment);
        return new Outbox.Item(
                payment.id() + ":" + change, Map.of("payment", payment.id().toString(), "state", state), dueAt);
    }

    private void book(List<Turn> turns, Instant now) {
        var captured = new ArrayList<Payment.Captured>();
        var charged = new ArrayList<Payment.Captured>();
        for (var turn : turns) {
            if (!(turn.to instanceof Payment.Captured it)) continue;
            if (!(turn.from() instanceof Payment.Captured)) captured.add(it);
            if (it.fee() != null) charged.add(it);
        }
        book.captured(captured, charged, now);
    }

    private void tell(List<Turn> turns) {
        var captures = new ArrayList<PaymentNews.Capture>();
        for (var turn : turns) {
            var reference = turn.to.terms().orderReference();
            switch (turn.to) {
                case Payment.Captured it
                when !(turn.from() instanceof Payment.Captured) ->
                    captures.add(
                            new PaymentNews.Capture(it.id(), it.terms().provider(), reference, it.amount(), it.at()));
                case Payment.Issued it -> ground.tell(new PaymentIssued(it.id(), reference, it.how()));
                case Payment.Processing it -> ground.tell(new PaymentGiven(it.id(), reference));
                case Payment.Failed it -> ground.tell(new PaymentEnded(it.id(), reference, it.code()));
                case Payment.Withdrawn it -> ground.tell(new PaymentEnded(it.id(), reference, "withdrawn"));
                case Payment.Requested _, Payment.Submitted _, Payment.Unknown _, Payment.Captured _ -> {}
            }
        }
        if (!captures.isEmpty()) ground.tell(new PaymentsCaptured(captures));
    }
}
