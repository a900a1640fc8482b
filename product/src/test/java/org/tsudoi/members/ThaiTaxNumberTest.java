package org.tsudoi.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThaiTaxNumberTest {
    /// Of companies listed in Bangkok, as their annual reports print them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0107544000108",
                "0107542000011",
                "0105556091152",
                "0994000165501",
                "0 1075 44000 10 8",
                "0-1075-42000-01-1"
            })
    void numbersOfKnownCompaniesAreTaken(String typed) {
        assertThat(ThaiTaxNumber.read(typed)).isPresent();
    }

    /// Of the other digits a few wrong ones pass: two remainders have the same check digit.
    @Test
    void aWrongCheckDigitIsFound() {
        var right = "0107544000108";
        for (char digit = '0'; digit <= '9'; digit++) {
            var typed = right.substring(0, 12) + digit;
            assertThat(ThaiTaxNumber.read(typed).isPresent()).as(typed).isEqualTo(typed.equals(right));
        }
        for (var typed : new String[] {"", "010754400010", "01075440001080", "0207544000108", "๐๑๐๗๕๔๔๐๐๐๑๐๘"}) {
            assertThat(ThaiTaxNumber.read(typed)).as(typed).isEmpty();
        }
    }

    /// It stands in many examples of payments.
    @Test
    void thirteenOnesAreNoNumber() {
        assertThat(ThaiTaxNumber.read("1111111111111")).isEmpty();
    }

    @Test
    void itIsPrintedInGroupsAndDoesNotPrintItself() {
        var number = new ThaiTaxNumber("0107544000108");
        assertThat(number.grouped()).isEqualTo("0 1075 44000 10 8");
        assertThat(number.toString()).doesNotContain("0107544");
        assertThatThrownBy(() -> new ThaiTaxNumber("0107544000107")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ThaiTaxpayer(number, "1")).isInstanceOf(IllegalArgumentException.class);
    }
}
