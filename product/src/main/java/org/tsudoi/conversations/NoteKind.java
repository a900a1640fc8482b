package org.tsudoi.conversations;

import java.util.Locale;
import java.util.Set;

/// What the program notes in a thread, as a word with parameters: each reader gets it in their own language. A new kind
/// needs its word in the table's constraint, its sentence in the `conversations` bundles and a line in the pages'
/// `NoteWords`. What becomes of orders is noted here by itself.
public enum NoteKind {
    /// The order was paid, or needed no money.
    PAID,
    /// `places` of it were cancelled by `participant`, `organiser` or `event`.
    CANCELLED("by", "places");

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
