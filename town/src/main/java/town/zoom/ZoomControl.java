package town.zoom;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/// Zoom as tests and scripts see and move it, without a browser.
@RestController
class ZoomControl {
    private static final int SHOWN_MAX = 500;

    private final Meetings meetings;
    private final Rooms rooms;
    private final RoomLinks links;
    private final ZoomLog log;
    private final ZoomWebhooks webhooks;
    private final AccessTokens tokens;

    ZoomControl(
            Meetings meetings, Rooms rooms, RoomLinks links, ZoomLog log, ZoomWebhooks webhooks, AccessTokens tokens) {
        this.meetings = meetings;
        this.rooms = rooms;
        this.links = links;
        this.log = log;
        this.webhooks = webhooks;
        this.tokens = tokens;
    }

    record Overview(
            long id,
            String host,
            String topic,
            @Nullable Instant start,
            String status,
            String joinUrl,
            Map<String, Object> settings,
            List<Person> registrants,
            List<Present> inside,
            List<Present> waiting) {}

    record Person(String id, String email, String name, String status, String joinUrl) {}

    record Present(String visitor, String name, String email, String role, Instant since) {}

    record Join(
            @JsonAlias("join_url") String joinUrl, @Nullable String name) {}

    record Joined(String visitor, String place) {}

    record Someone(String visitor) {}

    record Some(long meeting) {}

    @GetMapping("/town/zoom/meetings")
    List<Overview> all() {
        return meetings.list(SHOWN_MAX, _ -> true).stream().map(this::overview).toList();
    }

    @GetMapping("/town/zoom/meetings/{id}")
    Overview one(@PathVariable long id) {
        return overview(
                meetings.everScheduled(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    private Overview overview(Meeting meeting) {
        var present = rooms.goingOn(meeting).map(rooms::ofSitting).orElse(List.of());
        String status = meeting.deleted() ? "deleted" : rooms.goingOn(meeting).isPresent() ? "started" : "waiting";
        return new Overview(
                meeting.id(),
                meeting.host(),
                meeting.topic(),
                meeting.start(),
                status,
                links.join(meeting),
                meeting.settings(),
                meetings.registrants(meeting).stream()
                        .map(it -> new Person(
                                it.id(), it.email(), it.name(), it.status().word(), links.join(meeting, it)))
                        .toList(),
                present.stream()
                        .filter(Visitor::isInside)
                        .map(ZoomControl::present)
                        .toList(),
                present.stream()
                        .filter(it -> it.place() == Visitor.Place.WAITING_ROOM)
                        .map(ZoomControl::present)
                        .toList());
    }

    private static Present present(Visitor visitor) {
        return new Present(visitor.id(), visitor.name(), visitor.email(), word(visitor.role()), visitor.since());
    }

    /// Opens a join link or a start link and goes in. 409 with the reason when the door stays shut: `host-not-here`,
    /// `registration-cancelled`, `in-use` …
    @PostMapping("/town/zoom/join")
    ResponseEntity<?> join(@RequestBody Join join) {
        var url = UriComponentsBuilder.fromUriString(join.joinUrl()).build();
        var path = url.getPathSegments();
        long meeting = Long.parseLong(path.getLast());
        var door = path.get(path.size() - 2).equals("s")
                ? rooms.hostDoor(meeting, parameter(url, "zak"))
                : rooms.door(meeting, parameter(url, "tk"), parameter(url, "pwd"));
        return switch (door) {
            case Door.Open(Door.Guest guest) -> {
                var visitor = rooms.enter(meeting, guest, name(guest, join), 0);
                yield ResponseEntity.ok(new Joined(visitor.id(), word(visitor.place())));
            }
            case Door.HostNotHere _ -> shut("host-not-here");
            case Door.Refused(Door.Why why) -> shut(word(why));
        };
    }

    private static String name(Door.Guest guest, Join join) {
        return join.name() == null || join.name().isBlank()
                ? guest.name().isEmpty() ? "Guest" : guest.name()
                : join.name();
    }

    private static ResponseEntity<?> shut(String why) {
        return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("refused", why));
    }

    private static String parameter(UriComponents url, String name) {
        String value = url.getQueryParams().getFirst(name);
        return value == null ? "" : value;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @PostMapping("/town/zoom/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@RequestBody Someone someone) {
        rooms.leave(someone.visitor());
    }

    /// As the host's hand does.
    @PostMapping("/town/zoom/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@RequestBody Someone someone) {
        rooms.remove(someone.visitor());
    }

    @PostMapping("/town/zoom/admit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void admit(@RequestBody Someone someone) {
        rooms.admit(someone.visitor());
    }

    /// The host comes in; the meeting begins.
    @PostMapping("/town/zoom/start")
    Joined start(@RequestBody Some some) {
        var visitor = rooms.enter(some.meeting(), Door.Guest.host(meetings.get(some.meeting()), ""), "Host", 0);
        return new Joined(visitor.id(), word(visitor.place()));
    }

    @PostMapping("/town/zoom/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@RequestBody Some some) {
        rooms.end(meetings.get(some.meeting()));
    }

    @GetMapping("/town/zoom/requests")
    List<ZoomLog.Call> requests() {
        return log.latest();
    }

    @DeleteMapping("/town/zoom/requests")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetRequests() {
        log.forget();
    }

    @GetMapping("/town/zoom/webhooks")
    List<Delivery> webhooks() {
        return webhooks.latest(SHOWN_MAX);
    }

    /// Does not wait for the ladder of retries.
    @PostMapping("/town/zoom/webhooks/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry() {
        webhooks.retryNow();
    }

    /// Every access token issued until now stops being good.
    @PostMapping("/town/zoom/tokens/revoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke() {
        tokens.revokeAll();
    }
}
