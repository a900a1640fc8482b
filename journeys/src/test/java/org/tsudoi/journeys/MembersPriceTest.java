package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// One lesson, two prices, one capacity: a member of the salon pays theirs, whoever drops in pays the other, and then
/// it is full.
@ExtendWith(SharedWorld.class)
class MembersPriceTest {
    private final World world;
    private final Chromium chromium;

    MembersPriceTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aMemberAndWhoeverDropsInTakeSeatsOfOneCapacityAtTheirOwnPrices() throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("会員価格のヨガ", 2000, 2, Duration.ofDays(9));
        var mail = "members-price-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var member = Phone.of(world, chromium.browser(), "ja");
                var stranger = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            var salon = openSalon(owner, organiser);
            priceForMembers(owner, offer);
            member.signIn(mail);
            SalonTest.join(member, salon);
            buyAsMember(member, offer, mail);
            buyAsAnybody(stranger, offer);
            stranger.open("/events/" + offer.slug());
            assertThat(stranger.page().locator("a.primary[href*='/apply']").count())
                    .as("both seats are gone")
                    .isZero();
            stranger.isGoodToSee("members-price-full-ja");
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    /// @return the path of its page
    private static String openSalon(Phone owner, Organiser organiser) {
        var page = owner.page();
        owner.open(organiser.home() + "/salons");
        page.locator("#name").fill("朝の読書サロン");
        page.locator("#price").fill("3300");
        page.locator("#anchor").selectOption("joining");
        page.locator("#first").selectOption("full");
        page.locator("form.card.form button.primary").click();
        page.locator(".flash").waitFor();
        owner.open(organiser.home() + "/salons");
        var address = page.locator("#salons a").first().getAttribute("href");
        return "/salons/" + address.substring(address.lastIndexOf('/') + 1);
    }

    private static void priceForMembers(Phone owner, Organiser.Offer offer) {
        var page = owner.page();
        owner.open(offer.manage() + "/edit");
        page.locator("button[name=do][value=addPlan]").click();
        page.locator("#plan1-name").waitFor();
        page.locator("#plan1-name").fill("会員");
        page.locator("#plan1-price").fill("800");
        page.locator("#plan1-places").fill("1");
        page.locator("[name='plan1-for']").selectOption(new SelectOption().setIndex(1));
        owner.isGoodToSee("members-price-form-ja");
        page.locator("button.primary[name=do][value=save]").click();
        owner.waitForPath(".*/events/[^/]+(/preview)?");
    }

    private static void buyAsMember(Phone member, Organiser.Offer offer, String mail) {
        var page = member.page();
        member.open("/events/" + offer.slug());
        assertThat(page.locator("main").textContent()).contains("800", "2,000");
        member.isGoodToSee("members-price-event-ja");
        page.locator("a.primary[href*='plan=']").first().click();
        member.waitForPath("/events/[^/]+/apply");
        page.locator("#name").fill("山田 花子");
        page.locator("#email").fill(mail);
        page.locator("#agreed").check();
        page.locator("form.form button.primary").click();
        member.waitForPath("/orders/[^/]+");
        assertThat(page.locator("main").textContent()).contains("800").doesNotContain("2,000");
        member.isGoodToSee("members-price-order-ja");
        Booking.payByCard(member);
    }

    private static void buyAsAnybody(Phone stranger, Organiser.Offer offer) {
        Booking.hold(stranger, offer, "drop-in@example.jp");
        assertThat(stranger.page().locator("main").textContent()).contains("2,000");
        Booking.payByCard(stranger);
    }
}
