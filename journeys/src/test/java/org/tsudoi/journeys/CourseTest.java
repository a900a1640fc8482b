package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A course of three dates that has begun is bought for the two that are left; one of them is missed, another course's
/// date is entered instead, and the rest comes back on leaving.
@ExtendWith(SharedWorld.class)
class CourseTest {
    private final World world;
    private final Chromium chromium;

    CourseTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void whoJoinsLateMakesADateUpElsewhereAndLeavesWithTheRest() throws IOException {
        var organiser = Organiser.signUp(world);
        var course = organiser.offerCourse("途中からの講座 Late", 10_000, 3, Duration.ofMinutes(40));
        var other = organiser.offerCourse("もう一つの講座 Other", 10_000, 2, Duration.ofMinutes(40));
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var guest = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            openMakeUps(owner, course, other);
            var page = guest.page();
            guest.open("/events/" + course.slug() + "/apply");
            assertThat(page.locator("main").textContent()).doesNotContain("3回のうち2回");
            new Past(world).eventBegan(course, Duration.ofMinutes(1));
            guest.open("/events/" + course.slug() + "/apply");
            assertThat(page.locator("main").textContent()).contains("3回のうち2回");
            guest.isGoodToSee("course-late-ja");
            Booking.hold(guest, course, "course-guest@example.jp");
            assertThat(page.locator(".bill").first().textContent()).contains("6,666");
            Booking.payByCard(guest);
            takeTheOther(guest);
            enter(guest);
            leave(guest);
        }
        try (var books = world.books()) {
            assertThat(books.rows("select amount from payment where title like ?", course.title() + "%"))
                    .containsExactly(List.of("6666"));
            assertThat(books.rows(
                            "select r.amount from refund r join payment p on p.id = r.payment_id where p.title like ?",
                            course.title() + "%"))
                    .containsExactly(List.of("6666"));
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static void openMakeUps(Phone owner, Organiser.Offer course, Organiser.Offer other) {
        var page = owner.page();
        owner.open(course.manage() + "/make-ups");
        page.locator("#most").fill("1");
        page.locator("#hours").fill("1");
        page.locator("form[data-dirty] button.primary").click();
        page.locator(".flash.good").waitFor();
        owner.open(other.manage() + "/make-ups");
        page.locator("section[aria-labelledby=open] input[inputmode=numeric]")
                .first()
                .fill("1");
        page.locator("form[data-dirty] button.primary").click();
        page.locator(".flash.good").waitFor();
        owner.isGoodToSee("course-make-ups-ja");
    }

    private static void takeTheOther(Phone guest) {
        var page = guest.page();
        page.locator("a[href*='/make-up/']").first().click();
        guest.waitForPath("/orders/[^/]+/make-up/.*");
        guest.isGoodToSee("course-make-up-ja");
        page.locator("input[name=instead]").first().check();
        page.locator("form.form button.primary").click();
        guest.waitForPath("/orders/[^/]+");
        assertThat(page.locator("main").textContent()).contains("もう一つの講座");
        guest.isGoodToSee("course-made-up-ja");
    }

    /// The door of the other course's date is open before it begins.
    private static void enter(Phone guest) {
        var page = guest.page();
        var order = guest.path();
        page.locator(Booking.TICKET).first().click();
        guest.waitForPath("/door/.*");
        page.locator("form[action^='/door/'] button.primary").click();
        page.waitForURL(url -> !URI.create(url).getPath().startsWith("/door/"));
        guest.open(order);
    }

    private static void leave(Phone guest) {
        var page = guest.page();
        page.locator("a[href$='/cancel']").click();
        guest.waitForPath("/orders/[^/]+/cancel");
        assertThat(page.locator(".bill .sum").textContent()).contains("6,666");
        guest.isGoodToSee("course-leave-ja");
        page.locator("form.stack button.primary").click();
        guest.waitForPath("/orders/[^/]+");
    }
}
