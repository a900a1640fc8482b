package org.tsudoi.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    @Test
    void itIsTrimmedAndKeepsItsLines() {
        assertThat(new MessageText(" \n一行目\r\n二行目 \n ").value()).isEqualTo("一行目\n二行目");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200b\u200d", "a\u0000b", "a\u001b[31m", "\ud800"})
    void whatCannotBeReadIsNone(String typed) {
        assertThat(MessageText.read(typed)).isEmpty();
        assertThatThrownBy(() -> new MessageText(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void charactersAreCountedAsPeopleCountThem() {
        assertThat(MessageText.read("😀".repeat(MessageText.LENGTH_MAX))).isPresent();
        assertThat(MessageText.read("あ".repeat(MessageText.LENGTH_MAX + 1))).isEmpty();
    }

    @Test
    void nothingTurnsTheDirectionOfWhatFollows() {
        assertThat(new MessageText("a\u202eb\u2066c").value()).isEqualTo("abc");
    }

    @Test
    void itsBeginningIsOneLine() {
        assertThat(new MessageText("one\n\ntwo three").beginning(7)).isEqualTo("one two…");
        assertThat(new MessageText("😀😀😀").beginning(2)).isEqualTo("😀😀…");
    }

    @Test
    void itDoesNotPrintItself() {
        assertThat(new MessageText("secret").toString()).doesNotContain("secret");
    }
}
