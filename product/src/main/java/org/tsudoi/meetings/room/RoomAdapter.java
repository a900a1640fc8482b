package org.tsudoi.meetings.room;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.MeetingProvider;
import org.tsudoi.platform.PlatformSettings;

/// The built-in room behind the port: always there, asks nobody, has no budget.
@Component
class RoomAdapter implements MeetingProvider {
    private final RoomSecrets secrets;
    private final RoomSettings settings;
    private final PlatformSettings platform;

    RoomAdapter(RoomSecrets secrets, RoomSettings settings, PlatformSettings platform) {
        this.secrets = secrets;
        this.settings = settings;
        this.platform = platform;
    }

    @Override
    public String name() {
        return "room";
    }

    @Override
    public boolean isAlwaysReady() {
        return true;
    }

    @Override
    public boolean alwaysSees() {
        return true;
    }

    @Override
    public int peopleMax() {
        return settings.peopleMax();
    }

    @Override
    public int makingsPerHostAndDay() {
        return Integer.MAX_VALUE;
    }

    @Override
    public List<String> hosts() {
        return List.of();
    }

    @Override
    public Answer<Optional<String>> find(MeetingId id, Plan plan) {
        return new Answer.Given<>(Optional.of(id.toString()));
    }

    @Override
    public Answer<String> make(MeetingId id, Plan plan) {
        return new Answer.Given<>(id.toString());
    }

    @Override
    public Answer<String> change(MeetingId id, String reference, Plan plan) {
        return new Answer.Given<>(reference);
    }

    @Override
    public Answer<String> delete(String reference) {
        return new Answer.Given<>(reference);
    }

    @Override
    public Answer<Credential> admit(String reference, AdmissionId admission, String displayName, Role role) {
        var secret = secrets.credential(admission);
        return new Answer.Given<>(new Credential(admission.toString(), platform.link("/room/enter?c=" + secret)));
    }

    @Override
    public Answer<Voided> dismiss(String reference, AdmissionId admission, String credentialReference) {
        return new Answer.Given<>(new Voided(true));
    }
}
