package town.calendars;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Answers calendars at their secret addresses, with an entity tag to ask again by.
@RestController
class CalendarServer {
    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final Accounts accounts;

    CalendarServer(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/calendars/ical/{name}/private-{secret}/basic.ics")
    ResponseEntity<byte[]> file(
            @PathVariable String name,
            @PathVariable String secret,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false, defaultValue = "") String known) {
        var account = accounts.find(name).filter(one -> one.secret().equals(secret));
        if (account.isEmpty()) return ResponseEntity.notFound().build();
        var file = account.get().file().getBytes(StandardCharsets.UTF_8);
        var tag = '"' + DigestUtils.md5DigestAsHex(file) + '"';
        var answer = ResponseEntity.status(known.equals(tag) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag)
                .cacheControl(CacheControl.noCache());
        return known.equals(tag) ? answer.build() : answer.contentType(CALENDAR).body(file);
    }

    /// Addresses that lead on, as some services have.
    @GetMapping("/calendars/published/{name}/{secret}")
    ResponseEntity<Void> published(@PathVariable String name, @PathVariable String secret) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, new Account(name, secret, "").path())
                .build();
    }
}
