package town.bigbluebutton;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;
import town.bigbluebutton.Conferences.Joined;
import town.bigbluebutton.Conferences.Made;

/// The calls (docs.bigbluebutton.org/development/api): XML, with 200 also where it says no. Into `join` a browser is
/// sent.
@RestController
class BigBlueButtonApi {
    private static final MediaType XML = new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8);

    private final Conferences conferences;
    private final Checksum checksum;

    BigBlueButtonApi(Conferences conferences, Checksum checksum) {
        this.conferences = conferences;
        this.checksum = checksum;
    }

    @GetMapping("/bigbluebutton/api/{call}")
    ResponseEntity<String> call(HttpServletRequest request, @PathVariable String call) {
        var query = request.getQueryString() == null ? "" : request.getQueryString();
        if (!checksum.isRight(call, query)) return failed("checksumError", "Checksums do not match");
        var asked = parameters(query);
        return switch (call) {
            case "create" -> created(conferences.make(asked));
            case "join" -> joined(asked);
            case "getMeetingInfo" ->
                conferences
                        .find(asked.getOrDefault("meetingID", ""))
                        .map(this::info)
                        .orElseGet(this::notFound);
            case "isMeetingRunning" ->
                succeeded("<running>"
                        + !conferences.in(asked.getOrDefault("meetingID", "")).isEmpty() + "</running>");
            case "getMeetings" ->
                succeeded("<meetings>"
                        + conferences.all().stream()
                                .map(one -> "<meeting>" + told(one) + "</meeting>")
                                .collect(Collectors.joining())
                        + "</meetings>");
            case "end" ->
                conferences.end(asked.getOrDefault("meetingID", ""))
                        ? succeeded("<messageKey>sentEndMeetingRequest</messageKey>"
                                + "<message>A request to end the meeting was sent.</message>")
                        : notFound();
            default -> failed("unsupportedRequest", "This request is not supported.");
        };
    }

    static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        Arrays.stream(query.split("&")).filter(part -> part.contains("=")).forEach(part -> {
            int at = part.indexOf('=');
            parameters.put(decoded(part.substring(0, at)), decoded(part.substring(at + 1)));
        });
        parameters.remove("checksum");
        return parameters;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private ResponseEntity<String> created(Made made) {
        return switch (made) {
            case Made.New(var conference) -> succeeded(basics(conference) + "<messageKey></messageKey>");
            case Made.Again(var conference) ->
                succeeded(basics(conference) + "<messageKey>duplicateWarning</messageKey><message>This conference was"
                        + " already in existence and may currently be in progress.</message>");
            case Made.Refused(var why) -> failed(why, "It was not made.");
        };
    }

    private ResponseEntity<String> joined(Map<String, String> asked) {
        return switch (conferences.join(asked)) {
            case Joined.In(var guest)
            when asked.getOrDefault("redirect", "true").equals("true") ->
                seeOther(URI.create("/bigbluebutton/in/" + guest.id()));
            case Joined.In(var guest) ->
                succeeded("<messageKey>successfullyJoined</messageKey><url>/bigbluebutton/in/" + guest.id() + "</url>");
            case Joined.Refused(var why) ->
                asked.containsKey("errorRedirectUrl")
                        ? seeOther(UriComponentsBuilder.fromUriString(asked.get("errorRedirectUrl"))
                                .queryParam("errors", "{errors}")
                                .encode()
                                .build("[{\"key\":\"" + why + "\"}]"))
                        : failed(why, "Nobody joined.");
        };
    }

    private ResponseEntity<String> info(Conference conference) {
        return succeeded(told(conference));
    }

    private String told(Conference conference) {
        var inside = conferences.in(conference.id());
        var people = inside.stream()
                .map(guest -> "<attendee>" + one("userID", guest.user()) + one("fullName", guest.name())
                        + one("role", guest.moderator() ? "MODERATOR" : "VIEWER") + one("isPresenter", "false")
                        + one("isListeningOnly", "false") + one("hasJoinedVoice", "true") + one("hasVideo", "false")
                        + one("clientType", "HTML5") + "</attendee>")
                .collect(Collectors.joining());
        return one("meetingName", conference.name()) + basics(conference)
                + one("running", Boolean.toString(!inside.isEmpty()))
                + one("recording", conference.wish().getOrDefault("record", "false"))
                + one("participantCount", Integer.toString(inside.size()))
                + one(
                        "moderatorCount",
                        Long.toString(inside.stream().filter(Guest::moderator).count()))
                + "<attendees>" + people + "</attendees><metadata></metadata>"
                + one("isBreakout", "false");
    }

    private static String basics(Conference conference) {
        return one("meetingID", conference.id())
                + one("internalMeetingID", conference.internalId())
                + one("parentMeetingID", "bbb-none")
                + one("attendeePW", conference.attendeePassword())
                + one("moderatorPW", conference.moderatorPassword())
                + one("createTime", Long.toString(conference.createTime()))
                + one("hasUserJoined", Boolean.toString(conference.joined()))
                + one("duration", "0")
                + one("hasBeenForciblyEnded", "false");
    }

    private static String one(String name, String value) {
        return "<" + name + ">" + HtmlUtils.htmlEscape(value, "UTF-8") + "</" + name + ">";
    }

    private ResponseEntity<String> notFound() {
        return failed("notFound", "A meeting with that ID does not exist");
    }

    private static ResponseEntity<String> failed(String key, String message) {
        return answered("<returncode>FAILED</returncode>" + one("messageKey", key) + one("message", message));
    }

    private static ResponseEntity<String> succeeded(String inside) {
        return answered("<returncode>SUCCESS</returncode>" + inside);
    }

    private static ResponseEntity<String> answered(String inside) {
        return ResponseEntity.ok().contentType(XML).body("<response>" + inside + "</response>");
    }

    private static ResponseEntity<String> seeOther(URI where) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(where).build();
    }
}
