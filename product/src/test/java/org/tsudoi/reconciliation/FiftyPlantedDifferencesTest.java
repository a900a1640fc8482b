package org.tsudoi.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.reconciliation.DifferenceKind.AMOUNT_DIFFERS;
import static org.tsudoi.reconciliation.DifferenceKind.BALANCE_DIFFERS;
import static org.tsudoi.reconciliation.DifferenceKind.BANK_BALANCE_DIFFERS;
import static org.tsudoi.reconciliation.DifferenceKind.BANK_CHARGE_UNBOOKED;
import static org.tsudoi.reconciliation.DifferenceKind.BANK_LINE_UNBOOKED;
import static org.tsudoi.reconciliation.DifferenceKind.COUNTED_TWICE;
import static org.tsudoi.reconciliation.DifferenceKind.CURRENCY_DIFFERS;
import static org.tsudoi.reconciliation.DifferenceKind.DISPUTE_UNKNOWN;
import static org.tsudoi.reconciliation.DifferenceKind.FEE_DIFFERS;
import static org.tsudoi.reconciliation.DifferenceKind.FEE_UNKNOWN;
import static org.tsudoi.reconciliation.DifferenceKind.JOURNAL_ACCOUNT_DIFFERS;
import static org.tsudoi.reconciliation.DifferenceKind.JOURNAL_AMOUNT_DIFFERS;
import static org.tsudoi.reconciliation.DifferenceKind.JOURNAL_MISSING;
import static org.tsudoi.reconciliation.DifferenceKind.JOURNAL_WITHOUT_PAYMENT;
import static org.tsudoi.reconciliation.DifferenceKind.LINE_CHANGED;
import static org.tsudoi.reconciliation.DifferenceKind.LINE_UNBOOKED;
import static org.tsudoi.reconciliation.DifferenceKind.LINE_WITHOUT_PAYMENT;
import static org.tsudoi.reconciliation.DifferenceKind.LINE_WITHOUT_REFUND;
import static org.tsudoi.reconciliation.DifferenceKind.NOT_ON_STATEMENT;
import static org.tsudoi.reconciliation.DifferenceKind.NOT_REFUNDED_THERE;
import static org.tsudoi.reconciliation.DifferenceKind.PAYMENT_WITHOUT_LINE;
import static org.tsudoi.reconciliation.DifferenceKind.PAYOUT_DAY_DIFFERS;
import static org.tsudoi.reconciliation.DifferenceKind.PAYOUT_NOT_ARRIVED;
import static org.tsudoi.reconciliation.DifferenceKind.REFUNDED_THERE;
import static org.tsudoi.reconciliation.DifferenceKind.REFUND_WITHOUT_LINE;
import static org.tsudoi.reconciliation.DifferenceKind.STATEMENT_GAP;
import static org.tsudoi.reconciliation.DifferenceKind.TAKEN_THERE;
import static org.tsudoi.reconciliation.World.Provider.OMISE;
import static org.tsudoi.reconciliation.World.Provider.PAYPAL;
import static org.tsudoi.reconciliation.World.Provider.STRIPE;
import static org.tsudoi.reconciliation.World.words;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.tsudoi.banking.StatementFile;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Verification;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.reconciliation.Reconciliation.Mending;
import org.tsudoi.reconciliation.World.Provider;
import org.tsudoi.testing.OwnTownTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.web.PageRules;

/// Three hundred honest payments, with refunds, fees, payouts and a statement, and more than fifty places in which one
/// account of the money says something else than the others. The steps build on each other.
@OwnTownTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FiftyPlantedDifferencesTest {
    private static final int EACH = 100;

    /// For people to look at.
    private static final Path GALLERY = Path.of("target/gallery");

    private static final String SOMEBODY = "mem_somebody";
    private static final AccountCode OWN_BANK = AccountCode.of("bank", "own", "JPY");
    private static final AccountCode NOWHERE = AccountCode.of("operator", "nowhere", "JPY");
    private static final AccountCode NOWHERE_THB = AccountCode.of("operator", "nowhere", "THB");

    private final World world;
    private final Reconciliation reconciliation;
    private final OperatorInvitation invitation;
    private final TestBrowser browser;
    private final Map<String, RecurringJob> jobs = new HashMap<>();
    private final List<Planted> planted = new ArrayList<>();
    private final Map<DifferenceKind, PaymentId> payments = new HashMap<>();
    private LocalDate first = LocalDate.EPOCH;
    private Payment.@Nullable Captured toldBefore;

    FiftyPlantedDifferencesTest(
            ApplicationContext product,
            Reconciliation reconciliation,
            OperatorInvitation invitation,
            @LocalServerPort int port) {
        this.world = new World(product, port);
        this.reconciliation = reconciliation;
        this.invitation = invitation;
        this.browser = new TestBrowser(port);
        product.getBeansOfType(RecurringJob.class).values().forEach(job -> jobs.put(job.name(), job));
    }

    /// @param subject as the finding names it
    record Planted(DifferenceKind kind, String source, String subject) {}

    private void plant(DifferenceKind kind, Provider provider, Object subject) {
        planted.add(new Planted(kind, provider.word(), subject.toString()));
    }

    private void plantAtBank(DifferenceKind kind, String subject) {
        planted.add(new Planted(kind, Reconciliation.BANK, subject));
    }

    @AfterAll
    void over() {
        browser.close();
    }

    @BeforeAll
    void honestDays() {
        first = world.today();
        for (int day = 0; day < 2; day++) {
            for (int i = 0; i < EACH / 2; i++) {
                for (var provider : Provider.values()) {
                    var payment = world.paid(provider);
                    if (i % 10 == 0) world.refunded(payment, payment.amount().minorUnits() / 2);
                }
            }
            world.paidAtTheCounter();
            world.forward(Duration.ofDays(1));
        }
        toldBefore = world.paid(STRIPE);
        world.disputed(STRIPE, world.paid(STRIPE));
        world.disputed(PAYPAL, world.paid(PAYPAL));
        world.tellMore(STRIPE, words("type", "payout", "amount", -20_000));
        world.tellMore(PAYPAL, words("code", "T0400", "amount", -15_000));
        world.forward(Duration.ofDays(1));
    }

    private static List<Planted> missing(List<Planted> planted, Set<Planted> found) {
        return planted.stream().filter(one -> !found.contains(one)).toList();
    }

    private Set<Planted> found() {
        return reconciliation.differences(Optional.empty(), true, 1000).stream()
                .map(Difference::finding)
                .map(finding -> new Planted(finding.kind(), finding.source(), finding.subject()))
                .collect(Collectors.toSet());
    }

    private Difference open(DifferenceKind kind, Provider provider) {
        return reconciliation.differences(Optional.of(provider.word()), true, 1000).stream()
                .filter(one -> one.finding().kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private Reconciliation.Run run() {
        var run = reconciliation.run(SOMEBODY).orElseThrow();
        assertThat(run.failure()).isNull();
        return run;
    }

    @Test
    @Order(1)
    void anHonestWorldHasNone() {
        run();
        assertThat(found()).isEmpty();
    }

    @Test
    @Order(2)
    void allAreFoundEachUnderItsKindAndNothingElse() {
        plantInReports();
        plantInRefunds();
        plantInPayments();
        plantInBooks();
        plantAtKomoju();
        plantInSlips();
        plantAtBank();
        assertThat(planted).hasSize(62).doesNotHaveDuplicates();
        assertThat(planted.stream().map(Planted::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(DifferenceKind.values());
        run();
        assertThat(missing(planted, found())).isEmpty();
        assertThat(found()).containsExactlyInAnyOrderElementsOf(planted);
        assertThat(world.ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    private void plantInReports() {
        plant(
                LINE_WITHOUT_PAYMENT,
                STRIPE,
                world.tellMore(STRIPE, words("type", "charge", "source", "ch_stranger", "amount", 4200, "fee", 151)));
        var told = Objects.requireNonNull(toldBefore);
        var feeThen = Objects.requireNonNull(told.fee()).plus(Money.jpy(7));
        var changed = world.line(STRIPE, told.charge());
        world.tell(STRIPE, changed, words("fee", feeThen.minorUnits()));
        plant(LINE_CHANGED, STRIPE, changed + ": " + told.amount() + " / " + feeThen);
        plant(
                LINE_WITHOUT_PAYMENT,
                PAYPAL,
                world.tellMore(PAYPAL, words("code", "T0006", "amount", 5000, "fee", -220)));
        plant(LINE_UNBOOKED, STRIPE, world.tellMore(STRIPE, words("type", "stripe_fee", "amount", -300)));
        for (var provider : Provider.values()) {
            var hidden = world.paid(provider);
            world.hide(provider, world.line(provider, hidden.charge()));
            plant(PAYMENT_WITHOUT_LINE, provider, hidden.id());
            var twice = world.paid(provider);
            world.tellTwice(provider, world.line(provider, twice.charge()));
            plant(COUNTED_TWICE, provider, twice.id() + " #2");
            var dearer = world.paid(provider);
            long fee = Objects.requireNonNull(dearer.fee()).minorUnits() + 10;
            long net = dearer.amount().minorUnits() - fee;
            world.tell(
                    provider,
                    world.line(provider, dearer.charge()),
                    switch (provider) {
                        case STRIPE -> words("fee", fee);
                        case PAYPAL -> words("fee", -fee);
                        case OMISE -> words("amount", net);
                    });
            plant(FEE_DIFFERS, provider, dearer.id());
        }
        for (var provider : List.of(STRIPE, PAYPAL)) {
            var less = world.paid(provider);
            world.tell(
                    provider,
                    world.line(provider, less.charge()),
                    words("amount", less.amount().minorUnits() - 100));
            plant(AMOUNT_DIFFERS, provider, less.id());
            var dollars = world.paid(provider);
            world.tell(
                    provider,
                    world.line(provider, dollars.charge()),
                    words("currency", provider == STRIPE ? "usd" : "USD"));
            plant(CURRENCY_DIFFERS, provider, dollars.id());
        }
        var stripe = world.paid(STRIPE);
        var charge = world.call("GET", "/stripe/v1/payment_intents/" + stripe.charge(), null)
                .path("latest_charge")
                .asString();
        world.call("POST", "/town/stripe/charges/" + charge + "/dispute", null);
        plant(
                DISPUTE_UNKNOWN,
                STRIPE,
                world.call("GET", "/stripe/v1/charges/" + charge, null)
                                .path("disputed")
                                .asBoolean()
                        ? world.call("GET", "/stripe/v1/disputes", null)
                                .path("data")
                                .path(0)
                                .path("id")
                                .asString()
                        : "none");
        var paypal = world.paid(PAYPAL);
        world.call("POST", "/town/paypal/captures/" + paypal.charge() + "/dispute", null);
        plant(DISPUTE_UNKNOWN, PAYPAL, paypal.charge());
    }

    private void plantInRefunds() {
        plant(
                LINE_WITHOUT_REFUND,
                STRIPE,
                world.tellMore(STRIPE, words("type", "refund", "source", "re_stranger", "amount", -700)));
        plant(LINE_WITHOUT_REFUND, PAYPAL, world.tellMore(PAYPAL, words("code", "T1107", "amount", -900)));
        for (var provider : Provider.values()) {
            var hidden = world.refunded(world.paid(provider), 2000);
            world.hide(provider, world.line(provider, hidden.reference()));
            plant(REFUND_WITHOUT_LINE, provider, hidden.id());
        }
        var less = world.refunded(world.paid(STRIPE), 1500);
        world.tell(STRIPE, world.line(STRIPE, less.reference()), words("amount", -1400));
        plant(AMOUNT_DIFFERS, STRIPE, less.id());
        var twice = world.refunded(world.paid(STRIPE), 1600);
        world.tellTwice(STRIPE, world.line(STRIPE, twice.reference()));
        plant(COUNTED_TWICE, STRIPE, twice.id() + " #2");
        var returned = world.refunded(world.paid(STRIPE), 1700);
        world.call("POST", "/town/stripe/refunds/" + returned.reference() + "/return", null);
        plant(NOT_REFUNDED_THERE, STRIPE, returned.id());
        var unknown = world.refundWished(world.paid(STRIPE), 1800);
        world.tellMore(STRIPE, words("type", "refund", "source", "re_unknown", "amount", -1800));
        world.set(unknown, "state = 'unknown', code = 'silent', reference = 're_unknown'");
        plant(REFUNDED_THERE, STRIPE, unknown);
        var failed = world.refundWished(world.paid(PAYPAL), 1900);
        var line = world.tellMore(PAYPAL, words("code", "T1107", "amount", -1900));
        world.set(failed, "state = 'failed', code = 'refused', settled_at = requested_at, reference = '" + line + "'");
        plant(REFUNDED_THERE, PAYPAL, failed);
    }

    private void plantInPayments() {
        for (var provider : Provider.values()) {
            var paid = world.paid(provider);
            world.set(paid.id(), "fee = null");
            plant(FEE_UNKNOWN, provider, paid.id());
            payments.put(FEE_UNKNOWN, paid.id());
        }
        var withdrawn = world.asked(STRIPE);
        world.set(withdrawn.id(), "state = 'withdrawn', withdrawn_at = requested_at, asking_sealed = null");
        world.payInTown(withdrawn);
        plant(TAKEN_THERE, STRIPE, withdrawn.id());
        payments.put(TAKEN_THERE, withdrawn.id());
        var unknown = world.asked(OMISE);
        world.set(unknown.id(), "state = 'unknown', why = 'silent'");
        world.payInTown(unknown);
        plant(TAKEN_THERE, OMISE, unknown.id());
    }

    /// Paid in Town and stored as paid, with nothing on the books and nothing kept of it.
    private Payment unbooked() {
        var payment = world.asked(STRIPE);
        var charge = world.payInTown(payment);
        world.storeAsPaid(payment, charge, null);
        world.tell(STRIPE, world.line(STRIPE, charge), words("fee", 0));
        return payment;
    }

    private static Map<String, String> about(Payment payment) {
        return Map.of(
                "payment", payment.id().toString(), "order", payment.terms().orderReference());
    }

    private void plantInBooks() {
        for (int i = 0; i < 2; i++) plant(JOURNAL_MISSING, STRIPE, unbooked().id());
        var noFee = world.asked(STRIPE);
        var charge = world.payInTown(noFee);
        world.storeAsPaid(noFee, charge, 100L);
        world.tell(STRIPE, world.line(STRIPE, charge), words("fee", 100));
        world.post(
                "payment-captured",
                about(noFee),
                STRIPE.account(),
                World.payee(noFee.id(), STRIPE),
                noFee.terms().amount());
        plant(JOURNAL_MISSING, STRIPE, noFee.id() + " payment-fee");
        var nobody = Map.of("payment", "pay_01jd0000000000000000000000");
        plant(
                JOURNAL_WITHOUT_PAYMENT,
                STRIPE,
                world.post("payment-captured", nobody, STRIPE.account(), NOWHERE, Money.jpy(3300)));
        plant(
                JOURNAL_WITHOUT_PAYMENT,
                PAYPAL,
                world.post("payment-fee", nobody, NOWHERE, PAYPAL.account(), Money.jpy(120)));
        plant(
                JOURNAL_WITHOUT_PAYMENT,
                OMISE,
                world.post(
                        "refund-succeeded",
                        Map.of("refund", "rfd_01jd0000000000000000000000"),
                        NOWHERE_THB,
                        OMISE.account(),
                        Money.of(5000, "THB")));
        for (int i = 0; i < 2; i++) {
            var payment = unbooked();
            var more = payment.terms().amount().plus(Money.jpy(1));
            world.post("payment-captured", about(payment), STRIPE.account(), World.payee(payment.id(), STRIPE), more);
            plant(JOURNAL_AMOUNT_DIFFERS, STRIPE, payment.id());
        }
        var toNobody = unbooked();
        world.post(
                "payment-captured",
                about(toNobody),
                STRIPE.account(),
                NOWHERE,
                toNobody.terms().amount());
        plant(JOURNAL_ACCOUNT_DIFFERS, STRIPE, toNobody.id());
        var elsewhere = unbooked();
        world.post(
                "payment-captured",
                about(elsewhere),
                PAYPAL.account(),
                World.payee(elsewhere.id(), STRIPE),
                elsewhere.terms().amount());
        plant(JOURNAL_ACCOUNT_DIFFERS, STRIPE, elsewhere.id());
        var twice = world.paid(PAYPAL);
        world.post("payment-captured", about(twice), PAYPAL.account(), World.payee(twice.id(), PAYPAL), twice.amount());
        plant(COUNTED_TWICE, PAYPAL, twice.id() + " payment-captured");
        var stray = world.post("adjustment", Map.of(), STRIPE.account(), NOWHERE, Money.jpy(777));
        plant(BALANCE_DIFFERS, STRIPE, STRIPE.account() + " " + stray);
    }

    private static final AccountCode KOMOJU = AccountCode.of("provider", "komoju", "JPY");

    private void plant(DifferenceKind kind, String source, Object subject) {
        planted.add(new Planted(kind, source, subject.toString()));
    }

    private Payment.Issued askedAtKomoju() {
        return world.told("komoju", new Choice(Means.KONBINI, "lawson"));
    }

    private void plantAtKomoju() {
        var hidden = askedAtKomoju();
        world.storeAsPaid(hidden, hidden.reference(), null);
        world.post(
                "payment-captured",
                about(hidden),
                KOMOJU,
                World.payee(hidden.id()),
                hidden.terms().amount());
        plant(PAYMENT_WITHOUT_LINE, "komoju", hidden.id());
        var unbooked = askedAtKomoju();
        world.call("POST", "/town/komoju/payments/" + unbooked.reference() + "/pay", World.node());
        world.storeAsPaid(unbooked, unbooked.reference(), null);
        plant(JOURNAL_MISSING, "komoju", unbooked.id());
        var stray = world.post("adjustment", Map.of(), KOMOJU, NOWHERE, Money.jpy(555));
        plant(BALANCE_DIFFERS, "komoju", KOMOJU + " " + stray);
    }

    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");

    private static final String NOBODYS = "91912345123456789012345678901125013100123404";

    private String slipLine(String code, String time, String remitted) {
        var day = first.plusDays(2).toString().replace("-", "");
        return "02," + day + "," + time + ",EAN" + code + ",000001,01234999001,0,"
                + Integer.parseInt(code.substring(37, 43)) + ",010,店,123456," + remitted + "," + day;
    }

    private String slip(Payment.Issued payment) {
        return ((Instructions.Slip) payment.how()).code();
    }

    private void plantInSlips() {
        var choice = Choice.of(Means.SLIP);
        // No difference: what the agent transfers for it arrives.
        var honest = world.told("slip", choice);
        remitted = honest.terms().amount().minorUnits() - 110;
        var late = world.told("slip", choice);
        // No difference either: it is known, and owed back.
        var twice = world.told("slip", choice);
        var nobodys = slipLine(NOBODYS, "1000", "");
        var lines = List.of(
                slipLine(slip(honest), "1001", first.plusDays(3).toString().replace("-", "")),
                slipLine(slip(late), "1002", first.plusDays(2).toString().replace("-", "")),
                slipLine(slip(twice), "1003", ""),
                slipLine(slip(twice), "1004", ""),
                nobodys);
        world.hear("slip", String.join("\r\n", lines).getBytes(WINDOWS_31J));
        // Told once more for another day.
        var later = first.plusDays(4).toString().replace("-", "");
        world.hear("slip", slipLine(slip(late), "1002", later).getBytes(WINDOWS_31J));
        plant(
                PAYOUT_DAY_DIFFERS,
                "slip",
                sha256(notice("1002", slip(late))) + ".1: " + first.plusDays(2) + " / " + first.plusDays(4));
        plant(LINE_WITHOUT_PAYMENT, "slip", sha256(notice("1000", NOBODYS)) + ".1");
        plantAtBank(PAYOUT_NOT_ARRIVED, "slip remittance-" + first.plusDays(2));
        var account = AccountCode.of("provider", "slip", "JPY");
        var stray = world.post("adjustment", Map.of(), account, NOWHERE, Money.jpy(444));
        plant(BALANCE_DIFFERS, "slip", account + " " + stray);
    }

    private String notice(String time, String code) {
        var yen = Integer.toString(Integer.parseInt(code.substring(37, 43)));
        var day = first.plusDays(2).toString().replace("-", "");
        return String.join("|", "settled", day + time, code, yen, "010", "123456");
    }

    private static String sha256(String line) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(line.getBytes(WINDOWS_31J));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private long remitted;
    private long transferred;

    private static String number(Payment.Issued payment) {
        return ((Instructions.BankAccount) payment.how()).number();
    }

    /// Once their deposits are heard of.
    private void plantInTransfers(Payment.Issued more, Payment.Issued earlier) {
        world.send();
        world.sql
                .sql("update bank_deposit set yen = yen + 100 where payment_id = :id")
                .param("id", more.id().value())
                .update();
        plant(AMOUNT_DIFFERS, "transfer", more.id());
        world.sql
                .sql("update bank_deposit set booked_at = booked_at - interval '60 days' where payment_id = :id")
                .param("id", earlier.id().value())
                .update();
        plant(PAYMENT_WITHOUT_LINE, "transfer", earlier.id());
        var account = AccountCode.of("provider", "transfer", "JPY");
        var stray = world.post("adjustment", Map.of(), account, NOWHERE, Money.jpy(333));
        plant(BALANCE_DIFFERS, "transfer", account + " " + stray);
    }

    private void plantAtBank() {
        var transfer = Choice.of(Means.BANK_TRANSFER);
        var honest = world.told("transfer", transfer);
        var more = world.told("transfer", transfer);
        var earlier = world.told("transfer", transfer);
        var lost = world.tellMore(STRIPE, words("type", "payout", "amount", -50_000));
        plantAtBank(PAYOUT_NOT_ARRIVED, "stripe " + lost);
        plantAtBank(NOT_ON_STATEMENT, world.post("settled-by-hand", Map.of(), NOWHERE, OWN_BANK, Money.jpy(8_800)));
        // No difference: a run of payouts that the bank has booked as one sum.
        for (long yen : List.of(6_100L, 7_200L)) {
            world.post("payout-paid", Map.of("run", "run_of_two"), NOWHERE, OWN_BANK, Money.jpy(yen));
        }
        var paidOut = first.plusDays(3);
        var before = new StatementFile(first, paidOut.plusDays(1), 1_000_000)
                .deposit(paidOut, 20_000, "ｽﾄﾗｲﾌﾟｼﾞﾔﾊﾟﾝ(ｶ")
                .withdrawal(paidOut, 13_300, "ｿｳｺﾞｳﾌﾘｺﾐ")
                .deposit(paidOut.plusDays(1), 15_000, "ﾍﾟｲﾊﾟﾙ")
                .deposit(paidOut, remitted, "ﾏﾁｼﾕｳﾉｳ")
                .deposit(paidOut, 777, "ﾅﾅｼﾉ ｺﾞﾝﾍﾞ");
        for (var one : List.of(honest, more, earlier)) {
            before.deposit(paidOut, one.terms().amount().minorUnits(), number(one) + " ﾔﾏﾀﾞ");
            transferred += one.terms().amount().minorUnits();
        }
        world.hear(before.bytes());
        plantInTransfers(more, earlier);
        world.forward(Duration.ofDays(6));
        var next = new StatementFile(paidOut.plusDays(2), world.today(), before.after() - 5_000)
                .withdrawal(paidOut.plusDays(2), 440, "ﾃｽｳﾘﾖｳ")
                // No differences: the bank itself says what it took.
                .charge(paidOut.plusDays(2), 660, "ﾌﾘｺﾐﾃｽｳﾘﾖｳ")
                .charge(paidOut.plusDays(2), 2_200, "IBﾘﾖｳﾃｽｳﾘﾖｳ");
        world.hear(next.bytes());
        // What was there before the first statement was never taken over, and 5,000 and 440 are on no books.
        long gap = 1_000_000 + 8_800 - 5_000 - 440;
        plantAtBank(BANK_BALANCE_DIFFERS, OWN_BANK + " " + Money.jpy(gap));
        plantAtBank(STATEMENT_GAP, paidOut.plusDays(1) + " " + paidOut.plusDays(2) + " JPY");
        for (long amount : List.of(-440L, 777L)) {
            plantAtBank(
                    amount < 0 ? BANK_CHARGE_UNBOOKED : BANK_LINE_UNBOOKED,
                    world.sql
                            .sql("select identity from bank_line where amount = :amount")
                            .param("amount", amount)
                            .query(String.class)
                            .single());
        }
        world.forward(Duration.ofDays(1));
    }

    @Test
    @Order(3)
    void whatArrivedIsBooked() {
        assertThat(world.ledger.balance(OWN_BANK).posted())
                .isEqualTo(20_000 + 15_000 - 8_800 - 13_300 + 777 - 660 - 2_200 + remitted + transferred);
        assertThat(world.ledger
                        .balance(new AccountCode("operator:bank-costs:JPY"))
                        .posted())
                .isEqualTo(2_200);
        assertThat(reconciliation.transferFees())
                .containsExactly(new Reconciliation.TransferFees(Money.jpy(0), Money.jpy(660)));
        assertThat(world.ledger.journalsWith(Map.of(), 10_000).stream()
                        .filter(it -> it.journal().kind().equals("provider-paid-out")))
                .hasSize(3);
    }

    @Test
    @Order(4)
    void aSecondRunFindsNothingNew() {
        var before = reconciliation.differences(Optional.empty(), true, 1000);
        var run = run();
        assertThat(run.found()).isZero();
        assertThat(run.mended()).isZero();
        assertThat(reconciliation.differences(Optional.empty(), true, 1000)).isEqualTo(before);
        assertThat(reconciliation.alarm().money()).isPositive();
    }

    @Test
    @Order(5)
    void oneClickMendsWhatItCan() {
        for (var provider : Provider.values()) {
            var fee = open(FEE_UNKNOWN, provider);
            assertThat(reconciliation.mend(fee.id(), SOMEBODY)).isEqualTo(Mending.MENDED);
            assertThat(reconciliation.find(fee.id()).orElseThrow()).isInstanceOf(Difference.Mended.class);
        }
        assertThat(((Payment.Captured) world.payment(Objects.requireNonNull(payments.get(FEE_UNKNOWN)))).fee())
                .isNotNull();
        for (var provider : List.of(STRIPE, OMISE)) {
            assertThat(reconciliation.mend(open(TAKEN_THERE, provider).id(), SOMEBODY))
                    .isEqualTo(Mending.MENDED);
        }
        assertThat(world.payment(Objects.requireNonNull(payments.get(TAKEN_THERE))))
                .isInstanceOf(Payment.Captured.class);
        var returned = open(NOT_REFUNDED_THERE, STRIPE);
        assertThat(reconciliation.mend(returned.id(), SOMEBODY)).isEqualTo(Mending.MENDED);
        assertThat(world.refund(Objects.requireNonNull(returned.finding().refund())))
                .isInstanceOf(Refund.Failed.class);
        assertThat(reconciliation.mend(open(AMOUNT_DIFFERS, STRIPE).id(), SOMEBODY))
                .isEqualTo(Mending.NOTHING_TO_DO);
        forget(Set.of(FEE_UNKNOWN, TAKEN_THERE, NOT_REFUNDED_THERE));
        mendACharge();
    }

    /// What the books had too much at the bank is less by it.
    private void mendACharge() {
        var charge = openAtBank(BANK_CHARGE_UNBOOKED);
        assertThat(reconciliation.mend(charge.id(), SOMEBODY)).isEqualTo(Mending.MENDED);
        assertThat(reconciliation.mend(charge.id(), SOMEBODY)).isEqualTo(Mending.NOTHING_TO_DO);
        assertThat(reconciliation.mend(openAtBank(BANK_LINE_UNBOOKED).id(), SOMEBODY))
                .isEqualTo(Mending.NOTHING_TO_DO);
        forget(Set.of(BANK_CHARGE_UNBOOKED, BANK_BALANCE_DIFFERS));
        plantAtBank(BANK_BALANCE_DIFFERS, OWN_BANK + " " + Money.jpy(1_000_000 + 8_800 - 5_000));
    }

    private Difference openAtBank(DifferenceKind kind) {
        return reconciliation.differences(Optional.of(Reconciliation.BANK), true, 100).stream()
                .filter(one -> one.finding().kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private void forget(Set<DifferenceKind> kinds) {
        planted.removeIf(one -> kinds.contains(one.kind()));
    }

    @Test
    @Order(6)
    void whatIsAcceptedIsNotTold() {
        var gap = reconciliation.differences(Optional.of(Reconciliation.BANK), true, 100).stream()
                .filter(one -> one.finding().kind() == STATEMENT_GAP)
                .findFirst()
                .orElseThrow();
        assertThat(reconciliation.accept(gap.id(), "the bank closed it that day", SOMEBODY))
                .isTrue();
        assertThat(reconciliation.accept(gap.id(), "again", SOMEBODY)).isFalse();
        forget(Set.of(STATEMENT_GAP));
        run();
        assertThat(found()).containsExactlyInAnyOrderElementsOf(planted);
    }

    /// The check of this test can fail: what is not there any more is named as missing, and it alone.
    @Test
    @Order(7)
    void aDifferenceThatIsSwitchedOffIsReportedMissing() {
        var hidden = planted.stream()
                .filter(one ->
                        one.kind() == PAYMENT_WITHOUT_LINE && one.source().equals("paypal"))
                .findFirst()
                .orElseThrow();
        var payment = (Payment.Captured)
                world.payment(PaymentId.parse(hidden.subject()).orElseThrow());
        world.call("POST", "/town/paypal/report/" + payment.charge() + "/restored", null);
        assertThat(run().mended()).isEqualTo(1);
        assertThat(missing(planted, found())).containsExactly(hidden);
        assertThat(reconciliation.differences(Optional.of("paypal"), false, 100))
                .anyMatch(one -> one instanceof Difference.Mended mended
                        && mended.finding().subject().equals(hidden.subject())
                        && mended.who().equals("tsudoi"));
    }

    @Test
    @Order(8)
    void everyDayHasItsMark() {
        var days = reconciliation.days(first, world.today());
        assertThat(days.stream().map(Reconciliation.Day::source).toList())
                .contains("stripe", "paypal", "omise", Reconciliation.BANK);
        assertThat(days).anyMatch(day -> day.mark() == Reconciliation.Mark.FINE);
        assertThat(days).anyMatch(day -> day.mark() == Reconciliation.Mark.BAD);
    }

    private RecurringJob job(String name) {
        return Objects.requireNonNull(jobs.get(name));
    }

    @Test
    @Order(9)
    void operatorsCompareTheSidesInTheirLanguage() throws IOException {
        var path = invitation.issue().path();
        browser.get(path);
        browser.post(path, Map.of("mail", "op@operate.example", "mailAgain", "op@operate.example"));
        for (var language : List.of("ja", "en", "th")) {
            var page = browser.get("/operate/reconciliation?lang=" + language);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(PageRules.broken(page.body())).isEmpty();
            Files.createDirectories(GALLERY);
            Files.writeString(GALLERY.resolve("reconciliation-" + language + ".html"), page.body());
            assertThat(PageRules.broken(browser.get("/operate/reconciliation?state=over&source=stripe")
                            .body()))
                    .isEmpty();
        }
        assertThat(browser.get("/operate?lang=en").body()).contains("Differences found");
        assertThat(browser.get("/operate/reconciliation.csv").body().lines().count())
                .isGreaterThan(50);
        assertThat(browser.get("/operate/reconciliation").body())
                .contains("The amount differs", "Write to the provider with both amounts.");
    }

    @Test
    @Order(10)
    void aNoteIsNeededToAcceptAndNothingElseIsClosed() {
        var open = open(AMOUNT_DIFFERS, STRIPE);
        var path = "/operate/reconciliation/" + open.id();
        assertThat(browser.post(path + "/accept", Map.of("note", " ")).statusCode())
                .isEqualTo(422);
        assertThat(reconciliation.find(open.id()).orElseThrow()).isInstanceOf(Difference.Open.class);
        assertThat(browser.post(path + "/mend", Map.of()).statusCode()).isEqualTo(303);
        assertThat(reconciliation.find(open.id()).orElseThrow()).isInstanceOf(Difference.Open.class);
        assertThat(browser.post(path + "/accept", Map.of("note", "written to them"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(reconciliation.find(open.id()).orElseThrow()).isInstanceOf(Difference.Accepted.class);
        assertThat(browser.post("/operate/reconciliation/dif_nothing/mend", Map.of())
                        .statusCode())
                .isEqualTo(404);
        var before = reconciliation.newest().orElseThrow();
        world.forward(Duration.ofMinutes(1));
        assertThat(browser.post("/operate/reconciliation/run", Map.of()).statusCode())
                .isEqualTo(303);
        world.send();
        assertThat(reconciliation.newest().orElseThrow().beganAt()).isAfter(before.beganAt());
    }

    @Test
    @Order(11)
    void operatorsAreToldOnceADay() {
        job("reconciliation-alarm").run();
        job("reconciliation-alarm").run();
        assertThat(letters()).isEqualTo(1);
        world.send();
        world.forward(Duration.ofDays(1));
        job("reconciliation-alarm").run();
        assertThat(letters()).isEqualTo(2);
    }

    private int letters() {
        return world.sql
                .sql("select count(*) from outbox where topic = 'notices.reconciliation'")
                .query(Integer.class)
                .single();
    }

    @Test
    @Order(13)
    void itIsDoneOnceADay() {
        var before = reconciliation.newest().orElseThrow().beganAt();
        job("reconciliation-daily").run();
        var daily = reconciliation.newest().orElseThrow();
        assertThat(daily.beganAt()).isAfter(before);
        assertThat(daily.who()).isEqualTo("tsudoi");
        job("reconciliation-daily").run();
        assertThat(reconciliation.newest().orElseThrow()).isEqualTo(daily);
    }

    @Test
    @Order(14)
    void whatIsNewIsToldWithinTheHourAndNotSooner() {
        world.tellMore(STRIPE, words("type", "charge", "source", "ch_another", "amount", 4300, "fee", 155));
        var tomorrow = world.clock
                .instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(1).plusHours(6));
        world.forward(Duration.between(world.clock.instant(), tomorrow));
        job("reconciliation-alarm").run();
        int before = letters();
        world.forward(Duration.ofMinutes(1));
        run();
        job("reconciliation-alarm").run();
        assertThat(letters()).as("within the hour").isEqualTo(before);
        world.forward(Duration.ofMinutes(61));
        job("reconciliation-alarm").run();
        job("reconciliation-alarm").run();
        assertThat(letters()).isEqualTo(before + 1);
        world.forward(Duration.ofMinutes(61));
        job("reconciliation-alarm").run();
        assertThat(letters()).as("nothing is new").isEqualTo(before + 1);
    }

    @Test
    @Order(15)
    void aProviderThatIsSilentLeavesItsDifferencesAndMarksItsDay() {
        var before = reconciliation.differences(Optional.of("stripe"), true, 1000);
        world.town.weather("stripe", "GET /v1/balance_transactions", "error-before", 1);
        world.forward(Duration.ofMinutes(1));
        var run = reconciliation.run(SOMEBODY).orElseThrow();
        assertThat(run.failure()).contains("stripe: status 5");
        assertThat(reconciliation.differences(Optional.of("stripe"), true, 1000))
                .isEqualTo(before);
        assertThat(reconciliation.days(first, world.today()))
                .anyMatch(day -> day.source().equals("stripe") && day.failure() != null);
        world.forward(Duration.ofHours(27));
        assertThat(reconciliation.alarm().late()).isTrue();
    }
}
