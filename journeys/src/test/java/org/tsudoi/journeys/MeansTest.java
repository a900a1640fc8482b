package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Guests pay by wallets, at a store by number and by a Thai QR code, on the pages of those who take the money.
@ExtendWith(SharedWorld.class)
class MeansTest {
    private static final String TICKET = "section.ticket a[href^='/door/']";

    private final World world;
    private final Chromium chromium;

    MeansTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void payPalIsApprovedThereAndTakenByUs() {
        var offer = Organiser.signUp(world).offer("PayPal の会", 3000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(guest, offer, "paypal-guest@example.jp");
            Booking.pick(guest, "paypal");
            seen(guest, "means-paypal-ja");
            Booking.go(guest);
            var page = guest.page();
            page.locator("#email").fill("hanako@example.jp");
            guest.picture("town-paypal-ja");
            page.locator("#pay").click();
            page.locator(TICKET).waitFor();
            seen(guest, "paypal-ticket-ja");
        }
    }

    @Test
    void whoComesBackFromPayPalUnpaidPaysByPayPay() {
        var offer = Organiser.signUp(world).offer("PayPay の会", 2000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(guest, offer, "paypay-guest@example.jp");
            Booking.pick(guest, "paypal");
            Booking.go(guest);
            var page = guest.page();
            page.locator("#cancel").click();
            guest.waitForPath("/orders/[^/]+");
            Booking.pick(guest, "paypay");
            Booking.go(guest);
            page.locator("#pay").waitFor();
            guest.picture("town-paypay-ja");
            page.locator("#pay").click();
            page.locator(TICKET).waitFor();
            seen(guest, "paypay-ticket-ja");
        }
    }

    @Test
    void aNumberIsPaidAtAStoreAndThePageTurnsIntoTheTicket() {
        var offer = Organiser.signUp(world).offer("コンビニの会", 2500, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja");
                var store = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(guest, offer, "konbini-guest@example.jp");
            Booking.pick(guest, "konbini");
            guest.page().locator("#brand-konbini").selectOption("lawson");
            seen(guest, "means-konbini-ja");
            Booking.go(guest);
            guest.page().locator("[data-state='paying-issued-0']").waitFor();
            seen(guest, "konbini-lawson-ja");
            var numbers = guest.page().locator(".facts.numbers .code").allInnerTexts();
            assertThat(numbers).hasSize(2);
            assertThat(world.town()
                            .letter("konbini-guest@example.jp", offer.title())
                            .text())
                    .contains("/orders/");

            store.open(world.town().address("/store/lawson"));
            store.page().locator("#receipt").fill(numbers.getFirst());
            store.page().locator("#confirmation").fill(numbers.getLast());
            store.page().locator("form button.primary").click();
            store.page().locator("#check").waitFor();
            assertThat(store.page().locator("main").textContent()).contains("¥2,500");
            store.picture("town-store-lawson-ja");
            store.page()
                    .locator("form[action='/store/lawson/pay'] button.primary")
                    .click();

            guest.page().locator(TICKET).waitFor();
            seen(guest, "konbini-ticket-ja");
        }
    }

    @Test
    void aThaiCodeIsScannedAndThePageTurnsIntoTheTicket() {
        var offer = Organiser.signUpInThailand(world).offer("คลาสพร้อมเพย์", 350, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "th");
                var bank = Phone.of(world, chromium.browser(), "th")) {
            Booking.hold(guest, offer, "promptpay-guest@example.th");
            Booking.pick(guest, "promptpay");
            seen(guest, "means-promptpay-th");
            Booking.go(guest);
            var page = guest.page();
            page.locator("[data-state='paying-issued-0']").waitFor();
            var code = page.locator(".code-picture img");
            PlaywrightAssertions.assertThat(code).hasJSProperty("complete", true);
            assertThat(code.evaluate("it => it.naturalWidth > 0")).isEqualTo(true);
            seen(guest, "promptpay-code-th");

            bank.open(world.town().address("/bank-app"));
            bank.page().locator("a[href^='/bank-app/pay']").first().click();
            bank.page().locator("#bill").waitFor();
            assertThat(bank.page().locator("main").textContent()).contains("350");
            bank.picture("town-bank-app-th");
            bank.page().locator("button[value=confirm]").click();

            page.locator(TICKET).waitFor();
            seen(guest, "promptpay-ticket-th");
        }
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        phone.isAccessible();
        phone.picture(name);
    }
}
