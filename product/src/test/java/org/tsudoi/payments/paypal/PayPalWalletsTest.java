package org.tsudoi.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.MeansOnFile.Keeping;
import org.tsudoi.payments.provider.MeansOnFile.KeepingPage;
import org.tsudoi.payments.provider.MeansOnFile.KeepingSeen;
import org.tsudoi.payments.provider.PaymentProvider.Kept;
import org.tsudoi.payments.provider.PaymentProvider.KeptLater;
import org.tsudoi.payments.provider.PaymentProvider.KeptWallet;
import org.tsudoi.payments.provider.PaymentProvider.OnFile;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.provider.WalletsOnFile.Standing;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.json.JsonMapper;

/// Keeping wallets at PayPal, charging one again and forgetting it, against Town.
class PayPalWalletsTest {
    private static final String STRICT = "/town/paypal/requests/strict";

    private final TownProcess town = TownProcess.running();
    private final TestClock clock = new TestClock(Instant.now());
    private final Ids ids = new Ids(clock, new SecureRandom());
    private final PayPalAdapter adapter = adapter(Duration.ofSeconds(15));
    private final PayPalAdapter impatient = adapter(Duration.ofMillis(800));
    private final PayPalWallets wallets = new PayPalWallets(client(Duration.ofSeconds(15)));

    private PayPalSettings settings(Duration readTimeout) {
        return new PayPalSettings(
                town.provider("paypal"),
                town.payPalClient(),
                town.payPalSecret(),
                List.of(town.payPalWebhookId()),
                Duration.ofSeconds(5),
                readTimeout);
    }

    private PayPalClient client(Duration readTimeout) {
        return new PayPalClient(settings(readTimeout), clock, _ -> {});
    }

    private PayPalAdapter adapter(Duration readTimeout) {
        return new PayPalAdapter(client(readTimeout), settings(readTimeout));
    }

    @BeforeEach
    void begin() {
        town.fair();
        town.call("DELETE", STRICT, null);
        town.sameTimeAs(clock);
    }

    @AfterEach
    void end() {
        town.call("DELETE", STRICT, null);
    }

    private static <T> T given(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Given.class);
        return ((Answer.Given<T>) answer).value();
    }

    private Opening opening(PaymentId id, @Nullable OnFile onFile) {
        return new Opening(
                id,
                Choice.of(Means.PAYPAL),
                "ord_" + id.toString().substring(4),
                "朝の読書サロン",
                Money.jpy(3300),
                "hanako@example.com",
                Locale.JAPANESE,
                "https://tsudoi.example/orders/x/back",
                "https://tsudoi.example/orders/x",
                clock.instant(),
                clock.instant().plus(Duration.ofMinutes(15)),
                onFile,
                null);
    }

    private Opening charge(KeptWallet wallet) {
        return opening(new PaymentId(ids.next()), new OnFile(wallet.customer(), wallet.method(), false, true));
    }

    /// @return the order's name, and how it is paid
    private Seen paid(@Nullable String customer) {
        var opening = opening(new PaymentId(ids.next()), new OnFile(customer, null, false, true));
        var page = given(adapter.open(opening));
        var how = JsonMapper.shared().createObjectNode().put("email", "hanako.yamada@town.example");
        town.call("POST", "/town/paypal/orders/" + page.reference() + "/approve", how);
        return given(adapter.take(opening.id(), page.reference()));
    }

    private static @Nullable Kept kept(Seen seen) {
        return ((Status.Paid) seen.status()).kept();
    }

    private KeptWallet wallet() {
        return (KeptWallet) Optional.ofNullable(kept(paid(null))).orElseThrow();
    }

    private long charges(Opening opening) {
        return town.call("GET", "/town/paypal/orders?limit=1000", null)
                .valueStream()
                .filter(order ->
                        order.path("invoiceId").asString("").equals(opening.id().toString()))
                .filter(order -> order.path("status").asString("").equals("COMPLETED"))
                .count();
    }

    @Test
    void aWalletIsKeptWithThePaymentAndItsAddressIsNotTakenIn() {
        var wallet = wallet();
        assertThat(wallet.account()).isEqualTo("h***@town.example");
        assertThat(given(wallets.look(wallet.method()))).isEqualTo(Standing.KEPT);
        var next = (KeptWallet) kept(paid(wallet.customer()));
        assertThat(next).isNotNull();
        assertThat(next.customer()).isEqualTo(wallet.customer());
    }

    @Test
    void nothingIsKeptWithoutAWish() {
        var opening = opening(new PaymentId(ids.next()), null);
        var page = given(adapter.open(opening));
        town.call(
                "POST",
                "/town/paypal/orders/" + page.reference() + "/approve",
                JsonMapper.shared().createObjectNode());
        assertThat(kept(given(adapter.take(opening.id(), page.reference())))).isNull();
    }

    @Test
    void whatIsKeptLaterIsUnknownUntilThen() {
        town.call("PUT", "/town/paypal/vault/later", null);
        var paid = paid(null);
        assertThat(kept(paid)).isEqualTo(new KeptLater());
        var id = new PaymentId(ids.next());
        assertThat(given(wallets.keptWith(id, paid.reference()))).isEqualTo(new KeptLater());
        var token = town.call("POST", "/town/paypal/vault/orders/" + paid.reference() + "/keep", null)
                .path("token")
                .asString();
        assertThat(given(wallets.keptWith(id, paid.reference())))
                .isInstanceOfSatisfying(
                        KeptWallet.class, wallet -> assertThat(wallet.method()).isEqualTo(token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void aKeptWalletIsChargedOnceAndNeverTakenForRefused(String mode) {
        var opening = charge(wallet());
        town.weather("paypal", "POST /v2/checkout/orders", mode, 1, 1100);
        assertThat(impatient.open(opening)).isNotInstanceOf(Answer.Refused.class);
        town.fair();
        var seen = given(adapter.open(opening));
        assertThat(given(adapter.open(opening))).isEqualTo(seen);
        assertThat(seen.paymentId()).isEqualTo(opening.id());
        assertThat(seen.orderReference()).isEqualTo(opening.orderReference());
        assertThat(seen.asked()).isEqualTo(opening.amount());
        assertThat(((Status.Paid) seen.status()).fee()).isEqualTo(Money.jpy(159));
        assertThat(given(adapter.look(opening.id(), seen.reference()))).isEqualTo(seen);
        assertThat(charges(opening)).isEqualTo(1);
    }

    @Test
    void aRefusalSaysWhyAndChargesNothing() {
        var wallet = wallet();
        var opening = charge(wallet);
        town.call(
                "PUT",
                "/town/paypal/next",
                JsonMapper.shared().createObjectNode().put("funding", "DECLINED_CARD"));
        assertThat(adapter.open(opening))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("PAYER_CANNOT_PAY"));
        given(wallets.forget(wallet.method()));
        assertThat(adapter.open(charge(wallet)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("TOKEN_ID_NOT_FOUND"));
        assertThat(charges(opening)).isZero();
    }

    @Test
    void whatNobodyWantsAnyMoreIsNotChargedLater() {
        var wallet = wallet();
        var opening = charge(wallet);
        var over = opening(opening.id(), new OnFile(wallet.customer(), wallet.method(), true, true));
        assertThat(given(adapter.open(over)).status()).isInstanceOf(Status.Open.class);
        assertThat(given(adapter.open(opening)).status()).isInstanceOf(Status.Open.class);
        assertThat(charges(opening)).isZero();
        var charged = charge(wallet);
        var seen = given(adapter.open(charged));
        var late = opening(charged.id(), new OnFile(wallet.customer(), wallet.method(), true, true));
        assertThat(given(adapter.open(late))).isEqualTo(seen);
    }

    @Test
    void aChargeThatWasNotAnsweredForHoursIsFoundInTheReport() {
        var wallet = wallet();
        var charged = charge(wallet);
        var never = charge(wallet);
        town.weather("paypal", "POST /v2/checkout/orders", "cut-after", 1, 1100);
        assertThat(adapter.open(charged)).isInstanceOf(Answer.NotKnown.class);
        town.fair();
        assertThat(adapter.madeBefore(never)).isInstanceOf(Answer.NotKnown.class);
        assertThat(adapter.closedByItself(charged)).isEqualTo(clock.instant().plus(Duration.ofHours(5)));
        clock.forward(Duration.ofHours(7));
        town.sameTimeAs(clock);
        assertThat(given(adapter.madeBefore(charged)))
                .hasValueSatisfying(seen -> assertThat(seen.status()).isInstanceOf(Status.Paid.class));
        assertThat(given(adapter.madeBefore(never))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAYPAL_REQUEST_ID_PREVIOUSLY_USED", "DUPLICATE_REQUEST_ID", "INVALID_PARAMETER_VALUE"})
    void aChargeThatWasNotAnsweredIsNotTakenForRefusedWhenNobodyWantsItAnyMore(String issue) {
        var wallet = wallet();
        var charged = charge(wallet);
        town.weather("paypal", "POST /v2/checkout/orders", "cut-after", 1, 1100);
        assertThat(adapter.open(charged)).isInstanceOf(Answer.NotKnown.class);
        town.fair();
        town.call("PUT", STRICT, JsonMapper.shared().createObjectNode().put("issue", issue));
        var over = opening(charged.id(), new OnFile(wallet.customer(), wallet.method(), true, true));
        assertThat(adapter.open(over)).isInstanceOf(Answer.NotKnown.class);
        clock.forward(Duration.ofHours(7));
        town.sameTimeAs(clock);
        assertThat(given(adapter.madeBefore(charged)))
                .hasValueSatisfying(seen -> assertThat(seen.status()).isInstanceOf(Status.Paid.class));
        assertThat(charges(charged)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAYPAL_REQUEST_ID_PREVIOUSLY_USED", "DUPLICATE_REQUEST_ID"})
    void whatPayPalWasAskedForBeforeIsNotTakenForRefused(String issue) {
        var charged = charge(wallet());
        given(adapter.open(charged));
        town.call("PUT", STRICT, JsonMapper.shared().createObjectNode().put("issue", issue));
        assertThat(adapter.open(opening(charged.id(), null))).isInstanceOf(Answer.NotKnown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "error-before", "error-after", "cut-before", "cut-after"})
    void aWalletIsForgottenHoweverPayPalAnswers(String mode) {
        var wallet = wallet();
        town.weather("paypal", "DELETE /v3/vault/payment-tokens/*", mode, 1, 1100);
        var patience = new PayPalWallets(client(Duration.ofMillis(800)));
        assertThat(patience.forget(wallet.method())).isNotInstanceOf(Answer.Refused.class);
        town.fair();
        given(wallets.forget(wallet.method()));
        assertThat(given(wallets.forget(wallet.method())).method()).isEqualTo(wallet.method());
        assertThat(given(wallets.look(wallet.method()))).isEqualTo(Standing.GONE);
    }

    private Keeping keeping(@Nullable String customer) {
        return new Keeping(
                new SavedCardId(ids.next()),
                customer,
                true,
                Locale.JAPANESE,
                "https://tsudoi.example/account/cards/added/x?pays=y",
                "https://tsudoi.example/account/memberships/y",
                clock.instant());
    }

    private void agreed(KeepingPage page) {
        var how = JsonMapper.shared().createObjectNode().put("email", "hanako.yamada@town.example");
        town.call("POST", "/town/paypal/vault/setups/" + page.reference() + "/approve", how);
    }

    @Test
    void aWalletIsKeptWithoutAPaymentAndChargedWithoutItsHolder() {
        var keeping = keeping(null);
        var page = given(wallets.keep(keeping));
        assertThat(page.url()).contains("/agreements/approve?");
        assertThat(given(wallets.keep(keeping))).isEqualTo(page);
        assertThat(given(wallets.look(keeping.means(), page.reference()))).isInstanceOf(KeepingSeen.Open.class);
        agreed(page);
        var kept = (KeepingSeen.AWallet) given(wallets.look(keeping.means(), page.reference()));
        assertThat(kept.wallet().account()).isEqualTo("h***@town.example");
        assertThat(given(wallets.look(keeping.means(), page.reference()))).isEqualTo(kept);
        assertThat(given(adapter.open(charge(kept.wallet()))).status()).isInstanceOf(Status.Paid.class);
        var next = given(wallets.keep(keeping(kept.wallet().customer())));
        agreed(next);
        assertThat(((KeepingSeen.AWallet) given(wallets.look(new SavedCardId(ids.next()), next.reference())))
                        .wallet()
                        .customer())
                .isEqualTo(kept.wallet().customer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void aPageOfWhichNothingIsKnownIsNoPageAndAskedForAgainItIsTheSame(String mode) {
        var keeping = keeping(null);
        town.weather("paypal", "POST /v3/vault/setup-tokens", mode, 1, 1100);
        var patience = new PayPalWallets(client(Duration.ofMillis(800)));
        assertThat(patience.keep(keeping)).isNotInstanceOf(Answer.Refused.class);
        town.fair();
        assertThat(given(wallets.keep(keeping))).isEqualTo(given(wallets.keep(keeping)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void anUnansweredWordIsTakenUpOnceHoweverPayPalAnswers(String mode) {
        var keeping = keeping(null);
        var page = given(wallets.keep(keeping));
        agreed(page);
        town.weather("paypal", "POST /v3/vault/payment-tokens", mode, 1, 1100);
        var patience = new PayPalWallets(client(Duration.ofMillis(800)));
        assertThat(patience.look(keeping.means(), page.reference())).isNotInstanceOf(Answer.Refused.class);
        town.fair();
        var kept = (KeepingSeen.AWallet) given(wallets.look(keeping.means(), page.reference()));
        var made = town.call("GET", "/town/paypal/vault/tokens", null)
                .valueStream()
                .filter(token -> token.path("order").asString("").equals(page.reference()))
                .toList();
        assertThat(made)
                .singleElement()
                .satisfies(token -> assertThat(token.path("token").asString())
                        .isEqualTo(kept.wallet().method()));
    }

    @Test
    void aPageThatNobodyAgreedOnIsOverAfterHours() {
        var keeping = keeping(null);
        var page = given(wallets.keep(keeping));
        clock.forward(Duration.ofHours(4));
        town.sameTimeAs(clock);
        assertThat(given(wallets.look(keeping.means(), page.reference()))).isInstanceOf(KeepingSeen.Closed.class);
    }

    @Test
    void whatWasTakenUpSoLongAgoThatPayPalForgotTheCallIsUnknown() {
        var keeping = keeping(null);
        var page = given(wallets.keep(keeping));
        agreed(page);
        given(wallets.look(keeping.means(), page.reference()));
        clock.forward(Duration.ofHours(4));
        town.sameTimeAs(clock);
        assertThat(wallets.look(keeping.means(), page.reference())).isInstanceOf(Answer.NotKnown.class);
    }
}
