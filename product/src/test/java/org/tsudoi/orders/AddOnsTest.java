package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.PersonName;
import org.tsudoi.fees.Bearer;
import org.tsudoi.fees.FeeSetting;
import org.tsudoi.fees.Fees;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.AddOns;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Tax;
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

/// What is bought with places, from the page to the books and back. The policy of these events: all of it back until a
/// day before, half of it until two hours before.
@ProductTest
class AddOnsTest {
    private final Market market;
    private final Orders orders;
    private final AddOns addOns;
    private final Events events;
    private final Given given;
    private final Ledger ledger;
    private final JdbcClient sql;
    private final Ids ids;
    private final TestClock clock;

    /// What lowers a price and what is asked for it.
    private record Given(
            Vouchers vouchers,
            Points points,
            Members members,
            Fees fees,
            FeeSetting setting,
            Payments payments,
            OutboxRunner outbox) {}

    AddOnsTest(
            Market market,
            Orders orders,
            AddOns addOns,
            Events events,
            Vouchers vouchers,
            Points points,
            Members members,
            Fees fees,
            FeeSetting setting,
            Payments payments,
            OutboxRunner outbox,
            Ledger ledger,
            JdbcClient sql,
            Ids ids,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.addOns = addOns;
        this.events = events;
        this.given = new Given(vouchers, points, members, fees, setting, payments, outbox);
        this.ledger = ledger;
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
    void theBooksAreSound() {
        given.setting.none();
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    private AddOn addOn(EventId event, AddOn.Per per, long price, int most, Optional<Integer> stock) {
        var addOn = new AddOn(
                new AddOnId(ids.next()),
                per == AddOn.Per.ORDER ? "録画" : "テキスト",
                "",
                per,
                Money.jpy(price),
                Tax.of(Tax.Category.STANDARD, "JP"),
                most,
                stock,
                Optional.empty());
        assertThat(addOns.add(event, addOn)).isTrue();
        return addOn;
    }

    private Orders.Placing place(Event event, int places, Extra.Wish... wishes) {
        return place(event, places, null, List.of(wishes), UUID.randomUUID().toString());
    }

    private Orders.Placing place(
            Event event,
            int places,
            @org.jspecify.annotations.Nullable Member member,
            List<Extra.Wish> wishes,
            String key) {
        var name = new PersonName("山田 花子");
        var mail = member == null ? market.mail("hanako") : member.email();
        return orders.place(new Orders.Request(
                key,
                event.id(),
                event.particulars().plans().getFirst().id(),
                Collections.nCopies(places, name),
                new Order.Buyer(member == null ? null : member.id(), name, mail, Locale.JAPANESE),
                wishes));
    }

    private static Order held(Orders.Placing placing) {
        return ((Orders.Placing.Placed) placing).order();
    }

    private Order paid(Order order) {
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        return orders.askAgain(order.id());
    }

    private static Extra.Wish once(AddOn addOn, int quantity) {
        return new Extra.Wish(addOn.id(), Extra.WHOLE_ORDER, quantity);
    }

    private static Extra.Wish at(AddOn addOn, int place) {
        return new Extra.Wish(addOn.id(), place, 1);
    }

    private long left(AddOn addOn) {
        return ledger.balance(AddOns.available(addOn.id())).available();
    }

    private long taken(AddOn addOn) {
        return ledger.balance(AddOns.taken(addOn.id())).posted();
    }

    private List<TicketId> valid(OrderId order) {
        return orders.tickets(order).stream()
                .filter(Ticket.Valid.class::isInstance)
                .map(Ticket::id)
                .toList();
    }

    private Money cancel(OrderId order, Set<TicketId> tickets, Ticket.CancelledBy by) {
        var quote = orders.quote(order, tickets, by);
        assertThat(orders.cancel(order, tickets, quote.refund(), by)).isInstanceOf(Orders.Cancelling.Done.class);
        return quote.refund();
    }

    @Test
    void whatIsBoughtIsPartOfThePriceAndOfThePayment() {
        var event = market.event(10);
        var recording = addOn(event.id(), AddOn.Per.ORDER, 500, 3, Optional.empty());
        var book = addOn(event.id(), AddOn.Per.PLACE, 800, 1, Optional.of(5));
        var order = held(place(event, 2, once(recording, 2), at(book, 1)));
        assertThat(order.terms().total()).isEqualTo(Money.jpy(2 * 1500 + 2 * 500 + 800));
        assertThat(left(book)).isEqualTo(4);
        assertThat(taken(book)).isZero();
        var paid = paid(order);
        assertThat(paid).isInstanceOf(Order.Paid.class);
        assertThat(orders.get(order.id()).terms().extras())
                .isEqualTo(order.terms().extras());
        var payment = given.payments.newestFor(order.id().toString()).orElseThrow();
        assertThat(payment.terms().amount()).isEqualTo(Money.jpy(4800));
        assertThat(taken(book)).isEqualTo(1);
        assertThat(orders.totals(event.id()).sold()).isEqualTo(Money.jpy(4800));
        assertThat(orders.owedFor(
                        List.of(event.id()), Instant.EPOCH, Money.jpy(0).currency()))
                .containsEntry(event.particulars().organiser(), Money.jpy(4800));
    }

    @Test
    void aPlaceTakesItsOwnWithItAndTheLastOneTheRest() {
        var event = market.event(10);
        var recording = addOn(event.id(), AddOn.Per.ORDER, 500, 1, Optional.of(3));
        var book = addOn(event.id(), AddOn.Per.PLACE, 800, 1, Optional.of(3));
        var order = paid(held(place(event, 2, once(recording, 1), at(book, 0)))).id();
        var places = valid(order);
        var both = orders.quote(order, Set.copyOf(places), Ticket.CancelledBy.PARTICIPANT);
        assertThat(both.refund()).isEqualTo(Money.jpy(4300));
        assertThat(cancel(order, Set.of(places.getFirst()), Ticket.CancelledBy.PARTICIPANT))
                .isEqualTo(Money.jpy(2300));
        assertThat(left(book)).isEqualTo(3);
        assertThat(left(recording)).isEqualTo(2);
        assertThat(cancel(order, Set.of(places.getLast()), Ticket.CancelledBy.PARTICIPANT))
                .isEqualTo(Money.jpy(2000));
        assertThat(left(recording)).isEqualTo(3);
        assertThat(orders.get(order)).isInstanceOf(Order.Cancelled.class);
    }

    @Test
    void whoAgreedToLessThanTheLastPlaceGivesBackIsAskedAgain() {
        var event = market.event(10);
        var recording = addOn(event.id(), AddOn.Per.ORDER, 500, 1, Optional.empty());
        var order = paid(held(place(event, 2, once(recording, 1)))).id();
        var places = valid(order);
        var one = Set.of(places.getFirst());
        var seen = orders.quote(order, one, Ticket.CancelledBy.PARTICIPANT).refund();
        cancel(order, Set.of(places.getLast()), Ticket.CancelledBy.PARTICIPANT);
        assertThat(orders.cancel(order, one, seen, Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.QuoteChanged.class);
    }

    @Test
    void theRulesForCancellingHoldForThemToo() {
        var event = market.event(10);
        var book = addOn(event.id(), AddOn.Per.PLACE, 801, 1, Optional.empty());
        var order = paid(held(place(event, 1, at(book, 0)))).id();
        clock.forward(Duration.ofDays(2).plusHours(12));
        assertThat(cancel(order, Set.copyOf(valid(order)), Ticket.CancelledBy.PARTICIPANT))
                .isEqualTo(Money.jpy(1151));
    }

    @Test
    void whatLapsesIsFreeAgainAndMoneyThatComesLateTakesItOrGoesBack() {
        var event = market.event(10);
        var book = addOn(event.id(), AddOn.Per.PLACE, 800, 1, Optional.of(1));
        var late = held(place(event, 1, at(book, 0)));
        orders.pay(late.id());
        var page = market.session(late.id());
        clock.forward(Duration.ofMinutes(11));
        orders.lapseDue();
        assertThat(left(book)).isEqualTo(1);
        assertThat(orders.hasRoomAgain(late.id())).isTrue();
        var other = paid(held(place(event, 1, at(book, 0))));
        assertThat(orders.hasRoomAgain(late.id())).isFalse();
        market.payAtProvider(page);
        assertThat(orders.askAgain(late.id())).isInstanceOf(Order.Unseated.class);
        assertThat(other).isInstanceOf(Order.Paid.class);
        assertThat(taken(book)).isEqualTo(1);
        assertThat(events.seats(event.id()).taken()).isEqualTo(1);
    }

    @Test
    void whatIsNotSoldSoIsRefusedAndNothingIsHeld() {
        var event = market.event(10);
        var book = addOn(event.id(), AddOn.Per.PLACE, 800, 1, Optional.of(1));
        var recording = addOn(event.id(), AddOn.Per.ORDER, 500, 2, Optional.empty());
        var others = addOn(market.event(10).id(), AddOn.Per.ORDER, 500, 2, Optional.empty());
        for (var wishes : List.of(
                List.of(at(book, 1)),
                List.of(once(book, 1)),
                List.of(once(recording, 3)),
                List.of(at(recording, 0)),
                List.of(once(recording, 1), once(recording, 1)),
                List.of(once(others, 1)))) {
            assertThat(place(event, 1, null, wishes, UUID.randomUUID().toString()))
                    .as(wishes.toString())
                    .isInstanceOf(Orders.Placing.ExtraGone.class);
        }
        assertThat(place(event, 2, at(book, 0), at(book, 1))).isInstanceOf(Orders.Placing.ExtraGone.class);
        addOns.withdraw(event.id(), recording.id());
        assertThat(place(event, 1, once(recording, 1))).isInstanceOf(Orders.Placing.ExtraGone.class);
        assertThat(events.seats(event.id()).free()).isEqualTo(10);
        assertThat(left(book)).isEqualTo(1);
    }

    @Test
    void theLastOneIsSoldOnceHoweverManyWantIt() throws Exception {
        var event = market.event(60);
        var book = addOn(event.id(), AddOn.Per.PLACE, 800, 1, Optional.of(3));
        var calls = new ArrayList<Callable<Orders.Placing>>();
        for (int buyer = 0; buyer < 24; buyer++) calls.add(() -> place(event, 1, at(book, 0)));
        var placings = new ArrayList<Orders.Placing>();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var done : threads.invokeAll(calls)) placings.add(done.get());
        }
        assertThat(placings).filteredOn(Orders.Placing.Placed.class::isInstance).hasSize(3);
        assertThat(placings)
                .filteredOn(Orders.Placing.ExtraGone.class::isInstance)
                .hasSize(21);
        assertThat(left(book)).isZero();
        assertThat(events.seats(event.id()).free()).isEqualTo(57);
    }

    @Test
    void aVoucherLowersPlacesAndNothingElse() {
        var organiser = market.organiser();
        var event = market.event(organiser, 10, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        var recording = addOn(event.id(), AddOn.Per.ORDER, 500, 1, Optional.empty());
        var member = member(0);
        var order = held(place(
                event, 1, member, List.of(once(recording, 1)), UUID.randomUUID().toString()));
        voucher(organiser, "GIFT", new Discount.Free());
        assertThat(orders.reduce(order.id(), new Reduction.ByVoucher("GIFT"))).isInstanceOf(Orders.Reducing.Done.class);
        assertThat(orders.get(order.id()).toPay()).isEqualTo(Money.jpy(500));
    }

    @Test
    void stockIsLoweredDownToWhatIsHeldAndTaken() {
        var event = market.event(10);
        var book = addOn(event.id(), AddOn.Per.PLACE, 800, 1, Optional.of(5));
        held(place(event, 2, at(book, 0), at(book, 1)));
        assertThat(addOns.change(event.id(), stocked(book, Optional.of(1)))).isEqualTo(AddOns.Changing.STOCK_TAKEN);
        assertThat(addOns.change(event.id(), stocked(book, Optional.empty()))).isEqualTo(AddOns.Changing.NOT_THIS);
        assertThat(addOns.change(event.id(), stocked(book, Optional.of(2)))).isEqualTo(AddOns.Changing.CHANGED);
        assertThat(left(book)).isZero();
        assertThat(events.get(event.id()).particulars().sale().extras().addOns())
                .containsExactly(stocked(book, Optional.of(2)));
    }

    private static AddOn stocked(AddOn one, Optional<Integer> stock) {
        return new AddOn(
                one.id(),
                one.name(),
                one.description(),
                one.per(),
                one.price(),
                one.tax(),
                one.most(),
                stock,
                one.soldUntil());
    }

    @Test
    void theDatabaseHoldsThePriceToo() {
        var event = market.event(10);
        var recording = addOn(event.id(), AddOn.Per.ORDER, 500, 2, Optional.empty());
        var order = held(place(event, 1, once(recording, 1))).id();
        for (var change :
                List.of("extras_price = 0", "extras = '[]'", "extras_price = 0, extras = '[]'", "extras_price = 400")) {
            assertThatThrownBy(() -> sql.sql("update orders set " + change + " where id = :id")
                            .param("id", order.value())
                            .update())
                    .as(change)
                    .hasMessageContaining("never changes");
        }
        for (var values : List.of(
                "'[]', 1",
                "'[{\"price\":-5,\"quantity\":1,\"place\":0}]', -5",
                "'{}', 0",
                "'[{\"price\":5,\"quantity\":1,\"place\":0,\"tax\":\"none\",\"percent\":0}]', 5",
                "'[{\"price\":5,\"quantity\":1,\"place\":0,\"tax\":\"reduced\",\"percent\":31}]', 5",
                "'[{\"price\":5,\"quantity\":1,\"place\":0,\"tax\":\"reduced\"}]', 5")) {
            assertThatThrownBy(() -> sql.sql("""
                                    insert into orders (id, organiser, event, plan, plan_name, trial, places, unit_price,
                                        currency, buyer_name_sealed, buyer_email_sealed, buyer_email_index, attendees_sealed,
                                        locale, link_hash, placed_at, state, held_until, starts_at, refund_minutes,
                                        refund_percentages, tax_category, tax_percent, fee, fee_bearer, fee_tax_percent, extras,
                                        extras_price)
                                    select gen_random_uuid(), organiser, event, plan, plan_name, trial, places, unit_price,
                                        currency, buyer_name_sealed, buyer_email_sealed, buyer_email_index, attendees_sealed,
                                        locale, 'x', placed_at, state, held_until, starts_at, refund_minutes,
                                        refund_percentages, tax_category, tax_percent, fee, fee_bearer, fee_tax_percent, \
                                    """ + values + " from orders where id = :id")
                            .param("id", order.value())
                            .update())
                    .as(values)
                    .hasMessageContaining("orders_extras");
        }
    }

    private Member member(long granted) {
        var member = given.members.findOrCreate(market.mail("member"), Optional.empty(), Locale.JAPANESE, Market.TOKYO);
        if (granted > 0) {
            given.points.grant(new Points.Grant(
                    new PointLotId(ids.next()),
                    member.id(),
                    PointLot.Kind.FREE,
                    granted,
                    "お礼",
                    clock.instant().plus(Duration.ofDays(90)),
                    "mem_operator"));
        }
        return member;
    }

    private void voucher(OrganiserId organiser, String code, Discount discount) {
        var now = clock.instant();
        given.vouchers.make(new Vouchers.Wish(
                new VoucherId(ids.next()),
                organiser,
                null,
                code,
                discount,
                now.minusSeconds(1),
                now.plus(Duration.ofDays(9)),
                9,
                9,
                "mem_owner"));
    }

    /// Whatever is bought, lowered and cancelled in whatever steps: all steps together give back exactly what was paid,
    /// the platform keeps nothing of it, and all that is limited is there again.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void allStepsTogetherGiveBackExactlyWhatWasPaid(long seed) {
        var random = new Random(seed);
        given.setting.set("JPY", random.nextInt(1, 900), random.nextInt(0, 60));
        var organiser = market.organiser();
        given.fees.bear(organiser, random.nextBoolean() ? Bearer.BUYER : Bearer.ORGANISER, given.setting.somebody());
        var price = Money.jpy(random.nextInt(900, 4000));
        var event = market.event(organiser, 20, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, price, 5));
        var sold = new ArrayList<AddOn>();
        for (int i = 0; i < 4; i++) {
            boolean each = random.nextBoolean();
            sold.add(addOn(
                    event.id(),
                    each ? AddOn.Per.PLACE : AddOn.Per.ORDER,
                    random.nextInt(0, 1300),
                    each ? 1 : 4,
                    random.nextBoolean() ? Optional.of(20) : Optional.empty()));
        }
        int places = random.nextInt(1, 6);
        var wishes = wishes(sold, places, random);
        var member = member(2000);
        var order = held(place(event, places, member, wishes, "seed " + seed + " " + UUID.randomUUID()));
        if (random.nextBoolean()) {
            var off = random.nextBoolean()
                    ? new Discount.PercentOff(random.nextInt(1, 99))
                    : new Discount.AmountOff(Money.jpy(random.nextInt(1, 800)));
            voucher(organiser, "SEED", off);
            orders.reduce(order.id(), new Reduction.ByVoucher("SEED"));
        }
        if (random.nextBoolean()) {
            orders.reduce(order.id(), new Reduction.ByPoints(member, random.nextInt(1, 300)));
        }
        var paid = paid(orders.get(order.id()));
        assertThat(paid).isInstanceOf(Order.Paid.class);
        assertThat(paid.worth().minus(paid.reductions().points())).isEqualTo(paid.toPay());
        check(paid, sold, cancelledInSteps(paid, random));
    }

    private static List<Extra.Wish> wishes(List<AddOn> sold, int places, Random random) {
        var wishes = new ArrayList<Extra.Wish>();
        for (var one : sold) {
            if (one.per() == AddOn.Per.ORDER) {
                int many = random.nextInt(0, 5);
                if (many > 0) wishes.add(once(one, many));
            } else {
                for (int place = 0; place < places; place++) {
                    if (random.nextBoolean()) wishes.add(at(one, place));
                }
            }
        }
        return wishes;
    }

    private Money cancelledInSteps(Order paid, Random random) {
        var left = new ArrayList<>(valid(paid.id()));
        Collections.shuffle(left, random);
        var back = Money.jpy(0);
        while (!left.isEmpty()) {
            var going = new HashSet<>(left.subList(0, random.nextInt(1, left.size() + 1)));
            boolean last = going.size() == left.size();
            var expected = expected(paid, going, last);
            var by = random.nextBoolean() ? Ticket.CancelledBy.PARTICIPANT : Ticket.CancelledBy.ORGANISER;
            var refund = cancel(paid.id(), going, by);
            assertThat(refund).isEqualTo(expected);
            left.removeAll(going);
            back = back.plus(refund);
        }
        return back;
    }

    /// Worked out anew: the places share what is not for add-ons, in whole yen, the first ones the yen that are left.
    private Money expected(Order paid, Set<TicketId> going, boolean last) {
        var tickets = orders.tickets(paid.id()).stream().map(Ticket::id).toList();
        var terms = paid.terms();
        long extras = terms.extras().stream()
                .mapToLong(one -> one.price().minorUnits() * one.quantity())
                .sum();
        long ofPlaces = terms.unitPrice().minorUnits() * terms.places()
                - paid.reductions().voucher().minorUnits();
        assertThat(paid.worth()).isEqualTo(Money.jpy(ofPlaces + extras));
        long sum = 0;
        for (var ticket : going) {
            int place = tickets.indexOf(ticket);
            sum += ofPlaces / terms.places() + (place < ofPlaces % terms.places() ? 1 : 0);
        }
        for (var one : terms.extras()) {
            boolean comes = one.place() == Extra.WHOLE_ORDER ? last : going.contains(tickets.get(one.place()));
            if (comes) sum += one.price().minorUnits() * one.quantity();
        }
        return Money.jpy(sum);
    }

    private void check(Order paid, List<AddOn> sold, Money back) {
        assertThat(back).isEqualTo(paid.worth());
        given.outbox.runDue();
        var payment = (Payment.Captured)
                given.payments.newestFor(paid.id().toString()).orElseThrow();
        assertThat(given.payments.refundable(payment.id()).isZero()).isTrue();
        assertThat(given.payments.refundsFor(paid.id().toString()).stream()
                        .map(refund -> refund.terms().amount())
                        .reduce(Money.jpy(0), Money::plus))
                .isEqualTo(paid.toPay());
        assertThat(sql.sql("select fee_kept from orders where id = :id")
                        .param("id", paid.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
        var payable = AccountCode.of("organiser", paid.terms().organiser().toString(), "payable", "JPY");
        var fee = payment.fee();
        assertThat(ledger.balance(payable).posted()).isEqualTo(fee == null ? 0 : fee.minorUnits());
        for (var one : sold) {
            if (one.isLimited()) assertThat(left(one)).isEqualTo(20);
        }
        assertThat(sql
                        .sql("select for_extras from ticket where orders = :id")
                        .param("id", paid.id().value())
                        .query(Long.class)
                        .list()
                        .stream()
                        .collect(Collectors.summingLong(Long::longValue)))
                .isEqualTo(paid.terms().extrasTotal().minorUnits());
    }

    @Test
    void thePlatformsFeeGoesBackAsThePriceOfPlacesDoes() {
        given.setting.set("JPY", 1000, 0);
        var organiser = market.organiser();
        given.fees.bear(organiser, Bearer.BUYER, given.setting.somebody());
        var event = market.event(organiser, 10, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        var recording = addOn(event.id(), AddOn.Per.ORDER, 5000, 1, Optional.empty());
        var order = paid(held(place(event, 2, once(recording, 1))));
        assertThat(order.toPay()).isEqualTo(Money.jpy(2 * 1650 + 5000));
        assertThat(order.platformFee()).isEqualTo(Money.jpy(300));
        cancel(order.id(), Set.of(valid(order.id()).getFirst()), Ticket.CancelledBy.ORGANISER);
        assertThat(ledger.balance(AccountCode.of("order", order.id().toString(), "fee"))
                        .available())
                .isEqualTo(150);
    }
}
