package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A salon whose first month is free: a member has PayPal kept without paying, and is charged by it when the month
/// turns.
@ExtendWith(SharedWorld.class)
class KeptWalletTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String KEEPING = "form:has(input[name=by][value=paypal])";

    private final World world;
    private final Chromium chromium;

    KeptWalletTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void afterAFreeMonthTheFeeIsPaidByTheWalletThatWasKept() throws Exception {
        var organiser = Organiser.signUp(world);
        var mail = "kept-wallet-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var member = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            var salon = open(owner, organiser);
            member.signIn(mail);
            var own = join(member, salon);
            keep(member, own);
            monthTurns(member, own);
            var page = member.page();
            assertThat(page.locator("main").textContent()).contains("PayPal h***@example.jp", "3,300");
            member.isGoodToSee("kept-wallet-charged-ja");
            member.open(own + "?lang=th&theme=dark");
            assertThat(page.locator("main").textContent()).contains("PayPal h***@example.jp");
            member.picture("kept-wallet-charged-th-dark");
            leave(member, own);
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    /// @return the path of its page
    private static String open(Phone owner, Organiser organiser) {
        var page = owner.page();
        owner.open(organiser.home() + "/salons");
        page.locator("#name").fill("朝の読書サロン");
        page.locator("#price").fill("3300");
        page.locator("#anchor").selectOption("joining");
        page.locator("#first").selectOption("free");
        page.locator("form.card.form button.primary").click();
        page.locator(".flash").waitFor();
        owner.open(organiser.home() + "/salons");
        var address = page.locator("#salons a").first().getAttribute("href");
        return "/salons/" + address.substring(address.lastIndexOf('/') + 1);
    }

    /// @return the path of the membership
    private static String join(Phone member, String salon) {
        var page = member.page();
        member.open(salon);
        page.locator("a[href$='/join']").click();
        member.waitForPath("/salons/[^/]+/join");
        member.isGoodToSee("kept-wallet-join-ja");
        page.locator("form[action$='/join'] button.primary").click();
        member.waitForPath("/account/memberships/[^/]+");
        page.locator(KEEPING).scrollIntoViewIfNeeded();
        member.isGoodToSee("kept-wallet-choose-ja");
        return member.path();
    }

    private static void keep(Phone member, String own) {
        var page = member.page();
        page.locator(KEEPING + " input[name=agree]").check();
        page.locator(KEEPING + " button").click();
        member.waitForPath("/paypal/agreements/approve");
        member.picture("town-paypal-agreement-ja");
        page.locator("#cancel").click();
        member.waitForPath(own);
        page.locator(KEEPING + " input[name=agree]").check();
        page.locator(KEEPING + " button").click();
        member.waitForPath("/paypal/agreements/approve");
        page.locator("#email").fill("hanako@example.jp");
        page.locator("#pay").click();
        member.waitForPath(own);
        assertThat(page.locator(".flash.good").textContent()).contains("これからの会費は PayPal で支払われます");
        assertThat(page.locator("main").textContent()).contains("PayPal h***@example.jp");
        member.isGoodToSee("kept-wallet-kept-ja");
    }

    private void monthTurns(Phone member, String own) {
        var past = new Past(world);
        past.membershipBeganAMonthEarlier();
        past.due("memberships-renew");
        Await.until("the wallet pays the month that begins", SOON, () -> {
            member.open(own);
            return member.page().locator("a[href$='/receipt.pdf']").count() == 1;
        });
    }

    private static void leave(Phone member, String own) {
        var page = member.page();
        member.open(own + "?lang=ja");
        page.locator("form[action$='/leave-now'] button").click();
        page.locator(".flash").waitFor();
        Await.until("PayPal forgets the wallet", SOON, () -> {
            member.open("/account/cards");
            return !page.locator("main").textContent().contains("h***@example.jp");
        });
    }
}
