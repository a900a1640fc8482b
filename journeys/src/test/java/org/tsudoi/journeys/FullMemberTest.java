package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A free member becomes a full one by card, is given the points of the month, and has a session for them.
@ExtendWith(SharedWorld.class)
class FullMemberTest {
    private static final String PLAN = "正会員 ";

    private final World world;
    private final Chromium chromium;

    FullMemberTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void thePointsOfTheMonthPayASession() throws IOException {
        var house = Organiser.signUp(world);
        var name = PLAN + UUID.randomUUID().toString().substring(0, 4);
        var mail = "full-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
        try (var operator = Phone.of(world, chromium.browser(), "ja");
                var coach = Coach.of(world, chromium.browser(), "ja");
                var member = Phone.of(world, chromium.browser(), "en")) {
            Operator.signIn(world, operator);
            sells(operator, house, name);
            bonus(operator, 1000);
            try {
                member.signIn(mail);
                becomesFull(member, name);
            } finally {
                bonus(operator, 0);
                operator.open("/operate/membership");
                operator.page()
                        .locator("section.card", new Page.LocatorOptions().setHasText(name))
                        .locator("form[action$='/close'] button")
                        .click();
                operator.page().locator(".flash").waitFor();
            }
            member.open("/account/points");
            assertThat(member.page().locator("#wallet").textContent()).contains("1,000");
            member.isGoodToSee("full-member-points-en");
            spends(member, coach.offer("ポイントの相談", new Coach.Price("1 回だけ", "once", 1000)), mail);
            member.open("/account/points");
            assertThat(member.page().locator("#wallet").textContent()).doesNotContain("1,000");
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static void sells(Phone operator, Organiser house, String name) {
        var page = operator.page();
        operator.open("/operate/house");
        page.locator("#slug").fill(house.home().replaceAll(".*/", ""));
        page.locator("form[action='/operate/house'] button.primary").click();
        page.locator(".flash").waitFor();
        operator.open("/operate/membership");
        page.locator("#name").fill(name);
        page.locator("#price").fill("3300");
        page.locator("form[action='/operate/membership'] button.primary").click();
        page.locator(".flash.good").waitFor();
        operator.isGoodToSee("operate-membership-ja");
    }

    private static void bonus(Phone operator, int points) {
        operator.open("/operate/points/sale");
        operator.page().locator("#bonus").fill(String.valueOf(points));
        operator.page()
                .locator("form[action='/operate/points/sale'] button.primary")
                .click();
        operator.page().locator(".flash").waitFor();
    }

    private static void becomesFull(Phone member, String name) {
        var page = member.page();
        member.open("/account/stage");
        assertThat(page.locator("section[aria-labelledby=membership] .chip").textContent())
                .contains("Free member");
        page.locator(".row", new Page.LocatorOptions().setHasText(name))
                .locator("a[href$='/join']")
                .click();
        member.waitForPath("/salons/[^/]+/join");
        member.isGoodToSee("full-member-join-en");
        page.locator("form[action$='/join'] button.primary").click();
        member.waitForPath("/orders/[^/]+");
        Booking.payByCard(member);
        member.open("/account/stage");
        assertThat(page.locator("section[aria-labelledby=membership] .chip").textContent())
                .contains("Full member");
        member.isGoodToSee("full-member-en");
    }

    private static void spends(Phone member, String sessions, String mail) {
        var page = member.page();
        Sessions.apply(member, sessions, "1 回だけ", mail);
        member.waitForPath("/orders/[^/]+");
        page.locator("a[href$='/reductions']").click();
        page.locator("button[value=all]").click();
        member.waitForPath("/orders/[^/]+");
        page.locator("form[action$='/conclude'] button.primary").click();
        Sessions.awaitPaid(member);
        member.isGoodToSee("full-member-session-en");
    }
}
