package org.tsudoi.payments.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk.DeliveryState;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Webhooks.About;
import org.tsudoi.platform.Together;
import org.tsudoi.platform.outbox.Handled;

/// Looks into a stored webhook. It is only a hint: what counts is read at the provider, and what is not ours
/// moves nothing.
@Component
class FollowingWebhooks {
    private static final String HERE = "webhooks";

    private final WebhookTable webhooks;
    private final PaymentTable payments;
    private final RefundTable refunds;
    private final TakingPayments taking;
    private final RefundingPayments refunding;
    private final FollowingDisputes disputing;
    private final KeepingWallets wallets;
    private final Shown shown;
    private final Together<UUID, Boolean> settling;

    /// Who asks the provider.
    @Component
    record Asking(
            TakingPayments taking, RefundingPayments refunding, FollowingDisputes disputing, KeepingWallets wallets) {}

    /// Where a person sees what does not fit.
    @Component
    record Shown(OddityTable oddities, Ground ground) {
        void odd(String kind, String subject, @Nullable PaymentId payment, String detail) {
            oddities.add(kind, subject, payment, detail, ground.now());
        }
    }

    FollowingWebhooks(WebhookTable webhooks, PaymentTable payments, RefundTable refunds, Asking asking, Shown shown) {
        this.webhooks = webhooks;
        this.payments = payments;
        this.refunds = refunds;
        this.taking = asking.taking;
        this.refunding = asking.refunding;
        this.disputing = asking.disputing;
        this.wallets = asking.wallets;
        this.shown = shown;
        this.settling = new Together<>(
                this::settle,
                id -> webhooks.settle(Set.of(id), shown.ground().now()).contains(id));
    }

    Handled follow(UUID id) {
        if (settling.ask(HERE, id)) return Handled.done();
        var kept = webhooks.find(id).orElse(null);
        if (kept == null || kept.state() != DeliveryState.RECEIVED) return Handled.done();
        return switch (kept.about()) {
            case About.APayment about -> payment(kept, about);
            case About.ARefund about -> refund(kept, about);
            case About.ADispute about -> dispute(kept, about);
            case About.AKeptMeans about -> means(kept, about);
            case About.NothingOfOurs() -> done(kept, DeliveryState.IGNORED, null);
        };
    }

    /// Most hints come when the buyer has been back already.
    private List<Optional<Boolean>> settle(List<UUID> ids) {
        var settled = webhooks.settle(ids, shown.ground().now());
        return ids.stream().map(id -> Optional.of(settled.contains(id))).toList();
    }

    private Handled payment(WebhookTable.Kept kept, About.APayment about) {
        var found = find(kept.provider(), about.id(), about.reference(), about.charge());
        if (found.isEmpty()) return quarantine(kept, "no such payment", subject(about.reference(), about.charge()));
        var before = found.get();
        var hint = about.reference() == null ? before.reference() : about.reference();
        var now = taking.ask(before, hint);
        for (var refund : refunds.underWay(before.id())) refunding.ask(refund);
        return now instanceof Payment.Unknown unknown
                ? Handled.askAgain(unknown.why())
                : done(kept, DeliveryState.DONE, null);
    }

    private Optional<KeptPayment> find(
            String provider, @Nullable PaymentId id, @Nullable String reference, @Nullable String charge) {
        var byId = Optional.ofNullable(id).flatMap(payments::find);
        return byId.isPresent()
                ? byId
                : payments.findBy(provider, reference, charge).flatMap(payments::find);
    }

    private Handled refund(WebhookTable.Kept kept, About.ARefund about) {
        var known = Optional.ofNullable(about.id()).flatMap(refunds::find);
        if (known.isEmpty()) {
            return find(kept.provider(), null, null, about.charge())
                    .map(payment -> {
                        shown.odd("refund made elsewhere", about.reference(), payment.id(), "not made from here");
                        return done(kept, DeliveryState.QUARANTINED, "refund made elsewhere");
                    })
                    .orElseGet(() -> quarantine(kept, "no such refund", about.reference()));
        }
        RefundId id = known.get().refund().id();
        return switch (refunding.look(id, about.reference())) {
            case Answer.Given<?> _ -> done(kept, DeliveryState.DONE, null);
            case Answer.Refused<?>(var _, var code) ->
                quarantine(kept, "refund not at the provider: " + code, about.reference());
            case Answer.NotKnown<?>(var why) -> Handled.askAgain(why);
        };
    }

    private Handled dispute(WebhookTable.Kept kept, About.ADispute about) {
        var payment = find(kept.provider(), null, null, about.charge());
        if (payment.isEmpty()) return quarantine(kept, "no such payment", about.reference());
        return switch (disputing.read(payment.get().id(), about.reference())) {
            case Answer.Given<?> _ -> done(kept, DeliveryState.DONE, null);
            case Answer.Refused<?>(var _, var code) ->
                quarantine(kept, "dispute not at the provider: " + code, about.reference());
            case Answer.NotKnown<?>(var why) -> Handled.askAgain(why);
        };
    }

    private Handled means(WebhookTable.Kept kept, About.AKeptMeans about) {
        if (!about.gone()) {
            wallets.hearKept(kept.provider());
            return done(kept, DeliveryState.DONE, null);
        }
        var answer = wallets.hearGone(kept.provider(), about.reference());
        if (answer.isEmpty()) return done(kept, DeliveryState.IGNORED, null);
        return switch (answer.get()) {
            case Answer.Given<?> _ -> done(kept, DeliveryState.DONE, null);
            case Answer.Refused<?>(var _, var code) -> Handled.askAgain("refused: " + code);
            case Answer.NotKnown<?>(var why) -> Handled.askAgain(why);
        };
    }

    private static String subject(@Nullable String reference, @Nullable String charge) {
        return reference != null ? reference : charge != null ? charge : "unnamed";
    }

    private Handled quarantine(WebhookTable.Kept kept, String why, String subject) {
        shown.odd(why, subject, null, kept.type());
        return done(kept, DeliveryState.QUARANTINED, why);
    }

    private Handled done(WebhookTable.Kept kept, DeliveryState state, @Nullable String why) {
        webhooks.done(kept.id(), state, why, shown.ground().now());
        return Handled.done();
    }
}
