package town.zoom;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// When a meeting begins, in its own time zone and the reader's language.
final class MeetingTime {
    private MeetingTime() {}

    static String of(Instant start, String zone, Locale locale) {
        var at = start.atZone(ZoneId.of(zone));
        return at.format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale))
                + " "
                + at.format(DateTimeFormatter.ofPattern("zzz", locale));
    }
}
