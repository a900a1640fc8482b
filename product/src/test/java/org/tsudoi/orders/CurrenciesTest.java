package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Plan;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// The same sale in each of the currencies: what is taken, booked and given back has the right minor units.
@ProductTest
class CurrenciesTest {
    private final Market market;
    private final Orders orders;
    private final Payments payments;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;

    CurrenciesTest(
            Market market, Orders orders, Payments payments, Ledger ledger, OutboxRunner outbox, TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    /// Half of an odd amount is rounded in the buyer's favour.
    @ParameterizedTest
    @CsvSource({"JPY, 1999, 1000", "THB, 19999, 10000", "USD, 1999, 1000", "EUR, 1999, 1000"})
    void aSaleAndHalfOfItBack(String currency, long price, long half) {
        var organiser = market.organiser(currency);
        var event = market.event(
                organiser, 5, Duration.ofHours(20), market.plan(Plan.Kind.ONCE, Money.of(price, currency), 2));
        var order = market.paid(event.id(), 2);
        assertThat(order).isInstanceOf(Order.Paid.class);
        var payment =
                (Payment.Captured) payments.newestFor(order.id().toString()).orElseThrow();
        assertThat(payment.amount()).isEqualTo(Money.of(2 * price, currency));
        var ticket = orders.tickets(order.id()).getFirst().id();
        var quote = orders.quote(order.id(), Set.of(ticket), Ticket.CancelledBy.PARTICIPANT);
        assertThat(quote.refund()).isEqualTo(Money.of(half, currency));
        orders.cancel(order.id(), Set.of(ticket), quote.refund(), Ticket.CancelledBy.PARTICIPANT);
        outbox.runDue();
        var payable = ledger.balance(new AccountCode(payment.terms().payableTo()));
        var fee = payment.fee();
        assertThat(fee).isNotNull();
        assertThat(payable.posted()).isEqualTo(-(2 * price - half) + (fee == null ? 0 : fee.minorUnits()));
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }
}
