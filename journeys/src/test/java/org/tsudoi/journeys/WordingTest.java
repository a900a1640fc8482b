package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What looks for words of another language knows them, also around a gap, and its own.
class WordingTest {
    private static final String ENGLISH = "Choose a time";
    private static final String JAPANESE = "予定を自分のカレンダーに";

    @Test
    void wordsOfAnotherLanguageAreForeignAndOnesOwnAreNot() {
        assertThat(Wording.of("ja").foreign(List.of(ENGLISH, JAPANESE, "山田 花子")))
                .containsExactly(ENGLISH);
        assertThat(Wording.of("en").foreign(List.of(ENGLISH, JAPANESE, " " + JAPANESE + " ")))
                .containsExactly(JAPANESE, JAPANESE);
    }

    @Test
    void aSentenceIsKnownWithWhateverIsInItsGaps() {
        var filled = "It is noted that the host did not come. You can propose another time. Unless one is agreed on, "
                + "or the host says otherwise, within 14 days, this session is refunded in full by itself.";
        assertThat(Wording.of("th").foreign(List.of(filled, filled.replace("noted", "known"))))
                .containsExactly(filled);
        assertThat(Wording.of("en").foreign(List.of(filled))).isEmpty();
    }

    @Test
    void aBareKeyIsForeignEverywhere() {
        assertThat(Wording.of("en").foreign(List.of("appointments.title"))).containsExactly("appointments.title");
    }
}
