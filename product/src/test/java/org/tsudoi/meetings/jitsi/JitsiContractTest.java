package org.tsudoi.meetings.jitsi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.MeetingProvider;
import org.tsudoi.meetings.provider.MeetingProviderContract;
import org.tsudoi.privacy.Vault;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class JitsiContractTest extends MeetingProviderContract {
    private static final String SECRET = "town-jitsi-secret-of-more-than-32-bytes";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TownProcess town = TownProcess.running();
    private final Vault vault;
    private final JitsiAdapter adapter;

    JitsiContractTest(Vault vault) {
        this.vault = vault;
        this.adapter = adapter("town-jitsi", SECRET, "jitsi");
    }

    private JitsiAdapter adapter(String appId, String secret, String audience) {
        var settings =
                new JitsiSettings(town.provider("jitsi"), appId, secret, audience, "*", 75, Duration.ofMinutes(2));
        return new JitsiAdapter(settings, new JitsiToken(settings, clock), vault);
    }

    @BeforeEach
    void sameTime() {
        town.sameTimeAs(clock);
    }

    @Override
    protected MeetingProvider provider() {
        return adapter;
    }

    @Override
    protected String made(MeetingId id, Plan plan) {
        return given(adapter.make(id, plan));
    }

    @Override
    protected AdmissionId noted(MeetingId meeting) {
        return newAdmission();
    }

    private String way(JitsiAdapter by, String reference, Role role) {
        return given(by.admit(reference, newAdmission(), "山田 花子", role)).url();
    }

    private JsonNode join(String url) {
        return town.call("POST", "/town/jitsi/join", JSON.createObjectNode().put("url", url));
    }

    @Test
    void theyMeetInOneRoomAndWhoLeadsModerates() {
        var reference = made(newId(), plan());
        var guest = join(way(adapter, reference, Role.PARTICIPANT));
        var host = join(way(adapter, reference, Role.HOST));
        assertThat(guest.path("name").asString()).isEqualTo("山田 花子");
        assertThat(guest.path("moderator").asBoolean()).isFalse();
        assertThat(host.path("moderator").asBoolean()).isTrue();
        assertThat(host.path("room").asString()).isEqualTo(guest.path("room").asString());
        assertThat(town.call("GET", "/town/jitsi/rooms/" + host.path("room").asString(), null)
                        .size())
                .isEqualTo(2);
    }

    @Test
    void anotherMeetingHasAnotherRoomThatSaysNothingOfIt() {
        var id = newId();
        var room = URI.create(way(adapter, made(id, plan()), Role.HOST)).getPath();
        assertThat(room).doesNotContain(id.value().toString(), id.toString()).isLowerCase();
        assertThat(URI.create(way(adapter, made(id, plan()), Role.PARTICIPANT)).getPath())
                .isEqualTo(room);
        assertThat(URI.create(way(adapter, made(newId(), plan()), Role.HOST)).getPath())
                .isNotEqualTo(room);
    }

    @Test
    void aTokenLeadsIntoNoOtherRoom() {
        var one = way(adapter, made(newId(), plan()), Role.PARTICIPANT);
        var other = way(adapter, made(newId(), plan()), Role.PARTICIPANT);
        var mixed = other.substring(0, other.indexOf('?')) + one.substring(one.indexOf('?'));
        assertThatThrownBy(() -> join(mixed)).hasMessageContaining("room-wrong");
    }

    @Test
    void anOldTokenIsRefusedAfterItsTime() {
        var url = way(adapter, made(newId(), plan()), Role.PARTICIPANT);
        clock.forward(Duration.ofMinutes(1));
        town.sameTimeAs(clock);
        join(url);
        clock.forward(Duration.ofMinutes(1).plusSeconds(1));
        town.sameTimeAs(clock);
        assertThatThrownBy(() -> join(url)).hasMessageContaining("token-expired");
    }

    static Stream<String[]> wrongSettings() {
        return Stream.of(
                new String[] {"town-jitsi", "another-secret-of-more-than-32-bytes", "jitsi", "signature-wrong"},
                new String[] {"another-app", SECRET, "jitsi", "issuer-wrong"},
                new String[] {"town-jitsi", SECRET, "somebody", "audience-wrong"});
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void whatTheServerDoesNotKnowIsRefusedThere(String appId, String secret, String audience, String why) {
        var wrong = adapter(appId, secret, audience);
        assertThatThrownBy(() -> join(way(wrong, made(newId(), plan()), Role.PARTICIPANT)))
                .hasMessageContaining(why);
    }

    @Test
    void theTokenHoldsNothingOfThePersonButTheirName() {
        var url = way(adapter, made(newId(), plan()), Role.PARTICIPANT);
        var claims = JSON.readTree(new String(
                Base64.getUrlDecoder().decode(url.split("jwt=")[1].split("\\.")[1]), StandardCharsets.UTF_8));
        assertThat(claims.propertyNames())
                .containsExactlyInAnyOrder("iss", "aud", "sub", "room", "iat", "nbf", "exp", "moderator", "context");
        assertThat(claims.path("context").path("user").propertyNames())
                .containsExactlyInAnyOrder("id", "name", "moderator", "affiliation");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(120);
    }

    @Test
    void withoutASecretItDoesNotStart() {
        assertThatThrownBy(() -> adapter("town-jitsi", " ", "jitsi")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings("https://meet.example", SECRET, Duration.ofMinutes(11)))
                .hasMessageContaining("token-for");
    }

    private static JitsiSettings settings(String address, String secret, Duration tokenFor) {
        return new JitsiSettings(URI.create(address), "a", secret, "jitsi", "*", 75, tokenFor);
    }

    @Test
    void aSecretThatCouldBeTriedOutIsRefused() {
        var two = Duration.ofMinutes(2);
        assertThatThrownBy(() -> settings("https://meet.example", "x".repeat(31), two))
                .hasMessageContaining("32 bytes");
        assertThat(settings("https://meet.example", "x".repeat(32), two).toString())
                .doesNotContain("xx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://meet.example", "http://127.0.0.1.meet.example", "http://192.168.0.4", "ftp://a.example"})
    void anAddressThatEverybodyOnTheWayReadsIsRefused(String address) {
        assertThatThrownBy(() -> settings(address, SECRET, Duration.ofMinutes(2)))
                .hasMessageContaining("https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8090/jitsi", "http://127.0.0.1:8090", "http://[::1]:8090"})
    void onThisMachineItMayBePlain(String address) {
        assertThat(settings(address, SECRET, Duration.ofMinutes(2)).baseUrl()).hasToString(address);
    }
}
