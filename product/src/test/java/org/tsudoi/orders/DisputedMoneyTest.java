package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Currency;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payouts.Paying;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// A payment for a coming event is taken back: it holds back itself and nothing else.
@ProductTest
class DisputedMoneyTest {
    private static final Currency YEN = Currency.getInstance("JPY");
    private static final long OTHER = 10_000;
    private static final long PRICE = 1500;
    private static final long FEE = 110;

    private final SlipStore store;
    private final Market market;
    private final Orders orders;
    private final Paying paying;
    private final Payouts payouts;
    private final OutboxRunner outbox;
    private final Ledger ledger;
    private final TestClock clock;

    DisputedMoneyTest(
            SlipStore store,
            Market market,
            Orders orders,
            Paying paying,
            Payouts payouts,
            OutboxRunner outbox,
            Ledger ledger,
            TestClock clock) {
        this.store = store;
        this.market = market;
        this.orders = orders;
        this.paying = paying;
        this.payouts = payouts;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private SlipStore.Issued paid(OrganiserId organiser) {
        var one = store.issued(organiser, 10);
        told(one, "12");
        assertThat(orders.get(one.order().id())).isInstanceOf(Order.Paid.class);
        return one;
    }

    private void told(SlipStore.Issued one, String kind) {
        clock.forward(Duration.ofMinutes(5));
        store.hear(store.line(kind, one.code()));
        outbox.runDue();
    }

    private void isBalance(OrganiserId organiser, long owed, long notYetDue, long available) {
        var balance = payouts.balance(organiser, YEN);
        assertThat(balance.owed()).isEqualTo(Money.jpy(owed));
        assertThat(balance.notYetDue()).isEqualTo(Money.jpy(notYetDue));
        assertThat(balance.available()).isEqualTo(Money.jpy(available));
    }

    @Test
    void otherMoneyOfTheOrganiserIsPaidOut() {
        var organiser = market.organiser();
        paying.owe(organiser, Money.jpy(OTHER));
        var kept = paid(organiser);
        var one = paid(organiser);
        long both = OTHER + 2 * (PRICE - FEE);
        isBalance(organiser, both, 2 * PRICE, both - 2 * PRICE);
        told(one, "22");
        isBalance(organiser, both - PRICE, PRICE, both - 2 * PRICE);
        assertThat(orders.get(kept.order().id())).isInstanceOf(Order.Paid.class);
        // Decided for us: it waits for its event again.
        told(one, "12");
        isBalance(organiser, both, 2 * PRICE, both - 2 * PRICE);
    }

    /// The place was given up before: what the bank takes has not to go back a second time.
    @Test
    void whatWasToGoBackAndIsTakenBackIsOwedOnce() {
        var organiser = market.organiser();
        paying.owe(organiser, Money.jpy(OTHER));
        var one = paid(organiser);
        var order = one.order().id();
        orders.cancel(
                order, Set.of(orders.tickets(order).getFirst().id()), Money.jpy(PRICE), Ticket.CancelledBy.ORGANISER);
        outbox.runDue();
        isBalance(organiser, OTHER - FEE, 0, OTHER - FEE);
        told(one, "22");
        isBalance(organiser, OTHER - FEE, 0, OTHER - FEE);
    }
}
