package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.payouts.Paying.YEN;
import static org.tsudoi.payouts.Paying.yenAccount;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.orders.OrderId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payouts.BuyerRefunds.Stage;
import org.tsudoi.testing.ProductTest;

/// A refund by the file that Town's bank takes, and by the statement that it writes.
@ProductTest
class RefundingThroughTownTest {
    private final Payouts payouts;
    private final BuyerRefunds refunds;
    private final Paying paying;
    private final Sold sold;
    private final Payments payments;
    private final YenBank bank;

    RefundingThroughTownTest(
            Payouts payouts, BuyerRefunds refunds, Paying paying, Sold sold, Payments payments, YenBank bank) {
        this.payouts = payouts;
        this.refunds = refunds;
        this.paying = paying;
        this.sold = sold;
        this.payments = payments;
        this.bank = bank;
    }

    @BeforeEach
    void fairWeather() {
        bank.fairWeather();
    }

    private Refund refund(OrderId order) {
        return payments.refundsFor(order.toString()).getFirst();
    }

    @Test
    void whatTheBankTransfersIsGivenBackAndWhatItSendsBackIsAskedAboutAgain() throws Exception {
        var order = sold.goingBack();
        refunds.tell(order.toString(), yenAccount("1234567"));
        var run = paying.handedIn(YEN);
        var on = bank.transfers(run, "");
        assertThat(refund(order)).isInstanceOf(Refund.Transferring.class);
        bank.tells(on);
        assertThat(refund(order)).isInstanceOf(Refund.Transferred.class);
        bank.tells(on);
        assertThat(refund(order)).isInstanceOf(Refund.Transferred.class);
        bank.sendsBack(payouts.payout(PayoutId.derive(run, refund(order).id())).orElseThrow());
        bank.tells(on);
        assertThat(refund(order)).isInstanceOf(Refund.Failed.class);
        assertThat(refunds.of(order.toString()).getFirst().stage()).isEqualTo(Stage.ACCOUNT_WANTED);
        refunds.tell(order.toString(), yenAccount("7654321"));
        bank.tells(bank.transfers(paying.handedIn(YEN), ""));
        assertThat(refund(order)).isInstanceOf(Refund.Transferred.class);
    }
}
