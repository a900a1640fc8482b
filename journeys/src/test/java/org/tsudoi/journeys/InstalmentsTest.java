package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A guest with a card of Japan pays in three monthly parts (分割払い), on Stripe's page; the seller gets all at once.
@ExtendWith(SharedWorld.class)
class InstalmentsTest {
    private static final String OF_JAPAN = "4000 0039 2000 0003";

    private final World world;
    private final Chromium chromium;

    InstalmentsTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aCardOfJapanPaysInThreeParts() {
        var offer = Organiser.signUp(world).offer("一日リトリート", 12_000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(guest, offer, "instalments-guest@example.jp");
            Booking.pick(guest, "card");
            Booking.go(guest);
            var page = guest.page();
            guest.waitForPath("/stripe/c/pay/.*");
            page.locator("#card").fill(OF_JAPAN);
            page.locator("#expiry").fill("12 / 34");
            page.locator("#cvc").fill("123");
            page.locator("#name").fill("HANAKO YAMADA");
            page.locator("#instalments").selectOption("3");
            guest.picture("town-stripe-instalments-ja");
            page.locator("#pay").click();
            page.locator(Booking.TICKET).waitFor();
            guest.isTranslated();
            guest.isAccessible();
            guest.picture("instalments-ticket-ja");
            assertThat(page.locator("main").textContent()).contains("3回払い");
            var letter = world.town().letter("instalments-guest@example.jp", offer.title());
            var receipt = letter.enclosures().stream()
                    .filter(one -> one.type().startsWith("application/pdf"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(world.town().file(receipt.url()), StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF-");
        }
        assertThat(world.town().tally().values()).anyMatch(one -> one.captured() == 12_000 && one.charges() == 1);
    }

    /// Below ¥10,000 no bank of Japan lets anybody do so.
    @Test
    void aSmallAmountIsPaidAtOnce() {
        var offer = Organiser.signUp(world).offer("小さな会", 9_000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(guest, offer, "at-once-guest@example.jp");
            Booking.pick(guest, "card");
            Booking.go(guest);
            guest.waitForPath("/stripe/c/pay/.*");
            guest.page().locator("#card").waitFor();
            assertThat(guest.page().locator("#instalments").count()).isZero();
        }
    }
}
