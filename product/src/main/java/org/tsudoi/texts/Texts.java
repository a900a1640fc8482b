package org.tsudoi.texts;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Every text that a person reads, by key and language. One bundle per area, `messages/<area>_<language>.properties` in
/// UTF-8, found by itself; every key in it begins with the area's name.
///
/// `{0}` stands for an argument (whole numbers are grouped as the language does), `{0|seat|seats}` for the first word
/// when the argument is 1 and the second otherwise. Nothing else is special: an apostrophe is an apostrophe.
public final class Texts {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?:\\|([^|}]*)\\|([^}]*))?}");

    private final Map<Language, Map<String, String>> bundles = new EnumMap<>(Language.class);
    private final boolean strict;

    private Texts(boolean strict) {
        this.strict = strict;
        for (var language : Language.values()) {
            bundles.put(language, read(language));
        }
    }

    /// A missing key is an exception: for tests and development.
    public static Texts strict() {
        return new Texts(true);
    }

    /// A missing key shows the Japanese text, or the key: one missing label must not cost a person the page.
    public static Texts lenient() {
        return new Texts(false);
    }

    /// The text itself. Not HTML: whoever writes it into a page escapes it.
    public String say(Language language, String key, Object... arguments) {
        return fill(language, pattern(language, key), arguments);
    }

    public boolean has(Language language, String key) {
        return bundle(language).containsKey(key);
    }

    /// Whether that many arguments fill all places of the text; not when there is no such text.
    public boolean canSay(Language language, String key, int arguments) {
        var pattern = bundle(language).get(key);
        return pattern != null
                && PLACE.matcher(pattern).results().allMatch(place -> Integer.parseInt(place.group(1)) < arguments);
    }

    public Set<String> keys(Language language) {
        return Set.copyOf(bundle(language).keySet());
    }

    /// The text as written in the bundle, its places unfilled.
    public String pattern(Language language, String key) {
        var pattern = bundle(language).get(key);
        if (pattern != null) {
            return pattern;
        }
        if (strict) {
            throw new IllegalArgumentException("no text for " + key + " in " + language.tag());
        }
        return bundle(Language.JA).getOrDefault(key, key);
    }

    private Map<String, String> bundle(Language language) {
        return bundles.getOrDefault(language, Map.of());
    }

    private static String fill(Language language, String pattern, Object... arguments) {
        if (pattern.indexOf('{') < 0) {
            return pattern;
        }
        return PLACE.matcher(pattern).replaceAll(place -> {
            int index = Integer.parseInt(place.group(1));
            if (index >= arguments.length) {
                throw new IllegalArgumentException("argument " + index + " is missing for: " + pattern);
            }
            var argument = arguments[index];
            var filled = place.group(2) == null
                    ? written(language, argument)
                    : argument instanceof Number n && n.longValue() == 1 ? place.group(2) : place.group(3);
            return Matcher.quoteReplacement(filled);
        });
    }

    private static String written(Language language, Object argument) {
        return switch (argument) {
            case Integer n -> NumberFormat.getIntegerInstance(language.locale()).format(n);
            case Long n -> NumberFormat.getIntegerInstance(language.locale()).format(n);
            default -> argument.toString();
        };
    }

    private static Map<String, String> read(Language language) {
        var all = new HashMap<String, String>();
        var suffix = "_" + language.tag() + ".properties";
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*" + suffix)) {
                var name = file.getFilename();
                if (name == null) {
                    continue;
                }
                var area = name.substring(0, name.length() - suffix.length());
                for (var entry : properties(file.getInputStream()).entrySet()) {
                    var key = entry.getKey().toString();
                    if (!key.startsWith(area + ".")) {
                        throw new IllegalStateException(key + " in " + name + " must begin with " + area + ".");
                    }
                    if (all.put(key, entry.getValue().toString()) != null) {
                        throw new IllegalStateException(key + " stands in two bundles of " + language.tag());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(all);
    }

    private static Properties properties(java.io.InputStream stream) throws IOException {
        var properties = new Properties();
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
