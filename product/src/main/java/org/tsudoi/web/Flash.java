package org.tsudoi.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// One sentence carried over a redirect: "saved", "cancelled and refunded". It travels as a message key with its
/// arguments in
/// a cookie that the next page takes away, so no session is needed and the sentence comes out in the reader's language.
public record Flash(Tone tone, String key, List<String> arguments) {
    private static final String BETWEEN = "\u001f";
    private static final int LONGEST_COOKIE = 1500;

    public enum Tone {
        GOOD,
        NOTE,
        BAD
    }

    public static Flash good(String key, Object... arguments) {
        return new Flash(Tone.GOOD, key, strings(arguments));
    }

    public static Flash note(String key, Object... arguments) {
        return new Flash(Tone.NOTE, key, strings(arguments));
    }

    public static Flash bad(String key, Object... arguments) {
        return new Flash(Tone.BAD, key, strings(arguments));
    }

    String cookie() {
        var parts = new java.util.ArrayList<>(List.of(tone.name(), key));
        parts.addAll(arguments);
        var cookie = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8));
        return cookie.length() <= LONGEST_COOKIE ? cookie : new Flash(tone, key, List.of()).cookie();
    }

    /// Empty for a cookie that we did not write.
    static Optional<Flash> read(String cookie) {
        if (cookie.length() > LONGEST_COOKIE) {
            return Optional.empty();
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8).split(BETWEEN, -1);
            var tone = Arrays.stream(Tone.values())
                    .filter(t -> t.name().equals(parts[0]))
                    .findFirst();
            return parts.length < 2
                    ? Optional.empty()
                    : tone.map(t -> new Flash(t, parts[1], List.of(parts).subList(2, parts.length)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static List<String> strings(Object... arguments) {
        return Arrays.stream(arguments).map(Object::toString).toList();
    }
}
