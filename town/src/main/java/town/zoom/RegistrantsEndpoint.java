package town.zoom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import town.zoom.RateLimit.Label;
import town.zoom.ZoomRefusal.WrongField;

/// Who is registered for a meeting, and whether they may come in.
@RestController
@RequestMapping("/zoom/v2/meetings/{meetingId}/registrants")
class RegistrantsEndpoint {
    private static final int PAGE_SIZE_MAX = 300;
    private static final int BATCH_MAX = 30;

    private final Meetings meetings;
    private final ZoomQuota quota;
    private final RoomLinks links;

    RegistrantsEndpoint(Meetings meetings, ZoomQuota quota, RoomLinks links) {
        this.meetings = meetings;
        this.quota = quota;
        this.links = links;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RateLimit(Label.LIGHT)
    Map<String, Object> add(@PathVariable long meetingId, @RequestBody JsonNode body) {
        // This one operation answers 1001 where all others answer 3001.
        var meeting = meetings.find(meetingId)
                .orElseThrow(() -> ZoomRefusal.of(404, 1001, "Meeting does not exist: " + meetingId + "."));
        needsRegistration(meeting);
        var wish = RegistrantWish.read(body);
        quota.registration(wish.email());
        var registrant = meetings.register(meeting, wish);
        var json = new LinkedHashMap<String, Object>();
        json.put("id", meeting.id());
        json.put("registrant_id", registrant.id());
        json.put("topic", meeting.topic());
        if (meeting.start() != null) {
            json.put("start_time", News.time(meeting.start()));
        }
        if (registrant.status() == Registrant.Status.APPROVED) {
            json.put("join_url", links.join(meeting, registrant));
            json.put("participant_pin_code", registrant.pin());
        }
        return json;
    }

    private static void needsRegistration(Meeting meeting) {
        if (!ZoomUsers.isLicensed(meeting.host())) {
            throw ZoomRefusal.of(400, 200, "Only available for paid users: " + meeting.hostId() + ".");
        }
        if (meeting.approval() == Meeting.Approval.NO_REGISTRATION) {
            throw ZoomRefusal.of(400, 300, "Registration has not been enabled for this meeting: " + meeting.id() + ".");
        }
    }

    @GetMapping
    @RateLimit(Label.MEDIUM)
    Map<String, Object> list(
            @PathVariable long meetingId,
            @RequestParam(defaultValue = "approved") String status,
            @RequestParam(name = "page_size", defaultValue = "30") int pageSize,
            @RequestParam(name = "next_page_token", defaultValue = "") String token) {
        var meeting = meetings.get(meetingId);
        needsRegistration(meeting);
        int size = Math.clamp(pageSize, 1, PAGE_SIZE_MAX);
        int from = token.matches("p\\d{1,6}") ? Integer.parseInt(token.substring(1)) : 0;
        var all = meetings.registrants(meeting).stream()
                .filter(it -> inList(it, status))
                .toList();
        var page = new LinkedHashMap<String, Object>();
        page.put("page_size", size);
        page.put("total_records", all.size());
        page.put("next_page_token", from + size < all.size() ? "p" + (from + size) : "");
        page.put(
                "registrants",
                all.stream()
                        .skip(from)
                        .limit(size)
                        .map(it -> described(meeting, it))
                        .toList());
        return page;
    }

    /// Zoom knows three lists; cancelled registrants are among the denied.
    private static boolean inList(Registrant registrant, String status) {
        return switch (registrant.status()) {
            case APPROVED -> status.equals("approved");
            case PENDING -> status.equals("pending");
            case DENIED, CANCELLED -> status.equals("denied");
        };
    }

    private Map<String, Object> described(Meeting meeting, Registrant registrant) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", registrant.id());
        json.put("email", registrant.email());
        json.put("first_name", registrant.firstName());
        json.put("last_name", registrant.lastName());
        json.put(
                "status",
                registrant.status() == Registrant.Status.CANCELLED
                        ? "denied"
                        : registrant.status().word());
        json.put("create_time", News.time(registrant.at()));
        if (registrant.status() == Registrant.Status.APPROVED) {
            json.put("join_url", links.join(meeting, registrant));
            json.put("participant_pin_code", registrant.pin());
        }
        return json;
    }

    /// Whoever is inside already stays inside.
    @PutMapping("/status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimit(Label.MEDIUM)
    void status(@PathVariable long meetingId, @RequestBody JsonNode body) {
        var meeting = meetings.get(meetingId);
        needsRegistration(meeting);
        var status = switch (body.path("action").asString("")) {
            case "approve" -> Registrant.Status.APPROVED;
            case "deny" -> Registrant.Status.DENIED;
            case "cancel" -> Registrant.Status.CANCELLED;
            default -> throw ZoomRefusal.wrongFields(List.of(new WrongField("action", "Invalid field.")));
        };
        var wanted = new ArrayList<Registrant>();
        for (JsonNode one : body.path("registrants")) {
            String id = one.path("id").asString("");
            String key = id.isEmpty() ? one.path("email").asString("") : id;
            meetings.registrant(meeting, key).ifPresent(wanted::add);
        }
        if (wanted.isEmpty() || wanted.size() > BATCH_MAX) {
            throw ZoomRefusal.wrongFields(List.of(new WrongField("registrants", "Invalid field.")));
        }
        wanted.forEach(registrant -> quota.statusChange(registrant.id()));
        wanted.forEach(registrant -> meetings.setStatus(meeting, registrant, status));
    }

    @DeleteMapping("/{registrantId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimit(Label.LIGHT)
    void delete(@PathVariable long meetingId, @PathVariable String registrantId) {
        var meeting = meetings.get(meetingId);
        needsRegistration(meeting);
        var registrant = meetings.registrant(meeting, registrantId)
                .orElseThrow(() -> ZoomRefusal.of(
                        400,
                        300,
                        "The value that you entered for the Registrant ID field is invalid."
                                + " Enter a valid value and try again."));
        meetings.setStatus(meeting, registrant, Registrant.Status.CANCELLED);
    }
}
