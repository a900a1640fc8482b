package org.tsudoi.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.vouchers.Vouchers.Reason;
import org.tsudoi.vouchers.Vouchers.Redeeming;

@ProductTest
class VouchersTest {
    private final Vouchers vouchers;
    private final Market market;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final Ids ids;
    private final TestClock clock;

    VouchersTest(
            Vouchers vouchers,
            Market market,
            Ledger ledger,
            TransactionTemplate transactions,
            Ids ids,
            TestClock clock) {
        this.vouchers = vouchers;
        this.market = market;
        this.ledger = ledger;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private Vouchers.Wish wish(Event event, String code, Discount discount, int uses, int each) {
        var now = clock.instant().minusSeconds(1);
        return new Vouchers.Wish(
                new VoucherId(ids.next()),
                event.particulars().organiser(),
                null,
                code,
                discount,
                now,
                now.plus(Duration.ofDays(30)),
                uses,
                each,
                "mem_owner");
    }

    private Redeeming redeem(OrganiserId organiser, EventId event, String code, Money total, EmailAddress who) {
        return in(() -> vouchers.reserve(new Vouchers.Redemption(
                new VoucherUseId(ids.next()), code, organiser, event, total, who, "ord_" + UUID.randomUUID())));
    }

    private Redeeming redeem(Event event, String code, EmailAddress who) {
        return redeem(event.particulars().organiser(), event.id(), code, Money.jpy(1500), who);
    }

    private <T> T in(Supplier<T> what) {
        return Objects.requireNonNull(transactions.execute(_ -> what.get()));
    }

    @Test
    void discountsNeverTakeOffMoreThanThePrice() {
        assertThat(new Discount.AmountOff(Money.jpy(2000)).of(Money.jpy(1500))).isEqualTo(Money.jpy(1500));
        assertThat(new Discount.PercentOff(33).of(Money.jpy(1001))).isEqualTo(Money.jpy(330));
        assertThat(new Discount.Free().of(Money.jpy(1500))).isEqualTo(Money.jpy(1500));
    }

    @Test
    void aCodeIsReadKindly() {
        assertThat(Voucher.code(" ｈａｒｕー２０２６ ")).contains("HARU-2026");
        assertThat(Voucher.code("春")).isEmpty();
    }

    @Test
    void theLastUseIsTakenOnceHoweverManyWantIt() throws Exception {
        var event = market.event(10);
        var wish = wish(event, "RUSH", new Discount.PercentOff(50), 5, 1);
        vouchers.make(wish);
        var rush = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 24; i++) {
            var who = market.mail("rush");
            rush.add(() -> redeem(event, "rush", who) instanceof Redeeming.Reserved);
        }
        int got = 0;
        try (var crowd = Executors.newFixedThreadPool(8)) {
            for (var one : crowd.invokeAll(rush)) if (one.get()) got++;
        }
        assertThat(got).isEqualTo(5);
        assertThat(vouchers.of(wish.organiser()).getFirst().left()).isZero();
        assertThat(redeem(event, "RUSH", market.mail("late"))).isEqualTo(new Redeeming.Refused(Reason.USED_UP));
    }

    @Test
    void onePersonUsesItAsOftenAsOnePersonMayAlsoAtOnce() throws Exception {
        var event = market.event(10);
        vouchers.make(wish(event, "EACH", new Discount.PercentOff(10), 100, 2));
        var who = market.mail("hanako");
        var tries = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 12; i++) tries.add(() -> redeem(event, "EACH", who) instanceof Redeeming.Reserved);
        int got = 0;
        try (var crowd = Executors.newFixedThreadPool(6)) {
            for (var one : crowd.invokeAll(tries)) if (one.get()) got++;
        }
        assertThat(got).isEqualTo(2);
        assertThat(redeem(event, "EACH", who)).isEqualTo(new Redeeming.Refused(Reason.USED_BY_YOU));
    }

    @Test
    void itIsRefusedWithTheReason() {
        var event = market.event(10);
        var other = market.event(event.particulars().organiser(), 10, Duration.ofDays(4));
        var wish = wish(event, "ONLY", new Discount.AmountOff(Money.jpy(500)), 10, 1);
        vouchers.make(new Vouchers.Wish(
                wish.id(),
                wish.organiser(),
                event.id(),
                wish.code(),
                wish.discount(),
                clock.instant().plus(Duration.ofHours(1)),
                wish.validUntil(),
                10,
                1,
                "mem_owner"));
        var who = market.mail("hanako");
        assertThat(redeem(event, "NOPE", who)).isEqualTo(new Redeeming.Refused(Reason.UNKNOWN));
        assertThat(redeem(market.event(5), "ONLY", who)).isEqualTo(new Redeeming.Refused(Reason.UNKNOWN));
        assertThat(redeem(event, "ONLY", who)).isEqualTo(new Redeeming.Refused(Reason.NOT_YET));
        clock.forward(Duration.ofHours(1).plusSeconds(1));
        assertThat(redeem(other, "ONLY", who)).isEqualTo(new Redeeming.Refused(Reason.NOT_FOR_THIS_EVENT));
        assertThat(redeem(wish.organiser(), event.id(), "ONLY", Money.of(35000, "THB"), who))
                .isEqualTo(new Redeeming.Refused(Reason.OTHER_CURRENCY));
        assertThat(vouchers.stop(market.organiser(), wish.id())).isFalse();
        assertThat(vouchers.stop(wish.organiser(), wish.id())).isTrue();
        assertThat(redeem(event, "ONLY", who)).isEqualTo(new Redeeming.Refused(Reason.OVER));
    }

    @Test
    void aCodeIsMadeOnce() {
        var event = market.event(10);
        var wish = wish(event, "TWICE", new Discount.Free(), 1, 1);
        assertThat(vouchers.make(wish)).isInstanceOf(Vouchers.Making.Made.class);
        assertThat(vouchers.make(wish)).isInstanceOf(Vouchers.Making.Made.class);
        assertThat(vouchers.make(wish(event, "TWICE", new Discount.Free(), 1, 1)))
                .isEqualTo(new Vouchers.Making.CodeTaken());
    }

    @Test
    void whatIsReleasedOrGivenBackCanBeUsedAgain() {
        var event = market.event(10);
        var wish = wish(event, "AGAIN", new Discount.Free(), 1, 1);
        vouchers.make(wish);
        var who = market.mail("hanako");
        var first = ((Redeeming.Reserved) redeem(event, "AGAIN", who)).use();
        transactions.executeWithoutResult(_ -> vouchers.release(first));
        var second = ((Redeeming.Reserved) redeem(event, "AGAIN", who)).use();
        transactions.executeWithoutResult(_ -> vouchers.use(second));
        assertThat(redeem(event, "AGAIN", market.mail("taro"))).isEqualTo(new Redeeming.Refused(Reason.USED_UP));
        transactions.executeWithoutResult(_ -> vouchers.giveBack(second));
        transactions.executeWithoutResult(_ -> vouchers.giveBack(second));
        assertThat(redeem(event, "AGAIN", who)).isInstanceOf(Redeeming.Reserved.class);
    }
}
