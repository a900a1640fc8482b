package org.tsudoi.questions;

import java.util.List;
import java.util.Locale;
import org.tsudoi.offerings.EventId;

/// One thing that buyers of an event are asked.
///
/// @param help      empty where nothing has to be explained
/// @param options   to choose from, each once; none where nothing is chosen
/// @param eachPlace asked for each participant; otherwise once for the order
/// @param archived  not asked any more; what was answered stays
public record Question(
        QuestionId id,
        EventId event,
        Kind kind,
        String label,
        String help,
        List<String> options,
        boolean eachPlace,
        boolean required,
        boolean archived) {
    public static final int LABEL_MAX = 200;
    public static final int HELP_MAX = 500;
    public static final int OPTION_MAX = 100;
    public static final int OPTIONS_MAX = 20;
    public static final int OF_EVENT_MAX = 30;

    public enum Kind {
        SHORT_TEXT,
        LONG_TEXT,
        ONE_OF,
        SEVERAL_OF,
        /// Yes or no. Where it is required, only yes is an answer.
        TICK,
        NUMBER,
        DATE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isChosen() {
            return switch (this) {
                case ONE_OF, SEVERAL_OF -> true;
                case SHORT_TEXT, LONG_TEXT, TICK, NUMBER, DATE -> false;
            };
        }

        /// Whether there are so few answers that counting them says something.
        public boolean isCounted() {
            return isChosen() || this == TICK;
        }
    }

    public Question {
        options = List.copyOf(options);
        boolean fits = kind.isChosen() ? options.size() >= 2 && options.size() <= OPTIONS_MAX : options.isEmpty();
        if (label.isBlank() || !fits || options.stream().distinct().count() != options.size()) {
            throw new IllegalArgumentException("no such question: " + kind + " with " + options.size() + " options");
        }
    }
}
