package org.tsudoi.rates.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;

class RatesFileTest {
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" \
            xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
            <gesmes:subject>Reference rates</gesmes:subject>
            """;

    private static final String FILE = HEAD + """
            <Cube><Cube time='2026-11-26'>
            <Cube currency='USD' rate='1.1000'/><Cube currency='JPY' rate='165.00'/><Cube currency='THB' rate='38.500'/>
            <Cube currency='???' rate='3'/><Cube currency='GBP' rate='-1'/><Cube currency='AUD' rate='many'/>
            <Cube currency='SGD' rate='1E5000'/>
            </Cube></Cube></gesmes:Envelope>""";

    /// Worked out by hand, each with the right minor units.
    @ParameterizedTest
    @CsvSource({
        "JPY, 1500, USD, 1000", // 1500 / 165 × 1.1 = 10.00
        "JPY, 1500, THB, 35000",
        "JPY, 1500, EUR, 909", // 9.0909…
        "THB, 35000, JPY, 1500",
        "USD, 1, JPY, 2", // one cent is 1.5 yen, and half goes up
        "EUR, 100, USD, 110"
    })
    void aPriceIsWorthThisMuch(String from, long minorUnits, String to, long expected) {
        var rates = RatesFile.read(FILE.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(rates.day()).isEqualTo(LocalDate.of(2026, 11, 26));
        assertThat(rates.convert(Money.of(minorUnits, from), Currency.getInstance(to)))
                .contains(Money.of(expected, to));
    }

    @Test
    void whatIsNoRateIsLeftOut() {
        var rates = RatesFile.read(FILE.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(rates.perEuro().keySet())
                .extracting(Currency::getCurrencyCode)
                .containsExactlyInAnyOrder("EUR", "USD", "JPY", "THB");
        assertThat(rates.convert(Money.jpy(100), Currency.getInstance("GBP"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>sorry</html>",
                "<Cube time='yesterday'><Cube currency='USD' rate='1'/></Cube>",
                "<Cube time='2026-11-26'></Cube>",
                "<Cube currency='USD' rate='1'/>",
                "<!DOCTYPE c [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><Cube time='2026-11-26'><Cube currency='USD' rate='&e;'/></Cube>"
            })
    void whatIsNoFileOfRatesIsRefused(String file) {
        assertThat(RatesFile.read(file.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
