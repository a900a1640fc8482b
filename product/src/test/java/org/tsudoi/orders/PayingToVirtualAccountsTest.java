package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.reconciliation.Reconciliation;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.testing.VirtualAccountsTest;
import org.tsudoi.web.PageRules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@VirtualAccountsTest
class PayingToVirtualAccountsTest {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final Choice TRANSFER = Choice.of(Means.BANK_TRANSFER);

    private final TownProcess town = TownProcess.running();
    private final Market market;
    private final Orders orders;
    private final Payments payments;
    private final PaymentDesk desk;
    private final Deposits deposits;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final PaymentProvider bank;
    private final RecurringJob keeping;
    private final Reconciliation reconciliation;
    private final int port;

    PayingToVirtualAccountsTest(
            Market market,
            Orders orders,
            Payments payments,
            PaymentDesk desk,
            Deposits deposits,
            Ledger ledger,
            OutboxRunner outbox,
            TestClock clock,
            JdbcClient jdbc,
            Reconciliation reconciliation,
            List<RecurringJob> jobs,
            List<PaymentProvider> providers,
            @LocalServerPort int port) {
        this.port = port;
        this.reconciliation = reconciliation;
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.desk = desk;
        this.deposits = deposits;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
        this.jdbc = jdbc;
        this.bank = providers.stream()
                .filter(it -> it.name().equals("transfer"))
                .findFirst()
                .orElseThrow();
        this.keeping = jobs.stream()
                .filter(job -> job.name().equals("payments-virtual-accounts"))
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private Order toBePaid(int capacity) {
        var event = market.event(market.organiser(), capacity, Duration.ofDays(6));
        var order = market.held(event.id(), 1);
        assertThat(orders.pay(order.id(), TRANSFER)).isInstanceOf(Orders.PayStep.SeeInstructions.class);
        return orders.get(order.id());
    }

    private Payment newest(Order order) {
        return payments.newestFor(order.id().toString()).orElseThrow();
    }

    private Instructions.BankAccount account(Order order) {
        return (Instructions.BankAccount) ((Payment.Issued) newest(order)).how();
    }

    private void transfer(String account, long yen) {
        var form = JsonMapper.shared()
                .createObjectNode()
                .put("yen", yen)
                .put("payer", "ﾔﾏﾀﾞ ﾊﾅｺ")
                .put("bank", "0310")
                .put("branch", "502")
                .put("kind", "1")
                .put("account", account);
        town.call("POST", "/town/bank/deposits", form);
    }

    /// Money that was on its way when the account was stopped.
    private void transferAllTheSame(String account, long yen) {
        var money = JsonMapper.shared()
                .createObjectNode()
                .put("vaId", "502" + account)
                .put("yen", yen)
                .put("payer", "ｵｿｲ");
        town.call("POST", "/town/ganb/deposits", money);
    }

    private JsonNode atTheBank(String account) {
        return StreamSupport.stream(
                        town.call("GET", "/town/ganb/accounts", null).spliterator(), false)
                .filter(it -> it.path("number").asString().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private void lapse(Order order) {
        clock.forward(Duration.ofDays(5).plusHours(23));
        town.sameTimeAs(clock);
        orders.lapseDue();
        outbox.runDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Lapsed.class);
    }

    private String vaId(String account) {
        return "502" + account;
    }

    @Test
    void eachOrderHasAnAccountThatNeedsNoNumberAndIsStoppedOncePaid() {
        var order = toBePaid(10);
        var other = toBePaid(10);
        var told = account(order);
        assertThat(told.number()).isEmpty();
        assertThat(told.bank()).isEqualTo("GMOあおぞらネット銀行 (0310)");
        assertThat(told.account()).isNotEqualTo(account(other).account());
        transfer(told.account(), 1500);
        keeping.run();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(newest(other)).isInstanceOf(Payment.Issued.class);
        assertThat(atTheBank(told.account()).path("status").asString()).isEqualTo("2");
        assertThat(atTheBank(account(other).account()).path("status").asString())
                .isEqualTo("1");
    }

    @Test
    void theBuyerCopiesTheAccountAndNeedsNoNumber() {
        var order = toBePaid(10);
        try (var browser = new TestBrowser(port)) {
            var page = browser.get("/orders/" + orders.link(order.id())).body();
            assertThat(PageRules.broken(page)).isEmpty();
            assertThat(page)
                    .contains("takes the money of this order and of no other")
                    .contains("data-copy=\"GMOあおぞらネット銀行\"", "data-copy=\"502\"")
                    .contains("data-copy=\"" + account(order).account() + "\"")
                    .contains("data-copy=\"" + account(order).holder() + "\"")
                    .doesNotContain("Name of the payer");
        }
    }

    @Test
    void whatIsToldAgainChangesNothing() {
        var order = toBePaid(10);
        transfer(account(order).account(), 1000);
        keeping.run();
        keeping.run();
        assertThat(account(order).received()).isEqualTo(Money.jpy(1000));
    }

    /// Town tells two at once.
    @Test
    void partsAreHeardPageByPageAndWhatIsTooMuchIsToBeSentBack() {
        var order = toBePaid(10);
        var account = account(order).account();
        for (int part = 0; part < 5; part++) transfer(account, 400);
        keeping.run();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        outbox.runDue();
        assertThat(payments.refundsFor(order.id().toString()))
                .singleElement()
                .satisfies(it -> assertThat(it.terms().amount()).isEqualTo(Money.jpy(500)));
    }

    @Test
    void theBuyersOwnLookHearsOfTheMoney() {
        var order = toBePaid(10);
        transfer(account(order).account(), 1500);
        payments.ask(newest(order).id());
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void anAccountIsStoppedWhenTheOrderEndsAndLateMoneyIsStillItsOwn() {
        var order = toBePaid(1);
        var account = account(order).account();
        lapse(order);
        assertThat(atTheBank(account).path("status").asString()).isEqualTo("2");
        assertThat(market.paid(order.terms().event(), 1)).isInstanceOf(Order.Paid.class);
        transferAllTheSame(account, 1500);
        keeping.run();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Unseated.class);
        outbox.runDue();
        assertThat(desk.failedRefunds(1000).stream()
                        .map(refund -> refund.terms().orderReference()))
                .contains(order.id().toString());
    }

    /// As it stands when the process ended between keeping the deposit and looking at the payment.
    @Test
    void lateMoneyThatWasKeptAndNotLookedAtIsLookedAtLater() {
        var order = toBePaid(10);
        var payment = newest(order).id();
        var account = account(order).account();
        lapse(order);
        transferAllTheSame(account, 1500);
        long number = jdbc.sql("select number from bank_transfer where payment_id = :payment")
                .param("payment", payment.value())
                .query(Long.class)
                .single();
        assertThat(bank.look(payment, "transfer_" + number)).isInstanceOf(Answer.Given.class);
        assertThat(payments.get(payment)).isInstanceOf(Payment.Withdrawn.class);
        keeping.run();
        assertThat(payments.get(payment)).isInstanceOf(Payment.Captured.class);
        keeping.run();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(orders.tickets(order.id())).hasSize(1);
    }

    @Test
    void anAccountIsGivenToOthersOnlyAfterItsRest() {
        var order = toBePaid(10);
        var account = account(order).account();
        lapse(order);
        keeping.run();
        assertThat(jdbc.sql("select state from virtual_account where va_id = :va")
                        .param("va", vaId(account))
                        .query(String.class)
                        .single())
                .isEqualTo("stopped");
        // As it would stand when the day has just begun on which its rest is over.
        var today =
                LocalDate.ofInstant(clock.instant(), JAPAN).atStartOfDay(JAPAN).toOffsetDateTime();
        jdbc.sql("""
                update virtual_lease set closed_at = closed_at - (upper(during) - :today),
                  during = tstzrange(lower(during) - (upper(during) - :today), :today)
                where payment_id = :payment
                  and date_trunc('day', upper(during) at time zone 'Asia/Tokyo') = upper(during) at time zone 'Asia/Tokyo'
                """)
                .param("payment", newest(order).id().value())
                .param("today", today)
                .update();
        keeping.run();
        assertThat(atTheBank(account).path("status").asString()).isEqualTo("1");
        var next = toBePaid(10);
        while (!account(next).account().equals(account)) next = toBePaid(10);
        transfer(account, 1500);
        keeping.run();
        assertThat(orders.get(next.id())).isInstanceOf(Order.Paid.class);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Lapsed.class);
    }

    /// The second lock: whatever the program does, the database gives no account to two.
    @Test
    void theDatabaseRefusesAnAccountThatIsSomebodysOrAtRest() {
        var order = toBePaid(10);
        var other = toBePaid(10);
        var payment = newest(order).id().value();
        assertThatThrownBy(() -> jdbc.sql("""
                        update virtual_lease set account = (select account from virtual_lease where payment_id = :payment)
                        where payment_id = :other
                        """)
                        .param("payment", payment)
                        .param("other", newest(other).id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("virtual_lease_of_one_at_a_time");
        assertThatThrownBy(() -> jdbc.sql("""
                        update virtual_lease set closed_at = lower(during) + interval '1 day',
                          during = tstzrange(lower(during), lower(during) + interval '30 days')
                        where payment_id = :payment
                        """).param("payment", payment).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("virtual_lease_rests_for_30_days");
    }

    @Test
    void moneyToAnAccountThatIsNobodysIsForAPersonToDecide() {
        keeping.run();
        var ready = Objects.requireNonNull(jdbc.sql("select va_id from virtual_account where state = 'free' limit 1")
                .query(String.class)
                .single());
        transferAllTheSame(ready.substring(3), 777);
        keeping.run();
        assertThat(deposits.unmatched(1000)).anyMatch(it -> it.deposit().yen() == 777);
    }

    @Test
    void aTokenThatTheBankTakesNoMoreIsFetchedAnew() {
        var order = toBePaid(10);
        transfer(account(order).account(), 1500);
        town.call("DELETE", "/town/ganb/tokens", null);
        keeping.run();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
        // Each refresh token is good once.
        for (int more = 0; more < 2; more++) {
            town.call("DELETE", "/town/ganb/tokens", null);
            var next = toBePaid(10);
            transfer(account(next).account(), 1500);
            keeping.run();
            assertThat(orders.get(next.id())).isInstanceOf(Order.Paid.class);
        }
        assertThat(jdbc.sql("select count(*) from ganb_token")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatTheBankDoesNotAnswerIsHeardLater() {
        var order = toBePaid(10);
        transfer(account(order).account(), 1500);
        town.weather("ganb", "*", "rate-limited", 1);
        keeping.run();
        assertThat(newest(order)).isInstanceOf(Payment.Issued.class);
        keeping.run();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    private long toldOfYesterday() {
        clock.forward(Duration.ofDays(1));
        town.sameTimeAs(clock);
        keeping.run();
        keeping.run();
        return jdbc.sql("select yen from virtual_balance where day = :day")
                .param("day", LocalDate.ofInstant(clock.instant(), JAPAN).minusDays(1))
                .query(Long.class)
                .single();
    }

    @Test
    void whatWasThereAtTheEndOfADayIsKeptOnce() {
        long before = toldOfYesterday();
        transfer(account(toBePaid(10)).account(), 1500);
        assertThat(toldOfYesterday()).isEqualTo(before + 1500);
        assertThatThrownBy(() -> jdbc.sql("update virtual_balance set yen = 1").update())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void itIsHeldAgainstTheBooks() {
        transfer(account(toBePaid(10)).account(), 1500);
        toldOfYesterday();
        var yesterday = LocalDate.ofInstant(clock.instant(), JAPAN).minusDays(1);
        var end = yesterday.plusDays(1).atStartOfDay(JAPAN).toInstant();
        long books = ledger.balanceAt(new AccountCode("bank:virtual:JPY"), end.minusNanos(1000));
        jdbc.sql("""
                insert into virtual_balance (ra_id, day, yen, heard_at)
                values ('999999999999', :day, :yen, timestamptz '2099-01-01')
                """).param("day", yesterday).param("yen", books + 333).update();
        reconciliation.run("somebody");
        assertThat(reconciliation.differences(Optional.of(Reconciliation.BANK), true, 100))
                .extracting(difference -> difference.finding().subject())
                .contains("bank:virtual:JPY " + Money.jpy(333));
    }
}
