package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;

/// Numbers for stores. Refunds take days here, so of those it has tests of its own.
class StripeKonbiniContractTest extends StripeContract {
    StripeKonbiniContractTest() {
        super(new StripeOffers(false, List.of("lawson", "family-mart")), "/v1/payment_intents");
    }

    @Override
    protected Traits traits() {
        return new Traits(
                new Choice(Means.KONBINI, "lawson"),
                Money.jpy(3300),
                Money.jpy(119),
                Money.jpy(110),
                "pi_nobody",
                null,
                true,
                false,
                false,
                false);
    }

    @Override
    protected String operation(Call call) {
        return switch (call) {
            case OPEN -> "POST /v1/payment_intents";
            case LOOK -> "GET /v1/payment_intents/*";
            case CLOSE -> "POST /v1/payment_intents/*/cancel";
            case TAKE, REFUND, LOOK_AT_REFUND, LOOK_AT_DISPUTE -> throw notHere();
        };
    }

    @Override
    protected void pay(Seen page) {
        town.call("POST", "/town/stripe/intents/" + page.reference() + "/cash?chain=lawson", null);
    }

    private Opening opening(Choice choice) {
        return opening(choice, "朝のやさしいヨガと呼吸をととのえる六十分の会 × 1", traits().price(), Duration.ofDays(3));
    }

    @Test
    void theNumbersAreThoseOfTheChainThatWasChosen() {
        var opening = opening(new Choice(Means.KONBINI, "family-mart"));
        var seen = given(adapter.open(opening));
        assertThat(seen.status()).isInstanceOfSatisfying(Status.Issued.class, issued -> {
            var how = (Instructions.StoreNumber) issued.how();
            assertThat(how.chain()).isEqualTo("family-mart");
            assertThat(how.number()).matches("[0-9]{11}");
            assertThat(how.until().getEpochSecond())
                    .isEqualTo(opening.payableUntil().getEpochSecond());
        });
    }

    @Test
    void aRefundWaitsForTheBuyersBankAccount() {
        var opening = opening(new Choice(Means.KONBINI, "lawson"));
        var seen = given(adapter.open(opening));
        pay(seen);
        var paid = (Status.Paid)
                given(adapter.look(opening.id(), seen.reference())).status();
        assertThat(paid.card()).isNull();
        var refund = new RefundId(ids.next());
        var charge = new PaymentProvider.Charge(paid.chargeReference(), opening.choice());
        var first = given(adapter.refund(refund, 1, charge, Money.jpy(3300)));
        assertThat(first.status()).isEqualTo(new RefundStatus.Pending());
        assertThat(given(adapter.refund(refund, 1, charge, Money.jpy(3300)))).isEqualTo(first);
        letRefundsSettle();
        assertThat(given(adapter.lookAtRefund(refund, first.reference())).status())
                .isEqualTo(new RefundStatus.Succeeded());
    }
}
