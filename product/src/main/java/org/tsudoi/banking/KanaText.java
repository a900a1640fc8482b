package org.tsudoi.banking;

/// A text as Japanese banks write it: half-width kana, capitals, digits and a few signs, one byte each (JIS X
/// 0201). `ガ` is two of them, `ｶ` and its mark `ﾞ`, and a mark never stands without its kana. No blank at
/// either end. The yen sign, which has the code of the backslash there, is a backslash here.
public record KanaText(String value) {
    public static final KanaText EMPTY = new KanaText("");

    private static final String MARKED_BY_DAKUTEN = "ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎｳ";
    private static final String MARKED_BY_HANDAKUTEN = "ﾊﾋﾌﾍﾎ";

    /// Which signs a text may have besides kana, capitals, digits and blanks. `ｦ` belongs to EDI alone: the
    /// standard now has it elsewhere too, but most banks go on refusing it.
    public enum Use {
        BANK_NAME("-"),
        PARTY_NAME("()-."),
        EDI("\\｢｣()-/.ｦ");

        private final String signs;

        Use(String signs) {
            this.signs = signs;
        }

        /// Never among them: `ｰ` (a hyphen is written for it), small kana (full size is), lower case, the
        /// comma.
        public boolean permits(char letter) {
            return letter == ' '
                    || (letter >= '0' && letter <= '9')
                    || (letter >= 'A' && letter <= 'Z')
                    || (letter >= 'ｱ' && letter <= 'ﾟ')
                    || signs.indexOf(letter) >= 0;
        }
    }

    public KanaText {
        if (!value.strip().equals(value)) throw new IllegalArgumentException("blanks around a bank's text");
        for (int i = 0; i < value.length(); i++) {
            if (!Use.EDI.permits(value.charAt(i))) throw new IllegalArgumentException("no letter that banks write");
            if (marksNothing(value, i)) throw new IllegalArgumentException("half a kana in a bank's text");
        }
    }

    /// Whether what stands there is a mark that the letter before it cannot bear.
    public static boolean marksNothing(CharSequence text, int at) {
        char mark = text.charAt(at);
        if (mark != 'ﾞ' && mark != 'ﾟ') return false;
        var bearing = mark == 'ﾞ' ? MARKED_BY_DAKUTEN : MARKED_BY_HANDAKUTEN;
        return at == 0 || bearing.indexOf(text.charAt(at - 1)) < 0;
    }

    public boolean fits(Use use) {
        return value.chars().allMatch(letter -> use.permits((char) letter));
    }

    public int bytes() {
        return value.length();
    }

    /// The beginning that has room in so many bytes, without half a kana: `ｶﾞｸﾌﾞﾁ` in four is `ｶﾞｸ`, as
    /// `ｶﾞｸﾌ` would be somebody else.
    public KanaText within(int bytes) {
        if (value.length() <= bytes) return this;
        int end = bytes > 0 && isMark(value.charAt(bytes)) ? bytes - 1 : bytes;
        return new KanaText(value.substring(0, end).stripTrailing());
    }

    private static boolean isMark(char letter) {
        return letter == 'ﾞ' || letter == 'ﾟ';
    }
}
