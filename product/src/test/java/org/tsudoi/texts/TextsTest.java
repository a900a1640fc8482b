package org.tsudoi.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Instant SEVEN = Instant.parse("2026-12-04T22:00:00Z");
    private static final Instant EIGHT = Instant.parse("2026-12-04T23:00:00Z");

    @Test
    void aMissingTextStopsATestAndShowsItsKeyInProduction() {
        assertThatThrownBy(() -> Texts.strict().say(Language.JA, "layout.nothing"))
                .hasMessageContaining("layout.nothing");
        assertThat(Texts.lenient().say(Language.TH, "layout.nothing")).isEqualTo("layout.nothing");
    }

    @Test
    void noNameBeginsALineOfACalendarOfItsOwn() {
        var name = "Aki\r\nURL:x\rURL:y\nURL:z;a,b\u0000";
        assertThat(CalendarLines.escaped(name)).isEqualTo("Aki\\nURL:x URL:y\\nURL:z\\;a\\,b ");
        assertThat(CalendarLines.parameter(name)).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void everyLanguageIsFoundByItsTagAndItsRegionalKin() {
        assertThat(Language.of("en-GB")).contains(Language.EN);
        assertThat(Language.of("fr")).isEmpty();
        assertThat(Language.accepted("fr-FR, th;q=0.8, en;q=0.5")).isEqualTo(Language.TH);
        assertThat(Language.accepted("en;q=0, th;q=0.1")).isEqualTo(Language.TH);
        assertThat(Language.accepted("%%%;;=")).isEqualTo(Language.JA);
    }

    @Test
    void datesReadAsTheirReadersWriteThem() {
        assertThat(new Formats(Language.JA).span(SEVEN, EIGHT, TOKYO)).isEqualTo("2026年12月5日(土) 7:00–8:00");
        assertThat(new Formats(Language.EN).span(SEVEN, EIGHT, TOKYO)).isEqualTo("Sat 5 December 2026, 7:00–8:00");
        assertThat(new Formats(Language.TH).span(SEVEN, EIGHT, TOKYO))
                .isEqualTo("วันเสาร์ที่ 5 ธันวาคม 2569 เวลา 7:00–8:00 น.");
        assertThat(new Formats(Language.TH).hours(SEVEN, EIGHT, TOKYO)).isEqualTo("7:00–8:00 น.");
        assertThat(new Formats(Language.EN).hours(SEVEN, EIGHT.plusSeconds(86_400), TOKYO))
                .startsWith("Sat 5 December");
        assertThat(new Formats(Language.JA).zone(TOKYO)).isEqualTo("日本時間");
        assertThat(new Formats(Language.EN).dayAndMonth(LocalDate.of(2026, 12, 5)))
                .isEqualTo("Sat 5 Dec");
    }

    @Test
    void moneyReadsAsItsCurrencyIsWritten() {
        var ja = new Formats(Language.JA);
        assertThat(ja.money(1_500, Currency.getInstance("JPY"))).isEqualTo("¥1,500");
        assertThat(ja.money(35_000, Currency.getInstance("THB"))).isEqualTo("฿350.00");
        assertThat(ja.money(-1_200, Currency.getInstance("USD"))).isEqualTo("−$12.00");
        assertThat(ja.money(5, Currency.getInstance("CHF"))).isEqualTo("CHF 0.05");
        assertThat(new Formats(Language.TH).money(1_234_567, Currency.getInstance("JPY")))
                .isEqualTo("¥1,234,567");
    }
}
