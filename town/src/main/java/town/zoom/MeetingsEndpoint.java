package town.zoom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import town.zoom.RateLimit.Label;

/// Meetings: made, read, changed, ended, deleted; and links for one person by name.
@RestController
class MeetingsEndpoint {
    private static final int PAGE_SIZE_MAX = 300;
    private static final int INVITED_MAX = 500;
    private static final int NAME_MAX = 64;
    private static final int LINK_SECONDS_USUAL = 7_200;
    private static final int LINK_SECONDS_MAX = 7_776_000;

    private final Meetings meetings;
    private final Rooms rooms;
    private final ZoomUsers users;
    private final ZoomQuota quota;
    private final RoomLinks links;

    MeetingsEndpoint(Meetings meetings, Rooms rooms, ZoomUsers users, ZoomQuota quota, RoomLinks links) {
        this.meetings = meetings;
        this.rooms = rooms;
        this.users = users;
        this.quota = quota;
        this.links = links;
    }

    @PostMapping("/zoom/v2/users/{user}/meetings")
    @ResponseStatus(HttpStatus.CREATED)
    @RateLimit(Label.MEDIUM)
    Map<String, Object> create(@PathVariable String user, @RequestBody JsonNode body) {
        String forWhom = body.path("schedule_for").asString("");
        String host = users.find(forWhom.isBlank() ? user : forWhom);
        if (!ZoomUsers.mayHost(host)) {
            throw ZoomRefusal.of(
                    400, 3161, "Your user account is not allowed meeting hosting and scheduling capabilities.");
        }
        var wish = MeetingWish.read(body);
        quota.meeting(host, Label.MEDIUM);
        return described(meetings.create(host, wish));
    }

    @GetMapping("/zoom/v2/users/{user}/meetings")
    @RateLimit(Label.MEDIUM)
    Map<String, Object> list(
            @PathVariable String user,
            @RequestParam(defaultValue = "scheduled") String type,
            @RequestParam(name = "page_size", defaultValue = "30") int pageSize) {
        String host = users.find(user);
        var found = meetings.list(
                Math.clamp(pageSize, 1, PAGE_SIZE_MAX),
                meeting -> meeting.host().equals(host)
                        && (!type.equals("live") || rooms.goingOn(meeting).isPresent()));
        var page = new LinkedHashMap<String, Object>();
        page.put("page_size", pageSize);
        page.put("total_records", found.size());
        page.put("next_page_token", "");
        page.put("meetings", found.stream().map(this::inList).toList());
        return page;
    }

    private Map<String, Object> inList(Meeting meeting) {
        var json = outline(meeting);
        json.put("agenda", meeting.agenda());
        json.put("created_at", News.time(meeting.createdAt()));
        json.put("join_url", links.join(meeting));
        return json;
    }

    @GetMapping("/zoom/v2/meetings/{meetingId}")
    @RateLimit(Label.LIGHT)
    Map<String, Object> read(@PathVariable long meetingId) {
        return described(meetings.get(meetingId));
    }

    @PatchMapping("/zoom/v2/meetings/{meetingId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimit(Label.LIGHT)
    void change(@PathVariable long meetingId, @RequestBody JsonNode body) {
        var meeting = meetings.get(meetingId);
        var wish = MeetingWish.read(body);
        quota.meeting(meeting.host(), Label.LIGHT);
        meetings.change(meeting, wish);
    }

    /// Whoever is inside stays inside: only ending it puts them out.
    @DeleteMapping("/zoom/v2/meetings/{meetingId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimit(Label.LIGHT)
    void delete(@PathVariable long meetingId) {
        meetings.delete(meetings.get(meetingId));
    }

    @PutMapping("/zoom/v2/meetings/{meetingId}/status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimit(Label.LIGHT)
    void status(@PathVariable long meetingId, @RequestBody JsonNode body) {
        switch (body.path("action").asString("")) {
            case "end" -> rooms.end(meetings.get(meetingId));
            case "recover" ->
                meetings.recover(meetings.everScheduled(meetingId).orElseThrow(() -> ZoomRefusal.noMeeting(meetingId)));
            default -> throw ZoomRefusal.wrongFields(List.of(new ZoomRefusal.WrongField("action", "Invalid field.")));
        }
    }

    @PostMapping("/zoom/v2/meetings/{meetingId}/invite_links")
    @ResponseStatus(HttpStatus.CREATED)
    @RateLimit(Label.LIGHT)
    Map<String, Object> invite(@PathVariable long meetingId, @RequestBody JsonNode body) {
        var meeting = meetings.get(meetingId);
        var fields = new Fields(body);
        Integer asked = fields.number("ttl");
        int seconds = asked == null ? LINK_SECONDS_USUAL : asked;
        if (seconds < 0 || seconds > LINK_SECONDS_MAX) {
            fields.refuse("ttl", "Invalid field.");
        }
        var names = new ArrayList<String>();
        for (JsonNode attendee : fields.at("attendees")) {
            names.add(attendee.path("name").asString(""));
        }
        if (names.isEmpty() || names.size() > INVITED_MAX) {
            fields.refuse("attendees", "Between 1 and " + INVITED_MAX + " attendees.");
        }
        if (names.stream().anyMatch(name -> name.isBlank() || name.length() > NAME_MAX)) {
            fields.refuse("attendees.name", "Length must be between 1 and " + NAME_MAX + " characters.");
        }
        fields.finish();
        return Map.of(
                "attendees",
                names.stream().map(name -> invited(meeting, name, seconds)).toList());
    }

    private Map<String, String> invited(Meeting meeting, String name, int seconds) {
        return Map.of("name", name, "join_url", links.join(meeting, meetings.invite(meeting, name, seconds)));
    }

    private Map<String, Object> outline(Meeting meeting) {
        var json = new LinkedHashMap<String, Object>();
        json.put("uuid", rooms.goingOn(meeting).map(Sitting::uuid).orElse(meeting.uuid()));
        json.put("id", meeting.id());
        json.put("host_id", meeting.hostId());
        json.put("topic", meeting.topic());
        json.put("type", meeting.type());
        if (meeting.start() != null) {
            json.put("start_time", News.time(meeting.start()));
        }
        json.put("duration", meeting.minutes());
        json.put("timezone", meeting.timezone());
        return json;
    }

    private Map<String, Object> described(Meeting meeting) {
        var json = outline(meeting);
        json.put("host_email", meeting.host());
        json.put("status", rooms.goingOn(meeting).isPresent() ? "started" : "waiting");
        json.put("agenda", meeting.agenda());
        json.put("created_at", News.time(meeting.createdAt()));
        json.put("start_url", links.start(meeting));
        json.put("join_url", links.join(meeting));
        if (meeting.approval() != Meeting.Approval.NO_REGISTRATION) {
            json.put("registration_url", links.register(meeting));
        }
        json.put("password", meeting.password());
        json.put("encrypted_password", meeting.encryptedPassword());
        json.put("settings", meeting.settings());
        json.put("pre_schedule", false);
        json.put("creation_source", "open_api");
        return json;
    }
}
