package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Lessons paid by the month (月謝): a stranger is shown whom a lesson is for, joins, takes a place by one tap, walks in
/// by the door, pauses for a month and leaves.
@ExtendWith(SharedWorld.class)
class LessonsTest {
    private static final String NAME = "月謝ヨガ";

    private final World world;
    private final Chromium chromium;

    LessonsTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aMonthlyFeeOpensTheDoorOfALesson() throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("朝の月謝レッスン", 0, 6, Duration.ofMinutes(20));
        var mail = "lessons-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var member = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            var salon = open(owner, organiser);
            reserve(owner, offer);
            refused(member, offer, salon);
            member.signIn(mail);
            callOneself(member);
            SalonTest.join(member, salon);
            takePlace(member, salon);
            walkIn(member);
            pauseAndLeave(member, salon);
            looksAfter(owner, organiser);
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    /// @return the path of its page
    private static String open(Phone owner, Organiser organiser) {
        var page = owner.page();
        owner.open(organiser.home() + "/salons");
        page.locator("#kind").selectOption("lessons");
        page.locator("#name").fill(NAME);
        page.locator("#price").fill("3300");
        page.locator("#anchor").selectOption("joining");
        page.locator("#first").selectOption("full");
        page.locator("form.card.form button.primary").click();
        page.locator(".flash").waitFor();
        seen(owner, "lessons-owner-ja");
        var path = owner.path();
        return "/salons/" + path.substring(path.lastIndexOf('/') + 1);
    }

    private static void reserve(Phone owner, Organiser.Offer offer) {
        var page = owner.page();
        owner.open(offer.manage() + "/members");
        page.locator("#who").selectOption(new SelectOption().setIndex(1));
        page.locator("form.card.form button.primary").click();
        page.locator(".flash").waitFor();
        seen(owner, "lessons-members-only-ja");
    }

    private static void refused(Phone stranger, Organiser.Offer offer, String salon) {
        var page = stranger.page();
        stranger.open("/events/" + offer.slug() + "/apply");
        assertThat(stranger.path()).isEqualTo("/events/" + offer.slug());
        assertThat(page.locator("form[action$='/apply']").count()).isZero();
        assertThat(page.locator("#circle").textContent()).contains(NAME, "3,300");
        seen(stranger, "lessons-stranger-ja");
        page.locator("#circle a.primary").click();
        stranger.waitForPath(salon);
        assertThat(page.locator("#events").textContent()).contains(offer.title());
        assertThat(page.locator("#events form").count()).isZero();
    }

    private static void callOneself(Phone member) {
        member.open("/account");
        member.page().locator("#name").fill("山田 花子");
        member.page().locator("form:has(#name) button.primary").click();
        member.page().locator(".flash").waitFor();
    }

    private static void takePlace(Phone member, String salon) {
        var page = member.page();
        member.open(salon);
        seen(member, "lessons-inside-ja");
        page.locator("#events form button.primary").click();
        member.waitForPath("/orders/[^/]+");
        page.locator(Booking.TICKET).first().waitFor();
        seen(member, "lessons-ticket-ja");
    }

    private static void walkIn(Phone member) {
        var page = member.page();
        page.locator(Booking.TICKET).first().click();
        member.waitForPath("/door/.*");
        page.locator("form[action^='/door/'] button.primary").click();
        member.waitForPath("/room/.*");
    }

    private static void pauseAndLeave(Phone member, String salon) {
        var page = member.page();
        member.open(salon);
        var before = fees(page);
        page.locator("#months").fill("1");
        page.locator("form[action$='/pause'] button").click();
        page.locator(".flash").waitFor();
        assertThat(fees(page).getFirst())
                .as("the fee after the one that is left out")
                .isEqualTo(before.get(1));
        seen(member, "lessons-paused-ja");
        page.locator("form[action$='/leave'] button").click();
        page.locator(".flash").waitFor();
        assertThat(page.locator("#fees").count()).isZero();
        assertThat(page.locator("#events a[href^='/orders/']").count())
                .as("today's place stays")
                .isEqualTo(1);
        seen(member, "lessons-leaving-ja");
    }

    private static List<String> fees(Page page) {
        return page.locator("#fees tbody tr").allTextContents();
    }

    private static void looksAfter(Phone owner, Organiser organiser) {
        var page = owner.page();
        owner.open(organiser.home() + "/salons");
        page.locator("#salons a").first().click();
        owner.waitForPath(".*/salons/[^/]+");
        page.locator("a[href$='/members']").click();
        page.locator("#q").fill("花子");
        page.locator("form[role=search] button").click();
        page.locator("#members a").waitFor();
        seen(owner, "lessons-members-ja");
        page.locator("#members a").click();
        owner.waitForPath(".*/members/[^/]+");
        seen(owner, "lessons-member-ja");
        page.locator("form[action$='/suspend'] button").click();
        page.locator("input[name=sure]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        seen(owner, "lessons-suspend-ja");
        page.locator("form button.danger").click();
        page.locator(".flash").waitFor();
        owner.open(page.url().replaceAll("/members/.*", "/settings"));
        seen(owner, "lessons-settings-ja");
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        phone.isAccessible();
        phone.picture(name);
    }
}
