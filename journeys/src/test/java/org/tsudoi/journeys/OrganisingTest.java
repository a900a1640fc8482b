package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody new signs up by mail and with a passkey, and publishes their first event.
@ExtendWith(SharedWorld.class)
class OrganisingTest {
    private final World world;
    private final Chromium chromium;

    OrganisingTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void aNewcomerSignsInWithAPasskeyAndPublishesAnEvent(String language) {
        try (var phone = Phone.of(world, chromium.browser(), language)) {
            var page = phone.page();
            phone.keepPasskeys();
            phone.open("/sign-in");
            phone.isAccessible();
            phone.signIn("sensei-" + language + "@example.jp");
            phone.waitForPath("/account");
            page.locator("[data-passkey=create] [data-passkey-offer] button").click();
            page.locator("form[action^='/account/passkeys/']").first().waitFor();
            phone.isAccessible();
            page.locator("main form[action='/sign-out'] button").click();
            phone.waitForPath("/");
            phone.open("/sign-in");
            page.locator("[data-passkey=sign-in] [data-passkey-offer] button").click();
            page.waitForURL(url -> !java.net.URI.create(url).getPath().startsWith("/sign-in"));

            phone.open("/organise/start");
            phone.isAccessible();
            page.locator("#name").fill("朝の会 " + language);
            page.locator("#slug").fill("asa-" + language);
            page.locator("form.form button.primary").click();
            phone.waitForPath("/organise.*");
            assertThat(phone.path()).doesNotContain("start");

            phone.open("/organise/asa-" + language + "/events/new");
            page.locator("#title").fill("はじめてのヨガ First Yoga " + language);
            page.locator("#description").fill("やさしく体をほぐします。");
            page.locator("#startDate").fill(LocalDate.now().plusDays(9).toString());
            page.locator("#capacity").fill("6");
            page.locator("#plan0-name").fill("参加");
            page.locator("#plan0-price").fill("2500");
            page.locator("#plan0-places").fill("4");
            phone.isAccessible();
            phone.picture("create-" + language);
            page.locator("form.event-form .thumb button.primary").click();
            phone.waitForPath(".*/preview");
            phone.isAccessible();
            page.locator("form[action$='/publish'] button").click();
            phone.waitForPath("/organise/[^/]+/events/[^/]+");
            phone.isAccessible();

            var offered = page.locator("a[href^='/events/']").first().getAttribute("href");
            phone.open(offered);
            assertThat(page.locator("h1").textContent()).contains("First Yoga");
            page.locator("#plans button.primary").waitFor();
        }
    }
}
