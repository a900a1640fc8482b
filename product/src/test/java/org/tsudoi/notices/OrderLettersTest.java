package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;

@ProductTest
class OrderLettersTest {
    private final Market market;
    private final Orders orders;
    private final OrderLetters letters;

    OrderLettersTest(Market market, Orders orders, OrderLetters letters) {
        this.market = market;
        this.orders = orders;
        this.letters = letters;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void onlyTheMailTellsWhetherTheTrialWasUsed(String language) {
        var organiser = market.organiser();
        var mail = market.mail("trial");
        var one = asked(market.event(organiser, 10, Duration.ofDays(3)), mail, language);
        var letter = letters.toConfirm(one).text();
        assertThat(letter)
                .contains("/orders/" + orders.link(one.id()))
                .as("what a stranger typed reaches nobody's mailbox")
                .doesNotContain("Eve");
        orders.confirm(one.id());
        var event = market.event(organiser, 10, Duration.ofDays(3));
        var two = asked(event, mail, language);
        assertThat(letters.toConfirm(two).text())
                .contains("/events/" + event.particulars().slug())
                .doesNotContain("/orders/", "Eve");
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
}
