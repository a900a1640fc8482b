package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Nobody came to hold two events. Of one the owner says so, of the other nothing: everybody gets all of it back.
@ExtendWith(SharedWorld.class)
class UnheldTest {
    private static final Duration SOON = Await.LONG;
    private static final String LOOK = "promises-look-at-ended-events";

    private final World world;
    private final Chromium chromium;
    private final Past past;

    UnheldTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
        this.past = new Past(world);
    }

    @Test
    void everybodyIsRefundedWhereNobodyCameToHoldIt() throws IOException {
        var organiser = Organiser.signUp(world);
        var said = organiser.offer("開かれなかった会 " + word(), 1500, 4, Duration.ofDays(2));
        var silent = organiser.offer("返事のなかった会 " + word(), 1800, 4, Duration.ofDays(2));
        var one = paid(said);
        var two = paid(said);
        var three = paid(silent);
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var guest = Phone.of(world, chromium.browser(), "ja")) {
            isOver(said);
            isOver(silent);
            past.due(LOOK);
            var asked = world.town().letter(organiser.mail(), said.title());
            Await.until(
                    "a question about both",
                    SOON,
                    () -> world.town().letters(organiser.mail(), silent.title()).stream()
                            .anyMatch(letter -> letter.text().contains("/took-place")));
            owner.signIn(organiser.mail());
            owner.open(URI.create(asked.link("/took-place")).getPath());
            owner.isGoodToSee("unheld-asked-ja");
            owner.page().locator("button[name=held][value=no]").click();
            owner.page().locator("button[name=held]").first().waitFor(gone());
            owner.isGoodToSee("unheld-said-ja");
            one.awaitState("cancelled-0-done", SOON);
            two.awaitState("cancelled-0-done", SOON);
            assertThat(three.state()).startsWith("paid");

            past.answerIsLate(silent);
            past.due(LOOK);
            three.awaitState("cancelled-0-done", SOON);
            guest.open(three.order());
            assertThat(guest.page().locator("main").textContent()).contains("1,800");
            guest.isGoodToSee("unheld-refunded-ja");
        }
        try (var books = world.books()) {
            assertThat(books.rows("""
                            select r.amount from refund r join payment p on p.id = r.payment_id
                            where p.title like ? or p.title like ? order by r.amount""", said.title() + "%", silent.title() + "%"))
                    .extracting(List::getFirst)
                    .containsExactly("1500", "1500", "1800");
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private void isOver(Organiser.Offer offer) {
        world.awaitMeeting(offer.title());
        past.eventBegan(offer, Duration.ofHours(3));
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    private static String word() {
        return UUID.randomUUID().toString().substring(0, 4);
    }

    private Purchase paid(Organiser.Offer offer) throws IOException {
        var purchase = new Purchase(world, offer.slug(), UUID.randomUUID() + "@example.jp");
        assertThat(purchase.hold(1)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-.*", SOON);
        return purchase;
    }
}
