package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The platform's fee: the operator sets it, the organiser has the buyer bear it, the buyer reads it before
/// paying, and the organiser finds it in the statement and on its paper.
@ExtendWith(SharedWorld.class)
class FeeTest {
    private final World world;
    private final Chromium chromium;

    FeeTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void theFeeIsReadBeforePayingAndInTheStatement() throws IOException {
        var organiser = Organiser.signUp(world);
        try (var operator = Phone.of(world, chromium.browser(), "ja");
                var owner = Phone.of(world, chromium.browser(), "ja");
                var guest = Phone.of(world, chromium.browser(), "ja")) {
            Operator.signIn(world, operator);
            owner.signIn(organiser.mail());
            set(operator, "3.5", "50");
            try {
                operator.isGoodToSee("fee-set-ja");
                letBuyersBear(owner, organiser);
                buy(guest, organiser.offer("手数料の見える会", 3000, 6, Duration.ofDays(12)));
            } finally {
                set(operator, "0", "0");
            }
            readStatement(owner, organiser);
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static void set(Phone operator, String percent, String fixed) {
        var page = operator.page();
        operator.open("/operate/fees");
        page.locator("#percent").fill(percent);
        page.locator("#fixed").fill(fixed);
        page.locator("form[action='/operate/fees'] button.primary").click();
        page.locator(".flash.good").waitFor();
    }

    private static void letBuyersBear(Phone owner, Organiser organiser) {
        var page = owner.page();
        owner.open(organiser.home() + "/fees");
        assertThat(page.locator("dl.facts").textContent()).contains("3.5 ％ ＋ ¥50");
        page.locator("#usual").selectOption("buyer");
        page.locator("form[data-dirty] button.primary").click();
        page.locator(".flash.good").waitFor();
        owner.isGoodToSee("fee-bearer-ja");
    }

    /// ¥3,000 and ¥105 + ¥50.
    private static void buy(Phone guest, Organiser.Offer offer) {
        var page = guest.page();
        guest.open("/events/" + offer.slug());
        assertThat(page.locator("main").textContent()).contains("¥3,155", "うちサービス利用料 ¥155");
        guest.isGoodToSee("fee-event-ja");
        guest.open("/events/" + offer.slug() + "/apply");
        assertThat(page.locator("main").textContent()).contains("サービス利用料 × 1", "¥155", "¥3,155");
        guest.isGoodToSee("fee-apply-ja");
        Booking.hold(guest, offer, "fee-guest@example.jp");
        assertThat(page.locator(".bill").first().textContent()).contains("サービス利用料 × 1", "¥155", "¥3,155");
        guest.isGoodToSee("fee-to-pay-ja");
        Booking.payByCard(guest);
    }

    private void readStatement(Phone owner, Organiser organiser) throws IOException {
        var page = owner.page();
        // The provider tells what it took a moment later.
        Await.until("the provider's fee", Await.LONG, () -> {
            owner.open(organiser.home() + "/statements");
            return page.locator("main").textContent().contains("決済手数料");
        });
        var bill = page.locator("table.bill");
        assertThat(bill.textContent()).contains("プラットフォームの手数料 × 1", "−¥155", "¥3,155");
        owner.isGoodToSee("statement-ja");
        try (var paper = Loader.loadPDF(Booking.download(owner, "a[href$='/statement.pdf']"))) {
            var text = new PDFTextStripper().getText(paper).replaceAll("\\s+", " ");
            assertThat(text).contains("月次明細", "朝の会 Morning Circle", "プラットフォームの手数料 × 1 −¥155");
            var left = bill.locator("tr.sum td").last().textContent();
            assertThat(text).contains("いまのお預かり残高 " + left);
        }
    }
}
