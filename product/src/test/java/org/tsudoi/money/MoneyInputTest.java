package org.tsudoi.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.money.MoneyInput.Reason;

class MoneyInputTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1500          | JPY | 1500
            1,500         | JPY | 1500
            ¥1,500        | JPY | 1500
            ￥１，５００   | JPY | 1500
            １５００円     | JPY | 1500
            1 500 yen     | JPY | 1500
            1500.00       | JPY | 1500
            0             | JPY | 0
            007           | JPY | 7
            1,234,567,890 | JPY | 1234567890
            100000000000  | JPY | 100000000000
            350           | THB | 35000
            350.5         | THB | 35050
            ฿350.00       | THB | 35000
            ๑,๕๐๐.๕๐ บาท    | THB | 150050
            THB 1,500.25  | THB | 150025
            $12.00        | USD | 1200
            12€           | EUR | 1200
            CHF 5         | CHF | 500
            """)
    void whatPeopleTypeIsUnderstood(String typed, String currency, long minorUnits) {
        assertThat(MoneyInput.read(typed, Currency.getInstance(currency)))
                .isEqualTo(new MoneyInput.Understood(Money.of(minorUnits, currency)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''            | JPY | EMPTY
            '　'          | JPY | EMPTY
            円            | JPY | EMPTY
            -5            | JPY | NEGATIVE
            −1,500円      | JPY | NEGATIVE
            (5)           | JPY | NEGATIVE
            千五百         | JPY | NOT_AN_AMOUNT
            five          | JPY | NOT_AN_AMOUNT
            NaN           | JPY | NOT_AN_AMOUNT
            Infinity      | JPY | NOT_AN_AMOUNT
            1e3           | JPY | NOT_AN_AMOUNT
            0x10          | JPY | NOT_AN_AMOUNT
            $5            | JPY | NOT_AN_AMOUNT
            .5            | THB | NOT_AN_AMOUNT
            1,50          | THB | UNCLEAR
            1.234,50      | EUR | UNCLEAR
            15,00         | JPY | UNCLEAR
            1,,500        | JPY | UNCLEAR
            1.500.000     | JPY | UNCLEAR
            5.            | THB | UNCLEAR
            1500.5        | JPY | TOO_PRECISE
            0.001         | THB | TOO_PRECISE
            100000000001  | JPY | TOO_LARGE
            99999999999999999999999999999999999999 | JPY | TOO_LARGE
            """)
    void whatIsNotAnAmountOrCouldMeanTwoIsRefused(String typed, String currency, Reason reason) {
        assertThat(MoneyInput.read(typed, Currency.getInstance(currency))).isEqualTo(new MoneyInput.Refused(reason));
    }

    @Test
    void everyReasonIsSaidInEachLanguage() {
        for (var language : new String[] {"ja", "en", "th"}) {
            var texts = ResourceBundle.getBundle("messages/money_" + language, Locale.ROOT);
            for (var reason : Reason.values()) {
                assertThat(texts.getString(reason.messageKey())).isNotBlank();
            }
        }
    }
}
