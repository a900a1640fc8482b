package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Refund;
import org.tsudoi.testing.ProductTest;

@ProductTest
class RefundAccountLettersTest {
    private final Market market;
    private final Orders orders;
    private final OrderLetters letters;

    RefundAccountLettersTest(Market market, Orders orders, OrderLetters letters) {
        this.market = market;
        this.orders = orders;
        this.letters = letters;
    }

    @Test
    void theBuyerIsLedToThePageAndNotAskedToAnswer() {
        var order = market.held(market.event(5).id(), 1);
        var first = letters.refundAccount(order, Money.jpy(1500), Refund.Reason.TOO_MUCH, false);
        assertThat(first.text())
                .contains("1,500", "/orders/" + orders.link(order.id()) + "/refund-account", "返信でお送りにならない");
        assertThat(letters.refundAccount(order, Money.jpy(1500), Refund.Reason.TOO_MUCH, true)
                        .text())
                .contains("戻ってきました");
    }
}
