package town.bank;

import java.text.Normalizer;
import java.util.Locale;

/// Names as the files of banks can hold them, a byte a character: kana of half width, capitals, digits and a few
/// signs (全国銀行協会, 使用可能文字). There is no small kana and no long sign; the mark of a voiced sound is a character
/// of its own.
sealed interface HalfWidth {
    record Written(String text) implements HalfWidth {}

    /// @param letter the first for which there is nothing
    record Unwritable(String letter) implements HalfWidth {}

    static HalfWidth of(String typed) {
        var written = new StringBuilder();
        var apart = Normalizer.normalize(Normalizer.normalize(plain(typed), Normalizer.Form.NFKC), Normalizer.Form.NFD)
                .toUpperCase(Locale.ROOT)
                .strip();
        for (int place = 0; place < apart.length(); place = apart.offsetByCodePoints(place, 1)) {
            int letter = apart.codePointAt(place);
            char half = letter <= Character.MAX_VALUE ? half((char) letter) : Letters.NONE;
            if (half == Letters.NONE || !Letters.takes(written, half)) {
                return new Unwritable(Character.toString(letter));
            }
            written.append(half);
        }
        return new Written(written.toString());
    }

    /// Marks that stand alone would be taken for a space and a mark.
    private static String plain(String typed) {
        return typed.replace('゛', '\u3099').replace('゜', '\u309a');
    }

    private static char half(char letter) {
        int kana = Letters.FULL.indexOf(Letters.katakana(letter));
        if (kana >= 0) {
            return Letters.HALF.charAt(kana);
        }
        boolean isPlain = (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
        return isPlain || Letters.SIGNS.indexOf(letter) >= 0 ? letter : Letters.NONE;
    }

    /// Which letters there are.
    final class Letters {
        private static final String FULL =
                "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン" + "ァィゥェォャュョッヮヵヶー‐―−\u3099\u309a";
        /// ヲ is written ｵ: ｦ is only for what is said about a payment, and hardly any bank takes it there.
        private static final String HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｵﾝ" + "ｱｲｳｴｵﾔﾕﾖﾂﾜｶｹ----ﾞﾟ";

        /// In a file there is no such letter.
        private static final char NONE = 0;

        private static final String SIGNS = " ().-";
        private static final String TAKE_VOICED = "ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ";
        private static final String TAKE_HALF_VOICED = "ﾊﾋﾌﾍﾎ";
        private static final int HIRAGANA_TO_KATAKANA = 'ア' - 'あ';

        private Letters() {}

        private static char katakana(char letter) {
            return letter >= 'ぁ' && letter <= 'ゖ' ? (char) (letter + HIRAGANA_TO_KATAKANA) : letter;
        }

        /// Whether a mark stands behind a kana that takes it.
        private static boolean takes(CharSequence before, char half) {
            char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
            return switch (half) {
                case 'ﾞ' -> TAKE_VOICED.indexOf(last) >= 0;
                case 'ﾟ' -> TAKE_HALF_VOICED.indexOf(last) >= 0;
                default -> true;
            };
        }
    }
}
