package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the templates of all page families to the rules of look.md, now and as they come.
class TemplatesTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    /// Mail programs know no style sheet but the one inside the letter.
    private static final Path LETTER = TEMPLATES.resolve("mail");

    private static final Pattern INLINE = Pattern.compile("<[a-zA-Z][^>]*?\\s(style|on[a-z]+)\\s*=");
    private static final Pattern RAW = Pattern.compile("\\$unsafe\\{|<style\\b|javascript:");
    private static final Pattern SCRIPT = Pattern.compile("<script\\b(?![^>]*\\bsrc=)");
    private static final Pattern POST = Pattern.compile("<form\\b[^>]*method=\"post\".*?</form>", Pattern.DOTALL);

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(f -> f.toString().endsWith(".jte"))
                    .filter(f -> !f.startsWith(LETTER))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateTakesItsWordsFromTheBundles(Path template) throws IOException {
        assertThat(TemplateText.writtenInto(Files.readString(template))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTemplateCarriesAnInlineStyleOrScript(Path template) throws IOException {
        assertThat(forbidden(Files.readString(template))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Hello</p>",
                "<p>${page.t(\"a.b\")}</p>まだ",
                "<img alt=\"a picture\">",
                "@template.ui.tile(label = \"Sales\", figure = page.t(\"x.y\"))",
                "@template.layout(page = page, content = @`<h1>${x > 1 ? \"a\" : \"b\"}</h1><p>ไทย</p>`)",
                "<b>${open ? \"空席\" : \"\"}</b>",
                "@if(ready)Ready@endif"
            })
    void aWordWrittenIntoATemplateIsFound(String planted) {
        assertThat(TemplateText.writtenInto(planted)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@import java.util.List\n@param String title = \"\"\n<h1 class=\"big one\">${title}</h1>",
                "<p data-x=\"${a > b ? \"yes\" : null}\">${page.t(\"a.b\", 1)} · &nbsp;–</p>",
                "@for(var x : List.of(\"a\", \"b\"))<i>${x}</i>@endfor",
                "<%-- said to the reader of the source --%><span aria-hidden=\"true\">集</span>"
            })
    void aTemplateWithoutWordsPasses(String clean) {
        assertThat(TemplateText.writtenInto(clean)).isEmpty();
    }

    @Test
    void anInlineStyleHandlerOrScriptIsFound() {
        assertThat(forbidden("<p class=\"x\" style=\"color:red\">")).isNotEmpty();
        assertThat(forbidden("<button onclick=\"go()\">")).isNotEmpty();
        assertThat(forbidden("<script>go()</script>")).isNotEmpty();
        assertThat(forbidden("$unsafe{html}")).isNotEmpty();
        assertThat(forbidden("<form method=\"post\"><button></button></form>")).isNotEmpty();
        assertThat(
                        forbidden(
                                "<script type=\"module\" src=\"x\"></script><form method=\"post\">@template.csrf(page = page)</form>"))
                .isEmpty();
    }

    private static List<String> forbidden(String jte) {
        return Stream.concat(
                        Stream.of(INLINE, RAW, SCRIPT)
                                .flatMap(rule -> rule.matcher(jte).results().map(r -> r.group())),
                        POST.matcher(jte)
                                .results()
                                .map(r -> r.group())
                                .filter(form -> !form.contains("@template.csrf(")))
                .toList();
    }
}
