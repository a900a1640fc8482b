package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A buyer's bank takes the money back, the buyer cancels meanwhile, and the bank decides for us.
@ExtendWith(SharedWorld.class)
class DisputingTest {
    private static final Duration SOON = Await.LONG;

    private final World world;
    private final Chromium chromium;

    DisputingTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "th"})
    void nobodyIsPaidTwiceAndTheOperatorKnowsWhatToDo(String language) throws Exception {
        var offer = Organiser.signUp(world).offer("異議の会 Dispute " + language, 1500, 6, Duration.ofDays(2));
        var purchase = new Purchase(world, offer.slug(), "disputed-" + language + "@example.jp");
        assertThat(purchase.hold(1)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-1", SOON);
        world.town().dispute(purchase.session());
        try (var guest = Phone.of(world, chromium.browser(), language);
                var operator = Phone.of(world, chromium.browser(), language)) {
            Operator.signIn(world, operator);
            Await.until("the dispute is on the books", SOON, () -> {
                operator.open("/operate/payments");
                return operator.page().locator("#disputes tbody tr").count() > 0;
            });
            seen(operator, "disputes-" + language);
            operator.page().locator("#disputes tbody a").first().click();
            operator.page().waitForLoadState();
            seen(operator, "disputed-payment-" + language);

            guest.open(purchase.order() + "/cancel");
            assertThat(guest.page().locator("input[name=refund]").inputValue()).isEqualTo("0");
            seen(guest, "cancel-disputed-" + language);
            guest.page().locator("form button.primary").last().click();
            guest.waitForPath("/orders/[^/]+");

            world.town().decide(purchase.session(), true);
            purchase.awaitState("cancelled-0-done", SOON);
            operator.open("/operate/payments");
            assertThat(operator.page().locator("#disputes tbody tr").count()).isZero();
        }
    }

    /// On a phone in light, and wide in dark.
    private static void seen(Phone phone, String name) {
        phone.isAccessible();
        phone.isTranslated();
        phone.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        phone.picture(name);
        phone.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        var before = phone.page().viewportSize();
        phone.page().setViewportSize(1280, 860);
        phone.picture(name + "-wide");
        phone.page().setViewportSize(before.width, before.height);
    }
}
