package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Guests pay by bank transfer: one in two parts, and one who forgets the number.
@ExtendWith(SharedWorld.class)
class TransferTest {
    private static final String FILE = "/bank/files/notice.txt";

    private final World world;
    private final Chromium chromium;

    TransferTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @Test
    void aPartWaitsForTheRest() throws Exception {
        var offer = Organiser.signUp(world).offer("振込の会", 3000, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja");
                var bank = Phone.of(world, chromium.browser(), "ja");
                var operator = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(guest, offer, "transfer-guest@example.jp");
            Booking.choose(guest, "bank-transfer");
            seen(guest, "transfer-issued-ja");
            var number = number(guest);
            assertThat(number).matches("[0-9]{5,9}");

            transfer(bank, 1000, number + " ヤマダ ハナコ");
            Operator.signIn(world, operator);
            Operator.handIn(world, operator, "transfer", FILE);
            guest.page().reload();
            assertThat(guest.page().locator(".facts.numbers").textContent()).contains("1,000", "2,000");
            seen(guest, "transfer-part-ja");

            transfer(bank, 2000, number + " ヤマダ ハナコ");
            Operator.handIn(world, operator, "transfer", FILE);
            assertThat(operator.page().locator("main").textContent()).contains("新しく 1 件の入金が確定");
            guest.page().locator("section.ticket a[href^='/door/']").waitFor();
            seen(guest, "transfer-ticket-ja");
        }
        balanced();
    }

    @Test
    void aDepositWithoutANumberIsForAPersonToDecide() throws Exception {
        var offer = Organiser.signUp(world).offer("番号を忘れた会", 2700, 6, Duration.ofDays(12));
        try (var guest = Phone.of(world, chromium.browser(), "ja");
                var bank = Phone.of(world, chromium.browser(), "ja");
                var operator = Phone.of(world, chromium.browser(), "ja");
                var second = Phone.of(world, chromium.browser(), "ja")) {
            Booking.hold(guest, offer, "numberless-guest@example.jp");
            Booking.choose(guest, "bank-transfer");
            var number = number(guest);
            transfer(bank, 2700, "わすれた はなこ");
            Operator.signIn(world, operator);
            Operator.handIn(world, operator, "transfer", FILE);
            var page = operator.page();
            var deposit = page.locator("#deposits article", new Page.LocatorOptions().setHasText("ﾜｽﾚﾀ ﾊﾅｺ"));
            deposit.waitFor();
            seen(operator, "transfer-unmatched-ja");
            page.locator("#deposits").scrollIntoViewIfNeeded();
            operator.picture("transfer-unmatched-below-ja");
            var waiting = deposit.locator("select option").all().stream()
                    .filter(one -> one.textContent().endsWith(" " + number))
                    .findFirst()
                    .orElseThrow();
            deposit.locator("select").selectOption(waiting.getAttribute("value"));
            deposit.locator("form[action$='/match'] button").click();
            page.locator(".flash").waitFor();
            seen(operator, "transfer-wished-ja");
            new PayoutRun(world, "transfer").signInAsSecond(second);
            second.open("/operate/reports");
            second.page()
                    .locator("#deposits article", new Page.LocatorOptions().setHasText("ﾜｽﾚﾀ ﾊﾅｺ"))
                    .locator("form[action$='/match'] button.primary")
                    .click();
            second.page().locator(".flash").waitFor();
            operator.open("/operate/reports");
            assertThat(page.locator("#deposits article", new Page.LocatorOptions().setHasText("ﾜｽﾚﾀ ﾊﾅｺ"))
                            .count())
                    .isZero();
            seen(operator, "transfer-matched-ja");
            guest.page().locator("section.ticket a[href^='/door/']").waitFor();
        }
        balanced();
    }

    private static String number(Phone guest) {
        return guest.page()
                .locator(".facts.numbers dt", new Page.LocatorOptions().setHasText("振込依頼人名"))
                .locator("xpath=following-sibling::dd[1]")
                .locator("b")
                .textContent();
    }

    private void transfer(Phone bank, long yen, String payer) {
        var page = bank.page();
        bank.open(world.town().address("/"));
        page.locator("a[href='/bank']").click();
        bank.waitForPath("/bank");
        page.locator("#yen").fill(String.valueOf(yen));
        page.locator("#payer").fill("山田花子");
        page.locator("form button.primary").click();
        page.locator("#payer[aria-invalid=true]").waitFor();
        look(bank, "town-bank-refused-ja");
        page.locator("#payer").fill(payer);
        page.locator("form button.primary").click();
        page.locator("button[name=sure]").waitFor();
        look(bank, "town-bank-sure-ja");
        page.locator("button[name=sure]").click();
        bank.waitForPath("/bank/transfers/.*");
        look(bank, "town-bank-done-ja");
        page.locator("a[href='/bank/account']").click();
        bank.waitForPath("/bank/account");
        look(bank, "town-bank-account-ja");
    }

    private void balanced() throws Exception {
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).isEmpty();
        }
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        look(phone, name);
    }

    private static void look(Phone phone, String name) {
        phone.isAccessible();
        phone.picture(name);
    }
}
