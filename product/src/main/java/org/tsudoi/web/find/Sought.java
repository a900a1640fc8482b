package org.tsudoi.web.find;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tsudoi.finding.Found;
import org.tsudoi.finding.Kind;
import org.tsudoi.finding.Theme;
import org.tsudoi.finding.Tongues;
import org.tsudoi.finding.Wanted;
import org.tsudoi.web.Form;

/// What stands in the address of a search, which can be shared: whoever opens it searches for the same.
///
/// @param fields as they were sent, without those that say nothing
/// @param zone   of the reader: their days are meant
public record Sought(Map<String, String> fields, Wanted wanted, ZoneId zone) {
    static final List<String> CURRENCIES = List.of("JPY", "THB", "USD", "EUR");
    private static final List<String> FIELDS =
            List.of("q", "kind", "theme", "speaks", "when", "from", "until", "up", "in", "points");

    /// @param form   what is wrong with it is noted there, and left out
    /// @param points of the reader, where they are known
    static Sought read(Form form, Optional<Long> points, Instant now, ZoneId zone) {
        var wanted = Wanted.ANYTHING
                .withText(text(form))
                .withKind(Kind.of(form.value("kind")))
                .withTheme(Optional.of(form.value("theme")).filter(Theme::isWord))
                .withLanguage(Optional.of(form.value("speaks")).filter(Tongues.ALL::contains))
                .withTimes(times(form, now, zone));
        var currency = CURRENCIES.contains(form.value("in")) ? form.value("in") : CURRENCIES.getFirst();
        if (!form.value("up").isBlank()) {
            wanted = wanted.withPrices(Optional.empty(), form.money("up", Currency.getInstance(currency)));
        }
        if (form.has("points", "mine")) wanted = wanted.withPoints(points);
        var fields = new LinkedHashMap<String, String>();
        for (var field : FIELDS) {
            if (!form.value(field).isBlank()) fields.put(field, form.value(field));
        }
        if (form.value("up").isBlank()) fields.remove("in");
        return new Sought(fields, wanted, zone);
    }

    /// The database takes no text with a zero character.
    private static String text(Form form) {
        var asked = form.value("q").replaceAll("\\p{Cc}+", " ").strip();
        int end = asked.offsetByCodePoints(0, Math.min(Wanted.TEXT_MAX, asked.codePointCount(0, asked.length())));
        form.with("q", asked.substring(0, end));
        return asked.substring(0, end);
    }

    /// Dates that were typed are meant, whatever else stands there.
    private static List<Wanted.Window> times(Form form, Instant now, ZoneId zone) {
        var named = Times.of(form.value("when"));
        boolean dated = !form.value("from").isBlank() || !form.value("until").isBlank();
        if (!dated || named != Times.ANY && named != Times.RANGE) return named.windows(now, zone);
        var today = LocalDate.ofInstant(now, zone);
        var from = form.value("from").isBlank() ? Optional.of(today) : form.date("from");
        var until = form.value("until").isBlank() ? from : form.date("until");
        if (from.isEmpty() || until.isEmpty()) return List.of();
        if (until.get().isBefore(today)) {
            form.wrong("until", "finding.error.past");
            return List.of();
        }
        if (until.get().isBefore(from.get()) || until.get().isAfter(from.get().plusDays(Times.DAYS_MAX - 1L))) {
            form.wrong("until", "finding.error.range", Times.DAYS_MAX);
            return List.of();
        }
        return Times.between(from.get(), until.get(), now, zone);
    }

    public String value(String field) {
        return fields.getOrDefault(field, "");
    }

    /// Whether anything but words and a kind is asked for.
    public boolean isFiltered() {
        return fields.keySet().stream().anyMatch(field -> !field.equals("q") && !field.equals("kind"));
    }

    public String with(String field, String value) {
        var others = new LinkedHashMap<>(fields);
        others.put(field, value);
        return address(others);
    }

    public String without(String... left) {
        var others = new LinkedHashMap<>(fields);
        others.keySet().removeAll(List.of(left));
        return address(others);
    }

    /// Of a search for a word alone.
    public static String of(String word) {
        return address(Map.of("q", word));
    }

    String after(Found.Place place) {
        return with("after", place.shown());
    }

    private static String address(Map<String, String> fields) {
        var query = fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "/find" : "/find?" + query;
    }
}
