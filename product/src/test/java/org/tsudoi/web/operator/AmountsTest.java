package org.tsudoi.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.ledger.Asset;

class AmountsTest {
    @ParameterizedTest
    @ValueSource(strings = {"JPY", "THB", "REFUND/JPY"})
    void moneyIsWhatHasACurrency(String asset) {
        assertThat(Amounts.currency(new Asset(asset))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PTS", "A1B", "REFUND/ABC", "XAU", "MILES"})
    void nothingElseIsHoweverItIsWritten(String asset) {
        assertThat(Amounts.currency(new Asset(asset))).isEmpty();
    }
}
