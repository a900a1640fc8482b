package org.tsudoi.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"山田 花子", "นก", "O'Neil", "🌸", "J", "李"})
    void whateverIsSeenIsAName(String typed) {
        assertThat(PersonName.read(typed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u3164",
                "\u200D",
                "\u2800",
                "\u00AD",
                "\uDB40\uDC41",
                "\u115F\u1160",
                "\uFFA0",
                "\u0301"
            })
    void whatShowsNothingIsNone(String typed) {
        assertThat(PersonName.read(typed)).isEmpty();
    }
}
