package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A member pays with points and a card, and gets both back.
@ExtendWith(SharedWorld.class)
class PartsTest {
    private static final String MAIL = "points-member@example.jp";
    private static final String OTHER = "voucher-member@example.jp";

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
            grant(operator, MAIL, 1200);
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
            Booking.payByCard(member);
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

    @Test
    void aVoucherPointsAndACardPayTogether() throws IOException {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("割引とポイントの会", 3000, 6, Duration.ofDays(12));
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var member = Phone.of(world, chromium.browser(), "ja");
                var operator = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            makeVoucher(owner, organiser);
            member.signIn(OTHER);
            Operator.signIn(world, operator);
            grant(operator, OTHER, 700);

            Booking.hold(member, offer, OTHER);
            var page = member.page();
            page.locator("a[href$='/reductions']").click();
            page.locator("#code").fill("NATSU-2026");
            page.locator("form[action$='/voucher'] button[value=use]").click();
            page.locator("#code[aria-invalid=true]").waitFor();
            assertThat(page.locator("#code").inputValue()).isEqualTo("NATSU-2026");
            member.isGoodToSee("voucher-wrong-ja");
            page.locator("#code").fill("haru-2026");
            page.locator("form[action$='/voucher'] button[value=use]").click();
            page.locator("a[href$='/reductions']").click();
            page.locator("#points").fill("300");
            page.locator("form[action$='/points'] button[value=use]").click();
            page.locator("a[href$='/reductions']").waitFor();
            assertThat(page.locator(".bill").first().textContent()).contains("HARU-2026", "−¥500", "−¥300", "¥2,200");
            member.isGoodToSee("voucher-to-pay-ja");
            Booking.payByCard(member);
            member.isGoodToSee("voucher-ticket-ja");

            member.open("/account/points");
            assertThat(page.locator("#wallet").textContent()).contains("400");
            owner.page().reload();
            assertThat(owner.page().locator("#vouchers").textContent()).contains("HARU-2026");
            owner.isGoodToSee("vouchers-used-ja");
        }
        try (var books = world.books()) {
            assertThat(books.rows("select amount from payment where title like ?", offer.title() + "%"))
                    .containsExactly(List.of("2200"));
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static void makeVoucher(Phone owner, Organiser organiser) {
        var page = owner.page();
        owner.open(organiser.home() + "/vouchers");
        page.locator("#code").fill("春");
        page.locator("#kind").selectOption("amount");
        page.locator("#amount").fill("500");
        page.locator("form[data-dirty] button.primary").click();
        page.locator("#code[aria-invalid=true]").waitFor();
        assertThat(page.locator("#amount").inputValue()).isEqualTo("500");
        owner.isGoodToSee("vouchers-wrong-ja");
        page.locator("#code").fill("HARU-2026");
        page.locator("form[data-dirty] button.primary").click();
        page.locator(".flash").waitFor();
    }

    private static void grant(Phone operator, String mail, int many) {
        var page = operator.page();
        operator.open("/operate/points");
        page.locator("#mail").fill(mail);
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
