package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What looks at all pages sees what is wrong with one.
@ExtendWith(SharedWorld.class)
class AccessibilityTest {
    private static final String PAGE = """
            <!doctype html><html lang="en"><title>Planted</title>
            <main><h1>Planted</h1><img src="data:,"><p style="color:#bbb;background:#fff">pale</p>
            <iframe sandbox title="a mail" srcdoc="<img src='data:,'>"></iframe></main></html>""";

    private final Chromium chromium;

    AccessibilityTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @Test
    void whatIsBrokenIsToldAndWhereAndNothingElse() {
        try (var page = chromium.browser().newPage()) {
            page.setContent(PAGE);
            assertThat(Accessibility.broken(page))
                    .hasSize(2)
                    .anyMatch(one -> one.startsWith("image-alt at <img"))
                    .anyMatch(one -> one.startsWith("color-contrast at <p") && one.contains("contrast"));
            assertThat(Accessibility.brokenByColours(page))
                    .hasSize(1)
                    .allMatch(one -> one.startsWith("color-contrast at <p"));
            page.evaluate("() => { document.querySelector('p').style.color = '#333'; }");
            assertThat(Accessibility.broken(page)).hasSize(1);
            page.evaluate("() => { document.querySelector('img').alt = 'a hill'; }");
            assertThat(Accessibility.broken(page)).isEmpty();
        }
    }
}
