package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A coach sells sessions: somebody buys a pack, chooses a free time, asks for another, and gives the rest back.
@ExtendWith(SharedWorld.class)
class SessionTest {
    private final World world;
    private final Chromium chromium;

    SessionTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aPackIsBoughtAndItsTimesAreChosen() throws Exception {
        var organiser = Organiser.signUp(world);
        var mail = "session-guest-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
        try (var coach = Phone.of(world, chromium.browser(), "ja");
                var guest = Phone.of(world, chromium.browser(), "ja")) {
            coach.signIn(organiser.mail());
            openHours(coach, organiser);
            var sessions = offer(coach, organiser);
            var order = buyPack(guest, sessions, mail);
            guest.signIn(mail);
            var booking = book(guest, order);
            ask(guest, order);
            accept(coach);
            guest.open("/account/bookings");
            assertThat(guest.page().locator("article").count()).isEqualTo(2);
            seen(guest, "session-bookings-ja");
            giveBack(guest, order);
            coach.open(booking);
            seen(coach, "session-booking-of-coach-ja");
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static void openHours(Phone coach, Organiser organiser) {
        coach.open(organiser.home() + "/free-times");
        for (int day = 1; day <= 7; day++) {
            coach.page().locator("#d" + day + "s0from").fill("09:00");
            coach.page().locator("#d" + day + "s0until").fill("18:00");
        }
        coach.page().locator("form[data-dirty] button.primary").click();
        coach.page().locator(".flash").waitFor();
        seen(coach, "session-hours-ja");
    }

    /// @return the path of its page
    private static String offer(Phone coach, Organiser organiser) {
        var page = coach.page();
        coach.open(organiser.home() + "/events/new?kind=session");
        page.locator("#title").fill("60 分コーチング");
        page.locator("#description").fill("いまの悩みを、二人でゆっくりほどきます。");
        page.locator("#plan0-name").fill("1 回");
        page.locator("#plan0-price").fill("5000");
        page.locator("button[value=addPlan]").click();
        page.locator("#plan1-name").fill("5 回券");
        page.locator("#plan1-kind").selectOption("pack");
        page.locator("#plan1-price").fill("4000");
        page.locator("#plan1-places").fill("1");
        page.locator("button.primary[value=save]").click();
        page.locator("#plan1-places[aria-invalid=true]").waitFor();
        assertThat(page.locator("#plan1-price").inputValue()).isEqualTo("4000");
        seen(coach, "session-form-wrong-ja");
        page.locator("#plan1-places").fill("5");
        page.locator("button.primary[value=save]").click();
        coach.waitForPath(".*/preview");
        seen(coach, "session-preview-ja");
        page.locator("form[action$='/publish'] button").first().click();
        page.locator(".flash").waitFor();
        seen(coach, "session-manage-ja");
        return page.locator("a[href*='/events/']").all().stream()
                .map(link -> URI.create(link.getAttribute("href")).getPath())
                .filter(path -> path.matches("/events/[a-z0-9-]+"))
                .findFirst()
                .orElseThrow();
    }

    /// @return the path of the order
    private static String buyPack(Phone guest, String sessions, String mail) {
        var page = guest.page();
        guest.open("/sessions");
        page.locator("a[href='" + sessions + "']").first().waitFor();
        seen(guest, "session-list-ja");
        guest.open(sessions);
        seen(guest, "session-page-ja");
        page.locator("label", new Page.LocatorOptions().setHasText("5 回券"))
                .first()
                .click();
        page.locator("form[action$='/apply'] button.primary").click();
        guest.waitForPath(".*/apply");
        assertThat(page.locator("table.bill").textContent()).contains("20,000");
        page.locator("#name").fill("山田 花子");
        page.locator("#email").fill(mail);
        page.locator("#agreed").check();
        seen(guest, "session-apply-ja");
        page.locator("form.form button.primary").click();
        guest.waitForPath("/orders/[^/]+");
        var order = guest.path();
        seen(guest, "session-final-ja");
        Booking.payByCard(guest);
        page.locator("a[href*='/appointments/']").first().waitFor();
        seen(guest, "session-paid-ja");
        return order;
    }

    /// @return the path of the booking
    private static String book(Phone guest, String order) {
        var page = guest.page();
        guest.open(order);
        page.locator("a[href*='/appointments/']").first().click();
        guest.waitForPath(".*/appointments/.*");
        page.locator("button[value=book]").click();
        page.locator("#start-error").waitFor();
        seen(guest, "session-choose-ja");
        page.locator("input[name=start]").first().check();
        page.locator("button[value=book]").click();
        guest.waitForPath("/account/bookings/.*");
        seen(guest, "session-booked-ja");
        return guest.path();
    }

    private static void ask(Phone guest, String order) {
        var page = guest.page();
        guest.open(order);
        seen(guest, "session-order-with-time-ja");
        page.locator("a[href*='/appointments/']").nth(1).click();
        guest.waitForPath(".*/appointments/.*");
        page.locator("details:has(button[value=propose]) summary").click();
        page.locator("#t0date").fill(LocalDate.now().plusDays(9).toString());
        page.locator("#t0time").fill("20:30");
        page.locator("button[value=propose]").click();
        guest.waitForPath("/account/bookings/.*");
        seen(guest, "session-proposed-ja");
    }

    private static void accept(Phone coach) {
        var page = coach.page();
        coach.open("/account/bookings");
        page.locator("article:has(.chip.due) a").first().click();
        coach.waitForPath("/account/bookings/.*");
        seen(coach, "session-asked-ja");
        page.locator("input[name=start]").first().check();
        page.locator("form[action$='/accept'] button").click();
        page.locator(".flash.good").waitFor();
    }

    private static void giveBack(Phone guest, String order) {
        var page = guest.page();
        guest.open(order + "/cancel");
        seen(guest, "session-cancel-ja");
        page.locator("form[method=post] button.primary").click();
        guest.waitForPath("/orders/[^/]+");
        seen(guest, "session-cancelled-ja");
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        phone.isAccessible();
        phone.picture(name);
    }
}
