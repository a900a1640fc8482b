package town.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.springframework.context.MessageSource;

/// What every template is given: the reader's language and its texts, and where the reader is.
///
/// @param path path and query of this page, without the `lang` parameter
public record Page(Language language, String path, MessageSource texts) {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /// The text of a key, in the reader's language.
    public String say(String key, Object... arguments) {
        return texts.getMessage(key, arguments, language.locale());
    }

    /// The address of this same page in another language.
    public String in(Language other) {
        return path + (path.contains("?") ? "&" : "?") + "lang=" + other.tag();
    }

    /// A date and time as the reader writes it, in Japan's time zone.
    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
                        .withLocale(language.locale())
                        .withZone(TOKYO)
                        .format(instant)
                + " JST";
    }

    /// A date as the reader writes it.
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(language.locale())
                .format(day);
    }
}
