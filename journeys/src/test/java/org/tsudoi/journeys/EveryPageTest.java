package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every page that people can see, on a small phone in light and on a wide screen in dark: for each
/// audience what it begins with, the states that only deeds lead to, and all that links lead to from there.
@ExtendWith(SharedWorld.class)
class EveryPageTest {
    private static final Duration SOON = Await.LONG;
    private static final String REFUSED_CARD = "4000000000000002";
    private static final String ASKING_CARD = "4000002760003184";

    private final World world;
    private final Chromium chromium;

    EveryPageTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @AfterEach
    void fairWeather() {
        world.town().fairWeather();
    }

    private Inspection inspection(Phone phone, String... within) {
        return new Inspection(phone, Arrays.stream(within).map(world::address).collect(Collectors.toSet()));
    }

    @Test
    void whatAnybodySees() {
        var offer = Organiser.signUp(world).offer("誰でも Anybody", 3000, 6, Duration.ofDays(3));
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            var inspection = inspection(phone, "/");
            inspection.walk(
                    "/",
                    "/?q=nothing-of-that-name",
                    "/events/" + offer.slug(),
                    "/events/" + offer.slug() + "/apply",
                    "/door",
                    "/legal",
                    "/privacy",
                    "/trust",
                    "/problems",
                    "/sign-in",
                    "/sign-in/link/" + "a".repeat(43),
                    "/operator-invitation/" + "a".repeat(43),
                    "/no-such-page");
            for (var form : new String[] {"/events/" + offer.slug() + "/apply", "/door", "/sign-in"}) {
                phone.open(form);
                sendUnfilled(phone);
                inspection.look();
            }
            phone.open("/sign-in");
            phone.page().locator("#mail").fill("somebody@example.jp");
            phone.page().locator("form[action='/sign-in'] button.primary").click();
            phone.waitForPath("/sign-in/sent");
            inspection.look();
            phone.open(world.town().signInLink("somebody@example.jp", 0));
            inspection.look();
            assertThat(inspection.wrong()).isEmpty();
            assertThat(inspection.kinds()).hasSizeGreaterThan(12);
        }
    }

    @Test
    void whatBuyersSee() throws Exception {
        var offer = Organiser.signUp(world).offer("買う人 Buyers", 1200, 7, Duration.ofDays(2));
        var held = purchase(offer, 1);
        var left = purchase(offer, 1);
        left.leave();
        var refused = purchase(offer, 1);
        assertThat(refused.goToPay()).isTrue();
        assertThat(refused.pay(REFUSED_CARD, true)).isEqualTo("declined");
        refused.comeBack();
        var paid = paid(purchase(offer, 2));
        var cancelled = paid(purchase(offer, 1));
        assertThat(cancelled.cancel()).isTrue();
        cancelled.awaitState("cancelled-0-done", SOON);
        var unseated = unseated();
        var asking = purchase(offer, 1);
        world.town().weather("error-before", "POST /v1/checkout/sessions", 3);
        assertThat(asking.goToPay()).isFalse();
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            var inspection = inspection(phone, "/orders/", "/tickets", "/account");
            inspection.walk(
                    asking.order(),
                    held.order(),
                    held.order() + "/door",
                    left.order(),
                    refused.order(),
                    paid.order(),
                    paid.order() + "/cancel",
                    cancelled.order(),
                    cancelled.order() + "/cancel",
                    unseated.order());
            phone.signIn(paid.email());
            inspection.walk("/tickets", "/account", "/organise", "/organise/start", "/organise/nobodys", "/operate");
            phone.open("/organise/start");
            sendUnfilled(phone);
            inspection.look();
            assertThat(inspection.wrong()).isEmpty();
            assertThat(inspection.kinds()).hasSizeGreaterThan(6);
        }
    }

    private Purchase purchase(Organiser.Offer offer, int places) throws IOException {
        var purchase = new Purchase(world, offer.slug(), UUID.randomUUID() + "@example.jp");
        assertThat(purchase.hold(places)).isTrue();
        return purchase;
    }

    private Purchase paid(Purchase purchase) throws IOException {
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-.*", SOON);
        return purchase;
    }

    /// Paid when the hold had ended and somebody else had the seat.
    private Purchase unseated() throws IOException {
        var offer = Organiser.signUp(world).offer("満席 Full", 1200, 1, Duration.ofDays(2));
        var late = purchase(offer, 1);
        assertThat(late.goToPay()).isTrue();
        world.town().weather("error-before", "POST /v1/checkout/sessions/*/expire", 50);
        late.leave();
        late.awaitState("lapsed.*", SOON);
        paid(purchase(offer, 1));
        assertThat(late.pay()).isEqualTo("paid");
        late.comeBack();
        late.awaitState("unseated.*-done", SOON);
        world.town().fairWeather();
        return late;
    }

    @Test
    void whatGuestsSeeAtTheDoorAndInside() throws Exception {
        var organiser = Organiser.signUp(world);
        var later = door(paid(purchase(organiser.offer("明日 Later", 1200, 6, Duration.ofDays(1)), 1)));
        var room = paid(purchase(organiser.offer("部屋 Room", 1200, 6, Duration.ofMinutes(20)), 1));
        var roomDoor = door(room);
        var zoom = paid(purchase(organiser.offer("ズーム Zoom", 1200, 30, Duration.ofMinutes(20)), 1));
        world.awaitMeeting("部屋 Room");
        world.awaitMeeting("ズーム Zoom");
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            var inspection = inspection(phone, "/door");
            inspection.walk(later, roomDoor, door(zoom));
            throughTheDoor(phone, roomDoor);
            phone.waitForPath("/room/.*");
            inspection.look();
            phone.page().locator("#enter").click();
            phone.page().locator("#stage").waitFor();
            inspection.look();
            room.cancel();
            phone.page().locator("#out").waitFor();
            inspection.look();
            phone.open(roomDoor);
            inspection.look();
            throughTheDoor(phone, door(zoom));
            phone.waitForPath("/zoom/j/.*");
            var link = phone.page().url();
            inspection.look();
            phone.page().locator("form[action^='/zoom/'] button.primary").click();
            phone.waitForPath("/zoom/in/.*");
            phone.page().locator(".room-tile").first().waitFor();
            inspection.look();
            zoom.cancel();
            phone.page().locator("form[action$='/leave'] button").click();
            phone.page().locator("main [role=alert]").waitFor();
            inspection.look();
            phone.open(link);
            inspection.look();
            assertThat(inspection.wrong()).isEmpty();
        }
    }

    private String door(Purchase purchase) {
        return world.town().letter(purchase.email(), "").link("/door/");
    }

    private static void throughTheDoor(Phone phone, String door) {
        phone.open(door);
        phone.page().locator("form[action^='/door/'] button.primary").click();
    }

    @Test
    void whatOrganisersSee() throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("主催 Organisers", 1200, 6, Duration.ofMinutes(40));
        var off = organiser.offer("中止 Called off", 1200, 6, Duration.ofDays(4));
        paid(purchase(off, 1));
        var cancelled = paid(purchase(offer, 1));
        paid(purchase(offer, 2));
        assertThat(cancelled.cancel()).isTrue();
        var home = offer.manage().replaceAll("/events/.*", "");
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            phone.signIn(organiser.mail());
            var inspection = inspection(phone, "/organise");
            inspection.walk(
                    home,
                    home + "/events/new",
                    offer.manage(),
                    offer.manage() + "/edit",
                    offer.manage() + "/preview",
                    offer.manage() + "/cancel");
            phone.open(off.manage() + "/cancel");
            sendUnfilled(phone);
            inspection.look();
            phone.page().locator("#reason").fill("講師の都合");
            phone.page().locator("#sure").check();
            phone.page().locator("form.form button.primary").click();
            phone.waitForPath(".*/off");
            inspection.walk(off.manage() + "/off", off.manage());
            assertThat(inspection.wrong()).isEmpty();
            assertThat(inspection.kinds()).hasSizeGreaterThan(7);
        }
    }

    @Test
    void whatTheOperatorSees() throws Exception {
        var offer = Organiser.signUp(world).offer("運営 Operator", 1200, 6, Duration.ofDays(2));
        paid(purchase(offer, 1)).cancel();
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            Operator.signIn(world, phone);
            var inspection = inspection(phone, "/operate");
            inspection.walk("/operate", "/operate/books/search?q=nothing");
            assertThat(inspection.wrong()).isEmpty();
            assertThat(inspection.kinds()).hasSizeGreaterThan(8);
        }
    }

    @Test
    void whatPeopleSeeInTown() throws Exception {
        var offer = Organiser.signUp(world).offer("町 Town", 1200, 6, Duration.ofDays(2));
        var open = purchase(offer, 1);
        assertThat(open.goToPay()).isTrue();
        var done = paid(purchase(offer, 1));
        assertThat(world.town().letter(done.email(), "").text()).isNotBlank();
        var town = world.town();
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            var inspection = new Inspection(phone, Set.of(town.address("/")));
            inspection.walk(
                    town.address("/"),
                    town.address("/phone/" + done.email()),
                    town.address("/stripe/c/pay/" + done.session()),
                    town.address("/stripe/c/pay/" + open.session()));
            town.weather("slow", "*", 1);
            phone.open(town.address("/town/weather"));
            inspection.look();
            town.fairWeather();
            phone.open(town.address("/stripe/c/pay/" + open.session()));
            type(phone.page(), REFUSED_CARD);
            phone.page().locator("#declined").waitFor();
            inspection.look();
            type(phone.page(), ASKING_CARD);
            phone.waitForPath("/stripe/3ds/.*");
            inspection.look();
            assertThat(inspection.wrong()).isEmpty();
            assertThat(inspection.kinds()).hasSizeGreaterThan(7);
        }
    }

    private static void type(Page page, String card) {
        page.locator("#card").fill(card);
        page.locator("#expiry").fill("12 / 34");
        page.locator("#cvc").fill("123");
        page.locator("#pay").click();
    }

    /// As somebody does whose browser does not help with filling in: the page comes again and says what is
    /// missing.
    private static void sendUnfilled(Phone phone) {
        phone.page().waitForNavigation(() -> phone.page().evaluate("""
                () => {
                    const form = document.querySelector("main form[method=post]:has(input:not([type=hidden]), textarea)");
                    form.noValidate = true;
                    form.requestSubmit();
                }"""));
    }
}
