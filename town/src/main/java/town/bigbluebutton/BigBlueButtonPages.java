package town.bigbluebutton;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import town.web.Pages;

/// Meetings as a browser sees them.
@Controller
public class BigBlueButtonPages {
    private final Conferences conferences;
    private final Pages pages;

    BigBlueButtonPages(Conferences conferences, Pages pages) {
        this.conferences = conferences;
        this.pages = pages;
    }

    public record Row(Conference meeting, List<Guest> inside) {}

    @GetMapping("/bigbluebutton")
    ResponseEntity<String> overview(HttpServletRequest request) {
        var rows = conferences.all().stream()
                .map(one -> new Row(one, conferences.in(one.id())))
                .toList();
        return pages.show(request, "bigbluebutton/overview", Map.of("rows", rows));
    }

    @GetMapping("/bigbluebutton/in/{guest}")
    ResponseEntity<String> inside(HttpServletRequest request, @PathVariable String guest) {
        var self = conferences.guest(guest);
        var meeting = self.flatMap(one -> conferences.find(one.meeting()));
        if (self.isEmpty() || meeting.isEmpty()) return to(URI.create("/bigbluebutton"));
        return pages.show(
                request,
                "bigbluebutton/room",
                Map.of(
                        "self",
                        self.get(),
                        "meeting",
                        meeting.get(),
                        "inside",
                        conferences.in(meeting.get().id())));
    }

    /// To where whoever made the meeting wished people to go afterwards.
    @PostMapping("/bigbluebutton/in/{guest}/leave")
    ResponseEntity<String> leave(@PathVariable String guest) {
        var back = conferences
                .guest(guest)
                .flatMap(one -> conferences.find(one.meeting()))
                .map(meeting -> meeting.wish().getOrDefault("logoutURL", ""))
                .filter(wished -> !wished.isEmpty())
                .orElse("/bigbluebutton");
        conferences.leave(guest);
        return to(URI.create(back));
    }

    /// A moderator takes somebody out.
    @PostMapping("/bigbluebutton/in/{guest}/remove/{other}")
    ResponseEntity<String> remove(@PathVariable String guest, @PathVariable String other) {
        var leads = conferences.guest(guest).filter(Guest::moderator);
        var taken = conferences.guest(other);
        if (leads.isPresent()
                && taken.isPresent()
                && taken.get().meeting().equals(leads.get().meeting())) conferences.leave(other);
        return to(URI.create("/bigbluebutton/in/" + guest));
    }

    private static ResponseEntity<String> to(URI where) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(where).build();
    }
}
