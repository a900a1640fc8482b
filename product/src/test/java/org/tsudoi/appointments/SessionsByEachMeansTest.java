package org.tsudoi.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.banking.ZenginFile;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Entry;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.orders.SoldSessions;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.ProviderFee;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.json.JsonMapper;

/// A session is bought by each means that there is, agreed on, held, and owed to its organiser: the platform takes
/// nothing of it, and whatever a provider keeps is the organiser's.
@ProductTest
class SessionsByEachMeansTest {
    private static final long PRICE = 3_000;
    private static final Choice PAYPAL = Choice.of(Means.PAYPAL);
    private static final Choice TRANSFER = Choice.of(Means.BANK_TRANSFER);

    private final TownProcess town = TownProcess.running();
    private final Appointments appointments;
    private final Bookings bookings;
    private final SessionMarket market;
    private final SessionTill till;
    private final Ledger ledger;
    private final OutboxRunner outbox;
    private final TestClock clock;

    private SessionMarket.Two two;

    SessionsByEachMeansTest(
            Appointments appointments,
            Bookings bookings,
            SessionMarket market,
            SessionTill till,
            Ledger ledger,
            OutboxRunner outbox,
            TestClock clock) {
        this.appointments = appointments;
        this.bookings = bookings;
        this.market = market;
        this.till = till;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void aHostWithHours() {
        town.fair();
        town.sameTimeAs(clock);
        // What others have left to be done moves the same accounts.
        outbox.runDue();
        two = market.two();
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    private long on(String account) {
        var code = new AccountCode(account);
        return ledger.account(code).isEmpty() ? 0 : ledger.balance(code).posted();
    }

    private String payable() {
        return "organiser:" + two.sessions().particulars().organiser() + ":payable:JPY";
    }

    private List<Long> movedOnPayable() {
        return ledger.entries(new AccountCode(payable()), Long.MAX_VALUE, 20).stream()
                .map(Entry::amount)
                .sorted()
                .toList();
    }

    private OrderId placed() {
        var name = new PersonName("山田 花子");
        var buyer = two.buyer();
        var placed = (Orders.Placing.Placed) till.orders().place(new Orders.Request(
                UUID.randomUUID().toString(),
                two.sessions().id(),
                two.sessions().particulars().plans().getFirst().id(),
                Collections.nCopies(1, name),
                new Order.Buyer(buyer.id(), name, buyer.email(), Locale.JAPANESE)));
        return placed.order().id();
    }

    private void grant(long many) {
        till.points().grant(new Points.Grant(
                new PointLotId(till.ids().next()),
                two.buyer().id(),
                PointLot.Kind.FREE,
                many,
                "お礼",
                clock.instant().plus(Duration.ofDays(90)),
                "mem_operator"));
    }

    private void use(OrderId order, long many) {
        assertThat(till.orders().reduce(order, new Reduction.ByPoints(two.buyer(), many)))
                .isInstanceOf(Orders.Reducing.Done.class);
    }

    private Payment payment(OrderId order) {
        return till.payments().newestFor(order.toString()).orElseThrow();
    }

    private void payByPayPal(OrderId order) {
        assertThat(till.orders().pay(order, PAYPAL)).isInstanceOf(Orders.PayStep.GoToProvider.class);
        var page = ((Payment.Submitted) payment(order)).reference();
        var how = JsonMapper.shared().createObjectNode().put("funding", "BALANCE");
        town.call("POST", "/town/paypal/orders/" + page + "/approve", how);
        assertThat(till.orders().askAgain(order)).isInstanceOf(Order.Paid.class);
    }

    private void payByTransfer(OrderId order) {
        assertThat(till.orders().pay(order, TRANSFER)).isInstanceOf(Orders.PayStep.SeeInstructions.class);
        var told = (Instructions.BankAccount) ((Payment.Issued) payment(order)).how();
        var toPay = till.orders().get(order).toPay().minorUnits();
        var file = new ZenginFile(LocalDate.ofInstant(clock.instant(), SessionMarket.TOKYO))
                .deposit(toPay, told.number() + " ﾔﾏﾀﾞ ﾊﾅｺ");
        assertThat(till.reports().receive("transfer", file.bytes(), "somebody"))
                .isEqualTo(new ReportInbox.Outcome.Taken(1, 0, 1, 0));
    }

    /// From what was paid to what was held, in the very way of everybody: a time, the room, the host's word.
    private void agreedAndHeld(OrderId order) {
        outbox.runDue();
        assertThat(till.orders().get(order))
                .isInstanceOfSatisfying(Order.Paid.class, paid -> assertThat(paid.platformFee())
                        .isEqualTo(Money.jpy(0)));
        assertThat(sold(order).isCompletedBy(clock.instant())).as("not held yet").isFalse();
        var ticket = market.tickets(order).getFirst();
        var booking = market.booked(two, ticket, market.free(two).getFirst().startsAt());
        var start = ((Booking.Agreed) booking).startsAt();
        clock.forwardTo(start.minus(Duration.ofMinutes(5)));
        outbox.runDue();
        assertThat(appointments.enter(booking.id(), two.buyer().id()))
                .isInstanceOf(Appointments.Entering.Welcome.class);
        clock.forwardTo(start.plus(Duration.ofHours(1)));
        assertThat(bookings.held(booking.id(), two.host())).isInstanceOf(Bookings.Answer.Done.class);
        outbox.runDue();
        assertThat(appointments.of(order))
                .singleElement()
                .extracting(Appointment::state)
                .isEqualTo(Appointment.State.HELD);
        assertThat(sold(order).isCompletedBy(clock.instant())).as("is due").isTrue();
    }

    private SoldSessions.Sold sold(OrderId order) {
        return till.sold().of(market.tickets(order)).getFirst();
    }

    /// What pages say that the provider keeps of the price.
    private Money told(Choice choice) {
        var price = Money.jpy(PRICE);
        var fee = till.payments().offers(price).stream()
                .filter(offer -> offer.choice().equals(choice))
                .map(Payments.Offer::fee)
                .findFirst()
                .orElseThrow();
        return switch (fee) {
            case ProviderFee.Nothing _ -> Money.jpy(0);
            case ProviderFee.Agreed agreed -> agreed.of(price);
            case ProviderFee.NotKnown _ -> throw new AssertionError("not known: " + choice);
        };
    }

    @Test
    void byPayPal() {
        long provider = on("provider:paypal:JPY");
        long fees = on("platform:fees:JPY");
        var order = placed();
        payByPayPal(order);
        agreedAndHeld(order);
        var paid = (Payment.Captured) payment(order);
        assertThat(paid.fee()).isEqualTo(Money.jpy(148));
        assertThat(Objects.requireNonNull(paid.fee())).as("as the page told").isEqualTo(told(PAYPAL));
        assertThat(movedOnPayable()).containsExactly(-PRICE, 148L);
        assertThat(on("provider:paypal:JPY") - provider).isEqualTo(PRICE - 148);
        assertThat(on("platform:fees:JPY")).isEqualTo(fees);
    }

    @Test
    void byBankTransfer() {
        long provider = on("provider:transfer:JPY") + on("bank:own:JPY");
        long fees = on("platform:fees:JPY");
        var order = placed();
        payByTransfer(order);
        agreedAndHeld(order);
        assertThat(((Payment.Captured) payment(order)).fee()).isEqualTo(Money.jpy(0));
        assertThat(told(TRANSFER)).isEqualTo(Money.jpy(0));
        assertThat(movedOnPayable()).containsExactly(-PRICE);
        assertThat(on("provider:transfer:JPY") + on("bank:own:JPY") - provider).isEqualTo(PRICE);
        assertThat(on("platform:fees:JPY")).isEqualTo(fees);
    }

    @Test
    void byPoints() {
        grant(5_000);
        long funding = on("operator:points-funding:JPY");
        var order = placed();
        use(order, PRICE);
        var read = new Confirmations.Read(
                till.orders().get(order).reductions(), "what was read\n", Locale.ENGLISH, true);
        assertThat(till.orders().conclude(order, read)).get().isInstanceOf(Order.Paid.class);
        agreedAndHeld(order);
        assertThat(till.payments().newestFor(order.toString())).as("no money at all").isEmpty();
        assertThat(till.points().wallet(two.buyer().id()).points()).isEqualTo(2_000);
        assertThat(movedOnPayable()).containsExactly(-PRICE);
        assertThat(on("operator:points-funding:JPY") - funding).isEqualTo(PRICE);
    }

    @Test
    void byPointsAndPayPal() {
        grant(500);
        long provider = on("provider:paypal:JPY");
        long funding = on("operator:points-funding:JPY");
        var order = placed();
        use(order, 500);
        payByPayPal(order);
        agreedAndHeld(order);
        long kept = 90 + 40;
        assertThat(((Payment.Captured) payment(order)).fee()).as("of the money alone").isEqualTo(Money.jpy(kept));
        assertThat(till.points().wallet(two.buyer().id()).points()).isZero();
        assertThat(movedOnPayable()).containsExactly(-2_500L, -500L, kept);
        assertThat(on("provider:paypal:JPY") - provider).isEqualTo(2_500 - kept);
        assertThat(on("operator:points-funding:JPY") - funding).isEqualTo(500);
    }

    @Test
    void byPointsAndABankTransfer() {
        grant(1_200);
        long provider = on("provider:transfer:JPY") + on("bank:own:JPY");
        var order = placed();
        use(order, 1_200);
        payByTransfer(order);
        agreedAndHeld(order);
        assertThat(movedOnPayable()).containsExactly(-1_800L, -1_200L);
        assertThat(on("provider:transfer:JPY") + on("bank:own:JPY") - provider).isEqualTo(1_800);
    }
}
