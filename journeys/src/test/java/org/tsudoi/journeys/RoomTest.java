package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The door and the room behind it: the paid walk in and see each other; who cancels is out, and told why.
@ExtendWith(SharedWorld.class)
class RoomTest {
    private static final Duration SEEN_WITHIN = Await.LONG;
    private static final Duration LONGER_THAN_THE_PAGE_WAITS_TO_ASK = Duration.ofMillis(2500);

    private final World world;
    private final Chromium chromium;

    RoomTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void thePaidMeetByVideoAndWhoCancelsIsOutAndToldWhy(String language) throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("夜の集い Evening Circle " + language, 2500, 6, Duration.ofMinutes(20));
        var mail = "taro-" + language + "@example.jp";
        var purchase = new Purchase(world, offer.slug(), mail);
        assertThat(purchase.hold(2)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-2", Await.LONG);
        var door = world.town().letter(mail, offer.title()).link("/door/");

        try (var host = Phone.of(world, chromium.browser(), language);
                var guest = Phone.of(world, chromium.browser(), language);
                var second = Phone.of(world, chromium.browser(), language)) {
            host.signIn(organiser.mail());
            host.open(offer.manage());
            host.isAccessible();
            host.picture("manage-" + language);
            host.page().locator("form[action$='/enter'] button").click();
            intoTheRoom(host);

            walkIn(guest, door);
            guest.picture("lobby-" + language);
            intoTheRoom(guest);
            sees(guest);
            sees(host);
            guest.picture("room-" + language);

            walkIn(second, door);
            isOut(guest);
            intoTheRoom(second);
            sees(second);

            guest.open(purchase.order() + "/cancel");
            guest.page().locator("input[type=checkbox][name=ticket]").last().setChecked(false);
            guest.page().locator("form[data-again] button").click();
            guest.page().waitForURL("**ticket=**");
            guest.page().locator("form[method=post] button.primary").click();
            guest.waitForPath("/orders/[^/]+");
            isOut(second);
            second.picture("out-" + language);

            second.open(door);
            assertThat(second.page().locator("section.ticket.spent").count()).isEqualTo(1);
            assertThat(second.page().locator("form[action^='/door/']").count()).isZero();
        }
    }

    private static void walkIn(Phone phone, String door) {
        phone.open(door);
        phone.isAccessible();
        stateChangesWhileTheServerAnswers(phone.page());
        phone.page().locator("form[action^='/door/'] button.primary").click();
        phone.waitForPath("/room/.*");
    }

    /// The waiting page hears of another state before the answer to the press is there. It once loaded itself anew,
    /// and who had pressed stood before the door again.
    private static void stateChangesWhileTheServerAnswers(Page page) {
        page.evaluate("() => { window.fetch = async () => new Response('changed'); }");
        page.route("**/door/*", route -> {
            try {
                Thread.sleep(LONGER_THAN_THE_PAGE_WAITS_TO_ASK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            route.resume();
        });
    }

    private static void intoTheRoom(Phone phone) {
        phone.waitForPath("/room/.*");
        phone.page().locator("#enter").click();
        phone.page().locator("#stage").waitFor();
    }

    private static void isOut(Phone phone) {
        phone.page().locator("#out").waitFor();
        assertThat(phone.page().locator("#out-title").textContent()).isNotBlank();
    }

    /// Somebody else's picture has a size and goes on.
    private static void sees(Phone phone) {
        Page page = phone.page();
        Await.until("a moving picture of somebody else", SEEN_WITHIN, () -> playedUntil(page) > 0);
        double before = playedUntil(page);
        Await.until("the picture to go on", SEEN_WITHIN, () -> playedUntil(page) > before);
    }

    private static double playedUntil(Page page) {
        var seconds = page.evaluate("""
                () => Math.max(0, ...[...document.querySelectorAll("#tiles .tile video")]
                    .filter((video) => !video.muted && video.videoWidth > 0)
                    .map((video) => video.currentTime))""");
        return ((Number) seconds).doubleValue();
    }
}
