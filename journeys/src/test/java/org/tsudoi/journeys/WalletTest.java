package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Guests pay by Apple Pay and Google Pay, on the one page of ours where the provider's script runs.
@ExtendWith(SharedWorld.class)
class WalletTest {
    private final World world;
    private final Chromium chromium;

    WalletTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    static void enter(Phone guest, Organiser.Offer offer, String mail) {
        Booking.hold(guest, offer, mail);
        Booking.pick(guest, "wallet");
        Booking.go(guest);
        guest.waitForPath("/wallet/[^/]+");
    }

    private static void press(Phone guest, String wallet) {
        guest.page()
                .frameLocator("[data-buttons] iframe")
                .locator("[data-wallet=" + wallet + "]")
                .click();
    }

    private static FrameLocator sheet(Phone guest) {
        return guest.page().frameLocator("body > iframe");
    }

    @Test
    void applePayPaysAndTheGuestLandsOnTheTicket() {
        var offer = Organiser.signUp(world).offer("ウォレットの会", 3000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(guest, offer, "apple-pay@example.jp");
            Booking.pick(guest, "wallet");
            guest.isGoodToSee("means-wallet-ja");
            Booking.go(guest);
            guest.waitForPath("/wallet/[^/]+");
            guest.page()
                    .frameLocator("[data-buttons] iframe")
                    .locator("[data-wallet=apple_pay]")
                    .waitFor();
            guest.isGoodToSee("wallet-ja");
            press(guest, "apple_pay");
            sheet(guest).locator("#pay").waitFor();
            guest.picture("town-wallet-sheet-ja");
            sheet(guest).locator("#pay").click();
            guest.page().locator(Booking.TICKET).waitFor();
            assertThat(guest.page().locator("main").textContent()).contains("Visa •••• 4242");
            guest.isGoodToSee("wallet-ticket-ja");
        }
    }

    @Test
    void afterADeclineTheBankAsksAndTheGuestHasPaid() {
        var offer = Organiser.signUpInThailand(world).offer("คลาสวอลเล็ต", 350, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "th")) {
            enter(guest, offer, "google-pay@example.th");
            press(guest, "google_pay");
            sheet(guest).locator("[data-token$=chargeDeclined]").click();
            guest.page().locator("[data-say=declined]").waitFor();
            guest.isGoodToSee("wallet-declined-th");
            press(guest, "google_pay");
            sheet(guest).locator("[data-token$=threeDSecure2Required]").click();
            guest.waitForPath("/stripe/3ds/.*");
            guest.page().locator("button[value=approve]").click();
            guest.page().locator(Booking.TICKET).waitFor();
        }
    }

    /// The browser hears nothing of it; the way back asks.
    @Test
    void aConfirmationThatWasCutHasPaidOnce() {
        var offer = Organiser.signUp(world).offer("途切れる会", 3000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja")) {
            enter(guest, offer, "cut-wallet@example.jp");
            world.town().weather("cut-after", "POST /v1/payment_intents/*/confirm", 1);
            press(guest, "apple_pay");
            sheet(guest).locator("#pay").click();
            guest.page().locator(Booking.TICKET).waitFor();
        } finally {
            world.town().fairWeather();
        }
    }

    @Test
    void whoHasNoWalletIsToldAndPaysAnotherWay() {
        var offer = Organiser.signUp(world).offer("Without a wallet", 3000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "en")) {
            guest.page().addInitScript("globalThis.townWallets = []");
            enter(guest, offer, "no-wallet@example.jp");
            guest.page().locator("[data-say=none]").waitFor();
            guest.isGoodToSee("wallet-none-en");
            guest.page().locator("main a.button").click();
            guest.waitForPath("/orders/[^/]+/back");
            Booking.payByCard(guest);
        }
    }
}
