package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A guest chooses to pay at the counter, brings the cash, and the organiser takes it there.
@ExtendWith(SharedWorld.class)
class CounterTest {
    private static final String GUEST = "counter-guest@example.jp";

    private final World world;
    private final Chromium chromium;

    CounterTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void cashTakenAtTheCounterTurnsThePageIntoTheTicket() {
        var organiser = Organiser.signUp(world);
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var guest = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            takeCash(owner, organiser);
            var offer = organiser.offer("窓口で払う会", 3000, 6, Duration.ofDays(12));
            Booking.hold(guest, offer, GUEST);
            guest.isGoodToSee("counter-means-ja");
            Booking.choose(guest, "counter");
            guest.isGoodToSee("counter-issued-ja");
            var number = guest.page().locator(".facts.numbers .code").textContent();

            owner.open(offer.manage());
            owner.page().locator("main details.menu > summary").click();
            owner.page().locator("a[href$='/counter']").click();
            sought(owner, "だれか");
            assertThat(owner.page().locator("form[action$='/received']").count())
                    .isZero();
            owner.isGoodToSee("counter-not-found-ja");
            sought(owner, number);
            var due = owner.page().locator("form[action$='/received']");
            assertThat(due.textContent()).contains("山田 花子", "¥3,000").containsIgnoringCase(number);
            owner.isGoodToSee("counter-found-ja");
            due.locator("button.primary").click();
            owner.page().locator(".flash.good").waitFor();
            owner.isGoodToSee("counter-taken-ja");

            guest.page().locator(Booking.TICKET).waitFor();
            guest.isGoodToSee("counter-ticket-ja");
            assertThat(world.town().letter(GUEST, offer.title()).text()).contains("/door/");
            guest.page().locator(Booking.TICKET).click();
            guest.waitForPath("/door/.*");
            isSold(offer);
        }
    }

    /// Cash is taken by those who say so.
    private static void takeCash(Phone owner, Organiser organiser) {
        var page = owner.page();
        owner.open(organiser.home() + "/settings");
        page.locator("label.check:has(input[name=means][value=counter])").click();
        page.locator("form.form button.primary").click();
        page.locator(".flash").waitFor();
        assertThat(page.locator("input[name=means]:checked").count()).isGreaterThan(1);
        assertThat(page.locator("input[name=means][value=counter]").isChecked()).isTrue();
    }

    private static void sought(Phone owner, String words) {
        var page = owner.page();
        page.locator("#sought").fill(words);
        page.locator("form[role=search] button").click();
        page.locator("form[role=search] a.quiet").waitFor();
    }

    private void isSold(Organiser.Offer offer) {
        try (var books = world.books()) {
            assertThat(books.rows(
                            "select t.state from ticket t join orders o on o.id = t.orders where o.event = ?",
                            offer.id()))
                    .containsExactly(List.of("valid"));
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }
}
