package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Buyers who go on paying where they stopped: from inside another app, and after the line broke.
@ExtendWith(SharedWorld.class)
class ResumingTest {
    private static final String TICKET = "section.ticket a[href^='/door/']";
    private static final String LINE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Mobile/15E148 Safari Line/15.2.0";

    private final World world;
    private final Chromium chromium;

    ResumingTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void whatIsBegunInsideAnAppIsFinishedInTheBrowser() {
        var offer = Organiser.signUp(world).offer("Evening talk", 3000, 6, Duration.ofDays(12));
        try (var inside = Phone.inside(world, chromium.browser(), LINE);
                var outside = Phone.of(world, chromium.browser(), "en")) {
            Await.present("a price in dollars", Await.LONG, () -> {
                inside.open("/events/" + offer.slug());
                return inside.page().locator("small:has-text('about $')").all().stream()
                        .findFirst();
            });
            inside.page().locator("details summary").last().click();
            seen(inside, "currencies-en");
            Booking.hold(inside, offer, "line-guest@example.com");
            var order = inside.page().url();
            var out = inside.page().locator("a[href$='openExternalBrowser=1']");
            out.waitFor();
            seen(inside, "in-app-en");
            Booking.pick(inside, "paypay");
            Booking.go(inside);
            inside.page().locator("#pay").waitFor();

            outside.open(order);
            assertThat(outside.page()
                            .locator("a[href$='openExternalBrowser=1']")
                            .count())
                    .isZero();
            Booking.pick(outside, "paypal");
            Booking.go(outside);
            outside.page().locator("#email").fill("guest@example.com");
            outside.page().locator("#pay").click();
            outside.page().locator(TICKET).waitFor();
        }
    }

    /// The order to pay reached us, and our answer did not reach the buyer: the second click pays the same once.
    @Test
    void whoseLineBreaksWhilePayingGoesOnWithTheSamePayment() {
        var offer = Organiser.signUp(world).offer("途切れた会", 1800, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(guest, offer, "lost-line@example.jp");
            var page = guest.page();
            var order = page.url();
            var lost = new AtomicReference<String>("");
            page.route("**/pay", route -> {
                if (lost.get().isEmpty()) lost.set(answerOf(route));
                else route.resume();
            });
            Booking.pick(guest, "card");
            Booking.go(guest);
            page.waitForURL(url -> url.startsWith("chrome-error:"));
            guest.open(order);
            Booking.go(guest);
            page.locator("#to").waitFor();
            assertThat(page.url()).isEqualTo(lost.get());
        }
    }

    private static String answerOf(Route route) {
        var answer = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
        route.abort("connectionreset");
        return answer.headers().getOrDefault("location", "");
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        phone.isAccessible();
        phone.picture(name);
    }
}
