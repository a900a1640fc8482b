package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.CodeResolver;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.FileSystemUtils;
import org.tsudoi.texts.Language;
import org.tsudoi.web.art.EventArt;
import org.tsudoi.web.art.Theme;
import org.tsudoi.web.chart.Bars;
import org.tsudoi.web.chart.Spark;
import org.tsudoi.web.chart.Stacked;

/// Every component on one page, written to target/gallery for people to look at, and held to the rules of all
/// pages.
class GalleryTest {
    private static final Path GALLERY = Path.of("target/gallery");

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyComponentKeepsTheRulesOfAllPages(Language language) throws IOException {
        var assets = new Assets();
        var html = render(language, assets);
        FileSystemUtils.copyRecursively(
                Path.of("src/main/resources/static"), GALLERY.resolve("assets").resolve(assets.version()));
        Files.createDirectories(GALLERY.resolve("art"));
        for (var theme : Theme.values()) {
            for (int seed = 1; seed <= 4; seed++) {
                Files.writeString(
                        GALLERY.resolve("art/" + theme.slug() + "-" + seed + ".svg"), EventArt.svg(theme, seed));
            }
        }
        Files.writeString(GALLERY.resolve(language.tag() + ".html"), html);
        Files.writeString(
                GALLERY.resolve(language.tag() + "-dark.html"),
                html.replace("data-theme=\"auto\"", "data-theme=\"dark\""));

        assertThat(PageRules.broken(html)).isEmpty();
    }

    private static String render(Language language, Assets assets) {
        CodeResolver main = new DirectoryCodeResolver(Path.of("src/main/jte"));
        CodeResolver test = new DirectoryCodeResolver(Path.of("src/test/jte"));
        var both = new CodeResolver() {
            @Override
            public String resolve(String name) {
                return (test.exists(name) ? test : main).resolve(name);
            }

            @Override
            public boolean exists(String name) {
                return test.exists(name) || main.exists(name);
            }

            @Override
            public long getLastModified(String name) {
                return 0;
            }
        };
        var engine = TemplateEngine.create(
                both, Path.of("target/gallery-classes"), ContentType.Html, GalleryTest.class.getClassLoader());
        var page = new Page(
                language,
                Bench.texts(),
                "/gallery?page=2",
                "nonce",
                () -> "token",
                new Visitor("山田 花子", true, true),
                null,
                Clock.fixed(Bench.NOW, ZoneOffset.UTC),
                List.of(Flash.good("layout.copied")),
                assets,
                "auto",
                NoPrices.NONE,
                InApp.NO);
        var form = Form.blank()
                .with("title", "")
                .with("price", "1.5")
                .with("capacity", "500")
                .with("startsDate", "2026-12-05")
                .with("startsTime", "07:00");
        form.text("title", 60);
        form.amount("price", java.util.Currency.getInstance("JPY"));
        form.wholeNumber("capacity", 1, 300);
        var output = new StringOutput();
        engine.render(
                "gallery.jte",
                Map.of(
                        "page",
                        page,
                        "form",
                        form,
                        "blank",
                        Form.blank(),
                        "bars",
                        bars(),
                        "stacked",
                        stacked(),
                        "spark",
                        spark()),
                output);
        return output.toString();
    }

    private static Bars bars() {
        var sales = List.of(5, 7, 4, 10, 8, 6, 11, 7, 8, 5, 12, 8, 0, 3, 9, 6, 7, 10, 5, 4, 9, 11, 6, 8, 7, 5, 9, 10);
        return new Bars(
                "売上(日ごと)",
                "日",
                "売上",
                IntStream.range(0, sales.size())
                        .mapToObj(i -> new Bars.Bar(
                                "11/" + (i + 1),
                                sales.get(i) * 1500L,
                                "¥" + sales.get(i) * 1500,
                                i == sales.size() - 1))
                        .toList());
    }

    private static Stacked stacked() {
        return new Stacked(
                "支払い方法",
                "月",
                List.of("カード", "コンビニ", "無料"),
                List.of(
                        new Stacked.Row("10月", List.of(120L, 30L, 12L), List.of("120", "30", "12")),
                        new Stacked.Row("11月", List.of(140L, 34L, 12L), List.of("140", "34", "12"))));
    }

    private static Spark spark() {
        return new Spark(
                "参加の推移",
                "週",
                "人",
                IntStream.of(3, 5, 4, 8, 7, 9, 12, 11)
                        .mapToObj(n -> new Spark.Point("w" + n, n, n + ""))
                        .toList());
    }
}
