package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whole orders by PayPal and by PayPay, with Town on the other side.
@ProductTest
class PayingByWalletTest {
    private static final Choice PAYPAL = Choice.of(Means.PAYPAL);
    private static final Choice PAYPAY = Choice.of(Means.PAYPAY);
    private static final Duration AWAITED_MAX = Duration.ofMinutes(2);

    private final TownProcess town = TownProcess.running();
    private final Market market;
    private final Orders orders;
    private final Payments payments;
    private final PaymentDesk desk;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final int port;

    PayingByWalletTest(
            Market market,
            Orders orders,
            Payments payments,
            PaymentDesk desk,
            Ledger ledger,
            OutboxRunner outbox,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.desk = desk;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
        this.port = port;
    }

    @BeforeEach
    void fairWeather() {
        town.deliverTo(port);
        quiet();
        town.sameTimeAs(clock);
    }

    @AfterEach
    void theBooksBalance() {
        quiet();
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    /// News of earlier payments is never sent.
    private void quiet() {
        town.fair();
        for (var wallet : new String[] {"paypal", "paypay"}) switchNews(wallet, true, true);
    }

    private void switchNews(String wallet, boolean on, boolean forget) {
        var wanted = JsonMapper.shared().createObjectNode().put("on", on).put("forget", forget);
        town.call("PUT", "/town/" + wallet + "/webhooks", wanted);
    }

    private Order begun(Choice choice) {
        var order = market.held(market.event(10).id(), 1);
        assertThat(orders.pay(order.id(), choice)).isInstanceOf(Orders.PayStep.GoToProvider.class);
        return order;
    }

    private Payment payment(Order order) {
        return payments.newestFor(order.id().toString()).orElseThrow();
    }

    private String page(Order order) {
        return ((Payment.Submitted) payment(order)).reference();
    }

    private void approve(Order order, String funding) {
        var how = JsonMapper.shared().createObjectNode().put("funding", funding);
        town.call("POST", "/town/paypal/orders/" + page(order) + "/approve", how);
    }

    private void payByPayPay(Order order) {
        town.call("POST", "/town/paypay/codes/" + payment(order).id() + "/pay", null);
    }

    private boolean is(Class<? extends Order> state, Order order) {
        return state.isInstance(orders.get(order.id()));
    }

    /// What our jobs do once Town has told us.
    private void jobsUntil(BooleanSupplier so) {
        await().atMost(AWAITED_MAX).pollInterval(Duration.ofMillis(50)).until(() -> {
            clock.forward(Duration.ofMillis(200));
            outbox.runDue();
            return so.getAsBoolean();
        });
    }

    private long payable(Payment.Captured payment) {
        return ledger.balance(new AccountCode(payment.terms().payableTo())).posted();
    }

    private Refund cancelled(Order order, long agreed) {
        var all = orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
        orders.cancel(order.id(), Set.copyOf(all), Money.jpy(agreed), Ticket.CancelledBy.PARTICIPANT);
        outbox.runDue();
        return payments.refundsFor(order.id().toString()).getFirst();
    }

    private JsonNode tally(String wallet, Payment.Captured payment) {
        return town.call("GET", "/town/" + wallet + "/tally", null).path(payment.charge());
    }

    @Test
    void whatWasApprovedAtPayPalIsTakenWithoutTheBuyerComingBackAndGivenBack() {
        var order = begun(PAYPAL);
        approve(order, "BALANCE");
        jobsUntil(() -> is(Order.Paid.class, order));
        var payment = (Payment.Captured) payment(order);
        assertThat(payment.fee()).isEqualTo(Money.jpy(94));
        assertThat(payable(payment)).isEqualTo(-1500 + 94);
        assertThat(cancelled(order, 1500)).isInstanceOf(Refund.Succeeded.class);
        assertThat(tally("paypal", payment).path("refunded").asLong()).isEqualTo(1500);
    }

    @Test
    void howeverPayPalTellsItTheMoneyIsTakenOnce() {
        for (var weather : new String[] {"webhook-twice", "webhook-reversed", "webhook-forged", "webhook-lost"}) {
            var order = begun(PAYPAL);
            town.weather("paypal", "*", weather, null, 300);
            approve(order, "BALANCE");
            if (weather.equals("webhook-lost")) orders.askAgain(order.id());
            jobsUntil(() -> is(Order.Paid.class, order));
            town.fair();
            var payment = (Payment.Captured) payment(order);
            assertThat(tally("paypal", payment).path("charges").asInt()).isEqualTo(1);
            assertThat(payable(payment)).as(weather).isEqualTo(-1500 + 94);
        }
    }

    @Test
    void aDeclinedWalletCanBeTriedAgainOnTheSamePage() {
        var order = begun(PAYPAL);
        switchNews("paypal", false, false);
        approve(order, "DECLINED_CARD");
        orders.askAgain(order.id());
        assertThat(payment(order))
                .isInstanceOfSatisfying(
                        Payment.Submitted.class,
                        submitted -> assertThat(submitted.lastDecline()).isEqualTo("INSTRUMENT_DECLINED"));
        approve(order, "BALANCE");
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void whatPayPalLooksAtIsNotPaidUntilItHasDecided() {
        var order = begun(PAYPAL);
        approve(order, "REVIEW");
        jobsUntil(() -> payment(order) instanceof Payment.Processing);
        assertThat(is(Order.Paying.class, order)).isTrue();
        var capture = town.call("GET", "/town/paypal/orders", null)
                .valueStream()
                .filter(made -> made.path("invoiceId")
                        .asString("")
                        .equals(payment(order).id().toString()))
                .map(made -> made.path("capture").asString())
                .findFirst()
                .orElseThrow();
        town.call("POST", "/town/paypal/captures/" + capture + "/complete", null);
        jobsUntil(() -> is(Order.Paid.class, order));
    }

    @Test
    void whatWasApprovedAfterTheTimeToPayIsNeverTaken() {
        var order = begun(PAYPAL);
        var page = page(order);
        switchNews("paypal", false, false);
        clock.forward(Duration.ofMinutes(45));
        town.sameTimeAs(clock);
        orders.lapseDue();
        outbox.runDue();
        assertThat(is(Order.Lapsed.class, order)).isTrue();
        town.call("POST", "/town/paypal/orders/" + page + "/approve", null);
        switchNews("paypal", true, false);
        jobsUntil(() -> desk.deliveries(1000).stream()
                .anyMatch(it ->
                        payment(order).id().equals(it.payment()) && it.state() == PaymentDesk.DeliveryState.DONE));
        assertThat(payment(order)).isInstanceOf(Payment.Withdrawn.class);
    }

    @Test
    void aChargebackAtPayPalStandsOnTheBooksUntilItIsWon() {
        var order = begun(PAYPAL);
        approve(order, "BALANCE");
        jobsUntil(() -> is(Order.Paid.class, order));
        var payment = (Payment.Captured) payment(order);
        town.call("POST", "/town/paypal/captures/" + payment.charge() + "/dispute", null);
        jobsUntil(() -> !desk.disputes(payment.id()).isEmpty());
        assertThat(payable(payment)).isEqualTo(-1500 + 94 + 1500 + 1300);
        town.call("POST", "/town/paypal/captures/" + payment.charge() + "/dispute/won", null);
        jobsUntil(() -> desk.disputes(payment.id()).getFirst().stage().isOver());
        assertThat(payable(payment)).isEqualTo(-1500 + 94 + 1300);
    }

    @Test
    void whatPayPayTellsIsReadAndPaidAndGivenBack() {
        var order = begun(PAYPAY);
        payByPayPay(order);
        jobsUntil(() -> is(Order.Paid.class, order));
        var payment = (Payment.Captured) payment(order);
        assertThat(payment.fee()).isEqualTo(Money.jpy(0));
        assertThat(payable(payment)).isEqualTo(-1500);
        assertThat(cancelled(order, 1500)).isInstanceOf(Refund.Succeeded.class);
        assertThat(tally("paypay", payment).path("refunded").asLong()).isEqualTo(1500);
    }

    /// Nothing is signed, so whoever knows the address of the door can say anything; it is looked at and not believed.
    @Test
    void whoSaysThatPayPayWasPaidIsNotBelieved() throws Exception {
        var order = begun(PAYPAY);
        var lie = """
                {"notification_type":"Transaction","merchant_order_id":"%s","order_id":"0999","state":"COMPLETED",
                "paid_at":"2026-11-27T00:00:00Z","order_amount":"1500"}""";
        assertThat(hear(lie.formatted(payment(order).id()))).isEqualTo(200);
        outbox.runDue();
        assertThat(payment(order)).isInstanceOf(Payment.Submitted.class);
        assertThat(hear(lie.formatted("pay_nobody"))).isEqualTo(400);
        payByPayPay(order);
        orders.askAgain(order.id());
        // Of what is paid nothing is awaited any more.
        assertThat(hear(lie.formatted(payment(order).id()))).isEqualTo(400);
    }

    private int hear(String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/paypay"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aCodeThatExpiredIsReplacedByAnotherOne() {
        var order = begun(PAYPAY);
        var first = payment(order);
        clock.forward(Duration.ofMinutes(6));
        town.sameTimeAs(clock);
        orders.askAgain(order.id());
        outbox.runDue();
        assertThat(payment(order)).isInstanceOf(Payment.Withdrawn.class);
        assertThat(orders.pay(order.id(), PAYPAY)).isInstanceOf(Orders.PayStep.GoToProvider.class);
        assertThat(payment(order).id()).isNotEqualTo(first.id());
        payByPayPay(order);
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void whoChangesFromOneWalletToTheOtherPaysOnce() {
        var order = begun(PAYPAY);
        var code = payment(order).id();
        assertThat(orders.pay(order.id(), PAYPAL)).isInstanceOf(Orders.PayStep.GoToProvider.class);
        var tried = town.call("POST", "/town/paypay/codes/" + code + "/pay", null);
        assertThat(tried.path("result").asString()).isEqualTo("not_open");
        approve(order, "BALANCE");
        jobsUntil(() -> is(Order.Paid.class, order));
    }
}
