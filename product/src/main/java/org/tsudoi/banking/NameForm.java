package org.tsudoi.banking;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/// A name for comparing, not for showing: equal for the spellings that banks and people have for one name.
/// Width, size of kana, the long-vowel sign, blanks, dots and the abbreviation of a legal form (`ｶ)`, `(ｶ`,
/// 株式会社) make no difference; a dakuten does, as ｶﾄｳ and ｶﾞﾄｳ are two people. Kanji stay kanji and equal
/// themselves only.
///
/// Two equal forms say that it may be the same payer, never that it is.
public record NameForm(String value) {
    /// Legal forms in kana (全銀協's list of abbreviations), the longer before what it begins with.
    private static final List<String> ABBREVIATIONS = List.of(
            "ｼﾕｳ", "ｼﾎｳ", "ｼﾔ", "ｼ", "ｻﾞｲ", "ｾﾞｲ", "ｶﾞｸ", "ｶﾝﾘ", "ｶ", "ﾕ", "ﾒ", "ﾄﾞｸ", "ﾄﾞ", "ﾄｸﾋ", "ｲ", "ﾌｸ", "ﾍﾞﾝ",
            "ｷﾞﾖ", "ﾀﾞｲ", "ﾉｳ", "ﾛｳﾑ");

    private static final String ANY = String.join("|", ABBREVIATIONS);
    private static final Pattern LEGAL_FORM = Pattern.compile("^(" + ANY + ")\\)|\\((" + ANY + ")\\)?$|\\((" + ANY
            + ")\\)|^(ｶﾌﾞｼｷｶﾞｲｼﾔ|ｶﾌﾞｼｷｶｲｼﾔ|ﾕｳｹﾞﾝｶﾞｲｼﾔ|ｺﾞｳﾄﾞｳｶﾞｲｼﾔ)|(ｶﾌﾞｼｷｶﾞｲｼﾔ|ｶﾌﾞｼｷｶｲｼﾔ|ﾕｳｹﾞﾝｶﾞｲｼﾔ|ｺﾞｳﾄﾞｳｶﾞｲｼﾔ)$");
    private static final Pattern LEGAL_FORM_IN_KANJI = Pattern.compile("株式会社|有限会社|合同会社|\\([株有同]\\)");
    private static final Pattern UNHEARD = Pattern.compile("[\\s\\-.･・,]+");

    /// Whatever was typed or sent; it cannot fail.
    public static NameForm of(String name) {
        var spelled = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .codePoints()
                .forEach(character -> spelled.append(KanaWriting.Spelling.of(Character.toString(character))));
        var bare = LEGAL_FORM_IN_KANJI.matcher(spelled).replaceAll("").strip();
        return new NameForm(
                UNHEARD.matcher(LEGAL_FORM.matcher(bare).replaceAll("")).replaceAll(""));
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /// It is somebody's name.
    @Override
    public String toString() {
        return value.isEmpty() ? "" : value.substring(0, value.offsetByCodePoints(0, 1)) + "***";
    }
}
