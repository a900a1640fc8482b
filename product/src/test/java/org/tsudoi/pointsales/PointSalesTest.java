package org.tsudoi.pointsales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.points.CameBackInMoney;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Points for money: the yen that are owed for them, the limits, and what comes back.
@ProductTest
class PointSalesTest {
    private static final AccountCode SOLD = AccountCode.of("operator", "points-sold", "JPY");
    private static final AccountCode FORFEITED = AccountCode.of("platform", "points-expired", "JPY");
    private static final AccountCode FUNDING = AccountCode.of("operator", "points-funding", "JPY");
    private static final long MUCH = 10_000_000;

    private final Counter counter;
    private final PointSales sales;
    private final PointReports reports;
    private final Points points;
    private final Orders orders;
    private final Payments payments;
    private final Market market;
    private final Ledger ledger;
    private final List<RecurringJob> jobs;
    private final JdbcClient sql;
    private final TestClock clock;
    private final Member member;

    PointSalesTest(
            Counter counter,
            PointSales sales,
            PointReports reports,
            Points points,
            Orders orders,
            Payments payments,
            Market market,
            Ledger ledger,
            List<RecurringJob> jobs,
            JdbcClient sql,
            TestClock clock) {
        this.counter = counter;
        this.sales = sales;
        this.reports = reports;
        this.points = points;
        this.orders = orders;
        this.payments = payments;
        this.market = market;
        this.ledger = ledger;
        this.jobs = jobs;
        this.sql = sql;
        this.clock = clock;
        this.member = counter.member();
    }

    @BeforeEach
    void aFairTown() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void whatIsOwedIsWhatIsLeft() {
        sales.packs().forEach(pack -> sales.retire(pack.id()));
        sales.set(SaleTerms.NONE, new MemberId(UUID.randomUUID()));
        assertThat(points.backing().isSound()).isTrue();
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private void run(String job) {
        jobs.stream().filter(it -> it.name().equals(job)).forEach(RecurringJob::run);
    }

    private long paid() {
        return points.wallet(member.id()).of(PointLot.Kind.PAID);
    }

    private long free() {
        return points.wallet(member.id()).of(PointLot.Kind.FREE);
    }

    @Test
    void nothingIsSoldUntilAnOperatorSaysSo() {
        var pack = counter.pack(1000, 0);
        assertThat(sales.isOpen()).isFalse();
        assertThat(counter.buy(member, pack)).isEqualTo(new PointSales.Buying.NotSold());
    }

    @Test
    void whatIsPaidForPointsIsOwedForThemAndNotTheHouses() {
        var house = counter.opened(MUCH);
        long owed = counter.owed(SOLD);
        var order = counter.bought(member, counter.pack(3000, 150));
        assertThat(paid()).isEqualTo(3000);
        assertThat(free()).isEqualTo(150);
        assertThat(counter.owed(SOLD)).isEqualTo(owed + 3000);
        // All that is left for the house is what the provider keeps of it.
        assertThat(counter.owed(Counter.payable(house))).isBetween(-200L, 0L);
        assertThat(sales.purchase(order).orElseThrow().state()).isEqualTo(Purchase.State.PAID);
        assertThat(orders.get(order).terms().total()).isEqualTo(Money.jpy(3000));
    }

    @Test
    void theSameWishIsOnePurchase() {
        counter.opened(MUCH);
        var pack = counter.pack(500, 0);
        long before = sales.room().reserved();
        assertThat(sales.buy(member, pack.id(), "one")).isEqualTo(sales.buy(member, pack.id(), "one"));
        assertThat(sales.room().reserved()).isEqualTo(before + 500);
    }

    @Test
    void organisersArePaidForPaidPointsFromWhatWasPaidForThem() {
        counter.opened(MUCH);
        var seller = market.organiser();
        counter.bought(member, counter.pack(1000, 0));
        points.grant(new Points.Grant(
                new PointLotId(UUID.randomUUID()),
                member.id(),
                PointLot.Kind.FREE,
                500,
                "お礼",
                clock.instant().plus(Duration.ofDays(10)),
                "test"));
        long owed = counter.owed(SOLD);
        long funding = counter.owed(FUNDING);
        // The free ones expire first, so they go first.
        var use = counter.spent(member, 1200, seller);
        assertThat(free()).isZero();
        assertThat(paid()).isEqualTo(300);
        assertThat(counter.owed(Counter.payable(seller))).isEqualTo(1200);
        assertThat(counter.owed(SOLD)).isEqualTo(owed - 700);
        assertThat(counter.owed(FUNDING)).isEqualTo(funding - 500);
        // What comes back goes to the lots that it came from, those first that expire last.
        counter.back(use, 800);
        assertThat(paid()).isEqualTo(1000);
        assertThat(free()).isEqualTo(100);
        assertThat(counter.owed(SOLD)).isEqualTo(owed);
        assertThat(counter.owed(Counter.payable(seller))).isEqualTo(400);
    }

    @Test
    void whatIsReservedIsOwedUntilItIsSpent() {
        counter.opened(MUCH);
        counter.bought(member, counter.pack(1000, 0));
        long owed = counter.owed(SOLD);
        var use = counter.reserved(member, 400, market.organiser());
        assertThat(points.backing().isSound()).isTrue();
        assertThat(counter.owed(SOLD)).isEqualTo(owed);
        counter.release(use);
        assertThat(paid()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-31T03:00:00Z, 2027-02-27T15:00:00Z",
        "2026-11-27T14:59:59Z, 2027-05-26T15:00:00Z",
        // Already the next day in Tokyo.
        "2026-11-27T15:00:00Z, 2027-05-27T15:00:00Z",
        "2027-08-29T01:00:00Z, 2028-02-28T15:00:00Z"
    })
    void paidPointsEndBeforeSixMonthsArePast(Instant issued, Instant expires) {
        assertThat(SaleTerms.expiry(issued, SaleTerms.SIX_MONTHS)).isEqualTo(expires);
    }

    @Test
    void onlyWhatExpiresIsTheHousesIncome() {
        counter.opened(MUCH);
        var lot = sales.purchase(counter.bought(member, counter.pack(800, 0)))
                .orElseThrow()
                .lot();
        counter.spent(member, 300, market.organiser());
        assertThat(income(lot)).isZero();
        counter.forward(Duration.ofDays(185));
        assertThat(paid()).isZero();
        points.expireDue();
        assertThat(income(lot)).isEqualTo(500);
    }

    private long income(PointLotId lot) {
        return ledger.journalsWith(Map.of("lot", lot.toString()), 20).stream()
                .flatMap(recorded -> recorded.journal().legs().stream())
                .filter(leg -> leg.account().equals(FORFEITED))
                .mapToLong(leg -> -leg.amount())
                .sum();
    }

    @Test
    void whatComesBackAfterSixMonthsNeverLivesOnAndItsMoneyGoesBack() {
        counter.opened(MUCH);
        var order = counter.bought(member, counter.pack(800, 0));
        var use = counter.spent(member, 800, market.organiser());
        counter.forward(Duration.ofDays(185));
        points.expireDue();
        long owedBack = counter.owed(CameBackInMoney.OWED_BACK);
        counter.back(use, 600);
        assertThat(points.wallet(member.id()).lots()).isEmpty();
        counter.jobs();
        var refunds = payments.refundsFor(order.toString());
        assertThat(refunds).hasSize(1);
        assertThat(refunds.getFirst().terms().amount()).isEqualTo(Money.jpy(600));
        assertThat(refunds.getFirst().terms().why()).isEqualTo(Refund.Reason.POINTS_TOO_LATE);
        assertThat(counter.owed(CameBackInMoney.OWED_BACK)).isEqualTo(owedBack);
        assertThat(points.statement(member.id(), 1).getFirst().balance()).isZero();
    }

    private List<PointSales.Oddity> odd() {
        return sales.oddities().stream()
                .filter(odd -> odd.member().equals(member.id()))
                .toList();
    }

    @Test
    void whereThePaymentTakesNothingBackAPersonSeesToIt() {
        counter.opened(MUCH);
        var order = counter.bought(member, counter.pack(900, 0));
        var use = counter.spent(member, 900, market.organiser());
        counter.lostToTheBank(order);
        // Written off by a person: what comes back later is theirs to judge, too.
        assertThat(sales.settle(odd().getFirst().id(), member.id(), "償却")).isTrue();
        counter.forward(Duration.ofDays(185));
        points.expireDue();
        long owedBack = counter.owed(CameBackInMoney.OWED_BACK);
        counter.back(use, 900);
        counter.jobs();
        assertThat(payments.refundsFor(order.toString())).isEmpty();
        assertThat(odd()).extracting(PointSales.Oddity::kind).containsExactly(PointSales.Kind.OWED_BACK);
        assertThat(counter.owed(CameBackInMoney.OWED_BACK)).isEqualTo(owedBack + 900);
        var id = odd().getFirst().id();
        assertThat(sales.settle(id, member.id(), "振込済み")).isTrue();
        assertThat(sales.settle(id, member.id(), "もう一度")).isFalse();
        assertThat(counter.owed(CameBackInMoney.OWED_BACK)).isEqualTo(owedBack);
    }

    /// The buyer has the money from their bank: what comes back is for whoever bore that.
    @Test
    void whatABankGaveBackIsNotOwedOnceMore() {
        var house = counter.opened(MUCH);
        var order = counter.bought(member, counter.pack(900, 0));
        var use = counter.spent(member, 900, market.organiser());
        counter.lostToTheBank(order);
        assertThat(odd()).extracting(odd -> odd.yen().minorUnits()).containsExactly(900L);
        counter.forward(Duration.ofDays(185));
        points.expireDue();
        long owedBack = counter.owed(CameBackInMoney.OWED_BACK);
        long payable = counter.owed(Counter.payable(house));
        counter.back(use, 600);
        counter.jobs();
        assertThat(odd())
                .extracting(PointSales.Oddity::kind, odd -> odd.yen().minorUnits())
                .containsExactly(tuple(PointSales.Kind.LOST, 300L));
        assertThat(counter.owed(CameBackInMoney.OWED_BACK)).isEqualTo(owedBack);
        assertThat(counter.owed(Counter.payable(house))).isEqualTo(payable + 600);
        assertThat(payments.refundsFor(order.toString())).isEmpty();
    }

    @Test
    void whatWasOwedBackIsNotOwedAnyMoreOnceABankHasGivenIt() {
        counter.opened(MUCH);
        var order = counter.bought(member, counter.pack(900, 0));
        var use = counter.spent(member, 900, market.organiser());
        counter.forward(Duration.ofDays(185));
        points.expireDue();
        long owedBack = counter.owed(CameBackInMoney.OWED_BACK);
        counter.back(use, 600);
        counter.lostToTheBank(order);
        counter.jobs();
        assertThat(odd())
                .extracting(PointSales.Oddity::kind, odd -> odd.yen().minorUnits())
                .containsExactly(tuple(PointSales.Kind.LOST, 300L));
        assertThat(counter.owed(CameBackInMoney.OWED_BACK)).isEqualTo(owedBack);
        assertThat(payments.refundsFor(order.toString())).isEmpty();
    }

    @Test
    void theDatabaseLetsNoLotStandTwice() {
        counter.opened(MUCH);
        var order = counter.bought(member, counter.pack(900, 0));
        counter.spent(member, 900, market.organiser());
        counter.lostToTheBank(order);
        assertThatThrownBy(() -> sql.sql("""
                        insert into point_oddity (id, kind, lot, yen, state, noted_at)
                        values (:id, 'owed_back', :lot, 900, 'for_person', now())""")
                        .param("id", UUID.randomUUID())
                        .param("lot", order.value())
                        .update())
                .hasMessageContaining("point_oddity_is_owed_once");
    }

    @Test
    void theDatabaseNeitherRenewsNorExtendsThem() {
        counter.opened(MUCH);
        var lot = sales.purchase(counter.bought(member, counter.pack(500, 0)))
                .orElseThrow()
                .lot();
        assertThatThrownBy(
                        () -> sql.sql("update point_lot set expires_at = expires_at + interval '1 day' where id = :id")
                                .param("id", lot.value())
                                .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> sql.sql("""
                        insert into point_lot (id, member, kind, points, reason_sealed, granted_by, granted_at, expires_at,
                            instead_of)
                        select :id, member, kind, points, reason_sealed, granted_by, granted_at, expires_at, id
                        from point_lot where id = :lot""")
                        .param("id", UUID.randomUUID())
                        .param("lot", lot.value())
                        .update())
                .hasMessageContaining("nothing lives on");
    }

    @Test
    void theMoneyOfWhatWasNotUsedAtAllCanGoBack() {
        var house = counter.opened(MUCH);
        var order = counter.bought(member, counter.pack(1000, 100));
        long owed = counter.owed(SOLD);
        var use = counter.reserved(member, 1, market.organiser());
        assertThat(sales.refund(order)).isEqualTo(PointSales.Refunding.USED);
        assertThat(orders.get(order)).isInstanceOf(Order.Paid.class);
        counter.release(use);
        assertThat(sales.refund(order)).isEqualTo(PointSales.Refunding.DONE);
        assertThat(orders.get(order)).isInstanceOf(Order.Cancelled.class);
        assertThat(points.wallet(member.id()).lots()).isEmpty();
        assertThat(counter.owed(SOLD)).isEqualTo(owed - 1000);
        assertThat(counter.owed(Counter.payable(house))).isBetween(-200L, 0L);
        assertThat(sales.refund(order)).isEqualTo(PointSales.Refunding.NOT_PAID);
    }

    @Test
    void otherGroundsPayNothingBack() {
        counter.opened(SaleTerms.Ground.OWN_USE, MUCH);
        var order = counter.bought(member, counter.pack(1000, 0));
        assertThat(sales.refund(order)).isEqualTo(PointSales.Refunding.NOT_ALLOWED);
        assertThat(paid()).isEqualTo(1000);
    }

    @Test
    void whatABankGivesBackIsTakenAsFarAsItIsLeft() {
        counter.opened(MUCH);
        var order = counter.bought(member, counter.pack(1000, 200));
        // The free ones come first, as both expire at the same moment.
        counter.spent(member, 500, market.organiser());
        var waits = counter.reserved(member, 300, market.organiser());
        counter.lostToTheBank(order);
        assertThat(points.wallet(member.id()).points()).isZero();
        assertThat(sales.purchase(order).orElseThrow().state()).isEqualTo(Purchase.State.LOST);
        assertThat(lost()).containsExactly(600L);
        counter.release(waits);
        run("pointsales-take-lost");
        assertThat(points.wallet(member.id()).points()).isZero();
        assertThat(lost()).containsExactly(300L);
    }

    private List<Long> lost() {
        return sales.oddities().stream()
                .filter(odd -> odd.member().equals(member.id()))
                .map(odd -> odd.yen().minorUnits())
                .toList();
    }

    @Test
    void aRushNeverPassesTheCeiling() throws Exception {
        counter.opened(5_000);
        var pack = counter.pack(500, 0);
        var buyers = new ArrayList<Callable<PointSales.Buying>>();
        for (int i = 0; i < 24; i++) {
            var buyer = counter.member();
            buyers.add(() -> counter.buy(buyer, pack));
        }
        int sold = 0;
        PointSales.Buying.ToPay last = null;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var one : threads.invokeAll(buyers)) {
                switch (one.get()) {
                    case PointSales.Buying.ToPay it -> {
                        sold++;
                        last = it;
                    }
                    case PointSales.Buying.NoRoom _ -> {}
                    case PointSales.Buying other -> throw new AssertionError(other);
                }
            }
        }
        assertThat(sold).isEqualTo(10);
        assertThat(sales.room().free()).isZero();
        assertThat(counter.buy(member, pack)).isEqualTo(new PointSales.Buying.NoRoom());
        // What is let go makes room for another, what is paid does not.
        orders.leave(Objects.requireNonNull(last).order());
        var next = counter.bought(member, pack);
        assertThat(sales.purchase(next).orElseThrow().state()).isEqualTo(Purchase.State.PAID);
        assertThat(counter.buy(counter.member(), pack)).isEqualTo(new PointSales.Buying.NoRoom());
        assertThatThrownBy(() ->
                        sql.sql("update point_room set reserved = reserved + 1").update())
                .hasMessageContaining("no room");
    }

    @Test
    void onePersonBuysSoMuchAtATimeADayAndAMonth() {
        counter.opened(MUCH);
        var many = counter.pack(50_000, 0);
        var more = counter.pack(10_000, 0);
        assertThat(counter.buy(member, counter.pack(60_000, 0)))
                .isEqualTo(new PointSales.Buying.TooMuch(PointSales.Span.ONCE, 50_000));
        var first = counter.asked(member, many);
        counter.asked(member, more);
        assertThat(counter.buy(member, counter.pack(100, 0)))
                .isEqualTo(new PointSales.Buying.TooMuch(PointSales.Span.DAY, 60_000));
        orders.leave(first);
        assertThat(counter.buy(member, more)).isInstanceOf(PointSales.Buying.ToPay.class);
        // Until the first of a month, when what was bought before counts no more.
        var today = LocalDate.ofInstant(clock.instant(), SaleTerms.TOKYO);
        clock.forwardTo(today.plusMonths(1)
                .withDayOfMonth(1)
                .atTime(9, 0)
                .atZone(SaleTerms.TOKYO)
                .toInstant());
        TownProcess.running().sameTimeAs(clock);
        counter.asked(member, many);
        counter.forward(Duration.ofDays(1));
        counter.asked(member, many);
        counter.forward(Duration.ofDays(1));
        assertThat(counter.buy(member, more)).isEqualTo(new PointSales.Buying.TooMuch(PointSales.Span.MONTH, 100_000));
    }

    @Test
    void pointsAreNeverBoughtWithPoints() {
        counter.opened(MUCH);
        var order = counter.asked(member, counter.pack(500, 0));
        assertThatThrownBy(() -> orders.reduce(order, new Reduction.ByPoints(member, 100)))
                .isInstanceOf(Problem.class);
    }

    @Test
    void theReportSaysWhatIsUnusedAtTheBaseDate() {
        counter.opened(SaleTerms.Ground.LICENCE, MUCH);
        var before = coming();
        counter.bought(member, counter.pack(5000, 250));
        // The free ones first.
        counter.spent(member, 1250, market.organiser());
        var after = coming();
        assertThat(after.agrees()).isTrue();
        assertThat(after.paid().issued() - before.paid().issued()).isEqualTo(5000);
        assertThat(after.paid().used() - before.paid().used()).isEqualTo(1000);
        assertThat(after.paid().unused() - before.paid().unused()).isEqualTo(4000);
        assertThat(after.subject() - before.subject()).isEqualTo(4000);
        assertThat(after.free().used() - before.free().used()).isEqualTo(250);
        assertThat(reports.of(2001)).allMatch(it -> it.owed() == 0 && it.paid().unused() == 0);
    }

    /// Of the half-year that runs now.
    private PointReport coming() {
        var today = LocalDate.ofInstant(clock.instant(), SaleTerms.TOKYO);
        return Stream.of(today.getYear(), today.getYear() + 1)
                .flatMap(year -> reports.of(year).stream())
                .filter(it -> !it.baseDate().isBefore(today))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"10000000, 0, true", "10000001, 5000001, true", "7999999, 0, false", "8000000, 0, true"})
    void halfOfMoreThanTenMillionIsToBeDeposited(long unused, long deposit, boolean warns) {
        var sum = new Points.Sum(PointLot.Kind.PAID, PointLot.Late.ANEW, Points.What.GRANTED, unused);
        var sixMonths = new Points.Sum(PointLot.Kind.PAID, PointLot.Late.IN_MONEY, Points.What.GRANTED, 20_000_000);
        var report = PointReport.of(
                LocalDate.of(2027, 3, 31), LocalDate.of(2026, 10, 1), List.of(sum, sixMonths), List.of(), 0);
        assertThat(report.deposit()).isEqualTo(deposit);
        assertThat(report.warns()).isEqualTo(warns);
    }

    @Test
    void whoeverHasPointsIsToldOnceBeforeTheyExpire() {
        counter.opened(MUCH);
        points.grant(new Points.Grant(
                new PointLotId(UUID.randomUUID()),
                member.id(),
                PointLot.Kind.FREE,
                321,
                "お礼",
                clock.instant().plus(Duration.ofDays(20)),
                "test"));
        run("pointsales-tell-expiry");
        assertThat(told()).isZero();
        counter.forward(Duration.ofDays(10));
        run("pointsales-tell-expiry");
        run("pointsales-tell-expiry");
        assertThat(told()).isEqualTo(321);
    }

    private long told() {
        return sql.sql("select coalesce(sum(points), 0)::bigint from point_expiry_told where member = :member")
                .param("member", member.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    void theHouseIsPaidOutNothingThatIsOwedAsPoints() {
        OrganiserId house = counter.opened(MUCH);
        counter.bought(member, counter.pack(20_000, 0));
        assertThat(counter.owed(Counter.payable(house))).isNotPositive();
    }
}
