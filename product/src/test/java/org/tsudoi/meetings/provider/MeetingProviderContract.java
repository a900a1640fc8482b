package org.tsudoi.meetings.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.MeetingProvider.Answer;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.TestClock;

/// What every meeting provider's adapter has to keep.
public abstract class MeetingProviderContract {
    protected final TestClock clock = new TestClock(Instant.now());
    private final Ids ids = new Ids(clock, new SecureRandom());

    protected abstract MeetingProvider provider();

    /// A meeting that the provider may be asked to let people into.
    protected abstract String made(MeetingId id, Plan plan);

    /// An admission that is noted, as it is before a provider is asked.
    protected abstract AdmissionId noted(MeetingId meeting);

    protected final MeetingId newId() {
        return new MeetingId(ids.next());
    }

    protected final AdmissionId newAdmission() {
        return new AdmissionId(ids.next());
    }

    protected final Plan plan() {
        var host = provider().hosts().isEmpty() ? "org" : provider().hosts().getFirst();
        return new Plan(
                provider().name(),
                host,
                "朝のやさしいヨガ",
                clock.instant().plus(Duration.ofHours(1)),
                Duration.ofMinutes(50),
                ZoneId.of("Asia/Tokyo"),
                20);
    }

    protected static <T> T given(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Given.class);
        return ((Answer.Given<T>) answer).value();
    }

    @Test
    void whatIsMadeIsFoundByOurId() {
        var id = newId();
        var reference = made(id, plan());
        assertThat(given(provider().find(id, plan()))).isEqualTo(Optional.of(reference));
    }

    @Test
    void aMeetingIsChangedAndDeletedAndDeletingItAgainIsDone() {
        var id = newId();
        var reference = made(id, plan());
        assertThat(given(provider().change(id, reference, plan()))).isEqualTo(reference);
        given(provider().delete(reference));
        given(provider().delete(reference));
    }

    @Test
    void everybodyGetsAWayInOfTheirOwn() {
        var id = newId();
        var reference = made(id, plan());
        var hana = given(provider().admit(reference, noted(id), "山田花子", Role.PARTICIPANT));
        var ken = given(provider().admit(reference, noted(id), "Ken", Role.PARTICIPANT));
        var host = given(provider().admit(reference, noted(id), "みどり", Role.HOST));
        assertThat(hana.url()).startsWith("http").isNotEqualTo(ken.url()).isNotEqualTo(host.url());
        assertThat(hana.reference()).isNotEqualTo(ken.reference());
    }

    @Test
    void aWayInIsMadeVoidAndMakingItVoidAgainIsDone() {
        var id = newId();
        var reference = made(id, plan());
        var admission = noted(id);
        var way = given(provider().admit(reference, admission, "山田花子", Role.PARTICIPANT));
        given(provider().dismiss(reference, admission, way.reference()));
        given(provider().dismiss(reference, admission, way.reference()));
    }
}
