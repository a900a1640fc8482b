package town.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A calendar's invitation as a mail program would show it: the first event of an iCalendar object (RFC 5545).
///
/// @param method REQUEST, CANCEL or PUBLISH (RFC 5546); empty when the object names none
/// @param start empty when it names none that can be read; a date alone counts from midnight, UTC
public record Invitation(
        String method,
        String uid,
        int sequence,
        String status,
        String summary,
        String location,
        @Nullable ZonedDateTime start,
        @Nullable ZonedDateTime end) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    public boolean cancels() {
        return method.equals("CANCEL") || status.equals("CANCELLED");
    }

    /// Empty when the text holds no event.
    static Optional<Invitation> in(String calendar) {
        String unfolded = calendar.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
        int from = unfolded.indexOf("BEGIN:VEVENT");
        int to = unfolded.indexOf("END:VEVENT");
        if (from < 0 || to < from) {
            return Optional.empty();
        }
        String event = unfolded.substring(from, to);
        return Optional.of(new Invitation(
                text(unfolded.substring(0, from), "METHOD"),
                text(event, "UID"),
                number(text(event, "SEQUENCE")),
                text(event, "STATUS"),
                text(event, "SUMMARY"),
                text(event, "LOCATION"),
                time(event, "DTSTART"),
                time(event, "DTEND")));
    }

    private static String text(String lines, String property) {
        return line(lines, property)
                .map(line -> line.substring(colon(line) + 1))
                .map(value -> value.replace("\\n", " ")
                        .replace("\\N", " ")
                        .replace("\\,", ",")
                        .replace("\\;", ";")
                        .replace("\\\\", "\\")
                        .strip())
                .orElse("");
    }

    private static Optional<String> line(String lines, String property) {
        return lines.lines()
                .filter(line -> line.startsWith(property + ":") || line.startsWith(property + ";"))
                .filter(line -> colon(line) > 0)
                .findFirst();
    }

    /// The colon that ends the parameters; one inside quotes does not.
    private static int colon(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }

    private static @Nullable ZonedDateTime time(String event, String property) {
        return line(event, property)
                .map(line -> moment(line.substring(0, colon(line)), text(event, property)))
                .orElse(null);
    }

    private static @Nullable ZonedDateTime moment(String nameAndParameters, String value) {
        try {
            if (value.length() == 8) {
                return LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay(ZoneOffset.UTC);
            }
            if (value.endsWith("Z")) {
                Instant at = LocalDateTime.parse(value.substring(0, value.length() - 1), TIME)
                        .toInstant(ZoneOffset.UTC);
                return at.atZone(ZoneOffset.UTC);
            }
            return LocalDateTime.parse(value, TIME).atZone(zone(nameAndParameters));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static ZoneId zone(String nameAndParameters) {
        int at = nameAndParameters.indexOf("TZID=");
        if (at < 0) {
            return ZoneOffset.UTC;
        }
        String id = nameAndParameters.substring(at + 5);
        int end = id.indexOf(';');
        return ZoneId.of((end < 0 ? id : id.substring(0, end)).replace("\"", ""));
    }
}
