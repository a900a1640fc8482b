package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An organiser moves an event; of two who have a place one stays, and the other leaves and gets all of it back.
@ExtendWith(SharedWorld.class)
class MovingTest {
    private static final Duration SOON = Await.LONG;

    private final World world;
    private final Chromium chromium;

    MovingTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void whoHasAPlaceStaysOrLeavesWhenAnEventIsMoved() throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("移る会 Moved", 1200, 6, Duration.ofDays(3));
        var stays = paid(offer);
        var leaves = paid(offer);
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            phone.signIn(organiser.mail());
            phone.open(offer.manage() + "/move");
            phone.isGoodToSee("move");
            phone.page().locator("#startDate").fill(LocalDate.now().plusDays(20).toString());
            phone.page().locator("form.form button.primary").click();
            phone.page().locator("input[name=sure]").waitFor(attached());
            phone.isGoodToSee("move-sure");
            phone.page().locator("main button.primary").click();
            phone.waitForPath(".*/moves");
            phone.isGoodToSee("moves");
        }
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            phone.open(stays.order());
            phone.page().locator("a[href$='/moved']").click();
            phone.waitForPath(".*/moved");
            phone.isGoodToSee("moved");
            phone.page().locator("button[value=stay]").click();
            phone.waitForPath("/orders/[^/]+");
            phone.isGoodToSee("moved-stays");
            phone.open(leaves.order() + "/moved?say=leave");
            phone.page().locator("button[value=leave]").click();
            phone.waitForPath("/orders/[^/]+");
        }
        leaves.awaitState("cancelled-0-done", SOON);
        assertThat(stays.state()).startsWith("paid");
    }

    private static com.microsoft.playwright.Locator.WaitForOptions attached() {
        return new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
    }

    private Purchase paid(Organiser.Offer offer) throws Exception {
        var purchase = new Purchase(world, offer.slug(), UUID.randomUUID() + "@example.jp");
        assertThat(purchase.hold(1)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-.*", SOON);
        return purchase;
    }
}
