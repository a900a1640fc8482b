package org.tsudoi.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;

class ProviderFeeTest {
    private static final Currency YEN = Currency.getInstance("JPY");
    private static final Currency BAHT = Currency.getInstance("THB");

    @ParameterizedTest
    @CsvSource({"3.6, 3000, 108", "3.6+40, 3000, 148", "3.6+40, 1500, 94", "3.6, 12, 0", "3.6, 14, 1", "0+110, 900, 110"
    })
    void whatIsKeptIsAShareRoundedHalfUpAndAFixedAmount(String written, long paid, long kept) {
        assertThat(ProviderFee.Agreed.read(written, YEN).of(Money.jpy(paid))).isEqualTo(Money.jpy(kept));
    }

    @Test
    void whatIsFixedIsInWholeUnitsOfTheCurrency() {
        var agreed = ProviderFee.Agreed.read("3.9+11", BAHT);
        assertThat(agreed.fixed()).isEqualTo(new Money(1_100, BAHT));
        assertThat(agreed.of(new Money(35_000, BAHT))).isEqualTo(new Money(2_465, BAHT));
        assertThat(agreed.percent()).isEqualTo("3.9");
        assertThat(ProviderFee.Agreed.read("3.60", YEN).percent()).isEqualTo("3.6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3.6%", "-1", "3,6", "3.6+", "3.678", "60", "3.6+0.5"})
    void whatIsWrittenInAnotherWayIsRefused(String written) {
        assertThatThrownBy(() -> ProviderFee.Agreed.read(written, YEN))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }

    @Test
    void whatDiffersByBrandIsNotKnown() {
        var one = ProviderFee.Agreed.read("3.6", YEN);
        assertThat(ProviderFee.common(List.of(one, ProviderFee.Agreed.read("3.60", YEN))))
                .isEqualTo(one);
        assertThat(ProviderFee.common(List.of(one, new ProviderFee.Nothing()))).isEqualTo(new ProviderFee.NotKnown());
    }
}
