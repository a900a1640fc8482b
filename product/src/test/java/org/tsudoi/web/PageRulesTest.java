package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules must be able to catch: each line breaks exactly one.
class PageRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<h1>x</h1><p style=\"color:red\">",
                "<h1>x</h1><a onclick=\"go()\">",
                "<h1>x</h1><style>p{}</style>",
                "<h1>x</h1><script>go()</script>",
                "<h1>x</h1><script src=\"https://elsewhere.example/x.js\"></script>",
                "<h1>x</h1><figure class=\"chart\"><svg></svg></figure>",
                "<h1>x</h1><img src=\"x\" width=\"1\">",
                "<h1>x</h1><label for=\"nothing\">",
                "<h1>x</h1><p id=\"a\"></p><p id=\"a\"></p>",
                "<h1>x</h1><form method=\"post\"><button></button></form>",
                "<p>no heading</p>"
            })
    void aBrokenPageIsCaught(String planted) {
        assertThat(PageRules.broken(planted)).hasSize(1);
    }
}
