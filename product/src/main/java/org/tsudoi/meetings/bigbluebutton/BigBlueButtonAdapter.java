package org.tsudoi.meetings.bigbluebutton;

import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.bigbluebutton.BigBlueButtonClient.Reply;
import org.tsudoi.meetings.provider.AlwaysReady;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.privacy.Vault;

/// BigBlueButton behind the port (API of 2.4 to 3.0). The server forgets a meeting that nobody is
/// in, so it is made when somebody comes: made again it is the same one. Its API puts nobody out
/// and takes no way in back: one is made at the click, for one person, and is void once this
/// meeting has ended.
final class BigBlueButtonAdapter implements AlwaysReady {
    static final String NAME = "bigbluebutton";
    private static final int TITLE_MAX = 64;
    private static final int TITLE_MIN = 2;
    private static final int NAME_MAX = 64;

    private final BigBlueButtonClient client;
    private final BigBlueButtonSettings settings;
    private final MeetingsUnderWay meetings;
    private final Vault vault;
    private final String home;

    BigBlueButtonAdapter(
            BigBlueButtonClient client,
            BigBlueButtonSettings settings,
            MeetingsUnderWay meetings,
            Vault vault,
            PlatformSettings platform) {
        this.client = client;
        this.settings = settings;
        this.meetings = meetings;
        this.vault = vault;
        this.home = platform.link("/");
    }

    @Override
    public String name() {
        return NAME;
    }

    /// What [LookingInside] saw, and whether it could look, is noted.
    @Override
    public boolean alwaysSees() {
        return false;
    }

    /// Nobody is inside whose way in was not noted here before.
    @Override
    public boolean isCountedHere() {
        return true;
    }

    @Override
    public boolean needsEnding() {
        return true;
    }

    @Override
    public int peopleMax() {
        return settings.peopleMax();
    }

    @Override
    public Answer<Credential> admit(String reference, AdmissionId admission, String displayName, Role role) {
        var id = MeetingId.parse(reference);
        var title = id.flatMap(meetings::title);
        if (id.isEmpty() || title.isEmpty()) return new Answer.Refused<>(Reason.NOT_FOUND, "no meeting of ours");
        return switch (there(reference, title.get())) {
            case Reply.Done(var told)
            when !isThere(told) -> new Answer.NotKnown<>("an answer without what was asked for", null);
            case Reply.Done(var told) ->
                new Answer.Given<>(new Credential(
                        admission.toString(),
                        way(reference, told.field("createTime"), admission, displayName, role)
                                .at(settings)
                                .toString()));
            case Reply.Denied denied -> refused(denied);
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why, null);
            case Reply.Silent(var why) -> new Answer.NotKnown<>(why, null);
        };
    }

    /// One that is just being ended is told of for a moment.
    private static boolean isThere(Told told) {
        return !told.field("createTime").isEmpty()
                && !told.field("hasBeenForciblyEnded").equals("true");
    }

    /// Made, or as it is: where it was made with another title, it cannot be made again.
    private Reply there(String reference, String title) {
        var made = client.call(new SignedCall("create")
                .with("name", title.length() < TITLE_MIN ? title + "…" : cut(title, TITLE_MAX))
                .with("meetingID", reference)
                .with("attendeePW", password(reference, "attendee"))
                .with("moderatorPW", password(reference, "moderator"))
                .with("record", "false")
                .with("autoStartRecording", "false")
                .with("allowStartStopRecording", "false")
                .with("guestPolicy", "ALWAYS_ACCEPT")
                .with("maxParticipants", Integer.toString(settings.peopleMax()))
                .with("meetingExpireIfNoUserJoinedInMinutes", "10")
                .with("meetingExpireWhenLastUserLeftInMinutes", "5")
                .with("logoutURL", home));
        return made instanceof Reply.Denied(var key) && key.equals("idNotUnique") ? client.call(info(reference)) : made;
    }

    static SignedCall info(String reference) {
        return new SignedCall("getMeetingInfo").with("meetingID", reference);
    }

    private SignedCall way(String reference, String createTime, AdmissionId admission, String displayName, Role role) {
        return new SignedCall("join")
                .with("fullName", cut(displayName, NAME_MAX))
                .with("meetingID", reference)
                .with("role", role == Role.HOST ? "MODERATOR" : "VIEWER")
                .with("userID", admission.toString())
                .with("createTime", createTime)
                .with("redirect", "true")
                .with("errorRedirectUrl", home);
    }

    /// Old servers let in by these, and a meeting is the same only with the same ones: nobody is told them.
    private String password(String reference, String role) {
        var meeting = MeetingId.parse(reference).orElseThrow();
        return vault.token("bigbluebutton-" + role, meeting.value(), 1);
    }

    /// Whoever is inside is put out with it.
    @Override
    public Answer<String> delete(String reference) {
        return switch (end(reference)) {
            case Reply.Done _ -> new Answer.Given<>(reference);
            case Reply.Denied denied -> denied.isOfNone() ? new Answer.Given<>(reference) : refused(denied);
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why, null);
            case Reply.Silent(var why) -> new Answer.NotKnown<>(why, null);
        };
    }

    Reply end(String reference) {
        return client.call(
                new SignedCall("end").with("meetingID", reference).with("password", password(reference, "moderator")));
    }

    @Override
    public Answer<Voided> dismiss(String reference, AdmissionId admission, String credentialReference) {
        return new Answer.Given<>(new Voided(false));
    }

    private static <T> Answer<T> refused(Reply.Denied denied) {
        var reason = denied.isOfNone()
                ? Reason.NOT_FOUND
                : denied.key().equals("checksumError") ? Reason.CREDENTIALS : Reason.OTHER;
        return new Answer.Refused<>(reason, denied.key());
    }

    /// Without control characters, which the server refuses.
    private static String cut(String text, int lengthMax) {
        var legible = text.replaceAll("\\p{Cntrl}", " ").strip();
        if (legible.length() <= lengthMax) return legible;
        boolean isHalf = Character.isHighSurrogate(legible.charAt(lengthMax - 2));
        return legible.substring(0, lengthMax - (isHalf ? 2 : 1)) + "…";
    }
}
