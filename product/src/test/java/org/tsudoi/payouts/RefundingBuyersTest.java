package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsudoi.payouts.Paying.BAHT;
import static org.tsudoi.payouts.Paying.YEN;
import static org.tsudoi.payouts.Paying.bahtAccount;
import static org.tsudoi.payouts.Paying.yenAccount;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.orders.OrderId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payouts.BuyerRefunds.Stage;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What cannot go back the way it came goes to an account that the buyer tells, once.
@ProductTest
class RefundingBuyersTest {
    private final Payouts payouts;
    private final BuyerRefunds refunds;
    private final Paying paying;
    private final Sold sold;
    private final Payments payments;
    private final Ledger ledger;
    private final JdbcClient sql;
    private final List<RecurringJob> jobs;
    private final TestClock clock;

    RefundingBuyersTest(
            Payouts payouts,
            BuyerRefunds refunds,
            Paying paying,
            Sold sold,
            Payments payments,
            Ledger ledger,
            JdbcClient sql,
            List<RecurringJob> jobs,
            TestClock clock) {
        this.payouts = payouts;
        this.refunds = refunds;
        this.paying = paying;
        this.sold = sold;
        this.payments = payments;
        this.ledger = ledger;
        this.sql = sql;
        this.jobs = jobs;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void discardWhatIsLeft() {
        for (var run : payouts.runs(20)) {
            if (run instanceof PayoutRun.Prepared) payouts.discard(run.id(), paying.somebody());
        }
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private OrderId goingBack() {
        return sold.goingBack();
    }

    private OrderId told(String number) {
        var order = goingBack();
        assertThat(refunds.tell(order.toString(), yenAccount(number))).isTrue();
        return order;
    }

    private Refund refund(OrderId order) {
        return payments.refundsFor(order.toString()).getFirst();
    }

    private PayoutRunId prepared() {
        var run = paying.runId();
        assertThat(payouts.prepare(run, YEN, paying.somebody())).isInstanceOf(Payouts.Preparing.Done.class);
        return run;
    }

    private PayoutId payout(PayoutRunId run, OrderId order) {
        return PayoutId.derive(run, refund(order).id());
    }

    /// What other tests have left waiting is in the same run.
    private long toOthers(PayoutRunId run, OrderId order) {
        return payouts.of(run).stream()
                .filter(one -> one.terms().payee() instanceof Payee.OfBuyer)
                .filter(one -> !one.id().equals(payout(run, order)))
                .mapToLong(one -> one.terms().amount().minorUnits())
                .sum();
    }

    private Stage stage(OrderId order) {
        return refunds.of(order.toString()).getFirst().stage();
    }

    private boolean isProposed(RefundId refund) {
        return payouts.propose(YEN, paying.somebody()).refunds().stream()
                .anyMatch(one -> one.refund().equals(refund));
    }

    @Test
    void itWaitsForAnAccountAndIsPaidToItOnce() {
        long due = paying.on("refunds:due:JPY");
        var order = goingBack();
        assertThat(refund(order)).isInstanceOf(Refund.Failed.class);
        assertThat(stage(order)).isEqualTo(Stage.ACCOUNT_WANTED);
        assertThat(isProposed(refund(order).id())).isFalse();
        assertThat(refunds.tell(order.toString(), bahtAccount("9876543210"))).isFalse();
        assertThat(refunds.tell(order.toString(), yenAccount("1111111"))).isTrue();
        assertThat(refunds.tell(order.toString(), yenAccount("1234567"))).isTrue();
        assertThat(stage(order)).isEqualTo(Stage.ACCOUNT_TOLD);
        // In place of another: the buyer can notice until then.
        assertThat(isProposed(refund(order).id())).isFalse();
        assertThat(letters(order)).isEqualTo(2);
        clock.forward(Duration.ofDays(3).plusSeconds(1));
        assertThat(isProposed(refund(order).id())).isTrue();
        long atProvider = paying.on("provider:transfer:JPY");
        long own = paying.on("bank:own:JPY");
        var run = paying.handedIn(YEN);
        assertThat(refund(order)).isInstanceOf(Refund.Transferring.class);
        assertThat(stage(order)).isEqualTo(Stage.ON_ITS_WAY);
        assertThat(refunds.tell(order.toString(), yenAccount("7654321"))).isFalse();
        assertThat(isProposed(refund(order).id())).isFalse();
        var id = payout(run, order);
        assertThat(payouts.payout(id).orElseThrow().terms().amount()).isEqualTo(Money.jpy(1500));
        assertThat(payouts.accountsOf(run).get(id))
                .extracting(Payouts.PaidTo::account)
                .isEqualTo(yenAccount("1234567"));
        for (var payout : payouts.of(run)) payouts.notePaid(payout.id(), paying.somebody());
        assertThat(payouts.notePaid(id, paying.somebody())).isInstanceOf(Payouts.Noting.NotNow.class);
        assertThat(refund(order)).isInstanceOf(Refund.Transferred.class).matches(Refund::isDone);
        assertThat(refunds.of(order.toString())).isEmpty();
        assertThat(isProposed(refund(order).id())).isFalse();
        assertThat(paying.on("refunds:due:JPY")).isEqualTo(due + toOthers(run, order));
        assertThat(paying.on("provider:transfer:JPY")).isEqualTo(atProvider);
        long paid = payouts.of(run).stream()
                .mapToLong(one -> one.terms().amount().minorUnits())
                .sum();
        assertThat(paying.on("bank:own:JPY")).isEqualTo(own - paid);
        assertThat(sold.creditNotes().of(order, refund(order).id()).pdf()).isNotEmpty();
    }

    /// A contract of Omise may forbid it: the buyer is asked, and paid from our bank.
    @Test
    void whatAProviderRefusesForGoodWaitsForAnAccountAndIsPaidToIt() {
        var town = TownProcess.running();
        town.call("PUT", "/town/omise/contract/keeps-all/true", null);
        OrderId order;
        try {
            order = sold.goingBackByPromptPay();
        } finally {
            town.call("PUT", "/town/omise/contract/keeps-all/false", null);
        }
        assertThat(refund(order))
                .isInstanceOfSatisfying(
                        Refund.Failed.class, it -> assertThat(it.code()).isEqualTo(Refund.Failed.NEEDS_ACCOUNT));
        assertThat(stage(order)).isEqualTo(Stage.ACCOUNT_WANTED);
        assertThat(asked(order)).isEqualTo(1);
        assertThat(refunds.tell(order.toString(), bahtAccount("9876543210"))).isTrue();
        var run = paying.handedIn(BAHT);
        payouts.notePaid(payout(run, order), paying.somebody());
        assertThat(refund(order)).isInstanceOf(Refund.Transferred.class);
        assertThat(refunds.of(order.toString())).isEmpty();
    }

    private int asked(OrderId order) {
        return sql.sql(
                        "select count(*) from outbox where topic = 'notices.refund-account' and payload ->> 'refund' = :it")
                .param("it", refund(order).id().toString())
                .query(Integer.class)
                .single();
    }

    /// What was paid beyond the price goes the same way, and is no part of the sale.
    @Test
    void whatIsTooMuchIsPaidToTheBuyersAccountOnce() {
        long suspense = paying.on("suspense:JPY");
        var order = sold.byTransfer(2100);
        sold.outbox().runDue();
        assertThat(refund(order).terms().amount()).isEqualTo(Money.jpy(600));
        assertThat(paying.on("suspense:JPY")).isEqualTo(suspense);
        assertThat(stage(order)).isEqualTo(Stage.ACCOUNT_WANTED);
        assertThat(asked(order)).isEqualTo(1);
        refunds.tell(order.toString(), yenAccount("1234567"));
        var run = paying.handedIn(YEN);
        long due = paying.on("refunds:due:JPY");
        long own = paying.on("bank:own:JPY");
        payouts.notePaid(payout(run, order), paying.somebody());
        assertThat(refund(order)).isInstanceOf(Refund.Transferred.class);
        assertThat(paying.on("bank:own:JPY")).isEqualTo(own - 600);
        assertThat(paying.on("refunds:due:JPY")).isEqualTo(due);
        assertThat(isProposed(refund(order).id())).isFalse();
        assertThat(sold.creditNotes().of(order, refund(order).id()).pdf()).isNotEmpty();
        assertThat(payments.refundable(refund(order).terms().payment())).isEqualTo(Money.jpy(1500));
    }

    @Test
    void whatComesBackIsOwedAgainAndAnotherAccountIsAskedFor() {
        long due = paying.on("refunds:due:JPY");
        var order = told("1234567");
        var run = paying.handedIn(YEN);
        payouts.notePaid(payout(run, order), paying.somebody());
        paying.cameBack(payout(run, order), Payout.ReturnReason.ACCOUNT_CLOSED);
        assertThat(refund(order))
                .isInstanceOfSatisfying(
                        Refund.Failed.class, it -> assertThat(it.code()).isEqualTo(Refund.Failed.TRANSFER_RETURNED));
        assertThat(paying.on("refunds:due:JPY")).isEqualTo(due + toOthers(run, order) - 1500);
        assertThat(stage(order)).isEqualTo(Stage.ACCOUNT_WANTED);
        assertThat(isProposed(refund(order).id())).isFalse();
        refunds.tell(order.toString(), yenAccount("7654321"));
        var second = paying.handedIn(YEN);
        payouts.notePaid(payout(second, order), paying.somebody());
        assertThat(refund(order)).isInstanceOf(Refund.Transferred.class);
        assertThat(paying.on("refunds:due:JPY")).isEqualTo(due + toOthers(run, order) + toOthers(second, order));
    }

    private int letters(OrderId order) {
        return sql.sql(
                        "select count(*) from outbox where topic = 'notices.refund-account' and payload ->> 'order' = :order")
                .param("order", order.toString())
                .query(Integer.class)
                .single();
    }

    @Test
    void whatWasReplacedIsKeptUntilTheLastIsErased() {
        var order = told("1111112");
        refunds.tell(order.toString(), yenAccount("1234567"));
        refunds.tell(order.toString(), yenAccount("1234567"));
        assertThat(kept(order)).isEqualTo(2);
        refuses(
                "update buyer_account set replaced_at = null where refund = :id and replaced_at is not null",
                refund(order).id().value(),
                "erased or stays");
        payments.refundSettledOutside(refund(order).id(), "by hand", "somebody");
        erase();
        assertThat(kept(order)).isZero();
    }

    private int kept(OrderId order) {
        return sql.sql("select count(*) from buyer_account where refund = :refund and account_sealed is not null")
                .param("refund", refund(order).id().value())
                .query(Integer.class)
                .single();
    }

    @Test
    void whoBoughtNeitherPreparesNorApprovesNorNotes() {
        var order = goingBack();
        var buyer = paying.person(sold.orders().get(order).terms().buyer().email());
        refunds.tell(order.toString(), yenAccount("1234567"));
        assertThat(payouts.propose(YEN, buyer).refunds())
                .noneMatch(one -> one.refund().equals(refund(order).id()));
        var run = prepared();
        assertThat(payouts.isPaidBy(run, buyer)).isTrue();
        assertThat(payouts.approve(run, buyer)).isInstanceOf(Payouts.Deciding.PaidByIt.class);
        assertThatThrownBy(() -> sql.sql("""
                                update payout_run set state = 'approved', approved_by = :by, approved_at = prepared_at
                                where id = :id""")
                        .param("by", buyer.value())
                        .param("id", run.value())
                        .update())
                .hasStackTraceContaining("pays who approves it");
        payouts.approve(run, paying.somebody());
        payouts.takeFile(run, paying.somebody(), paying.day());
        assertThat(payouts.notePaid(payout(run, order), buyer)).isInstanceOf(Payouts.Noting.PaidByIt.class);
        assertThatThrownBy(() -> sql.sql(
                                "update payout set state = 'paid', paid_at = sent_at, noted_by = :by where id = :id")
                        .param("by", buyer.value())
                        .param("id", payout(run, order).value())
                        .update())
                .hasStackTraceContaining("pays who notes it");
        assertThatThrownBy(() -> sql.sql("""
                                update payout set state = 'returned', returned_at = sent_at, returned_reason = 'refused',
                                    noted_by = :by where id = :id""")
                        .param("by", paying.somebody().value())
                        .param("id", payout(run, order).value())
                        .update())
                .hasStackTraceContaining("said by one alone");
    }

    @Test
    void whatTheBankRefusesForAnotherReasonKeepsTheBuyersAccount() {
        var order = told("1234567");
        var run = paying.handedIn(YEN);
        paying.cameBack(payout(run, order), Payout.ReturnReason.REFUSED);
        assertThat(stage(order)).isEqualTo(Stage.ACCOUNT_TOLD);
        assertThat(isProposed(refund(order).id())).isTrue();
    }

    @Test
    void whatIsDiscardedWaitsWithItsAccount() {
        var order = told("1234567");
        var run = prepared();
        payouts.discard(run, paying.somebody());
        assertThat(refund(order)).isInstanceOf(Refund.Failed.class);
        assertThat(stage(order)).isEqualTo(Stage.ACCOUNT_TOLD);
        assertThat(isProposed(refund(order).id())).isTrue();
    }

    @Test
    void nothingElseGivesItBackMeanwhile() {
        var order = told("1234567");
        prepared();
        var id = refund(order).id();
        assertThatThrownBy(() -> payments.refundAgain(id, "somebody")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> payments.refundSettledOutside(id, "paid", "somebody"))
                .isInstanceOf(Problem.class);
        sold.outbox().runDue();
        assertThat(payments.askRefundAlthoughOver(id)).isInstanceOf(Refund.Transferring.class);
    }

    @Test
    void whatWasSettledOutsideIsNotPaidAsWell() {
        var order = told("1234567");
        payments.refundSettledOutside(refund(order).id(), "by hand", "somebody");
        assertThat(isProposed(refund(order).id())).isFalse();
        assertThat(refunds.tell(order.toString(), yenAccount("7654321"))).isFalse();
    }

    @Test
    void theAccountIsErasedAfterItWasPaid() {
        var order = told("1234567");
        var run = paying.handedIn(YEN);
        payouts.notePaid(payout(run, order), paying.somebody());
        erase();
        assertThat(payouts.accountsOf(run)).containsKey(payout(run, order));
        clock.forward(Duration.ofDays(61));
        erase();
        assertThat(payouts.accountsOf(run)).doesNotContainKey(payout(run, order));
    }

    private void erase() {
        jobs.stream()
                .filter(job -> job.name().equals("payouts-erase-buyer-accounts"))
                .forEach(RecurringJob::run);
    }

    private void refuses(String statement, UUID id, String why) {
        assertThatThrownBy(() -> sql.sql(statement).param("id", id).update()).hasStackTraceContaining(why);
    }

    /// As the product's role.
    @Test
    void theDatabaseLetsNobodyElseGiveItBack() {
        var order = told("1234567");
        var refund = refund(order).id().value();
        refuses(
                "update refund set state = 'transferred', reference = 'x', settled_at = requested_at where id = :id",
                refund,
                "refund_stays_with_its_payout");
        var run = prepared();
        for (var other : List.of(
                "state = 'requested', reference = null",
                "state = 'settled_outside', note = 'x', settled_at = requested_at",
                "state = 'succeeded', settled_at = requested_at",
                "state = 'transferred', settled_at = requested_at",
                "state = 'failed', code = 'x', settled_at = requested_at")) {
            refuses("update refund set " + other + " where id = :id", refund, "stays with its payout");
        }
        refuses("""
                        insert into payout (id, run, refund, buyer_account, number, amount, fee, currency, state)
                        select gen_random_uuid(), run, refund, buyer_account, nextval('payout_number'), amount, fee, currency, state
                        from payout where refund = :id""", refund, "is not of its refund");
        refuses("update payout set buyer_account = null where refund = :id", refund, "does not change");
        refuses(
                "update payout set organiser = (select id from organiser limit 1) where refund = :id",
                refund,
                "does not change");
        refuses(
                "update buyer_account set told_at = told_at + interval '1 s' where refund = :id",
                refund,
                "erased or stays");
        assertThatThrownBy(() -> sql.sql("delete from buyer_account").update())
                .hasStackTraceContaining("permission denied");
        assertThat(payouts.payout(payout(run, order))).isPresent();
    }

    @Test
    void aRefundHasOneLivePayoutAndPaysWhatIsOwed() {
        var order = told("1234567");
        var refund = refund(order).id().value();
        var run = prepared();
        var insert = """
                insert into payout (id, run, refund, buyer_account, number, amount, fee, currency, state)
                select :payout, run, refund, buyer_account, nextval('payout_number'), amount, %s, currency, 'prepared'
                from payout where refund = :id""";
        // The same id would be the same payout: another one is none of this refund.
        assertThatThrownBy(() -> sql.sql(insert.formatted("fee"))
                        .param("payout", UUID.randomUUID())
                        .param("id", refund)
                        .update())
                .hasStackTraceContaining("is not of its refund");
        payouts.discard(run, paying.somebody());
        assertThat(sql.sql("select count(*) from pg_indexes where indexname = 'payout_of_refund_once'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
