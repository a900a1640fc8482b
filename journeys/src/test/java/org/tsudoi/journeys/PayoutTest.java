package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// An organiser is paid: two operators agree, the bank takes the file and says what left; then it comes back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayoutTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String STATEMENT = "/bank/files/statement.txt";
    private static final String SECOND = "second-operator@example.jp";
    private static final Duration SOON = Duration.ofSeconds(60);

    private World world;
    private Chromium chromium;

    @BeforeAll
    void start() {
        world = World.start(
                "payouts",
                Map.of(
                        "TSUDOI_TRANSFER_READS", "statement",
                        "TSUDOI_PAYOUTS_HOLD_AFTER_CHANGE", "0s",
                        "TSUDOI_PAYOUTS_AFTER_EVENT", "0s",
                        "TSUDOI_PAYOUTS_YEN_FEE", "145",
                        "TSUDOI_PAYOUTS_YEN_BANK_CODE", "9999",
                        "TSUDOI_PAYOUTS_YEN_BRANCH_CODE", "001",
                        "TSUDOI_PAYOUTS_YEN_NUMBER", "1234567",
                        "TSUDOI_PAYOUTS_YEN_SENDER_CODE", "0000012345",
                        "TSUDOI_PAYOUTS_YEN_SENDER_NAME", "ﾂﾄﾞｲ"));
        chromium = new Chromium();
    }

    @AfterAll
    void end() throws Exception {
        chromium.close();
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
            other.signIn(SECOND);
            administer("""
                    update member set operator_since = now()
                    where id = (select id from member order by id desc limit 1)""");

            var run = prepare(one);
            var file = approveAndMakeFile(other, run);
            handIn(bank, file);
            Operator.handIn(world, one, "transfer", STATEMENT);
            one.open(run);
            assertThat(one.page().locator("main").textContent()).contains("完了", "振込済み", "銀行の通知");
            seen(one, "payouts-settled-ja");
            owner.open(purse);
            assertThat(owner.page().locator("#payouts").textContent()).contains("振込済み");
            seen(owner, "payouts-paid-ja");

            bank.open(world.town().address("/bank/account"));
            bank.page().locator("form[action$='/send-back'] button").click();
            bank.page().locator(".chip.bad").waitFor();
            Operator.handIn(world, one, "transfer", STATEMENT);
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
        administer("""
                alter table event disable trigger event_is_due_by_its_latest_end;
                update event set starts_at = starts_at - interval '4 days', ends_at = ends_at - interval '4 days',
                    due_from = ends_at - interval '4 days';
                alter table event enable trigger event_is_due_by_its_latest_end""");
        return offer.manage().replaceAll("/events/.*", "") + "/payouts";
    }

    private void administer(String statement) throws SQLException {
        try (var connection = world.administrator();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
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

    /// @return the path of the run
    private static String prepare(Phone operator) {
        operator.open("/operate/payouts");
        seen(operator, "payouts-proposal-ja");
        operator.page().locator("#desk-JPY form button.primary").click();
        operator.waitForPath("/operate/payouts/run_.*");
        assertThat(operator.page().locator("form[action$='/approve']").count()).isZero();
        seen(operator, "payouts-prepared-ja");
        return operator.path();
    }

    private byte[] approveAndMakeFile(Phone operator, String run) {
        var page = operator.page();
        operator.open(run);
        page.locator("form[action$='/approve'] button").click();
        page.locator("#on").waitFor();
        page.locator("#on").fill("2026-01-04");
        page.locator("form[action$='/file'] button").click();
        page.locator("#on[aria-invalid=true]").waitFor();
        seen(operator, "payouts-day-wrong-ja");
        page.locator("#on").fill(workday().toString());
        page.locator("form[action$='/file'] button").click();
        page.locator("a[href$='/file']").waitFor();
        seen(operator, "payouts-file-ja");
        var file = Booking.download(operator, "a[href$='/file']");
        assertThat(Booking.download(operator, "a[href$='/file']")).isEqualTo(file);
        return file;
    }

    /// Today, or the next day on which banks work.
    private static LocalDate workday() {
        var day = LocalDate.now(TOKYO);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day;
    }

    private void handIn(Phone bank, byte[] file) {
        var page = bank.page();
        bank.open(world.town().address("/bank/orders"));
        page.locator("#file").setInputFiles(new FilePayload("run.txt", "text/plain", file));
        page.locator("form button.primary").click();
        page.locator(".chip").first().waitFor();
        var days = ChronoUnit.DAYS.between(LocalDate.now(TOKYO), workday());
        if (days > 0) world.town().forward(Duration.ofDays(days));
        bank.open(world.town().address("/bank/orders"));
        page.locator(".chip.good").waitFor();
        bank.isAccessible();
        bank.picture("town-bank-orders-ja");
        bank.open(world.town().address("/bank/account"));
        bank.isAccessible();
        bank.picture("town-bank-sent-ja");
    }

    private static void seen(Phone phone, String name) {
        phone.isTranslated();
        phone.isAccessible();
        phone.picture(name);
    }
}
