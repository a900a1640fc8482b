package org.tsudoi.web;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import org.tsudoi.money.Money;

/// What a reader typed, and what is wrong with it. Every reading method checks one field, notes what is wrong
/// under the field's name and answers empty then; so a controller reads all fields first and asks `isGood()`
/// once.
public final class Form {
    /// A full stop or a comma between thousands is refused where it would change the amount: `1.500` yen is not
    /// guessed at.
    private static final Pattern AMOUNT =
            Pattern.compile("\\d{1,12}(\\.\\d{1,3})?|\\d{1,3}(,\\d{3}){1,4}(\\.\\d{1,3})?");

    private final MultiValueMap<String, String> typed;
    private final Map<String, Wrong> wrongs = new LinkedHashMap<>();

    /// A message about one field: a key of the bundles and its arguments.
    public record Wrong(String key, List<Object> arguments) {}

    private Form(MultiValueMap<String, String> typed) {
        this.typed = typed;
    }

    /// The form before anything was typed; `with` fills in what is known already.
    public static Form blank() {
        return new Form(new LinkedMultiValueMap<>());
    }

    /// As sent: `@RequestParam MultiValueMap<String, String> typed`.
    public static Form of(MultiValueMap<String, String> typed) {
        return new Form(typed);
    }

    public Form with(String name, Object value) {
        typed.set(name, value.toString());
        return this;
    }

    /// One more box of that name is ticked.
    public Form ticked(String name, String value) {
        typed.add(name, value);
        return this;
    }

    public boolean isGood() {
        return wrongs.isEmpty();
    }

    public Form wrong(String name, String key, Object... arguments) {
        wrongs.putIfAbsent(name, new Wrong(key, List.of(arguments)));
        return this;
    }

    /// What is wrong, by field, in the order found.
    public Map<String, Wrong> wrongs() {
        return wrongs;
    }

    public @Nullable Wrong wrongWith(String name) {
        return wrongs.get(name);
    }

    /// As typed, to be shown again; empty when nothing was.
    public String value(String name) {
        var value = typed.getFirst(name);
        return value == null ? "" : value;
    }

    public List<String> values(String name) {
        return typed.getOrDefault(name, List.of());
    }

    /// Whether a box is ticked or a choice chosen.
    public boolean has(String name, String value) {
        return values(name).contains(value);
    }

    /// Required text of one or more lines, stripped, at most `longest` characters as people count them.
    public String text(String name, int longest) {
        var text = optionalText(name, longest);
        if (text.isEmpty()) {
            wrong(name, "form.required");
        }
        return text;
    }

    /// The same on one line: breaks become blanks, so that a title stays a title in a mail's head too.
    public String line(String name, int longest) {
        with(name, value(name).replaceAll("[\\s\\p{Zl}\\p{Zp}]+", " "));
        return text(name, longest);
    }

    /// Characters that turn the direction of what follows go: they make a text look like another.
    public String optionalText(String name, int longest) {
        var text = Normalizer.normalize(value(name), Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "")
                .strip();
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            wrong(name, "form.tooLong", longest, length);
            return "";
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            wrong(name, "form.unreadable");
            return "";
        }
        return text;
    }

    public Optional<Integer> wholeNumber(String name, int least, int most) {
        return read(name, "form.number", text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                wrong(name, "form.between", least, most);
                return Optional.empty();
            }
            return Optional.of(number);
        });
    }

    /// An amount in minor units: `1500` and `1,500` yen are 1500, `350.5` baht are 35050; never negative.
    public Optional<Long> amount(String name, Currency currency) {
        return read(name, "form.amount", text -> {
            if (!AMOUNT.matcher(text).matches()) {
                throw new NumberFormatException(text);
            }
            return Optional.of(new BigDecimal(text.replace(",", ""))
                    .movePointRight(currency.getDefaultFractionDigits())
                    .longValueExact());
        });
    }

    public Optional<Money> money(String name, Currency currency) {
        return amount(name, currency).map(minorUnits -> new Money(minorUnits, currency));
    }

    public Optional<LocalDate> date(String name) {
        return read(
                name,
                "form.date",
                text -> Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() > 0 && day.getYear() <= 9999));
    }

    public Optional<LocalTime> time(String name) {
        return read(name, "form.time", text -> Optional.of(LocalTime.parse(text)));
    }

    public Optional<ZoneId> zone(String name) {
        return read(name, "form.choose", text -> Optional.of(ZoneId.of(text)));
    }

    /// The three fields of `form/moment` that ask for `starts`: `startsDate`, `startsTime`, `startsZone`.
    public static String dateOf(String name) {
        return name + "Date";
    }

    public static String timeOf(String name) {
        return name + "Time";
    }

    public static String zoneOf(String name) {
        return name + "Zone";
    }

    /// A chosen picture, told by its first bytes and not by what it calls itself; empty without a word when
    /// none was chosen.
    public Optional<byte[]> picture(String name, MultipartFile file, int megabytesMax) throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (file.getSize() > megabytesMax * 1_000_000L) {
            wrong(name, "form.pictureTooLarge", megabytesMax);
            return Optional.empty();
        }
        var bytes = file.getBytes();
        var head = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
        if (!head.startsWith("\u00ff\u00d8\u00ff")
                && !head.startsWith("\u0089PNG\r\n")
                && !head.matches("(?s)RIFF....WEBP")) {
            wrong(name, "form.pictureKind");
            return Optional.empty();
        }
        return Optional.of(bytes);
    }

    /// One of a closed list: `form.choice("plan", text -> plans.find(text))`.
    public <T> Optional<T> choice(String name, Function<String, Optional<T>> find) {
        var found = value(name).isEmpty() ? Optional.<T>empty() : find.apply(value(name));
        if (found.isEmpty()) {
            wrong(name, "form.choose");
        }
        return found;
    }

    /// Anything with a strict reader of its own that throws on nonsense or finds nothing in it:
    /// `form.read("mail", "form.mail", …)`.
    /// Full-width figures and letters, as Japanese keyboards write them, are taken as the plain ones.
    public <T> Optional<T> read(String name, String keyWhenWrong, Function<String, Optional<T>> reader) {
        var text = Normalizer.normalize(value(name), Normalizer.Form.NFKC).strip();
        if (text.isEmpty()) {
            wrong(name, "form.required");
            return Optional.empty();
        }
        try {
            var read = reader.apply(text);
            if (read.isEmpty()) wrong(name, keyWhenWrong);
            return read;
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
            wrong(name, keyWhenWrong);
            return Optional.empty();
        }
    }

    /// For `aria-describedby`: the ids of the notes that the template writes under a field, null when there are
    /// none.
    public static @Nullable String describedBy(String name, String hint, boolean wrong) {
        var error = wrong ? name + "-error" : "";
        var ids = hint.isEmpty() ? error : (error + " " + name + "-hint").strip();
        return ids.isEmpty() ? null : ids;
    }
}
