package town.jitsi;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import town.web.Language;
import town.web.Pages;

/// A room as a browser sees it: at its address the token is looked at, behind it is whoever came in.
@Controller
public class JitsiPages {
    private final TokenDoor door;
    private final JitsiRooms rooms;
    private final Pages pages;

    JitsiPages(TokenDoor door, JitsiRooms rooms, Pages pages) {
        this.door = door;
        this.rooms = rooms;
        this.pages = pages;
    }

    public record Row(String room, List<Guest> inside) {}

    @GetMapping("/jitsi")
    ResponseEntity<String> overview(HttpServletRequest request) {
        var rows = rooms.rooms().stream()
                .map(room -> new Row(room, rooms.in(room)))
                .toList();
        return pages.show(request, "jitsi/overview", Map.of("rows", rows));
    }

    @GetMapping("/jitsi/{room}")
    ResponseEntity<String> come(
            HttpServletRequest request,
            @PathVariable String room,
            @RequestParam(name = "jwt", defaultValue = "") String token) {
        return switch (door.look(room, token)) {
            case Admission.Let let -> to(rooms.enter(room, let).id());
            case Admission.Refused(var why) ->
                pages.show(
                        request,
                        Language.of(request),
                        HttpStatus.FORBIDDEN,
                        "jitsi/refused",
                        Map.of("reason", word(why)));
        };
    }

    @GetMapping("/jitsi/in/{guest}")
    ResponseEntity<String> inside(HttpServletRequest request, @PathVariable String guest) {
        var self = rooms.find(guest);
        if (self.isEmpty())
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/jitsi"))
                    .build();
        return pages.show(
                request,
                "jitsi/room",
                Map.of("self", self.get(), "inside", rooms.in(self.get().room())));
    }

    @PostMapping("/jitsi/in/{guest}/leave")
    ResponseEntity<String> leave(@PathVariable String guest) {
        rooms.leave(guest);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/jitsi"))
                .build();
    }

    private static ResponseEntity<String> to(String guest) {
        var where = UriComponentsBuilder.fromPath("/jitsi/in/{id}").build(guest);
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(where).build();
    }

    static String word(Admission.Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
