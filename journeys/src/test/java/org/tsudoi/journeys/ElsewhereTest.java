package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where people meet that is not ours: at the operator's BigBlueButton, and by a link that an organiser has.
@ExtendWith(SharedWorld.class)
class ElsewhereTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LOOKED = Duration.ofSeconds(90);
    private static final String INSIDE = "#inside li";

    private final World world;
    private final Chromium chromium;

    ElsewhereTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    private static String mail(String who) {
        return who + "-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
    }

    @Test
    void aSessionAtBigBlueButtonIsBoughtEnteredAndSeen() {
        var mail = mail("at-bigbluebutton");
        try (var coach = Coach.of(world, chromium.browser(), "ja");
                var guest = Phone.of(world, chromium.browser(), "ja")) {
            var sessions = coach.offerAt("bigbluebutton", "画面ごしの一時間", new Coach.Price("1 回", "once", 5000));
            coach.phone().isGoodToSee("elsewhere-manage-bigbluebutton-ja");
            Sessions.apply(guest, sessions, "1 回", mail);
            guest.waitForPath("/orders/[^/]+");
            Booking.pick(guest, "card");
            Booking.go(guest);
            guest.page().locator("#card").fill("4242 4242 4242 4242");
            guest.page().locator("#expiry").fill("12 / 34");
            guest.page().locator("#cvc").fill("123");
            guest.page().locator("#name").fill("HANAKO YAMADA");
            guest.page().locator("#pay").click();
            var order = Sessions.awaitPaid(guest);
            guest.signIn(mail);
            var booking = Sessions.book(guest, order);
            new Past(world).bookingBegan(Duration.ofMinutes(1));

            enter(guest, booking);
            enter(coach.phone(), booking);
            coach.phone().page().locator(INSIDE).nth(1).waitFor();
            assertThat(coach.phone().page().locator("#inside .chip.good").count())
                    .isEqualTo(1);
            try (var books = world.books()) {
                Await.until(
                        "both were seen inside",
                        LOOKED,
                        () -> books.number("select count(*) from meeting_admission a join meeting m on m.id = a.meeting"
                                        + " where m.provider = 'bigbluebutton' and a.joined_at is not null")
                                == 2);
            }
            guest.page().locator("form[action$='/leave'] button").click();
            guest.waitForPath("/");
            guest.open(booking);
            guest.isGoodToSee("elsewhere-booking-bigbluebutton-ja");
        }
    }

    private static void enter(Phone phone, String booking) {
        phone.open(booking);
        phone.page().locator("form[action$='/enter'] button").click();
        phone.waitForPath("/bigbluebutton/in/.*");
        phone.page().locator(INSIDE).first().waitFor();
    }

    /// The service is played in the browser: nothing of it is asked from here.
    private static void playService(Phone phone) {
        phone.context()
                .route(
                        Pattern.compile("https://.*"),
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/html")
                                .setBody("<!doctype html><title>meeting</title><h1>meeting</h1>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "th"})
    void anOwnLinkIsShownByTheDoorAloneAndReplacedByItsHost(String language) throws Exception {
        var organiser = Organiser.signUp(world);
        var guide = mail("guide");
        try (var host = Phone.of(world, chromium.browser(), language);
                var owner = Phone.of(world, chromium.browser(), language);
                var guest = Phone.of(world, chromium.browser(), language)) {
            playService(guest);
            host.signIn(guide);
            var title = "よそで会う集い " + language;
            var offer = organiser.offerByLink(
                    title, 1500, Duration.ofMinutes(20), "https://meet.example.com/first-secret", "2468", guide);
            var event = offer.manage().substring(offer.manage().lastIndexOf('/') + 1);
            host.open("/tickets/hosting/" + event);
            host.page().locator("form[action$='/accept'] button").click();
            host.page().locator(".flash").waitFor();

            var buyer = mail("guest");
            var purchase = new Purchase(world, offer.slug(), buyer);
            assertThat(purchase.hold(1)).isTrue();
            assertThat(purchase.goToPay()).isTrue();
            assertThat(purchase.pay()).isEqualTo("paid");
            purchase.comeBack();
            purchase.awaitState("paid-1", SOON);
            var letter = world.town().letter(buyer, title);
            assertThat(letter.toString()).doesNotContain("first-secret", "2468");
            var door = letter.link("/door/");

            owner.signIn(organiser.mail());
            for (var shown : new String[] {offer.manage(), offer.manage() + "/link", "/events/" + offer.slug()}) {
                owner.open(shown);
                assertThat(owner.page().content()).as(shown).doesNotContain("first-secret", "2468");
            }
            owner.open(offer.manage() + "/link");
            owner.isGoodToSee("elsewhere-link-" + language);
            owner.open(offer.manage());
            owner.isGoodToSee("elsewhere-manage-link-" + language);

            guest.open(door);
            assertThat(guest.page().content()).doesNotContain("first-secret", "2468");
            guest.isGoodToSee("elsewhere-door-" + language);
            goIn(guest);
            guest.page()
                    .locator("b, p", new Page.LocatorOptions().setHasText("2468"))
                    .first()
                    .waitFor();
            guest.isGoodToSee("elsewhere-passcode-" + language);
            guest.page().locator("a[href^='https://meet.example.com/']").click();
            guest.waitForPath("/first-secret");

            host.open("/host/" + event + "/link");
            host.isGoodToSee("elsewhere-link-of-host-" + language);
            host.page().locator("#ownUrl").fill("https://other.example.com/second-secret");
            host.page().locator("form[data-dirty] button.primary").click();
            host.page().locator(".flash.good").waitFor();
            var told = world.town().letter(organiser.mail(), "The link to the meeting of");
            assertThat(told.toString()).contains("other.example.com").doesNotContain("second-secret");

            guest.open(door);
            goIn(guest);
            guest.waitForPath("/second-secret");
        }
    }

    private static void goIn(Phone guest) {
        guest.page().locator("form[action^='/door/'] button.primary").click();
    }
}
