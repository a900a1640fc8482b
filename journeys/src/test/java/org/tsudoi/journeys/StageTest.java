package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Moving up to teach: stopped at publishing, led to the fee, paid by card once, and then it is public.
@ExtendWith(SharedWorld.class)
class StageTest {
    private final World world;
    private final Chromium chromium;

    StageTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void whoPaysTheFeeByCardPublishesSessions() throws IOException {
        var house = Organiser.signUp(world);
        try (var operator = Phone.of(world, chromium.browser(), "ja");
                var owner = Phone.of(world, chromium.browser(), "ja")) {
            Operator.signIn(world, operator);
            sellsForTheHouse(operator, house);
            need(operator, true);
            try {
                var learner = Organiser.signUp(world);
                owner.signIn(learner.mail());
                var draft = draftSessions(owner, learner);
                isLedToTheFee(owner, draft);
                paysIt(owner);
                publishes(owner, draft);
            } finally {
                need(operator, false);
            }
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static void sellsForTheHouse(Phone operator, Organiser house) {
        operator.open("/operate/house");
        operator.page().locator("#slug").fill(house.home().substring("/organise/".length()));
        operator.page().locator("form[action='/operate/house'] button.primary").click();
        operator.page().locator(".flash.good").waitFor();
    }

    private static void need(Phone operator, boolean needed) {
        operator.open("/operate/stages");
        operator.page().locator("#needed").setChecked(needed);
        operator.page().locator("form[action='/operate/stages'] button.primary").click();
        operator.page().locator(".flash.good").waitFor();
        if (needed) operator.isGoodToSee("stages-operate-ja");
    }

    /// The address of its own pages.
    private static String draftSessions(Phone owner, Organiser learner) {
        var page = owner.page();
        owner.open(learner.home() + "/events/new?kind=session");
        page.locator("#title").fill("一対一の相談");
        page.locator("#description").fill("二人でゆっくり話します。");
        page.locator("#plan0-name").fill("60 分");
        page.locator("#plan0-price").fill("3000");
        page.locator("button.primary[value=save]").click();
        owner.waitForPath(".*/preview");
        return page.url().replaceAll("^https?://[^/]+|/preview.*$", "");
    }

    private static void isLedToTheFee(Phone owner, String draft) {
        owner.open(draft + "/preview");
        assertThat(owner.page().locator(".notice.preview").textContent()).contains("教えるステージが必要です");
        owner.isGoodToSee("stages-stopped-ja");
        owner.page().locator(".notice.preview a.button.primary").click();
        owner.waitForPath("/account/stage");
        assertThat(owner.page().locator("main").textContent()).contains("¥27,500");
        owner.isGoodToSee("stages-learn-ja");
    }

    private static void paysIt(Phone owner) {
        owner.page().locator("form[action='/account/stage/register'] button").click();
        owner.waitForPath("/orders/.*");
        // It is called as its buyer's own language has it, which is not the page's here.
        assertThat(owner.page().locator("main").textContent()).contains("¥27,500");
        Booking.payByCard(owner);
        Await.until("the stage", Await.LONG, () -> {
            owner.open("/account/stage");
            return owner.page().locator("main").textContent().contains("システム登録料のお支払い");
        });
        owner.isGoodToSee("stages-teach-ja");
    }

    private static void publishes(Phone owner, String draft) {
        owner.open(draft + "/preview");
        owner.page().locator("form[action$='/publish'] button").click();
        owner.page().locator(".flash.good").waitFor();
    }
}
