package org.tsudoi.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class PointsTest {
    private final Points points;
    private final Members members;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final JdbcClient sql;
    private final Ids ids;
    private final TestClock clock;

    PointsTest(
            Points points,
            Members members,
            Ledger ledger,
            TransactionTemplate transactions,
            JdbcClient sql,
            Ids ids,
            TestClock clock) {
        this.points = points;
        this.members = members;
        this.ledger = ledger;
        this.transactions = transactions;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private MemberId member() {
        var mail = new EmailAddress("points." + UUID.randomUUID().toString().replace("-", "") + "@example.jp");
        return members.findOrCreate(mail, Optional.empty(), Locale.JAPANESE, ZoneId.of("Asia/Tokyo"))
                .id();
    }

    private PointLot grant(MemberId member, long many, Duration life) {
        return points.grant(
                grant(new PointLotId(ids.next()), member, many, clock.instant().plus(life)));
    }

    private static Points.Grant grant(PointLotId lot, MemberId member, long many, Instant expires) {
        return new Points.Grant(lot, member, PointLot.Kind.FREE, many, "お詫び", expires, "mem_operator");
    }

    private Points.Reserving reserve(MemberId member, PointUseId use, long many) {
        return in(() -> points.reserve(
                new Points.Wish(use, member, many, "ord_test", new AccountCode("organiser:test:payable:JPY"), false)));
    }

    private PointUseId reserved(MemberId member, long many) {
        var use = new PointUseId(ids.next());
        assertThat(reserve(member, use, many)).isEqualTo(new Points.Reserving.Reserved(use));
        return use;
    }

    private PointUseId spent(MemberId member, long many) {
        var use = reserved(member, many);
        run(() -> points.spend(use));
        return use;
    }

    private <T> T in(java.util.function.Supplier<T> what) {
        return java.util.Objects.requireNonNull(transactions.execute(_ -> what.get()));
    }

    private void run(Runnable what) {
        transactions.executeWithoutResult(_ -> what.run());
    }

    private List<Long> left(MemberId member) {
        return points.wallet(member).lots().stream().map(Points.Left::points).toList();
    }

    @Test
    void aGrantIsOneHoweverOftenItIsSent() {
        var member = member();
        var lot = new PointLotId(ids.next());
        var until = clock.instant().plus(Duration.ofDays(10));
        points.grant(grant(lot, member, 300, until));
        points.grant(grant(lot, member, 300, until));
        assertThat(points.wallet(member).points()).isEqualTo(300);
        assertThatThrownBy(() -> points.grant(grant(lot, member, 301, until)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatExpiresFirstIsSpentFirst() {
        var member = member();
        grant(member, 100, Duration.ofDays(30));
        grant(member, 100, Duration.ofDays(10));
        grant(member, 100, Duration.ofDays(20));
        spent(member, 150);
        assertThat(left(member)).containsExactly(50L, 100L);
        assertThat(points.wallet(member).lots().getFirst().lot().expiresAt())
                .isCloseTo(clock.instant().plus(Duration.ofDays(20)), within(1, ChronoUnit.MILLIS));
    }

    @Test
    void whatIsReservedCannotBeReservedAgainAndIsFreeOnceReleased() {
        var member = member();
        grant(member, 500, Duration.ofDays(10));
        var use = reserved(member, 400);
        assertThat(points.wallet(member).reserved()).isEqualTo(400);
        assertThat(reserve(member, new PointUseId(ids.next()), 200)).isEqualTo(new Points.Reserving.NotEnough(100));
        run(() -> points.release(use));
        run(() -> points.release(use));
        assertThat(points.wallet(member).points()).isEqualTo(500);
        assertThatThrownBy(() -> run(() -> points.spend(use))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatComesBackGoesToTheLotsItCameFromTheLatestFirst() {
        var member = member();
        grant(member, 100, Duration.ofDays(10));
        grant(member, 100, Duration.ofDays(20));
        var use = spent(member, 200);
        run(() -> points.giveBack(use, 120, "first", Points.Grace.ONCE));
        run(() -> points.giveBack(use, 120, "first", Points.Grace.ONCE));
        assertThat(left(member)).containsExactly(20L, 100L);
        run(() -> points.giveBack(use, 80, "second", Points.Grace.ONCE));
        assertThat(left(member)).containsExactly(100L, 100L);
        assertThatThrownBy(() -> run(() -> points.giveBack(use, 1, "third", Points.Grace.ONCE)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatComesBackAfterItsExpiryHasAShortLife() {
        var member = member();
        grant(member, 100, Duration.ofDays(10));
        var use = spent(member, 100);
        clock.forward(Duration.ofDays(11));
        points.expireDue();
        run(() -> points.giveBack(use, 60, "back", Points.Grace.ONCE));
        var lot = points.wallet(member).lots().getFirst();
        assertThat(lot.points()).isEqualTo(60);
        assertThat(lot.lot().insteadOf()).isTrue();
        assertThat(lot.lot().expiresAt())
                .isCloseTo(clock.instant().plus(Points.SHORT_LIFE), within(1, ChronoUnit.MILLIS));
    }

    @Test
    void whoSpendsAndGetsBackInTurnKeepsThemNoLonger() {
        var member = member();
        grant(member, 100, Duration.ofDays(10));
        var first = spent(member, 100);
        clock.forward(Duration.ofDays(11));
        run(() -> points.giveBack(first, 100, "back", Points.Grace.ONCE));
        var second = spent(member, 100);
        clock.forward(Points.SHORT_LIFE);
        points.expireDue();
        run(() -> points.giveBack(second, 60, "back", Points.Grace.ONCE));
        run(() -> points.giveBack(second, 60, "back", Points.Grace.ONCE));
        assertThat(points.wallet(member).points()).isZero();
        assertThat(points.statement(member, 10).getFirst().balance()).isZero();
        // An event that does not take place is nobody's way of keeping points.
        run(() -> points.giveBack(second, 40, "called off", Points.Grace.AGAIN));
        assertThat(points.wallet(member).points()).isEqualTo(40);
        assertThat(points.statement(member, 10).getFirst().balance()).isEqualTo(40);
    }

    @Test
    void whatOthersMadeComeBackLeavesTheMembersOwnGrace() {
        var member = member();
        grant(member, 100, Duration.ofDays(10));
        var first = spent(member, 100);
        clock.forward(Duration.ofDays(11));
        run(() -> points.giveBack(first, 100, "called off", Points.Grace.AGAIN));
        var second = spent(member, 100);
        clock.forward(Points.SHORT_LIFE);
        run(() -> points.giveBack(second, 100, "back", Points.Grace.ONCE));
        assertThat(points.wallet(member).points()).isEqualTo(100);
        var third = spent(member, 100);
        clock.forward(Points.SHORT_LIFE);
        run(() -> points.giveBack(third, 60, "back", Points.Grace.ONCE));
        assertThat(points.wallet(member).points()).isZero();
        // Nor does it give them another.
        run(() -> points.giveBack(third, 40, "called off", Points.Grace.AGAIN));
        var fourth = spent(member, 40);
        clock.forward(Points.SHORT_LIFE);
        run(() -> points.giveBack(fourth, 40, "back", Points.Grace.ONCE));
        assertThat(points.wallet(member).points()).isZero();
    }

    @Test
    void whatExpiresCannotBeSpentAndLeavesTheBooks() {
        var member = member();
        grant(member, 100, Duration.ofDays(10));
        var use = reserved(member, 30);
        clock.forward(Duration.ofDays(10).plusSeconds(1));
        assertThat(points.wallet(member).points()).isZero();
        assertThat(points.expireDue()).isPositive();
        assertThat(points.expireDue()).isZero();
        run(() -> points.release(use));
        assertThat(points.wallet(member).points()).isZero();
        assertThat(points.expireDue()).isEqualTo(1);
        assertThat(points.statement(member, 10).getFirst().balance()).isZero();
    }

    @Test
    void theStatementSaysWhatTheBooksSay() {
        var member = member();
        grant(member, 100, Duration.ofDays(10));
        grant(member, 50, Duration.ofDays(40));
        var use = spent(member, 120);
        run(() -> points.giveBack(use, 20, "back", Points.Grace.ONCE));
        clock.forward(Duration.ofDays(12));
        points.expireDue();
        var statement = points.statement(member, 100);
        assertThat(statement.getFirst().balance())
                .isEqualTo(points.wallet(member).points())
                .isEqualTo(50);
        assertThat(statement.stream().map(Points.Movement::what))
                .containsExactly(
                        Points.What.RETURNED,
                        Points.What.SPENT,
                        Points.What.SPENT,
                        Points.What.GRANTED,
                        Points.What.GRANTED);
    }

    @Test
    void manyAtOnceSpendNoMoreThanThereIs() throws Exception {
        var member = member();
        for (int i = 0; i < 5; i++) grant(member, 100, Duration.ofDays(10 + i));
        var wishes = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 16; i++) {
            wishes.add(() -> in(() -> {
                var use = new PointUseId(ids.next());
                var got = points.reserve(new Points.Wish(
                        use, member, 70, "ord_race", new AccountCode("organiser:test:payable:JPY"), false));
                if (got instanceof Points.Reserving.Reserved) points.spend(use);
                return got instanceof Points.Reserving.Reserved;
            }));
        }
        try (var crowd = Executors.newFixedThreadPool(8)) {
            int got = 0;
            for (var one : crowd.invokeAll(wishes)) if (one.get()) got++;
            assertThat(got).isEqualTo(7);
        }
        assertThat(points.wallet(member).points()).isEqualTo(10);
    }

    @Test
    void theDatabaseRefusesAUseThatIsNotMadeOfItsLots() {
        var member = member();
        grant(member, 100, Duration.ofDays(10));
        var use = reserved(member, 100);
        assertThatThrownBy(() -> sql.sql("update point_use set points = 99 where id = :id")
                        .param("id", use.value())
                        .update())
                .hasStackTraceContaining("do not add up");
        assertThatThrownBy(() -> sql.sql("update point_movement set points = 1").update())
                .hasStackTraceContaining("permission denied");
    }

    private PointLot bought(MemberId member, long many, Duration life) {
        return points.grant(new Points.Grant(
                new PointLotId(ids.next()),
                member,
                PointLot.Kind.PAID,
                many,
                "購入",
                clock.instant().plus(life),
                "mem_operator"));
    }

    /// Whoever sold stands alone on its account.
    private PointUseId spentAt(MemberId member, long many, AccountCode seller) {
        var use = new PointUseId(ids.next());
        in(() -> points.reserve(new Points.Wish(use, member, many, "ord_test", seller, false)));
        run(() -> points.spend(use));
        return use;
    }

    private static AccountCode seller() {
        return new AccountCode("organiser:" + UUID.randomUUID() + ":payable:JPY");
    }

    @Test
    void whereGivenOnesAreBarredBoughtOnesPay() {
        var member = member();
        grant(member, 100, Duration.ofDays(10));
        bought(member, 80, Duration.ofDays(20));
        var use = new PointUseId(ids.next());
        assertThat(in(() -> points.reserve(new Points.Wish(use, member, 90, "ord_test", seller(), true))))
                .isEqualTo(new Points.Reserving.NotEnough(80));
        assertThat(in(() -> points.reserve(new Points.Wish(use, member, 80, "ord_test", seller(), true))))
                .isEqualTo(new Points.Reserving.Reserved(use));
        assertThat(points.wallet(member).of(PointLot.Kind.FREE)).isEqualTo(100);
    }

    @Test
    void whatWasGivenCanBeReversedAndOwedAgainButWhatWasBoughtIsNot() {
        var member = member();
        grant(member, 60, Duration.ofDays(10));
        bought(member, 40, Duration.ofDays(20));
        var seller = seller();
        var use = spentAt(member, 100, seller);
        assertThat(points.spent(List.of(use))).singleElement().satisfies(it -> {
            assertThat(it.free()).isEqualTo(60);
            assertThat(it.paid()).isEqualTo(40);
        });
        run(() -> points.reverse(use, 60, "case 1"));
        run(() -> points.reverse(use, 60, "case 1"));
        assertThat(ledger.balance(seller).posted()).isEqualTo(-40);
        assertThatThrownBy(() -> run(() -> points.reverse(use, 61, "case 2")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sql.sql("update point_use set reversed = 61 where id = :id")
                        .param("id", use.value())
                        .update())
                .hasMessageContaining("than was given away");
        run(() -> points.reverse(use, 0, "case 1 lifted"));
        assertThat(ledger.balance(seller).posted()).isEqualTo(-100);
    }

    /// The bought ones, which expire last, come back first.
    @Test
    void aRefundTakesNothingASecondTime() {
        var member = member();
        grant(member, 60, Duration.ofDays(10));
        bought(member, 40, Duration.ofDays(20));
        var seller = seller();
        var use = spentAt(member, 100, seller);
        run(() -> points.reverse(use, 60, "case"));
        run(() -> points.giveBack(use, 50, "refund 1", Points.Grace.AGAIN));
        assertThat(ledger.balance(seller).posted()).isZero();
        run(() -> points.giveBack(use, 50, "refund 2", Points.Grace.AGAIN));
        assertThat(ledger.balance(seller).posted()).isZero();
        assertThat(points.wallet(member).points()).isEqualTo(100);
        run(() -> points.reverse(use, 0, "lifted"));
        assertThat(ledger.balance(seller).posted()).as("all of it came back").isZero();
    }
}
