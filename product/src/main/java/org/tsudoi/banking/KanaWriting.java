package org.tsudoi.banking;

import java.text.Normalizer;
import java.util.Map;

/// What became of writing a text in the letters of Japanese banks. How kanji are read is never guessed, nor
/// is a sign left out or replaced by a likely one: the text is written as it is read aloud, or the person is
/// told which character has to change.
public sealed interface KanaWriting {
    record Written(KanaText text) implements KanaWriting {}

    /// @param character as it was typed
    /// @param index where it stands in what was typed, in UTF-16 units from 0
    record Unwritable(String character, int index) implements KanaWriting {}

    /// Kana of every kind to half width, small ones to full size, `ー` to `-`, Latin letters to capitals.
    /// Blanks around it go, and several in a row are one.
    static KanaWriting write(String typed, KanaText.Use use) {
        var text = new StringBuilder();
        int at = 0;
        while (at < typed.length()) {
            var character = typed.substring(at, typed.offsetByCodePoints(at, 1));
            for (char letter : Spelling.of(character).toCharArray()) {
                if (letter == ' ' && (text.isEmpty() || text.charAt(text.length() - 1) == ' ')) continue;
                text.append(letter);
                if (!use.permits(letter) || KanaText.marksNothing(text, text.length() - 1)) {
                    return new Unwritable(character, at);
                }
            }
            at += character.length();
        }
        return new Written(new KanaText(text.toString().strip()));
    }

    /// The letters for one character: the same sound by Unicode's compatibility forms and by a table, or the
    /// character itself, which no use permits.
    final class Spelling {
        private static final String FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
        private static final String HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ";
        private static final String SMALL = "ァィゥェォッャュョヮヵヶ";
        private static final String GROWN = "アイウエオツヤユヨワカケ";
        private static final Map<Character, Character> SIGNS = Map.ofEntries(
                Map.entry('\u3099', 'ﾞ'),
                Map.entry('\u309A', 'ﾟ'),
                Map.entry('ー', '-'),
                Map.entry('\u2010', '-'),
                Map.entry('\u2012', '-'),
                Map.entry('\u2013', '-'),
                Map.entry('\u2014', '-'),
                Map.entry('\u2015', '-'),
                Map.entry('\u2212', '-'),
                Map.entry('¥', '\\'),
                Map.entry('「', '｢'),
                Map.entry('」', '｣'));

        private Spelling() {}

        static String of(String character) {
            // Spacing marks would come apart into a blank and a mark.
            if (character.equals("゛")) return "ﾞ";
            if (character.equals("゜")) return "ﾟ";
            var letters = new StringBuilder();
            for (char letter :
                    Normalizer.normalize(character, Normalizer.Form.NFKD).toCharArray()) {
                letters.append(letter(letter));
            }
            return letters.toString();
        }

        private static char letter(char written) {
            char letter = written >= 'ぁ' && written <= 'ゖ' ? (char) (written - 'ぁ' + 'ァ') : written;
            int small = SMALL.indexOf(letter);
            if (small >= 0) letter = GROWN.charAt(small);
            int full = FULL.indexOf(letter);
            if (full >= 0) return HALF.charAt(full);
            if (letter >= 'a' && letter <= 'z') return (char) (letter - 'a' + 'A');
            return SIGNS.getOrDefault(letter, letter);
        }
    }
}
