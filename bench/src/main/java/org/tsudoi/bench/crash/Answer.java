package org.tsudoi.bench.crash;

import java.util.Locale;

/// What was answered to a wish.
///
/// @param words what every answer to the same wish must say: sequence and time of a journal, the time of a
///     hold; of a refusal its reason
record Answer(Kind kind, String words) {
    enum Kind {
        DONE,
        /// It was done before: this is the first result.
        AGAIN,
        REFUSED,
        /// Whether anything was done is not known: by a fault, or since nobody was there any more.
        NONE
    }

    static final Answer NONE = new Answer(Kind.NONE, "");

    boolean isOnTheBooks() {
        return kind == Kind.DONE || kind == Kind.AGAIN;
    }

    String line() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + words;
    }

    /// The reverse of `line()`.
    static Answer parse(String line) {
        int at = line.indexOf(' ');
        return new Answer(Kind.valueOf(line.substring(0, at).toUpperCase(Locale.ROOT)), line.substring(at + 1));
    }
}
