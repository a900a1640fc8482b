package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsudoi.payouts.Paying.BAHT;
import static org.tsudoi.payouts.Paying.YEN;
import static org.tsudoi.payouts.Paying.bahtAccount;
import static org.tsudoi.payouts.Paying.yenAccount;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.banking.BulkTransfer;
import org.tsudoi.banking.BulkTransfers;
import org.tsudoi.banking.Reading;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.CashDesk;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class PayoutsTest {
    private static final Duration HOLD = Duration.ofDays(3).plusSeconds(1);

    private final Payouts payouts;
    private final Paying paying;
    private final Market market;
    private final Orders orders;
    private final AcceptedMeans accepted;
    private final Payments payments;
    private final CashDesk cash;
    private final OutboxRunner outbox;
    private final Ledger ledger;
    private final JdbcClient sql;
    private final TestClock clock;

    PayoutsTest(
            Payouts payouts,
            Paying paying,
            Market market,
            Orders orders,
            AcceptedMeans accepted,
            Payments payments,
            CashDesk cash,
            OutboxRunner outbox,
            Ledger ledger,
            JdbcClient sql,
            TestClock clock) {
        this.payouts = payouts;
        this.paying = paying;
        this.market = market;
        this.orders = orders;
        this.accepted = accepted;
        this.payments = payments;
        this.cash = cash;
        this.outbox = outbox;
        this.ledger = ledger;
        this.sql = sql;
        this.clock = clock;
    }

    /// No other test finds a run undecided.
    @AfterEach
    void discardWhatIsLeft() {
        for (var run : payouts.runs(20)) {
            if (run instanceof PayoutRun.Prepared) payouts.discard(run.id(), paying.somebody());
        }
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private OrganiserId payable(long yen) {
        var organiser = paying.owed(Money.jpy(yen), yenAccount("1234567"));
        clock.forward(HOLD);
        return organiser;
    }

    private PayoutRunId prepared() {
        var id = paying.runId();
        assertThat(payouts.prepare(id, YEN, paying.somebody())).isInstanceOf(Payouts.Preparing.Done.class);
        return id;
    }

    private Payout of(PayoutRunId run, OrganiserId organiser) {
        return payouts.payout(PayoutId.derive(run, organiser)).orElseThrow();
    }

    private List<Payouts.LeftOut> leftOut(OrganiserId organiser) {
        return payouts.propose(YEN, paying.somebody()).leftOut().stream()
                .filter(each -> each.organiser().equals(organiser))
                .toList();
    }

    @Test
    void aRunGoesFromOneToAnotherToTheBankAndIsPaid() {
        var organiser = payable(10_000);
        long dueBefore = paying.on("payouts:due:JPY");
        long ownBefore = paying.on("bank:own:JPY");
        var one = paying.somebody();
        var id = paying.runId();
        payouts.prepare(id, YEN, one);
        assertThat(of(id, organiser).terms().amount()).isEqualTo(Money.jpy(9855));
        assertThat(of(id, organiser).terms().fee()).isEqualTo(Money.jpy(145));
        assertThat(payouts.balance(organiser, YEN).owed()).isEqualTo(Money.jpy(0));
        assertThat(payouts.balance(organiser, YEN).onItsWay()).isEqualTo(Money.jpy(9855));
        assertThat(payouts.approve(id, one)).isInstanceOf(Payouts.Deciding.SamePerson.class);
        assertThat(payouts.takeFile(id, one, paying.day())).isInstanceOf(Payouts.TakingFile.NotApproved.class);
        assertThat(payouts.approve(id, paying.somebody())).isInstanceOf(Payouts.Deciding.Done.class);
        assertThat(payouts.approve(id, paying.somebody())).isInstanceOf(Payouts.Deciding.DecidedBefore.class);
        assertThat(payouts.notePaid(of(id, organiser).id(), one)).isInstanceOf(Payouts.Noting.NotNow.class);
        payouts.takeFile(id, one, paying.day());
        assertThat(payouts.discard(id, one)).isInstanceOf(Payouts.Deciding.DecidedBefore.class);
        assertThat(of(id, organiser)).isInstanceOf(Payout.Sent.class);
        for (var payout : payouts.of(id)) payouts.notePaid(payout.id(), one);
        assertThat(of(id, organiser)).isInstanceOf(Payout.Paid.class);
        assertThat(payouts.run(id).orElseThrow()).isInstanceOf(PayoutRun.Settled.class);
        assertThat(paying.on("payouts:due:JPY")).isEqualTo(dueBefore);
        long paid = payouts.of(id).stream()
                .mapToLong(payout -> payout.terms().amount().minorUnits())
                .sum();
        assertThat(paying.on("bank:own:JPY")).isEqualTo(ownBefore - paid);
        assertThat(payouts.history(id).stream().map(Payouts.Happened::what))
                .contains("prepared", "approved", "handed_in", "paid", "settled");
    }

    @Test
    void theSameFormAgainIsTheSameRunAndAnotherWaits() {
        payable(5000);
        var id = paying.runId();
        var by = paying.somebody();
        var first = payouts.prepare(id, YEN, by);
        assertThat(payouts.prepare(id, YEN, by)).isEqualTo(first);
        assertThat(payouts.prepare(paying.runId(), YEN, by)).isInstanceOf(Payouts.Preparing.AnotherIsPrepared.class);
        payouts.discard(id, by);
        assertThat(payouts.prepare(paying.runId(), YEN, by)).isInstanceOf(Payouts.Preparing.Done.class);
    }

    @Test
    void whatIsDiscardedIsOwedAgainToTheYen() {
        var organiser = payable(5000);
        var id = prepared();
        payouts.approve(id, paying.somebody());
        assertThat(payouts.discard(id, paying.somebody())).isInstanceOf(Payouts.Deciding.Done.class);
        assertThat(of(id, organiser)).isInstanceOf(Payout.Discarded.class);
        assertThat(payouts.balance(organiser, YEN).owed()).isEqualTo(Money.jpy(5000));
    }

    @Test
    void manyWhoPrepareAtOncePayOnce() throws Exception {
        var organiser = payable(7000);
        var wishes = new ArrayList<Callable<Payouts.Preparing>>();
        for (int i = 0; i < 16; i++) {
            var by = paying.somebody();
            wishes.add(() -> payouts.prepare(paying.runId(), YEN, by));
        }
        try (var crowd = Executors.newFixedThreadPool(8)) {
            int done = 0;
            for (var one : crowd.invokeAll(wishes)) if (one.get() instanceof Payouts.Preparing.Done) done++;
            assertThat(done).isEqualTo(1);
        }
        assertThat(payouts.of(organiser, 10)).hasSize(1);
        assertThat(payouts.balance(organiser, YEN).owed()).isEqualTo(Money.jpy(0));
    }

    @Test
    void whatComesBackIsOwedAgainAndWaitsForAnotherAccount() {
        var organiser = payable(4000);
        var id = paying.handedIn(YEN);
        var payout = of(id, organiser);
        payouts.notePaid(payout.id(), paying.somebody());
        paying.cameBack(payout.id(), Payout.ReturnReason.ACCOUNT_CLOSED);
        assertThat(of(id, organiser)).isInstanceOf(Payout.Returned.class);
        assertThat(payouts.balance(organiser, YEN).owed()).isEqualTo(Money.jpy(4000 - 145));
        assertThat(leftOut(organiser)).singleElement().returns(Payouts.LeftOutReason.CAME_BACK, Payouts.LeftOut::why);
        assertThat(payouts.noteReturned(payout.id(), Payout.ReturnReason.NOT_TOLD, paying.somebody()))
                .isInstanceOf(Payouts.Noting.NotNow.class);
        payouts.tell(organiser, paying.owner(organiser), yenAccount("7654321"));
        assertThat(leftOut(organiser))
                .singleElement()
                .returns(Payouts.LeftOutReason.HELD_AFTER_CHANGE, Payouts.LeftOut::why);
        clock.forward(HOLD);
        assertThat(leftOut(organiser)).isEmpty();
    }

    @Test
    void whoIsPaidNotesNothingAndWhatCameBackIsSaidByTwo() {
        var organiser = payable(4100);
        var owner = paying.owner(organiser);
        var id = paying.handedIn(YEN);
        var payout = of(id, organiser).id();
        var why = Payout.ReturnReason.NAME_DIFFERS;
        assertThat(payouts.notePaid(payout, owner)).isInstanceOf(Payouts.Noting.PaidByIt.class);
        assertThat(payouts.noteReturned(payout, why, owner)).isInstanceOf(Payouts.Noting.PaidByIt.class);
        var one = paying.somebody();
        assertThat(payouts.noteReturned(payout, why, one)).isInstanceOf(Payouts.Noting.ToConfirm.class);
        assertThat(of(id, organiser)).isInstanceOf(Payout.Sent.class);
        assertThat(payouts.toConfirm(id)).containsOnlyKeys(payout);
        assertThat(payouts.confirmReturned(payout, why, one)).isInstanceOf(Payouts.Noting.SamePerson.class);
        assertThat(payouts.confirmReturned(payout, why, owner)).isInstanceOf(Payouts.Noting.PaidByIt.class);
        assertThat(payouts.confirmReturned(payout, Payout.ReturnReason.REFUSED, paying.somebody()))
                .isInstanceOf(Payouts.Noting.NotNow.class);
        assertThat(payouts.balance(organiser, YEN).owed()).isEqualTo(Money.jpy(0));
        assertThat(payouts.confirmReturned(payout, why, paying.somebody())).isInstanceOf(Payouts.Noting.Done.class);
        assertThat(of(id, organiser)).isInstanceOf(Payout.Returned.class);
        assertThat(payouts.toConfirm(id)).isEmpty();
    }

    @Test
    void whatTheBankRefusesForAnotherReasonKeepsTheAccountAndCostsNothing() {
        var organiser = payable(4200);
        var id = paying.handedIn(YEN);
        paying.cameBack(of(id, organiser).id(), Payout.ReturnReason.REFUSED);
        assertThat(payouts.balance(organiser, YEN).owed()).isEqualTo(Money.jpy(4200));
        assertThat(leftOut(organiser)).isEmpty();
    }

    @Test
    void anAccountThatIsChangedMeanwhileStopsTheRun() {
        var organiser = payable(4300);
        var id = prepared();
        payouts.tell(organiser, paying.owner(organiser), yenAccount("7654321"));
        assertThat(payouts.toFormerAccounts(id)).contains(of(id, organiser).id());
        assertThat(payouts.approve(id, paying.somebody())).isInstanceOf(Payouts.Deciding.AccountChanged.class);
        payouts.discard(id, paying.somebody());
        clock.forward(HOLD);
        var second = prepared();
        payouts.approve(second, paying.somebody());
        payouts.tell(organiser, paying.owner(organiser), yenAccount("7654322"));
        assertThat(payouts.takeFile(second, paying.somebody(), paying.day()))
                .isInstanceOf(Payouts.TakingFile.AccountChanged.class);
        payouts.discard(second, paying.somebody());
    }

    @Test
    void whatNoFileCanNameIsLeftOut() {
        var organiser = paying.owed(
                Money.of(50_000, "THB"), new PayeeAccount.InThailand(ThaiBank.KASIKORN, "9876543210", "緑スタジオ"));
        clock.forward(HOLD);
        assertThat(payouts.propose(BAHT, paying.somebody()).leftOut())
                .filteredOn(each -> each.organiser().equals(organiser))
                .singleElement()
                .returns(Payouts.LeftOutReason.UNWRITABLE, it -> it.why());
    }

    @Test
    void movingTheEndOfAnEventForthAndBackMakesNothingDueEarly() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        var organiser = market.organiser();
        var event = market.event(organiser, 5, Duration.ofDays(9));
        market.paid(event.id(), 2);
        moveEnd(event.id(), -15);
        assertThat(payouts.balance(organiser, YEN).notYetDue()).isEqualTo(Money.jpy(3000));
        assertThat(leftOut(organiser)).singleElement().returns(Payouts.LeftOutReason.NOT_YET_DUE, it -> it.why());
        moveEnd(event.id(), 20);
        clock.forward(Duration.ofDays(12));
        assertThat(payouts.balance(organiser, YEN).notYetDue()).isEqualTo(Money.jpy(3000));
        clock.forward(Duration.ofDays(5));
        assertThat(payouts.balance(organiser, YEN).notYetDue()).isEqualTo(Money.jpy(0));
    }

    private void moveEnd(EventId event, int days) {
        sql.sql("""
                        update event set starts_at = starts_at + make_interval(days => :days),
                            ends_at = ends_at + make_interval(days => :days), due_from = '2000-01-01' where id = :id""").param("days", days).param("id", event.value()).update();
    }

    @Test
    void whoIsLeftOutIsToldWhy() {
        var fresh = paying.owed(Money.jpy(5000), yenAccount("1234567"));
        assertThat(leftOut(fresh)).singleElement().returns(Payouts.LeftOutReason.HELD_AFTER_CHANGE, it -> it.why());
        var little = payable(999);
        assertThat(leftOut(little)).singleElement().returns(Payouts.LeftOutReason.BELOW_MINIMUM, it -> it.why());
        var debtor = paying.owed(Money.jpy(-300), yenAccount("1234567"));
        assertThat(leftOut(debtor)).singleElement().returns(Payouts.LeftOutReason.OWES_US, it -> it.why());
        var homeless = market.organiser();
        paying.owe(homeless, Money.jpy(5000));
        assertThat(leftOut(homeless)).singleElement().returns(Payouts.LeftOutReason.NO_ACCOUNT, it -> it.why());
    }

    @Test
    void whatWasPaidForAnEventIsDueADayAfterItsEnd() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        var organiser = market.organiser();
        var event = market.event(organiser, 5, Duration.ofDays(3));
        market.paid(event.id(), 2);
        var before = payouts.balance(organiser, YEN);
        assertThat(before.notYetDue()).isEqualTo(Money.jpy(3000));
        assertThat(before.available()).isEqualTo(Money.jpy(0));
        assertThat(leftOut(organiser)).singleElement().returns(Payouts.LeftOutReason.NOT_YET_DUE, it -> it.why());
        clock.forwardTo(event.particulars()
                .endsAt()
                .orElseThrow()
                .plus(Duration.ofDays(1))
                .plusSeconds(1));
        var after = payouts.balance(organiser, YEN);
        assertThat(after.notYetDue()).isEqualTo(Money.jpy(0));
        assertThat(after.available()).isEqualTo(after.owed());
    }

    @Test
    void onlyOwnersTellAnAccountAndEachIsKept() {
        var organiser = payable(2000);
        assertThatThrownBy(() -> payouts.tell(organiser, paying.somebody(), yenAccount("7654321")))
                .isInstanceOf(Problem.class);
        payouts.tell(organiser, paying.owner(organiser), yenAccount("1234567"));
        assertThat(payouts.accounts(organiser, YEN)).hasSize(1);
        assertThat(payouts.heldUntil(organiser, YEN)).isEmpty();
        payouts.tell(organiser, paying.owner(organiser), yenAccount("7654321"));
        assertThat(payouts.accounts(organiser, YEN)).hasSize(2);
        assertThat(payouts.heldUntil(organiser, YEN)).isPresent();
        assertThat(payouts.account(organiser, YEN).orElseThrow().account()).isEqualTo(yenAccount("7654321"));
    }

    @Test
    void whoIsPaidNeitherPreparesNorApproves() {
        var organiser = payable(3000);
        var owner = paying.owner(organiser);
        assertThat(payouts.propose(YEN, owner).leftOut())
                .filteredOn(each -> each.organiser().equals(organiser))
                .singleElement()
                .returns(Payouts.LeftOutReason.OF_WHO_PREPARES, it -> it.why());
        payable(2000);
        var without = paying.runId();
        payouts.prepare(without, YEN, owner);
        assertThat(payouts.payout(PayoutId.derive(without, organiser))).isEmpty();
        payouts.discard(without, owner);
        var with = prepared();
        assertThat(payouts.isPaidBy(with, owner)).isTrue();
        assertThat(payouts.approve(with, owner)).isInstanceOf(Payouts.Deciding.PaidByIt.class);
        assertThat(payouts.run(with).orElseThrow()).isInstanceOf(PayoutRun.Prepared.class);
        assertThat(payouts.approve(with, paying.somebody())).isInstanceOf(Payouts.Deciding.Done.class);
    }

    /// Nobody approves by leaving the organiser for a moment.
    @Test
    void whoToldTheAccountDoesNotApproveEither() {
        var organiser = payable(3000);
        var owner = paying.owner(organiser);
        paying.handOver(organiser, owner);
        var run = prepared();
        assertThat(payouts.approve(run, owner)).isInstanceOf(Payouts.Deciding.PaidByIt.class);
    }

    @Test
    void cashThatTheOrganiserTookIsNeitherOwedNorTakenOffWhatIs() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        var organiser = market.organiser();
        accepted.refuse(organiser, EnumSet.noneOf(Means.class));
        paying.owe(organiser, Money.jpy(10_000));
        var event = market.event(organiser, 5, Duration.ofDays(6));
        var order = market.held(event.id(), 2);
        orders.pay(order.id(), Choice.of(Means.COUNTER));
        var payment = payments.newestFor(order.id().toString()).orElseThrow().id();
        assertThat(cash.received(payment, Money.jpy(3000), "mem_owner")).isTrue();
        assertThat(payouts.balance(organiser, YEN))
                .isEqualTo(new Payouts.Balance(
                        Money.jpy(10_000), Money.jpy(0), Money.jpy(0), Money.jpy(10_000), Money.jpy(0)));
        var ticket = orders.tickets(order.id()).getFirst().id();
        orders.cancel(order.id(), Set.of(ticket), Money.jpy(1500), Ticket.CancelledBy.ORGANISER);
        outbox.runDue();
        // They owe the buyer 1500 from their own hand until they say that they gave it.
        assertThat(payouts.balance(organiser, YEN).available()).isEqualTo(Money.jpy(8500));
        var refund = payments.refundsFor(order.id().toString()).getFirst();
        assertThat(cash.gaveBack(refund.id(), "mem_owner")).isTrue();
        assertThat(payouts.balance(organiser, YEN).available()).isEqualTo(Money.jpy(10_000));
        clock.forwardTo(event.particulars().endsAt().orElseThrow().plus(Duration.ofDays(2)));
        assertThat(payouts.balance(organiser, YEN).available()).isEqualTo(Money.jpy(10_000));
    }

    @Test
    void theFileSaysWhoGetsWhatAndStaysTheSame() {
        var organiser = payable(6000);
        var id = prepared();
        payouts.approve(id, paying.somebody());
        var day = paying.day();
        var saturday = day.with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        assertThat(payouts.takeFile(id, paying.somebody(), saturday)).isInstanceOf(Payouts.TakingFile.NotThatDay.class);
        var first = (Payouts.TakingFile.Taken) payouts.takeFile(id, paying.somebody(), day);
        var second = (Payouts.TakingFile.Taken) payouts.takeFile(id, paying.somebody(), day.plusDays(20));
        assertThat(second.bytes()).isEqualTo(first.bytes());
        var order = ((Reading.Whole<List<BulkTransfer>>) BulkTransfers.read(first.bytes(), day))
                .content()
                .getFirst();
        assertThat(order.on()).isEqualTo(day);
        var payout = of(id, organiser);
        assertThat(order.transfers()).hasSize(payouts.of(id).size()).anySatisfy(transfer -> {
            assertThat(transfer.to()).isEqualTo(yenAccount("1234567").account());
            assertThat(transfer.amount()).isEqualTo(payout.terms().amount());
            assertThat(transfer.reference())
                    .isEqualTo(new BulkTransfer.Reference.CustomerCodes(
                            payout.terms().number(), 0));
        });
    }

    @Test
    void bahtGoByAnotherFile() {
        var organiser = paying.owed(Money.of(50_000, "THB"), bahtAccount("9876543210"));
        clock.forward(HOLD);
        var id = paying.runId();
        payouts.prepare(id, BAHT, paying.somebody());
        payouts.approve(id, paying.somebody());
        var file = (Payouts.TakingFile.Taken) payouts.takeFile(id, paying.somebody(), paying.day());
        assertThat(new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("pain.001.001.03", "9876543210", "500.00")
                .contains("TSUDOI-" + of(id, organiser).terms().number());
    }
}
