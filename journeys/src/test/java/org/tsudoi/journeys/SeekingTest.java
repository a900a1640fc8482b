package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A member with points left looks for somebody by theme and evening, reads their page, and pays with points alone.
@ExtendWith(SharedWorld.class)
class SeekingTest {
    private static final String THEME = "seeking";

    private final World world;
    private final Chromium chromium;

    SeekingTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aCoachIsFoundByThemeAndEveningAndPaidWithPoints() throws Exception {
        var organiser = Organiser.signUp(world);
        var mail = "seeker-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
        try (var coach = Phone.of(world, chromium.browser(), "ja");
                var member = Phone.of(world, chromium.browser(), "ja");
                var operator = Phone.of(world, chromium.browser(), "ja")) {
            member.signIn(mail);
            Operator.signIn(world, operator);
            keepTheme(operator);
            grant(operator, mail);
            coach.signIn(organiser.mail());
            openHours(coach, organiser);
            offer(coach, organiser);
            var slug = "seeking-" + UUID.randomUUID().toString().substring(0, 6);
            writePage(coach, slug);

            member.open("/account/points/use");
            member.isGoodToSee("seeking-points-ja");
            findByEvening(member, slug);
            buyWithPoints(member);
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static void keepTheme(Phone operator) {
        var page = operator.page();
        operator.open("/operate/themes");
        page.locator("#word").fill(THEME);
        page.locator("#ja").fill("相談");
        page.locator("#en").fill("Advice");
        page.locator("#th").fill("ปรึกษา");
        page.locator("form[data-dirty] button.primary").click();
        page.locator(".flash").waitFor();
        operator.isGoodToSee("operate-themes-ja");
    }

    private static void grant(Phone operator, String mail) throws IOException {
        var page = operator.page();
        operator.open("/operate/points");
        page.locator("#mail").fill(mail);
        page.locator("form[action='/operate/points/find'] button").click();
        page.locator("#points").fill("820");
        page.locator("#reason").fill("毎月のポイント");
        page.locator("#expires")
                .fill(LocalDate.now(ZoneId.of("Asia/Tokyo")).plusMonths(2).toString());
        page.locator("form[method=post] button.primary").last().click();
        page.locator(".flash").waitFor();
    }

    private static void openHours(Phone coach, Organiser organiser) {
        var page = coach.page();
        coach.open(organiser.home() + "/free-times");
        for (int day = 1; day <= 7; day++) {
            page.locator("#d" + day + "s0from").fill("09:00");
            page.locator("#d" + day + "s0until").fill("21:00");
        }
        page.locator("form[data-dirty] button.primary").click();
        page.locator(".flash").waitFor();
    }

    private static void offer(Phone coach, Organiser organiser) {
        var page = coach.page();
        coach.open(organiser.home() + "/events/new?kind=session");
        page.locator("#title").fill("夜の 30 分相談");
        page.locator("#description").fill("仕事のあとに、ひとつだけ整理します。");
        page.locator("#plan0-name").fill("1 回");
        page.locator("#plan0-price").fill("800");
        page.locator("button.primary[value=save]").click();
        coach.waitForPath(".*/preview");
        page.locator("form[action$='/publish'] button").first().click();
        page.locator(".flash").waitFor();
        var manage = URI.create(page.url()).getPath();
        coach.open(manage + "/found");
        coach.isGoodToSee("seeking-found-by-ja");
    }

    private static void writePage(Phone coach, String slug) {
        var page = coach.page();
        coach.open("/account/page");
        page.locator("#name").fill("佐々木 さとる");
        page.locator("#slug").fill(slug);
        page.locator("#headline").fill("夜だけの相談役");
        page.locator("#links").fill("http://example.jp");
        page.locator("input[name=themes][value=" + THEME + "]").check();
        page.locator("form[enctype] button.primary").click();
        page.locator("#links[aria-invalid=true]").waitFor();
        assertThat(page.locator("#headline").inputValue()).isEqualTo("夜だけの相談役");
        coach.isGoodToSee("seeking-own-wrong-ja");
        page.locator("#links").fill("https://localhost/satoru");
        page.locator("form[enctype] button.primary").click();
        page.locator("button[value=show]").click();
        page.locator("button[value=hide]").waitFor();
        coach.isGoodToSee("seeking-own-ja");
    }

    /// Free times come into the search a moment later than what was written.
    private static void findByEvening(Phone member, String slug) {
        var page = member.page();
        var link = page.locator(".event-card a[href='/people/" + slug + "']");
        member.open("/find");
        page.locator("details summary").last().click();
        page.locator("#theme").selectOption(THEME);
        page.locator("#when").selectOption("evenings");
        page.locator("form[role=search] button:not(.primary)").click();
        page.locator("#when").waitFor();
        Await.until("free times are searched", Await.LONG, () -> {
            page.reload();
            return link.count() == 1;
        });
        member.isGoodToSee("seeking-found-ja");
        link.click();
        member.waitForPath("/people/.*");
        member.isGoodToSee("seeking-person-ja");
    }

    private static void buyWithPoints(Phone member) {
        var page = member.page();
        page.locator("section[aria-labelledby=sessions] a.button").first().click();
        member.waitForPath("/events/.*");
        page.locator("form[action$='/apply'] button.primary").click();
        member.waitForPath(".*/apply");
        page.locator("#name").fill("山田 花子");
        page.locator("#agreed").check();
        page.locator("form.form button.primary").click();
        member.waitForPath("/orders/[^/]+");
        page.locator("a[href$='/reductions']").click();
        page.locator("button[value=all]").click();
        member.waitForPath("/orders/[^/]+");
        page.locator("form[action$='/conclude'] button.primary").click();
        page.locator("a[href*='/appointments/']").first().waitFor();
        member.open("/account/points");
        assertThat(page.locator("#wallet").textContent()).contains("20").doesNotContain("820");
    }
}
