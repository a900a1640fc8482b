package town.phone;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Times as a phone shows them: the hour today, the day before.
public record When(ZonedDateTime now, Locale locale) {
    private static final ZoneId HOME = ZoneId.of("Asia/Tokyo");

    static When at(Instant now, Locale locale) {
        return new When(now.atZone(HOME), locale);
    }

    public String clock() {
        return now.format(DateTimeFormatter.ofPattern("H:mm", Locale.ROOT));
    }

    public String brief(Instant instant) {
        var then = instant.atZone(HOME);
        return then.toLocalDate().equals(now.toLocalDate())
                ? then.format(DateTimeFormatter.ofPattern("H:mm", Locale.ROOT))
                : then.format(DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale));
    }

    public String full(Instant instant) {
        return instant.atZone(HOME)
                .format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale));
    }

    /// The hours of an appointment, in its own time zone, with the zone's name.
    public String hours(ZonedDateTime start, ZonedDateTime end) {
        var hour = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);
        var zone = DateTimeFormatter.ofPattern("zzz", locale);
        return start.format(hour) + "–" + end.format(hour) + " " + start.format(zone);
    }

    public String day(ZonedDateTime date) {
        return date.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale));
    }

    public String month(ZonedDateTime date) {
        return date.format(DateTimeFormatter.ofLocalizedPattern("MMM").withLocale(locale));
    }
}
