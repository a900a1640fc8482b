package town.jitsi;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/// The rooms as tests see and enter them, without a browser.
@RestController
class JitsiControl {
    private final TokenDoor door;
    private final JitsiRooms rooms;

    JitsiControl(TokenDoor door, JitsiRooms rooms) {
        this.door = door;
        this.rooms = rooms;
    }

    record Join(String url) {}

    /// Opens an address of a room and goes in. 409 with the reason when the door stays shut: `token-expired` …
    @PostMapping("/town/jitsi/join")
    ResponseEntity<?> join(@RequestBody Join join) {
        var url = UriComponentsBuilder.fromUriString(join.url()).build();
        var room = url.getPathSegments().getLast();
        var token = url.getQueryParams().getFirst("jwt");
        return switch (door.look(room, token == null ? "" : token)) {
            case Admission.Let let -> ResponseEntity.ok(rooms.enter(room, let));
            case Admission.Refused(var why) ->
                ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("refused", JitsiPages.word(why)));
        };
    }

    @GetMapping("/town/jitsi/rooms/{room}")
    List<Guest> room(@PathVariable String room) {
        return rooms.in(room);
    }
}
