package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalTermTest {
    @ParameterizedTest
    @CsvSource({
        "RECEIPT, , 2027-01-31T00:00:00Z, 2035-03-31",
        "CREDIT_NOTE, , 2027-12-31T00:00:00Z, 2036-02-28",
        "CREDIT_NOTE, RECEIPT, 2027-06-01T00:00:00Z, 2035-08-01",
        "TAX_INVOICE, , 2027-06-01T00:00:00Z, 2032-08-01",
        "CREDIT_NOTE, SHORT_TAX_INVOICE, 2027-06-01T00:00:00Z, 2032-08-01"
    })
    void itIsTheLatestThatTheLawCanMean(PaperKind kind, @Nullable PaperKind corrects, Instant traded, LocalDate until) {
        assertThat(LegalTerm.keptUntil(kind, corrects, traded)).isEqualTo(until);
    }
}
