package org.tsudoi.web.participant;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.tsudoi.freetimes.BookingCalendar;
import org.tsudoi.platform.Problem;

/// What calendar programs subscribe to: they ask again and again, so an answer that is the same is not
/// sent again.
@Controller
class BookingCalendarFile {
    private static final MediaType CALENDAR = MediaType.valueOf("text/calendar;charset=UTF-8");
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final BookingCalendar calendar;
    private final PlacesInCalendar places;

    BookingCalendarFile(BookingCalendar calendar, PlacesInCalendar places) {
        this.calendar = calendar;
        this.places = places;
    }

    @GetMapping("/calendar/{secret}.ics")
    ResponseEntity<String> file(
            @PathVariable String secret,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, defaultValue = "") String known) {
        var contents = calendar.read(secret, places).orElseThrow(Problem::notFound);
        var tag = '"' + contents.tag() + '"';
        boolean same = known.replace("W/", "").equals(tag);
        var answer = ResponseEntity.status(same ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag)
                .cacheControl(CacheControl.maxAge(FRESH).cachePrivate());
        return same ? answer.build() : answer.contentType(CALENDAR).body(contents.file());
    }
}
