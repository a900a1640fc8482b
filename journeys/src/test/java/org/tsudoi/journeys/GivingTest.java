package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A place is given to a friend, who comes in by it from their own page; whoever gave it stands before a closed door.
@ExtendWith(SharedWorld.class)
class GivingTest {
    private final World world;
    private final Chromium chromium;

    GivingTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aFriendComesInByAPlaceThatWasGivenAndItsGiverDoesNot() {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("ゆずる会", 1800, 6, Duration.ofMinutes(80));
        var word = UUID.randomUUID().toString().substring(0, 8);
        var friend = "friend-" + word + "@example.jp";
        try (var giver = Phone.of(world, chromium.browser(), "ja");
                var taker = Phone.of(world, chromium.browser(), "th");
                var owner = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(giver, offer, "giver-" + word + "@example.jp");
            Booking.payByCard(giver);
            var order = giver.path();
            var door = giver.page().locator(Booking.TICKET).first().getAttribute("href");
            give(giver, friend);

            taker.signIn(friend);
            taker.open("/tickets");
            taker.page().locator("#waiting a.button.primary").click();
            taker.waitForPath("/given/.*");
            taker.page().locator("form[action$='/accept'] button").click();
            taker.page().locator("a.button.primary[href^='/door/']").waitFor();
            doorsOpen(owner, organiser, offer);

            taker.open("/tickets");
            taker.isGoodToSee("mine-given-th");
            taker.page().locator("main a.button.primary[href^='/door/']").click();
            taker.waitForPath("/door/.*");
            taker.page().locator("form[action^='/door/'] button.primary").click();
            taker.waitForPath("/room/.*");

            giver.open(door);
            assertThat(giver.page().locator("form[action^='/door/']").count()).isZero();
            giver.open(order);
            assertThat(giver.page().locator(Booking.TICKET).count()).isZero();
        }
    }

    private void give(Phone giver, String friend) {
        var page = giver.page();
        page.locator("a[href*='/give/']").first().click();
        giver.waitForPath(".*/give/.*");
        page.locator("#name").fill("青木 つばさ");
        page.locator("#email").fill(friend);
        giver.isGoodToSee("give-ja");
        page.locator("form.form button.primary").click();
        page.locator("form[action$='/back']").waitFor();
        assertThat(URI.create(world.town().letter(friend, "席が届いています").link("/given/"))
                        .getPath())
                .startsWith("/given/");
    }

    /// The organiser lets people in earlier.
    private static void doorsOpen(Phone owner, Organiser organiser, Organiser.Offer offer) {
        owner.signIn(organiser.mail());
        owner.open(offer.manage() + "/edit");
        owner.page().locator("#doors").fill("120");
        owner.page().locator("button.primary[value=save]").click();
        owner.page().locator(".flash").waitFor();
    }
}
