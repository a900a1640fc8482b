package org.tsudoi.web.member;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;

/// What the select boxes of these pages offer, in the reader's language.
public final class Choices {
    private static final List<String> ZONES = List.of(
            "Asia/Tokyo",
            "Asia/Bangkok",
            "Asia/Seoul",
            "Asia/Taipei",
            "Asia/Hong_Kong",
            "Asia/Shanghai",
            "Asia/Singapore",
            "Asia/Manila",
            "Asia/Jakarta",
            "Asia/Ho_Chi_Minh",
            "Asia/Kolkata",
            "Asia/Dubai",
            "Australia/Sydney",
            "Pacific/Auckland",
            "Pacific/Honolulu",
            "Europe/London",
            "Europe/Paris",
            "Europe/Berlin",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "America/Sao_Paulo",
            "UTC");
    private static final List<String> CURRENCIES = List.of("JPY", "THB", "USD", "EUR");

    private Choices() {}

    static Map<String, String> languages() {
        var languages = new LinkedHashMap<String, String>();
        Arrays.stream(Language.values()).forEach(language -> languages.put(language.tag(), language.ownName()));
        return languages;
    }

    /// The usual ones, and the one that is set already when it is none of them.
    public static Map<String, String> zones(String set, Language language, Instant now) {
        var zones = new LinkedHashMap<String, String>();
        Stream.concat(Stream.of(set).filter(Choices::isZone), ZONES.stream())
                .forEach(zone -> zones.put(zone, zoneName(ZoneId.of(zone), language, now)));
        return zones;
    }

    /// Japan and Thailand first: this is where most organisers are.
    static Map<String, String> countries(Language language) {
        var countries = new LinkedHashMap<String, String>();
        Stream.of("JP", "TH").forEach(code -> countries.put(code, countryName(code, language)));
        Arrays.stream(Locale.getISOCountries())
                .sorted((one, other) -> countryName(one, language).compareTo(countryName(other, language)))
                .forEach(code -> countries.putIfAbsent(code, countryName(code, language)));
        return countries;
    }

    static Map<String, String> currencies(Language language) {
        var currencies = new LinkedHashMap<String, String>();
        CURRENCIES.forEach(code ->
                currencies.put(code, code + " – " + Currency.getInstance(code).getDisplayName(language.locale())));
        return currencies;
    }

    static boolean isZone(String text) {
        try {
            return !ZoneId.of(text).getId().isEmpty();
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static String zoneName(ZoneId zone, Language language, Instant now) {
        String city = zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
        String offset = zone.getRules()
                .getOffset(now)
                .getId()
                .replaceFirst("([+-])0(\\d)", "$1$2")
                .replace(":00", "")
                .replace("Z", "");
        return new Formats(language).zone(zone) + " – " + city + " (UTC" + offset + ")";
    }

    private static String countryName(String code, Language language) {
        return Locale.of("", code).getDisplayCountry(language.locale());
    }
}
