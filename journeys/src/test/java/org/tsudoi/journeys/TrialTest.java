package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A trial session is had once. Of two further sessions the buyer misses one and the host the other, whose money
/// comes back.
@ExtendWith(SharedWorld.class)
class TrialTest {
    private static final Duration SOON = Await.LONG;

    private final World world;
    private final Chromium chromium;

    TrialTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aTrialIsHadOnce() {
        var mail = mail("trial");
        try (var coach = Coach.of(world, chromium.browser(), "ja");
                var guest = Phone.of(world, chromium.browser(), "ja")) {
            var sessions = coach.offer(
                    "はじめての相談", new Coach.Price("おためし 1 回", "trial", 500), new Coach.Price("通常の 1 回", "once", 5000));
            guest.signIn(mail);
            var order = paid(guest, sessions, "おためし 1 回", mail);
            var booking = Sessions.book(guest, order);
            isRefused(guest, sessions);
            new Past(world).bookingBegan(Duration.ofMinutes(90));
            coach.sayHeld(booking);
            isRefused(guest, sessions);
            guest.isGoodToSee("trial-refused-ja");
            try (var stranger = Phone.of(world, chromium.browser(), "ja")) {
                // Only who reads its mails is told that an address has had one.
                Sessions.apply(stranger, sessions, "おためし 1 回", mail);
                stranger.waitForPath(".*/mail-sent");
            }
            assertThat(world.town().letter(mail, "体験のお申し込みについて").text())
                    .contains("すでにお申し込みいただいています")
                    .doesNotContain("/orders/");
        }
    }

    private static void isRefused(Phone guest, String sessions) {
        guest.open(sessions);
        guest.page().locator("#had-trial").waitFor();
        assertThat(guest.page().locator("label:has-text('おためし 1 回') input").isDisabled())
                .isTrue();
        assertThat(guest.page().locator("label:has-text('通常の 1 回') input").isChecked())
                .isTrue();
    }

    @Test
    void whoDidNotComeIsToldAndWhatTheHostMissedIsGivenBack() {
        var mail = mail("missed");
        var past = new Past(world);
        try (var coach = Coach.of(world, chromium.browser(), "en");
                var guest = Phone.of(world, chromium.browser(), "en")) {
            var sessions = coach.offer("An hour for two", new Coach.Price("Single session", "once", 6000));
            var missed = paid(guest, sessions, "Single session", mail);
            guest.signIn(mail);
            var booking = Sessions.book(guest, missed);
            past.bookingBegan(Duration.ofHours(5));
            coach.sayNoShow(booking);
            coach.phone().isGoodToSee("no-show-of-guest-coach-en");
            guest.open(booking);
            assertThat(guest.page().locator("main").textContent()).contains("Did not take place");
            guest.isGoodToSee("no-show-of-guest-en");
            guest.open(missed);
            assertThat(guest.page().locator("a[href$='/cancel']").count()).isZero();

            var other = paid(guest, sessions, "Single session", mail);
            var unheld = Sessions.book(guest, other);
            past.bookingBegan(Duration.ofMinutes(40));
            guest.open(unheld);
            guest.page().locator("form[action$='/no-show'] button").click();
            guest.page().locator(".flash.good").waitFor();
            assertThat(guest.page().locator(".notice").textContent()).contains("the host did not come");
            guest.isGoodToSee("no-show-of-host-en");
            past.bookingBegan(Duration.ofDays(20));
            past.due("appointments-give-back-unheld");
            Await.until("all of it comes back", SOON, () -> {
                guest.open(other);
                return guest.page().locator("section.ticket.spent").count() == 1;
            });
            assertThat(guest.page().locator("main").textContent()).contains("6,000");
            guest.isGoodToSee("no-show-given-back-en");
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static String paid(Phone guest, String sessions, String price, String mail) {
        Sessions.apply(guest, sessions, price, mail);
        guest.waitForPath("/orders/[^/]+");
        Booking.payByCard(guest);
        return Sessions.awaitPaid(guest);
    }

    private static String mail(String who) {
        return who + "-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
    }
}
