package org.tsudoi.web.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.web.Bench;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.Visitor;

class FrontPagesTest {
    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final OperatorSettings OPERATOR =
            new OperatorSettings("集い株式会社", "森 みどり", "京都市左京区1-2-3", "", "hello@tsudoi.example", "");

    @ParameterizedTest
    @ValueSource(strings = {"/legal", "/privacy", "/trust"})
    void everyStandingPageKeepsTheRulesInThreeLanguages(String path) throws Exception {
        for (var language : new String[] {"ja", "en", "th"}) {
            var html = see(path + "?lang=" + language);
            assertThat(html).contains("<html lang=\"" + language + "\"");
            assertThat(PageRules.broken(html)).isEmpty();
        }
    }

    @Test
    void theLegalNoticeNamesTheOperatorAndOffersTheRestOnRequest() throws Exception {
        assertThat(see("/legal?lang=ja"))
                .contains("特定商取引法に基づく表記", "集い株式会社", "京都市左京区1-2-3", "hello@tsudoi.example")
                .contains("ご請求があれば、遅滞なくお知らせします。");
    }

    @Test
    void theFrameShowsOnlyTheDoorsThatAreOpenToTheVisitor() throws Exception {
        var organiser = Bench.seenBy(request -> Optional.of(new Visitor("森", true, false)), new FrontPages(OPERATOR))
                .perform(get("/trust"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(organiser)
                .contains("href=\"/organise\"", "href=\"/tickets\"")
                .doesNotContain("href=\"/operate\"");
        assertThat(see("/trust")).contains("href=\"/sign-in\"").doesNotContain("href=\"/organise\"");
    }

    /// look.md: the first page stays under 60 kB over the wire without pictures; every script counted, needed
    /// or not.
    @Test
    void theFirstPageIsLight() throws Exception {
        long bytes = gzipped(see("/trust").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (var files = Files.walk(STATIC)) {
            for (var file :
                    files.filter(f -> f.toString().matches(".*\\.(css|js)")).toList()) {
                bytes += gzipped(Files.readAllBytes(file));
            }
        }
        assertThat(bytes).isLessThan(60_000);
    }

    private static String see(String path) throws Exception {
        return Bench.of(new FrontPages(OPERATOR))
                .perform(get(URI.create(path)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static long gzipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.size();
    }
}
