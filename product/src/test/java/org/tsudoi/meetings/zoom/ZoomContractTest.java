package org.tsudoi.meetings.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.MeetingProvider;
import org.tsudoi.meetings.provider.MeetingProvider.Answer;
import org.tsudoi.meetings.provider.MeetingProvider.Reason;
import org.tsudoi.meetings.provider.MeetingProviderContract;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class ZoomContractTest extends MeetingProviderContract {
    private static final List<String> WEATHERS =
            List.of("slow", "error-before", "error-after", "cut-before", "cut-after", "garbage", "rate-limited");
    private static final Set<String> NOTHING_DONE = Set.of("error-before", "cut-before", "rate-limited");
    private static final String HOST = "contract@town.example";

    private final TownProcess town = TownProcess.running();
    private final ZoomAdapter adapter = adapter("town-secret", HOST);

    private ZoomAdapter adapter(String clientSecret, String host) {
        var settings = new ZoomSettings(
                URI.create(town.zoom() + "/v2"),
                URI.create(town.zoom() + "/oauth/token"),
                "town-account",
                "town-client",
                clientSecret,
                List.of(town.zoomSecretToken()),
                List.of(host),
                "door.invalid",
                100,
                Duration.ofSeconds(2),
                Duration.ofMillis(700));
        return new ZoomAdapter(new ZoomClient(settings, clock), settings);
    }

    @BeforeEach
    void begin() {
        town.fair();
        nextSecond();
    }

    /// Zoom takes at most twenty such calls a second, whichever clock was ahead.
    private void nextSecond() {
        town.call(
                "POST",
                "/town/clock/advance",
                JsonNodeFactory.instance.objectNode().put("seconds", 1));
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

    private void weather(String operation, String mode) {
        town.weather("zoom", operation, mode, 1, 1100);
    }

    private JsonNode seenByTown(String reference) {
        return town.call("GET", "/town/zoom/meetings/" + reference, null);
    }

    @Test
    void whatWasNeverMadeIsNotFound() {
        assertThat(given(adapter.find(newId(), plan()))).isEmpty();
    }

    @Test
    void thePaidComeInWithoutAnybodysApproval() {
        var settings = seenByTown(made(newId(), plan())).path("settings");
        assertThat(settings.path("approval_type").asInt(-1)).isZero();
        assertThat(settings.path("join_before_host").asBoolean()).isTrue();
        assertThat(settings.path("waiting_room").asBoolean()).isFalse();
        assertThat(settings.path("registrants_confirmation_email").asBoolean()).isFalse();
    }

    @Test
    void nobodysAddressIsGivenAway() {
        var reference = made(newId(), plan());
        var admission = newAdmission();
        given(adapter.admit(reference, admission, "山田花子", Role.PARTICIPANT));
        assertThat(seenByTown(reference)
                        .path("registrants")
                        .path(0)
                        .path("email")
                        .asString())
                .isEqualTo("t-" + admission + "@door.invalid");
    }

    @Test
    void aVoidWayInLeadsNowhereAndSaysThatNobodyWasPutOut() {
        var reference = made(newId(), plan());
        var admission = newAdmission();
        var way = given(adapter.admit(reference, admission, "山田花子", Role.PARTICIPANT));

        assertThat(given(adapter.dismiss(reference, admission, way.reference())).putOut())
                .isFalse();

        var wish = JsonMapper.shared().createObjectNode().put("join_url", way.url());
        assertThatThrownBy(() -> town.call("POST", "/town/zoom/join", wish))
                .hasMessageContaining("registration-cancelled");
    }

    static Stream<String> weathers() {
        return WEATHERS.stream();
    }

    @ParameterizedTest
    @MethodSource("weathers")
    void aMakingWithoutAnAnswerIsNotKnownAndFoundWhenItHappened(String mode) {
        var id = newId();
        given(adapter.find(newId(), plan()));
        weather("POST /v2/users/*/meetings", mode);

        assertThat(adapter.make(id, plan())).isInstanceOf(Answer.NotKnown.class);

        assertThat(given(adapter.find(id, plan())).isPresent()).isEqualTo(!NOTHING_DONE.contains(mode));
    }

    @ParameterizedTest
    @MethodSource("weathers")
    void whatWasNotAnsweredIsNeverTakenForRefusedAndWorksTheNextTime(String mode) {
        var id = newId();
        var reference = made(id, plan());
        var admission = newAdmission();
        var way = given(adapter.admit(reference, admission, "Hana", Role.PARTICIPANT));
        var calls = new ArrayList<Supplier<Answer<?>>>();
        calls.add(() -> {
            weather("GET /v2/users/*/meetings*", mode);
            return adapter.find(id, plan());
        });
        calls.add(() -> {
            weather("PATCH /v2/meetings/*", mode);
            return adapter.change(id, reference, plan());
        });
        calls.add(() -> {
            weather("POST /v2/meetings/*/registrants", mode);
            return adapter.admit(reference, newAdmission(), "Ken", Role.PARTICIPANT);
        });
        calls.add(() -> {
            weather("GET /v2/meetings/*", mode);
            return adapter.admit(reference, newAdmission(), "みどり", Role.HOST);
        });
        calls.add(() -> {
            weather("PUT /v2/meetings/*/registrants/status", mode);
            return adapter.dismiss(reference, admission, way.reference());
        });
        calls.add(() -> {
            weather("DELETE /v2/meetings/*", mode);
            return adapter.delete(reference);
        });
        for (int call = 0; call < calls.size(); call++) {
            assertThat(calls.get(call).get()).as("call %d", call).isNotInstanceOf(Answer.Refused.class);
            town.fair();
        }
        given(adapter.delete(reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-before", "cut-before", "cut-after", "garbage", "rate-limited", "slow"})
    void withoutATokenNothingIsDoneAndItIsAskedAgain(String mode) {
        var fresh = adapter("town-secret", HOST);
        var id = newId();
        weather("POST /oauth/token", mode);

        var answer = fresh.make(id, plan());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.NotKnown.class,
                        unknown -> assertThat(unknown.askAgainSeconds()).isPositive());
        assertThat(given(fresh.find(id, plan()))).isEmpty();
        given(fresh.make(id, plan()));
    }

    @Test
    void aTokenTakenBackEarlyIsReplacedWithinTheCall() {
        var id = newId();
        made(id, plan());
        town.call("POST", "/town/zoom/tokens/revoke", null);
        assertThat(given(adapter.find(id, plan()))).isPresent();
    }

    @Test
    void aTokenIsKeptForAnHourButNotToItsLastMinute() {
        town.call("DELETE", "/town/zoom/requests", null);
        var fresh = adapter("town-secret", HOST);
        given(fresh.find(newId(), plan()));
        given(fresh.find(newId(), plan()));
        assertThat(tokensAsked()).isEqualTo(1);
        clock.forward(Duration.ofMinutes(59).plusSeconds(1));
        given(fresh.find(newId(), plan()));
        assertThat(tokensAsked()).isEqualTo(2);
    }

    private long tokensAsked() {
        return town.call("GET", "/town/zoom/requests", null)
                .valueStream()
                .filter(call -> call.toString().contains("/oauth/token"))
                .count();
    }

    @Test
    void wrongKeysAreRefusedAsSuch() {
        assertThat(adapter("wrong", HOST).make(newId(), plan()))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CREDENTIALS));
    }

    @Test
    void theHundredAndFirstMakingOfADayIsRefusedAsSpent() {
        var host = "busy-" + newId() + "@town.example";
        var busy = adapter("town-secret", host);
        var plan = new Plan("zoom", host, "x", clock.instant(), Duration.ofHours(1), plan().zone(), 1);
        Answer<String> last = busy.make(newId(), plan);
        for (int i = 0; i < 100; i++) {
            if (i % 10 == 9) nextSecond();
            last = busy.make(newId(), plan);
        }
        assertThat(last)
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.BUDGET_SPENT));
    }

    @Test
    void aHostWithoutALicenceOrAMeetingThatIsGoneIsRefused() {
        assertThat(adapter.admit("999999999", newAdmission(), "Hana", Role.PARTICIPANT))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND));
        var plan = new Plan(
                "zoom", "unlicensed@town.example", "x", clock.instant(), Duration.ofHours(1), plan().zone(), 1);
        assertThat(adapter.make(newId(), plan))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.OTHER));
    }

    @Test
    void nothingIsCalledWhileATransactionIsOpen() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> adapter.find(newId(), plan()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("transaction");
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }
}
