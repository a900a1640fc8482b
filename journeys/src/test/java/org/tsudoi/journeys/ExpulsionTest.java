package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two operators expel a member who sells: what they were to hold is called off and refunded, and they read why, what
/// it means and how to appeal, and can sell nothing.
@ExtendWith(SharedWorld.class)
class ExpulsionTest {
    private static final Duration SOON = Await.LONG;
    private static final String REASON = "参加者に何度も嫌がらせをしました。";

    private final World world;
    private final Chromium chromium;

    ExpulsionTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aMemberIsExpelledByTwo() throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("退会させられる人の会", 1400, 4, Duration.ofDays(4));
        var buyer = paid(offer);
        try (var first = Phone.of(world, chromium.browser(), "ja");
                var second = Phone.of(world, chromium.browser(), "ja");
                var member = Phone.of(world, chromium.browser(), "ja")) {
            Operator.signIn(world, first);
            Operator.signInAnother(world, second, "expelling-second@example.jp");
            member.signIn(organiser.mail());
            var sanction = propose(first, organiser.mail());
            assertThat(first.page().locator("form[action$='/confirm']").count()).isZero();
            member.open(organiser.home());
            assertThat(buyer.state()).as("before the second one agrees").startsWith("paid");

            second.open(sanction);
            second.page().locator("form[action$='/confirm'] button").click();
            second.page().locator(".flash.good").waitFor();
            second.isGoodToSee("expulsion-confirmed-ja");
            buyer.awaitState("cancelled-0-done", SOON);

            member.open("/account/standing");
            assertThat(member.page().locator("main").textContent()).contains("強制退会", REASON);
            member.page().locator("#words").waitFor();
            member.isGoodToSee("expulsion-standing-ja");
            member.open(organiser.home() + "/events/new");
            assertThat(member.path()).as("where selling leads").isEqualTo("/account/standing");
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    /// @return the path of what waits for another operator
    private static String propose(Phone operator, String mail) {
        var page = operator.page();
        operator.open("/operate/conduct");
        page.locator("#mail").fill(mail);
        page.locator("form[action='/operate/conduct/find'] button").click();
        page.locator("#kind").selectOption("expulsion");
        page.locator("#reason").fill(REASON);
        page.locator("details form button.primary").click();
        page.locator("#follows").waitFor();
        assertThat(page.locator("section[aria-labelledby=follows]").textContent())
                .contains("1,400");
        operator.isGoodToSee("expulsion-follows-ja");
        page.locator("button.danger").click();
        operator.waitForPath("/operate/conduct/san_.*");
        return operator.path();
    }

    private Purchase paid(Organiser.Offer offer) throws IOException {
        var purchase = new Purchase(world, offer.slug(), UUID.randomUUID() + "@example.jp");
        assertThat(purchase.hold(1)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-.*", SOON);
        return purchase;
    }
}
