package town.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarCodeTest {
    /// Of the guideline of GS1 Japan.
    private static final String GUIDELINE = "91912345012345678901234567890101033101230003";

    @Test
    void everyFieldIsAtItsPlace() {
        var code = good("91929023252070000010123499900199999900106050");
        assertThat(code.issuer()).isEqualTo("929023");
        assertThat(code.client()).isEqualTo("25207");
        assertThat(code.firstField()).isEqualTo("000001");
        assertThat(code.secondField()).isEqualTo("01234999001");
        assertThat(code.stamp()).isEqualTo("0");
        assertThat(code.yen()).isEqualTo(10605);
        assertThat(code.lastDay()).isNull();
        assertThat(good(GUIDELINE).lastDay()).isEqualTo(LocalDate.of(2001, 3, 31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(91)912345-0123456789012345678901 010331-0-123000-3",
                "]C191912345012345678901234567890101033101230003",
                "９１９１２３４５０１２３４５６７８９０１２３４５６７８９０１０１０３３１０１２３０００３",
            })
    void whatIsTypedAsItIsPrintedIsTheSame(String typed) {
        assertThat(good(typed).digits()).isEqualTo(GUIDELINE);
    }

    @ParameterizedTest
    @CsvSource({
        "9191234501234567890123456789010103310123000X,NOT_DIGITS",
        "9191234501234567890123456789010103310123000,LENGTH",
        "92912345012345678901234567890101033101230000,IDENTIFIER",
        "91912345012345678901234567890101033101230004,CHECK_DIGIT",
        "91912345012345678901234567890101133101230000,NO_DAY",
        "91912345012345678901234567890101033121230007,STAMP",
        "91912345012345678901234567890101033100000003,NO_AMOUNT",
        "91912345012345678901234567890101033103000017,TOO_MUCH",
    })
    void whatNoTillTakesIsRefusedWithItsReason(String digits, Refusal why) {
        assertThat(BarCode.read(digits)).isEqualTo(new BarCode.Reading.Bad(why));
    }

    @Test
    void everyWrongDigitIsFound() {
        for (int place = 2; place < GUIDELINE.length(); place++) {
            char other = GUIDELINE.charAt(place) == '9' ? '0' : (char) (GUIDELINE.charAt(place) + 1);
            var wrong = GUIDELINE.substring(0, place) + other + GUIDELINE.substring(place + 1);
            assertThat(BarCode.read(wrong)).as(wrong).isEqualTo(new BarCode.Reading.Bad(Refusal.CHECK_DIGIT));
        }
    }

    private static BarCode good(String typed) {
        return ((BarCode.Reading.Good) BarCode.read(typed)).code();
    }
}
