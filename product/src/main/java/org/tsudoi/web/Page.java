package org.tsudoi.web;

import gg.jte.Content;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// What every template is given: the reader's language and zone, the texts in it, who is reading, and the
/// tokens that a form and a script need. A template declares it as its first parameter and calls
/// `${page.t("area.key")}`.
///
/// @param path where the reader is, with its query, without `lang`, `theme` and `currency`
/// @param inApp whether it is read inside another app
/// @param readerZone the reader's own time zone as their browser told it; null as long as it has not
public record Page(
        Language language,
        Texts texts,
        String path,
        String nonce,
        Supplier<String> csrfToken,
        @Nullable Visitor visitor,
        @Nullable ZoneId readerZone,
        Clock clock,
        List<Flash> flashes,
        Assets assets,
        String theme,
        Prices prices,
        InApp inApp) {
    private static final Set<String> IN_JAPAN = Set.of("Asia/Tokyo", "Japan");
    private static final Pattern BETWEEN_TIMES = Pattern.compile("(?<=\\d)–(?=\\d)");

    /// The text for a key. Plain text: the template escapes it.
    public String t(String key, Object... arguments) {
        return texts.say(language, key, arguments);
    }

    /// The same as it stands on a machine in Japan, for readers of another language who are in front of it; null for
    /// readers of Japanese.
    public @Nullable String inJapan(String key) {
        return language == Language.JA ? null : texts.say(Language.JA, key);
    }

    /// Whether there is a text for a key that was made at run time.
    public boolean has(String key) {
        return texts.has(language, key);
    }

    /// A text whose own markup (a link, an emphasis) is kept, while its arguments are escaped.
    public Content html(String key, Object... arguments) {
        var escaped = Arrays.stream(arguments)
                .map(a -> a instanceof Number ? a : HtmlUtils.htmlEscape(a.toString()))
                .toArray();
        var text = texts.say(language, key, escaped);
        return output -> output.writeContent(text);
    }

    public Formats formats() {
        return new Formats(language);
    }

    public Instant now() {
        return clock.instant();
    }

    public String money(Money money) {
        return formats().money(money);
    }

    public String money(long minorUnits, Currency currency) {
        return formats().money(minorUnits, currency);
    }

    public String number(long number) {
        return formats().number(number);
    }

    public String date(LocalDate date) {
        return formats().date(date);
    }

    /// Date and time at a place, with the zone's name unless it is known to be the reader's own.
    public String dateTime(Instant at, ZoneId zone) {
        return unbroken(formats().dateTime(at, zone)) + zoneUnlessOwn(at, zone);
    }

    /// From–to at a place, with the zone's name unless it is known to be the reader's own.
    public String span(Instant from, Instant to, ZoneId zone) {
        return unbroken(formats().span(from, to, zone)) + zoneUnlessOwn(from, zone);
    }

    /// The time that holds for everybody, or that each arranges their own.
    public String when(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Fixed fixed -> span(fixed.begin(), fixed.end(), fixed.zone());
            case Schedule.Course course -> dates(course);
            case Schedule.Arranged _ -> t("event.arranged");
            case Schedule.Monthly _ -> t("dues.monthly");
            case Schedule.AtOnce _ -> t("house.atOnce");
        };
    }

    private String dates(Schedule.Course course) {
        int number = course.dates().size();
        var first = course.dates().getFirst().times();
        if (number == 1) return when(first);
        var last = course.dates().getLast().times();
        return t(
                "course.span",
                date(first.start().toLocalDate()),
                date(last.start().toLocalDate()),
                number);
    }

    /// The same where the day already stands beside it.
    public String hours(Instant from, Instant to, ZoneId zone) {
        return unbroken(formats().hours(from, to, zone)) + zoneUnlessOwn(from, zone);
    }

    public String hours(Schedule schedule) {
        return schedule instanceof Schedule.Fixed fixed
                ? hours(fixed.begin(), fixed.end(), fixed.zone())
                : when(schedule);
    }

    /// The same moment on the reader's own clock, when that is known and differs: for a second line under a
    /// date.
    public @Nullable String onReadersClock(Schedule schedule) {
        return readerZone == null
                        || !(schedule instanceof Schedule.Fixed fixed)
                        || sameClock(fixed.begin(), fixed.zone(), readerZone)
                ? null
                : unbroken(formats().span(fixed.begin(), fixed.end(), readerZone)) + zoneName(readerZone);
    }

    /// As far as their browser tells: what it does not tell is not guessed from a language or a currency.
    public boolean isKnownOutsideJapan() {
        return readerZone != null && !IN_JAPAN.contains(readerZone.getId());
    }

    public String asset(String file) {
        return assets.address(file);
    }

    public String csrf() {
        return csrfToken.get();
    }

    /// This very page in another language.
    public String in(Language other) {
        return with("lang", other.tag());
    }

    /// This very page in the other colours: `light`, `dark` or `auto`.
    public String inTheme(String other) {
        return with("theme", other);
    }

    /// This very page with prices for orientation in that currency.
    public String inCurrency(Currency other) {
        return with("currency", other.getCurrencyCode());
    }

    /// None of them stands in the path: what was chosen by it was taken out of it (`PageMaker`).
    private String with(String choice, String value) {
        return path + (path.indexOf('?') < 0 ? '?' : '&') + choice + '=' + value;
    }

    /// `page` for a navigation link that leads to where the reader is, null (no attribute) otherwise.
    public @Nullable String currentIf(String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/") || path.startsWith(prefix + "?") ? "page" : null;
    }

    private String zoneUnlessOwn(Instant at, ZoneId zone) {
        return readerZone != null && sameClock(at, zone, readerZone) ? "" : zoneName(zone);
    }

    private String zoneName(ZoneId zone) {
        return " " + formats().zone(zone).replace(' ', '\u00a0');
    }

    /// No line ends between two times, or before the Thai word for the hour.
    private static String unbroken(String time) {
        return BETWEEN_TIMES.matcher(time).replaceAll("\u2060–\u2060").replace(" น.", "\u00a0น.");
    }

    private static boolean sameClock(Instant at, ZoneId one, ZoneId other) {
        return one.getRules().getOffset(at).equals(other.getRules().getOffset(at));
    }
}
