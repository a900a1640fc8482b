package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// What two operators and the bank do for a run of payouts, whoever is paid by it.
///
/// @param pictures how the names of its pictures begin
record PayoutRun(World world, String pictures) {
    static final String STATEMENT = "/bank/files/statement.txt";
    private static final String SECOND = "second-operator@example.jp";
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /// One of its own: it pays from an account, and at once.
    static World world(String name) {
        return World.start(
                name,
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
    }

    void signInAsSecond(Phone phone) {
        Operator.signInAnother(world, phone, SECOND);
    }

    /// @return the path of the run
    String prepare(Phone operator) {
        operator.open("/operate/payouts");
        look(operator, pictures + "-proposal-ja");
        operator.page().locator("#desk-JPY form button.primary").click();
        operator.waitForPath("/operate/payouts/run_.*");
        assertThat(operator.page().locator("form[action$='/approve']").count()).isZero();
        look(operator, pictures + "-prepared-ja");
        return operator.path();
    }

    byte[] approveAndMakeFile(Phone operator, String run) {
        var page = operator.page();
        operator.open(run);
        page.locator("form[action$='/approve'] button").click();
        page.locator("#on").waitFor();
        page.locator("#on").fill("2026-01-04");
        page.locator("form[action$='/file'] button").click();
        page.locator("#on[aria-invalid=true]").waitFor();
        look(operator, pictures + "-day-wrong-ja");
        page.locator("#on").fill(workday().toString());
        page.locator("form[action$='/file'] button").click();
        page.locator("a[href$='/file']").waitFor();
        look(operator, pictures + "-file-ja");
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

    void handIn(Phone bank, byte[] file) {
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
        bank.picture("town-bank-orders-" + pictures + "-ja");
        bank.open(world.town().address("/bank/account"));
        bank.isAccessible();
        bank.picture("town-bank-sent-" + pictures + "-ja");
    }

    private static void look(Phone phone, String name) {
        phone.isTranslated();
        phone.isAccessible();
        phone.picture(name);
    }
}
