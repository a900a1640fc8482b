package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An organiser makes four of one event and moves one of them; who had a place at that one leaves, and gets all back.
@ExtendWith(SharedWorld.class)
class SeriesTest {
    private static final Duration SOON = Await.LONG;

    private final World world;
    private final Chromium chromium;

    SeriesTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void oneOfASeriesIsMovedAndWhoHadAPlaceThereLeavesFree() throws IOException {
        var organiser = Organiser.signUp(world);
        var first = organiser.offer("毎週の会", 1200, 6, Duration.ofDays(3));
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var guest = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            var manage = repeat(owner, first);
            guest.open("/events/" + first.slug());
            guest.page().locator("a[href^='/series/']").click();
            guest.waitForPath("/series/.*");
            assertThat(guest.page().locator("main li a[href^='/events/']").count())
                    .isEqualTo(4);
            guest.isGoodToSee("series-public-ja");
            var second =
                    guest.page().locator("main li a[href^='/events/']").nth(1).getAttribute("href");
            var leaves = paid(second.substring("/events/".length()));
            move(owner, manage);
            guest.open(leaves.order() + "/moved?say=leave");
            guest.page().locator("button[value=leave]").click();
            guest.waitForPath("/orders/[^/]+");
            leaves.awaitState("cancelled-0-done", SOON);
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    /// @return where the second of the four is managed
    private static String repeat(Phone owner, Organiser.Offer first) {
        var page = owner.page();
        owner.open(first.manage() + "/series");
        page.locator("#count").fill("4");
        page.locator("input[name=publish]").check();
        page.locator("form.form button.primary").click();
        page.locator("input[name=sure]").waitFor(there());
        assertThat(page.locator("main ol > li").count()).isEqualTo(4);
        owner.isGoodToSee("series-look-ja");
        page.locator("main form button.primary").click();
        page.locator("table.table").waitFor();
        assertThat(page.locator("table.table tbody tr").count()).isEqualTo(4);
        owner.isGoodToSee("series-made-ja");
        return URI.create(page.locator("table.table tbody a").nth(1).getAttribute("href"))
                .getPath();
    }

    private static void move(Phone owner, String manage) {
        var page = owner.page();
        owner.open(manage + "/move");
        page.locator("#startDate").fill(LocalDate.now().plusDays(40).toString());
        page.locator("form.form button.primary").click();
        page.locator("input[name=sure]").waitFor(there());
        page.locator("main button.primary").click();
        owner.waitForPath(".*/moves");
    }

    private static Locator.WaitForOptions there() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private Purchase paid(String slug) throws IOException {
        var purchase = new Purchase(world, slug, UUID.randomUUID() + "@example.jp");
        assertThat(purchase.hold(1)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-.*", SOON);
        return purchase;
    }
}
