package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// An organiser is paid: two operators agree, the bank takes the file and says what left; then it comes back.
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayoutTest {
    private static final Duration SOON = Await.LONG;

    private final Chromium chromium;
    private World world;
    private PayoutRun runs;

    PayoutTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @BeforeAll
    void start() {
        world = PayoutRun.world("payouts");
        runs = new PayoutRun(world, "payouts");
    }

    @AfterAll
    void end() {
        world.close();
    }

    @Test
    void twoOperatorsPayAnOrganiserAndTheBankSendsItBack() throws Exception {
        var organiser = Organiser.signUp(world);
        var purse = sold(organiser);
        try (var owner = Phone.of(world, chromium.browser(), "ja");
                var one = Phone.of(world, chromium.browser(), "ja");
                var other = Phone.of(world, chromium.browser(), "ja");
                var bank = Phone.of(world, chromium.browser(), "ja")) {
            owner.signIn(organiser.mail());
            tellAccount(owner, purse);
            Operator.signIn(world, one);
            runs.signInAsSecond(other);

            var run = runs.prepare(one);
            var file = runs.approveAndMakeFile(other, run);
            runs.handIn(bank, file);
            Operator.handIn(world, one, "transfer", PayoutRun.STATEMENT);
            one.open(run);
            assertThat(one.page().locator("main").textContent()).contains("完了", "振込済み", "銀行の通知");
            seen(one, "payouts-settled-ja");
            owner.open(purse);
            assertThat(owner.page().locator("#payouts").textContent()).contains("振込済み");
            seen(owner, "payouts-paid-ja");

            bank.open(world.town().address("/bank/account"));
            bank.page().locator("form[action$='/send-back'] button").click();
            bank.page().locator(".chip.bad").waitFor();
            Operator.handIn(world, one, "transfer", PayoutRun.STATEMENT);
            one.open(run);
            assertThat(one.page().locator("#payouts").textContent()).contains("組戻し");
            seen(one, "payouts-returned-ja");
            // Organisers of journeys signed up in English.
            assertThat(world.town()
                            .letter(organiser.mail(), "Your payout came back")
                            .text())
                    .contains(purse);
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    /// A place in an event that is over.
    ///
    /// @return the path of the organiser's payouts
    private String sold(Organiser organiser) throws Exception {
        var offer = organiser.offer("支払われる会", 3000, 6, Duration.ofDays(2));
        var purchase = new Purchase(world, offer.slug(), "payout-guest@example.jp");
        assertThat(purchase.hold(1)).isTrue();
        assertThat(purchase.goToPay()).isTrue();
        assertThat(purchase.pay()).isEqualTo("paid");
        purchase.comeBack();
        purchase.awaitState("paid-1", SOON);
        // Time itself cannot be moved: as if the event had never been later than that.
        world.administer("""
                alter table event disable trigger event_is_due_by_its_latest_end;
                update event set starts_at = starts_at - interval '4 days', ends_at = ends_at - interval '4 days',
                    due_from = ends_at - interval '4 days';
                alter table event enable trigger event_is_due_by_its_latest_end""");
        return offer.manage().replaceAll("/events/.*", "") + "/payouts";
    }

    private static void tellAccount(Phone owner, String purse) {
        var page = owner.page();
        owner.open(purse);
        page.locator("#bankCode").fill("0001");
        page.locator("#branchCode").fill("002");
        page.locator("#number").fill("7654321");
        page.locator("#holder").fill("緑スタジオ");
        page.locator("form[action$='/account'] button").click();
        page.locator("#holder[aria-invalid=true]").waitFor();
        assertThat(page.locator("#number").inputValue()).isEqualTo("7654321");
        seen(owner, "payouts-account-wrong-ja");
        page.locator("#holder").fill("ミドリスタジオ");
        page.locator("form[action$='/account'] button").click();
        page.locator(".flash").waitFor();
        seen(owner, "payouts-account-ja");
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        phone.isAccessible();
        phone.picture(name);
    }
}
