package org.tsudoi.bench.crash;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One wish, as whoever wished it lived to see it. Of one caller, who asks it until it is answered.
final class Story {
    private final Wish wish;
    private Known known = Known.OPEN;
    private @Nullable String first;
    private @Nullable String contradiction;
    private int done;

    Story(Wish wish) {
        this.wish = wish;
    }

    enum Known {
        /// Asked and not answered.
        OPEN,
        ON_THE_BOOKS,
        REFUSED
    }

    Wish wish() {
        return wish;
    }

    /// @param answers to all that were asked at the same time; who asked them waited for all
    void heard(List<Answer> answers) {
        boolean before = known == Known.ON_THE_BOOKS;
        for (var answer : answers) {
            if (answer.isOnTheBooks()) told(answer);
            else if (answer.kind() == Answer.Kind.REFUSED && before) contradiction = first + ", then " + answer;
        }
        if (first != null) known = Known.ON_THE_BOOKS;
        else known = answers.contains(Answer.NONE) ? Known.OPEN : Known.REFUSED;
    }

    private void told(Answer answer) {
        if (answer.kind() == Answer.Kind.DONE && ++done > 1) contradiction = "done twice: " + first + ", " + answer;
        if (first == null) first = answer.words();
        else if (!first.equals(answer.words())) contradiction = "two answers: " + first + ", " + answer;
    }

    Known known() {
        return known;
    }

    /// What every answer said.
    Optional<String> first() {
        return Optional.ofNullable(first);
    }

    Optional<String> contradiction() {
        return Optional.ofNullable(contradiction);
    }
}
