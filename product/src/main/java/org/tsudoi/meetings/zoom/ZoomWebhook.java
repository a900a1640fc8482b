package org.tsudoi.meetings.zoom;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.provider.Attendance;
import org.tsudoi.meetings.provider.Attendance.Admitted;
import org.tsudoi.meetings.provider.Webhooks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Zoom tells by itself: who came and went, and that a meeting began or ended. Each notice counts once;
/// notices that come late or in another order change nothing that is newer. The names and addresses in them are
/// not kept.
final class ZoomWebhook implements Webhooks {
    private final ZoomSignature signature;
    private final ZoomNoticeTable notices;
    private final Attendance attendance;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    ZoomWebhook(
            ZoomSignature signature,
            ZoomNoticeTable notices,
            Attendance attendance,
            TransactionTemplate transaction,
            Clock clock) {
        this.signature = signature;
        this.notices = notices;
        this.attendance = attendance;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ZoomAdapter.NAME;
    }

    @Override
    public Heard hear(byte[] body, Function<String, @Nullable String> header) {
        var wrong = signature.wrong(body, header.apply("x-zm-signature"), header.apply("x-zm-request-timestamp"));
        if (wrong != null) {
            return new Heard.Refused(wrong);
        }
        JsonNode notice;
        try {
            notice = json.readTree(body);
        } catch (JacksonException broken) {
            return new Heard.Refused("not JSON");
        }
        var event = notice.path("event").asString("");
        if (event.equals("endpoint.url_validation")) {
            var plain = notice.path("payload").path("plainToken").asString("");
            return new Heard.Answered(Map.of("plainToken", plain, "encryptedToken", signature.encrypted(plain)));
        }
        if (event.isEmpty() || event.length() > 100) {
            return new Heard.Refused("not an event");
        }
        var object = notice.path("payload").path("object");
        var registrant = object.path("participant").path("registrant_id").asString("");
        if ((event + object.path("id").asString("") + registrant).indexOf('\0') >= 0) {
            return new Heard.Refused("a zero character");
        }
        transaction.executeWithoutResult(_ -> store(body, event, notice));
        return new Heard.Taken();
    }

    private void store(byte[] body, String event, JsonNode notice) {
        var object = notice.path("payload").path("object");
        var number = object.path("id").asString("");
        var happened = Instant.ofEpochMilli(notice.path("event_ts").asLong(0));
        var digest = digest(body);
        var shown = number.length() > 30 || number.isEmpty() ? null : number;
        if (notices.insert(digest, event, shown, happened, clock.instant())) {
            notices.outcome(digest, apply(event, number, object, happened));
        }
    }

    private ZoomNoticeTable.Outcome apply(String event, String number, JsonNode object, Instant happened) {
        var meeting = attendance.meeting(ZoomAdapter.NAME, number);
        return switch (event) {
            case "meeting.participant_joined" ->
                meeting.map(id -> joined(id, number, object, happened)).orElse(ZoomNoticeTable.Outcome.STRAY);
            case "meeting.participant_left" ->
                meeting.map(id -> left(id, number, object, happened)).orElse(ZoomNoticeTable.Outcome.STRAY);
            case "meeting.ended" -> {
                meeting.ifPresent(id -> attendance.ended(id, time(object.path("end_time"), happened)));
                yield meeting.isPresent() ? ZoomNoticeTable.Outcome.APPLIED : ZoomNoticeTable.Outcome.STRAY;
            }
            default -> ZoomNoticeTable.Outcome.IGNORED;
        };
    }

    private ZoomNoticeTable.Outcome joined(MeetingId id, String number, JsonNode object, Instant happened) {
        var participant = object.path("participant");
        var at = time(participant.path("join_time"), happened);
        if (isHost(object, participant)) {
            return outcome(attendance.hostJoined(id, at));
        }
        return person(number, participant)
                .map(one -> outcome(attendance.joined(one.id(), at)))
                .orElse(ZoomNoticeTable.Outcome.STRAY);
    }

    private ZoomNoticeTable.Outcome left(MeetingId id, String number, JsonNode object, Instant happened) {
        var participant = object.path("participant");
        var at = time(participant.path("leave_time"), happened);
        if (isHost(object, participant)) {
            return outcome(attendance.hostLeft(id, at));
        }
        return person(number, participant)
                .map(one -> outcome(attendance.left(one.id(), at)))
                .orElse(ZoomNoticeTable.Outcome.STRAY);
    }

    private static boolean isHost(JsonNode object, JsonNode participant) {
        var id = participant.path("id").asString("");
        return !id.isEmpty() && id.equals(object.path("host_id").asString(""));
    }

    /// By the registrant's id; where a client leaves it out, by the made-up address, which nobody else can
    /// hold.
    private Optional<Admitted> person(String number, JsonNode participant) {
        var registrant = participant.path("registrant_id").asString("");
        if (!registrant.isEmpty()) {
            return attendance.find(ZoomAdapter.NAME, number, registrant);
        }
        var email = participant.path("email").asString("");
        int at = email.indexOf('@');
        return at > 2 && email.startsWith("t-")
                ? AdmissionId.parse(email.substring(2, at))
                        .flatMap(attendance::find)
                        .filter(one -> attendance
                                .meeting(ZoomAdapter.NAME, number)
                                .filter(one.meeting()::equals)
                                .isPresent())
                : Optional.empty();
    }

    private static ZoomNoticeTable.Outcome outcome(boolean changed) {
        return changed ? ZoomNoticeTable.Outcome.APPLIED : ZoomNoticeTable.Outcome.STALE;
    }

    private static Instant time(JsonNode told, Instant otherwise) {
        try {
            return told.isString() ? Instant.parse(told.asString()) : otherwise;
        } catch (DateTimeException notATime) {
            return otherwise;
        }
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
