package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A studio opens a salon; somebody reads what is charged and when, joins, has a card kept for it, and leaves at once.
@ExtendWith(SharedWorld.class)
class SalonTest {
    private final World world;
    private final Chromium chromium;

    SalonTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aSalonIsJoinedPaidByCardAndLeft() throws Exception {
        var organiser = Organiser.signUp(world);
        var mail = "salon-member-" + UUID.randomUUID().toString().substring(0, 8) + "@example.jp";
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var member = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            var salon = open(owner, organiser);
            member.signIn(mail);
            join(member, salon);
            var own = look(member, salon);
            owner.open(organiser.home() + "/salons");
            assertThat(owner.page().locator("#salons").textContent()).contains("朝の読書サロン", "3,300");
            seen(owner, "salon-list-of-owner-ja");
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
        page.locator("#about").fill("毎月一冊を読み、月末に集まって話します。");
        page.locator("#price").fill("3300");
        page.locator("#anchor").selectOption("joining");
        page.locator("#first").selectOption("full");
        page.locator("#leaving").selectOption("prorated");
        page.locator("form.card.form button.primary").click();
        page.locator(".flash").waitFor();
        owner.open(organiser.home() + "/salons");
        var address = page.locator("#salons a").first().getAttribute("href");
        return "/salons/" + address.substring(address.lastIndexOf('/') + 1);
    }

    static void join(Phone member, String salon) {
        var page = member.page();
        member.open(salon);
        seen(member, "salon-page-ja");
        page.locator("a[href$='/join']").click();
        member.waitForPath("/salons/[^/]+/join");
        assertThat(page.locator("#fees tbody tr").count()).isEqualTo(3);
        seen(member, "salon-join-ja");
        page.locator("form[action$='/join'] button.primary").click();
        member.waitForPath("/orders/[^/]+");
        seen(member, "salon-final-ja");
        Booking.pick(member, "card");
        page.locator("input[name=remember]").check();
        Booking.go(member);
        member.waitForPath("/stripe/c/pay/.*");
        page.locator("#card").fill("4242 4242 4242 4242");
        page.locator("#expiry").fill("12 / 34");
        page.locator("#cvc").fill("123");
        page.locator("#name").fill("HANAKO YAMADA");
        page.locator("#pay").click();
        page.locator("section.ticket a[href='/account/salons']").waitFor();
        seen(member, "salon-paid-ja");
    }

    /// @return the path of the membership
    private static String look(Phone member, String salon) {
        var page = member.page();
        member.open("/account/salons");
        page.locator("a[href^='/account/memberships/']").click();
        member.waitForPath("/account/memberships/[^/]+");
        assertThat(page.locator("#coming tbody tr").count()).isEqualTo(3);
        page.locator("a[href$='/receipt.pdf']").waitFor();
        seen(member, "salon-membership-ja");
        var own = member.path();
        member.open(salon);
        page.locator("#names").waitFor();
        return own;
    }

    private static void leave(Phone member, String own) {
        var page = member.page();
        member.open(own);
        page.locator("form[action$='/leave-now'] button").click();
        page.locator(".flash").waitFor();
        page.locator("a[href$='/join']").waitFor();
        seen(member, "salon-left-ja");
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        phone.isAccessible();
        phone.picture(name);
    }
}
