package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.payments.ReportInbox.Outcome;
import org.tsudoi.payments.SlipDesk;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class PayingBySlipTest {
    private static final Choice SLIP = Choice.of(Means.SLIP);
    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd,HHmm").withZone(ZoneId.of("Asia/Tokyo"));

    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Payments payments;
    private final PaymentDesk desk;
    private final SlipDesk slipDesk;
    private final ReportInbox reports;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;

    PayingBySlipTest(
            Market market,
            Orders orders,
            Events events,
            Payments payments,
            PaymentDesk desk,
            SlipDesk slipDesk,
            ReportInbox reports,
            Ledger ledger,
            OutboxRunner outbox,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.payments = payments;
        this.desk = desk;
        this.slipDesk = slipDesk;
        this.reports = reports;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        // What others have left to be done moves the same accounts.
        outbox.runDue();
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private record Issued(Order order, String code) {}

    private Issued issued(int capacity) {
        var event = market.event(market.organiser(), capacity, Duration.ofDays(11));
        var order = market.held(event.id(), 1);
        assertThat(orders.pay(order.id(), SLIP)).isInstanceOf(Orders.PayStep.SeeInstructions.class);
        var payment = (Payment.Issued) payments.newestFor(order.id().toString()).orElseThrow();
        return new Issued(orders.get(order.id()), ((Instructions.Slip) payment.how()).code());
    }

    private String line(String kind, String code) {
        return kind + "," + DAY.format(clock.instant()) + ",EAN" + code + ",000001,01234999001,0,"
                + Integer.parseInt(code.substring(37, 43)) + ",010,セブン－イレブン,123456,20261210,20261201";
    }

    private Outcome hear(String... lines) {
        return reports.receive("slip", (String.join("\r\n", lines) + "\r\n").getBytes(WINDOWS_31J), "somebody");
    }

    @Test
    void whatAStoreTookIsGivenAndWhatTheAgentConfirmsIsPaid() {
        var one = issued(10);
        assertThat(one.code).hasSize(44).startsWith("9191234525207");
        assertThat(hear(line("01", one.code))).isEqualTo(new Outcome.Taken(1, 0, 0, 0));
        assertThat(payments.newestFor(one.order.id().toString()).orElseThrow()).isInstanceOf(Payment.Processing.class);
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Paying.class);
        assertThat(hear(line("02", one.code))).isEqualTo(new Outcome.Taken(1, 0, 1, 0));
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Paid.class);
        var captured =
                (Payment.Captured) payments.newestFor(one.order.id().toString()).orElseThrow();
        assertThat(captured.fee()).isEqualTo(Money.jpy(110));
        assertThat(ledger.balance(new AccountCode(captured.terms().payableTo())).posted())
                .isEqualTo(-1390);
    }

    @Test
    void aCommaInAQuotedNameIsPartOfIt() {
        var one = issued(10);
        var quoted = line("02", one.code).replace("セブン－イレブン", "\"セブン－イレブン, 本店\"");
        assertThat(hear(quoted)).isEqualTo(new Outcome.Taken(1, 0, 1, 0));
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void theSameFileAgainChangesNothing() {
        var one = issued(10);
        var quick = line("01", one.code);
        var settled = line("02", one.code);
        hear(quick, settled);
        assertThat(hear(quick, settled)).isEqualTo(new Outcome.Taken(2, 2, 0, 0));
        assertThat(orders.tickets(one.order.id())).hasSize(1);
    }

    /// Another day on which the file was made, and another day of the transfer: it is the same payment.
    @Test
    void aNoticeThatIsSentAgainInAnotherFileIsTheSame() {
        var one = issued(10);
        var quick = line("01", one.code);
        var settled = line("02", one.code);
        hear(quick, settled);
        var again = settled.replace("20261210,20261201", "20261211,20261203");
        assertThat(hear(quick.replace(",20261201", ",20261202"), again)).isEqualTo(new Outcome.Taken(2, 2, 0, 0));
        assertThat(orders.tickets(one.order.id())).hasSize(1);
        assertThat(desk.oddities(1000)).noneMatch(odd -> odd.subject().equals(one.code));
    }

    @Test
    void whatAStoreTakesBackIsToBePaidAgain() {
        var one = issued(10);
        hear(line("01", one.code));
        hear(line("03", one.code));
        assertThat(payments.newestFor(one.order.id().toString()).orElseThrow()).isInstanceOf(Payment.Issued.class);
        clock.forward(Duration.ofMinutes(1));
        hear(line("01", one.code), line("02", one.code));
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Paid.class);
    }

    /// The seat waits for the agent, longer than for the buyer.
    @Test
    void nobodyWhoHasPaidAtAStoreLosesTheSeatMeanwhile() {
        var event = market.event(market.organiser(), 1, Duration.ofDays(20));
        var order = market.held(event.id(), 1);
        orders.pay(order.id(), SLIP);
        var code = ((Instructions.Slip) ((Payment.Issued)
                                payments.newestFor(order.id().toString()).orElseThrow())
                        .how())
                .code();
        clock.forward(Duration.ofDays(6));
        hear(line("01", code));
        clock.forward(Duration.ofDays(3));
        orders.lapseDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paying.class);
        hear(line("02", code));
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    /// The agent says five days; when it takes longer, there is still something to come to.
    @Test
    void whoPaidInTimeIsLetInWhenTheAgentConfirmsItOnceItHasBegun() {
        var one = issued(1);
        clock.forward(Duration.ofDays(5));
        hear(line("01", one.code));
        clock.forward(Duration.ofDays(6).plusMinutes(30));
        orders.lapseDue();
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Paying.class);
        hear(line("02", one.code));
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Paid.class);
        assertThat(orders.tickets(one.order.id())).hasSize(1);
    }

    @Test
    void aSlipIsGoodForAsLongAsItsMoneyIsCertainBeforeTheStart() {
        var one = issued(10);
        var start = market.particulars(one.order.terms().event()).startsAt().orElseThrow();
        var how = (Instructions.Slip) ((Payment.Issued) newest(one)).how();
        // The agent's next file still finds the place kept.
        assertThat(how.until())
                .isBeforeOrEqualTo(start.minus(Duration.ofDays(6)).minus(Duration.ofHours(2)));
        assertThat(((Order.Paying) one.order).heldUntil())
                .isEqualTo(start.minus(Duration.ofDays(5)).minus(Duration.ofHours(2)));
    }

    @Test
    void whoPaysTooLateIsSeatedWhileThereIsASeatAndElseShownToAPerson() {
        var one = issued(1);
        clock.forward(Duration.ofDays(5).plusHours(23));
        TownProcess.running().sameTimeAs(clock);
        orders.lapseDue();
        outbox.runDue();
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Lapsed.class);
        var rival = market.paid(one.order.terms().event(), 1);
        assertThat(rival).isInstanceOf(Order.Paid.class);
        hear(line("02", one.code));
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Unseated.class);
        outbox.runDue();
        // Cash goes back by another way than it came.
        assertThat(desk.failedRefunds(1000).stream()
                        .map(refund -> refund.terms().orderReference()))
                .contains(one.order.id().toString());
    }

    @Test
    void aSlipThatIsPaidTwiceIsShownToAPerson() {
        var one = issued(10);
        hear(line("02", one.code));
        clock.forward(Duration.ofMinutes(5));
        assertThat(hear(line("02", one.code))).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(desk.oddities(1000))
                .anyMatch(odd ->
                        odd.kind().equals("slip paid twice") && odd.subject().equals(one.code));
        assertThat(orders.tickets(one.order.id())).hasSize(1);
    }

    private long on(String account) {
        var code = new AccountCode(account);
        return ledger.account(code).isEmpty() ? 0 : ledger.balance(code).posted();
    }

    @Test
    void whatIsPaidTwiceByASlipGoesBackToTheBuyerOnce() {
        var one = issued(10);
        var first = line("02", one.code);
        hear(first);
        outbox.runDue();
        long suspense = on("suspense:JPY");
        long due = on("refunds:due:JPY");
        long withAgent = on("provider:slip:JPY");
        clock.forward(Duration.ofMinutes(5));
        var second = line("02", one.code);
        for (int times = 0; times < 2; times++) {
            hear(first, second);
            outbox.runDue();
        }
        assertThat(payments.refundsFor(one.order.id().toString()))
                .singleElement()
                .isInstanceOfSatisfying(Refund.Failed.class, it -> {
                    assertThat(it.code()).isEqualTo(Refund.Failed.NEEDS_ACCOUNT);
                    assertThat(it.terms().amount()).isEqualTo(Money.jpy(1500));
                    assertThat(it.terms().isBeyondPrice()).isTrue();
                });
        assertThat(on("suspense:JPY")).isEqualTo(suspense);
        assertThat(on("refunds:due:JPY")).isEqualTo(due - 1500);
        assertThat(on("provider:slip:JPY")).isEqualTo(withAgent + 1390);
        assertThat(on(newest(one).terms().payableTo())).isEqualTo(-1390);
    }

    @Test
    void whatTheAgentTakesBackAfterItWasCertainIsThePayeesLoss() {
        var one = issued(10);
        hear(line("12", one.code));
        outbox.runDue();
        long withAgent = on("provider:slip:JPY");
        clock.forward(Duration.ofMinutes(5));
        hear(line("22", one.code));
        outbox.runDue();
        assertThat(on(newest(one).terms().payableTo())).isEqualTo(110);
        assertThat(on("provider:slip:JPY")).isEqualTo(withAgent - 1500);
        assertThat(desk.disputes(newest(one).id()))
                .singleElement()
                .satisfies(it -> assertThat(it.taken()).isEqualTo(Money.jpy(1500)));
    }

    @Test
    void whoChangesToACardPaysOnce() {
        var one = issued(10);
        assertThat(orders.pay(one.order.id(), Choice.CARD)).isInstanceOf(Orders.PayStep.GoToProvider.class);
        market.payAtProvider(market.session(one.order.id()));
        assertThat(orders.askAgain(one.order.id())).isInstanceOf(Order.Paid.class);
        // The paper was used all the same.
        hear(line("02", one.code));
        assertThat(payments.refundsFor(one.order.id().toString())).hasSize(1);
        assertThat(orders.tickets(one.order.id())).hasSize(1);
    }

    @Test
    void whoHasPaidAtAStoreIsNotLedToPayAgain() {
        var one = issued(10);
        hear(line("01", one.code));
        assertThat(orders.pay(one.order.id(), Choice.CARD)).isInstanceOf(Orders.PayStep.BeingAsked.class);
        hear(line("03", one.code));
        assertThat(newest(one)).isInstanceOf(Payment.Issued.class);
    }

    private String reissued(Issued one) {
        assertThat(slipDesk.reissue(newest(one).id(), "buyer")).isTrue();
        return ((Instructions.Slip) ((Payment.Issued) newest(one)).how()).code();
    }

    @Test
    void aLostSlipIsIssuedAnewForTheSameMoneyByTheSameDay() {
        var one = issued(10);
        var again = reissued(one);
        assertThat(again.substring(0, 29)).isEqualTo(one.code.substring(0, 29));
        assertThat(again.charAt(29)).isEqualTo('1');
        assertThat(again.substring(30, 43)).isEqualTo(one.code.substring(30, 43));
        assertThat(hear(line("02", again))).isEqualTo(new Outcome.Taken(1, 0, 1, 0));
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Paid.class);
        assertThat(slipDesk.reissue(newest(one).id(), "buyer")).isFalse();
    }

    @Test
    void whoFindsTheOldSlipAndPaysByItHasPaid() {
        var one = issued(10);
        reissued(one);
        hear(line("01", one.code));
        assertThat(newest(one)).isInstanceOf(Payment.Processing.class);
        assertThat(slipDesk.reissue(newest(one).id(), "buyer")).isFalse();
        assertThat(hear(line("02", one.code))).isEqualTo(new Outcome.Taken(1, 0, 1, 0));
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void theOldAndTheNewSlipNeverCountBoth() {
        var one = issued(10);
        var again = reissued(one);
        hear(line("02", again));
        clock.forward(Duration.ofMinutes(5));
        assertThat(hear(line("02", one.code))).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(desk.oddities(1000))
                .anyMatch(odd ->
                        odd.kind().equals("slip paid twice") && odd.subject().equals(one.code));
        assertThat(orders.tickets(one.order.id())).hasSize(1);
        assertThat(ledger.balance(new AccountCode(newest(one).terms().payableTo()))
                        .posted())
                .isEqualTo(-1390);
    }

    @Test
    void whoPaysByTheOldSlipTooLateIsTreatedAsLate() {
        var one = issued(1);
        reissued(one);
        clock.forward(Duration.ofDays(5).plusHours(23));
        TownProcess.running().sameTimeAs(clock);
        orders.lapseDue();
        outbox.runDue();
        assertThat(slipDesk.reissue(newest(one).id(), "buyer")).isFalse();
        assertThat(market.paid(one.order.terms().event(), 1)).isInstanceOf(Order.Paid.class);
        hear(line("02", one.code));
        assertThat(orders.get(one.order.id())).isInstanceOf(Order.Unseated.class);
    }

    @Test
    void aSlipIsIssuedAnewNineTimesAtMost() {
        var one = issued(10);
        for (int times = 1; times <= 9; times++)
            assertThat(reissued(one).charAt(29)).isEqualTo((char) ('0' + times));
        assertThat(slipDesk.reissue(newest(one).id(), "buyer")).isFalse();
    }

    private Payment newest(Issued one) {
        return payments.newestFor(one.order.id().toString()).orElseThrow();
    }

    @Test
    void thereIsNoTimeForASlipThatTheAgentWouldConfirmTooLate() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(7));
        var order = market.held(event.id(), 1);
        assertThat(orders.waysToPay(order, event.particulars()))
                .extracting(Orders.PayWith::choice)
                .contains(Choice.CARD)
                .doesNotContain(SLIP);
        assertThat(orders.pay(order.id(), SLIP)).isInstanceOf(Orders.PayStep.NotThisWay.class);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Held.class);
    }

    @Test
    void moreThanThreeHundredThousandYenIsNotPaidBySlip() {
        assertThat(meansFor(300_000)).contains(Means.SLIP);
        assertThat(meansFor(300_001)).doesNotContain(Means.SLIP, Means.KONBINI).contains(Means.BANK_TRANSFER);
    }

    private Stream<Means> meansFor(long yen) {
        var event = market.event(
                market.organiser(), 10, Duration.ofDays(20), market.plan(Plan.Kind.ONCE, Money.jpy(yen), 4));
        return orders.waysToPay(market.held(event.id(), 1), event.particulars()).stream()
                .map(way -> way.choice().means());
    }

    private record Hostile(String what, String file, ReportInbox.Wrong fault) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Stream<Hostile> hostile() {
        var good = "02,20261201,1015,EAN91912345123456789012345678901125013100123404,000001,01234999001,0,1234,010,"
                + "セブン－イレブン,123456,20261210,20261201";
        return Stream.of(
                new Hostile("nothing", "", new ReportInbox.Wrong(0, "", "empty")),
                new Hostile("a field less", good.substring(3), new ReportInbox.Wrong(1, "", "wrong_number_of_fields")),
                new Hostile("a field more", good + ",1", new ReportInbox.Wrong(1, "", "wrong_number_of_fields")),
                new Hostile("kind", good.replaceFirst("^02", "04"), new ReportInbox.Wrong(1, "種別", "unknown_word")),
                new Hostile(
                        "day",
                        good.replace("20261201,1015", "20261301,1015"),
                        new ReportInbox.Wrong(1, "収納日", "not_a_date")),
                new Hostile(
                        "no day",
                        good.replace("20261201,1015", "20260230,1015"),
                        new ReportInbox.Wrong(1, "収納日", "not_a_date")),
                new Hostile("time", good.replace(",1015,", ",2560,"), new ReportInbox.Wrong(1, "収納時刻", "not_a_time")),
                new Hostile(
                        "digit",
                        good.replace("123404,", "123405,"),
                        new ReportInbox.Wrong(1, "バーコード情報", "wrong_check_digit")),
                new Hostile(
                        "code", good.replace("EAN919", "EAN9X9"), new ReportInbox.Wrong(1, "バーコード情報", "not_a_number")),
                new Hostile(
                        "no code", good.replaceFirst("EAN\\d+", ""), new ReportInbox.Wrong(1, "バーコード情報", "missing")),
                new Hostile("amount", good.replace(",1234,", ",-234,"), new ReportInbox.Wrong(1, "金額", "not_a_number")),
                new Hostile(
                        "fraction", good.replace(",1234,", ",1234.0,"), new ReportInbox.Wrong(1, "金額", "not_a_number")),
                new Hostile(
                        "other amount",
                        good.replace(",1234,", ",1235,"),
                        new ReportInbox.Wrong(1, "金額", "does_not_agree")),
                new Hostile(
                        "too much", good.replace(",1234,", ",300001,"), new ReportInbox.Wrong(1, "金額", "out_of_range")),
                new Hostile(
                        "store",
                        good.replace(",123456,", ",12;456,"),
                        new ReportInbox.Wrong(1, "店舗コード", "not_a_number")),
                new Hostile(
                        "the second line",
                        good + "\r\n" + good.replaceFirst("^02", "99"),
                        new ReportInbox.Wrong(2, "種別", "unknown_word")));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aFileWithAFaultIsRefusedAsAWholeWithItsLine(Hostile one) {
        var outcome = reports.receive("slip", one.file.getBytes(WINDOWS_31J), "somebody");
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).faults()).contains(one.fault);
    }

    @Test
    void bytesThatAreNoJapaneseAreRefused() {
        var file = new byte[] {(byte) 0x81, (byte) 0x20, (byte) 0xff};
        assertThat(reports.receive("slip", file, "somebody"))
                .isEqualTo(new Outcome.Refused(Arrays.asList(new ReportInbox.Wrong(0, "", "not_text"))));
    }
}
