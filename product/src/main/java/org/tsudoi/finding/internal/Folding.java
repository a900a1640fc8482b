package org.tsudoi.finding.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Brings text into the one form in which it is searched, and into the pieces by which it is looked up. Japanese and
/// Thai put no spaces between words, so what is looked up are single characters and pairs of them; words of a language
/// need not be known.
final class Folding {
    private static final int WORDS_MAX = 6;
    private static final int KATAKANA_FIRST = 0x30A1;
    private static final int KATAKANA_LAST = 0x30F6;
    private static final int TO_HIRAGANA = 0x60;

    private Folding() {}

    /// Full width as half width, katakana as hiragana, capitals as small letters, Latin letters without their accents;
    /// whatever is no letter, mark or figure is a space. Voicing marks of kana and vowels of Thai stay: they tell
    /// words apart.
    static String folded(String text) {
        var folded = new StringBuilder(text.length());
        boolean gap = false;
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        for (int at = 0; at < plain.length(); ) {
            int one = plain.codePointAt(at);
            at += Character.charCount(one);
            if (Character.getType(one) == Character.FORMAT) continue;
            if (!isOfAWord(one)) {
                gap = true;
                continue;
            }
            if (gap && !folded.isEmpty()) folded.append(' ');
            gap = false;
            folded.append(folded(one));
        }
        return folded.toString();
    }

    private static boolean isOfAWord(int one) {
        return Character.isLetterOrDigit(one)
                || switch (Character.getType(one)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }

    private static String folded(int one) {
        if (one >= KATAKANA_FIRST && one <= KATAKANA_LAST) return Character.toString(one - TO_HIRAGANA);
        int small = Character.toLowerCase(one);
        if (small < 128 || Character.UnicodeScript.of(small) != Character.UnicodeScript.LATIN) {
            return Character.toString(small);
        }
        return Normalizer.normalize(Character.toString(small), Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}", "");
    }

    /// Of what somebody typed, folded.
    static List<String> words(String typed) {
        return Arrays.stream(folded(typed).split(" "))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(WORDS_MAX)
                .toList();
    }

    /// Of a folded text: each character, and each two that stand together.
    static Set<String> grams(String folded) {
        var grams = new LinkedHashSet<String>();
        for (var word : folded.split(" ")) {
            var characters = new ArrayList<String>();
            word.codePoints().mapToObj(Character::toString).forEach(characters::add);
            grams.addAll(characters);
            for (int i = 1; i < characters.size(); i++) grams.add(characters.get(i - 1) + characters.get(i));
        }
        grams.remove("");
        return grams;
    }

    /// Of a word to be looked up: pairs are enough where there are any.
    static Set<String> lookedUp(String word) {
        var grams = grams(word);
        var pairs = new LinkedHashSet<>(grams);
        pairs.removeIf(gram -> gram.codePointCount(0, gram.length()) < 2);
        return pairs.isEmpty() ? grams : pairs;
    }
}
