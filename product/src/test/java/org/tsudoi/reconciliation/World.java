package org.tsudoi.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.money.Money;
import org.tsudoi.payments.CashDesk;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.OwnTown;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A world in which people pay through three providers, and the ways to make one account of it differ from the others.
final class World {
    static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    final TownProcess town = OwnTown.running();
    final TestClock clock;
    final JdbcClient sql;
    final Ledger ledger;
    private final Payments payments;
    private final ReportInbox inbox;
    private final OutboxRunner outbox;
    private final Ids ids;
    private final TransactionTemplate transactions;
    private final PaymentDesk desk;
    private final CashDesk cash;
    private final int port;
    private int people;

    World(ApplicationContext product, int port) {
        this.port = port;
        desk = product.getBean(PaymentDesk.class);
        cash = product.getBean(CashDesk.class);
        clock = product.getBean(TestClock.class);
        sql = product.getBean(JdbcClient.class);
        ledger = product.getBean(Ledger.class);
        payments = product.getBean(Payments.class);
        inbox = product.getBean(ReportInbox.class);
        outbox = product.getBean(OutboxRunner.class);
        ids = product.getBean(Ids.class);
        transactions = product.getBean(TransactionTemplate.class);
        town.sameTimeAs(clock);
    }

    enum Provider {
        STRIPE("JPY", Choice.CARD),
        PAYPAL("JPY", Choice.of(Means.PAYPAL)),
        OMISE("THB", Choice.of(Means.PROMPTPAY));

        private final String currency;
        private final Choice choice;

        Provider(String currency, Choice choice) {
            this.currency = currency;
            this.choice = choice;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        AccountCode account() {
            return AccountCode.of("provider", word(), currency);
        }
    }

    void forward(Duration by) {
        clock.forward(by);
        town.sameTimeAs(clock);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), TOKYO);
    }

    /// A page is open, or a code is shown, and nobody has paid.
    Payment asked(Provider provider) {
        return asked(
                provider.word(),
                provider.choice,
                Money.of(provider == Provider.OMISE ? 30_000 : 3_000, provider.currency),
                Duration.ofMinutes(15));
    }

    /// A number or an account is told, and nobody has paid.
    Payment.Issued told(String provider, Choice choice) {
        return (Payment.Issued) asked(provider, choice, Money.jpy(3_000), Duration.ofDays(7));
    }

    private Payment asked(String provider, Choice choice, Money from, Duration time) {
        var currency = from.currency().getCurrencyCode();
        var id = new PaymentId(ids.next());
        people++;
        var terms = new Payment.Terms(
                provider,
                choice,
                "ord_" + id.toString().substring(4),
                Money.of(from.minorUnits() + people * 100L, currency),
                payee(id, currency).value(),
                "朝のヨガ",
                clock.instant());
        var asking = new Payments.Asking(
                "hanako@example.com",
                Locale.JAPANESE,
                "https://tsudoi.example/back",
                "https://tsudoi.example/leave",
                clock.instant().plus(time));
        transactions.executeWithoutResult(_ -> payments.request(List.of(new Payments.Intent(id, terms, asking))));
        return payments.submit(id);
    }

    static AccountCode payee(PaymentId id) {
        return payee(id, "JPY");
    }

    static AccountCode payee(PaymentId id, Provider provider) {
        return payee(id, provider.currency);
    }

    private static AccountCode payee(PaymentId id, String currency) {
        return AccountCode.of("organiser", "org_" + id.toString().substring(4), "payable", currency);
    }

    /// Cash that the organiser took, and gave a third of back.
    void paidAtTheCounter() {
        var payment = asked("counter", Choice.of(Means.COUNTER), Money.jpy(3_000), Duration.ofMinutes(15));
        assertThat(cash.received(payment.id(), payment.terms().amount(), "mem_host"))
                .isTrue();
        var captured = (Payment.Captured) payment(payment.id());
        var refund = refundWished(captured, captured.amount().minorUnits() / 3);
        outbox.runDue();
        assertThat(cash.gaveBack(refund, "mem_host")).isTrue();
    }

    /// In Town alone: nobody here is told.
    ///
    /// @return what Town calls the money
    String payInTown(Payment payment) {
        return switch (payment) {
            case Payment.Submitted it
            when it.terms().provider().equals("stripe") ->
                call("POST", "/town/stripe/sessions/" + it.reference() + "/pay", node())
                        .path("paymentIntent")
                        .asString();
            case Payment.Submitted it -> {
                call("POST", "/town/paypal/orders/" + it.reference() + "/approve", node());
                yield it.reference();
            }
            case Payment.Issued it -> {
                call("POST", "/town/omise/charges/" + it.reference() + "/pay", node());
                yield it.reference();
            }
            default -> throw new IllegalStateException(payment.toString());
        };
    }

    Payment.Captured paid(Provider provider) {
        town.sameTimeAs(clock);
        var payment = asked(provider);
        payInTown(payment);
        return (Payment.Captured) payments.ask(payment.id());
    }

    Refund.Succeeded refunded(Payment.Captured payment, long minor) {
        var id = refundWished(payment, minor);
        outbox.runDue();
        return (Refund.Succeeded) payments.refund(id);
    }

    /// The buyer's bank takes it back, and we are told.
    void disputed(Provider provider, Payment.Captured payment) {
        town.deliverTo(port);
        var charge = provider == Provider.STRIPE
                ? "/town/stripe/charges/"
                        + call("GET", "/stripe/v1/payment_intents/" + payment.charge(), null)
                                .path("latest_charge")
                                .asString()
                : "/town/paypal/captures/" + payment.charge();
        call("POST", charge + "/dispute", node());
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            clock.forward(Duration.ofMillis(200));
            outbox.runDue();
            return !desk.disputes(payment.id()).isEmpty();
        });
        town.deliverTo(0);
    }

    /// Stored and not sent.
    RefundId refundWished(Payment.Captured payment, long minor) {
        var id = new RefundId(ids.next());
        var amount = new Money(minor, payment.amount().currency());
        transactions.executeWithoutResult(
                _ -> payments.refund(id, payment.id(), amount, Refund.Reason.CANCELLED_BY_BUYER));
        return id;
    }

    void send() {
        outbox.runDue();
    }

    Payment payment(PaymentId id) {
        return payments.get(id);
    }

    Refund refund(RefundId id) {
        return payments.refund(id);
    }

    /// Town's line about a charge or refund.
    String line(Provider provider, String reference) {
        return switch (provider) {
            case STRIPE -> {
                var source = reference.startsWith("pi_")
                        ? call("GET", "/stripe/v1/payment_intents/" + reference, null)
                                .path("latest_charge")
                                .asString()
                        : reference;
                yield call("GET", "/stripe/v1/balance_transactions?source=" + source, null)
                        .path("data")
                        .path(0)
                        .path("id")
                        .asString();
            }
            case PAYPAL -> reference;
            case OMISE -> {
                var charge = call("GET", "/town/omise/charges/" + reference.split("/")[0], null);
                yield reference.contains("/")
                        ? charge.path("refunds")
                                .path("data")
                                .path(0)
                                .path("transaction")
                                .asString()
                        : charge.path("transaction").asString();
            }
        };
    }

    private static String lines(Provider provider) {
        return switch (provider) {
            case STRIPE -> "/town/stripe/entries";
            case PAYPAL -> "/town/paypal/report";
            case OMISE -> "/town/omise/transactions";
        };
    }

    /// Town's report says something else.
    void tell(Provider provider, String line, Map<String, Object> words) {
        call("PUT", lines(provider) + "/" + line, node(words));
    }

    void tellTwice(Provider provider, String line) {
        call("POST", lines(provider) + "/" + line + "/again", node());
    }

    void hide(Provider provider, String line) {
        call("DELETE", lines(provider) + "/" + line, null);
    }

    /// Something that nobody here has asked for.
    ///
    /// @return the name of the line
    String tellMore(Provider provider, Map<String, Object> words) {
        return call("POST", lines(provider), node(words)).path("id").asString();
    }

    /// Stored as paid, by nobody who also writes it into the books.
    void storeAsPaid(Payment payment, String charge, @Nullable Long fee) {
        sql.sql("""
                update payment set state = 'captured', charge = :charge, fee = :fee, captured_at = :at, asking_sealed = null
                where id = :id
                """)
                .param("charge", charge)
                .param("fee", fee)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("id", payment.id().value())
                .update();
    }

    void set(PaymentId id, String columns) {
        sql.sql("update payment set " + columns + " where id = :id")
                .param("id", id.value())
                .update();
    }

    void set(RefundId id, String columns) {
        sql.sql("update refund set " + columns + " where id = :id")
                .param("id", id.value())
                .update();
    }

    /// A journal that no part of the program writes.
    String post(String kind, Map<String, String> about, AccountCode into, AccountCode outOf, Money amount) {
        var id = new JournalId(UUID.randomUUID());
        transactions.executeWithoutResult(_ -> {
            ledger.open(List.of(Account.unguarded(into, Asset.of(amount)), Account.unguarded(outOf, Asset.of(amount))));
            ledger.post(new Journal(
                            id,
                            kind,
                            clock.instant(),
                            List.of(Leg.into(into, amount), Leg.outOf(outOf, amount)),
                            about))
                    .orThrow();
        });
        return id.toString();
    }

    void hear(byte[] file) {
        hear("transfer", file);
    }

    void hear(String provider, byte[] file) {
        var outcome = inbox.receive(provider, file, "somebody");
        if (!(outcome instanceof ReportInbox.Outcome.Taken)) throw new IllegalStateException(outcome.toString());
    }

    static Map<String, Object> words(Object... namesAndValues) {
        var words = new HashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) words.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return words;
    }

    static ObjectNode node() {
        return JsonMapper.shared().createObjectNode();
    }

    static ObjectNode node(Map<String, Object> words) {
        return JsonMapper.shared().valueToTree(words);
    }

    JsonNode call(String method, String path, @Nullable JsonNode body) {
        return town.call(method, path, body);
    }
}
