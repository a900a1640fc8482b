package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whoever cannot simply buy: one waits for a place and finds the offer and the door on their page, two ask the
/// organiser, of whom one is accepted.
@ExtendWith(SharedWorld.class)
class LineTest {
    private static final Duration SOON = Await.LONG;

    private final World world;
    private final Chromium chromium;

    LineTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aPlaceThatBecomesFreeIsOfferedPaidAndEnteredFromOnesOwnPage() throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("キャンセル待ちの会", 1500, 1, Duration.ofMinutes(55));
        var gives = paid(offer);
        var mail = mail("waits");
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            var page = phone.page();
            phone.signIn(mail);
            waits(phone, offer, mail);
            phone.open("/tickets");
            assertThat(page.locator("#waiting").textContent()).contains("キャンセル待ちの会", "1");
            phone.isGoodToSee("mine-waiting-ja");

            assertThat(gives.cancel()).isTrue();
            var letter = world.town().letter(mail, "席をご用意しました");
            assertThat(letter.link("/orders/")).isNotBlank();
            phone.open("/tickets?kind=waiting");
            phone.isGoodToSee("mine-offered-ja");
            page.locator("#waiting a.button.primary").click();
            phone.waitForPath("/orders/[^/]+");
            Booking.payByCard(phone);

            phone.open("/tickets");
            assertThat(page.locator("#waiting").count()).isZero();
            phone.isGoodToSee("mine-door-ja");
            filters(phone, organiser, mail);
            phone.open("/tickets?kind=meetings");
            page.locator("main a.button.primary[href^='/door/']").click();
            phone.waitForPath("/door/.*");
            page.locator("form[action^='/door/'] button.primary").click();
            phone.waitForPath("/room/.*");
        }
    }

    private static void waits(Phone phone, Organiser.Offer offer, String mail) {
        var page = phone.page();
        phone.open("/events/" + offer.slug());
        page.locator("a[href$='/ask']").click();
        phone.waitForPath(".*/ask");
        page.locator("#name").fill("林 さくら");
        page.locator("#email").fill(mail);
        phone.isGoodToSee("line-ask-ja");
        page.locator("form.form button.primary").click();
        phone.waitForPath("/asked/.*");
        page.locator("#position").waitFor();
    }

    /// Who has a place and waits for another one sees either alone.
    private void filters(Phone phone, Organiser organiser, String mail) throws IOException {
        var page = phone.page();
        var other = organiser.offer("もう一つの会", 1500, 1, Duration.ofDays(6));
        paid(other);
        waits(phone, other, mail);
        phone.open("/tickets");
        phone.isGoodToSee("mine-filters-ja");
        page.locator("a.chip[href*='kind=waiting']").click();
        page.locator("a.chip[href*='kind=waiting'][aria-current]").waitFor();
        assertThat(page.locator("#waiting").textContent()).contains("もう一つの会");
        assertThat(page.locator("main a[href^='/door/']").count()).isZero();
        page.locator("a.chip[href*='kind=meetings']").click();
        page.locator("a.chip[href*='kind=meetings'][aria-current]").waitFor();
        assertThat(page.locator("#waiting").count()).isZero();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        phone.open("/tickets?lang=th");
        phone.picture("mine-filters-th-dark");
        phone.open("/tickets?lang=ja");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    @Test
    void whoIsAcceptedPaysAndWhoIsNotIsTold() throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("承認する会", 2000, 4, Duration.ofDays(5));
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var guest = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            owner.open(offer.manage() + "/applications");
            owner.page().locator("#who").selectOption("accepted");
            owner.page().locator("form[data-dirty] button.primary").click();
            owner.page().locator(".flash").waitFor();

            var wanted = asks(guest, offer, "森 はるか");
            var other = asks(guest, offer, "谷 ひろし");
            decide(owner, offer, "森 はるか", "button.primary");
            decide(owner, offer, "谷 ひろし", "button.danger");
            owner.isGoodToSee("approval-decided-ja");

            var letter = world.town().letter(wanted, "席をご用意しました");
            guest.open(URI.create(letter.link("/orders/")).getPath());
            Booking.payByCard(guest);
            var refused = world.town().letter(other, "今回はご参加いただけません");
            assertThat(refused.text()).doesNotContain("/orders/");
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    /// As a guest: the link of the mail shows that the address is theirs.
    ///
    /// @return the address
    private String asks(Phone guest, Organiser.Offer offer, String name) {
        var page = guest.page();
        var mail = mail("asks");
        guest.open("/events/" + offer.slug() + "/ask");
        page.locator("#name").fill(name);
        page.locator("#email").fill(mail);
        page.locator("#message").fill("はじめまして。参加したいです。");
        page.locator("form.form button.primary").click();
        page.locator(".flash").waitFor();
        guest.open(world.town().letter(mail, "参加申請の確認").link("/asked/"));
        page.locator("form[action$='/prove'] button.primary").click();
        page.locator("form[action$='/leave']").waitFor();
        return mail;
    }

    private static void decide(Phone owner, Organiser.Offer offer, String name, String button) {
        var page = owner.page();
        owner.open(offer.manage() + "/applications");
        var one = page.locator("#applications > li").filter(new Locator.FilterOptions().setHasText(name));
        one.locator("summary").click();
        one.locator(button).click();
        page.locator(".flash").waitFor();
    }

    private static String mail(String who) {
        return who + "-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
    }

    private Purchase paid(Organiser.Offer offer) throws IOException {
        var purchase = new Purchase(world, offer.slug(), mail("gives"));
        assertThat(purchase.hold(1)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-.*", SOON);
        return purchase;
    }
}
