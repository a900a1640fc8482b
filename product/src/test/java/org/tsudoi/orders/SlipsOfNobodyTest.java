package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.payments.NamelessMoney;
import org.tsudoi.payments.NamelessMoney.Deciding;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.ReportInbox.Outcome;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// The agent confirms what no slip of ours asked for.
@ProductTest
class SlipsOfNobodyTest {
    private static final int PRICE = 1500;
    private static final int FEE = 110;

    private final SlipStore store;
    private final Orders orders;
    private final Payments payments;
    private final PaymentDesk desk;
    private final NamelessMoney strays;
    private final Books books;
    private final JdbcClient sql;
    private final TestClock clock;

    private record Books(Ledger ledger, OutboxRunner outbox) {
        long on(String account) {
            var code = new AccountCode(account);
            return ledger.account(code).isEmpty() ? 0 : ledger.balance(code).posted();
        }
    }

    SlipsOfNobodyTest(
            SlipStore store,
            Orders orders,
            Payments payments,
            PaymentDesk desk,
            List<NamelessMoney> nameless,
            Ledger ledger,
            OutboxRunner outbox,
            JdbcClient sql,
            TestClock clock) {
        this.store = store;
        this.orders = orders;
        this.payments = payments;
        this.desk = desk;
        this.strays = nameless.stream()
                .filter(one -> one.provider().equals("slip"))
                .findFirst()
                .orElseThrow();
        this.books = new Books(ledger, outbox);
        this.sql = sql;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        books.outbox.runDue();
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(books.ledger.trialBalance().isBalanced()).isTrue();
    }

    private record Balances(long suspense, long withAgent, long setAside) {}

    private Balances balances() {
        return new Balances(
                books.on("suspense:JPY"), books.on("provider:slip:JPY"), books.on("operator:set-aside:JPY"));
    }

    private NamelessMoney.Unmatched shown(String code) {
        return strays.unmatched(1000).stream()
                .filter(one -> one.deposit().id().equals(idOf(code)))
                .findFirst()
                .orElseThrow();
    }

    private UUID idOf(String code) {
        return sql.sql("select id from slip_stray where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single();
    }

    private boolean isShown(String code) {
        var id = idOf(code);
        return strays.unmatched(1000).stream()
                .anyMatch(one -> one.deposit().id().equals(id));
    }

    /// 速報 is no money: it stays a word to a person.
    @Test
    void whatIsOnlyQuickIsNotOnTheBooks() {
        var code = store.nobodys(PRICE);
        var before = balances();
        assertThat(store.hear(store.line("01", code))).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(balances()).isEqualTo(before);
        assertThat(desk.oddities(1000))
                .anyMatch(odd ->
                        odd.kind().equals("no such slip") && odd.subject().equals(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "12"})
    void whatIsCertainIsNobodysUntilSomebodyDecides(String kind) {
        var code = store.nobodys(PRICE);
        var before = balances();
        var line = store.line(kind, code);
        assertThat(store.hear(line)).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(store.hear(line)).isEqualTo(new Outcome.Taken(1, 1, 0, 0));
        assertThat(balances())
                .isEqualTo(new Balances(before.suspense - PRICE, before.withAgent + PRICE - FEE, before.setAside));
        assertThat(shown(code).deposit().yen()).isEqualTo(PRICE);
    }

    @Test
    void twoPeopleSayForWhichOrderItIs() {
        var one = store.issued(10);
        var payment = store.newest(one.order()).id();
        var before = balances();
        var code = store.nobodys(PRICE);
        store.hear(store.line("02", code));
        var shown = shown(code);
        var id = shown.deposit().id();
        assertThat(shown.waiting())
                .anyMatch(waiting -> waiting.payment().equals(payment)
                        && waiting.orderReference().equals(one.order().id().toString()));
        assertThat(strays.match(id, payment, "somebody")).isEqualTo(Deciding.TO_BE_CONFIRMED);
        assertThat(strays.match(id, payment, "somebody")).isEqualTo(Deciding.TO_BE_CONFIRMED);
        assertThat(orders.get(one.order().id())).isInstanceOf(Order.Paying.class);
        assertThat(strays.match(id, payment, "another")).isEqualTo(Deciding.DONE);
        assertThat(orders.get(one.order().id())).isInstanceOf(Order.Paid.class);
        assertThat(strays.setAside(id, "", "third")).isEqualTo(Deciding.TOO_LATE);
        assertThat(isShown(code)).isFalse();
        books.outbox.runDue();
        assertThat(balances())
                .isEqualTo(new Balances(before.suspense, before.withAgent + PRICE - FEE, before.setAside));
        assertThat(payments.refundsFor(one.order().id().toString())).isEmpty();
    }

    /// The number is the order's from then on.
    @Test
    void whoPaysByTheirOwnSlipTooHasItBack() {
        var one = store.issued(10);
        var payment = store.newest(one.order()).id();
        var code = store.nobodys(PRICE);
        store.hear(store.line("02", code));
        strays.match(idOf(code), payment, "somebody");
        strays.match(idOf(code), payment, "another");
        books.outbox.runDue();
        var before = balances();
        clock.forward(Duration.ofMinutes(5));
        store.hear(store.line("02", one.code()));
        books.outbox.runDue();
        assertThat(payments.refundsFor(one.order().id().toString()))
                .singleElement()
                .satisfies(refund -> assertThat(refund.terms().amount()).isEqualTo(Money.jpy(PRICE)));
        assertThat(balances().suspense).isEqualTo(before.suspense);
        assertThat(orders.tickets(one.order().id())).hasSize(1);
    }

    @Test
    void itIsOnlyForASlipOfJustThatMuch() {
        var one = store.issued(10);
        var code = store.nobodys(PRICE + 1);
        store.hear(store.line("02", code));
        var payment = store.newest(one.order()).id();
        assertThat(shown(code).waiting()).noneMatch(waiting -> waiting.payment().equals(payment));
        assertThat(strays.match(idOf(code), payment, "somebody")).isEqualTo(Deciding.TOO_LATE);
        // The second lock.
        sql.sql(
                        "update slip_stray set wished_by = 'somebody', wished_note = '', wished_payment = :payment where code = :code")
                .param("payment", payment.value())
                .param("code", code)
                .update();
        var alone = sql.sql("update slip_stray set payment_id = :payment, matched_by = 'another' where code = :code")
                .param("payment", payment.value())
                .param("code", code);
        assertThatThrownBy(alone::update)
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("slip");
    }

    @Test
    void theDatabaseLetsNobodyDecideAlone() {
        var code = store.nobodys(PRICE);
        store.hear(store.line("02", code));
        var id = idOf(code);
        strays.setAside(id, "not ours", "somebody");
        var alone = sql.sql("update slip_stray set set_aside_by = 'somebody' where id = :id")
                .param("id", id);
        assertThatThrownBy(alone::update).hasMessageContaining("slip_stray_decided_by_two");
        strays.setAside(id, "not ours", "another");
        var again = sql.sql("update slip_stray set set_aside_by = null where id = :id")
                .param("id", id);
        assertThatThrownBy(again::update).hasMessageContaining("it was decided about");
    }

    @Test
    void whatHasNothingToDoWithUsIsTheOperatorsAndSoIsWhatComesLater() {
        var code = store.nobodys(PRICE);
        var before = balances();
        store.hear(store.line("02", code));
        assertThat(strays.setAside(idOf(code), "goes back to the agent", "somebody"))
                .isEqualTo(Deciding.TO_BE_CONFIRMED);
        assertThat(strays.setAside(idOf(code), "goes back to the agent", "another"))
                .isEqualTo(Deciding.DONE);
        clock.forward(Duration.ofMinutes(5));
        assertThat(store.hear(store.line("02", code))).isEqualTo(new Outcome.Taken(1, 0, 0, 0));
        assertThat(isShown(code)).isFalse();
        assertThat(balances())
                .isEqualTo(new Balances(
                        before.suspense, before.withAgent + 2 * (PRICE - FEE), before.setAside - 2 * PRICE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheAgentTakesBackIsGone(boolean setAside) {
        var code = store.nobodys(PRICE);
        var before = balances();
        store.hear(store.line("12", code));
        if (setAside) {
            strays.setAside(idOf(code), "", "somebody");
            strays.setAside(idOf(code), "", "another");
        }
        clock.forward(Duration.ofMinutes(5));
        store.hear(store.line("22", code));
        assertThat(balances()).isEqualTo(before);
        assertThat(isShown(code)).isFalse();
    }
}
