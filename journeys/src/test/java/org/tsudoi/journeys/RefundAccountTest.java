package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Cash that was paid at a store cannot go back there: the buyer is asked for an account by mail, and the
/// next run of payouts pays to it.
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefundAccountTest {
    private static final String GUEST = "refund-guest@example.jp";

    private final Chromium chromium;
    private World world;
    private PayoutRun runs;

    RefundAccountTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @BeforeAll
    void start() {
        world = PayoutRun.world("refunds");
        runs = new PayoutRun(world, "refunds");
    }

    @AfterAll
    void end() {
        world.close();
    }

    @Test
    void aBuyerTellsAnAccountAndTheNextRunPaysToIt() throws Exception {
        var offer = Organiser.signUp(world).offer("コンビニで払った会", 3000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja");
                var store = Phone.of(world, chromium.browser(), "ja");
                var one = Phone.of(world, chromium.browser(), "ja");
                var other = Phone.of(world, chromium.browser(), "ja");
                var bank = Phone.of(world, chromium.browser(), "ja")) {
            payAtAStore(guest, store, offer);
            cancel(guest);
            tellAccount(guest);

            Operator.signIn(world, one);
            runs.signInAsSecond(other);
            var run = runs.prepare(one);
            assertThat(one.page().locator("main").textContent()).contains("購入者への返金");
            runs.handIn(bank, runs.approveAndMakeFile(other, run));
            Operator.handIn(world, one, "transfer", PayoutRun.STATEMENT);
            one.open(run);
            assertThat(one.page().locator("main").textContent()).contains("振込済み");
            one.isGoodToSee("refunds-settled-ja");
            guest.page().reload();
            assertThat(guest.page().locator("main").textContent()).contains("¥3,000 を返金しました。");
            guest.isGoodToSee("refund-done-ja");
        }
        try (var books = world.books()) {
            assertThat(books.rows("select state, amount from refund")).containsExactly(List.of("transferred", "3000"));
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private void payAtAStore(Phone guest, Phone store, Organiser.Offer offer) {
        Booking.hold(guest, offer, GUEST);
        Booking.pick(guest, "konbini");
        guest.page().locator("#brand-konbini").selectOption("lawson");
        Booking.go(guest);
        guest.page().locator("[data-state='paying-issued-0']").waitFor();
        var numbers = guest.page().locator(".facts.numbers .code").allInnerTexts();
        var till = store.page();
        store.open(world.town().address("/store/lawson"));
        till.locator("#receipt").fill(numbers.getFirst());
        till.locator("#confirmation").fill(numbers.getLast());
        till.locator("form button.primary").click();
        till.locator("#check").waitFor();
        till.locator("form[action='/store/lawson/pay'] button.primary").click();
        guest.page().locator(Booking.TICKET).waitFor();
    }

    private static void cancel(Phone guest) {
        var page = guest.page();
        page.locator("a[href$='/cancel']").click();
        guest.waitForPath("/orders/[^/]+/cancel");
        page.locator("form.stack button.primary").click();
        guest.waitForPath("/orders/[^/]+");
        page.locator("a[href$='/refund-account']").waitFor();
        guest.isGoodToSee("refund-account-wanted-ja");
    }

    /// By the link of the letter.
    private void tellAccount(Phone guest) {
        var page = guest.page();
        var letter = world.town().letter(GUEST, "返金先の口座をご入力ください");
        assertThat(letter.subject()).endsWith("コンビニで払った会");
        assertThat(letter.text()).contains("¥3,000");
        guest.open(letter.link("/refund-account"));
        page.locator("#bankCode").fill("0001");
        page.locator("#branchCode").fill("００２");
        page.locator("#number").fill("12345678");
        page.locator("#holder").fill("山田花子");
        page.locator("form.form button.primary").click();
        page.locator("#holder[aria-invalid=true]").waitFor();
        assertThat(page.locator("#number[aria-invalid=true]").count()).isOne();
        assertThat(List.of("#bankCode", "#branchCode", "#number", "#holder").stream()
                        .map(field -> page.locator(field).inputValue()))
                .containsExactly("0001", "００２", "12345678", "山田花子");
        guest.isGoodToSee("refund-account-wrong-ja");
        page.locator("#number").fill("1234567");
        page.locator("#holder").fill("ヤマダ ハナコ");
        page.locator("form.form button.primary").click();
        page.locator(".flash.good").waitFor();
        guest.isGoodToSee("refund-account-told-ja");
    }
}
