package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A guest with a phone: finds an event, buys two places, gets tickets and mail, cancels one and then the
/// other.
@ExtendWith(SharedWorld.class)
class BuyingTest {
    private final World world;
    private final Chromium chromium;

    BuyingTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void aGuestFindsBuysGetsMailAndCancels(String language) {
        var event = Organiser.signUp(world).offer("朝ヨガ Morning Yoga " + language, 3000, 10, Duration.ofDays(3));
        var email = "hanako-" + language + "@example.jp";
        try (var phone = Phone.of(world, chromium.browser(), language)) {
            var page = phone.page();
            phone.open("/?q=" + event.title().replace(" ", "%20"));
            isRight(phone);
            phone.picture("find-" + language);
            page.locator(".event-card a", new com.microsoft.playwright.Page.LocatorOptions().setHasText(event.title()))
                    .click();
            phone.waitForPath("/events/" + event.slug());
            isRight(phone);
            phone.picture("event-" + language);
            page.locator("#plans button.primary").click();
            phone.waitForPath("/events/.*/apply");
            page.locator("#places-choice").selectOption("2");
            page.locator("form[data-again] button").click();
            page.waitForURL("**places=2**");
            page.locator("#name").fill("山田 花子");
            page.locator("#email").fill(email);
            page.locator("#attendee1").fill("山田 太郎");
            page.locator("#agreed").check();
            isRight(phone);
            phone.picture("apply-" + language);
            page.locator("form.form button.primary").click();

            phone.waitForPath("/orders/[^/]+");
            var order = phone.path();
            assertThat(page.locator("[data-countdown]").first().textContent()).matches("\\s*\\d+:\\d\\d\\s*");
            assertThat(page.locator(".bill .sum").textContent()).contains("6,000");
            isRight(phone);
            phone.picture("order-" + language);
            phone.open(order + "/door");
            phone.waitForPath("/orders/[^/]+/door");
            isRight(phone);
            phone.picture("door-pending-" + language);
            page.locator("section.ticket a.primary").click();
            phone.waitForPath("/orders/[^/]+");
            page.locator("form[action$='/pay'] button").click();

            phone.waitForPath("/stripe/c/pay/.*");
            payWithThreeDSecure(phone);
            phone.waitForPath("/orders/[^/]+(/back)?");
            var tickets = page.locator("section.ticket");
            tickets.nth(1).waitFor();
            assertThat(tickets.count()).isEqualTo(2);
            isRight(phone);
            phone.picture("tickets-" + language);

            var letter = world.town().letter(email, event.title());
            assertThat(letter.text()).contains("/door/", "山田 花子", "山田 太郎");
            assertThat(Wording.of(language).foreign(letter.text().lines().toList()))
                    .isEmpty();
            assertThat(letter.text()).containsPattern("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
            assertThat(letter.calendar().toString()).contains("REQUEST");
            var receipt = letter.enclosures().stream()
                    .filter(one -> one.type().startsWith("application/pdf"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(world.town().file(receipt.url()), StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF-");

            phone.open(letter.link("/door/"));
            isRight(phone);
            phone.picture("door-closed-" + language);

            phone.open(order + "/cancel");
            cancelOneOfTwo(phone, language);
            phone.waitForPath("/orders/[^/]+");
            assertThat(page.locator("section.ticket.spent").count()).isEqualTo(1);
            page.locator("section.ticket:not(.spent) a[href^='/door/']").waitFor();
            phone.waitForRest();

            phone.open(order + "/cancel");
            page.locator("form[method=post] button.primary").click();
            phone.waitForPath("/orders/[^/]+");
            page.locator("section.ticket.spent").waitFor();
            phone.waitForRest();
            isRight(phone);

            phone.open(letter.link("/door/"));
            assertThat(page.locator("section.ticket.spent").count()).isEqualTo(1);
            assertThat(page.locator("form[action^='/door/']").count()).isZero();
            isRight(phone);
            phone.picture("door-cancelled-" + language);

            Await.until(
                    "a calendar entry that is taken back",
                    Await.LONG,
                    () -> world.town().letters(email, event.title()).stream()
                            .anyMatch(one -> one.calendar().toString().contains("CANCEL")));
            refundedInFull(order);
        }
    }

    @Test
    void aGuestTakesATrialByTheLinkOfTheMail() {
        var event = Organiser.signUp(world).offerTrial("はじめての朝ヨガ", 10, Duration.ofDays(3));
        var email = "trial-guest@example.jp";
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            var page = phone.page();
            phone.open("/events/" + event.slug() + "/apply");
            page.locator("#name").fill("山田 花子");
            page.locator("#email").fill(email);
            page.locator("#agreed").check();
            page.locator("form.form button.primary").click();
            phone.waitForPath("/events/.*/mail-sent");
            assertThat(page.locator("main").textContent()).contains(email);
            isRight(phone);

            phone.open(world.town().letter(email, event.title()).link("/orders/"));
            isRight(phone);
            page.locator("form[action$='/confirm'] button").click();
            page.locator("section.ticket a[href^='/door/']").waitFor();
        }
    }

    private static void isRight(Phone phone) {
        phone.isAccessible();
        phone.isTranslated();
    }

    private static void payWithThreeDSecure(Phone phone) {
        var page = phone.page();
        page.locator("#card").fill("4000 0027 6000 3184");
        page.locator("#expiry").fill("12 / 34");
        page.locator("#cvc").fill("123");
        page.locator("#name").fill("HANAKO YAMADA");
        page.locator("#pay").click();
        phone.waitForPath("/stripe/3ds/.*");
        page.locator("button[value=approve]").click();
    }

    private static void cancelOneOfTwo(Phone phone, String language) {
        var page = phone.page();
        var choice = page.locator("input[type=checkbox][name=ticket]");
        choice.last().setChecked(false);
        page.locator("form[data-again] button").click();
        page.waitForURL("**ticket=**");
        assertThat(page.locator(".bill .sum").textContent()).contains("3,000");
        isRight(phone);
        phone.picture("cancel-" + language);
        page.locator("form[method=post] button.primary").click();
    }

    private void refundedInFull(String order) {
        try (var books = world.books()) {
            Await.until(
                    "the refunds of " + order,
                    Await.LONG,
                    () -> world.town().tally().values().stream()
                            .anyMatch(one -> one.captured() == 6000 && one.refunded() == 6000 && one.charges() == 1));
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }
}
