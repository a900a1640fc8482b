package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A member pays with points and a card, and gets both back.
@ExtendWith(SharedWorld.class)
class PartsTest {
    private static final String TICKET = "section.ticket a[href^='/door/']";
    private static final String MAIL = "points-member@example.jp";

    private final World world;
    private final Chromium chromium;

    PartsTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void pointsAndACardPayTogetherAndBothComeBack() throws IOException {
        var offer = Organiser.signUp(world).offer("ポイントとカードの会", 3000, 6, Duration.ofDays(12));
        try (var member = Phone.of(world, chromium.browser(), "ja");
                var operator = Phone.of(world, chromium.browser(), "ja")) {
            member.signIn(MAIL);
            Operator.signIn(world, operator);
            grant(operator, 1200);
            member.open("/account/points");
            assertThat(member.page().locator("#wallet").textContent()).contains("1,200", "開催のお礼");
            seen(member, "points-own-ja");

            Booking.hold(member, offer, MAIL);
            var page = member.page();
            page.locator("a[href$='/reductions']").click();
            member.waitForPath("/orders/[^/]+/reductions");
            seen(member, "reductions-ja");
            page.locator("button[value=all]").click();
            member.waitForPath("/orders/[^/]+");
            assertThat(page.locator(".bill .sum").textContent()).contains("1,800");
            seen(member, "points-to-pay-ja");
            Booking.pick(member, "card");
            Booking.go(member);
            member.waitForPath("/stripe/c/pay/.*");
            page.locator("#card").fill("4242 4242 4242 4242");
            page.locator("#expiry").fill("12 / 34");
            page.locator("#cvc").fill("123");
            page.locator("#name").fill("HANAKO YAMADA");
            page.locator("#pay").click();
            page.locator(TICKET).waitFor();
            seen(member, "points-ticket-ja");

            page.locator("a[href$='/cancel']").click();
            member.waitForPath("/orders/[^/]+/cancel");
            seen(member, "points-cancel-ja");
            page.locator("form.stack button.primary").click();
            page.locator("h1").waitFor();
            member.open("/account/points");
            assertThat(page.locator("#wallet").textContent()).contains("1,200");
            assertThat(page.locator("#statement").textContent()).contains("返還", "利用", "付与");
            seen(member, "points-statement-ja");
            try (var books = world.books()) {
                assertThat(books.rows(
                                "select r.amount from refund r join payment p on p.id = r.payment_id where p.title like ?",
                                offer.title() + "%"))
                        .hasSize(1);
            }
        }
    }

    private static void grant(Phone operator, int many) {
        var page = operator.page();
        operator.open("/operate/points");
        page.locator("#mail").fill(MAIL);
        page.locator("form[action='/operate/points/find'] button").click();
        page.locator("#points").fill(Integer.toString(many));
        page.locator("#reason").fill("開催のお礼");
        page.locator("#expires")
                .fill(LocalDate.now(java.time.ZoneId.of("Asia/Tokyo"))
                        .plusMonths(3)
                        .toString());
        seen(operator, "operate-points-ja");
        page.locator("form[method=post] button.primary").last().click();
        page.locator(".flash").waitFor();
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        phone.isAccessible();
        phone.picture(name);
    }
}
