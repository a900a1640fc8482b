package org.tsudoi.meetings.zoom;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.MeetingProvider;
import org.tsudoi.meetings.zoom.ZoomClient.Reply;
import tools.jackson.databind.JsonNode;

/// Zoom behind the port (API of 2026-11). Everybody is registered under a made-up address at the moment they
/// come in, so that each link is one person's, nobody's address is given away, and the limit of three
/// registrations a day and person is never met. Zoom has no way to put somebody out: only to keep them from
/// coming back.
final class ZoomAdapter implements MeetingProvider {
    static final String NAME = "zoom";
    private static final int MAKINGS_PER_HOST_AND_DAY = 100;
    private static final int TOPIC_MAX = 200;
    private static final int NAME_MAX = 64;
    private static final int PAGE_SIZE = 300;
    private static final int PAGES_MAX = 20;

    private static final int SCHEDULED = 2;
    private static final int APPROVED_AUTOMATICALLY = 0;
    private static final int REGISTERED_ONCE = 1;

    private static final int NO_USER_OR_MEETING = 1001;
    private static final int NO_MEETING = 3001;
    private static final int IN_PROGRESS = 3002;
    private static final int ENDED = 3007;
    private static final int FULL = 3043;

    private final ZoomClient client;
    private final ZoomSettings settings;

    ZoomAdapter(ZoomClient client, ZoomSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isAlwaysReady() {
        return false;
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
    public int makingsPerHostAndDay() {
        return MAKINGS_PER_HOST_AND_DAY;
    }

    @Override
    public List<String> hosts() {
        return settings.hosts();
    }

    /// Ours is the meeting whose agenda begins with our id.
    @Override
    public Answer<Optional<String>> find(MeetingId id, Plan plan) {
        var next = "";
        for (int page = 0; page < PAGES_MAX; page++) {
            var reply = client.get("/users/" + escaped(plan.hostKey()) + "/meetings?type=scheduled&page_size="
                    + PAGE_SIZE + (next.isEmpty() ? "" : "&next_page_token=" + escaped(next)));
            if (!(reply instanceof Reply.Done(var list))) {
                return answer(reply, _ -> Optional.empty());
            }
            if (!list.path("meetings").isArray()) {
                return new Answer.NotKnown<>("a list without meetings", null);
            }
            for (var meeting : list.path("meetings")) {
                if (meeting.path("agenda").asString("").startsWith(id.toString())) {
                    return new Answer.Given<>(Optional.of(meeting.path("id").asString()));
                }
            }
            next = list.path("next_page_token").asString("");
            if (next.isEmpty()) {
                return new Answer.Given<>(Optional.empty());
            }
        }
        return new Answer.NotKnown<>("more meetings than can be looked through", null);
    }

    @Override
    public Answer<String> make(MeetingId id, Plan plan) {
        var reply = client.send(HttpMethod.POST, "/users/" + escaped(plan.hostKey()) + "/meetings", wish(id, plan));
        return needing(reply, made -> made.path("id").asString(""));
    }

    @Override
    public Answer<String> change(MeetingId id, String reference, Plan plan) {
        return answer(client.send(HttpMethod.PATCH, meeting(reference), wish(id, plan)), _ -> reference);
    }

    private static Map<String, Object> wish(MeetingId id, Plan plan) {
        return Map.of(
                "topic",
                cut(plan.title(), TOPIC_MAX),
                "type",
                SCHEDULED,
                "start_time",
                plan.startsAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                "timezone",
                plan.zone().getId(),
                "duration",
                Math.max(1, plan.length().toMinutes()),
                "agenda",
                id.toString(),
                "settings",
                Map.of(
                        "approval_type", APPROVED_AUTOMATICALLY,
                        "registration_type", REGISTERED_ONCE,
                        "registrants_confirmation_email", false,
                        "registrants_email_notification", false,
                        "join_before_host", true,
                        "jbh_time", 0,
                        "waiting_room", false,
                        "allow_multiple_devices", false,
                        "meeting_authentication", false,
                        "mute_upon_entry", true));
    }

    /// Deleting leaves those inside where they are, so it is ended first.
    @Override
    public Answer<String> delete(String reference) {
        var ended = client.send(HttpMethod.PUT, meeting(reference) + "/status", Map.of("action", "end"));
        if (ended instanceof Reply.Unclear || ended instanceof Reply.TooMany) {
            return answer(ended, _ -> reference);
        }
        var deleted = client.send(HttpMethod.DELETE, meeting(reference), null);
        return deleted instanceof Reply.Denied(int status, int code) && status == 404 && code == NO_MEETING
                ? new Answer.Given<>(reference)
                : answer(deleted, _ -> reference);
    }

    @Override
    public Answer<Credential> admit(String reference, AdmissionId admission, String displayName, Role role) {
        return switch (role) {
            case HOST ->
                needing(
                        client.get(meeting(reference)),
                        read -> read.path("start_url").asString(""),
                        url -> new Credential(admission.toString(), url));
            case PARTICIPANT -> {
                var wish = Map.of("email", address(admission), "first_name", cut(displayName, NAME_MAX));
                var reply = client.send(HttpMethod.POST, meeting(reference) + "/registrants", wish);
                yield needing(
                        reply,
                        made -> made.path("registrant_id").asString("").isEmpty()
                                ? ""
                                : made.path("join_url").asString(""),
                        url -> new Credential(
                                ((Reply.Done) reply)
                                        .body()
                                        .path("registrant_id")
                                        .asString(),
                                url));
            }
        };
    }

    @Override
    public Answer<Voided> dismiss(String reference, AdmissionId admission, String credentialReference) {
        if (credentialReference.equals(admission.toString())) {
            // A host's start link: Zoom knows no way to take it back.
            return new Answer.Given<>(new Voided(false));
        }
        var wish = Map.of(
                "action",
                "cancel",
                "registrants",
                List.of(Map.of("id", credentialReference, "email", address(admission))));
        return answer(
                client.send(HttpMethod.PUT, meeting(reference) + "/registrants/status", wish), _ -> new Voided(false));
    }

    String address(AdmissionId admission) {
        return "t-" + admission + "@" + settings.mailDomain();
    }

    private static String meeting(String reference) {
        return "/meetings/" + escaped(reference);
    }

    /// An answer that must hold something to be one.
    private static Answer<String> needing(Reply reply, Function<JsonNode, String> part) {
        return needing(reply, part, Function.identity());
    }

    private static <T> Answer<T> needing(Reply reply, Function<JsonNode, String> part, Function<String, T> value) {
        if (reply instanceof Reply.Done(var body) && part.apply(body).isEmpty()) {
            return new Answer.NotKnown<>("an answer without what was asked for", null);
        }
        return answer(reply, body -> value.apply(part.apply(body)));
    }

    private static <T> Answer<T> answer(Reply reply, Function<JsonNode, T> value) {
        return switch (reply) {
            case Reply.Done(var body) -> new Answer.Given<>(value.apply(body));
            case Reply.Denied(int status, int code) -> new Answer.Refused<>(reason(status, code), status + "/" + code);
            case Reply.TooMany(boolean daily, int seconds) ->
                daily
                        ? new Answer.Refused<>(Reason.BUDGET_SPENT, "429/daily")
                        : new Answer.NotKnown<>("too many calls", seconds);
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why, null);
        };
    }

    private static Reason reason(int status, int code) {
        return switch (code) {
            case NO_MEETING, NO_USER_OR_MEETING -> Reason.NOT_FOUND;
            case IN_PROGRESS, ENDED -> Reason.ENDED;
            case FULL -> Reason.FULL;
            default ->
                switch (status) {
                    case 401, 403 -> Reason.CREDENTIALS;
                    case 404 -> Reason.NOT_FOUND;
                    default -> Reason.OTHER;
                };
        };
    }

    private static String cut(String text, int lengthMax) {
        return text.codePointCount(0, text.length()) <= lengthMax
                ? text
                : text.substring(0, text.offsetByCodePoints(0, lengthMax - 1)) + "…";
    }

    private static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
