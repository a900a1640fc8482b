package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Organiser, participant and operator look at what happened, and an event is called off.
@ExtendWith(SharedWorld.class)
class SeeingTest {
    private final World world;
    private final Chromium chromium;

    SeeingTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void everybodySeesWhatConcernsThemAndTheBooksBalance(String language) throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("帳簿の会 Ledger Circle " + language, 1500, 6, Duration.ofDays(2));
        var mail = "kei-" + language + "@example.jp";
        var purchase = new Purchase(world, offer.slug(), mail);
        assertThat(purchase.hold(2)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-2", Await.LONG);

        try (var host = Phone.of(world, chromium.browser(), language);
                var guest = Phone.of(world, chromium.browser(), language);
                var operator = Phone.of(world, chromium.browser(), language)) {
            guest.signIn(mail);
            guest.open("/tickets");
            assertThat(guest.page().locator("main").textContent()).contains(offer.title());
            guest.isAccessible();
            guest.picture("mine-" + language);

            host.signIn(organiser.mail());
            host.open("/organise");
            assertThat(host.page().locator("main").textContent()).contains("¥3,000");
            host.isAccessible();
            host.picture("month-" + language);
            host.open(offer.manage() + "/cancel");
            host.page().locator("#reason").fill("講師の都合 The teacher is ill");
            host.page().locator("#sure").check();
            host.page().locator("form.form button.primary").click();
            host.waitForPath(".*/off");
            purchase.awaitState("cancelled-0-done", Await.LONG);
            host.waitForRest();
            host.picture("called-off-" + language);

            Operator.signIn(world, operator);
            for (var page : new String[] {"/operate", "/operate/books", "/operate/payments", "/operate/outbox"}) {
                operator.open(page);
                operator.isAccessible();
            }
            operator.open("/operate/books");
            assertThat(operator.page().locator("main .chip.good").count()).isPositive();
            assertThat(operator.page().locator("main .chip.bad").count()).isZero();
            operator.picture("books-" + language);
        }
    }
}
