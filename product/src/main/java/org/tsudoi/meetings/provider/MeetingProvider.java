package org.tsudoi.meetings.provider;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Role;

/// A place to meet. Adapters are stateless; no transaction may be open while one is called.
public interface MeetingProvider {
    /// The word in tables and settings: `room`, `zoom`, `jitsi`, `bigbluebutton`, `link`.
    String name();

    /// Whether a meeting is ready as soon as it is wished for, since nobody has to be asked for it.
    boolean isAlwaysReady();

    /// Whether who is inside is always known, or can only be somebody whose way in was noted:
    /// then nobody seen is nobody there.
    boolean alwaysSees();

    /// Whether our door keeps to how many may be inside, since the provider does not say it there.
    default boolean isCountedHere() {
        return alwaysSees();
    }

    /// Whether whoever is dismissed is out at once.
    default boolean putsOut() {
        return false;
    }

    /// Whether a meeting that is called off has to be ended there.
    default boolean needsEnding() {
        return !isAlwaysReady();
    }

    /// How many people may be inside at once, hosts included.
    int peopleMax();

    /// How many meetings a day one host may make or change; the jobs keep to it (Zoom: 100, reset at 00:00
    /// UTC).
    int makingsPerHostAndDay();

    /// The provider's host users that meetings are spread over; empty where the plan's own key stands for the
    /// host.
    List<String> hosts();

    /// Looks by our id whether an earlier try has made it.
    Answer<Optional<String>> find(MeetingId id, Plan plan);

    /// @param plan with the chosen host as its key
    /// @return the provider's reference
    Answer<String> make(MeetingId id, Plan plan);

    Answer<String> change(MeetingId id, String reference, Plan plan);

    /// Given also when it was gone already.
    Answer<String> delete(String reference);

    /// A personal, short-lived way in.
    Answer<Credential> admit(String reference, AdmissionId admission, String displayName, Role role);

    /// Makes a credential void.
    Answer<Voided> dismiss(String reference, AdmissionId admission, String credentialReference);

    /// @param passcode what the meeting asks for besides; empty where the address is enough
    record Credential(String reference, String url, String passcode) {
        public Credential(String reference, String url) {
            this(reference, url, "");
        }

        @Override
        public String toString() {
            return "Credential[" + reference + "]";
        }
    }

    /// @param putOut whether who was inside is out; false where the provider has no way to (the host is asked
    ///     then)
    record Voided(boolean putOut) {}

    /// What a provider said, or that it is not known what it did.
    sealed interface Answer<T> {
        record Given<T>(T value) implements Answer<T> {}

        record Refused<T>(Reason reason, String code) implements Answer<T> {}

        /// @param askAgainSeconds how long the provider wants to be left alone, when it said so: it has done
        ///     nothing then
        record NotKnown<T>(String why, @Nullable Integer askAgainSeconds) implements Answer<T> {}
    }

    enum Reason {
        FULL,
        NOT_FOUND,
        ENDED,
        BUDGET_SPENT,
        CREDENTIALS,
        OTHER
    }
}
