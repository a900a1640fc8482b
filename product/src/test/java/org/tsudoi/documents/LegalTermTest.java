package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalTermTest {
    @ParameterizedTest
    @CsvSource({
        "RECEIPT, , 2027-01-31T00:00:00Z, Asia/Tokyo, 2038-03-31",
        "RECEIPT, , 2027-01-31T15:00:00Z, Asia/Tokyo, 2038-04-30",
        "CREDIT_NOTE, , 2027-12-31T00:00:00Z, Asia/Tokyo, 2039-02-28",
        "RECEIPT, , 2028-12-01T00:00:00Z, Asia/Tokyo, 2040-02-29",
        "CREDIT_NOTE, RECEIPT, 2027-06-01T00:00:00Z, Asia/Tokyo, 2038-08-31",
        "TAX_INVOICE, , 2027-06-01T00:00:00Z, Asia/Bangkok, 2033-08-31",
        "CREDIT_NOTE, SHORT_TAX_INVOICE, 2027-06-30T17:00:00Z, Asia/Bangkok, 2033-09-30"
    })
    void itIsTheLatestThatTheLawCanMean(
            PaperKind kind, @Nullable PaperKind corrects, Instant traded, ZoneId zone, LocalDate until) {
        assertThat(LegalTerm.keptUntil(kind, corrects, traded, zone)).isEqualTo(until);
    }
}
