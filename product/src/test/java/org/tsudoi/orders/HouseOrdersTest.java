package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.PersonName;
import org.tsudoi.fees.FeeSetting;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.House;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.offerings.Tax;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What the house sells at once: no seat, no door, no fee, nothing but money.
@ProductTest
class HouseOrdersTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final House house;
    private final HouseOrders selling;
    private final Orders orders;
    private final Events events;
    private final Market market;
    private final FeeSetting setting;
    private final Ledger ledger;
    private final JdbcClient sql;
    private final TestClock clock;
    private OrganiserId seller;

    HouseOrdersTest(
            House house,
            HouseOrders selling,
            Orders orders,
            Events events,
            Market market,
            FeeSetting setting,
            Ledger ledger,
            JdbcClient sql,
            TestClock clock) {
        this.house = house;
        this.selling = selling;
        this.orders = orders;
        this.events = events;
        this.market = market;
        this.setting = setting;
        this.ledger = ledger;
        this.sql = sql;
        this.clock = clock;
        this.seller = market.organiser();
    }

    @BeforeEach
    void aFairTown() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        house.choose(seller, new MemberId(UUID.randomUUID()));
    }

    private HouseOrders.Wish wish(long yen) {
        return new HouseOrders.Wish(
                new HouseOrders.Thing("test", "登録", "一度だけ", TOKYO),
                "登録料",
                Money.jpy(yen),
                Tax.of(Tax.Category.STANDARD, "JP"),
                new Order.Buyer(null, new PersonName("山田 花子"), market.mail("hanako"), Locale.JAPANESE),
                clock.instant().plus(Duration.ofDays(3)));
    }

    private Order asked(long yen) {
        return selling.ask(new OrderId(UUID.randomUUID()), wish(yen));
    }

    private Order paid(Order order) {
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        return orders.askAgain(order.id());
    }

    private long payable() {
        var account = Orders.payable(seller, Currency.getInstance("JPY"));
        return ledger.account(account).isEmpty() ? 0 : -ledger.balance(account).posted();
    }

    @Test
    void whatTheHouseAskedForIsPaidWithoutAFeeAndComplete() {
        setting.set("JPY", 1000, 100);
        var order = asked(27_500);
        setting.none();
        assertThat(order.terms().when()).isEqualTo(new Order.When.AtOnce());
        assertThat(order.terms().organiser()).isEqualTo(seller);
        assertThat(order.terms().fee().amount().isZero()).isTrue();
        assertThat(paid(order)).isInstanceOf(Order.Paid.class);
        assertThat(sql.sql("select completed_at is not null from orders where id = :id")
                        .param("id", order.id().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        // Less what the provider keeps.
        assertThat(payable()).isBetween(26_000L, 27_500L);
    }

    @Test
    void theSameIsAskedForOnceAndStandsOnNoList() {
        var id = new OrderId(UUID.randomUUID());
        var first = selling.ask(id, wish(1000));
        assertThat(selling.ask(id, wish(2000)).toPay()).isEqualTo(Money.jpy(1000));
        var event = events.get(first.terms().event());
        assertThat(event.particulars().schedule()).isInstanceOf(Schedule.AtOnce.class);
        assertThat(event.onSale(clock.instant())).isFalse();
        assertThat(events.bySlug(event.particulars().slug())).isEmpty();
        assertThat(events.ofOrganiser(seller)).isEmpty();
        assertThat(selling.ask(new OrderId(UUID.randomUUID()), wish(500))
                        .terms()
                        .event())
                .isEqualTo(event.id());
    }

    @Test
    void nothingLowersIt() {
        var order = asked(1000);
        assertThatThrownBy(() -> orders.reduce(order.id(), new Reduction.ByVoucher("SUMMER")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> sql.sql("update orders set points = 1 where id = :id")
                        .param("id", order.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void itsBuyerCannotCancelItAndTheHouseGivesItBackOnce() {
        var order = paid(asked(5000));
        var tickets = orders.tickets(order.id()).stream().map(Ticket::id).toList();
        assertThat(orders.cancel(order.id(), Set.copyOf(tickets), Money.jpy(0), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.TooLate.class);
        long before = payable();
        selling.giveBack(order.id(), Money.jpy(5000));
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(payable()).isEqualTo(before - 5000);
        assertThatThrownBy(() -> selling.giveBack(order.id(), Money.jpy(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void moneyThatComesTooLateGoesBack() {
        var order = asked(800);
        orders.pay(order.id());
        var session = market.session(order.id());
        orders.leave(order.id());
        market.payAtProvider(session);
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Unseated.class);
    }

    @Test
    void onlyWhatIsGivenAtOnceIsSoldSo() {
        var meeting = market.held(market.event(5).id(), 1);
        assertThatThrownBy(() -> sql.sql("""
                        insert into orders (id, organiser, event, plan, plan_name, trial, places, unit_price, currency,
                            buyer_name_sealed, buyer_email_sealed, buyer_email_index, attendees_sealed, locale, link_hash,
                            placed_at, state, held_until, refund_minutes, refund_percentages, tax_category, tax_percent,
                            fee, fee_bearer, fee_tax_percent, at_once)
                        select :id, organiser, event, plan, plan_name, false, 1, 100, currency, buyer_name_sealed,
                            buyer_email_sealed, buyer_email_index, attendees_sealed, locale, :hash, placed_at, 'held',
                            held_until, refund_minutes, refund_percentages, tax_category, tax_percent, 0, fee_bearer,
                            fee_tax_percent, true
                        from orders where id = :of""")
                        .param("id", UUID.randomUUID())
                        .param("hash", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8))
                        .param("of", meeting.id().value())
                        .update())
                .hasMessageContaining("only what is given at once is sold so");
    }

    @Test
    void severalOfOneThingArePaidForOnTheirOwn() {
        var one = asked(300);
        var other = asked(400);
        assertThat(List.of(paid(one), paid(other))).allMatch(Order.Paid.class::isInstance);
    }
}
