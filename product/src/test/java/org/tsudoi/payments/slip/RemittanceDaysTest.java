package org.tsudoi.payments.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.money.Money;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.payments.provider.Movements.TwoDays;
import org.tsudoi.testing.ProductTest;

/// When the agent transfers what it took may be told in a later file, or in two ways. The days are of no other test.
@ProductTest
class RemittanceDaysTest {
    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final Instant PAID_FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant PAID_UNTIL = Instant.parse("2026-11-05T00:00:00Z");
    private static final int YEN = 1500;

    private final SlipTable slips;
    private final ReportInbox reports;
    private final JdbcClient sql;

    RemittanceDaysTest(SlipTable slips, ReportInbox reports, JdbcClient sql) {
        this.slips = slips;
        this.reports = reports;
        this.sql = sql;
    }

    private static String code(int number) {
        var due = LocalDate.of(2026, 12, 31);
        return new SlipCode("912345", "99998" + "%016d".formatted(number), 0, due, false, YEN).digits();
    }

    private void told(String code, String day) {
        var line =
                "02,20261102,1015,EAN" + code + ",000001,01234999001,0," + YEN + ",010,店,123456," + day + ",20261103";
        assertThat(reports.receive("slip", line.getBytes(WINDOWS_31J), "somebody"))
                .isInstanceOf(ReportInbox.Outcome.Taken.class);
    }

    /// Without the agent's fee.
    private long on(LocalDate day) {
        return slips.remittedBetween(day, day.plusDays(1)).stream()
                .mapToLong(line -> -line.net().minorUnits())
                .sum();
    }

    private boolean isTwice(String code, LocalDate first, LocalDate then) {
        return slips.remittedTwice(PAID_FROM, PAID_UNTIL).stream()
                .filter(two -> two.first().equals(first) && two.then().equals(then))
                .map(TwoDays::line)
                .anyMatch(line -> line.gross().equals(Money.jpy(YEN)));
    }

    @Test
    void theDayThatALaterFileTellsIsKept() {
        var day = LocalDate.of(2031, 5, 1);
        told(code(1), "");
        assertThat(on(day)).isZero();
        told(code(1), DAY.format(day));
        told(code(1), DAY.format(day));
        told(code(1), "");
        assertThat(on(day)).isEqualTo(YEN - 110);
        assertThat(slips.remittedTwice(PAID_FROM, PAID_UNTIL))
                .noneMatch(two -> two.first().equals(day));
    }

    @Test
    void ofTwoDaysTheFirstHoldsAndBothAreTold() {
        var first = LocalDate.of(2031, 6, 1);
        var then = LocalDate.of(2031, 6, 2);
        told(code(2), DAY.format(first));
        told(code(2), DAY.format(then));
        assertThat(on(first)).isEqualTo(YEN - 110);
        assertThat(on(then)).isZero();
        assertThat(isTwice(code(2), first, then)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update slip_remittance set remitted_on = '2026-01-01'", "delete from slip_remittance"})
    void whatWasToldIsNeverChanged(String statement) {
        assertThatThrownBy(() -> sql.sql(statement).update()).hasStackTraceContaining("permission denied");
    }
}
