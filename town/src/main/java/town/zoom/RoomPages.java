package town.zoom;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import town.state.TownClock;
import town.web.Language;
import town.web.Pages;

/// The way into a meeting and the room itself, as a browser sees them.
@Controller
public class RoomPages {
    private static final int NAME_MAX = 64;
    /// A request that only refreshes a page that is open already.
    private static final String REFRESHES = "X-Live";

    private final Meetings meetings;
    private final Rooms rooms;
    private final RoomLinks links;
    private final Pages pages;
    private final TownClock clock;

    RoomPages(Meetings meetings, Rooms rooms, RoomLinks links, Pages pages, TownClock clock) {
        this.meetings = meetings;
        this.rooms = rooms;
        this.links = links;
        this.pages = pages;
        this.clock = clock;
    }

    /// @param reason the key of why not; empty when the door is open or will be
    /// @param waits the host is not here yet
    /// @param fields what the form sends back, by name
    public record Lobby(
            String topic,
            String host,
            String start,
            String name,
            String reason,
            boolean asksPasscode,
            boolean waits,
            boolean asHost,
            int inside,
            String action,
            Map<String, String> fields) {}

    public record Seat(String visitor, String name, String initial, int hue, boolean host, boolean self) {}

    /// @param place inside, waiting-room, or why they are gone
    public record Room(
            String visitor,
            int page,
            String topic,
            long minutes,
            String place,
            boolean asHost,
            List<Seat> inside,
            List<Seat> waiting,
            String again) {}

    public record Row(
            long id,
            String topic,
            String host,
            String start,
            boolean started,
            List<String> inside,
            int waiting,
            int registered,
            int refused) {}

    @GetMapping("/zoom")
    ResponseEntity<String> overview(HttpServletRequest request) {
        var rows = meetings.list(100, _ -> true).stream()
                .map(meeting -> row(meeting, request))
                .toList();
        return pages.show(request, "zoom/overview", Map.of("rows", rows));
    }

    private Row row(Meeting meeting, HttpServletRequest request) {
        var present = rooms.goingOn(meeting).map(rooms::ofSitting).orElse(List.of());
        var registrants = meetings.registrants(meeting);
        int approved = (int) registrants.stream()
                .filter(it -> it.status() == Registrant.Status.APPROVED)
                .count();
        return new Row(
                meeting.id(),
                meeting.topic(),
                meeting.host(),
                start(meeting, request),
                rooms.goingOn(meeting).isPresent(),
                present.stream().filter(Visitor::isInside).map(Visitor::name).toList(),
                (int) present.stream()
                        .filter(it -> it.place() == Visitor.Place.WAITING_ROOM)
                        .count(),
                approved,
                registrants.size() - approved);
    }

    private static String start(Meeting meeting, HttpServletRequest request) {
        return meeting.start() == null
                ? ""
                : MeetingTime.of(
                        meeting.start(),
                        meeting.timezone(),
                        Language.of(request).locale());
    }

    /// From the overview: be the host.
    @PostMapping("/zoom/meetings/{id}/start")
    ResponseEntity<String> startAsHost(@PathVariable long id) {
        return meetings.find(id)
                .map(meeting -> to(URI.create(links.start(meeting))))
                .orElseGet(() -> to(URI.create("/zoom")));
    }

    @GetMapping("/zoom/j/{id}")
    ResponseEntity<String> door(
            HttpServletRequest request,
            @PathVariable long id,
            @RequestParam(name = "tk", defaultValue = "") String token,
            @RequestParam(name = "pwd", defaultValue = "") String password) {
        return lobby(request, id, rooms.door(id, token, password), false, Map.of("tk", token, "pwd", password));
    }

    @GetMapping("/zoom/s/{id}")
    ResponseEntity<String> hostDoor(
            HttpServletRequest request,
            @PathVariable long id,
            @RequestParam(name = "zak", defaultValue = "") String key) {
        return lobby(request, id, rooms.hostDoor(id, key), true, Map.of("zak", key));
    }

    private ResponseEntity<String> lobby(
            HttpServletRequest request, long id, Door door, boolean asHost, Map<String, String> fields) {
        var meeting = meetings.find(id);
        String reason = door instanceof Door.Refused(Door.Why why) ? word(why) : "";
        boolean asksPasscode = door instanceof Door.Refused(Door.Why why) && why == Door.Why.PASSCODE_WRONG;
        String name = switch (door) {
            case Door.Open(Door.Guest guest) -> guest.name();
            case Door.HostNotHere(Door.Guest guest) -> guest.name();
            case Door.Refused _ -> "";
        };
        var lobby = new Lobby(
                meeting.map(Meeting::topic).orElse(""),
                meeting.map(Meeting::host).orElse(""),
                meeting.map(it -> start(it, request)).orElse(""),
                name,
                reason,
                asksPasscode,
                door instanceof Door.HostNotHere,
                asHost,
                (int) meeting.flatMap(rooms::goingOn).map(rooms::ofSitting).orElse(List.of()).stream()
                        .filter(Visitor::isInside)
                        .count(),
                "/zoom/" + (asHost ? "s/" : "j/") + id,
                fields);
        var status = reason.isEmpty() || asksPasscode
                ? HttpStatus.OK
                : meeting.isEmpty() ? HttpStatus.NOT_FOUND : HttpStatus.FORBIDDEN;
        return pages.show(request, Language.of(request), status, "zoom/lobby", Map.of("lobby", lobby));
    }

    @PostMapping("/zoom/j/{id}")
    ResponseEntity<String> enter(
            HttpServletRequest request,
            @PathVariable long id,
            @RequestParam(name = "tk", defaultValue = "") String token,
            @RequestParam(name = "pwd", defaultValue = "") String password,
            @RequestParam(defaultValue = "") String name) {
        var door = rooms.door(id, token, password);
        if (door instanceof Door.Open(Door.Guest guest)) {
            return in(rooms.enter(id, guest, chosen(name, guest), 1));
        }
        return lobby(request, id, door, false, Map.of("tk", token, "pwd", password));
    }

    @PostMapping("/zoom/s/{id}")
    ResponseEntity<String> enterAsHost(
            HttpServletRequest request,
            @PathVariable long id,
            @RequestParam(name = "zak", defaultValue = "") String key,
            @RequestParam(defaultValue = "") String name) {
        var door = rooms.hostDoor(id, key);
        if (door instanceof Door.Open(Door.Guest guest)) {
            return in(rooms.enter(id, guest, chosen(name, guest), 1));
        }
        return lobby(request, id, door, true, Map.of("zak", key));
    }

    private static String chosen(String name, Door.Guest guest) {
        String stripped = name.strip();
        return stripped.isEmpty()
                ? guest.name().isEmpty() ? "Guest" : guest.name()
                : stripped.substring(0, Math.min(NAME_MAX, stripped.length()));
    }

    private static ResponseEntity<String> in(Visitor visitor) {
        return to(UriComponentsBuilder.fromPath("/zoom/in/{id}").build(visitor.id()));
    }

    private static ResponseEntity<String> to(URI where) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(where).build();
    }

    @GetMapping("/zoom/in/{id}")
    ResponseEntity<String> room(HttpServletRequest request, @PathVariable String id) {
        boolean refreshes = request.getHeader(REFRESHES) != null;
        rooms.hear(id);
        var found = refreshes ? rooms.visitor(id) : rooms.openPage(id);
        if (found.isEmpty()) {
            return to(URI.create("/zoom"));
        }
        var visitor = found.get();
        var meeting = meetings.everScheduled(visitor.meeting());
        var sitting = rooms.sitting(visitor.sitting());
        var present = sitting.map(rooms::ofSitting).orElse(List.of());
        Instant started = sitting.map(Sitting::startedAt).orElse(clock.instant());
        var room = new Room(
                id,
                visitor.page(),
                meeting.map(Meeting::topic).orElse(""),
                Duration.between(started, clock.instant()).toMinutes(),
                visitor.leaving() == null ? word(visitor.place()) : word(visitor.leaving()),
                visitor.role() == Visitor.Role.HOST,
                present.stream()
                        .filter(Visitor::isInside)
                        .map(it -> seat(it, id))
                        .toList(),
                present.stream()
                        .filter(it -> it.place() == Visitor.Place.WAITING_ROOM)
                        .map(it -> seat(it, id))
                        .toList(),
                meeting.map(it -> again(it, visitor)).orElse("/zoom"));
        return pages.show(request, "zoom/room", Map.of("room", room));
    }

    private static Seat seat(Visitor visitor, String self) {
        String name = visitor.name();
        return new Seat(
                visitor.id(),
                name,
                name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT),
                Math.floorMod(name.hashCode(), 8),
                visitor.role() == Visitor.Role.HOST,
                visitor.id().equals(self));
    }

    private String again(Meeting meeting, Visitor visitor) {
        if (visitor.role() == Visitor.Role.HOST) {
            return links.start(meeting);
        }
        return visitor.ticket().isEmpty() ? links.join(meeting) : links.join(meeting, visitor.ticket());
    }

    @PostMapping("/zoom/in/{id}/leave")
    ResponseEntity<String> leave(@PathVariable String id) {
        rooms.leave(id);
        return to(URI.create("/zoom/in/" + id));
    }

    /// The browser says so when it closes the page.
    @PostMapping("/zoom/in/{id}/closed")
    ResponseEntity<String> closed(@PathVariable String id, @RequestParam int page) {
        rooms.closePage(id, page);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/zoom/in/{id}/end")
    ResponseEntity<String> end(@PathVariable String id) {
        host(id).flatMap(host -> meetings.everScheduled(host.meeting())).ifPresent(rooms::end);
        return to(URI.create("/zoom/in/" + id));
    }

    @PostMapping("/zoom/in/{id}/remove")
    ResponseEntity<String> remove(@PathVariable String id, @RequestParam String visitor) {
        host(id).filter(host -> isWith(host, visitor)).ifPresent(_ -> rooms.remove(visitor));
        return to(URI.create("/zoom/in/" + id));
    }

    @PostMapping("/zoom/in/{id}/admit")
    ResponseEntity<String> admit(@PathVariable String id, @RequestParam String visitor) {
        host(id).filter(host -> isWith(host, visitor)).ifPresent(_ -> rooms.admit(visitor));
        return to(URI.create("/zoom/in/" + id));
    }

    private Optional<Visitor> host(String id) {
        return rooms.visitor(id).filter(visitor -> visitor.isInside() && visitor.role() == Visitor.Role.HOST);
    }

    private boolean isWith(Visitor host, String other) {
        return rooms.visitor(other)
                .filter(visitor -> visitor.sitting().equals(host.sitting()))
                .isPresent();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
