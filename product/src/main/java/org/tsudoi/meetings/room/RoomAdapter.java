package org.tsudoi.meetings.room;

import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.AlwaysReady;
import org.tsudoi.platform.PlatformSettings;

/// The built-in room behind the port: always there, asks nobody, has no budget.
@Component
class RoomAdapter implements AlwaysReady {
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
    public boolean alwaysSees() {
        return true;
    }

    @Override
    public boolean putsOut() {
        return true;
    }

    @Override
    public int peopleMax() {
        return settings.peopleMax();
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
