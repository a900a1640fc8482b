package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Too many for the built-in room: the paid walk through our door into Zoom; who cancels cannot come back, and
/// whoever is inside by then is shown to the host, who alone can put them out.
@ExtendWith(SharedWorld.class)
class ZoomTest {
    private static final Duration SOON = Await.LONG;

    private final World world;
    private final Chromium chromium;

    ZoomTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "th"})
    void thePaidMeetAtZoomAndWhoCancelsDoesNotComeBack(String language) throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("大きな集い Large Circle " + language, 1500, 40, Duration.ofMinutes(20));
        var mail = "saki-" + language + "@example.jp";
        var purchase = new Purchase(world, offer.slug(), mail);
        assertThat(purchase.hold(1)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-1", SOON);
        world.awaitMeeting(offer.title());
        var door = world.town().letter(mail, offer.title()).link("/door/");

        try (var host = Phone.of(world, chromium.browser(), language);
                var guest = Phone.of(world, chromium.browser(), language);
                var window = Phone.of(world, chromium.browser(), language)) {
            guest.open(door);
            guest.page().locator("form[action^='/door/'] button.primary").click();
            guest.waitForPath("/zoom/j/.*");
            var link = guest.page().url();
            comeIn(guest);
            assertThat(guest.page().locator("main h1").textContent()).isEqualTo(offer.title());

            host.signIn(organiser.mail());
            host.open(offer.manage());
            host.page().locator("form[action$='/enter'] button").click();
            host.waitForPath("/zoom/s/.*");
            comeIn(host);
            people(host, 2);
            people(guest, 2);
            guest.isAccessible();

            window.open(purchase.order() + "/cancel");
            window.page().locator("form[method=post] button.primary").click();
            window.waitForPath("/orders/[^/]+");
            window.open(door);
            assertThat(window.page().locator("section.ticket.spent").count()).isEqualTo(1);
            assertThat(window.page().locator("form[action^='/door/']").count()).isZero();

            // Zoom has no call that puts somebody out: they are inside, and the host is told whom to remove.
            assertThat(guest.page().locator(".room-tile").count()).isEqualTo(2);
            window.signIn(organiser.mail());
            window.open(offer.manage());
            window.page()
                    .locator("[role=alert] li", new Page.LocatorOptions().setHasText("Guest 0"))
                    .waitFor();
            window.isAccessible();
            host.page().locator(".room-out button").click();
            guest.page().locator("main [role=alert]").waitFor();
            people(host, 1);

            guest.open(link);
            assertThat(guest.page().locator(".room-no[role=alert]").textContent())
                    .isNotBlank();
            assertThat(guest.page().locator("form[action^='/zoom/j/']").count()).isZero();
            guest.isAccessible();
        }
    }

    private static void comeIn(Phone phone) {
        phone.isAccessible();
        phone.page().locator("form[action^='/zoom/'] button.primary").click();
        phone.waitForPath("/zoom/in/.*");
        phone.page().locator(".room-tile").first().waitFor();
        phone.isAccessible();
    }

    private static void people(Phone phone, int many) {
        phone.page().locator(".room-tile").nth(many - 1).waitFor();
        phone.page()
                .locator(".room-tile")
                .nth(many)
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }
}
