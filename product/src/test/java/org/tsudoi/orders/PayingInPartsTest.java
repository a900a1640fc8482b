package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.banking.ZenginFile;
import org.tsudoi.contact.PersonName;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.vouchers.Discount;
import org.tsudoi.vouchers.VoucherId;
import org.tsudoi.vouchers.Vouchers;

/// A voucher, points and one means of money pay one order together.
@ProductTest
class PayingInPartsTest {
    private final Market market;
    private final Orders orders;
    private final Payments payments;
    private final Points points;
    private final Vouchers vouchers;
    private final Members members;
    private final Events events;
    private final Ledger ledger;
    private final Confirmations confirmations;
    private final ReportInbox reports;
    private final OutboxRunner outbox;
    private final JdbcClient sql;
    private final Ids ids;
    private final TestClock clock;

    PayingInPartsTest(
            Market market,
            Orders orders,
            Payments payments,
            Points points,
            Vouchers vouchers,
            Members members,
            Events events,
            Ledger ledger,
            Confirmations confirmations,
            ReportInbox reports,
            OutboxRunner outbox,
            JdbcClient sql,
            Ids ids,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.points = points;
        this.vouchers = vouchers;
        this.members = members;
        this.events = events;
        this.ledger = ledger;
        this.confirmations = confirmations;
        this.reports = reports;
        this.outbox = outbox;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private record Bought(Event event, Member member, Order order) {
        OrderId id() {
            return order.id();
        }
    }

    private Bought held(long granted, int places) {
        return held(market.event(10), granted, places);
    }

    private Bought held(Event event, long granted, int places) {
        var mail = market.mail("member");
        var member = members.findOrCreate(mail, Optional.empty(), Locale.JAPANESE, Market.TOKYO);
        if (granted > 0) {
            points.grant(new Points.Grant(
                    new PointLotId(ids.next()),
                    member.id(),
                    PointLot.Kind.FREE,
                    granted,
                    "お礼",
                    clock.instant().plus(Duration.ofDays(90)),
                    "mem_operator"));
        }
        var name = new PersonName("山田 花子");
        var placed = (Orders.Placing.Placed) orders.place(new Orders.Request(
                member.id().toString(),
                event.id(),
                event.particulars().plans().getFirst().id(),
                java.util.Collections.nCopies(places, name),
                new Order.Buyer(member.id(), name, mail, Locale.JAPANESE)));
        return new Bought(event, member, placed.order());
    }

    private Orders.Reducing use(Bought bought, long many) {
        return orders.reduce(bought.id(), new Reduction.ByPoints(bought.member, many));
    }

    private Orders.Reducing type(Bought bought, String code) {
        return orders.reduce(bought.id(), new Reduction.ByVoucher(code));
    }

    private Order conclude(Bought bought) {
        return orders.conclude(bought.id(), read(orders.get(bought.id()))).orElseThrow();
    }

    private static Confirmations.Read read(Order order) {
        return new Confirmations.Read(order.reductions(), "what was read\n", Locale.ENGLISH, true);
    }

    private long left(Bought bought) {
        return points.wallet(bought.member.id()).points();
    }

    private Order pay(Bought bought) {
        assertThat(orders.pay(bought.id())).isInstanceOf(Orders.PayStep.GoToProvider.class);
        market.payAtProvider(market.session(bought.id()));
        return orders.askAgain(bought.id());
    }

    private Payment newest(Bought bought) {
        return payments.newestFor(bought.id().toString()).orElseThrow();
    }

    private Set<TicketId> all(Bought bought) {
        return orders.tickets(bought.id()).stream()
                .filter(Ticket.Valid.class::isInstance)
                .map(Ticket::id)
                .collect(Collectors.toSet());
    }

    private Orders.CancelQuote cancel(Bought bought, Set<TicketId> tickets) {
        var quote = orders.quote(bought.id(), tickets, Ticket.CancelledBy.PARTICIPANT);
        assertThat(orders.cancel(bought.id(), tickets, quote.refund(), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.Done.class);
        return quote;
    }

    private long payable(Event event) {
        return ledger.balance(new AccountCode("organiser:" + event.particulars().organiser() + ":payable:JPY"))
                .posted();
    }

    private VoucherId voucher(Event event, String code, Discount discount, int uses) {
        var id = new VoucherId(ids.next());
        var now = clock.instant().minusSeconds(1);
        vouchers.make(new Vouchers.Wish(
                id,
                event.particulars().organiser(),
                null,
                code,
                discount,
                now,
                now.plus(Duration.ofDays(30)),
                uses,
                1,
                "mem_owner"));
        return id;
    }

    @Test
    void pointsAndACardPayTogetherAndBothComeBack() {
        var bought = held(500, 1);
        var reduced = ((Orders.Reducing.Done) use(bought, 500)).order();
        assertThat(reduced.toPay()).isEqualTo(Money.jpy(1000));
        assertThat(left(bought)).isZero();
        assertThat(pay(bought)).isInstanceOf(Order.Paid.class);
        assertThat(newest(bought).terms().amount()).isEqualTo(Money.jpy(1000));
        outbox.runDue();
        var known = ((Payment.Captured) newest(bought)).fee();
        long fee = known == null ? 0 : known.minorUnits();
        assertThat(payable(bought.event)).isEqualTo(-1500 + fee);

        var quote = cancel(bought, all(bought));
        assertThat(quote.refund()).isEqualTo(Money.jpy(1500));
        assertThat(quote.points()).isEqualTo(Money.jpy(500));
        outbox.runDue();
        assertThat(payments.refundsFor(bought.id().toString()))
                .extracting(it -> it.terms().amount())
                .containsExactly(Money.jpy(1000));
        assertThat(payments.refundsFor(bought.id().toString()).getFirst()).isInstanceOf(Refund.Succeeded.class);
        assertThat(left(bought)).isEqualTo(500);
        assertThat(payable(bought.event)).isEqualTo(fee);
    }

    @Test
    void placesThatGoOneByOneGiveBackExactlyWhatWasPaidOfEach() {
        var bought = held(1000, 4);
        use(bought, 1000);
        assertThat(pay(bought)).isInstanceOf(Order.Paid.class);
        var sum = Money.jpy(0);
        var inPoints = Money.jpy(0);
        for (var one : all(bought)) {
            var quote = cancel(bought, Set.of(one));
            assertThat(quote.refund()).isEqualTo(Money.jpy(1500));
            sum = sum.plus(quote.refund());
            inPoints = inPoints.plus(quote.points());
        }
        outbox.runDue();
        assertThat(sum).isEqualTo(Money.jpy(6000));
        assertThat(inPoints).isEqualTo(Money.jpy(1000));
        assertThat(left(bought)).isEqualTo(1000);
        assertThat(payments.refundable(newest(bought).id())).isEqualTo(Money.jpy(0));
    }

    @Test
    void halfOfEachComesBackWhenHalfOfThePriceDoes() {
        var bought = held(700, 1);
        use(bought, 700);
        pay(bought);
        clock.forward(Duration.ofDays(2).plusHours(12));
        var quote = cancel(bought, all(bought));
        assertThat(quote.refund()).isEqualTo(Money.jpy(750));
        assertThat(quote.points()).isEqualTo(Money.jpy(350));
        assertThat(left(bought)).isEqualTo(350);
    }

    @Test
    void pointsForAllOfItPayWithoutMoney() {
        var bought = held(2000, 1);
        var done = (Orders.Reducing.Done) use(bought, 2000);
        assertThat(done.order()).isInstanceOf(Order.Held.class);
        assertThat(orders.waysToPay(done.order(), bought.event.particulars())).isEmpty();
        assertThat(orders.pay(bought.id())).isInstanceOf(Orders.PayStep.NotThisWay.class);
        assertThat(conclude(bought)).isInstanceOf(Order.Paid.class);
        assertThat(left(bought)).isEqualTo(500);
        assertThat(orders.tickets(bought.id())).hasSize(1);
        assertThat(payable(bought.event)).isEqualTo(-1500);
        var quote = cancel(bought, all(bought));
        assertThat(quote.points()).isEqualTo(Money.jpy(1500));
        assertThat(orders.get(bought.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(left(bought)).isEqualTo(2000);
        assertThat(payable(bought.event)).isZero();
    }

    @Test
    void whatWasReadIsKeptWithTheCommitThatGivesThePlace() {
        var bought = held(2000, 1);
        var before = read(bought.order);
        assertThat(orders.conclude(bought.id(), before)).isEmpty();
        use(bought, 2000);
        assertThat(orders.conclude(bought.id(), before)).isEmpty();
        assertThat(confirmations.of(bought.id())).isEmpty();
        assertThat(conclude(bought)).isInstanceOf(Order.Paid.class);
        assertThat(conclude(bought)).isInstanceOf(Order.Paid.class);
        assertThat(confirmations.of(bought.id()))
                .singleElement()
                .satisfies(kept -> assertThat(kept.text()).isEqualTo(before.text()));
    }

    @Test
    void whatWasReadIsKeptWithTheCommitThatBeginsToPayAndOnlyForThisPrice() {
        var bought = held(500, 1);
        var before = read(bought.order);
        use(bought, 400);
        assertThat(orders.pay(bought.id(), Optional.empty(), CardWish.NONE, before))
                .isInstanceOf(Orders.PayStep.ReadAgain.class);
        assertThat(orders.get(bought.id())).isInstanceOf(Order.Held.class);
        assertThat(confirmations.of(bought.id())).isEmpty();
        assertThat(orders.pay(bought.id(), Optional.empty(), CardWish.NONE, read(orders.get(bought.id()))))
                .isInstanceOf(Orders.PayStep.GoToProvider.class);
        assertThat(confirmations.of(bought.id())).hasSize(1);
        // Nor is what is paid already paid by a page that says another price.
        var other = new Confirmations.Read(before.by(), "something else\n", Locale.ENGLISH, true);
        assertThat(orders.pay(bought.id(), Optional.empty(), CardWish.NONE, other))
                .isInstanceOf(Orders.PayStep.ReadAgain.class);
        assertThat(confirmations.of(bought.id())).hasSize(1);
    }

    @Test
    void whatIsReservedForItGoesBackWhenNobodyConcludes() {
        var bought = held(2000, 1);
        use(bought, 2000);
        clock.forward(Duration.ofMinutes(11));
        assertThat(orders.conclude(bought.id(), read(orders.get(bought.id()))))
                .hasValueSatisfying(it -> assertThat(it).isInstanceOf(Order.Lapsed.class));
        assertThat(left(bought)).isEqualTo(2000);
    }

    @Test
    void buyersOfAllKindsAtOnceAreAllServed() throws Exception {
        var event = market.event(200);
        voucher(event, "ALL", new Discount.Free(), 100);
        var doing = new java.util.ArrayList<java.util.concurrent.Callable<Order>>();
        for (int i = 0; i < 12; i++) {
            var bought = held(event, 0, 1);
            type(bought, "ALL");
            doing.add(() -> conclude(bought));
            var paid = held(event, 0, 1);
            type(paid, "ALL");
            conclude(paid);
            doing.add(() -> {
                cancel(paid, all(paid));
                return orders.get(paid.id());
            });
            var left = held(event, 0, 1);
            type(left, "ALL");
            doing.add(() -> orders.leave(left.id()));
            var other = held(event, 0, 1);
            doing.add(() -> ((Orders.Reducing.Done) type(other, "ALL")).order());
        }
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(doing)) assertThat(done.get()).isNotNull();
        }
        var standing = vouchers.of(event.particulars().organiser()).getFirst();
        assertThat(standing.used()).isEqualTo(12);
        assertThat(standing.left()).isEqualTo(100 - 12 - 12);
    }

    @Test
    void whatIsLeftAloneGoesBack() {
        var bought = held(500, 1);
        use(bought, 300);
        orders.leave(bought.id());
        assertThat(left(bought)).isEqualTo(500);
        var other = held(500, 1);
        use(other, 300);
        orders.pay(other.id());
        clock.forward(Duration.ofHours(2));
        orders.lapseDue();
        assertThat(orders.get(other.id())).isInstanceOf(Order.Lapsed.class);
        assertThat(left(other)).isEqualTo(500);
    }

    @Test
    void nobodyElseSeatsWhoLetItGoOrSpendsTheirPoints() {
        var event = market.event(10);
        voucher(event, "ONE", new Discount.PercentOff(50), 1);
        var left = held(event, 0, 1);
        orders.pay(left.id());
        orders.leave(left.id());
        assertThat(orders.hasRoomAgain(left.id())).isFalse();
        var withPoints = held(event, 500, 1);
        use(withPoints, 300);
        orders.pay(withPoints.id());
        var withVoucher = held(event, 0, 1);
        type(withVoucher, "ONE");
        orders.pay(withVoucher.id());
        clock.forward(Duration.ofHours(2));
        orders.lapseDue();
        assertThat(orders.get(withPoints.id())).isInstanceOf(Order.Lapsed.class);
        assertThat(orders.hasRoomAgain(withPoints.id())).isFalse();
        assertThat(orders.hasRoomAgain(withVoucher.id())).isTrue();
        assertThat(type(held(event, 0, 1), "ONE")).isInstanceOf(Orders.Reducing.Done.class);
        assertThat(orders.hasRoomAgain(withVoucher.id())).isFalse();
    }

    @Test
    void othersAndTheGreedyAreTold() {
        var bought = held(500, 1);
        var stranger = members.findOrCreate(market.mail("x"), Optional.empty(), Locale.JAPANESE, Market.TOKYO);
        assertThat(orders.reduce(bought.id(), new Reduction.ByPoints(stranger, 10)))
                .isEqualTo(new Orders.Reducing.NotYours());
        assertThat(use(bought, 501)).isEqualTo(new Orders.Reducing.NotEnoughPoints(500));
        assertThat(orders.get(bought.id()).reductions().isNone()).isTrue();
        var rich = held(1499, 1);
        use(rich, 700);
        assertThat(use(rich, 800)).isInstanceOf(Orders.Reducing.Done.class);
        assertThat(left(rich)).isEqualTo(699);
        assertThat(use(rich, 0)).isInstanceOf(Orders.Reducing.Done.class);
        assertThat(left(rich)).isEqualTo(1499);
    }

    @Test
    void whatWasBegunIsClosedBeforeThePriceChanges() {
        var bought = held(500, 1);
        orders.pay(bought.id());
        var first = newest(bought).id();
        assertThat(type(bought, "NOTHING")).isInstanceOf(Orders.Reducing.VoucherRefused.class);
        assertThat(payments.get(first)).isInstanceOf(Payment.Submitted.class);
        assertThat(use(bought, 400)).isInstanceOf(Orders.Reducing.Done.class);
        assertThat(payments.get(first)).isInstanceOf(Payment.Withdrawn.class);
        assertThat(pay(bought)).isInstanceOf(Order.Paid.class);
        assertThat(newest(bought).terms().amount()).isEqualTo(Money.jpy(1100));
    }

    @Test
    void whatIsPaidAndNotKnownYetIsNotPaidAgain() {
        var bought = held(500, 1);
        orders.pay(bought.id());
        market.payAtProvider(market.session(bought.id()));
        assertThat(use(bought, 400)).isInstanceOf(Orders.Reducing.Over.class);
        assertThat(orders.get(bought.id())).isInstanceOf(Order.Paid.class);
        assertThat(left(bought)).isEqualTo(500);
    }

    @Test
    void aVoucherLowersWhatTheOrganiserGetsAndIsNotPaidOut() {
        var event = market.event(10);
        voucher(event, "HALF", new Discount.PercentOff(50), 1);
        var bought = held(event, 1000, 1);
        assertThat(use(bought, 1000)).isInstanceOf(Orders.Reducing.Done.class);
        // Fewer points pay the lower price, all of it.
        assertThat(type(bought, "half")).isInstanceOf(Orders.Reducing.Done.class);
        assertThat(conclude(bought)).isInstanceOf(Order.Paid.class);
        assertThat(left(bought)).isEqualTo(250);
        assertThat(payable(event)).isEqualTo(-750);
        assertThat(type(held(event, 0, 1), "HALF"))
                .isEqualTo(new Orders.Reducing.VoucherRefused(Vouchers.Reason.USED_UP));
        var quote = cancel(bought, all(bought));
        assertThat(quote.refund()).isEqualTo(Money.jpy(750));
        assertThat(left(bought)).isEqualTo(1000);
        assertThat(type(held(event, 0, 1), "HALF")).isInstanceOf(Orders.Reducing.Done.class);
    }

    @Test
    void aVoucherForAllOfItNeedsNoMoney() {
        var event = market.event(10);
        voucher(event, "FREE", new Discount.Free(), 3);
        var bought = held(event, 0, 2);
        assertThat(type(bought, "FREE")).isInstanceOf(Orders.Reducing.Done.class);
        assertThat(conclude(bought)).isInstanceOf(Order.Paid.class);
        var quote = cancel(bought, all(bought));
        assertThat(quote.refund()).isEqualTo(Money.jpy(0));
        assertThat(orders.totals(event.id()).sold()).isEqualTo(Money.jpy(0));
    }

    @Test
    void whoHasNotShownWhoTheyAreGetsNothingForFree() {
        var event = market.event(10);
        voucher(event, "GIFT", new Discount.Free(), 3);
        var guest = market.held(event.id(), 1);
        assertThat(orders.reduce(guest.id(), new Reduction.ByVoucher("GIFT")))
                .isEqualTo(new Orders.Reducing.VoucherRefused(Vouchers.Reason.ADDRESS_NOT_PROVEN));
        assertThat(orders.get(guest.id())).isInstanceOf(Order.Held.class);
    }

    @Test
    void lateMoneyFindsItsPointsAgainOrGoesBack() {
        var found = late(500);
        assertThat(orders.get(found.id())).isInstanceOf(Order.Paid.class);
        assertThat(left(found)).isZero();

        var bought = held(500, 1);
        use(bought, 500);
        orders.pay(bought.id());
        var session = market.session(bought.id());
        clock.forward(Duration.ofMinutes(50));
        orders.lapseDue();
        var other = held(bought.event, 0, 1);
        var wish = (Orders.Placing.Placed)
                market.place(bought.event.id(), 0, 1, bought.member.email(), "another " + other.id());
        orders.reduce(wish.order().id(), new Reduction.ByPoints(bought.member, 500));
        market.payAtProvider(session);
        orders.askAgain(bought.id());
        outbox.runDue();
        assertThat(orders.get(bought.id())).isInstanceOf(Order.Unseated.class);
        assertThat(payments.refundsFor(bought.id().toString()))
                .extracting(it -> it.terms().amount())
                .containsExactly(Money.jpy(1000));
        assertThat(left(bought)).isZero();
    }

    private Bought late(long granted) {
        var bought = held(granted, 1);
        use(bought, granted);
        orders.pay(bought.id());
        var session = market.session(bought.id());
        clock.forward(Duration.ofMinutes(50));
        orders.lapseDue();
        assertThat(left(bought)).isEqualTo(granted);
        market.payAtProvider(session);
        orders.askAgain(bought.id());
        outbox.runDue();
        return bought;
    }

    @Test
    void moneyForAnEarlierPriceGoesBack() {
        var bought = held(market.event(market.organiser(), 10, Duration.ofDays(6)), 500, 1);
        orders.pay(bought.id(), Choice.of(Means.BANK_TRANSFER));
        var number = ((Instructions.BankAccount) ((Payment.Issued) newest(bought)).how()).number();
        use(bought, 400);
        assertThat(orders.get(bought.id())).isInstanceOf(Order.Held.class);
        var file = new ZenginFile(LocalDate.ofInstant(clock.instant(), Market.TOKYO));
        reports.receive("transfer", file.deposit(1500, number + "ﾔﾏﾀﾞ").bytes(), "somebody");
        outbox.runDue();
        assertThat(orders.get(bought.id())).isInstanceOf(Order.Held.class);
        assertThat(payments.refundsFor(bought.id().toString()))
                .extracting(it -> it.terms().amount())
                .containsExactly(Money.jpy(1500));
        assertThat(orders.get(bought.id()).toPay()).isEqualTo(Money.jpy(1100));
    }

    @Test
    void theDatabaseHoldsTheSplitAgainstThePayment() {
        var bought = held(500, 1);
        use(bought, 400);
        orders.pay(bought.id());
        assertThatThrownBy(() -> sql.sql("update orders set points = 1501 where id = :id")
                        .param("id", bought.id().value())
                        .update())
                .hasMessageContaining("orders_split");
        assertThatThrownBy(() -> sql.sql("update orders set points = 300, state = 'paying' where id = :id")
                        .param("id", bought.id().value())
                        .update())
                .hasMessageContaining("what is left to pay");
    }

    @Test
    void aCancelledEventGivesAllOfItBack() {
        var bought = held(500, 1);
        voucher(bought.event, "TEN", new Discount.AmountOff(Money.jpy(100)), 5);
        type(bought, "TEN");
        use(bought, 500);
        assertThat(pay(bought)).isInstanceOf(Order.Paid.class);
        assertThat(newest(bought).terms().amount()).isEqualTo(Money.jpy(900));
        events.cancel(bought.event.id(), "台風のため");
        outbox.runDue();
        assertThat(left(bought)).isEqualTo(500);
        assertThat(vouchers.of(bought.event.particulars().organiser())
                        .getFirst()
                        .left())
                .isEqualTo(5);
        assertThat(payments.refundable(newest(bought).id())).isEqualTo(Money.jpy(0));
    }
}
