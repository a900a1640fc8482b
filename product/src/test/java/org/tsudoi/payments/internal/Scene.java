package org.tsudoi.payments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Buyers, Town and the product's jobs, for tests of payments from end to end.
final class Scene implements ApplicationListener<PayloadApplicationEvent<?>> {
    static final Money PRICE = Money.jpy(3300);
    static final Money FEE = Money.jpy(119);
    static final String GOOD = "4242424242424242";
    static final String REFUND_FAILS = "4000000000005126";

    /// One more than the outbox's ladder, with room for what a rung puts.
    private static final List<Duration> RUNGS = List.of(
            Duration.ofSeconds(6),
            Duration.ofSeconds(31),
            Duration.ofMinutes(6),
            Duration.ofMinutes(61),
            Duration.ofHours(25));

    private static final Duration AWAITED_MAX = Duration.ofMinutes(2);

    final TownProcess town = TownProcess.running();
    final Payments payments;
    final PaymentDesk desk;
    final TestClock clock;
    final List<PaymentNews> news = new CopyOnWriteArrayList<>();
    private final ConfigurableApplicationContext product;

    Scene(ConfigurableApplicationContext product, int port) {
        this.product = product;
        this.payments = product.getBean(Payments.class);
        this.desk = product.getBean(PaymentDesk.class);
        this.clock = product.getBean(TestClock.class);
        town.deliverTo(port);
        fair();
        town.sameTimeAs(clock);
        product.addApplicationListener(this);
    }

    void over() {
        product.removeApplicationListener(this);
        fair();
    }

    /// Events that wait are never sent: together they would be a crowd to the next test.
    private void fair() {
        town.fair();
        switchWebhooks(true, true);
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<?> event) {
        if (event.getPayload() instanceof PaymentNews told) news.add(told);
    }

    <T> T bean(Class<T> type) {
        return product.getBean(type);
    }

    <T> T inTransaction(Supplier<T> doing) {
        return bean(Ground.class).inTransaction(doing);
    }

    PaymentId request() {
        var id = new PaymentId(bean(Ids.class).next());
        inTransaction(() -> request(id));
        return id;
    }

    Payment request(PaymentId id) {
        return request(id, terms(id));
    }

    Payment request(PaymentId id, Payment.Terms terms) {
        payments.request(List.of(new Payments.Intent(id, terms, asking())));
        return payments.get(id);
    }

    Payment.Terms terms(PaymentId id) {
        return new Payment.Terms(
                "stripe", Choice.CARD, order(id), PRICE, payee(id).value(), "朝のヨガ × 1", clock.instant());
    }

    Payments.Asking asking() {
        return new Payments.Asking(
                "hanako@example.com",
                Locale.JAPANESE,
                "https://tsudoi.example/orders/x/back",
                "https://tsudoi.example/orders/x",
                clock.instant().plus(Duration.ofMinutes(15)));
    }

    static String order(PaymentId id) {
        return "ord_" + id.toString().substring(4);
    }

    static AccountCode payee(PaymentId id) {
        return AccountCode.of("organiser", "org_" + id.toString().substring(4), "payable", "JPY");
    }

    /// A payment whose page is open.
    PaymentId submitted() {
        var id = request();
        assertThat(payments.submit(id)).isInstanceOf(Payment.Submitted.class);
        return id;
    }

    String page(PaymentId id) {
        return switch (payments.get(id)) {
            case Payment.Submitted it -> it.reference();
            case Payment other -> throw new IllegalStateException(other.toString());
        };
    }

    void pay(String page, String card) {
        var body = JsonMapper.builder().build().createObjectNode().put("card", card);
        town.call("POST", "/town/stripe/sessions/" + page + "/pay", body);
    }

    Payment.Captured captured(String card) {
        var id = submitted();
        webhooks(false);
        pay(page(id), card);
        return (Payment.Captured) payments.ask(id);
    }

    RefundId refund(Payment.Captured payment, Money amount) {
        var id = new RefundId(bean(Ids.class).next());
        inTransaction(() -> payments.refund(id, payment.id(), amount, Refund.Reason.CANCELLED_BY_BUYER));
        return id;
    }

    /// Waiting for slow answers makes a slow test: once is enough.
    static int times(String weather) {
        return weather.equals("slow") ? 1 : 3;
    }

    /// While off, Town's events wait.
    void webhooks(boolean on) {
        switchWebhooks(on, false);
    }

    private void switchWebhooks(boolean on, boolean forget) {
        var wanted = JsonMapper.builder().build().createObjectNode();
        town.call("PUT", "/town/stripe/webhooks", wanted.put("on", on).put("forget", forget));
    }

    void forward(Duration by) {
        clock.forward(by);
        town.sameTimeAs(clock);
    }

    int runJobs() {
        return bean(OutboxRunner.class).runDue();
    }

    /// Lets time pass along the ladder, running what is due, until it is so.
    void ladderUntil(BooleanSupplier so) {
        runJobs();
        for (var rung : RUNGS) {
            if (so.getAsBoolean()) return;
            forward(rung);
            runJobs();
        }
        assertThat(so.getAsBoolean()).as("reached by the end of the ladder").isTrue();
    }

    /// Something that another process does.
    void awaitUntil(BooleanSupplier so) {
        await().atMost(AWAITED_MAX).pollInterval(Duration.ofMillis(50)).until(so::getAsBoolean);
    }

    /// Something that our jobs do once another process has told us. While many are telling us at once they are due a
    /// little later, so time goes on meanwhile.
    void jobsUntil(BooleanSupplier so) {
        awaitUntil(() -> {
            clock.forward(Duration.ofMillis(200));
            runJobs();
            return so.getAsBoolean();
        });
    }

    Payment payment(PaymentId id) {
        return payments.get(id);
    }

    Refund refund(RefundId id) {
        return payments.refund(id);
    }

    /// Nothing, of an account that is not open yet.
    long balance(AccountCode account) {
        var ledger = bean(Ledger.class);
        return ledger.account(account).isEmpty() ? 0 : ledger.balance(account).posted();
    }

    JsonNode tally(Payment.Captured payment) {
        return town.call("GET", "/town/stripe/tally", null).path(payment.charge());
    }

    long newsOf(Class<? extends PaymentNews> type, String order) {
        return news.stream()
                .filter(type::isInstance)
                .flatMap(Scene::about)
                .filter(order::equals)
                .count();
    }

    private static Stream<String> about(PaymentNews told) {
        return switch (told) {
            case PaymentNews.PaymentsCaptured(var captures) ->
                captures.stream().map(PaymentNews.Capture::orderReference);
            case PaymentNews.PaymentGiven given -> Stream.of(given.orderReference());
            case PaymentNews.PaymentIssued issued -> Stream.of(issued.orderReference());
            case PaymentNews.PaymentEnded ended -> Stream.of(ended.orderReference());
            case PaymentNews.RefundSucceeded refunded -> Stream.of(refunded.orderReference());
            case PaymentNews.MeansKept kept -> Stream.of(kept.orderReference());
            case PaymentNews.MeansAdded _, PaymentNews.MeansGone _ -> Stream.of();
            case PaymentNews.DisputeEased eased -> Stream.of(eased.orderReference());
            case PaymentNews.DisputeLost lost -> Stream.of(lost.orderReference());
            case PaymentNews.RefundFailed failed -> Stream.of(failed.orderReference());
        };
    }

    /// A page that Town made for this payment, also when nobody here was told.
    @Nullable
    String pageInTown(PaymentId id) {
        return town.call("GET", "/stripe/v1/checkout/sessions?limit=100", null)
                .path("data")
                .valueStream()
                .filter(page ->
                        page.path("metadata").path("payment").asString("").equals(id.toString()))
                .map(page -> page.path("id").asString())
                .findFirst()
                .orElse(null);
    }

    Instant now() {
        return clock.instant();
    }
}
