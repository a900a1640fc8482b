package org.tsudoi.meetings.bigbluebutton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.MeetingProvider;
import org.tsudoi.meetings.provider.MeetingProvider.Answer;
import org.tsudoi.meetings.provider.MeetingProvider.Credential;
import org.tsudoi.meetings.provider.MeetingProvider.Reason;
import org.tsudoi.meetings.provider.MeetingProviderContract;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.privacy.Vault;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class BigBlueButtonContractTest extends MeetingProviderContract {
    private final TownProcess town = TownProcess.running();
    private final Meetings meetings;
    private final TransactionTemplate transaction;
    private final JdbcClient sql;
    private final Vault vault;
    private final PlatformSettings platform;
    private final BigBlueButtonAdapter adapter;

    BigBlueButtonContractTest(
            Meetings meetings,
            TransactionTemplate transaction,
            JdbcClient sql,
            Vault vault,
            PlatformSettings platform) {
        this.meetings = meetings;
        this.transaction = transaction;
        this.sql = sql;
        this.vault = vault;
        this.platform = platform;
        this.adapter = adapter(town.bigBlueButtonSecret());
    }

    private BigBlueButtonSettings settings(String secret) {
        return new BigBlueButtonSettings(
                town.provider("bigbluebutton"), secret, 100, Duration.ofSeconds(2), Duration.ofMillis(700));
    }

    private BigBlueButtonAdapter adapter(String secret) {
        var settings = settings(secret);
        return new BigBlueButtonAdapter(
                new BigBlueButtonClient(settings), settings, new MeetingsUnderWay(sql), vault, platform);
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    @Override
    protected MeetingProvider provider() {
        return adapter;
    }

    @Override
    protected String made(MeetingId id, Plan plan) {
        transaction.executeWithoutResult(_ -> meetings.schedule(id, plan));
        return given(adapter.make(id, plan));
    }

    @Override
    protected AdmissionId noted(MeetingId meeting) {
        return newAdmission();
    }

    private Answer<Credential> admit(String reference, Role role) {
        return adapter.admit(reference, newAdmission(), "山田 花子", role);
    }

    private String way(String reference, Role role) {
        return given(admit(reference, role)).url();
    }

    private JsonNode join(String url) {
        return town.call(
                "POST",
                "/town/bigbluebutton/join",
                JsonMapper.shared().createObjectNode().put("url", url));
    }

    private JsonNode atTown(String reference) {
        return town.call("GET", "/town/bigbluebutton/meetings/" + reference, null);
    }

    @Test
    void theyMeetInOneRoomAndWhoLeadsModerates() {
        var reference = made(newId(), plan());
        var admission = newAdmission();
        var guest = join(given(adapter.admit(reference, admission, "山田 花子", Role.PARTICIPANT))
                .url());
        var host = join(way(reference, Role.HOST));
        assertThat(guest.path("name").asString()).isEqualTo("山田 花子");
        assertThat(guest.path("user").asString()).isEqualTo(admission.toString());
        assertThat(guest.path("moderator").asBoolean()).isFalse();
        assertThat(host.path("moderator").asBoolean()).isTrue();
        assertThat(atTown(reference).path("inside").size()).isEqualTo(2);
    }

    @Test
    void itIsMadeWithItsTitleAndRecordedByNobody() {
        var reference = made(newId(), plan());
        way(reference, Role.PARTICIPANT);
        var wish = atTown(reference).path("meeting").path("wish");
        assertThat(wish.path("name").asString()).isEqualTo("朝のやさしいヨガ");
        assertThat(wish.path("record").asString()).isEqualTo("false");
        assertThat(wish.path("allowStartStopRecording").asString()).isEqualTo("false");
        assertThat(wish.path("guestPolicy").asString()).isEqualTo("ALWAYS_ACCEPT");
        assertThat(wish.path("logoutURL").asString()).isEqualTo(platform.link("/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"気", "長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名😀😀😀"})
    void aTitleThatTheServerWouldRefuseIsMadeToFit(String title) {
        var told = plan();
        var reference = made(
                newId(),
                new Plan(
                        told.provider(),
                        told.hostKey(),
                        title,
                        told.startsAt(),
                        told.length(),
                        told.zone(),
                        told.capacity()));
        way(reference, Role.PARTICIPANT);
        assertThat(atTown(reference).path("meeting").path("wish").path("name").asString())
                .hasSizeBetween(2, 64);
    }

    @Test
    void aWayIntoAnEarlierMeetingLeadsNowhere() {
        var reference = made(newId(), plan());
        var early = way(reference, Role.PARTICIPANT);
        join(early);
        given(adapter.delete(reference));
        assertThatThrownBy(() -> join(early)).hasMessageContaining("invalidMeetingIdentifier");
        clock.forward(Duration.ofSeconds(2));
        town.sameTimeAs(clock);
        join(way(reference, Role.PARTICIPANT));
        assertThatThrownBy(() -> join(early)).hasMessageContaining("mismatchCreateTimeParam");
    }

    @Test
    void aWayInThatWasChangedIsRefused() {
        var url = way(made(newId(), plan()), Role.PARTICIPANT);
        assertThatThrownBy(() -> join(url.replace("VIEWER", "MODERATOR"))).hasMessageContaining("checksumError");
    }

    @Test
    void itIsEnteredAsItIsWhereItWasMadeInAnotherWay() {
        var reference = made(newId(), plan());
        var client = new BigBlueButtonClient(settings(town.bigBlueButtonSecret()));
        var other = new SignedCall("create").with("name", "other").with("meetingID", reference);
        assertThat(client.call(other)).isInstanceOf(BigBlueButtonClient.Reply.Done.class);
        join(way(reference, Role.HOST));
    }

    static Stream<String> weathers() {
        return Stream.of("slow", "error-before", "error-after", "cut-before", "cut-after", "garbage", "rate-limited");
    }

    @ParameterizedTest
    @MethodSource("weathers")
    void whatWasNotAnsweredIsNotKnownAndWorksTheNextTime(String mode) {
        var reference = made(newId(), plan());
        town.weather("bigbluebutton", "GET /api/create", mode, 1, 1100);
        assertNotAnswered(mode, admit(reference, Role.PARTICIPANT));
        join(way(reference, Role.PARTICIPANT));
        town.weather("bigbluebutton", "GET /api/end", mode, 1, 1100);
        assertNotAnswered(mode, adapter.delete(reference));
        given(adapter.delete(reference));
        assertThatThrownBy(() -> atTown(reference)).hasMessageContaining("404");
    }

    /// A reading call on a line that is cut is made once more by the line itself; each call here may come twice.
    private static void assertNotAnswered(String mode, Answer<?> answer) {
        if (mode.startsWith("cut")) assertThat(answer).isNotInstanceOf(Answer.Refused.class);
        else assertThat(answer).isInstanceOf(Answer.NotKnown.class);
    }

    @Test
    void aServerThatIsNotThereIsNotKnown() {
        var settings = new BigBlueButtonSettings(
                URI.create("http://127.0.0.1:1/bigbluebutton"),
                town.bigBlueButtonSecret(),
                100,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        var away = new BigBlueButtonAdapter(
                new BigBlueButtonClient(settings), settings, new MeetingsUnderWay(sql), vault, platform);
        assertThat(away.admit(made(newId(), plan()), newAdmission(), "Hana", Role.PARTICIPANT))
                .isInstanceOfSatisfying(
                        Answer.NotKnown.class,
                        unknown -> assertThat(unknown.why())
                                .as("nothing of the address")
                                .doesNotContain("checksum", "127.0.0.1"));
    }

    @Test
    void aWrongSecretIsRefusedAsSuchAndTheDoctorSaysIt() {
        var wrong = "another-secret-that-is-long-enough-for-it";
        assertThat(adapter(wrong).admit(made(newId(), plan()), newAdmission(), "Hana", Role.PARTICIPANT))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CREDENTIALS));
        assertThatThrownBy(() -> new BigBlueButtonExamination(new BigBlueButtonClient(settings(wrong))).finding())
                .hasMessageContaining("checksumError")
                .hasMessageContaining("TSUDOI_BBB_SECRET");
        assertThat(new BigBlueButtonExamination(new BigBlueButtonClient(settings(town.bigBlueButtonSecret())))
                        .finding())
                .contains("takes the secret");
    }

    @Test
    void aMeetingThatIsNotOursIsRefused() {
        assertThat(admit(newId().toString(), Role.PARTICIPANT))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void nothingSecretPrintsItself() {
        var credential = given(admit(made(newId(), plan()), Role.PARTICIPANT));
        assertThat(credential.toString()).doesNotContain("checksum", "bigbluebutton/api");
        assertThat(credential.url()).doesNotContain(town.bigBlueButtonSecret());
        assertThat(new SignedCall("end").with("password", "geheim")).hasToString("SignedCall[end]");
        assertThat(settings(town.bigBlueButtonSecret()).toString()).doesNotContain(town.bigBlueButtonSecret());
    }

    @Test
    void nothingIsCalledWhileATransactionIsOpen() {
        var reference = made(newId(), plan());
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> admit(reference, Role.HOST)).hasMessageContaining("transaction");
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    private static BigBlueButtonSettings settings(String address, String secret) {
        return new BigBlueButtonSettings(
                URI.create(address), secret, 100, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void theAddressIsTakenAsTheServerShowsIt() {
        var secret = "x".repeat(32);
        for (var shown : new String[] {"", "/", "/api", "/api/"}) {
            assertThat(settings("https://meet.example/bigbluebutton" + shown, secret)
                            .baseUrl())
                    .hasToString("https://meet.example/bigbluebutton/api");
        }
        assertThat(settings("http://localhost:8090/bigbluebutton", secret).baseUrl())
                .hasScheme("http");
    }

    @Test
    void aSecretThatCouldBeTriedOutAndAnAddressThatEverybodyReadsAreRefused() {
        assertThatThrownBy(() -> settings("https://meet.example", "x".repeat(31)))
                .hasMessageContaining("32 bytes");
        for (var address : new String[] {"http://meet.example", "http://127.0.0.1.meet.example", "ftp://a.example"}) {
            assertThatThrownBy(() -> settings(address, "x".repeat(32))).hasMessageContaining("https");
        }
    }
}
