package org.tsudoi.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// One sentence carried over a redirect: "saved", "cancelled and refunded". It travels as a message key with its
/// arguments in
/// a cookie that the next page takes away, so no session is needed and the sentence comes out in the reader's language.
public record Flash(Tone tone, String key, List<String> arguments) {
    private static final String NOW = Flash.class.getName();
    private static final String BETWEEN = "\u001f";
    private static final int LONGEST_COOKIE = 1500;
    private static final int SHORTENED = 60;

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

    /// On the page that answers this very request.
    public static void now(HttpServletRequest request, Flash flash) {
        request.setAttribute(NOW, flash);
    }

    static Optional<Flash> now(HttpServletRequest request) {
        return request.getAttribute(NOW) instanceof Flash flash ? Optional.of(flash) : Optional.empty();
    }

    /// Long arguments are shortened when they do not fit; none is left out, or the sentence could not be said.
    String cookie() {
        var cookie = encoded(arguments);
        return cookie.length() <= LONGEST_COOKIE
                ? cookie
                : encoded(arguments.stream().map(Flash::shortened).toList());
    }

    private static String shortened(String argument) {
        return argument.codePointCount(0, argument.length()) <= SHORTENED
                ? argument
                : argument.substring(0, argument.offsetByCodePoints(0, SHORTENED)) + "…";
    }

    private String encoded(List<String> arguments) {
        var parts = new java.util.ArrayList<>(List.of(tone.name(), key));
        parts.addAll(arguments);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8));
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
