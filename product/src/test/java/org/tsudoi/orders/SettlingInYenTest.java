package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Plan;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.ProviderLines;
import org.tsudoi.payments.TakenBack;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Stripe's account has yen alone, whatever is sold in.
@ProductTest
class SettlingInYenTest {
    private final Market market;
    private final Payments payments;
    private final PaymentDesk desk;
    private final TakenBack takenBack;
    private final ProviderLines lines;
    private final Ledger ledger;
    private final TestClock clock;
    private final TownProcess town = TownProcess.running();

    SettlingInYenTest(
            Market market,
            Payments payments,
            PaymentDesk desk,
            TakenBack takenBack,
            ProviderLines lines,
            Ledger ledger,
            TestClock clock) {
        this.market = market;
        this.payments = payments;
        this.desk = desk;
        this.takenBack = takenBack;
        this.lines = lines;
        this.ledger = ledger;
        this.clock = clock;
    }

    @BeforeEach
    void inYen() {
        town.fair();
        town.sameTimeAs(clock);
        town.call("PUT", "/town/stripe/account/settles-in-yen/true", null);
    }

    @AfterEach
    void inAllCurrencies() {
        town.call("PUT", "/town/stripe/account/settles-in-yen/false", null);
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private long on(String account) {
        var code = new AccountCode(account);
        return ledger.account(code).isEmpty() ? 0 : ledger.balance(code).posted();
    }

    private Payment.Captured paid(String currency, long price) {
        var event = market.event(
                market.organiser(currency),
                5,
                Duration.ofHours(20),
                market.plan(Plan.Kind.ONCE, Money.of(price, currency), 2));
        var order = market.paid(event.id(), 2);
        return (Payment.Captured) payments.newestFor(order.id().toString()).orElseThrow();
    }

    private List<Movements.Line> read(Payment.Captured payment) {
        assertThat(lines.read(
                        "stripe",
                        clock.instant().minus(Duration.ofDays(1)),
                        clock.instant().plus(Duration.ofDays(1))))
                .isInstanceOf(ProviderLines.Read.Kept.class);
        return lines.about("stripe", List.of(payment.id()), List.of(), Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "EUR", "THB"})
    void theFeeIsKnownAndWhatIsExchangedIsOnTheBooksInBoth(String currency) {
        var atProvider = "provider:stripe:" + currency;
        var first = paid(currency, 1999);
        read(first);
        long inCurrency = on(atProvider);
        long inYen = on("provider:stripe:JPY");
        var payment = paid(currency, 2999);
        var fee = Objects.requireNonNull(payment.fee());
        assertThat(fee.currency()).isEqualTo(payment.amount().currency());
        assertThat(fee.isPositive()).isTrue();
        assertThat(on(payment.terms().payableTo())).isEqualTo(-5998 + fee.minorUnits());
        assertThat(on(atProvider)).isEqualTo(inCurrency + 5998 - fee.minorUnits());
        assertThat(read(payment)).singleElement().satisfies(line -> {
            assertThat(line.gross()).isEqualTo(payment.amount());
            assertThat(line.fee()).isEqualTo(fee);
        });
        assertThat(on(atProvider)).isEqualTo(inCurrency);
        assertThat(on("provider:stripe:JPY")).isGreaterThan(inYen);
        long exchanged = on("provider:stripe:JPY");
        read(payment);
        assertThat(on("provider:stripe:JPY")).isEqualTo(exchanged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "EUR", "THB"})
    void aDisputeIsBookedInTheCurrencyOfTheSale(String currency) {
        var atProvider = "provider:stripe:" + currency;
        read(paid(currency, 1999));
        long inCurrency = on(atProvider);
        var payment = paid(currency, 2999);
        long owed = on(payment.terms().payableTo());
        var charge = town.call("GET", "/stripe/v1/payment_intents/" + payment.charge(), null)
                .path("latest_charge")
                .asString();
        town.call("POST", "/town/stripe/charges/" + charge + "/dispute", null);
        var dispute = town.call("GET", "/stripe/v1/disputes", null)
                .path("data")
                .path(0)
                .path("id")
                .asString();
        takenBack.look(payment.id(), dispute);
        assertThat(desk.disputes(payment.id())).singleElement().satisfies(it -> {
            assertThat(it.taken()).isEqualTo(payment.amount());
            assertThat(on(payment.terms().payableTo()))
                    .isEqualTo(owed + 5998 + it.fee().minorUnits());
        });
        read(payment);
        assertThat(on(atProvider)).isEqualTo(inCurrency);
    }
}
