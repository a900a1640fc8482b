package town.zoom;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import town.zoom.RateLimit.Label;

/// Meetings that were held, by the meeting's id (the last time) or by the uuid of one time.
@RestController
class PastMeetingsEndpoint {
    private final Meetings meetings;
    private final Rooms rooms;

    PastMeetingsEndpoint(Meetings meetings, Rooms rooms) {
        this.meetings = meetings;
        this.rooms = rooms;
    }

    private record Held(Meeting meeting, Sitting sitting, Instant end, List<Visitor> visitors) {}

    @GetMapping("/zoom/v2/past_meetings/{meetingId}")
    @RateLimit(Label.LIGHT)
    Map<String, Object> held(@PathVariable String meetingId) {
        var held = find(meetingId);
        var json = new LinkedHashMap<String, Object>();
        json.put("uuid", held.sitting().uuid());
        json.put("id", held.meeting().id());
        json.put("host_id", held.meeting().hostId());
        json.put("type", held.meeting().type());
        json.put("topic", held.meeting().topic());
        json.put("user_email", held.meeting().host());
        json.put("start_time", News.time(held.sitting().startedAt()));
        json.put("end_time", News.time(held.end()));
        json.put(
                "duration",
                Duration.between(held.sitting().startedAt(), held.end()).toMinutes());
        json.put(
                "total_minutes",
                held.visitors().stream()
                                .mapToLong(PastMeetingsEndpoint::seconds)
                                .sum()
                        / 60);
        json.put("participants_count", held.visitors().size());
        return json;
    }

    /// Zoom gives nothing when only one person was there.
    @GetMapping("/zoom/v2/past_meetings/{meetingId}/participants")
    @RateLimit(Label.MEDIUM)
    Map<String, Object> participants(@PathVariable String meetingId) {
        var visitors = find(meetingId).visitors();
        var shown = visitors.size() < 2 ? List.<Visitor>of() : visitors;
        var page = new LinkedHashMap<String, Object>();
        page.put("page_count", shown.isEmpty() ? 0 : 1);
        page.put("page_size", Math.max(30, shown.size()));
        page.put("total_records", shown.size());
        page.put("next_page_token", "");
        page.put(
                "participants",
                shown.stream().map(PastMeetingsEndpoint::described).toList());
        return page;
    }

    private static Map<String, Object> described(Visitor visitor) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", visitor.role() == Visitor.Role.HOST ? ZoomIds.user(visitor.email()) : "");
        json.put("user_id", String.valueOf(visitor.userId()));
        json.put("name", visitor.name());
        json.put("user_email", visitor.email());
        json.put("registrant_id", visitor.registrant() == null ? "" : visitor.registrant());
        json.put("join_time", News.time(visitor.since()));
        json.put("leave_time", visitor.gone() == null ? "" : News.time(visitor.gone()));
        json.put("duration", seconds(visitor));
        json.put("failover", false);
        json.put("status", "in_meeting");
        json.put("internal_user", visitor.role() == Visitor.Role.HOST);
        return json;
    }

    private static long seconds(Visitor visitor) {
        return visitor.gone() == null
                ? 0
                : Duration.between(visitor.since(), visitor.gone()).toSeconds();
    }

    private Held find(String idOrUuid) {
        if (idOrUuid.matches("\\d{9,12}")) {
            long id = Long.parseLong(idOrUuid);
            var meeting = meetings.everScheduled(id).orElseThrow(() -> ZoomRefusal.noMeeting(id));
            return held(meeting, rooms.past(meeting).orElseThrow(() -> ZoomRefusal.noMeeting(id)));
        }
        // A uuid with slashes comes encoded twice; the path was decoded once on its way here.
        String uuid = idOrUuid.contains("%") ? URLDecoder.decode(idOrUuid, StandardCharsets.UTF_8) : idOrUuid;
        var sitting = rooms.sitting(uuid).filter(it -> !it.goesOn()).orElseThrow(() -> noSitting(idOrUuid));
        return held(meetings.everScheduled(sitting.meeting()).orElseThrow(() -> noSitting(idOrUuid)), sitting);
    }

    private static ZoomRefusal noSitting(String uuid) {
        return ZoomRefusal.of(404, 3001, "Meeting does not exist: " + uuid + ".");
    }

    private Held held(Meeting meeting, Sitting sitting) {
        Instant end = sitting.ended() == null ? sitting.startedAt() : sitting.ended();
        var visitors = rooms.ofSitting(sitting).stream()
                .filter(visitor -> visitor.place() == Visitor.Place.GONE)
                .toList();
        return new Held(meeting, sitting, end, visitors);
    }
}
