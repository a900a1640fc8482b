package town.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import town.state.TownClock;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ZoomApiTest {
    private static final String OPEN = "{}";
    private static final String REGISTERED = "{\"approval_type\":0}";

    @LocalServerPort
    int port;

    @Autowired
    TownClock clock;

    @Autowired
    Meetings meetings;

    ZoomCaller zoom;

    /// Each test has a UTC day of its own, and begins at its noon.
    @BeforeEach
    void aFreshDay() throws Exception {
        var noon = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36));
        clock.advance(Duration.between(clock.instant(), noon));
        zoom = new ZoomCaller(port).signedIn();
        zoom.town("DELETE", "/weather", "");
    }

    @Test
    void aTokenIsGivenForTheRightPairOnly() throws Exception {
        var good = zoom.token("town-client:town-secret", "account_credentials", "town-account");
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.text("token_type")).isEqualTo("bearer");
        assertThat(good.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(good.text("scope")).contains("meeting:write:admin");

        var wrongPair = zoom.token("town-client:guess", "account_credentials", "town-account");
        assertThat(wrongPair.status()).isEqualTo(401);
        assertThat(wrongPair.text("error")).isEqualTo("invalid_client");
        var wrongGrant = zoom.token("town-client:town-secret", "password", "town-account");
        assertThat(wrongGrant.status()).isEqualTo(400);
        assertThat(wrongGrant.text("error")).isEqualTo("unsupported_grant_type");
        assertThat(zoom.token("town-client:town-secret", "account_credentials", "other")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void withoutAGoodTokenNothingIsAnswered() throws Exception {
        var absent = new ZoomCaller(port).api("GET", "/users");
        assertThat(absent.status()).isEqualTo(401);
        assertThat(absent.code()).isEqualTo(124);
        assertThat(absent.text("message")).isEqualTo("Invalid access token.");

        clock.advance(Duration.ofSeconds(3601));
        var expired = zoom.api("GET", "/users");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.code()).isEqualTo(124);
        assertThat(expired.text("message")).isEqualTo("Access token is expired.");
        assertThat(zoom.signedIn().api("GET", "/users").status()).isEqualTo(200);

        zoom.town("POST", "/zoom/tokens/revoke", "");
        assertThat(zoom.api("GET", "/users").status()).isEqualTo(401);
    }

    @Test
    void aMeetingIsMadeReadChangedAndDeleted() throws Exception {
        var made = zoom.api("POST", "/users/mori@example.jp/meetings", """
                {"topic":"朝のやさしいヨガ","type":2,"start_time":"2026-12-05T07:00:00","timezone":"Asia/Tokyo","duration":60,
                 "password":"abc-123","agenda":"はじめての方も","settings":{"approval_type":0,"waiting_room":false}}""");
        assertThat(made.status()).isEqualTo(201);
        long id = made.json().path("id").asLong();
        assertThat(id).isGreaterThan(Integer.MAX_VALUE);
        assertThat(made.text("start_time")).isEqualTo("2026-12-04T22:00:00Z");
        assertThat(made.text("password")).isEqualTo("abc-123");
        assertThat(made.text("status")).isEqualTo("waiting");
        assertThat(made.text("join_url")).startsWith("http://127.0.0.1:" + port + "/zoom/j/" + id + "?pwd=");
        assertThat(made.text("start_url")).contains("/zoom/s/" + id + "?zak=");
        assertThat(made.text("host_email")).isEqualTo("mori@example.jp");
        assertThat(made.json()
                        .path("settings")
                        .path("registrants_confirmation_email")
                        .asBoolean())
                .isTrue();

        assertThat(zoom.api("PATCH", "/meetings/" + id, """
                        {"topic":"夜のヨガ","start_time":"2026-12-06T10:00:00Z","settings":{"mute_upon_entry":true}}""").status()).isEqualTo(204);
        var read = zoom.api("GET", "/meetings/" + id);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text("topic")).isEqualTo("夜のヨガ");
        assertThat(read.text("start_time")).isEqualTo("2026-12-06T10:00:00Z");
        assertThat(read.text("agenda")).isEqualTo("はじめての方も");
        assertThat(read.json().path("settings").path("approval_type").asInt()).isZero();
        assertThat(read.json().path("settings").path("mute_upon_entry").asBoolean())
                .isTrue();
        assertThat(zoom.api("GET", "/users/mori@example.jp/meetings").body()).contains("夜のヨガ");

        assertThat(zoom.api("DELETE", "/meetings/" + id).status()).isEqualTo(204);
        for (var gone : new ZoomCaller.Answer[] {
            zoom.api("GET", "/meetings/" + id), zoom.api("DELETE", "/meetings/" + id),
            zoom.api("PATCH", "/meetings/" + id, "{}"),
                    zoom.api("PUT", "/meetings/" + id + "/status", "{\"action\":\"end\"}")
        }) {
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.code()).isEqualTo(3001);
            assertThat(gone.text("message")).isEqualTo("Meeting does not exist: " + id + ".");
        }
        assertThat(zoom.api("PUT", "/meetings/" + id + "/status", "{\"action\":\"recover\"}")
                        .status())
                .isEqualTo(204);
        assertThat(zoom.api("GET", "/meetings/" + id).status()).isEqualTo(200);
    }

    @Test
    void wrongFieldsAreNamed() throws Exception {
        record Row(String body, String field) {}
        var rows = new Row[] {
            new Row("{\"topic\":\"" + "長".repeat(201) + "\"}", "topic"),
            new Row("{\"type\":99}", "type"),
            new Row("{\"start_time\":\"tomorrow\"}", "start_time"),
            new Row("{\"start_time\":\"2026-13-01T00:00:00Z\"}", "start_time"),
            new Row("{\"timezone\":\"Mars/Base\"}", "timezone"),
            new Row("{\"duration\":0}", "duration"),
            new Row("{\"password\":\"much-too-long-password\"}", "password"),
            new Row("{\"password\":\"p w\"}", "password"),
            new Row("{\"settings\":{\"approval_type\":7}}", "settings.approval_type"),
            new Row("{\"settings\":{\"jbh_time\":7}}", "settings.jbh_time"),
        };
        for (Row row : rows) {
            var refused = zoom.api("POST", "/users/me/meetings", row.body());
            assertThat(refused.status()).as(row.body()).isEqualTo(400);
            assertThat(refused.code()).as(row.body()).isEqualTo(300);
            assertThat(refused.json().path("errors").path(0).path("field").asString())
                    .isEqualTo(row.field());
        }
        assertThat(zoom.api("POST", "/users/me/meetings", "not json").code()).isEqualTo(300);
        assertThat(zoom.api("GET", "/meetings/abc").code()).isEqualTo(300);
        assertThat(zoom.api("GET", "/nothing/here").code()).isEqualTo(2300);
    }

    @Test
    void hostsAreWhoeverHasAMailAddressAndALicence() throws Exception {
        assertThat(zoom.api("GET", "/users/me").text("email")).isEqualTo("owner@town.example");
        var mori = zoom.api("GET", "/users/mori@example.jp");
        assertThat(mori.json().path("type").asInt()).isEqualTo(2);
        assertThat(zoom.api("GET", "/users/" + mori.text("id")).text("email")).isEqualTo("mori@example.jp");
        assertThat(zoom.api("GET", "/users").body()).contains("mori@example.jp", "owner@town.example");

        var nobody = zoom.api("POST", "/users/no-such-user@example.jp/meetings", "{}");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.code()).isEqualTo(1001);
        var unlicensed = zoom.api("POST", "/users/unlicensed@example.jp/meetings", "{}");
        assertThat(unlicensed.status()).isEqualTo(400);
        assertThat(unlicensed.code()).isEqualTo(3161);
        var basic = zoom.register(zoom.meeting("basic@example.jp", REGISTERED), "a@example.jp", "花子");
        assertThat(basic.status()).isEqualTo(400);
        assertThat(basic.code()).isEqualTo(200);
    }

    @Test
    void aHostMakesAHundredMeetingsADay() throws Exception {
        for (int i = 0; i < 99; i++) {
            secondsPass(i, 20);
            assertThat(zoom.api("POST", "/users/busy@example.jp/meetings", "{}").status())
                    .isEqualTo(201);
        }
        clock.advance(Duration.ofSeconds(1));
        long last = zoom.meeting("busy@example.jp", OPEN);
        var refused = zoom.api("POST", "/users/busy@example.jp/meetings", "{}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(429);
        assertThat(refused.header("X-RateLimit-Category")).isEqualTo("Medium");
        assertThat(refused.header("X-RateLimit-Type")).isEqualTo("Daily-limit");
        assertThat(refused.header("X-RateLimit-Limit")).isEqualTo("100");
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        var midnight = Instant.parse(refused.header("Retry-After"));
        assertThat(midnight).isEqualTo(midnight.truncatedTo(ChronoUnit.DAYS)).isAfter(clock.instant());
        assertThat(zoom.api("PATCH", "/meetings/" + last, "{}").status()).isEqualTo(429);
        assertThat(zoom.api("POST", "/users/idle@example.jp/meetings", "{}").status())
                .isEqualTo(201);

        clock.advance(Duration.between(clock.instant(), midnight));
        assertThat(zoom.signedIn()
                        .api("POST", "/users/busy@example.jp/meetings", "{}")
                        .status())
                .isEqualTo(201);
    }

    private void secondsPass(int i, int eachSecond) {
        if (i % eachSecond == 0) {
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void anAccountCallsSoOftenASecondByLabel() throws Exception {
        clock.advance(Duration.ofSeconds(1));
        var first = zoom.api("GET", "/users/me");
        assertThat(first.header("X-RateLimit-Category")).isEqualTo("Light");
        assertThat(first.header("X-RateLimit-Type")).isEqualTo("QPS");
        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("30");

        ZoomCaller.Answer answer = first;
        for (int i = 0; i < 200 && answer.status() == 200; i++) {
            answer = zoom.api("GET", "/users/me");
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text("message")).contains("per-second rate limit");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Instant.parse(answer.header("Retry-After")))
                .isBefore(clock.instant().plusSeconds(2));
        clock.advance(Duration.ofSeconds(1));
        assertThat(zoom.api("GET", "/users/me").status()).isEqualTo(200);
    }

    @Test
    void aRegistrantHasALinkOfTheirOwnUntilCancelled() throws Exception {
        long meeting = zoom.meeting("mori@example.jp", REGISTERED);
        var registered = zoom.register(meeting, "T-14@tickets.example", "花子");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.json().path("id").asLong()).isEqualTo(meeting);
        assertThat(registered.text("join_url")).contains("/zoom/j/" + meeting + "?tk=");
        assertThat(registered.text("start_time")).isEqualTo("2026-12-04T22:00:00Z");
        String id = registered.text("registrant_id");

        var again = zoom.register(meeting, "t-14@tickets.example", "花子");
        assertThat(again.text("registrant_id")).isEqualTo(id);
        assertThat(list(meeting, "approved")).contains(id);

        for (String action : new String[] {"deny", "cancel"}) {
            assertThat(status(meeting, action, id).status()).isEqualTo(204);
            assertThat(list(meeting, "approved")).doesNotContain(id);
            assertThat(list(meeting, "denied")).contains(id);
            assertThat(zoom.join(registered.text("join_url")).status()).isEqualTo(409);
        }
        assertThat(status(meeting, "approve", id).status()).isEqualTo(204);
        assertThat(list(meeting, "approved")).contains(id);
        assertThat(zoom.api("DELETE", "/meetings/" + meeting + "/registrants/" + id)
                        .status())
                .isEqualTo(204);
        assertThat(list(meeting, "approved")).doesNotContain(id);
    }

    @Test
    void registeringIsRefusedForAReason() throws Exception {
        long meeting = zoom.meeting("mori@example.jp", REGISTERED);
        assertThat(zoom.register(11111111111L, "a@example.jp", "花子").code()).isEqualTo(1001);
        assertThat(zoom.register(zoom.meeting("mori@example.jp", OPEN), "a@example.jp", "花子")
                        .code())
                .isEqualTo(300);
        assertThat(zoom.register(meeting, "nobody", "花子").body()).contains("\"field\":\"email\"");
        assertThat(zoom.register(meeting, "a@example.jp", "").body()).contains("\"field\":\"first_name\"");
        assertThat(status(meeting, "wave", "x").code()).isEqualTo(300);
        assertThat(status(meeting, "cancel", "nobody").code()).isEqualTo(300);
        assertThat(zoom.api("DELETE", "/meetings/" + meeting + "/registrants/nobody")
                        .code())
                .isEqualTo(300);
    }

    @Test
    void oneAddressRegistersThreeTimesADayAndChangesTenTimes() throws Exception {
        for (int i = 0; i < 3; i++) {
            var registered = zoom.register(zoom.meeting("mori@example.jp", REGISTERED), "often@example.jp", "花子");
            assertThat(registered.status()).isEqualTo(201);
        }
        var refused = zoom.register(zoom.meeting("mori@example.jp", REGISTERED), "often@example.jp", "花子");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-RateLimit-Type")).isEqualTo("Daily-limit");

        long meeting = zoom.meeting("mori@example.jp", REGISTERED);
        String id = zoom.register(meeting, "fickle@example.jp", "太郎").text("registrant_id");
        for (int i = 0; i < 10; i++) {
            secondsPass(i, 5);
            assertThat(status(meeting, i % 2 == 0 ? "cancel" : "approve", id).status())
                    .isEqualTo(204);
        }
        assertThat(status(meeting, "cancel", id).status()).isEqualTo(429);
    }

    @Test
    void aMeetingHasRoomForFourThousandNineHundredNinetyNine() throws Exception {
        var meeting = meetings.get(zoom.meeting("mori@example.jp", REGISTERED));
        for (int i = 0; i < Meetings.REGISTRANTS_MAX; i++) {
            meetings.register(meeting, new RegistrantWish("t-" + i + "@tickets.example", "花子", "", false));
        }
        var full = zoom.register(meeting.id(), "late@example.jp", "太郎");
        assertThat(full.status()).isEqualTo(400);
        assertThat(full.code()).isEqualTo(3043);
        assertThatThrownBy(() -> meetings.register(meeting, new RegistrantWish("later@example.jp", "太郎", "", false)))
                .isInstanceOf(ZoomRefusal.class);
    }

    @Test
    void approvalByHandGivesALinkOnlyWhenApproved() throws Exception {
        long meeting = zoom.meeting("mori@example.jp", "{\"approval_type\":1}");
        var pending = zoom.register(meeting, "wait@example.jp", "花子");
        assertThat(pending.status()).isEqualTo(201);
        assertThat(pending.json().has("join_url")).isFalse();
        assertThat(list(meeting, "pending")).contains(pending.text("registrant_id"));
        status(meeting, "approve", pending.text("registrant_id"));
        assertThat(list(meeting, "approved")).contains("join_url");
    }

    @Test
    void inviteLinksAreForOnePersonAndATime() throws Exception {
        long meeting = zoom.meeting("mori@example.jp", "{\"join_before_host\":true}");
        var made = zoom.api("POST", "/meetings/" + meeting + "/invite_links", """
                {"attendees":[{"name":"A-014 山田花子"},{"name":"A-015 佐藤"}],"ttl":60}""");
        assertThat(made.status()).isEqualTo(201);
        var first = made.json().path("attendees").path(0);
        assertThat(first.path("name").asString()).isEqualTo("A-014 山田花子");
        assertThat(first.path("join_url").asString())
                .isNotEqualTo(
                        made.json().path("attendees").path(1).path("join_url").asString());
        assertThat(zoom.join(first.path("join_url").asString()).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(60));
        var late =
                zoom.join(made.json().path("attendees").path(1).path("join_url").asString());
        assertThat(late.text("refused")).isEqualTo("link-expired");

        String path = "/meetings/" + meeting + "/invite_links";
        assertThat(zoom.api("POST", path, "{\"attendees\":[]}").code()).isEqualTo(300);
        assertThat(zoom.api("POST", path, "{\"attendees\":[{\"name\":\"花\"}],\"ttl\":7776001}")
                        .code())
                .isEqualTo(300);
        assertThat(zoom.api("POST", "/meetings/11111111111/invite_links", "{}").code())
                .isEqualTo(3001);
    }

    @Test
    void aPastMeetingTellsWhoWasThereUnlessItWasOnlyOne() throws Exception {
        long meeting = zoom.meeting("mori@example.jp", REGISTERED);
        String link = zoom.register(meeting, "here@example.jp", "花子").text("join_url");
        assertThat(zoom.api("GET", "/past_meetings/" + meeting).code()).isEqualTo(3001);
        String some = "{\"meeting\":" + meeting + "}";
        zoom.town("POST", "/zoom/start", some);
        clock.advance(Duration.ofMinutes(10));
        assertThat(zoom.join(link).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(20));
        zoom.signedIn();
        assertThat(zoom.api("GET", "/meetings/" + meeting).text("status")).isEqualTo("started");
        assertThat(zoom.api("PUT", "/meetings/" + meeting + "/status", "{\"action\":\"end\"}")
                        .status())
                .isEqualTo(204);
        assertThat(zoom.api("GET", "/meetings/" + meeting).text("status")).isEqualTo("waiting");

        var held = zoom.api("GET", "/past_meetings/" + meeting);
        assertThat(held.json().path("duration").asInt()).isEqualTo(30);
        assertThat(held.json().path("participants_count").asInt()).isEqualTo(2);
        String twice =
                URLEncoder.encode(URLEncoder.encode(held.text("uuid"), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var participants = zoom.api("GET", "/past_meetings/" + twice + "/participants");
        assertThat(participants.json().path("total_records").asInt()).isEqualTo(2);
        var guest = participants.json().path("participants").path(1);
        assertThat(guest.path("user_email").asString()).isEqualTo("here@example.jp");
        assertThat(guest.path("duration").asInt()).isEqualTo(1200);

        zoom.town("POST", "/zoom/start", some);
        zoom.town("POST", "/zoom/end", some);
        assertThat(zoom.api("GET", "/past_meetings/" + meeting + "/participants")
                        .json()
                        .path("total_records")
                        .asInt())
                .isZero();
    }

    @Test
    void theWeatherDecidesWhatIsAnsweredAndWhetherItWasDone() throws Exception {
        record Row(String mode, int status, boolean done) {}
        var rows = new Row[] {
            new Row("error-before", 500, false),
            new Row("error-after", 500, true),
            new Row("rate-limited", 429, false),
            new Row("slow", 201, true),
            new Row("garbage", 200, true),
            new Row("cut-before", 0, false),
            new Row("cut-after", 0, true),
        };
        for (Row row : rows) {
            String topic = "weather " + row.mode();
            zoom.town("PUT", "/weather", """
                    {"provider":"zoom","operation":"POST /v2/users/*","mode":"%s","millis":20,"count":1}""".formatted(row.mode()));
            assertThat(statusOrCut(topic)).as(row.mode()).isEqualTo(row.status());
            assertThat(zoom.town("GET", "/zoom/meetings", "").body().contains(topic))
                    .as(row.mode())
                    .isEqualTo(row.done());
        }
        assertThat(zoom.town("GET", "/zoom/requests", "").body())
                .contains("cut-after", "POST", "/v2/users/me/meetings");
    }

    private int statusOrCut(String topic) throws Exception {
        try {
            return zoom.api("POST", "/users/me/meetings", "{\"topic\":\"" + topic + "\"}")
                    .status();
        } catch (IOException _) {
            return 0;
        }
    }

    private String list(long meeting, String status) throws Exception {
        return zoom.api("GET", "/meetings/" + meeting + "/registrants?status=" + status)
                .body();
    }

    private ZoomCaller.Answer status(long meeting, String action, String id) throws Exception {
        return zoom.api("PUT", "/meetings/" + meeting + "/registrants/status", """
                {"action":"%s","registrants":[{"id":"%s"}]}""".formatted(action, id));
    }
}
