package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An organiser asks a question and sells something with the places; a buyer answers, buys, and gives one place back.
@ExtendWith(SharedWorld.class)
class ExtrasTest {
    private final World world;
    private final Chromium chromium;

    ExtrasTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void whatIsAskedAndSoldWithPlacesIsAnsweredAndGoesBackWithThem() throws IOException {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("質問と録画の会", 3000, 6, Duration.ofDays(12));
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var guest = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            ask(owner, offer);
            sell(owner, offer, "テキスト", "place", "800", "3");
            sell(owner, offer, "録画", "order", "500", "");
            buy(guest, offer);
            answersAreRead(owner, offer);
            giveOnePlaceBack(guest);
            owner.open(offer.manage() + "/add-ons");
            assertThat(owner.page().locator("#add-ons").textContent()).contains("3 / 3");
        }
        try (var books = world.books()) {
            assertThat(books.rows("select amount from payment where title like ?", offer.title() + "%"))
                    .containsExactly(List.of("7300"));
            assertThat(books.rows(
                            "select r.amount from refund r join payment p on p.id = r.payment_id where p.title like ?",
                            offer.title() + "%"))
                    .containsExactly(List.of("3800"));
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static void ask(Phone owner, Organiser.Offer offer) {
        var page = owner.page();
        owner.open(offer.manage());
        page.locator("a[href$='/questions']").first().click();
        page.locator("#label").fill("サイズ");
        page.locator("#kind").selectOption("one_of");
        page.locator("#options").fill("小");
        page.locator("input[name=whom][value=each]").check();
        page.locator("#required").check();
        page.locator("form[data-dirty] button.primary").click();
        page.locator("#options[aria-invalid=true]").waitFor();
        assertThat(page.locator("#label").inputValue()).isEqualTo("サイズ");
        owner.isGoodToSee("questions-wrong-ja");
        page.locator("#options").fill("小\n大");
        page.locator("form[data-dirty] button.primary").click();
        page.locator(".flash.good").waitFor();
        owner.isGoodToSee("questions-ja");
        page.locator("a[href$='/preview']").click();
        page.locator("input[value=大]").waitFor();
        owner.isGoodToSee("questions-preview-ja");
    }

    private static void sell(Phone owner, Organiser.Offer offer, String name, String per, String price, String stock) {
        var page = owner.page();
        owner.open(offer.manage() + "/add-ons");
        page.locator("#name").fill(name);
        page.locator("input[name=per][value=" + per + "]").check();
        page.locator("#price").fill(price);
        page.locator("#stock").fill(stock);
        page.locator("form[data-dirty] button.primary").click();
        page.locator(".flash.good").waitFor();
        owner.isGoodToSee("add-ons-" + per + "-ja");
    }

    private static void buy(Phone guest, Organiser.Offer offer) {
        var page = guest.page();
        guest.open("/events/" + offer.slug() + "/apply?places=2");
        page.locator("#name").fill("山田 花子");
        page.locator("#email").fill("extras-guest@example.jp");
        page.locator("#attendee1").fill("山田 太郎");
        page.locator("#agreed").check();
        page.locator("input[value=小]").first().check();
        page.locator("input[name^=x1-]").check();
        page.locator("input[name^=x-]").check();
        page.locator("form.form button.primary").click();
        page.locator("#form-errors").waitFor();
        assertThat(page.locator("input[name^=x1-]").isChecked()).isTrue();
        guest.isGoodToSee("extras-wrong-ja");
        page.locator("input[value=大]").last().check();
        page.locator("form.form button.primary").click();
        guest.waitForPath("/orders/[^/]+");
        assertThat(page.locator(".bill").first().textContent()).contains("テキスト × 1", "録画 × 1", "¥7,300");
        guest.isGoodToSee("extras-to-pay-ja");
        Booking.payByCard(guest);
        assertThat(page.locator("main").textContent()).contains("テキスト 付き");
        guest.isGoodToSee("extras-ticket-ja");
        page.locator("a[href$='/answers']").click();
        page.locator("input[value=小]").last().check();
        guest.isGoodToSee("answers-own-ja");
        page.locator("form.form button.primary").click();
        page.locator(".flash.good").first().waitFor();
    }

    private static void answersAreRead(Phone owner, Organiser.Offer offer) {
        var page = owner.page();
        owner.open(offer.manage());
        assertThat(page.locator("main").textContent()).contains("+ テキスト", "+ 録画");
        owner.isGoodToSee("extras-orders-ja");
        owner.open(offer.manage() + "/answers");
        assertThat(page.locator("main").textContent()).contains("山田 太郎", "小");
        owner.isGoodToSee("answers-ja");
    }

    private static void giveOnePlaceBack(Phone guest) {
        var page = guest.page();
        page.locator("a[href$='/cancel']").click();
        guest.waitForPath("/orders/[^/]+/cancel");
        page.locator("#ticket input").first().uncheck();
        page.locator("form[method=get] button").click();
        assertThat(page.locator(".bill .sum").textContent()).contains("3,800");
        guest.isGoodToSee("extras-cancel-ja");
        page.locator("form.stack button.primary").click();
        guest.waitForPath("/orders/[^/]+");
    }
}
