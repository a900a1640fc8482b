package org.tsudoi.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnLinkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://meet.google.com/abc-defg-hij",
                "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d",
                "https://example.webex.com/meet/midori?a=1;b=2#x",
                "https://meet.example.co.jp:8443/room"
            })
    void aLinkAsServicesGiveItIsKeptAsItIs(String typed) {
        assertThat(OwnLink.read(" " + typed + " ", "")).isEqualTo(new OwnLink.Read.Good(typed, ""));
    }

    @Test
    void withoutItsBeginningItIsTakenForHttps() {
        assertThat(OwnLink.read("meet.google.com/abc-defg-hij", "12 34"))
                .isEqualTo(new OwnLink.Read.Good("https://meet.google.com/abc-defg-hij", "12 34"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://meet.google.com/abc,NOT_HTTPS",
        "ftp://meet.google.com/abc,NOT_HTTPS",
        "javascript:alert(1),NOT_AN_ADDRESS",
        "mailto:midori@example.jp,NOT_AN_ADDRESS",
        "//meet.google.com/abc,NOT_AN_ADDRESS",
        "https:///abc,NOT_AN_ADDRESS",
        "https://meet google.com,NOT_AN_ADDRESS",
        "https://会議.jp/abc,NOT_AN_ADDRESS",
        "http://u:p@localhost/,NOT_HTTPS",
        "https://user:secret@meet.google.com/abc,NAMES_SOMEBODY",
        "https://meet.google.com@evil.example/abc,NAMES_SOMEBODY",
        "https://localhost/abc,NOT_PUBLIC",
        "https://LOCALHOST./abc,NOT_PUBLIC",
        "https://meet/abc,NOT_PUBLIC",
        "https://meet.local/abc,NOT_PUBLIC",
        "https://meet.corp.internal/abc,NOT_PUBLIC",
        "https://127.0.0.1/abc,NOT_PUBLIC",
        "https://127.1/abc,NOT_AN_ADDRESS",
        "https://0x7f.0.0.1/abc,NOT_AN_ADDRESS",
        "https://2130706433/abc,NOT_PUBLIC",
        "https://10.0.0.1/abc,NOT_PUBLIC",
        "https://172.16.9.9/abc,NOT_PUBLIC",
        "https://192.168.1.1/abc,NOT_PUBLIC",
        "https://100.64.0.1/abc,NOT_PUBLIC",
        "https://169.254.169.254/abc,NOT_PUBLIC",
        "https://0.0.0.0/abc,NOT_PUBLIC",
        "https://203.0.113.7/room,NOT_PUBLIC",
        "https://0177.0.0.1/,NOT_PUBLIC",
        "https://[2001:db8::1]/room,NOT_PUBLIC",
        "https://[64:ff9b::7f00:1]/,NOT_PUBLIC",
        "https://meet.example.com:99999/,NOT_PUBLIC",
        "https://meet.example.com:0/,NOT_PUBLIC",
        "https://[::1]/abc,NOT_PUBLIC",
        "https://[fe80::1]/abc,NOT_PUBLIC",
        "https://[fd00::1]/abc,NOT_PUBLIC",
        "https://[::ffff:10.0.0.1]/abc,NOT_PUBLIC"
    })
    void whatLeadsNowhereOrNamesSomebodyIsRefused(String typed, OwnLink.Wrong why) {
        assertThat(OwnLink.read(typed, "")).isEqualTo(new OwnLink.Read.Bad(why));
        assertThatThrownBy(() -> new OwnLink(typed, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsTooLongOrCannotBeReadAloudIsRefused() {
        assertThat(OwnLink.read("https://a.example/" + "x".repeat(OwnLink.URL_MAX), ""))
                .isEqualTo(new OwnLink.Read.Bad(OwnLink.Wrong.TOO_LONG));
        assertThat(OwnLink.read("https://a.example/", "1\n2")).isEqualTo(new OwnLink.Read.Bad(OwnLink.Wrong.PASSCODE));
        assertThat(OwnLink.read("https://a.example/", "1".repeat(OwnLink.PASSCODE_MAX + 1)))
                .isEqualTo(new OwnLink.Read.Bad(OwnLink.Wrong.PASSCODE));
    }

    @Test
    void itTellsWhereItLeadsAndNotMore() {
        var link = new OwnLink("https://meet.google.com/abc-defg-hij", "1234");
        assertThat(link.host()).isEqualTo("meet.google.com");
        assertThat(link.toString()).doesNotContain("abc-defg-hij", "1234");
        assertThat(OwnLink.read(link.url(), "1234").toString()).doesNotContain("abc-defg-hij", "1234");
    }
}
