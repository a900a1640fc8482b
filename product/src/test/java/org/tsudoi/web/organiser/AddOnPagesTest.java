package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tsudoi.documents.Receipts;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.AddOns;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Extra;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.participant.ExtraFields;

/// Add-ons of an event, on the pages of whoever sells and whoever buys.
@ProductTest
class AddOnPagesTest extends AtTheDesk {
    private static final Pattern HIDDEN = Pattern.compile("name=\"(addon|key)\" value=\"([^\"]+)\"");

    private final Orders orders;
    private final AddOns addOns;
    private final Receipts receipts;
    private final Ledger ledger;
    private final Event event;
    private final String page;
    private final String apply;

    AddOnPagesTest(
            Market market, Orders orders, AddOns addOns, Receipts receipts, Ledger ledger, Desk desk, TestClock clock) {
        super(market, desk, clock);
        this.orders = orders;
        this.addOns = addOns;
        this.receipts = receipts;
        this.ledger = ledger;
        this.event = market.event(organiser, 10, Duration.ofDays(3));
        this.page = home + "/events/" + event.id();
        this.apply = "/events/" + event.particulars().slug() + "/apply";
    }

    private static String hidden(HttpResponse<String> page) {
        var found = HIDDEN.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(2);
    }

    private HttpResponse<String> send(String name, String per, String price, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "name",
                name,
                "description",
                "",
                "per",
                per,
                "price",
                price,
                "tax",
                "standard",
                "most",
                "3",
                "stock",
                "",
                "until",
                ""));
        fields.putAll(more);
        fields.put("addon", hidden(browser.get(page + "/add-ons?lang=en")));
        return browser.post(page + "/add-ons", fields);
    }

    private AddOn add(String name, String per, String price, Map<String, String> more) {
        Desk.led(send(name, per, price, more));
        return addOns.of(event.id()).stream()
                .map(AddOns.Standing::addOn)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> filled(int places) {
        var plan = event.particulars().plans().getFirst().id().toString();
        var form = guest.get(apply + "?lang=en&plan=" + plan + "&places=" + places);
        assertThat(PageRules.broken(form.body())).isEmpty();
        var fields = new HashMap<>(Map.of(
                "plan",
                plan,
                "places",
                Integer.toString(places),
                "key",
                hidden(form),
                "name",
                "Hanako",
                "email",
                market.mail("hanako").value(),
                "agreed",
                "yes"));
        for (int place = 1; place < places; place++) fields.put("attendee" + place, "Taro " + place);
        return fields;
    }

    @Test
    void anOrganiserPutsSomethingOnSaleAndTakesItOff() {
        assertThat(browser.get(page + "?lang=en").body()).contains(page + "/add-ons");
        var wrong = send("Recording", "order", "1.5", Map.of("stock", "many"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"price-error\"", "id=\"stock-error\"", "value=\"many\"");
        var recording = add("Recording", "order", "500", Map.of("stock", "5"));
        assertThat(recording.most()).isEqualTo(3);
        var list = browser.get(page + "/add-ons").body();
        assertThat(PageRules.broken(list)).isEmpty();
        assertThat(list).contains("Recording", "¥500", "5 of 5");
        var one = page + "/add-ons/" + recording.id();
        assertThat(PageRules.broken(browser.get(one).body())).isEmpty();
        var fields = Map.of(
                "name",
                "Film",
                "description",
                "",
                "per",
                "order",
                "price",
                "600",
                "tax",
                "standard",
                "most",
                "2",
                "stock",
                "",
                "until",
                "");
        assertThat(browser.post(one, fields).body()).contains("Whether there is a limit cannot be changed");
        var better = new HashMap<>(fields);
        better.put("stock", "9");
        Desk.led(browser.post(one, better));
        assertThat(addOns.of(event.id()).getFirst().left()).isEqualTo(9);
        Desk.led(browser.post(one + "/withdraw", Map.of()));
        assertThat(browser.get(page + "/add-ons").body()).contains("not on sale");
        assertThat(guest.get(apply).body()).doesNotContain("Film");
        Desk.led(browser.post(one + "/again", Map.of()));
        assertThat(guest.get(apply).body()).contains("Film");
        var other = market.event(5);
        assertThat(browser.get(home + "/events/" + other.id() + "/add-ons").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBuyerChoosesPaysCancelsOnePlaceAndTheMoneyIsExact() {
        var recording = add("Recording", "order", "500", Map.of());
        var book = add("Text book", "place", "800", Map.of("stock", "1"));
        var fields = filled(2);
        fields.put(ExtraFields.name(recording, Extra.WHOLE_ORDER), "2");
        fields.put(ExtraFields.name(book, 1), "1");
        var led = Desk.led(guest.post(apply, fields));
        var held = guest.get(led + "?lang=en").body();
        assertThat(held).contains("Recording × 2", "Text book × 1", "¥4,800");
        assertThat(PageRules.broken(held)).isEmpty();
        var order =
                orders.byLink(led.substring("/orders/".length())).orElseThrow().id();
        var late = filled(1);
        late.put(ExtraFields.name(book, 0), "1");
        var gone = guest.post(apply, late);
        assertThat(gone.statusCode()).isEqualTo(422);
        assertThat(gone.body()).contains("sold out", "not on sale any more", "Hanako");
        orders.pay(order);
        market.payAtProvider(market.session(order));
        assertThat(orders.askAgain(order)).isInstanceOf(Order.Paid.class);
        var paid = guest.get(led + "?lang=en").body();
        assertThat(paid).contains("With Text book", "Recording × 2");
        var line = browser.get(page + "?lang=en").body();
        assertThat(line).contains("+ Text book", "+ Recording × 2", "¥4,800");
        assertThat(browser.get(page + "/orders.csv").body()).contains("Text book · Recording × 2", ",1800");
        assertThat(receipts.original(order).pdf()).isNotEmpty();
        var ticket = orders.tickets(order).getLast();
        assertThat(guest.get(led + "/cancel?ticket=" + ticket.id()).body())
                .contains("¥2,300", "comes back with it, by the same rules");
        Desk.led(guest.post(led + "/cancel", Map.of("ticket", ticket.id().toString(), "refund", "2300")));
        assertThat(addOns.left(List.of(book))).containsEntry(book.id(), 1L);
        assertThat(orders.totals(event.id()).refunded()).isEqualTo(Money.jpy(2300));
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void whatHasAnotherRateThanThePlanIsOffered() {
        add("Bento", "order", "1080", Map.of("tax", "reduced"));
        assertThat(browser.get(page + "/add-ons").body()).doesNotContain("No plan goes with this tax");
        assertThat(guest.get(apply).body()).contains("Bento");
    }

    @Test
    void whatIsNotTaxedIsNotOfferedWithWhatIs() {
        add("Tea", "order", "300", Map.of("tax", "none"));
        assertThat(browser.get(page + "/add-ons").body()).contains("No plan goes with this tax");
        assertThat(guest.get(apply).body()).doesNotContain("Tea");
        var past = add("Early bird", "order", "300", Map.of("until", day(-1)));
        assertThat(past.soldUntil()).isNotEqualTo(Optional.empty());
        assertThat(guest.get(apply).body()).doesNotContain("Early bird");
        add("Today", "order", "300", Map.of("until", day(1)));
        assertThat(guest.get(apply).body()).contains("Today");
    }

    private String day(int from) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Tokyo"))
                .plusDays(from)
                .toString();
    }
}
