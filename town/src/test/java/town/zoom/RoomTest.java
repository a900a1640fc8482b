package town.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import town.state.TownClock;

/// Getting in, being inside, being put out.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RoomTest {
    @LocalServerPort
    int port;

    @Autowired
    TownClock clock;

    @Autowired
    Rooms rooms;

    ZoomCaller zoom;
    long meeting;
    ZoomCaller.Answer hanako;

    @BeforeEach
    void aMeetingWithOneRegistered() throws Exception {
        clock.advance(Duration.ofDays(1));
        zoom = new ZoomCaller(port).signedIn();
        meeting = zoom.meeting("mori@example.jp", "{\"approval_type\":0}");
        hanako = zoom.register(meeting, "hanako@tickets.example", "花子");
    }

    @Test
    void nobodyGetsInBeforeTheHost() throws Exception {
        assertThat(zoom.join(hanako.text("join_url")).text("refused")).isEqualTo("host-not-here");
        assertThat(page(hanako.text("join_url")).body()).contains("Waiting for the host");
        start();
        assertThat(zoom.join(hanako.text("join_url")).text("place")).isEqualTo("inside");
        assertThat(inside()).contains("花子 さま");
    }

    @Test
    void joiningBeforeTheHostIsASettingAndStartsTheMeeting() throws Exception {
        long early = zoom.meeting("mori@example.jp", "{\"approval_type\":0,\"join_before_host\":true}");
        var link = zoom.register(early, "early@tickets.example", "太郎").text("join_url");
        assertThat(zoom.join(link).status()).isEqualTo(200);
        assertThat(zoom.api("GET", "/meetings/" + early).text("status")).isEqualTo("started");
    }

    @Test
    void aStatusChangeStopsAtTheDoorAndLeavesInsideWhoIsInside() throws Exception {
        start();
        zoom.join(hanako.text("join_url"));
        assertThat(status("cancel").status()).isEqualTo(204);
        assertThat(inside()).contains("花子 さま");

        zoom.town("POST", "/zoom/leave", someone(visitor("花子 さま")));
        assertThat(inside()).doesNotContain("花子 さま");
        assertThat(zoom.join(hanako.text("join_url")).text("refused")).isEqualTo("registration-cancelled");
        var refused = page(hanako.text("join_url"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("This registration was cancelled.");
        status("deny");
        assertThat(zoom.join(hanako.text("join_url")).text("refused")).isEqualTo("registration-denied");
    }

    @Test
    void aLinkIsGoodForOneAtATime() throws Exception {
        start();
        zoom.join(hanako.text("join_url"));
        assertThat(zoom.join(hanako.text("join_url")).text("refused")).isEqualTo("in-use");
        zoom.town("POST", "/zoom/leave", someone(visitor("花子 さま")));
        assertThat(zoom.join(hanako.text("join_url")).status()).isEqualTo(200);
    }

    @Test
    void theHostRemovesSomebodyWhoThenStaysOut() throws Exception {
        String host = start();
        zoom.join(hanako.text("join_url"));
        zoom.form("/zoom/in/" + host + "/remove", "visitor", visitor("花子 さま"));
        assertThat(inside()).doesNotContain("花子 さま");
        assertThat(zoom.join(hanako.text("join_url")).text("refused")).isEqualTo("removed");
    }

    @Test
    void aGuestCannotActAsTheHost() throws Exception {
        String host = start();
        zoom.join(hanako.text("join_url"));
        String guest = visitor("花子 さま");
        zoom.form("/zoom/in/" + guest + "/remove", "visitor", host);
        zoom.form("/zoom/in/" + guest + "/end");
        assertThat(inside()).contains("Host", "花子 さま");
    }

    @Test
    void endingPutsEverybodyOutAndDeletingDoesNot() throws Exception {
        start();
        zoom.join(hanako.text("join_url"));
        String guest = visitor("花子 さま");
        zoom.api("DELETE", "/meetings/" + meeting);
        assertThat(zoom.page("/zoom/in/" + guest).body()).contains("room-tile");
        assertThat(zoom.join(hanako.text("join_url")).text("refused")).isEqualTo("no-meeting");
        zoom.api("PUT", "/meetings/" + meeting + "/status", "{\"action\":\"recover\"}");
        zoom.api("PUT", "/meetings/" + meeting + "/status", "{\"action\":\"end\"}");
        assertThat(zoom.page("/zoom/in/" + guest).body()).contains("The host ended this meeting");
    }

    @Test
    void theWaitingRoomIsLeftByTheHostsHand() throws Exception {
        long guarded = zoom.meeting(
                "mori@example.jp", "{\"approval_type\":0,\"waiting_room\":true,\"join_before_host\":true}");
        String link = zoom.register(guarded, "calm@tickets.example", "太郎").text("join_url");
        assertThat(zoom.join(link).text("refused")).isEqualTo("host-not-here");
        String host = zoom.town("POST", "/zoom/start", "{\"meeting\":" + guarded + "}")
                .text("visitor");
        var waiting = zoom.join(link);
        assertThat(waiting.text("place")).isEqualTo("waiting-room");
        assertThat(zoom.page("/zoom/in/" + host).body()).contains("In the waiting room", "太郎 さま");
        zoom.form("/zoom/in/" + host + "/admit", "visitor", waiting.text("visitor"));
        assertThat(zoom.town("GET", "/zoom/meetings/" + guarded, "")
                        .json()
                        .path("inside")
                        .toString())
                .contains("太郎 さま");
    }

    @Test
    void aMeetingWithoutRegistrationAsksForItsPasscode() throws Exception {
        long open = zoom.meeting("mori@example.jp", "{\"join_before_host\":true}");
        var made = zoom.api("GET", "/meetings/" + open);
        assertThat(zoom.page("/zoom/j/" + open).body()).contains("Passcode");
        assertThat(zoom.page("/zoom/j/" + open + "?pwd=guess").body()).contains("Enter the passcode");
        assertThat(zoom.page("/zoom/j/" + open + "?pwd=" + made.text("password"))
                        .body())
                .contains("Your name");
        assertThat(zoom.join(made.text("join_url")).status()).isEqualTo(200);
        assertThat(page("http://x/zoom/j/" + meeting).body()).contains("registered people only");
    }

    @Test
    void aBrowserJoinsByTheFormAndLeavesByClosingThePage() throws Exception {
        String host = start();
        String token = hanako.text("join_url").substring(hanako.text("join_url").indexOf("tk=") + 3);
        var joined = zoom.form("/zoom/j/" + meeting, "tk", token, "name", "花子 <b>");
        assertThat(joined.status()).isEqualTo(303);
        String room = joined.header("Location");
        assertThat(zoom.page(room).body()).contains("花子 &lt;b&gt;", "closed?page=2");
        assertThat(zoom.page(room).body()).contains("closed?page=3");

        zoom.form(room + "/closed?page=2");
        assertThat(inside()).contains("花子 <b>");
        zoom.form(room + "/closed?page=3");
        assertThat(inside()).doesNotContain("花子");
        assertThat(zoom.page(room).body()).contains("You left the meeting", "Join again");
        assertThat(zoom.page("/zoom/in/" + host).body()).doesNotContain("花子");
    }

    @Test
    void aBrowserThatFallsSilentIsGoneAfterAWhile() throws Exception {
        start();
        String token = hanako.text("join_url").substring(hanako.text("join_url").indexOf("tk=") + 3);
        zoom.form("/zoom/j/" + meeting, "tk", token, "name", "花子");
        clock.advance(Duration.ofSeconds(60));
        rooms.letTheSilentGo();
        assertThat(inside()).contains("花子");
        clock.advance(Duration.ofSeconds(60));
        rooms.letTheSilentGo();
        assertThat(inside()).contains("Host").doesNotContain("花子");
    }

    @Test
    void theMeetingEndsWhenTheLastOneLeaves() throws Exception {
        zoom.town("POST", "/zoom/leave", someone(start()));
        assertThat(zoom.api("GET", "/meetings/" + meeting).text("status")).isEqualTo("waiting");
    }

    @Test
    void aStartLinkIsGoodForTwoHours() throws Exception {
        String link = zoom.api("GET", "/meetings/" + meeting).text("start_url");
        clock.advance(Duration.ofMinutes(119));
        assertThat(zoom.join(link).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(2));
        assertThat(zoom.join(link).text("refused")).isEqualTo("start-link-expired");
    }

    @Test
    void theOverviewSpeaksEachLanguageAndKnowsTheRest() throws Exception {
        assertThat(zoom.page("/zoom?lang=ja").body()).contains("Zoom ミーティング", "朝のやさしいヨガ");
        assertThat(zoom.page("/zoom?lang=th").body()).contains("การประชุม Zoom");
        assertThat(zoom.page("/zoom/j/11111111111?tk=x").status()).isEqualTo(404);
        assertThat(zoom.join("http://x/zoom/j/" + meeting + "?tk=guess").text("refused"))
                .isEqualTo("link-unknown");
    }

    private String start() throws Exception {
        return zoom.town("POST", "/zoom/start", "{\"meeting\":" + meeting + "}").text("visitor");
    }

    private String inside() throws Exception {
        return zoom.town("GET", "/zoom/meetings/" + meeting, "")
                .json()
                .path("inside")
                .toString();
    }

    private String visitor(String name) throws Exception {
        for (var person :
                zoom.town("GET", "/zoom/meetings/" + meeting, "").json().path("inside")) {
            if (person.path("name").asString().equals(name)) {
                return person.path("visitor").asString();
            }
        }
        throw new AssertionError(name + " is not inside");
    }

    private static String someone(String visitor) {
        return "{\"visitor\":\"" + visitor + "\"}";
    }

    private ZoomCaller.Answer status(String action) throws Exception {
        return zoom.api("PUT", "/meetings/" + meeting + "/registrants/status", """
                {"action":"%s","registrants":[{"id":"%s"}]}""".formatted(
                        action, hanako.text("registrant_id")));
    }

    private ZoomCaller.Answer page(String url) throws Exception {
        var uri = URI.create(url);
        return zoom.page(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }
}
