package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.util.HtmlUtils;
import org.tsudoi.fees.FeeSetting;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// An organiser's month on paper says what the page and the sheet of the same month say.
@ProductTest
class StatementPaperTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Pattern ROW = Pattern.compile("<tr(?: class=\"[a-z]+\")?><td>(.*?)</td><td>(.*?)</td></tr>");

    private final Market market;
    private final Orders orders;
    private final FeeSetting setting;
    private final OutboxRunner outbox;
    private final Clock clock;
    private final OrganiserId organiser;
    private final String name;
    private final String home;
    private final TestBrowser browser;

    StatementPaperTest(
            Market market, Orders orders, FeeSetting setting, OutboxRunner outbox, Desk desk, TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.setting = setting;
        this.outbox = outbox;
        this.clock = clock;
        this.organiser = market.organiser();
        this.name = desk.organiser(organiser).name();
        this.home = "/organise/" + desk.organiser(organiser).slug() + "/statements/";
        this.browser = desk.browserOf(organiser);
        TownProcess.running().sameTimeAs(clock);
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
    }

    @AfterEach
    void close() {
        setting.none();
        browser.close();
    }

    private YearMonth month() {
        return YearMonth.from(clock.instant().atZone(TOKYO));
    }

    /// Two places sold in each currency, one of them given back.
    private void trade(Money price) {
        var event = market.event(organiser, 20, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, price, 4));
        var order = market.paid(event.id(), 2);
        var ticket = orders.tickets(order.id()).getFirst().id();
        orders.cancel(order.id(), Set.of(ticket), price, Ticket.CancelledBy.ORGANISER);
        outbox.runDue();
    }

    private record Line(String words, String amount) {}

    private static List<Line> lines(String page) {
        var lines = new ArrayList<Line>();
        var rows = ROW.matcher(page);
        while (rows.find()) {
            lines.add(new Line(HtmlUtils.htmlUnescape(rows.group(1)), HtmlUtils.htmlUnescape(rows.group(2))));
        }
        return lines;
    }

    private static String solid(String text) {
        return text.replaceAll("\\s+", "");
    }

    @ParameterizedTest
    @CsvSource({"ja,月次明細,対象期間：", "en,Statement,Period: ", "th,ใบสรุปรายเดือน,รอบระยะเวลา: "})
    void thePaperSaysWhatThePageSays(String language, String title, String period) throws IOException {
        setting.set("JPY", 350, 50);
        trade(Money.jpy(1500));
        trade(Money.of(35_000, "THB"));
        var page = browser.get(home + month() + "?lang=" + language).body();
        assertThat(page).contains(month() + "/statement.pdf");
        var lines = lines(page);
        assertThat(lines).hasSizeGreaterThan(8);

        var answer = browser.file(home + month() + "/statement.pdf?lang=" + language);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains(month() + ".pdf");
        try (var document = Loader.loadPDF(answer.body())) {
            assertThat(document.getDocumentInformation().getTitle()).startsWith(title);
            assertThat(foreignFonts(document)).isEmpty();
            var text = new PDFTextStripper().getText(document);
            assertThat(text).contains(name, period, "JPY", "THB");
            int read = 0;
            for (var line : lines) {
                var wanted = solid(line.words + line.amount);
                int found = solid(text).indexOf(wanted, read);
                assertThat(found).as("%s after %d in %s", wanted, read, text).isNotNegative();
                read = found + wanted.length();
            }
        }
    }

    /// What any letter is written in that the file does not bring along.
    private static Set<String> foreignFonts(PDDocument document) throws IOException {
        var foreign = new HashSet<String>();
        new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition letter) {
                // Blanks between paragraphs are nothing that is seen.
                if (letter.getUnicode().isBlank()) return;
                if (!letter.getFont().isEmbedded()) foreign.add(letter.getFont().getName());
            }
        }.getText(document);
        return foreign;
    }

    @Test
    void theSheetAddsUpToThePaper() throws IOException {
        trade(Money.jpy(1500));
        var left = browser.get(home + month() + "/journals.csv")
                .body()
                .lines()
                .skip(1)
                .map(line -> new BigDecimal(line.split(",")[5]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        try (var document =
                Loader.loadPDF(browser.file(home + month() + "/statement.pdf").body())) {
            assertThat(solid(new PDFTextStripper().getText(document)))
                    .contains(solid("Owed to you now ¥%,d".formatted(left.longValueExact())));
        }
    }

    @Test
    void aMonthWithoutBooksSaysSoAndNobodyElseReadsIt() throws IOException {
        var answer = browser.file(home + month() + "/statement.pdf");
        try (var document = Loader.loadPDF(answer.body())) {
            assertThat(new PDFTextStripper().getText(document)).contains("nothing in the books yet");
        }
        assertThat(browser.file(home + "2026-13/statement.pdf").statusCode()).isEqualTo(404);
        var stranger = home.replaceFirst("/organise/[^/]+", "/organise/nobodys");
        assertThat(browser.file(stranger + month() + "/statement.pdf").statusCode())
                .isEqualTo(404);
    }
}
