package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A member has a card remembered, pays the next order by one tap and a passkey, and removes the card.
@ExtendWith(SharedWorld.class)
class OneTapTest {
    private static final String TICKET = "section.ticket a[href^='/door/']";
    private static final String MAIL = "one-tap@example.jp";

    private final World world;
    private final Chromium chromium;

    OneTapTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aRememberedCardPaysByOneTap() {
        var organiser = Organiser.signUp(world);
        var first = organiser.offer("カードを覚える会", 3000, 6, Duration.ofDays(12));
        var second = organiser.offer("ワンタップの会", 3000, 6, Duration.ofDays(13));
        try (var member = Phone.of(world, chromium.browser(), "ja")) {
            var page = member.page();
            member.keepPasskeys();
            member.signIn(MAIL);
            member.open("/account");
            page.locator("[data-passkey=create] [data-passkey-offer] button").click();
            page.locator("form[action^='/account/passkeys/']").first().waitFor();

            Booking.hold(member, first, MAIL);
            Booking.pick(member, "card");
            page.locator("input[name=remember]").check();
            seen(member, "remember-card-ja");
            Booking.go(member);
            member.waitForPath("/stripe/c/pay/.*");
            page.locator("#card").fill("4242 4242 4242 4242");
            page.locator("#expiry").fill("12 / 34");
            page.locator("#cvc").fill("123");
            page.locator("#name").fill("HANAKO YAMADA");
            page.locator("#pay").click();
            page.locator(TICKET).waitFor();

            Booking.hold(member, second, MAIL);
            page.locator("[data-tap-offer]").waitFor();
            assertThat(page.locator("[data-card]").textContent()).contains("Visa •••• 4242", "3,000");
            seen(member, "one-tap-ja");
            page.locator("[data-card]").click();
            page.locator(TICKET).waitFor();
            assertThat(page.locator("main").textContent()).contains("Visa •••• 4242");
            seen(member, "one-tap-ticket-ja");

            member.open("/account/cards");
            seen(member, "cards-ja");
            page.locator("form[action$='/remove'] button").click();
            page.locator(".flash").waitFor();
            page.locator("form[action$='/remove']")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        }
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        phone.isAccessible();
        phone.picture(name);
    }
}
