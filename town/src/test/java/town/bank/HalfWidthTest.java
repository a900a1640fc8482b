package town.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfWidthTest {
    @ParameterizedTest
    @CsvSource({
        "ヤマダ　タロウ,ﾔﾏﾀﾞ ﾀﾛｳ",
        "やまだ たろう,ﾔﾏﾀﾞ ﾀﾛｳ",
        "ﾔﾏﾀﾞ ﾀﾛｳ,ﾔﾏﾀﾞ ﾀﾛｳ",
        "１００１５ Yamada-Hanako,10015 YAMADA-HANAKO",
        "キャットフード,ｷﾔﾂﾄﾌ-ﾄﾞ",
        "ヴィオラ,ｳﾞｲｵﾗ",
        "パン（カ,ﾊﾟﾝ(ｶ",
        "ヲノ,ｵﾉ",
        "か゛,ｶﾞ",
    })
    void whatCanBeWrittenIs(String typed, String written) {
        assertThat(HalfWidth.of(typed)).isEqualTo(new HalfWidth.Written(written));
    }

    @ParameterizedTest
    @CsvSource({"山田,山", "ヤマダ・ハナコ,・", "ヤマダ、ハナコ,、", "O’Brien,’", "ธนา,ธ", "𠮷田,𠮷", "ア゛,\u3099", "ﾞｶ,\u3099", "A_B,_"})
    void whatCannotBeWrittenIsNamed(String typed, String letter) {
        assertThat(HalfWidth.of(typed)).isEqualTo(new HalfWidth.Unwritable(letter));
    }

    @Test
    void aLetterIsAByte() {
        var written = ((HalfWidth.Written) HalfWidth.of("ヤマダ タロウ")).text();
        assertThat(HexFormat.of().formatHex(written.getBytes(Charset.forName("windows-31j"))))
                .isEqualTo("d4cfc0de20c0dbb3");
    }
}
