package org.tsudoi.bench.payments;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.bench.Benchmark;
import org.tsudoi.bench.Measured;
import org.tsudoi.bench.Option;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Row.Unit;
import org.tsudoi.bench.Server;
import org.tsudoi.bench.Stage;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.database.Logins;

/// How many payments go through the product's own face: the intent stored, taken at a provider that answers at once,
/// captured, with the ledger's legs, the outbox's items and the history's rows, on the real database and with the jobs
/// running.
public final class PaymentsBenchmark implements Benchmark {
    /// Measured and published for version 0.25.4 on 2 cores, 8 clients, its built-in provider that answers at once.
    private static final double KILL_BILL_A_SECOND = 208;

    private static final double KILL_BILL_P99 = 98;
    private static final double TIMES = 5;
    private static final double P99_MAX = 50;
    private static final Money PRICE = Money.jpy(3300);
    private static final int PAYEES = 100;

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public String what() {
        return "a payment from intent to capture, beside Kill Bill's published figure";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("callers", "N", "8", "how many pay at once"),
                new Option("connections", "N", "14", "the pool, as the product has it"));
    }

    @Override
    public void run(Stage stage) throws Exception {
        int connections = stage.options().number("connections");
        try (var server = Server.start(stage, connections + 10)) {
            var logins = server.database("payments");
            try (var product = start(logins, stage, connections)) {
                measure(stage, product, logins);
            }
        }
    }

    private static ConfigurableApplicationContext start(Logins logins, Stage stage, int connections) {
        return new SpringApplicationBuilder(PaymentsAlone.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> ((org.springframework.context.support.GenericApplicationContext) context)
                        .registerBean(InstantProvider.class))
                .run(stage.product(logins, connections));
    }

    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {"org.tsudoi.platform", "org.tsudoi.privacy", "org.tsudoi.ledger", "org.tsudoi.payments"},
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
    static class PaymentsAlone {}

    private static void measure(Stage stage, ConfigurableApplicationContext product, Logins logins)
            throws InterruptedException {
        int callers = stage.options().number("callers");
        var payer = new Payer(product);
        var what = "payments captured, " + callers + " callers";
        var measured = stage.steady(callers, what, random -> payer.pay(random.nextInt(PAYEES)));
        stage.report()
                .add(Row.of("payments", what, measured.perSecond(), Unit.PER_SECOND)
                        .beside("Kill Bill, published", KILL_BILL_A_SECOND)
                        .timesAtLeast(TIMES));
        stage.report().add(percentile(measured, 50));
        stage.report().add(percentile(measured, 95));
        stage.report()
                .add(percentile(measured, 99)
                        .beside("Kill Bill, published", KILL_BILL_P99)
                        .atMost(P99_MAX));
        prove(stage, product.getBean(Ledger.class), Server.owner(logins));
    }

    private static Row percentile(Measured measured, int percent) {
        double millis = measured.latencies().percentile(percent).toNanos() / 1e6;
        return Row.of("payment_ms_p" + percent, "intent to capture, p" + percent, millis, Unit.MILLISECONDS);
    }

    /// Every payment has its row, its history, its items and its legs; the books are sound.
    private static void prove(Stage stage, Ledger ledger, JdbcClient owner) {
        long payments = count(owner, "payment where state = 'captured'");
        var counts = List.of(
                payments,
                count(owner, "payment"),
                count(owner, "payment_event where to_state = 'captured'"),
                count(owner, "outbox where topic = 'payment.follow'"),
                count(owner, "ledger_journal where kind = 'payment-captured'"));
        if (counts.stream().distinct().count() != 1) throw new IllegalStateException("not one of each: " + counts);
        if (!ledger.trialBalance().isBalanced()) throw new IllegalStateException("the books do not balance");
        if (ledger.verify() instanceof Verification.Broken broken) throw new IllegalStateException(broken.toString());
        stage.say("  %,d payments, each with its history, outbox item and journal; the books are sound"
                .formatted(payments));
    }

    private static long count(JdbcClient owner, String rows) {
        return owner.sql("select count(*) from " + rows).query(Long.class).single();
    }

    private record Payer(Payments payments, TransactionTemplate transactions, Ids ids) {
        Payer(ConfigurableApplicationContext product) {
            this(
                    product.getBean(Payments.class),
                    product.getBean(TransactionTemplate.class),
                    product.getBean(Ids.class));
        }

        void pay(int payee) {
            var id = new PaymentId(ids.next());
            var now = java.time.Instant.now();
            var to = AccountCode.of("organiser", "bench" + payee, "payable", "JPY");
            var order = Ids.show("ord", id.value());
            var terms = new Payment.Terms(InstantProvider.NAME, Choice.CARD, order, PRICE, to.value(), "朝のヨガ × 1", now);
            var asking = new Payments.Asking(
                    "hanako@example.com",
                    Locale.JAPANESE,
                    "https://tsudoi.example/orders/" + order + "/back",
                    "https://tsudoi.example/orders/" + order,
                    now.plus(Duration.ofMinutes(15)));
            transactions.executeWithoutResult(_ -> payments.request(List.of(new Payments.Intent(id, terms, asking))));
            var paid = payments.submit(id);
            if (!(paid instanceof Payment.Captured)) throw new IllegalStateException(paid.toString());
        }
    }
}
