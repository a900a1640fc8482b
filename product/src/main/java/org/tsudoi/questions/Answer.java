package org.tsudoi.questions;

import java.util.List;

/// What was answered to one question.
///
/// @param place  of which participant, counted from zero; `WHOLE_ORDER` for what is asked once
/// @param values one, or several where several may be chosen; never none
public record Answer(QuestionId question, int place, List<String> values) {
    public static final int WHOLE_ORDER = -1;

    /// Of what is ticked or not.
    public static final String YES = "yes";

    public static final String NO = "no";

    public static final int TEXT_MAX = 200;
    public static final int LONG_TEXT_MAX = 2000;

    public Answer {
        values = List.copyOf(values);
        if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("nothing was answered to " + question);
        }
    }

    /// It is about people: not in a log.
    @Override
    public String toString() {
        return question + " of " + place;
    }
}
