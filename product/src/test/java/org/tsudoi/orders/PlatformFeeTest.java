package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.PersonName;
import org.tsudoi.fees.Bearer;
import org.tsudoi.fees.FeeSetting;
import org.tsudoi.fees.Fees;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
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

/// The platform's fee from the order to the books and back.
@ProductTest
class PlatformFeeTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Payments payments;
    private final Vouchers vouchers;
    private final Points points;
    private final Members members;
    private final Fees fees;
    private final FeeSetting setting;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final JdbcClient sql;
    private final Ids ids;
    private final TestClock clock;

    PlatformFeeTest(
            Market market,
            Orders orders,
            Events events,
            Payments payments,
            Vouchers vouchers,
            Points points,
            Members members,
            Fees fees,
            FeeSetting setting,
            Ledger ledger,
            OutboxRunner outbox,
            JdbcClient sql,
            Ids ids,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.payments = payments;
        this.vouchers = vouchers;
        this.points = points;
        this.members = members;
        this.fees = fees;
        this.setting = setting;
        this.ledger = ledger;
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
    void nothingIsAskedAndTheBooksBalance() {
        setting.none();
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private OrganiserId organiser(String currency, Bearer bearer) {
        var organiser = market.organiser(currency);
        fees.bear(organiser, bearer, setting.somebody());
        return organiser;
    }

    private Event event(OrganiserId organiser, Money price, int places) {
        return market.event(organiser, 20, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, price, places));
    }

    private List<Long> moved(OrderId order, String kind) {
        return ledger.journalsWith(java.util.Map.of("order", order.toString()), 100).stream()
                .map(RecordedJournal::journal)
                .filter(journal -> journal.kind().equals(kind))
                .map(journal -> journal.legs().stream()
                        .filter(leg -> leg.account().value().startsWith("platform:fees:"))
                        .mapToLong(leg -> -leg.amount())
                        .sum())
                .toList();
    }

    /// By the books, and as it is written down for whoever sums it.
    private long left(OrderId order) {
        long left =
                ledger.balance(AccountCode.of("order", order.toString(), "fee")).available();
        assertThat(sql.sql("select fee_kept from orders where id = :id")
                        .param("id", order.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(left);
        return left;
    }

    private long payable(Order order) {
        var code = "organiser:" + order.terms().organiser() + ":payable:"
                + order.worth().currency();
        return ledger.balance(new AccountCode(code)).posted();
    }

    private Set<TicketId> valid(OrderId order) {
        return orders.tickets(order).stream()
                .filter(Ticket.Valid.class::isInstance)
                .map(Ticket::id)
                .collect(Collectors.toSet());
    }

    private void cancel(OrderId order, Set<TicketId> tickets, Ticket.CancelledBy by) {
        var quote = orders.quote(order, tickets, by);
        assertThat(orders.cancel(order, tickets, quote.refund(), by)).isInstanceOf(Orders.Cancelling.Done.class);
    }

    private long providersFee(OrderId order) {
        outbox.runDue();
        var fee = ((Payment.Captured) payments.newestFor(order.toString()).orElseThrow()).fee();
        return fee == null ? 0 : fee.minorUnits();
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1999, 69, 50", "THB, 19999, 699, 50", "USD, 1999, 69, 50", "EUR, 1999, 69, 50"})
    void theOrganiserBearsItOutOfWhatWasSold(String currency, long price, long share, long fixed) {
        setting.set(currency, 350, fixed);
        var organiser = organiser(currency, Bearer.ORGANISER);
        var order = market.paid(event(organiser, Money.of(price, currency), 2).id(), 2);
        long fee = 2 * (share + fixed);
        assertThat(order).isInstanceOf(Order.Paid.class);
        assertThat(order.toPay()).isEqualTo(Money.of(2 * price, currency));
        assertThat(order.platformFee()).isEqualTo(Money.of(fee, currency));
        assertThat(order.terms().feeOnTop().isZero()).isTrue();
        assertThat(moved(order.id(), "platform-fee")).containsExactly(fee);
        assertThat(payable(order)).isEqualTo(-2 * price + fee + providersFee(order.id()));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1999, 119", "THB, 19999, 749", "USD, 1999, 119", "EUR, 1999, 119"})
    void theBuyerBearsItOnTopAndTheOrganiserKeepsThePrice(String currency, long price, long fee) {
        setting.set(currency, 350, 50);
        var organiser = organiser(currency, Bearer.BUYER);
        var order = market.paid(event(organiser, Money.of(price, currency), 2).id(), 2);
        assertThat(order.toPay()).isEqualTo(Money.of(2 * (price + fee), currency));
        assertThat(((Payment.Captured) payments.newestFor(order.id().toString()).orElseThrow()).amount())
                .isEqualTo(order.toPay());
        assertThat(order.terms().placePrice()).isEqualTo(Money.of(price, currency));
        assertThat(order.terms().feeOnTop()).isEqualTo(Money.of(2 * fee, currency));
        assertThat(moved(order.id(), "platform-fee")).containsExactly(2 * fee);
        assertThat(payable(order)).isEqualTo(-2 * price + providersFee(order.id()));

        cancel(order.id(), valid(order.id()), Ticket.CancelledBy.ORGANISER);
        assertThat(moved(order.id(), "platform-fee-returned")).containsExactly(-2 * fee);
        assertThat(payable(order)).isEqualTo(providersFee(order.id()));
        assertThat(left(order.id())).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void placesThatGoOneByOneGiveBackExactlyAllOfIt(int places) {
        setting.set("JPY", 333, 7);
        var order = market.paid(
                event(organiser("JPY", Bearer.BUYER), Money.jpy(1501), 4).id(), places);
        long fee = order.platformFee().minorUnits();
        for (var ticket : valid(order.id())) cancel(order.id(), Set.of(ticket), Ticket.CancelledBy.ORGANISER);
        assertThat(moved(order.id(), "platform-fee-returned").stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(-fee);
        assertThat(left(order.id())).isZero();
        assertThat(payable(order)).isEqualTo(providersFee(order.id()));
    }

    @Test
    void ofWhatABuyerCancelsAsMuchGoesBackAsOfThePrice() {
        setting.set("JPY", 1000, 0);
        var order = market.paid(
                event(organiser("JPY", Bearer.ORGANISER), Money.jpy(1500), 4).id(), 2);
        clock.forward(Duration.ofDays(2).plusHours(12));
        cancel(order.id(), Set.of(valid(order.id()).iterator().next()), Ticket.CancelledBy.PARTICIPANT);
        assertThat(moved(order.id(), "platform-fee-returned")).containsExactly(-75L);
        clock.forward(Duration.ofHours(11));
        cancel(order.id(), valid(order.id()), Ticket.CancelledBy.PARTICIPANT);
        assertThat(moved(order.id(), "platform-fee-returned")).containsExactly(-75L);
        assertThat(left(order.id())).isEqualTo(225);
    }

    @Test
    void anEventThatIsCalledOffGivesAllOfItBack() {
        setting.set("JPY", 350, 50);
        var event = event(organiser("JPY", Bearer.BUYER), Money.jpy(1500), 4);
        var order = market.paid(event.id(), 3);
        events.cancel(event.id(), "台風のため");
        outbox.runDue();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(left(order.id())).isZero();
    }

    @Test
    void whatWasAgreedStaysWhateverIsSetLater() {
        setting.set("JPY", 350, 0);
        var event = event(organiser("JPY", Bearer.BUYER), Money.jpy(1500), 4);
        var order = market.held(event.id(), 1);
        setting.set("JPY", 5000, 0);
        fees.bear(event.particulars().organiser(), Bearer.ORGANISER, setting.somebody());
        assertThat(orders.get(order.id()).terms().fee()).isEqualTo(order.terms().fee());
        assertThat(order.toPay()).isEqualTo(Money.jpy(1552));
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(moved(order.id(), "platform-fee")).containsExactly(52L);
        assertThat(market.held(event.id(), 1).toPay()).isEqualTo(Money.jpy(1500));
    }

    @Test
    void freePlacesAndOrdersWithoutARateHaveNone() {
        var sold = market.paid(
                event(organiser("JPY", Bearer.BUYER), Money.jpy(1500), 4).id(), 1);
        assertThat(sold.platformFee().isZero()).isTrue();
        assertThat(ledger.account(AccountCode.of("order", sold.id().toString(), "fee")))
                .isEmpty();
        setting.set("JPY", 350, 50);
        var event = market.event(10);
        var mail = market.mail("trial");
        var placed = market.place(event.id(), 1, 1, mail, UUID.randomUUID().toString());
        var free = ((Orders.Placing.ToConfirm) placed).order();
        assertThat(free.terms().fee().amount().isZero()).isTrue();
        assertThat(orders.confirm(free.id())).isInstanceOf(Order.Paid.class);
        assertThat(moved(free.id(), "platform-fee")).isEmpty();
    }

    @Test
    void aVoucherLowersItWithThePrice() {
        setting.set("JPY", 1000, 0);
        var organiser = organiser("JPY", Bearer.BUYER);
        var event = event(organiser, Money.jpy(1500), 4);
        voucher(organiser, "HALF", new Discount.PercentOff(50));
        var order = market.held(event.id(), 2);
        orders.reduce(order.id(), new Reduction.ByVoucher("HALF"));
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        var paid = orders.askAgain(order.id());
        assertThat(paid.toPay()).isEqualTo(Money.jpy(1650));
        assertThat(paid.platformFee()).isEqualTo(Money.jpy(150));
        assertThat(paid.feeWithin(paid.toPay())).isEqualTo(Money.jpy(150));
        assertThat(moved(order.id(), "platform-fee")).containsExactly(150L);
        for (var ticket : valid(order.id())) cancel(order.id(), Set.of(ticket), Ticket.CancelledBy.PARTICIPANT);
        assertThat(left(order.id())).isZero();
        assertThat(payable(paid)).isEqualTo(providersFee(order.id()));
    }

    /// Rounded as the books do: 82 of 3 × 52 × 80 % are kept, not 83.
    @Test
    void whatIsOwedForAnEventIsRoundedAsTheBooksAre() {
        setting.set("JPY", 0, 52);
        var organiser = organiser("JPY", Bearer.ORGANISER);
        var event = event(organiser, Money.jpy(1500), 4);
        voucher(organiser, "FIFTH", new Discount.PercentOff(20));
        var order = market.held(event.id(), 3);
        orders.reduce(order.id(), new Reduction.ByVoucher("FIFTH"));
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        var paid = orders.askAgain(order.id());
        cancel(order.id(), Set.of(valid(order.id()).iterator().next()), Ticket.CancelledBy.PARTICIPANT);
        assertThat(orders.owedFor(
                        Set.of(event.id()), clock.instant(), Money.jpy(0).currency()))
                .containsEntry(organiser, Money.jpy(2400).minus(paid.feeKept(Money.jpy(1200))));
        assertThat(paid.feeKept(Money.jpy(1200))).isEqualTo(Money.jpy(82));
    }

    /// Points are sales: the organiser is owed yen for them.
    @Test
    void whatIsPaidInPointsCostsTheSame() {
        setting.set("JPY", 1000, 0);
        var event = event(organiser("JPY", Bearer.ORGANISER), Money.jpy(1500), 4);
        var mail = market.mail("member");
        var member = members.findOrCreate(mail, Optional.empty(), Locale.JAPANESE, Market.TOKYO);
        points.grant(new Points.Grant(
                new PointLotId(ids.next()),
                member.id(),
                PointLot.Kind.FREE,
                1500,
                "お礼",
                clock.instant().plus(Duration.ofDays(90)),
                "mem_operator"));
        var name = new PersonName("山田 花子");
        var placed = (Orders.Placing.Placed) orders.place(new Orders.Request(
                member.id().toString(),
                event.id(),
                event.particulars().plans().getFirst().id(),
                List.of(name),
                new Order.Buyer(member.id(), name, mail, Locale.JAPANESE)));
        var reduced = ((Orders.Reducing.Done) orders.reduce(placed.order().id(), new Reduction.ByPoints(member, 1500)))
                .order();
        var read = new Confirmations.Read(reduced.reductions(), "what was read\n", Locale.ENGLISH, true);
        var paid = orders.conclude(reduced.id(), read).orElseThrow();
        assertThat(paid).isInstanceOf(Order.Paid.class);
        assertThat(moved(paid.id(), "platform-fee")).containsExactly(150L);
        assertThat(payable(paid)).isEqualTo(-1350);
        cancel(paid.id(), valid(paid.id()), Ticket.CancelledBy.ORGANISER);
        assertThat(payable(paid)).isZero();
        assertThat(left(paid.id())).isZero();
    }

    private void voucher(OrganiserId organiser, String code, Discount discount) {
        var now = clock.instant().minusSeconds(1);
        vouchers.make(new Vouchers.Wish(
                new VoucherId(ids.next()),
                organiser,
                null,
                code,
                discount,
                now,
                now.plus(Duration.ofDays(30)),
                10,
                1,
                "mem_owner"));
    }

    @Test
    void moneyThatComesTooLateForASeatCostsNoFee() {
        setting.set("JPY", 350, 50);
        var plan = market.plan(Plan.Kind.ONCE, Money.jpy(1500), 1);
        var event = market.event(organiser("JPY", Bearer.BUYER), 1, Duration.ofDays(3), plan);
        var order = market.held(event.id(), 1);
        orders.pay(order.id());
        var session = market.session(order.id());
        clock.forward(Duration.ofMinutes(21));
        orders.lapseDue();
        market.paid(event.id(), 1);
        market.payAtProvider(session);
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Unseated.class);
        assertThat(moved(order.id(), "platform-fee")).isEmpty();
    }

    @Test
    void theDatabaseHoldsTheFeeAgainstThePriceAndNeverChangesIt() {
        setting.set("JPY", 350, 50);
        var order = market.held(
                event(organiser("JPY", Bearer.BUYER), Money.jpy(1500), 4).id(), 1);
        for (var change : List.of("fee = 1", "fee_bearer = 'organiser'", "fee_tax_percent = 8")) {
            assertThatThrownBy(() -> sql.sql("update orders set " + change + " where id = :id")
                            .param("id", order.id().value())
                            .update())
                    .as(change)
                    .hasMessageContaining("never changes");
        }
        for (var kept : List.of(-1, 103)) {
            assertThatThrownBy(() -> sql.sql("update orders set fee_kept = :kept where id = :id")
                            .param("kept", kept)
                            .param("id", order.id().value())
                            .update())
                    .hasMessageContaining("orders_fee_kept");
        }
        for (var fee : List.of("-1, 'organiser'", "0, 'buyer'", "1603, 'organiser'", "1602, 'buyer'", "1, 'nobody'")) {
            assertThatThrownBy(() -> copied(order, fee)).as(fee).hasMessageContaining("orders_fee");
        }
    }

    private void copied(Order order, String fee) {
        sql.sql("""
                        insert into orders (id, organiser, event, plan, plan_name, trial, places, unit_price, currency,
                            buyer_name_sealed, buyer_email_sealed, buyer_email_index, attendees_sealed, locale, link_hash,
                            placed_at, state, held_until, starts_at, refund_minutes, refund_percentages, tax_category,
                            tax_percent, fee_tax_percent, fee, fee_bearer)
                        select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), plan, plan_name, trial, places,
                            unit_price, currency, buyer_name_sealed, buyer_email_sealed, buyer_email_index,
                            attendees_sealed, locale, sha256(gen_random_uuid()::text::bytea), placed_at, state, held_until,
                            starts_at, refund_minutes, refund_percentages, tax_category, tax_percent, 10, FEE
                        from orders where id = :id""".replace("FEE", fee)).param("id", order.id().value()).update();
    }

    /// The books refuse by themselves to give back more than was taken.
    @Test
    void noMoreComesBackThanWasTaken() {
        setting.set("JPY", 350, 50);
        var order = market.paid(
                event(organiser("JPY", Bearer.ORGANISER), Money.jpy(1500), 4).id(), 1);
        var account = AccountCode.of("order", order.id().toString(), "fee");
        assertThat(ledger.account(account).orElseThrow().floor()).isEqualTo(0L);
        assertThat(left(order.id())).isEqualTo(102);
        assertThat(Optional.ofNullable(ledger.account(account).orElseThrow().ceiling()))
                .isEmpty();
    }
}
