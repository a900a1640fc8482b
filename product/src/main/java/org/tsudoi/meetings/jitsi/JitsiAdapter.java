package org.tsudoi.meetings.jitsi;

import java.util.Locale;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.AlwaysReady;
import org.tsudoi.privacy.Vault;

/// Jitsi Meet behind the port. A room is there as soon as somebody comes with a token for it, so nothing is made
/// beforehand and no call is needed. A token cannot be taken back and nobody is put out: it is good for a moment only,
/// and the next one is made at our door.
final class JitsiAdapter implements AlwaysReady {
    static final String NAME = "jitsi";

    private final JitsiSettings settings;
    private final JitsiToken tokens;
    private final Vault vault;

    JitsiAdapter(JitsiSettings settings, JitsiToken tokens, Vault vault) {
        this.settings = settings;
        this.tokens = tokens;
        this.vault = vault;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean alwaysSees() {
        return false;
    }

    @Override
    public int peopleMax() {
        return settings.peopleMax();
    }

    @Override
    public Answer<Credential> admit(String reference, AdmissionId admission, String displayName, Role role) {
        var meeting = MeetingId.parse(reference);
        if (meeting.isEmpty()) return new Answer.Refused<>(Reason.NOT_FOUND, "no meeting of ours");
        var room = room(meeting.get());
        var token = tokens.of(room, admission, displayName, role);
        return new Answer.Given<>(
                new Credential(admission.toString(), settings.baseUrl() + "/" + room + "?jwt=" + token));
    }

    /// Nobody guesses it, and it says nothing of the event. In small letters, as Jitsi compares them.
    private String room(MeetingId meeting) {
        return "t" + vault.token("jitsi-room", meeting.value(), 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public Answer<Voided> dismiss(String reference, AdmissionId admission, String credentialReference) {
        return new Answer.Given<>(new Voided(false));
    }
}
