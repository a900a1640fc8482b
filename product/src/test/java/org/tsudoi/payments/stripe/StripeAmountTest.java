package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.money.Money;

class StripeAmountTest {
    @ParameterizedTest
    @CsvSource({
        "JPY, 1500, jpy, 1500",
        "THB, 1500, thb, 1500",
        "BHD, 1500, bhd, 1500",
        "UGX, 15, ugx, 1500",
        "ISK, 15, isk, 1500",
        "MGA, 1500, mga, 15",
    })
    void moneyIsWrittenInStripesUnitsAndReadBack(String currency, long minorUnits, String written, long amount) {
        var money = Money.of(minorUnits, currency);
        assertThat(StripeAmount.currency(money)).isEqualTo(written);
        assertThat(StripeAmount.write(money)).isEqualTo(amount);
        assertThat(StripeAmount.read(amount, written)).isEqualTo(money);
    }

    @Test
    void whatStripeHasNoNumberForIsNotRounded() {
        assertThatThrownBy(() -> StripeAmount.write(Money.of(1501, "MGA"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> StripeAmount.read(1501, "ugx")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> StripeAmount.read(1, "zzz")).isInstanceOf(IllegalArgumentException.class);
    }
}
