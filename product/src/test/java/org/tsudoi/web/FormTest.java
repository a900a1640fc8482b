package org.tsudoi.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockMultipartFile;

class FormTest {
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Currency THB = Currency.getInstance("THB");

    @Test
    void whatIsTypedIsKeptAsTypedAndReadStripped() {
        var form = Form.blank().with("title", "  朝のヨガ ");
        assertThat(form.text("title", 10)).isEqualTo("朝のヨガ");
        assertThat(form.value("title")).isEqualTo("  朝のヨガ ");
        assertThat(form.isGood()).isTrue();
    }

    @Test
    void aTitleStaysOnOneLineAndNothingTurnsItsDirection() {
        var form = Form.blank().with("title", "Yoga\r\nBcc: all@example.jp \u202Efree\u202C");
        assertThat(form.line("title", 60)).isEqualTo("Yoga Bcc: all@example.jp free");
        assertThat(form.isGood()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1500, 1500",
                "\"1,500\", 1500",
                "1500, 1500",
                "0, 0",
                "1.5, form.amount",
                "-1, form.amount",
                "\"1,50\", form.amount",
                "NaN, form.amount",
                "1e9, form.amount",
                "99999999999999999999, form.amount",
                "\"\", form.required"
            })
    void yenAreReadOrRefused(String typed, String outcome) {
        var form = Form.blank().with("price", typed);
        var amount = form.amount("price", JPY);
        assertThat(amount.map(Object::toString).orElseGet(() -> String.valueOf(form.wrongWith("price"))))
                .contains(outcome);
    }

    @Test
    void bahtHaveTwoPlaces() {
        assertThat(Form.blank().with("price", "350.5").amount("price", THB)).contains(35_050L);
        assertThat(Form.blank().with("price", "0.001").amount("price", THB)).isEmpty();
    }

    @Test
    void onlyTheFirstThingWrongWithAFieldIsSaid() {
        var form = Form.blank().with("places", "21").with("day", "2026-02-30").with("hour", "7:00");
        assertThat(form.wholeNumber("places", 1, 20)).isEmpty();
        form.wrong("places", "form.required");
        assertThat(form.date("day")).isEmpty();
        assertThat(form.time("hour")).isEmpty();
        assertThat(form.wrongs()).hasSize(3);
        assertThat(form.wrongWith("places"))
                .isNotNull()
                .extracting(Form.Wrong::key)
                .isEqualTo("form.between");
    }

    @Test
    void whatTheReaderFindsNothingInIsWrongToo() {
        var form = Form.blank().with("mail", "zz");
        assertThat(form.read("mail", "form.mail", _ -> Optional.empty())).isEmpty();
        assertThat(form.wrongWith("mail"))
                .isNotNull()
                .extracting(Form.Wrong::key)
                .isEqualTo("form.mail");
    }

    @Test
    void datesAndTimesAreReadAsBrowsersSendThem() {
        var form = Form.blank().with("day", "2026-12-05").with("hour", "07:00").with("zone", "Asia/Tokyo");
        assertThat(form.date("day")).contains(LocalDate.of(2026, 12, 5));
        assertThat(form.time("hour")).contains(LocalTime.of(7, 0));
        assertThat(form.zone("zone")).isPresent();
        assertThat(Form.blank().with("zone", "Mars/Base").zone("zone")).isEmpty();
    }

    @Test
    void lengthIsCountedInCharactersAndControlCharactersAreRefused() {
        assertThat(Form.blank().with("name", "🍵🍵🍵").text("name", 3)).isEqualTo("🍵🍵🍵");
        assertThat(Form.blank().with("name", "🍵🍵🍵🍵").text("name", 3)).isEmpty();
        var form = Form.blank().with("name", "a\u0000b");
        assertThat(form.text("name", 10)).isEmpty();
        assertThat(form.wrongWith("name"))
                .isNotNull()
                .extracting(Form.Wrong::key)
                .isEqualTo("form.unreadable");
    }

    @Test
    void aPictureIsToldByItsBytesAndNotByItsName() throws java.io.IOException {
        var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};
        var form = Form.blank();
        assertThat(form.picture("picture", new MockMultipartFile("picture", png), 1))
                .contains(png);
        assertThat(form.picture("none", new MockMultipartFile("none", new byte[0]), 1))
                .isEmpty();
        assertThat(form.isGood()).isTrue();

        var page = new MockMultipartFile("picture", "a.png", "image/png", "<svg onload=…>".getBytes(UTF_8));
        assertThat(form.picture("picture", page, 1)).isEmpty();
        assertThat(form.wrongWith("picture"))
                .isNotNull()
                .extracting(Form.Wrong::key)
                .isEqualTo("form.pictureKind");
        form.picture("large", new MockMultipartFile("large", new byte[1_000_001]), 1);
        assertThat(form.wrongWith("large"))
                .isNotNull()
                .extracting(Form.Wrong::key)
                .isEqualTo("form.pictureTooLarge");
    }
}
