package org.tsudoi.web.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedTextTest {
    private static String linked(String text) {
        return LinkedText.of(text).stream()
                .map(LinkedText.Part::address)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "see https://example.jp/a?b=1&c=2#d. | https://example.jp/a?b=1&c=2#d",
                "(https://example.jp/a_(b)) | https://example.jp/a_(b)",
                "資料はhttps://example.jp/shiryou.pdfをご覧ください。 | https://example.jp/shiryou.pdf",
                "ที่ http://example.co.th/ก | http://example.co.th/",
                "https://a.example, https://b.example! | https://a.example https://b.example"
            })
    void anAddressIsFoundWithinItsSentence(String text, String address) {
        assertThat(linked(text)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://example.jp/",
                "https://bank.example@elsewhere.example/",
                "https://localhost/",
                "https://",
                "https:///path",
                "xhttps://example.jp/",
                "www.example.jp"
            })
    void whatLeadsNowhereStaysText(String text) {
        assertThat(linked(text)).isEmpty();
    }

    @Test
    void nothingOfTheTextIsLostOrChanged() {
        var text = "<b>one</b> https://example.jp/\"x\" two\nhttps://user@example.jp three https://c.example).";
        assertThat(LinkedText.of(text).stream().map(LinkedText.Part::text).collect(Collectors.joining()))
                .isEqualTo(text);
    }
}
