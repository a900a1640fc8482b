package org.tsudoi.members;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceNumberTest {
    /// Published corporate numbers (国税庁 法人番号公表サイト); the third is the tax agency's own.
    @ParameterizedTest
    @ValueSource(strings = {"4011001098993", "2120901007402", "7000012050002", "1180301018771", "7123456789012"})
    void corporateNumbersKeepTheirRule(String digits) {
        assertThat(new InvoiceNumber("T" + digits).canBeCorporate()).isTrue();
    }

    @Test
    void anyOtherFirstDigitBreaksIt() {
        for (int first = 0; first <= 9; first++) {
            assertThat(new InvoiceNumber("T" + first + "000012050002").canBeCorporate())
                    .isEqualTo(first == 7);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"T7000012050002", "t7000012050002", "7000012050002", "Ｔ７０００−０１２０−５０００２", " T7-0000-1205-0002 "})
    void itIsReadAsPeopleWriteIt(String typed) {
        assertThat(InvoiceNumber.read(typed)).contains(new InvoiceNumber("T7000012050002"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "T", "T123", "T70000120500021", "T70000120500O2", "X7000012050002"})
    void anythingElseIsNone(String typed) {
        assertThat(InvoiceNumber.read(typed)).isEmpty();
    }
}
