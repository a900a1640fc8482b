package org.tsudoi.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Every reason that the program writes into its records has words in three languages.
class WordsTest {
    private static final List<String> SOURCES =
            List.of("payments", "orders", "meetings", "messaging", "reconciliation");

    /// Where a reason is written down: the calls whose text becomes one.
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:NotKnown<>\\(|Unclear\\(|Forged\\(|Unreadable\\(|Sending\\.Refused\\(|NotKnown\\(|Heard\\.Refused\\("
                    + "|IOException\\(|askAgain\\(|giveUp\\(|\\b[oO]dd\\((?:kept, )?|waits\\(id, |quarantine\\(kept, "
                    + "|giveBack\\(news, |unknown\\(|refuse\\(provider, |QUARANTINED : DeliveryState\\.DONE, )\\s*"
                    + "(\"[^;]*?\")\\s*(?:\\+ [\\w.]+(?:\\(\\))?\\s*)?[,)]");

    private static final Pattern MOVED = Pattern.compile("\\bmove\\((?:[^;]|\\n)*?,\\s*(\"[^;]*?\")\\s*[+)]");
    private static final Pattern CHOSEN = Pattern.compile("-> (\"cancelled by \\w+\"|\"event cancelled\");");
    private static final Pattern PIECE = Pattern.compile("\"\\s*\\+[^\"]*\\+\\s*\"");

    @Test
    void everyReasonThatIsWrittenDownHasWords() throws IOException {
        var known = Texts.strict().keys(Language.JA);
        var written = written();
        assertThat(written).hasSizeGreaterThan(50);
        assertThat(written.stream().filter(key -> !known.contains(key))).isEmpty();
    }

    @Test
    void aReasonIsFoundWhateverItsNumbersAndWordsAround() {
        assertThat(Words.reasonKey("status 503")).isEqualTo("reason.status-n");
        assertThat(Words.reasonKey("not found, made again")).isEqualTo("reason.not-found-made-again");
    }

    private static Set<String> written() throws IOException {
        var keys = new TreeSet<String>();
        for (var module : SOURCES) {
            try (var files = Files.walk(Path.of("src/main/java/org/tsudoi", module))) {
                for (var file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    var source = Files.readString(file);
                    for (var pattern : List.of(WRITTEN, MOVED, CHOSEN)) {
                        pattern.matcher(source).results().forEach(found -> keys.add(key(found.group(1))));
                    }
                }
            }
        }
        return keys;
    }

    /// `"status " + status + " with words"` → the key of `status 9 with words`; what follows `: ` is detail.
    private static String key(String expression) {
        var text = PIECE.matcher(expression).replaceAll("9").replace("\"", "");
        if (text.endsWith(" ") && !text.endsWith(": ")) text += "9";
        return Words.reasonKey(text.split(":")[0]);
    }
}
