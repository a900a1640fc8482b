package org.tsudoi.finding.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ｺｰﾁﾝｸﾞ | こーちんぐ",
                "コーチング | こーちんぐ",
                "ＹＯＧＡ　ヨガ | yoga よが",
                "はじめての、書道！ | はじめての 書道",
                "がが | がが",
                "Café Müller | cafe muller",
                "O'Connor | o connor",
                "ทำอาหาร | ทําอาหาร",
                "ครู\u200bนก | ครูนก",
                "100%_off | 100 off"
            })
    void whatIsWrittenInSeveralWaysIsOne(String written, String folded) {
        assertThat(Folding.folded(written)).isEqualTo(Folding.folded(folded)).isEqualTo(
                java.text.Normalizer.normalize(folded, java.text.Normalizer.Form.NFKC));
    }

    @Test
    void voicingAndVowelsTellWordsApart() {
        assertThat(Folding.folded("か")).isNotEqualTo(Folding.folded("が"));
        assertThat(Folding.folded("นก")).isNotEqualTo(Folding.folded("นัก"));
    }

    @Test
    void aWordIsLookedUpByPairsAndASingleCharacterByItself() {
        assertThat(Folding.lookedUp("朝活")).containsExactly("朝活");
        assertThat(Folding.lookedUp("朝")).containsExactly("朝");
        assertThat(Folding.grams("朝活 夜")).contains("朝", "活", "朝活", "夜").doesNotContain("活夜");
    }
}
