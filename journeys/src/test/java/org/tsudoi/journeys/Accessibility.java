package org.tsudoi.journeys;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/// The rules of WCAG 2.2 AA that a machine can check, asked of a page as it is now: its engine is brought into a
/// document once, however often that is looked at, and tells only what is broken.
final class Accessibility {
    private static final String ENGINE = "() => { if (!window.axe) {" + AxeBuilder.getAxeScript() + "} }";

    /// A frame that may run no scripts answers no questions: a mail is looked at by its own address.
    private static final String LOOK = """
            async (only) => {
                const found = await axe.run(
                    { exclude: [["iframe[sandbox]"]] }, { runOnly: only, resultTypes: ["violations"] });
                return found.violations.flatMap((rule) =>
                    rule.nodes.map((node) => `${rule.id} at ${node.html} ${node.failureSummary}`));
            }""";

    private static final Map<String, ?> ALL =
            Map.of("type", "tag", "values", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));
    /// Only these can be broken in one colour scheme and kept in the other.
    private static final Map<String, ?> ON_COLOURS =
            Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block"));

    private Accessibility() {}

    /// Half a megabyte is sent to the browser once, and is in each document from now on: for whoever looks at many.
    static void comeAlong(Page page) {
        page.addInitScript("(" + ENGINE + ")()");
    }

    /// The rules that the page breaks, and where.
    static List<String> broken(Page page) {
        return broken(page, ALL);
    }

    /// Of the rules that it may break because of its colours.
    static List<String> brokenByColours(Page page) {
        return broken(page, ON_COLOURS);
    }

    private static List<String> broken(Page page, Map<String, ?> rules) {
        for (var frame : page.frames()) {
            if (!(Boolean) frame.evaluate("() => !!window.axe")) frame.evaluate(ENGINE);
        }
        return ((List<?>) page.evaluate(LOOK, rules))
                .stream().map(String::valueOf).toList();
    }
}
