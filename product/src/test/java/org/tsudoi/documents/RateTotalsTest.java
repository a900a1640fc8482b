package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;

class RateTotalsTest {
    private static final Tax STANDARD = Tax.of(Tax.Category.STANDARD, "JP");
    private static final Tax REDUCED = Tax.of(Tax.Category.REDUCED, "JP");

    /// ¥333 × 3 at 8 % and ¥777 at 10 %: line by line it would be 3 × 24 = 72.
    @Test
    void theTaxOfARateIsRoundedOnceForTheWholeInvoice() {
        var line = new RateTotals.Line(REDUCED, Money.jpy(333));
        var totals = RateTotals.of(
                List.of(line, line, line, new RateTotals.Line(STANDARD, Money.jpy(777))), RateTotals.Rounding.DOWN);
        assertThat(totals.totals())
                .containsExactly(
                        new RateTotals.Total(STANDARD, Money.jpy(777), Money.jpy(70)),
                        new RateTotals.Total(REDUCED, Money.jpy(999), Money.jpy(74)));
    }

    @ParameterizedTest
    @CsvSource({"10700,700", "10000,654", "107,7", "99,6", "1,0", "0,0"})
    void sevenOfAHundredAndSevenAreVatInThailand(long satang, long vat) {
        var thai = Tax.of(Tax.Category.STANDARD, "TH");
        var total = RateTotals.of(thai, Money.of(satang, "THB"), RateTotals.Rounding.NEAREST)
                .totals()
                .getFirst();
        assertThat(total.within()).isEqualTo(Money.of(vat, "THB"));
        assertThat(total.net().plus(total.within())).isEqualTo(total.amount());
    }

    @Test
    void whatIsNotTaxedHasNoRate() {
        assertThat(Tax.of(Tax.Category.NONE, "JP").percent()).isZero();
        assertThat(Tax.categories("TH")).containsExactly(Tax.Category.STANDARD, Tax.Category.NONE);
        assertThatThrownBy(() -> new Tax(Tax.Category.NONE, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
