package org.tsudoi.meetings.bigbluebutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatStandsRightBelowTheResponseIsReadAndWhoIsInside() {
        var told = Told.read(bytes("""
                <response><returncode>SUCCESS</returncode><meetingName><![CDATA[朝 & ヨガ]]></meetingName>
                <createTime>1531155809613</createTime>
                <attendees><attendee><userID>adm_1</userID><fullName>A &amp; B</fullName><customdata/></attendee>
                <attendee><userID> adm_2 </userID></attendee></attendees>
                <metadata><createTime>1</createTime><userid>x</userid></metadata>
                <breakoutRooms><breakout>b</breakout></breakoutRooms></response>""")).orElseThrow();
        assertThat(told.isDone()).isTrue();
        assertThat(told.field("createTime")).isEqualTo("1531155809613");
        assertThat(told.field("meetingName")).isEqualTo("朝 & ヨガ");
        assertThat(told.people()).containsExactly("adm_1", "adm_2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>502 Bad Gateway</body></html>",
                "{\"id\":1}",
                "<response><returncode>SUCCESS</returncode>",
                "<response></response>"
            })
    void whatIsNoAnswerOfItsIsNone(String body) {
        assertThat(Told.read(bytes(body))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><response><returncode>&x;</returncode></response>",
                "<!DOCTYPE r [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><response><returncode>&b;</returncode></response>",
                "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\"><response><returncode>SUCCESS</returncode></response>"
            })
    void nothingIsFetchedOrExpanded(String body) {
        assertThat(Told.read(bytes(body))).isEmpty();
    }

    @Test
    void aKeyThatWouldSpoilALogIsNotRepeated() {
        var told = Told.read(
                        bytes("<response><returncode>FAILED</returncode><messageKey>a\nINFO b</messageKey></response>"))
                .orElseThrow();
        assertThat(told.isDone()).isFalse();
        assertThat(told.key()).isEqualTo("unnamed");
    }
}
