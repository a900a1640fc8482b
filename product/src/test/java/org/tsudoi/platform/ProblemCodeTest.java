package org.tsudoi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
    @Test
    void everyCodeHasItsHeadingInTheDocsAndNoHeadingIsLeftOver() throws IOException {
        var headings = Files.readAllLines(Path.of("../docs/problems.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(headings)
                .containsExactlyElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::slug)
                        .toList());
    }

    @Test
    void everyCodeHasATextInEachLanguage() {
        for (var language : new String[] {"ja", "en", "th"}) {
            var texts = ResourceBundle.getBundle("messages/problem_" + language, Locale.ROOT);
            for (var code : ProblemCode.values()) {
                assertThat(texts.getString(code.messageKey())).isNotBlank();
            }
        }
    }
}
