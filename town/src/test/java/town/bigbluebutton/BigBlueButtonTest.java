package town.bigbluebutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import town.Passerby;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class BigBlueButtonTest {
    private static final String SECRET = "town-bigbluebutton-secret-of-40-letters-";

    @LocalServerPort
    int port;

    Passerby passerby;

    @BeforeEach
    void begin() throws Exception {
        passerby = new Passerby(port);
        passerby.post("/town/reset", Map.of());
    }

    private static Map<String, String> wish(String... pairs) {
        var wish = new LinkedHashMap<String, String>();
        for (int at = 0; at < pairs.length; at += 2) wish.put(pairs[at], pairs[at + 1]);
        return wish;
    }

    private static String address(String call, Map<String, String> wish, String algorithm, String secret) {
        var query = wish.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return "/bigbluebutton/api/" + call + "?" + query + "&checksum="
                + Checksum.of(algorithm, call + query + secret);
    }

    private String call(String call, String... pairs) throws Exception {
        return passerby.get(address(call, wish(pairs), "SHA-256", SECRET)).body();
    }

    private String create(String... more) throws Exception {
        var wish = wish("name", "朝 & ヨガ", "meetingID", "m1", "attendeePW", "att", "moderatorPW", "mod");
        wish.putAll(wish(more));
        return passerby.get(address("create", wish, "SHA-256", SECRET)).body();
    }

    private static String field(String xml, String name) {
        return xml.replaceAll("(?s).*<" + name + ">(.*?)</" + name + ">.*", "$1");
    }

    /// As the documentation of the API has it.
    @Test
    void theChecksumIsTheOneOfTheDocumentation() {
        var text = "createname=Test+Meeting&meetingID=abc123&attendeePW=111222&moderatorPW=333444"
                + "639259d4-9dd8-4b25-bf01-95f9567eaf4b";
        assertThat(Checksum.of("SHA-1", text)).isEqualTo("1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17");
        assertThat(Checksum.of("SHA-256", text))
                .isEqualTo("da9185f7f333cfdfcd6eeac32dca3777510c4c436020d8b887ba5515bd1d189e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256", "SHA-384", "SHA-512"})
    void eachOfItsHashesIsTakenAndNoOtherSecret(String algorithm) throws Exception {
        var wish = wish("meetingID", "m1");
        assertThat(passerby.get(address("getMeetingInfo", wish, algorithm, SECRET))
                        .body())
                .contains("notFound");
        var wrong = passerby.get(address("getMeetingInfo", wish, algorithm, "another"));
        assertThat(wrong.statusCode()).isEqualTo(200);
        assertThat(wrong.body()).contains("<returncode>FAILED</returncode>", "checksumError");
        assertThat(passerby.get("/bigbluebutton/api/getMeetingInfo?meetingID=m1")
                        .body())
                .contains("checksumError");
    }

    @Test
    void madeAgainItIsTheSameAndWithOtherPasswordsItIsRefused() throws Exception {
        var made = create();
        assertThat(made).contains("<returncode>SUCCESS</returncode>");
        assertThat(create()).contains("duplicateWarning", field(made, "createTime"));
        assertThat(create("moderatorPW", "other")).contains("idNotUnique");
        assertThat(call("create", "name", "x", "meetingID", "m2")).contains("validationError");
    }

    @Test
    void whoJoinsIsToldOfAndGoneWhenTheyLeave() throws Exception {
        var time = field(create("logoutURL", "http://us.example/"), "createTime");
        var come = passerby.get(address(
                "join",
                wish("fullName", "花子", "meetingID", "m1", "role", "VIEWER", "userID", "u1", "createTime", time),
                "SHA-256",
                SECRET));
        assertThat(come.statusCode()).isEqualTo(303);
        var inside = come.headers().firstValue("Location").orElseThrow();
        assertThat(passerby.get(inside).body()).contains("花子", "朝 &amp; ヨガ");
        assertThat(call("getMeetingInfo", "meetingID", "m1"))
                .contains("<userID>u1</userID>", "<role>VIEWER</role>", "<participantCount>1<", "朝 &amp; ヨガ");
        var left = passerby.form(inside + "/leave", Map.of());
        assertThat(left.headers().firstValue("Location")).contains("http://us.example/");
        assertThat(call("getMeetingInfo", "meetingID", "m1")).doesNotContain("<userID>");
    }

    @Test
    void anAddressOfAnEarlierMeetingLeadsNowhere() throws Exception {
        var time = field(create(), "createTime");
        assertThat(call("end", "meetingID", "m1")).contains("sentEndMeetingRequest");
        assertThat(call("end", "meetingID", "m1")).contains("notFound");
        passerby.post("/town/clock/advance", Map.of("seconds", 1));
        create();
        var late = wish("fullName", "花子", "meetingID", "m1", "role", "VIEWER", "createTime", time);
        assertThat(passerby.get(address("join", late, "SHA-256", SECRET)).body())
                .contains("mismatchCreateTimeParam");
        late.put("errorRedirectUrl", "http://us.example/back");
        assertThat(passerby.get(address("join", late, "SHA-256", SECRET))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .startsWith("http://us.example/back?errors=");
    }

    @Test
    void whereNobodyComesItIsGoneAfterAWhile() throws Exception {
        create("meetingExpireIfNoUserJoinedInMinutes", "10");
        passerby.post("/town/clock/advance", Map.of("seconds", 580));
        assertThat(call("getMeetingInfo", "meetingID", "m1")).contains("SUCCESS");
        passerby.post("/town/clock/advance", Map.of("seconds", 21));
        assertThat(call("getMeetingInfo", "meetingID", "m1")).contains("notFound");
    }

    @Test
    void noMoreThanWishedForComeIn() throws Exception {
        var time = field(create("maxParticipants", "1"), "createTime");
        for (var said : new String[] {"successfullyJoined", "maxParticipantsReached"}) {
            assertThat(call(
                            "join",
                            "fullName",
                            "花子",
                            "meetingID",
                            "m1",
                            "role",
                            "MODERATOR",
                            "createTime",
                            time,
                            "redirect",
                            "false"))
                    .contains(said);
        }
    }
}
