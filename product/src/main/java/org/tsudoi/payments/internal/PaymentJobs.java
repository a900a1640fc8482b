package org.tsudoi.payments.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.DisputeSeen;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// What is done after a commit, or when nobody has told us for a while. Each of these may run twice.
@Configuration(proxyBeanMethods = false)
class PaymentJobs {
    static final String FOLLOW = "payment.follow";
    static final String ASK = "payment.ask";
    static final String WITHDRAW = "payment.withdraw";
    static final String REFUND_SEND = "refund.send";
    static final String REFUND_ASK = "refund.ask";
    static final String DISPUTE_ASK = "dispute.ask";
    static final String CARD_KEEP = "card.keep";
    static final String CARD_FORGET = "card.forget";
    static final String WALLET_FORGET = "wallet.forget";
    static final String WALLET_KEEP = "wallet.keep";
    static final String WEBHOOK = "webhook.process";

    /// Nobody may have told us: the page is looked at so long after the buyer went to it.
    private static final Duration OPEN_FIRST_LOOKED_AT = Duration.ofMinutes(2);

    /// While the buyer may still pay, in case a webhook is lost.
    private static final Duration OPEN_LOOKED_AT_EVERY = Duration.ofMinutes(10);

    /// What is on its way is looked at when it is half as old again, but not too often and not too seldom.
    private static final Duration WAIT_MIN = Duration.ofMinutes(1);

    private static final Duration WAIT_MAX = Duration.ofHours(6);

    /// After that a person has to look into it. The agent of slips may take ten days to be certain.
    private static final Duration PROCESSING_MAX = Duration.ofDays(12);

    private static final Duration REFUND_PENDING_MAX = Duration.ofDays(30);

    /// Their page lives less than an hour.
    private static final Duration NEW_CARD_MAX = Duration.ofDays(2);

    /// PayPal says "afterwards"; after that a person has to look into it.
    private static final Duration NEW_WALLET_MAX = Duration.ofDays(7);

    /// Banks take weeks; a lost webhook is made up for within a day.
    static final Duration DISPUTE_LOOKED_AT_EVERY = Duration.ofDays(1);

    private record Job(String topic, Function<OutboxItem, Handled> doing) implements OutboxHandler {
        @Override
        public Handled handle(OutboxItem item) {
            return doing.apply(item);
        }
    }

    /// From the intent on; what is over is not followed any more. In any state but these two a job of its own asks.
    @Bean
    OutboxHandler followPayment(TakingPayments taking, Clock clock) {
        return new Job(FOLLOW, item -> {
            if (!(taking.submit(payment(item)) instanceof Payment.Submitted submitted)) return Handled.done();
            var kept = taking.kept(submitted.id());
            var now = clock.instant();
            var firstLook = submitted.terms().requestedAt().plus(OPEN_FIRST_LOOKED_AT);
            return now.isBefore(firstLook) && !kept.closing(now)
                    ? Handled.later(earlier(firstLook, kept.payableUntil()))
                    : look(taking, kept, item, now);
        });
    }

    @Bean
    OutboxHandler askPayment(TakingPayments taking, Clock clock) {
        return new Job(ASK, item -> {
            var kept = taking.kept(payment(item));
            var state = item.payload().path("state").asString("");
            if (!PaymentTable.state(kept.payment()).equals(state)) return Handled.done();
            return look(taking, kept, item, clock.instant());
        });
    }

    private static Handled look(TakingPayments taking, KeptPayment kept, OutboxItem item, Instant now) {
        var seen = kept.closing(now) && !(kept.payment() instanceof Payment.Captured)
                ? closeOrAsk(taking, kept)
                : taking.ask(kept.id());
        return PaymentTable.state(seen).equals(PaymentTable.state(kept.payment()))
                ? next(seen, kept, item, now)
                : Handled.done();
    }

    private static Payment closeOrAsk(TakingPayments taking, KeptPayment kept) {
        return kept.payment() instanceof Payment.Processing ? taking.ask(kept.id()) : taking.close(kept.id());
    }

    private static Handled next(Payment payment, KeptPayment kept, OutboxItem item, Instant now) {
        return switch (payment) {
            case Payment.Submitted _ -> {
                if (kept.closing(now)) yield Handled.askAgain("the page is not closed yet");
                yield Handled.later(earlier(now.plus(OPEN_LOOKED_AT_EVERY), kept.payableUntil()));
            }
            case Payment.Issued _ -> {
                if (kept.closing(now)) yield Handled.askAgain("the page is not closed yet");
                yield Handled.later(earlier(now.plus(wait(item, now)), kept.payableUntil()));
            }
            case Payment.Processing _ -> later(item, now, PROCESSING_MAX);
            case Payment.Unknown it -> Handled.askAgain(it.why());
            case Payment.Captured it ->
                it.fee() == null ? Handled.askAgain("the fee is not known yet") : Handled.done();
            case Payment.Requested _, Payment.Failed _, Payment.Withdrawn _ -> Handled.done();
        };
    }

    @Bean
    OutboxHandler withdrawPayment(TakingPayments taking) {
        return new Job(WITHDRAW, item -> switch (taking.close(payment(item))) {
            case Payment.Requested _, Payment.Submitted _, Payment.Issued _ ->
                Handled.askAgain("the page is not closed yet");
            case Payment.Unknown it -> Handled.askAgain(it.why());
            // It is looked at until it is final, and then it is too late or over.
            case Payment.Processing _, Payment.Captured _, Payment.Failed _, Payment.Withdrawn _ -> Handled.done();
        });
    }

    @Bean
    OutboxHandler sendRefund(RefundingPayments refunding) {
        return new Job(REFUND_SEND, item -> switch (refunding.ask(refund(item))) {
            case Refund.Requested _ -> Handled.askAgain("not sent");
            case Refund.Unknown it -> Handled.askAgain(it.why());
            case Refund.Submitted _,
                    Refund.Succeeded _,
                    Refund.Failed _,
                    Refund.SettledOutside _,
                    Refund.Transferring _,
                    Refund.Transferred _ -> Handled.done();
        });
    }

    @Bean
    OutboxHandler askRefund(RefundingPayments refunding, Clock clock) {
        return new Job(REFUND_ASK, item -> switch (refunding.ask(refund(item))) {
            case Refund.Submitted _ -> later(item, clock.instant(), REFUND_PENDING_MAX);
            case Refund.Requested _,
                    Refund.Unknown _,
                    Refund.Succeeded _,
                    Refund.Failed _,
                    Refund.SettledOutside _,
                    Refund.Transferring _,
                    Refund.Transferred _ -> Handled.done();
        });
    }

    /// A bank that has decided may change its mind, of which a webhook tells; nobody waits for that.
    @Bean
    OutboxHandler askDispute(FollowingDisputes disputes, Clock clock) {
        return new Job(DISPUTE_ASK, item -> {
            var reference = item.payload().path("dispute").asString();
            return switch (disputes.read(payment(item), reference)) {
                case Answer.Given<DisputeSeen>(var seen) when isOver(seen) -> Handled.done();
                case Answer.Given<DisputeSeen> _ ->
                    Handled.later(clock.instant().plus(DISPUTE_LOOKED_AT_EVERY));
                case Answer.Refused<DisputeSeen>(var _, var code) -> Handled.askAgain("refused: " + code);
                case Answer.NotKnown<DisputeSeen>(var why) -> Handled.askAgain(why);
            };
        });
    }

    /// What was won may come back days after that was told.
    private static boolean isOver(DisputeSeen seen) {
        return switch (seen.stage()) {
            case INQUIRY, OPEN -> false;
            case WON -> seen.taken().isZero();
            case LOST, CLOSED -> true;
        };
    }

    @Bean
    OutboxHandler forgetCard(KeepingCards cards) {
        return new Job(
                CARD_FORGET,
                item -> cards.forgetNow(
                        SavedCardId.parse(item.payload().path("card").asString())
                                .orElseThrow()));
    }

    @Bean
    OutboxHandler keepCard(AddingCards adding, Clock clock) {
        return new Job(CARD_KEEP, item -> {
            var card = SavedCardId.parse(item.payload().path("card").asString()).orElseThrow();
            if (adding.isOver(card)) return Handled.done();
            var next = later(item, clock.instant(), NEW_CARD_MAX);
            return next instanceof Handled.GiveUp && adding.isLeft(card) ? Handled.done() : next;
        });
    }

    @Bean
    OutboxHandler keepWallet(KeepingWallets wallets, Clock clock) {
        return new Job(WALLET_KEEP, item -> {
            if (wallets.isOver(payment(item))) return Handled.done();
            var next = later(item, clock.instant(), NEW_WALLET_MAX);
            if (next instanceof Handled.GiveUp) wallets.neverTold(payment(item));
            return next;
        });
    }

    @Bean
    OutboxHandler forgetWallet(KeepingWallets wallets, Clock clock) {
        return new Job(WALLET_FORGET, item -> {
            var provider = item.payload().path("provider").asString("");
            if (!provider.isEmpty()) {
                return wallets.forgetNow(provider, item.payload().path("method").asString());
            }
            var payment = payment(item);
            var told = item.payload().path("method").asString("");
            var method = told.isEmpty() ? wallets.named(payment) : Optional.of(told);
            return method.map(it -> wallets.forgetNow(payment, it))
                    .orElseGet(() -> later(item, clock.instant(), NEW_WALLET_MAX));
        });
    }

    @Bean
    OutboxHandler followWebhook(FollowingWebhooks following) {
        return new Job(
                WEBHOOK,
                item -> following.follow(
                        UUID.fromString(item.payload().path("webhook").asString())));
    }

    private static Handled later(OutboxItem item, Instant now, Duration most) {
        var age = Duration.between(item.createdAt(), now);
        if (age.compareTo(most) > 0) return Handled.giveUp("not final after " + age.toDays() + " days");
        return Handled.later(now.plus(wait(item, now)));
    }

    private static Duration wait(OutboxItem item, Instant now) {
        var wait = Duration.between(item.createdAt(), now).dividedBy(2);
        wait = wait.compareTo(WAIT_MIN) < 0 ? WAIT_MIN : wait;
        return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static PaymentId payment(OutboxItem item) {
        return PaymentId.parse(item.payload().path("payment").asString()).orElseThrow();
    }

    private static RefundId refund(OutboxItem item) {
        return RefundId.parse(item.payload().path("refund").asString()).orElseThrow();
    }
}
