package org.tsudoi.pointsales;

import java.time.Duration;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.PersonName;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.House;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.TakenBack;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.points.PointUseId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Sells points in tests, and lets members spend them.
@Component
@Lazy
public class Counter {
    private final House house;
    private final PointSales sales;
    private final Points points;
    private final Books books;
    private final Shop shop;
    private final TestClock clock;

    /// What the books say, and what is done later.
    @Component
    @Lazy
    record Books(Ledger ledger, TransactionTemplate transactions, OutboxRunner outbox) {}

    /// Who buys, and how it is paid.
    @Component
    @Lazy
    record Shop(Market market, Members members, Orders orders, Payments payments, TakenBack banks) {}

    Counter(House house, PointSales sales, Points points, Books books, Shop shop, TestClock clock) {
        this.house = house;
        this.sales = sales;
        this.points = points;
        this.books = books;
        this.shop = shop;
        this.clock = clock;
    }

    /// Of the six-month rule, with room for so many more.
    public OrganiserId opened(long room) {
        return opened(SaleTerms.Ground.SIX_MONTHS, room);
    }

    public OrganiserId opened(SaleTerms.Ground ground, long room) {
        var seller = shop.market.organiser();
        house.choose(seller, new MemberId(UUID.randomUUID()));
        var now = sales.room();
        set(ground, new SaleTerms.Limits(now.owed() + now.reserved() + room, 50_000, 60_000, 100_000), 0);
        return seller;
    }

    public void set(SaleTerms.Ground ground, SaleTerms.Limits limits, int bonus) {
        sales.set(
                new SaleTerms(true, ground, "関東財務局長 第 00001 号", 6, limits, new SaleTerms.Bonus(bonus, 90), 14),
                new MemberId(UUID.randomUUID()));
    }

    public PointPack pack(long many, long bonus) {
        var pack = new PointPack(new PointPackId(UUID.randomUUID()), many, bonus);
        sales.offer(pack, new MemberId(UUID.randomUUID()));
        return pack;
    }

    public Member member() {
        var made = shop.members.findOrCreate(
                shop.market.mail("member"), Optional.of(new PersonName("山田 花子")), Locale.JAPANESE, SaleTerms.TOKYO);
        return shop.members.find(made.id()).orElseThrow();
    }

    public PointSales.Buying buy(Member member, PointPack pack) {
        return sales.buy(member, pack.id(), UUID.randomUUID().toString());
    }

    public OrderId asked(Member member, PointPack pack) {
        return switch (buy(member, pack)) {
            case PointSales.Buying.ToPay(var order) -> order;
            case PointSales.Buying other -> throw new IllegalStateException("not sold: " + other);
        };
    }

    public OrderId bought(Member member, PointPack pack) {
        var order = asked(member, pack);
        pay(order);
        return order;
    }

    public Order pay(OrderId order) {
        shop.orders.pay(order);
        shop.market.payAtProvider(shop.market.session(order));
        return shop.orders.askAgain(order);
    }

    public PointUseId reserved(Member member, long many, OrganiserId seller) {
        var use = new PointUseId(UUID.randomUUID());
        var wish = new Points.Wish(use, member.id(), many, "ord_test", payable(seller), false);
        books.transactions.executeWithoutResult(_ -> {
            if (!(points.reserve(wish) instanceof Points.Reserving.Reserved))
                throw new IllegalStateException("too few");
        });
        return use;
    }

    public PointUseId spent(Member member, long many, OrganiserId seller) {
        var use = reserved(member, many, seller);
        books.transactions.executeWithoutResult(_ -> points.spend(use));
        return use;
    }

    public void release(PointUseId use) {
        books.transactions.executeWithoutResult(_ -> points.release(use));
    }

    public void back(PointUseId use, long many) {
        books.transactions.executeWithoutResult(_ -> points.giveBack(use, many, "test", Points.Grace.AGAIN));
    }

    /// The buyer's bank takes the money back, and decides for them.
    public void lostToTheBank(OrderId order) {
        var town = TownProcess.running();
        var payment =
                (Payment.Captured) shop.payments.newestFor(order.toString()).orElseThrow();
        var charge = town.call("GET", "/stripe/v1/payment_intents/" + payment.charge(), null)
                .path("latest_charge")
                .asString();
        town.call("POST", "/town/stripe/charges/" + charge + "/dispute", null);
        var dispute = town.call("GET", "/stripe/v1/disputes?payment_intent=" + payment.charge(), null)
                .path("data")
                .path(0)
                .path("id")
                .asString();
        shop.banks.look(payment.id(), dispute);
        town.call("POST", "/town/stripe/charges/" + charge + "/dispute/lost", null);
        shop.banks.look(payment.id(), dispute);
    }

    public void jobs() {
        books.outbox.runDue();
    }

    public void forward(Duration by) {
        clock.forward(by);
        TownProcess.running().sameTimeAs(clock);
    }

    public static AccountCode payable(OrganiserId organiser) {
        return Orders.payable(organiser, Currency.getInstance("JPY"));
    }

    /// What we owe on an account; below zero: what it has cost.
    public long owed(AccountCode code) {
        return books.ledger.account(code).isEmpty()
                ? 0
                : -books.ledger.balance(code).posted();
    }
}
