package org.tsudoi.meetings.link;

import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.meetings.provider.AlwaysReady;

/// A link of one's own behind the port. It is the same for everybody, so that nothing can be made void, and nobody
/// tells who is inside: all that it has is that our door gives it out, and to whom.
@Component
class LinkAdapter implements AlwaysReady {
    /// How many people the place takes is known to whoever made it.
    private static final int PEOPLE_MAX = 1_000_000;

    private final LinkTable links;

    LinkAdapter(LinkTable links) {
        this.links = links;
    }

    @Override
    public String name() {
        return OwnLinks.PROVIDER;
    }

    @Override
    public boolean alwaysSees() {
        return false;
    }

    @Override
    public int peopleMax() {
        return PEOPLE_MAX;
    }

    @Override
    public Answer<Credential> admit(String reference, AdmissionId admission, String displayName, Role role) {
        var found = MeetingId.parse(reference).flatMap(links::find);
        if (found.isEmpty()) return new Answer.Refused<>(Reason.NOT_FOUND, "no link was given yet");
        var link = found.get().link();
        return new Answer.Given<>(new Credential(admission.toString(), link.url(), link.passcode()));
    }

    @Override
    public Answer<Voided> dismiss(String reference, AdmissionId admission, String credentialReference) {
        return new Answer.Given<>(new Voided(false));
    }
}
