package org.tsudoi.banking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.banking.KanaText.Use;
import org.tsudoi.banking.KanaWriting.Unwritable;
import org.tsudoi.banking.KanaWriting.Written;

class KanaWritingTest {
    private static final Charset OF_BANKS = Charset.forName("windows-31j");
    private static final String FULL_ROW = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private static final String HALF_ROW = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ";

    @ParameterizedTest
    @CsvSource({
        "ヤマダ タロウ,ﾔﾏﾀﾞ ﾀﾛｳ",
        "やまだ　たろう,ﾔﾏﾀﾞ ﾀﾛｳ",
        "ﾔﾏﾀﾞ ﾀﾛｳ,ﾔﾏﾀﾞ ﾀﾛｳ",
        "ガクブチ,ｶﾞｸﾌﾞﾁ",
        "パピプペポ,ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ",
        "ヴァイオリン,ｳﾞｱｲｵﾘﾝ",
        "キャッシュ,ｷﾔﾂｼﾕ",
        "ｷｬｯｼｭ,ｷﾔﾂｼﾕ",
        "ァィゥェォッャュョヮヵヶ,ｱｲｳｴｵﾂﾔﾕﾖﾜｶｹ",
        "スーパー,ｽ-ﾊﾟ-",
        "ｽｰﾊﾟｰ,ｽ-ﾊﾟ-",
        "abc ＡＢＣ １２３,ABC ABC 123",
        "カ）ツドイ,ｶ)ﾂﾄﾞｲ",
        "（カ）ツドイ,(ｶ)ﾂﾄﾞｲ",
        "A−B‐C–D,A-B-C-D",
        "カ\u3099,ｶﾞ",
        "カ゛,ｶﾞ",
        "ハ゜,ﾊﾟ",
        "'  ア   イ  ',ｱ ｲ",
        "㌔,ｷﾛ",
        "St.Claire,ST.CLAIRE",
    })
    void isWrittenAsItIsReadAloud(String typed, String written) {
        assertThat(KanaWriting.write(typed, Use.PARTY_NAME)).isEqualTo(new Written(new KanaText(written)));
    }

    @Test
    void everyKanaOfTheTableIsWrittenAsTheByteThatBanksHaveForIt() {
        assertThat(KanaWriting.write(FULL_ROW, Use.PARTY_NAME)).isEqualTo(new Written(new KanaText(HALF_ROW)));
        var hiragana = new StringBuilder();
        FULL_ROW.chars().forEach(letter -> hiragana.append((char) (letter - 'ァ' + 'ぁ')));
        assertThat(KanaWriting.write(hiragana.toString(), Use.PARTY_NAME))
                .isEqualTo(new Written(new KanaText(HALF_ROW)));
        assertThat(HALF_ROW.getBytes(OF_BANKS)).hasSize(HALF_ROW.length());
    }

    @ParameterizedTest
    @CsvSource({
        "山田,山,0",
        "ヤマダ太郎,太,3",
        "ヤマダ㈱,㈱,3",
        "ジョン・スミス,・,3",
        "'A,B',',',1",
        "A&B,&,1",
        "José,é,3",
        "ヲ,ヲ,0",
        "ヰ,ヰ,0",
        "あ゛,゛,1",
        "゛,゛,0",
        "ヷ,ヷ,0",
        "カﾟ,ﾟ,1",
        "เงิน,เ,0",
        "タロウ😀,😀,3",
        "ア/イ,/,1",
        "๑,๑,0",
    })
    void whatCannotBeWrittenIsNamedAndNeverGuessed(String typed, String character, int index) {
        assertThat(KanaWriting.write(typed, Use.PARTY_NAME)).isEqualTo(new Unwritable(character, index));
    }

    @Test
    void eachUseHasItsOwnSigns() {
        assertThat(KanaWriting.write("ヲ￥「ア」/", Use.EDI)).isEqualTo(new Written(new KanaText("ｦ\\｢ｱ｣/")));
        assertThat(KanaWriting.write("ミツビシ(ユ)", Use.BANK_NAME)).isEqualTo(new Unwritable("(", 4));
        assertThat(KanaWriting.write("ア-イ", Use.BANK_NAME)).isEqualTo(new Written(new KanaText("ｱ-ｲ")));
        assertThat(KanaWriting.write("ア.イ", Use.BANK_NAME)).isEqualTo(new Unwritable(".", 1));
    }

    @Test
    void aTextIsNeverCutWithinAKana() {
        for (var value : List.of("ｶﾞｸﾌﾞﾁ", "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ", "ﾔﾏﾀﾞ ﾀﾞﾛｳ", "ｳﾞｱｲｵﾘﾝ", "A ﾞ".substring(0, 1))) {
            var text = new KanaText(value);
            for (int bytes = 0; bytes <= value.length() + 2; bytes++) {
                var cut = text.within(bytes);
                assertThat(cut.bytes()).as(value + " in " + bytes).isLessThanOrEqualTo(bytes);
                assertThat(value).startsWith(cut.value());
                var rest = value.substring(cut.bytes()).strip();
                assertThat(rest)
                        .as(value + " in " + bytes)
                        .doesNotStartWith("ﾞ")
                        .doesNotStartWith("ﾟ");
                assertThat(bytes - cut.bytes()).isLessThan(3);
            }
        }
        assertThat(new KanaText("ｶﾞｸﾌﾞﾁ").within(4)).isEqualTo(new KanaText("ｶﾞｸ"));
        assertThat(new KanaText("ｶﾞｸﾌﾞﾁ").within(5)).isEqualTo(new KanaText("ｶﾞｸﾌﾞ"));
        assertThat(new KanaText("ｶﾞ").within(1)).isEqualTo(KanaText.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({"'ｱ '", "' ｱ'", "ｰ", "ｬ", "a", "'1,2'", "ﾞ", "ｱﾞ", "ﾅﾞ", "ｶﾟ", "ｶﾞﾞ", "山", "ﾊﾟﾟ"})
    void whatBanksDoNotWriteIsNoText(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new KanaText(value));
    }

    @ParameterizedTest
    @CsvSource({
        "カブシキガイシャ ツドイ,ｶ)ﾂﾄﾞｲ",
        "株式会社ツドイ,ｶ)ﾂﾄﾞｲ",
        "ツドイ㈱,ﾂﾄﾞｲ(ｶ",
        "ツドイ（カ）トウキョウ,ﾂﾄﾞｲ(ｶ)ﾄｳｷﾖｳ",
        "やまだ　たろう,ﾔﾏﾀﾞﾀﾛｳ",
        "スーパー,ｽｰﾊﾟｰ",
        "キャッシュ,ｷﾔﾂｼﾕ",
        "ジョン・スミス,ｼﾞﾖﾝ ｽﾐｽ",
        "カ\u3099クブチ,ｶﾞｸﾌﾞﾁ",
        "山田 太郎,山田太郎",
        "john smith,ＪＯＨＮ　ＳＭＩＴＨ",
        "ド）ツドイ,ﾂﾄﾞｲ(ﾄﾞ",
    })
    void oneNameHasOneForm(String one, String other) {
        assertThat(NameForm.of(one).value())
                .isEqualTo(NameForm.of(other).value())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"カトウ,ガトウ", "ハナ,バナ", "バナ,パナ", "山田,ヤマダ", "カ,ｶ)ｷ", "シマダ,ｼ)ﾔﾏﾀﾞ"})
    void twoNamesHaveTwoForms(String one, String other) {
        assertThat(NameForm.of(one)).isNotEqualTo(NameForm.of(other));
    }
}
