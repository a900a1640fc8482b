package org.tsudoi.finding;

import java.util.List;

/// By what somebody or something is found besides its own words.
///
/// @param themes words of [Theme]s
/// @param words  others, as they were typed
/// @param languages of [Tongues]
public record FoundBy(List<String> themes, List<String> words, List<String> languages) {
    public static final int OF_EACH_MAX = 5;
    public static final int WORD_MAX = 24;
    public static final FoundBy NOTHING = new FoundBy(List.of(), List.of(), List.of());

    public FoundBy {
        themes = themes.stream().distinct().toList();
        words = words.stream().distinct().toList();
        languages = languages.stream().distinct().toList();
        if (themes.size() > OF_EACH_MAX || words.size() > OF_EACH_MAX || languages.size() > OF_EACH_MAX) {
            throw new IllegalArgumentException("no more than " + OF_EACH_MAX + " of each");
        }
        if (!Tongues.ALL.containsAll(languages)) throw new IllegalArgumentException("no languages: " + languages);
    }
}
