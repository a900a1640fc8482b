package org.tsudoi.conversations;

import java.util.Locale;
import java.util.Set;

/// What the program notes in a thread, as a word with parameters: each reader gets it in their own language. A new kind
/// needs its word in the table's constraint, its sentence in the `conversations` bundles and a line in the pages'
/// `NoteWords`. What becomes of orders is noted here by itself, what becomes of sessions by `appointments`.
public enum NoteKind {
    /// The order was paid, or needed no money.
    PAID,
    /// `places` of it were cancelled by `participant`, `organiser` or `event`.
    CANCELLED("by", "places"),
    /// `host` or `guest` asked the other for one of so many times.
    TIMES_PROPOSED("by", "times"),
    /// What was proposed came to nothing: `expired`, `declined` or `withdrawn`.
    TIMES_LAPSED("why"),
    /// A session is to begin `at` that moment, as all moments here by ISO 8601.
    TIME_AGREED("at"),
    TIME_MOVED("at"),
    /// The host asked for another time than that.
    MOVE_WANTED("at"),
    TIME_CANCELLED("by", "at"),
    HELD("at"),
    /// `host`, `guest` or `both` did not come.
    ABSENT("who", "at");

    private final Set<String> parameters;

    NoteKind(String... parameters) {
        this.parameters = Set.of(parameters);
    }

    /// The names of what is told with it: words, numbers and ids, no personal data.
    public Set<String> parameters() {
        return parameters;
    }

    /// As in the table and in text keys.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static NoteKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
