package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A guest prints a payment slip, pays it in cash at a store, and has the ticket when the agent has confirmed it.
@ExtendWith(SharedWorld.class)
class SlipTest {
    private static final String FILE = "/agent/files/latest.csv";

    private final World world;
    private final Chromium chromium;

    SlipTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void whatAStoreTookBecomesATicketOnceItIsConfirmed() throws Exception {
        var offer = Organiser.signUp(world).offer("払込票の会", 3000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja");
                var store = Phone.of(world, chromium.browser(), "ja");
                var operator = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(guest, offer, "slip-guest@example.jp");
            seen(guest, "means-ja");
            Booking.choose(guest, "slip");
            seen(guest, "slip-issued-ja");
            var printed = PrintedSlip.of(Booking.download(guest, "a[href$='/slip.pdf']"));
            var digits = printed.digits();
            assertThat(digits).hasSize(44).startsWith("91912345");

            payAtTheTill(store, digits);
            Operator.signIn(world, operator);
            Operator.handIn(world, operator, "slip", FILE);
            assertThat(operator.page().locator("main").textContent()).contains("新しく 0 件の入金が確定");
            guest.page().locator("[data-state='paying-asking-0']").waitFor();
            seen(guest, "slip-taken-ja");

            confirm(store, digits);
            Operator.handIn(world, operator, "slip", FILE);
            assertThat(operator.page().locator("main").textContent()).contains("新しく 1 件の入金が確定");
            seen(operator, "slip-reports-ja");
            guest.page().locator("section.ticket a[href^='/door/']").waitFor();
            seen(guest, "slip-ticket-ja");
            assertThat(world.town()
                            .letter("slip-guest@example.jp", "チケットのご案内：" + offer.title())
                            .text())
                    .contains("/door/");
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private void payAtTheTill(Phone store, String digits) {
        var page = store.page();
        store.open(world.town().address("/"));
        page.locator("a[href='/agent/counter']").click();
        store.waitForPath("/agent/counter");
        page.locator("#code").fill(digits.substring(0, 43) + (digits.charAt(43) == '0' ? '1' : '0'));
        page.locator("form button.primary").click();
        page.locator("#code[aria-invalid=true]").waitFor();
        look(store, "town-counter-refused-ja");
        page.locator("#code").fill(digits);
        page.locator("form button.primary").click();
        page.locator("#check").waitFor();
        assertThat(page.locator("main").textContent()).contains("¥3,000", "912345", "町収納サービス");
        look(store, "town-counter-ja");
        page.locator("form[action='/agent/counter'] button.primary").click();
        store.waitForPath("/agent/counter/paid/.*");
        look(store, "town-counter-paid-ja");
    }

    private static void confirm(Phone store, String digits) {
        var page = store.page();
        page.locator("a[href='/agent']").click();
        store.waitForPath("/agent");
        look(store, "town-agent-ja");
        var row = page.locator(".rows > li", new Page.LocatorOptions().setHasText(digits));
        row.locator("form[action$='/confirm'] button").click();
        row.locator(".chip.good").waitFor();
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        look(phone, name);
    }

    private static void look(Phone phone, String name) {
        phone.isAccessible();
        phone.picture(name);
    }
}
