package org.tsudoi.meetings.link;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.meetings.provider.MeetingProvider;

/// A link of one's own behind the port. It is the same for everybody, so that nothing can be made void, and nobody
/// tells who is inside: all that it has is that our door gives it out, and to whom.
@Component
class LinkAdapter implements MeetingProvider {
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
    public boolean isAlwaysReady() {
        return true;
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
