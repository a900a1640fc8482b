package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// WCAG 2.2 AA, computed from the tokens: 4.5:1 for words, 3:1 for the edges of what can be typed into or
/// pressed.
class StyleSheetTest {
    private static final Path SHEET = Path.of("src/main/resources/static/tsudoi.css");
    private static final Pattern TOKEN =
            Pattern.compile("--([\\w-]+):\\s*light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)");

    private final Map<String, String[]> tokens = new HashMap<>();

    StyleSheetTest() throws IOException {
        TOKEN.matcher(Files.readString(SHEET))
                .results()
                .forEach(t -> tokens.put(t.group(1), new String[] {t.group(2), t.group(3)}));
    }

    @Test
    void everyInkCanBeReadOnEverySheetItMeets() {
        var pairs = Map.of(
                "paper", "ink ink-2 ai shu matcha kincha",
                "surface", "ink ink-2 ai shu matcha kincha",
                "sunk", "ink ink-2 ai",
                "shu", "shu-ink",
                "shu-deep", "shu-ink",
                "wash-shu", "shu ink",
                "wash-ai", "ai ink",
                "wash-matcha", "matcha ink",
                "wash-kincha", "kincha ink",
                "ink", "paper");
        pairs.forEach((ground, inks) -> {
            for (var ink : inks.split(" ")) {
                for (int scheme = 0; scheme < 2; scheme++) {
                    assertThat(contrast(token(ink, scheme), token(ground, scheme)))
                            .as("%s on %s, %s", ink, ground, scheme == 0 ? "light" : "dark")
                            .isGreaterThanOrEqualTo(4.5);
                }
            }
        });
    }

    @Test
    void theEdgeOfAFieldCanBeSeen() {
        for (int scheme = 0; scheme < 2; scheme++) {
            for (var ground : new String[] {"paper", "surface", "sunk"}) {
                assertThat(contrast(token("edge", scheme), token(ground, scheme)))
                        .as("edge on " + ground)
                        .isGreaterThanOrEqualTo(3);
            }
        }
    }

    @Test
    void contrastIsComputedAsTheStandardDoes() {
        assertThat(contrast("#000000", "#ffffff")).isEqualTo(21);
        assertThat(contrast("#777777", "#ffffff")).isBetween(4.47, 4.49);
    }

    private String token(String name, int scheme) {
        var token = tokens.get(name);
        assertThat(token).as(name).isNotNull();
        return token[scheme];
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
