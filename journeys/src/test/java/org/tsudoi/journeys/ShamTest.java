package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two pairs on one phone each buy packs from each other with points and never meet. One is held, appeals
/// and is answered by another operator; the other one is suspended by two.
@ExtendWith(SharedWorld.class)
class ShamTest {
    private static final String SECOND = "sham-second@example.jp";

    private final World world;
    private final Chromium chromium;
    private final Set<String> known = new HashSet<>();

    ShamTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    private record Pair(Organiser one, Organiser other) {}

    @Test
    void aShamPairIsHeldHeardAndAnotherSuspended() throws Exception {
        try (var first = Phone.of(world, chromium.browser(), "ja");
                var second = Phone.of(world, chromium.browser(), "ja");
                var pair = Phone.of(world, chromium.browser(), "ja");
                var others = Phone.of(world, chromium.browser(), "ja")) {
            Operator.signIn(world, first);
            Operator.signInAnother(world, second, SECOND);
            isHeldAppealsAndIsAnswered(first, second, pair);
            isSuspendedByTwo(first, second, others);
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private void isHeldAppealsAndIsAnswered(Phone first, Phone second, Phone phone) throws Exception {
        var pair = planted(first, phone);
        var path = found(first);
        step(first, path, "look-at", "見ています");
        step(first, path, "stop-earning", "十回とも誰も来ていません");
        step(first, path, "hold-points", "事情が分かるまで保留します");
        first.open("/operate/collusion/picture");
        assertThat(first.page().locator(".scroll path.tie.act").count()).isEqualTo(2);
        first.isGoodToSee("sham-picture-ja");

        phone.signIn(pair.one().mail());
        phone.open("/account/cases");
        phone.page().locator("main a[href^='/account/cases/']").first().click();
        phone.waitForPath("/account/cases/col_.*");
        assertThat(phone.page().locator("main").textContent()).contains("十回とも誰も来ていません", "会っていない");
        phone.page().locator("#why").fill("毎回、公園で会っていました。");
        phone.isGoodToSee("sham-own-case-ja");
        phone.page().locator("form[action^='/account/cases/'] button.primary").click();
        phone.page().locator(".flash.good").waitFor();

        first.open(path);
        assertThat(first.page().locator("a[href$='/uphold']").count()).isZero();
        second.open("/operate");
        assertThat(second.page()
                        .locator("article:has(a[href='/operate/collusion']) .num")
                        .textContent())
                .isEqualTo("1");
        second.isGoodToSee("sham-overview-ja");
        step(second, path, "uphold", "公園で会ったことを示すものがありませんでした");
        phone.open("/account/cases");
        phone.page().locator("main a[href^='/account/cases/']").first().click();
        assertThat(phone.page().locator("main").textContent()).contains("公園で会ったことを示すものがありませんでした");
    }

    private void isSuspendedByTwo(Phone first, Phone second, Phone phone) throws Exception {
        var pair = planted(first, phone);
        var path = found(first);
        for (var step : new String[] {"look-at", "stop-earning", "hold-points", "reverse-bonus"}) {
            step(first, path, step, "十回とも誰も来ていません");
        }
        first.open(path + "/suspend");
        first.page().locator("#why").fill("来ていないセッションを繰り返しました");
        first.page().locator("details form button.primary").click();
        first.page().locator("#follows").waitFor();
        first.isGoodToSee("sham-suspending-ja");
        first.page().locator("button.danger").click();
        first.page().locator(".flash.good").waitFor();
        first.isGoodToSee("sham-case-proposed-ja");

        for (int member = 0; member < 2; member++) {
            second.open(path);
            second.page()
                    .locator("a[href^='/operate/conduct/san_']")
                    .nth(member)
                    .click();
            second.waitForPath("/operate/conduct/san_.*");
            second.page().locator("form[action$='/confirm'] button").click();
            second.page().locator(".flash.good").waitFor();
        }
        second.isGoodToSee("sham-suspension-ja");
        first.open(path);
        assertThat(first.page().locator("main").textContent()).contains("有効");
        phone.signIn(pair.other().mail());
        phone.open("/account/standing");
        assertThat(phone.page().locator("main").textContent()).contains("来ていないセッションを繰り返しました");
        phone.isGoodToSee("sham-standing-ja");
    }

    /// On one phone, seventy days ago.
    private Pair planted(Phone operator, Phone phone) throws Exception {
        var pair = new Pair(Organiser.signUp(world), Organiser.signUp(world));
        grant(operator, pair.one().mail());
        grant(operator, pair.other().mail());
        phone.signIn(pair.one().mail());
        var one = offer(phone, pair.one());
        signOut(phone);
        phone.signIn(pair.other().mail());
        var other = offer(phone, pair.other());
        buy(phone, one, pair.other().mail());
        signOut(phone);
        phone.signIn(pair.one().mail());
        buy(phone, other, pair.one().mail());
        signOut(phone);
        world.administer("""
                set session_replication_role = replica;
                update orders set paid_at = paid_at - interval '70 days'
                where session_minutes is not null and paid_at > now() - interval '1 hour' and points > 0""");
        return pair;
    }

    private static void grant(Phone operator, String mail) {
        var page = operator.page();
        operator.open("/operate/points");
        page.locator("form[action='/operate/points/find'] #mail").fill(mail);
        page.locator("form[action='/operate/points/find'] button").click();
        page.locator("#points").fill("20000");
        page.locator("#kind").selectOption("free");
        page.locator("#reason").fill("毎月のポイント");
        page.locator("#expires").fill(LocalDate.now().plusDays(60).toString());
        page.locator("form[action='/operate/points'] button.primary").click();
        page.locator(".flash.good").waitFor();
    }

    /// @return the path of its page
    private static String offer(Phone coach, Organiser organiser) {
        var page = coach.page();
        coach.open(organiser.home() + "/events/new?kind=session");
        page.locator("#title").fill("60 分コーチング " + UUID.randomUUID().toString().substring(0, 4));
        page.locator("#description").fill("いまの悩みを、二人でゆっくりほどきます。");
        page.locator("#plan0-name").fill("5 回券");
        page.locator("#plan0-kind").selectOption("pack");
        page.locator("#plan0-price").fill("4000");
        page.locator("#plan0-places").fill("5");
        page.locator("button.primary[value=save]").click();
        coach.waitForPath(".*/preview");
        page.locator("form[action$='/publish'] button").first().click();
        page.locator(".flash").waitFor();
        return page.locator("a[href*='/events/']").all().stream()
                .map(link -> URI.create(link.getAttribute("href")).getPath())
                .filter(path -> path.matches("/events/[a-z0-9-]+"))
                .findFirst()
                .orElseThrow();
    }

    private static void buy(Phone buyer, String sessions, String mail) {
        var page = buyer.page();
        buyer.open(sessions);
        page.locator("label", new Page.LocatorOptions().setHasText("5 回券"))
                .first()
                .click();
        page.locator("form[action$='/apply'] button.primary").click();
        buyer.waitForPath(".*/apply");
        page.locator("#name").fill("山田 花子");
        if (page.locator("#email").count() > 0) page.locator("#email").fill(mail);
        page.locator("#agreed").check();
        page.locator("form.form button.primary").click();
        buyer.waitForPath("/orders/[^/]+");
        page.locator("a[href$='/reductions']").click();
        buyer.waitForPath("/orders/[^/]+/reductions");
        page.locator("button[value=all]").click();
        buyer.waitForPath("/orders/[^/]+");
        page.locator("form[action$='/conclude'] button.primary").click();
        page.locator("a[href*='/appointments/']").first().waitFor();
    }

    private static void signOut(Phone phone) {
        phone.open("/account");
        phone.page().locator("main form[action='/sign-out'] button").first().click();
        phone.page().waitForURL(url -> !URI.create(url).getPath().startsWith("/account"));
    }

    /// The daily look comes sooner.
    ///
    /// @return the path of the case that is new
    private String found(Phone operator) throws Exception {
        world.administer("""
                delete from collusion_look;
                update scheduled_tasks set execution_time = now() where task_name = 'collusion-daily'""");
        Await.until("the case", Await.LONG, () -> {
            operator.open("/operate/collusion");
            return unknown(operator) != null;
        });
        var path = unknown(operator);
        assertThat(path).isNotNull();
        known.add(path);
        return path;
    }

    private @org.jspecify.annotations.Nullable String unknown(Phone operator) {
        return operator.page().locator("main a[href^='/operate/collusion/col_']").all().stream()
                .map(link -> link.getAttribute("href"))
                .filter(path -> !known.contains(path))
                .findFirst()
                .orElse(null);
    }

    private static void step(Phone operator, String path, String step, String why) {
        operator.open(path);
        operator.page().locator("a[href$='/" + step + "']").click();
        operator.page().locator("#why").fill(why);
        operator.page().locator("form[action$='/" + step + "'] button.primary").click();
        operator.page().locator(".flash.good").waitFor();
    }
}
