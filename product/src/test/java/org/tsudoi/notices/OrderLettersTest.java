package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class OrderLettersTest {
    private final Market market;
    private final Orders orders;
    private final OrderLetters letters;
    private final AcceptedMeans accepted;
    private final Payments payments;
    private final JdbcClient jdbc;
    private final TestClock clock;

    OrderLettersTest(
            Market market,
            Orders orders,
            OrderLetters letters,
            AcceptedMeans accepted,
            Payments payments,
            JdbcClient jdbc,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.letters = letters;
        this.accepted = accepted;
        this.payments = payments;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void onlyTheMailTellsWhetherTheTrialWasUsed(String language) {
        var organiser = market.organiser();
        var mail = market.mail("trial");
        var one = asked(market.event(organiser, 10, Duration.ofDays(3)), mail, language);
        var letter = letters.toConfirm(one).text();
        assertThat(letter).contains("/orders/" + orders.link(one.id()));
        assertThat(letter.replace(orders.link(one.id()), ""))
                .as("what a stranger typed reaches nobody's mailbox")
                .doesNotContain("Eve");
        orders.confirm(one.id());
        var event = market.event(organiser, 10, Duration.ofDays(3));
        var two = asked(event, mail, language);
        assertThat(letters.toConfirm(two).text())
                .contains("/events/" + event.particulars().slug())
                .doesNotContain("/orders/", "Eve");
    }

    @ParameterizedTest
    @CsvSource({"en, Still to pay, '¥220'", "ja, 残りの金額, '¥220'", "th, ยอดที่เหลือ, '220'"})
    void whoTransfersTooLittleIsToldTheRest(String language, String word, String rest) {
        var event = market.event(market.organiser(), 10, Duration.ofDays(20));
        var order = bought(event, market.mail("part"), language);
        assertThat(letters.partReceived(order, Money.jpy(1280)).text())
                .contains(word, rest)
                .contains("/orders/" + orders.link(order.id()));
    }

    /// Whoever closes the page has the way back to the number, the slip, the account.
    @ParameterizedTest
    @CsvSource({
        "en, konbini, See the number and the steps, '¥1,690'",
        "en, slip, Get the payment slip, '¥1,500'",
        "ja, slip, 払込票を開く, '¥1,500'",
        "th, slip, เปิดใบชำระเงิน, '1,500'",
        "en, bank-transfer, See the account, '¥1,500'",
        "ja, bank-transfer, 振込先を見る, '¥1,500'",
        "en, counter, See the number, '¥1,500'",
        "ja, counter, 番号を見る, '¥1,500'"
    })
    void whoLeavesToPayElsewhereIsWrittenHow(String language, String means, String action, String amount) {
        var organiser = market.organiser();
        accepted.refuse(organiser, EnumSet.noneOf(Means.class));
        var event = market.event(organiser, 10, Duration.ofDays(20));
        var mail = market.mail("leaving");
        var placed = bought(event, mail, language);
        var id = placed.id();
        var choice = orders.waysToPay(placed, event.particulars()).stream()
                .map(Orders.PayWith::choice)
                .filter(it -> it.means().word().equals(means))
                .findFirst()
                .orElseThrow();
        assertThat(orders.pay(id, choice)).isInstanceOf(Orders.PayStep.SeeInstructions.class);
        var payment = payments.newestFor(id.toString()).orElseThrow().id();
        assertThat(isNoted(id, payment)).isTrue();
        var letter = letters.toBePaid(orders.get(id), payment).text();
        assertThat(letter).contains(action, amount, "/orders/" + orders.link(id));
        assertThat(letter.contains("190")).as("the fee on top is named").isEqualTo(means.equals("konbini"));
        orders.pay(id, Choice.CARD);
        assertThat(letters.toBePaid(orders.get(id), payment).text())
                .as("also when it goes out after another was begun")
                .contains(action);
    }

    private boolean isNoted(OrderId order, PaymentId payment) {
        return jdbc.sql("select count(*) from outbox where topic = 'notices.order' and key = :key")
                        .param("key", "to-be-paid:" + order + ":" + payment)
                        .query(Long.class)
                        .single()
                == 1;
    }

    private Order bought(Event event, EmailAddress mail, String language) {
        var name = new PersonName("花子");
        var placing = orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                event.id(),
                event.particulars().plans().getFirst().id(),
                List.of(name),
                new Order.Buyer(null, name, mail, Locale.forLanguageTag(language))));
        return ((Orders.Placing.Placed) placing).order();
    }

    private Order asked(Event event, EmailAddress mail, String language) {
        var name = new PersonName("Eve");
        var placing = orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                event.id(),
                event.particulars().plans().get(1).id(),
                List.of(name),
                new Order.Buyer(null, name, mail, Locale.forLanguageTag(language))));
        return ((Orders.Placing.ToConfirm) placing).order();
    }

    /// Each reason has words of its own in each language, in the mail about the money.
    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void whoGetsMoneyBackReadsWhy(String language) {
        var event = market.event(market.organiser(), 10, Duration.ofDays(20));
        var name = new PersonName("花子");
        var placed = (Orders.Placing.Placed) orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                event.id(),
                event.particulars().plans().getFirst().id(),
                List.of(name),
                new Order.Buyer(null, name, market.mail("back"), Locale.forLanguageTag(language))));
        var order = placed.order();
        var without = letters.refunded(order, Money.jpy(1500), null).text();
        var said = new HashSet<String>();
        for (var why : Refund.Reason.values()) {
            var letter = letters.refunded(order, Money.jpy(1500), why).text();
            assertThat(letter.length()).isGreaterThan(without.length() + 5);
            said.add(letter);
            assertThat(letters.refundAccount(order, Money.jpy(1500), why, false).text())
                    .isNotEqualTo(without);
        }
        assertThat(said).hasSize(Refund.Reason.values().length);
    }

    @ParameterizedTest
    @CsvSource({
        "en, PARTICIPANT, 'The reason: you cancelled'",
        "en, ORGANISER, 'The reason: the organiser cancelled'",
        "ja, ORGANISER, '返金の理由：主催者によるキャンセル'",
        "th, PARTICIPANT, 'เหตุผล: คุณยกเลิก'"
    })
    void whosePlaceIsCancelledReadsWhoDidIt(String language, Ticket.CancelledBy by, String words) {
        var event = market.event(market.organiser(), 10, Duration.ofDays(20));
        var name = new PersonName("花子");
        var placed = (Orders.Placing.Placed) orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                event.id(),
                event.particulars().plans().getFirst().id(),
                List.of(name),
                new Order.Buyer(null, name, market.mail("gone"), Locale.forLanguageTag(language))));
        assertThat(letters.cancelled(placed.order(), Money.jpy(1500), Money.jpy(0), by)
                        .text())
                .contains(words);
        assertThat(letters.cancelled(placed.order(), Money.jpy(0), Money.jpy(0), by)
                        .text())
                .doesNotContain(words);
    }
}
