package org.tsudoi.texts;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.tsudoi.money.Money;

/// Dates, times, numbers and money as the readers of one language write them. Thai dates count years in the
/// Buddhist era.
public record Formats(Language language) {
    private static final String THIN_DASH = "–";
    private static final Writing DATE = Writing.of("y年M月d日(E)", "E d MMMM y", "EEEEที่ d MMMM y");
    private static final Writing DAY_AND_MONTH = Writing.of("M月d日(E)", "E d MMM", "E d MMM");
    private static final Writing MONTH = Writing.of("y年M月", "MMMM y", "MMMM y");
    private static final Writing MONTH_SHORT = Writing.of("M月", "MMM", "MMM");
    private static final Writing WEEKDAY = Writing.of("E", "E", "E");
    /// Nobody there says “Indochina Time”, which is what tables of time zones call it.
    private static final Map<String, String> COUNTRY_OF =
            Map.of("Asia/Bangkok", "TH", "Asia/Ho_Chi_Minh", "VN", "Asia/Phnom_Penh", "KH", "Asia/Vientiane", "LA");

    private static final Writing TIME = Writing.of("H:mm", "H:mm", "H:mm");

    /// `2026年12月5日(土)` · `Sat 5 December 2026` · `วันเสาร์ที่ 5 ธันวาคม 2569`
    public String date(LocalDate date) {
        return DATE.in(language).format(date);
    }

    /// Without the year, for lists: `12月5日(土)` · `Sat 5 Dec` · `ส. 5 ธ.ค.`
    public String dayAndMonth(LocalDate date) {
        return DAY_AND_MONTH.in(language).format(date);
    }

    /// `2026年12月` · `December 2026` · `ธันวาคม 2569`
    public String month(YearMonth month) {
        return MONTH.in(language).format(month.atDay(1));
    }

    /// `12月` · `Dec` · `ธ.ค.`: over the day's number on a calendar leaf.
    public String monthShort(LocalDate date) {
        return MONTH_SHORT.in(language).format(date);
    }

    /// `土` · `Sat` · `ส.`
    public String weekday(LocalDate date) {
        return WEEKDAY.in(language).format(date);
    }

    /// Twenty-four hours, no leading zero: `7:00`.
    public String time(ZonedDateTime time) {
        return TIME.in(language).format(time);
    }

    /// Date and time at a place, without its zone's name.
    public String dateTime(Instant at, ZoneId zone) {
        var then = at.atZone(zone);
        return switch (language) {
            case JA -> date(then.toLocalDate()) + " " + time(then);
            case EN -> date(then.toLocalDate()) + ", " + time(then);
            case TH -> date(then.toLocalDate()) + " เวลา " + time(then) + " น.";
        };
    }

    /// From–to at a place; the end's date only when it is another day.
    public String span(Instant from, Instant to, ZoneId zone) {
        var start = from.atZone(zone);
        var end = to.atZone(zone);
        if (!start.toLocalDate().equals(end.toLocalDate())) {
            return dateTime(from, zone) + " " + THIN_DASH + " " + dateTime(to, zone);
        }
        var hours = time(start) + THIN_DASH + time(end);
        return switch (language) {
            case JA -> date(start.toLocalDate()) + " " + hours;
            case EN -> date(start.toLocalDate()) + ", " + hours;
            case TH -> date(start.toLocalDate()) + " เวลา " + hours + " น.";
        };
    }

    /// `7:00–8:00`, where the day already stands beside it; with the dates when it ends on another day.
    public String hours(Instant from, Instant to, ZoneId zone) {
        var start = from.atZone(zone);
        var end = to.atZone(zone);
        if (!start.toLocalDate().equals(end.toLocalDate())) return span(from, to, zone);
        var hours = time(start) + THIN_DASH + time(end);
        return language == Language.TH ? hours + " น." : hours;
    }

    /// `9:41` until that moment, for a countdown before its script runs; `0:00` when it is over.
    public String minutesLeft(Instant now, Instant until) {
        long seconds = Math.max(0, java.time.Duration.between(now, until).toSeconds());
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    /// `日本時間` · `Japan Time` · `เวลาญี่ปุ่น`
    public String zone(ZoneId zone) {
        var country = COUNTRY_OF.get(zone.getId());
        if (country == null) return zone.getDisplayName(TextStyle.FULL, language.locale());
        var name = Locale.of("", country).getDisplayCountry(language.locale());
        return switch (language) {
            case JA -> name + "時間";
            case EN -> name + " Time";
            case TH -> "เวลา" + name;
        };
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(language.locale()).format(number);
    }

    /// `12 %`: a share of one, rounded to whole per cents.
    public String percent(long part, long whole) {
        return whole == 0 ? "–" : Math.round(100.0 * part / whole) + " %";
    }

    /// `¥1,500` · `฿350.00` · `−$12.00`; a currency without a known sign is written by its code: `CHF 12.00`.
    public String money(Money money) {
        var format = NumberFormat.getNumberInstance(language.locale());
        format.setMinimumFractionDigits(money.digits());
        format.setMaximumFractionDigits(money.digits());
        var amount = format.format(money.inMajorUnits().abs());
        return (money.isNegative() ? "−" : "") + sign(money.currency()) + amount;
    }

    public String money(long minorUnits, Currency currency) {
        return money(new Money(minorUnits, currency));
    }

    /// `¥`, `฿`, `$` …; for a currency without a known sign its code and a space.
    public static String sign(Currency currency) {
        return switch (currency.getCurrencyCode()) {
            case "JPY" -> "¥";
            case "THB" -> "฿";
            case "USD" -> "$";
            case "EUR" -> "€";
            case "GBP" -> "£";
            case "KRW" -> "₩";
            case String code -> code + " ";
        };
    }

    /// A way of writing dates, in each language; made once, since a pattern is long to read.
    private record Writing(Map<Language, DateTimeFormatter> formatters) {
        static Writing of(String ja, String en, String th) {
            return new Writing(new EnumMap<>(Map.of(
                    Language.JA,
                    DateTimeFormatter.ofPattern(ja, Language.JA.locale()),
                    Language.EN,
                    DateTimeFormatter.ofPattern(en, Language.EN.locale()),
                    Language.TH,
                    DateTimeFormatter.ofPattern(th, Language.TH.locale())
                            .withChronology(ThaiBuddhistChronology.INSTANCE))));
        }

        DateTimeFormatter in(Language language) {
            return Objects.requireNonNull(formatters.get(language));
        }
    }
}
