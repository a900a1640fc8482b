package town.bigbluebutton;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import town.bigbluebutton.Conferences.Joined;

/// The meetings as tests see and enter them, without a browser.
@RestController
class BigBlueButtonControl {
    private final Conferences conferences;
    private final Checksum checksum;

    BigBlueButtonControl(Conferences conferences, Checksum checksum) {
        this.conferences = conferences;
        this.checksum = checksum;
    }

    record Join(String url) {}

    record Seen(Conference meeting, List<Guest> inside) {}

    /// Opens an address and goes in. 409 with the reason when nobody is let in: `checksumError` …
    @PostMapping("/town/bigbluebutton/join")
    ResponseEntity<?> join(@RequestBody Join join) {
        var query = URI.create(join.url()).getRawQuery();
        if (query == null || !checksum.isRight("join", query)) return refused("checksumError");
        return switch (conferences.join(BigBlueButtonApi.parameters(query))) {
            case Joined.In(var guest) -> ResponseEntity.ok(guest);
            case Joined.Refused(var why) -> refused(why);
        };
    }

    private static ResponseEntity<?> refused(String why) {
        return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("refused", why));
    }

    @GetMapping("/town/bigbluebutton/meetings/{meeting}")
    ResponseEntity<?> meeting(@PathVariable String meeting) {
        return ResponseEntity.of(conferences.find(meeting).map(found -> new Seen(found, conferences.in(meeting))));
    }

    @DeleteMapping("/town/bigbluebutton/guests/{guest}")
    void leave(@PathVariable String guest) {
        conferences.leave(guest);
    }
}
