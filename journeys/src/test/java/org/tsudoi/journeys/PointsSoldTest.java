package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The operator sells points; a member buys some by card and pays a place with them.
@ExtendWith(SharedWorld.class)
class PointsSoldTest {
    private static final String MAIL = "points-buyer@example.jp";

    private final World world;
    private final Chromium chromium;

    PointsSoldTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void pointsAreBoughtByCardAndPayAPlace() throws IOException {
        var house = Organiser.signUp(world);
        var offer = Organiser.signUp(world).offer("ポイントで払う会", 2000, 6, Duration.ofDays(12));
        try (var operator = Phone.of(world, chromium.browser(), "ja");
                var member = Phone.of(world, chromium.browser(), "ja")) {
            Operator.signIn(world, operator);
            sell(operator, house);

            member.signIn(MAIL);
            var page = member.page();
            member.open("/account/points");
            page.locator("a[href='/account/points/buy']").click();
            page.locator("form.pack").waitFor();
            member.isGoodToSee("points-buy-ja");
            page.locator("form.pack button").first().click();
            member.waitForPath("/orders/[^/]+");
            member.isGoodToSee("points-buy-order-ja");
            Booking.payByCard(member);
            member.isGoodToSee("points-bought-ja");
            member.open("/account/points");
            assertThat(page.locator("#wallet").textContent()).contains("3,150", "有償 3,000", "無償 150");
            member.isGoodToSee("points-with-bought-ja");

            Booking.hold(member, offer, MAIL);
            page.locator("a[href$='/reductions']").click();
            member.waitForPath("/orders/[^/]+/reductions");
            page.locator("button[value=all]").click();
            member.waitForPath("/orders/[^/]+");
            page.locator("form[action$='/conclude'] button.primary").click();
            page.locator(".ticket").waitFor();
            member.open("/account/points");
            assertThat(page.locator("#wallet").textContent()).contains("1,150");

            operator.open("/operate/points/sale");
            operator.isGoodToSee("operate-points-sale-ja");
            assertThat(operator.page().locator("#proof").textContent()).contains("一致しています");
            operator.open("/operate/points/report");
            operator.isGoodToSee("operate-points-report-ja");
            operator.open("/operate/points/purchases");
            operator.isGoodToSee("operate-points-purchases-ja");
        }
        try (var books = world.books()) {
            assertThat(books.rows("select state, points from point_purchase")).containsExactly(List.of("paid", "3000"));
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static void sell(Phone operator, Organiser house) {
        var page = operator.page();
        operator.open("/operate/house");
        page.locator("#slug").fill(house.home().replaceAll(".*/", ""));
        operator.isGoodToSee("operate-house-ja");
        page.locator("form[action='/operate/house'] button.primary").click();
        page.locator(".flash").waitFor();
        operator.open("/operate/points/sale");
        page.locator("#onSale").check();
        page.locator("form[action='/operate/points/sale'] button.primary").click();
        page.locator(".flash").waitFor();
        page.locator("#points").fill("3000");
        page.locator("#onTop").fill("150");
        page.locator("form[action='/operate/points/sale/packs'] button").click();
        page.locator(".flash").waitFor();
    }
}
