package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Single sessions from paying to putting them away: one paid by PayPal, one by transfer whose host looks at it in
/// their own calendar.
@ExtendWith(SharedWorld.class)
class SessionLifeTest {
    private static final Duration ENDED = Duration.ofMinutes(90);

    private final World world;
    private final Chromium chromium;

    SessionLifeTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aSessionPaidByPayPalIsHeldAndPutAway() {
        var mail = mail("by-paypal");
        try (var coach = Coach.of(world, chromium.browser(), "en");
                var guest = Phone.of(world, chromium.browser(), "en")) {
            var sessions = coach.offer("One question, one hour", new Coach.Price("Single session", "once", 5000));
            Sessions.apply(guest, sessions, "Single session", mail);
            guest.waitForPath("/orders/[^/]+");
            Booking.pick(guest, "paypal");
            Booking.go(guest);
            guest.page().locator("#email").fill("hanako@example.jp");
            guest.page().locator("#pay").click();
            var order = Sessions.awaitPaid(guest);
            guest.isGoodToSee("session-paypal-en");
            guest.signIn(mail);
            var booking = Sessions.book(guest, order);

            new Past(world).bookingBegan(ENDED);
            coach.sayHeld(booking);
            coach.phone().isGoodToSee("session-held-of-coach-en");
            isPutAway(guest, order, "One question, one hour");
            guest.isGoodToSee("session-archived-en");
        }
        balanced();
    }

    @Test
    void aSessionPaidByTransferIsInTheCalendarOfItsHost() throws Exception {
        var mail = mail("by-transfer");
        try (var coach = Coach.of(world, chromium.browser(), "th");
                var guest = Phone.of(world, chromium.browser(), "th")) {
            var sessions = coach.offer("คุยกันสองคน", new Coach.Price("ครั้งเดียว", "once", 4000));
            Sessions.apply(guest, sessions, "ครั้งเดียว", mail);
            guest.waitForPath("/orders/[^/]+");
            Booking.choose(guest, "bank-transfer");
            guest.isGoodToSee("session-transfer-issued-th");
            transfer(4000, guest.page().locator(".facts.numbers b.code").last().textContent());
            var order = Sessions.awaitPaid(guest);
            guest.signIn(mail);

            var calendar = coach.calendar();
            assertThat(read(calendar)).doesNotContain("BEGIN:VEVENT");
            var first = Sessions.book(guest, order);
            assertThat(read(calendar)).contains("BEGIN:VEVENT", "STATUS:CONFIRMED");
            assertThat(read(calendarOf(guest))).contains("BEGIN:VEVENT", "STATUS:CONFIRMED");
            Sessions.cancel(guest, first);
            assertThat(read(calendar)).contains("STATUS:CANCELLED").doesNotContain("STATUS:CONFIRMED");
            var second = Sessions.book(guest, order);
            var renewed = coach.renewCalendar();
            coach.phone().isGoodToSee("session-calendar-th");
            assertThat(new Visitor(world, "th").get(calendar).status()).isEqualTo(404);
            assertThat(read(renewed)).contains("STATUS:CONFIRMED");

            new Past(world).bookingBegan(ENDED);
            coach.sayHeld(second);
            isPutAway(guest, order, "คุยกันสองคน");
            guest.isGoodToSee("session-archived-th");
        }
        balanced();
    }

    private void transfer(long yen, String number) throws IOException {
        try (var bank = Phone.of(world, chromium.browser(), "ja");
                var operator = Phone.of(world, chromium.browser(), "ja")) {
            var page = bank.page();
            bank.open(world.town().address("/bank"));
            page.locator("#yen").fill(String.valueOf(yen));
            page.locator("#payer").fill(number + " ヤマダ ハナコ");
            page.locator("form button.primary").click();
            page.locator("button[name=sure]").click();
            bank.waitForPath("/bank/transfers/.*");
            Operator.signIn(world, operator);
            Operator.handIn(world, operator, "transfer", "/bank/files/notice.txt");
        }
    }

    /// The guest's own, which their page leads to.
    private static String calendarOf(Phone guest) {
        guest.open("/tickets");
        guest.page().locator("a[href='/account/bookings#subscribe']").click();
        guest.waitForPath("/account/bookings");
        guest.isGoodToSee("session-calendar-of-guest-th");
        return guest.page().locator("section[aria-labelledby=subscribe] code").textContent();
    }

    private String read(String calendar) throws IOException {
        var answer = new Visitor(world, "en").get(calendar);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    /// It is over on their own page, goes from there, and is found where it was put.
    private static void isPutAway(Phone guest, String order, String title) {
        var page = guest.page();
        var line = page.locator("main a[href='" + order + "']");
        guest.open("/tickets?show=past");
        assertThat(line.first().textContent()).contains(title);
        page.locator("form[action$='/archive'] button").click();
        page.locator(".flash").waitFor();
        guest.open("/tickets?show=past");
        assertThat(line.count()).isZero();
        guest.open("/tickets?show=archived");
        assertThat(line.first().textContent()).contains(title);
    }

    private static String mail(String who) {
        return who + "-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
    }

    private void balanced() {
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }
}
