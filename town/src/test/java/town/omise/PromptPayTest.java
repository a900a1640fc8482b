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

    /// Published, in two orders: 100 baht to a telephone. They are no bills, as they name no reference.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00020101021229370016A0000006770101110113006681234567853037645406100.005802TH6304F142",
                "00020101021229370016A000000677010111011300668123456785802TH53037645406100.006304BB8A"
            })
    void aCodeForATelephoneHasTheSameChecksum(String known) {
        int end = known.length() - 4;
        assertThat(PromptPay.crc(known.substring(0, end))).isEqualTo(known.substring(end));
        assertThat(PromptPay.read(known)).isEmpty();
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
