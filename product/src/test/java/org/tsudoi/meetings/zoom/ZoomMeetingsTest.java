package org.tsudoi.meetings.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.MeetingOversight;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Meetings at Zoom from the wish to the end, through the outbox and the webhooks.
@ProductTest
class ZoomMeetingsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Meetings meetings;
    private final MeetingOversight oversight;
    private final OutboxRunner outbox;
    private final TransactionTemplate transaction;
    private final JdbcClient sql;
    private final TestClock clock;
    private final Ids ids;
    private final TownProcess town = TownProcess.running();

    @LocalServerPort
    private int port;

    ZoomMeetingsTest(
            Meetings meetings,
            MeetingOversight oversight,
            OutboxRunner outbox,
            TransactionTemplate transaction,
            JdbcClient sql,
            TestClock clock,
            Ids ids) {
        this.meetings = meetings;
        this.oversight = oversight;
        this.outbox = outbox;
        this.transaction = transaction;
        this.sql = sql;
        this.clock = clock;
        this.ids = ids;
    }

    @BeforeEach
    void begin() {
        town.fair();
        town.sameTimeAs(clock);
        town.deliverTo(port);
        town.call("POST", "/town/zoom/webhooks/retry", null);
    }

    private Meetings.Plan plan(MeetingId id, Duration in) {
        return new Meetings.Plan(
                "zoom",
                "org",
                "Yoga " + id,
                clock.instant().plus(in),
                Duration.ofHours(1),
                ZoneId.of("Asia/Tokyo"),
                20);
    }

    private MeetingId wished() {
        var id = new MeetingId(ids.next());
        schedule(id, plan(id, Duration.ofHours(1)));
        return id;
    }

    private void schedule(MeetingId id, Meetings.Plan plan) {
        transaction.executeWithoutResult(_ -> meetings.schedule(id, plan));
    }

    private MeetingId ready() {
        var id = wished();
        outbox.runDue();
        assertThat(meetings.find(id)).containsInstanceOf(Meeting.Ready.class);
        return id;
    }

    private String reference(MeetingId id) {
        return ((Meeting.Ready) meetings.find(id).orElseThrow()).reference();
    }

    private List<JsonNode> atTown(MeetingId id) {
        return town.call("GET", "/town/zoom/meetings", null)
                .valueStream()
                .filter(meeting -> meeting.path("topic").asString().equals("Yoga " + id))
                .toList();
    }

    private AdmissionId admission() {
        return new AdmissionId(ids.next());
    }

    private String admitted(MeetingId id, AdmissionId admission, Role role) {
        var entry = meetings.admit(id, admission, "山田花子", role);
        assertThat(entry).isInstanceOf(Meetings.Entry.Enter.class);
        return ((Meetings.Entry.Enter) entry).url();
    }

    private String join(String url) {
        return town.call("POST", "/town/zoom/join", JSON.createObjectNode().put("join_url", url))
                .path("visitor")
                .asString();
    }

    private void leave(String visitor) {
        town.call("POST", "/town/zoom/leave", JSON.createObjectNode().put("visitor", visitor));
    }

    private boolean isInside(MeetingId id, AdmissionId admission) {
        return meetings.inside(id).stream()
                .anyMatch(one -> one.admission().equals(admission) && one.joinedAt() != null);
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @Test
    void aWishedMeetingIsMadeOnceAndItsChangesAreTold() {
        var id = wished();
        assertThat(meetings.find(id)).containsInstanceOf(Meeting.Planned.class);
        assertThat(meetings.admit(id, admission(), "Hana", Role.PARTICIPANT))
                .isInstanceOf(Meetings.Entry.NotReady.class);
        outbox.runDue();
        assertThat(meetings.find(id)).containsInstanceOf(Meeting.Ready.class);
        var later = plan(id, Duration.ofHours(5));

        schedule(id, later);
        outbox.runDue();
        outbox.runDue();

        assertThat(atTown(id))
                .singleElement()
                .satisfies(meeting -> assertThat(meeting.path("start").asString())
                        .startsWith(later.startsAt().toString().substring(0, 19)));
    }

    @Test
    void aMakingThatWasNotAnsweredIsLookedForBeforeItIsMadeAgain() {
        town.weather("zoom", "POST /v2/users/*/meetings", "cut-after", 1);
        var id = wished();
        outbox.runDue();
        assertThat(meetings.find(id)).containsInstanceOf(Meeting.Unknown.class);
        assertThat(oversight.unmade())
                .anySatisfy(one -> assertThat(one.meeting().id()).isEqualTo(id));

        clock.forward(Duration.ofSeconds(6));
        outbox.runDue();

        assertThat(meetings.find(id)).containsInstanceOf(Meeting.Ready.class);
        assertThat(atTown(id)).hasSize(1);
    }

    @Test
    void aMakingThatDidNotHappenIsMadeAgain() {
        town.weather("zoom", "POST /v2/users/*/meetings", "cut-before", 1);
        var id = wished();
        outbox.runDue();
        clock.forward(Duration.ofSeconds(6));
        outbox.runDue();
        assertThat(meetings.find(id)).containsInstanceOf(Meeting.Ready.class);
        assertThat(atTown(id)).hasSize(1);
    }

    @Test
    void aMeetingCancelledWhileItsMakingIsNotKnownIsFoundAndDeleted() {
        town.weather("zoom", "POST /v2/users/*/meetings", "cut-after", 1);
        var id = wished();
        outbox.runDue();
        transaction.executeWithoutResult(_ -> meetings.cancel(id));

        outbox.runDue();
        clock.forward(Duration.ofSeconds(6));
        outbox.runDue();

        assertThat(atTown(id)).isEmpty();
        assertThat(meetings.find(id)).containsInstanceOf(Meeting.Cancelled.class);
    }

    @Test
    void zoomIsLeftAloneAsLongAsItWants() {
        town.weather("zoom", "POST /v2/users/*/meetings", "rate-limited", 1);
        var id = wished();
        outbox.runDue();
        assertThat(meetings.find(id)).containsInstanceOf(Meeting.Planned.class);
        clock.forward(Duration.ofSeconds(3));
        outbox.runDue();
        assertThat(meetings.find(id)).containsInstanceOf(Meeting.Ready.class);
    }

    @Test
    void whoIsOverBudgetGoesToAnotherHostAndThenWaitsForTheNextDay() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        use("midori@town.example", today, 100);
        use("ao@town.example", today, 99);
        var last = wished();
        outbox.runDue();
        assertThat(atTown(last))
                .singleElement()
                .satisfies(
                        meeting -> assertThat(meeting.path("host").asString()).isEqualTo("ao@town.example"));

        var tooMany = wished();
        outbox.runDue();
        assertThat(meetings.find(tooMany)).containsInstanceOf(Meeting.Planned.class);
        assertThat(oversight.budgets())
                .allSatisfy(budget -> assertThat(budget.used()).isEqualTo(100));
        assertThat(oversight.unmade()).anySatisfy(one -> assertThat(one.why()).contains("budget"));

        clock.forwardTo(today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        town.sameTimeAs(clock);
        outbox.runDue();
        assertThat(meetings.find(tooMany)).containsInstanceOf(Meeting.Ready.class);
    }

    private void use(String host, LocalDate day, int used) {
        sql.sql("""
                insert into meeting_budget (provider, host, day, used) values ('zoom', :host, :day, :used)
                on conflict (provider, host, day) do update set used = :used""").param("host", host).param("day", day).param("used", used).update();
    }

    @Test
    void oneHostDoesNotHoldTwoMeetingsAtOnceWhileAnotherIsFree() {
        var in = Duration.ofDays(200).plusMinutes(clock.instant().getEpochSecond() % 1000);
        var hosts = List.of(new MeetingId(ids.next()), new MeetingId(ids.next())).stream()
                .map(id -> {
                    schedule(id, plan(id, in));
                    outbox.runDue();
                    return atTown(id).getFirst().path("host").asString();
                })
                .toList();
        assertThat(hosts).doesNotHaveDuplicates();
    }

    @Test
    void whoComesAndGoesIsKnownByZoomsNotices() {
        var id = ready();
        var hana = admission();
        var url = admitted(id, hana, Role.PARTICIPANT);
        assertThat(isInside(id, hana)).isFalse();

        var visitor = join(url);
        await(() -> isInside(id, hana));
        clock.forward(Duration.ofSeconds(2));
        town.sameTimeAs(clock);
        leave(visitor);

        await(() -> !isInside(id, hana));
    }

    @Test
    void theHostIsSeenComingIn() {
        var id = ready();
        var url = admitted(id, admission(), Role.HOST);
        assertThat(meetings.isLed(id)).isFalse();
        join(url);
        await(() -> meetings.isLed(id));
        assertThat(oversight.live(id).orElseThrow().hostInside()).isTrue();
    }

    @Test
    void whoIsDismissedCannotComeBackAndTheHostIsToldToRemoveThem() {
        var id = ready();
        var hana = admission();
        var url = admitted(id, hana, Role.PARTICIPANT);
        var visitor = join(url);
        await(() -> isInside(id, hana));

        meetings.dismiss(hana, Leaving.CANCELLED);
        assertThat(isInside(id, hana)).isFalse();
        assertThat(oversight.live(id).orElseThrow().toBeRemoved())
                .singleElement()
                .satisfies(one -> assertThat(one.displayName()).isEqualTo("山田花子"));
        outbox.runDue();
        assertThat(atTown(id)
                        .getFirst()
                        .path("registrants")
                        .path(0)
                        .path("status")
                        .asString())
                .isEqualTo("cancelled");

        clock.forward(Duration.ofSeconds(2));
        town.sameTimeAs(clock);
        town.call("POST", "/town/zoom/remove", JSON.createObjectNode().put("visitor", visitor));
        await(() -> oversight.live(id).orElseThrow().toBeRemoved().isEmpty());
    }

    @Test
    void cancellingEndsAndDeletesTheMeeting() {
        var id = ready();
        var reference = reference(id);
        join(admitted(id, admission(), Role.PARTICIPANT));

        transaction.executeWithoutResult(_ -> meetings.cancel(id));
        outbox.runDue();

        var left = town.call("GET", "/town/zoom/meetings/" + reference, null);
        assertThat(left.path("status").asString()).isEqualTo("deleted");
        assertThat(left.path("inside")).isEmpty();
        assertThat(meetings.admit(id, admission(), "Ken", Role.PARTICIPANT))
                .isInstanceOf(Meetings.Entry.NotReady.class);
    }

    @Test
    void noticesThatComeTwiceOrInReverseOrderChangeNothing() {
        var id = ready();
        var hana = admission();
        var url = admitted(id, hana, Role.PARTICIPANT);
        var participant = "\"participant\":{\"registrant_id\":\"" + credential(hana) + "\",\"%s\":\"%s\"}";
        var joinedAt = clock.instant();
        clock.forward(Duration.ofSeconds(20));
        town.sameTimeAs(clock);
        assertThat(url).startsWith("http");
        var left =
                notice(id, "meeting.participant_left", participant.formatted("leave_time", joinedAt.plusSeconds(10)));
        var joined = notice(id, "meeting.participant_joined", participant.formatted("join_time", joinedAt));

        assertThat(post(left, signed(left))).isEqualTo(204);
        assertThat(post(joined, signed(joined))).isEqualTo(204);
        assertThat(post(joined, signed(joined))).isEqualTo(204);

        assertThat(isInside(id, hana)).isFalse();
        assertThat(sql.sql(
                                "select count(*) from zoom_notice where meeting_number = :number and event like '%participant%'")
                        .param("number", reference(id))
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void forgedAndOldNoticesAreRefused() {
        var id = ready();
        var body = notice(id, "meeting.ended", "\"end_time\":\"" + clock.instant() + "\"");
        assertThat(post(body, "v0=" + "0".repeat(64))).isEqualTo(400);
        assertThat(post(body, "")).isEqualTo(400);
        assertThat(post(body.replace("ended", "endeD"), signed(body))).isEqualTo(400);
        var old = String.valueOf(clock.instant().getEpochSecond() - 301);
        assertThat(post(body, signed(body, old), old)).isEqualTo(400);
        assertThat(sql.sql(
                                "select count(*) from zoom_notice where meeting_number = :number and event = 'meeting.ended'")
                        .param("number", reference(id))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aNoticeThatTheDatabaseCannotKeepIsRefused() {
        var joined = "{\"event\":\"meeting.participant_joined\",\"event_ts\":1,\"payload\":{\"object\":{\"id\":\"8\","
                + "\"participant\":{\"registrant_id\":\"r\"}}}}";
        for (var whole : List.of("\"8\"", "\"r\"", "_joined\"")) {
            var body = joined.replace(whole, whole.substring(0, whole.length() - 1) + "\\u0000\"");
            assertThat(post(body, signed(body))).isEqualTo(400);
        }
    }

    @Test
    void aNoticeAboutNothingOfOursIsShownToTheOperator() {
        var body = "{\"event\":\"meeting.participant_joined\",\"event_ts\":" + clock.millis()
                + ",\"payload\":{\"object\":{\"id\":\"" + ids.next().getLeastSignificantBits() + "\"}}}";
        assertThat(post(body, signed(body))).isEqualTo(204);
        assertThat(oversight.strays()).anySatisfy(stray -> assertThat(body).contains("\"" + stray.reference() + "\""));
    }

    @Test
    void zoomsQuestionWhetherWeHoldTheSecretIsAnswered() {
        var body = "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\"}}";
        var answer = answer(body, signed(body), String.valueOf(clock.instant().getEpochSecond()));
        assertThat(JSON.readTree(answer.body()).path("encryptedToken").asString())
                .isEqualTo(hmac("qgg8vlvZRS6UYooatFL8Aw"));
    }

    private String credential(AdmissionId admission) {
        return sql.sql("select credential from meeting_admission where id = :id")
                .param("id", admission.value())
                .query(String.class)
                .single();
    }

    private String notice(MeetingId id, String event, String inside) {
        return "{\"event\":\"" + event + "\",\"event_ts\":" + clock.millis() + ",\"payload\":{\"object\":{\"id\":\""
                + reference(id) + "\",\"host_id\":\"h\"," + inside + "}}}";
    }

    private String signed(String body) {
        return signed(body, String.valueOf(clock.instant().getEpochSecond()));
    }

    private String signed(String body, String timestamp) {
        return "v0=" + hmac("v0:" + timestamp + ":" + body);
    }

    private String hmac(String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(town.zoomSecretToken().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private int post(String body, String signature) {
        return post(body, signature, String.valueOf(clock.instant().getEpochSecond()));
    }

    private int post(String body, String signature, String timestamp) {
        return answer(body, signature, timestamp).statusCode();
    }

    private HttpResponse<String> answer(String body, String signature, String timestamp) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/zoom"))
                .header("Content-Type", "application/json")
                .header("x-zm-request-timestamp", timestamp)
                .header("x-zm-signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
