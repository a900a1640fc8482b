package town.omise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptPayTest {
    /// Published by a reader of such codes in another language.
    private static final String KNOWN = "00020101021230650016A0000006770101120115099400016550100"
            + "0212123456789012030667042953037645802TH54073649.2263044534";

    @Test
    void aBillIsWrittenAsOthersWriteIt() {
        var bill = new PromptPay.Bill("099400016550100", "123456789012", "670429", "3649.22");
        assertThat(PromptPay.payload(bill)).isEqualTo(KNOWN);
        assertThat(PromptPay.read(KNOWN)).contains(bill);
        assertThat(bill.satang()).isEqualTo(364_922);
    }

    @Test
    void theChecksumIsTheOneOfTheStandard() {
        assertThat(PromptPay.crc("123456789")).isEqualTo("29B1");
    }

    @Test
    void noWrongDigitIsOverlooked() {
        for (int at = 0; at < KNOWN.length(); at++) {
            var letter = KNOWN.charAt(at) == '7' ? '8' : '7';
            assertThat(PromptPay.read(KNOWN.substring(0, at) + letter + KNOWN.substring(at + 1)))
                    .as("at " + at)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "6304FFFF",
                "00020101021129370016A000000677010111011300668012345675802TH530376463046197",
                "00020164210002JA0111JPQRMPM本舗食堂53033925903xxx6003xxx610710600325802JP01021126680019"
                        + "jp.or.paymentsjapan0113000000000000102040001030600000104060000015204412163046D60"
            })
    void whatIsNoBillIsNotRead(String text) {
        assertThat(PromptPay.read(text)).isEmpty();
    }
}
