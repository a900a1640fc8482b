package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.WalletRoom;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;

/// Wallets, on a page of ours.
class StripeWalletContractTest extends StripeContract {
    private static final String ROOMS = "https://tsudoi.example/wallet/";

    private final StripeRooms rooms = new StripeRooms(client, express("https://js.stripe.com/dahlia/stripe.js"));

    StripeWalletContractTest() {
        super(StripeOffers.CARDS, "/v1/payment_intents", new StripeExpress.Rooms(ROOMS));
    }

    private static StripeExpress express(String script) {
        return new StripeExpress(true, "pk_test_town", URI.create(script));
    }

    @Override
    protected Traits traits() {
        return new Traits(
                Choice.of(Means.WALLET),
                Money.jpy(3300),
                Money.jpy(119),
                Money.jpy(10),
                "pi_nobody",
                "insufficient_funds",
                true,
                true,
                true,
                true);
    }

    @Override
    protected String operation(Call call) {
        return switch (call) {
            case OPEN -> "POST /v1/payment_intents";
            case LOOK -> "GET /v1/payment_intents/*";
            case TAKE -> throw notHere();
            case CLOSE -> "POST /v1/payment_intents/*/cancel";
            case REFUND -> "POST /v1/refunds";
            case LOOK_AT_REFUND -> "GET /v1/refunds/*";
            case LOOK_AT_DISPUTE -> "GET /v1/disputes/*";
        };
    }

    /// An intent stays open for ever; only its secret is given to nobody any more, and it is closed when it is found.
    @Override
    protected boolean endsByItself() {
        return false;
    }

    @Override
    protected void pay(Seen page) {
        pay(page, "pm_card_visa");
    }

    @Override
    protected void payInVain(Seen page) {
        pay(page, "pm_card_chargeDeclinedInsufficientFunds");
    }

    @Override
    protected void payForSlowRefund(Seen page, boolean fails) {
        pay(page, fails ? "pm_card_refundFail" : "pm_card_pendingRefund");
    }

    private void pay(Seen page, String card) {
        town.call("POST", "/town/stripe/intents/" + page.reference() + "/wallet?card=" + card, null);
    }

    private Opening opening() {
        return opening(traits().price());
    }

    @Test
    void thePageToPayOnIsOurs() {
        var opening = opening();
        assertThat(given(adapter.open(opening)).status()).isEqualTo(new Status.Open(ROOMS + opening.id(), null));
    }

    @Test
    void whichWalletItWasIsKept() {
        var opening = opening();
        var page = given(adapter.open(opening));
        town.call("POST", "/town/stripe/intents/" + page.reference() + "/wallet?wallet=google_pay", null);
        var paid = (Status.Paid)
                given(adapter.look(opening.id(), page.reference())).status();
        assertThat(Objects.requireNonNull(paid.card()).wallet()).isEqualTo("google_pay");
        assertThat(paid.kept()).isNull();
    }

    @Test
    void aBankThatIsStillAskingLeavesItOpen() {
        var opening = opening();
        var page = given(adapter.open(opening));
        var secret = room(opening, page).secret();
        town.call(
                "POST",
                "/stripe/v1/payment_intents/" + page.reference() + "/confirm?client_secret=" + secret
                        + "&payment_method=tok_apple_pay_threeDSecure2Required&return_url=https://tsudoi.example/",
                null);
        assertThat(given(adapter.look(opening.id(), page.reference()))).isEqualTo(page);
        assertThat(given(adapter.close(opening.id(), page.reference())).status())
                .isEqualTo(new Status.Closed());
    }

    private WalletRoom room(Opening opening, Seen page) {
        return given(rooms.room(opening.id(), page.reference()));
    }

    @Test
    void theSecretIsGivenWhileItCanBePaidAndToNobodyElse() {
        var opening = opening();
        var page = given(adapter.open(opening));
        var room = room(opening, page);
        assertThat(room.secret()).startsWith(page.reference() + "_secret_");
        assertThat(room.key()).isEqualTo("pk_test_town");
        assertThat(room.toString()).doesNotContain("secret", "pi_");
        assertThat(rooms.room(opening().id(), page.reference())).isInstanceOf(Answer.NotKnown.class);
        pay(page);
        assertThat(rooms.room(opening.id(), page.reference())).isInstanceOf(Answer.NotKnown.class);
    }

    @Test
    void theSecretOfACardOnFileIsGivenToNobody() {
        var konbini = new StripeAdapter(client, new StripeOffers(false, List.of("lawson")));
        var opening = opening(new Choice(Means.KONBINI, "lawson"), "ヨガ", traits().price(), time());
        var page = given(konbini.open(opening));
        assertThat(rooms.room(opening.id(), page.reference())).isInstanceOf(Answer.NotKnown.class);
    }

    @Test
    void theRoomReachesStripeAndNothingElse() {
        var opening = opening();
        var page = given(adapter.open(opening));
        var room = room(opening, page);
        assertThat(room.scripts()).containsExactly("https://js.stripe.com", "https://*.js.stripe.com");
        assertThat(room.calls()).containsExactly("https://api.stripe.com");
        assertThat(room.frames()).allMatch(it -> it.endsWith("stripe.com"));
        var town = new StripeRooms(client, express("http://127.0.0.1:8090/stripe/elements/stripe.js"));
        assertThat(given(town.room(opening.id(), page.reference())).calls()).containsExactly("http://127.0.0.1:8090");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "error-before", "rate-limited", "garbage"})
    void aSilentStripeGivesNoRoomAndRefusesNothing(String mode) {
        var opening = opening();
        var page = given(adapter.open(opening));
        town.weather("stripe", "GET /v1/payment_intents/*", mode, 1, 1_100);
        var answer = rooms.room(opening.id(), page.reference());
        town.fair();
        // The patient one waits for what is only slow.
        assertThat(answer).isInstanceOf(mode.equals("slow") ? Answer.Given.class : Answer.NotKnown.class);
    }

    @Test
    void whatNobodyClosedIsFoundAndClosed() {
        var opening = opening();
        var page = given(adapter.open(opening));
        clock.forwardTo(adapter.closedByItself(opening).plusSeconds(1));
        town.sameTimeAs(clock);
        assertThat(given(adapter.madeBefore(opening))).isEqualTo(Optional.of(page));
        assertThat(given(adapter.close(opening.id(), page.reference())).status())
                .isEqualTo(new Status.Closed());
    }
}
