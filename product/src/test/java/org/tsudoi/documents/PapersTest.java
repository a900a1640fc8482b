package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.proofs.InclusionProof;
import org.tsudoi.proofs.Proofs;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class PapersTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Receipts receipts;
    private final Calendars calendars;
    private final TestClock clock;
    private final Proofs proofs;
    private final List<RecurringJob> jobs;
    private final JsonMapper json;
    private final TownProcess town = TownProcess.running();

    PapersTest(
            Market market,
            Orders orders,
            Events events,
            Receipts receipts,
            Calendars calendars,
            TestClock clock,
            Proofs proofs,
            List<RecurringJob> jobs,
            JsonMapper json) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.receipts = receipts;
        this.calendars = calendars;
        this.clock = clock;
        this.proofs = proofs;
        this.jobs = jobs;
        this.json = json;
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    @Test
    void aReceiptSaysWhoPaidWhatForWhatToWhom() throws IOException {
        var order = market.paid(market.event(10).id(), 2);
        for (var language : Language.values()) {
            var text = text(receipts.of(order.id(), language).pdf());
            assertThat(text).contains("¥3,000", "山田 花子", "朝のやさしいヨガ");
        }
        assertThat(text(receipts.of(order.id(), Language.JA).pdf()))
                .contains("領収書", "みどりスタジオ", "クレジットカード利用", "10 % 対象 ¥3,000（税込）")
                .doesNotContain("収入印紙", "登録番号");
    }

    /// Sold in Tokyo on the first of a month, for a meeting in Paris, where it is the month before.
    @Test
    void aReceiptIsOfTheDayOnTheSellersClocks() throws IOException {
        var tokyo = ZoneId.of("Asia/Tokyo");
        var first = LocalDate.ofInstant(clock.instant(), tokyo).plusMonths(1).withDayOfMonth(1);
        clock.forwardTo(first.atTime(6, 0).atZone(tokyo).toInstant());
        town.sameTimeAs(clock);
        var paris = ZoneId.of("Europe/Paris");
        var day = first.plusDays(9);
        var drawn = market.particulars(market.event(10).id());
        var id = events.draft(new Event.Particulars(
                drawn.organiser(),
                events.freeSlug("Paris"),
                drawn.presentation(),
                new Schedule.Fixed(day.atTime(18, 0), Duration.ofMinutes(60), paris),
                new Event.Sale(
                        10,
                        List.of(market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4)),
                        drawn.sale().policy(),
                        false),
                drawn.venue(),
                0));
        events.publish(id);
        var order = market.paid(id, 1);
        var formats = new Formats(Language.JA);
        assertThat(text(receipts.of(order.id(), Language.JA).pdf()))
                .contains(formats.date(first))
                .contains("18:00")
                .doesNotContain(formats.date(first.minusDays(1)));
        var issued = receipts.issuedBy(
                drawn.organiser(),
                first.atStartOfDay(tokyo).toInstant(),
                first.plusMonths(1).atStartOfDay(tokyo).toInstant(),
                0,
                10);
        assertThat(issued).hasSize(1);
    }

    @Test
    void aReceiptCarriesTheProofOfItsPayment() throws Exception {
        var order = market.paid(market.event(10).id(), 2);
        var early = receipts.of(market.paid(market.event(10).id(), 2).id(), Language.EN)
                .pdf();
        assertThat(attached(early)).isEmpty();
        assertThat(text(early).replaceAll("\\s+", " ")).contains("about a minute after the payment");
        seal();

        var receipt = receipts.of(order.id(), Language.EN).pdf();

        assertThat(text(receipt).replaceAll("\\s+", " "))
                .contains("The proof is attached to this PDF as proof.json", "/trust/books");
        var proof = json.readValue(attached(receipt).orElseThrow(), InclusionProof.class);
        assertThat(proof.holds()).isTrue();
        assertThat(proof.journal()).contains(order.id().toString(), "JPY 3000");
        assertThat(proof.head()).isEqualTo(proofs.head(proof.head().batches()).orElseThrow());
        var changed = attached(receipt).orElseThrow().replace("JPY 3000", "JPY 2999");
        assertThat(json.readValue(changed, InclusionProof.class).holds()).isFalse();
        // The log grows on, and the receipt's proof stays as it was.
        market.paid(market.event(10).id(), 1);
        seal();
        assertThat(proofs.head().orElseThrow().batches())
                .isGreaterThan(proof.head().batches());
        assertThat(attached(receipts.of(order.id(), Language.TH).pdf())).isEqualTo(attached(receipt));
    }

    /// By the program that anybody can take from `/trust/books`, in Python.
    @Test
    void aReceiptIsCheckedWithoutUs(@TempDir Path folder) throws Exception {
        assumeTrue(python("-c", "print(1)").startsWith("0 "), "there is no python3 here");
        var order = market.paid(market.event(10).id(), 2);
        seal();
        var receipt = Files.write(
                folder.resolve("receipt.pdf"),
                receipts.of(order.id(), Language.JA).pdf());
        var text = attached(Files.readAllBytes(receipt)).orElseThrow();
        var proof = Files.writeString(folder.resolve("proof.json"), text);
        var head = json.readValue(text, InclusionProof.class).head();
        var published = Files.writeString(folder.resolve("head.json"), json.writeValueAsString(head));
        market.paid(market.event(10).id(), 1);
        seal();
        var later = Files.writeString(
                folder.resolve("later.json"),
                json.writeValueAsString(proofs.head().orElseThrow()));
        var forged = Files.writeString(
                folder.resolve("forged.json"), Files.readString(published).replace(head.root(), "00".repeat(32)));

        for (var file : List.of(receipt, proof)) {
            assertThat(check(file)).startsWith("0 ").contains("JPY 3000").endsWith("HOLDS");
            assertThat(check(file, "--key", head.publicKey(), "--head", published.toString()))
                    .startsWith("0 ");
        }
        assertThat(check(receipt, "--key", "ab".repeat(32))).startsWith("1 ").contains("another key");
        assertThat(check(receipt, "--head", later.toString())).startsWith("1 ").contains("/trust/books/heads/");
        assertThat(check(receipt, "--head", forged.toString())).startsWith("1 ").contains("not signed");
        for (var change : Map.of(
                        "JPY 3000",
                        "JPY 2999",
                        "\"place\" : ",
                        "\"place\" : 1",
                        head.root(),
                        "00".repeat(32),
                        "\"signedAt\" : \"2",
                        "\"signedAt\" : \"3",
                        "\"journals\" : ",
                        "\"journals\" : 1",
                        "\"signature\" : \"",
                        "\"signature\" : \"00")
                .entrySet()) {
            var wrong = text.replace(change.getKey(), change.getValue());
            assertThat(wrong).isNotEqualTo(text);
            Files.writeString(proof, wrong);
            assertThat(check(proof)).as(change.getKey()).startsWith("1 ").contains("DOES NOT HOLD");
        }
        Files.writeString(proof, "[]");
        assertThat(check(proof)).startsWith("1 ").contains("not readable");
        Files.write(
                receipt,
                receipts.of(market.paid(market.event(10).id(), 1).id(), Language.JA)
                        .pdf());
        assertThat(check(receipt)).startsWith("1 ").contains("carries no proof");
    }

    private static String check(Path file, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("src/main/resources/trust/check_proof.py", file.toString()));
        arguments.addAll(List.of(options));
        return python(arguments.toArray(String[]::new));
    }

    /// The exit code, and what was printed; nothing of either where there is no Python.
    private static String python(String... arguments) throws InterruptedException {
        var command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        try {
            var running = new ProcessBuilder(command).redirectErrorStream(true).start();
            var printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return running.waitFor() + " " + printed;
        } catch (IOException none) {
            return "";
        }
    }

    private void seal() {
        for (int run = 0; run < 2; run++) {
            jobs.stream()
                    .filter(job -> job.name().equals("ledger-check-points"))
                    .forEach(RecurringJob::run);
        }
        proofs.seal();
    }

    private static Optional<String> attached(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var files = new PDDocumentNameDictionary(document.getDocumentCatalog()).getEmbeddedFiles();
            if (files == null) return Optional.empty();
            var file = Objects.requireNonNull(
                    files.getNames().get(PaperWriting.PROOF), files.getNames().keySet()::toString);
            return Optional.of(new String(file.getEmbeddedFile().toByteArray(), StandardCharsets.UTF_8));
        }
    }

    /// A receipt is one sheet.
    @Test
    void aReceiptFitsOnOnePage() throws IOException {
        var order = market.paid(market.event(10).id(), 4);
        var one = orders.tickets(order.id()).stream().limit(1).map(Ticket::id).collect(Collectors.toSet());
        orders.cancel(order.id(), one, Money.jpy(1500), Ticket.CancelledBy.PARTICIPANT);
        var sealed = market.paid(market.event(10).id(), 4);
        seal();
        for (var id : List.of(order.id(), sealed.id())) {
            for (var language : Language.values()) {
                try (var document = Loader.loadPDF(receipts.of(id, language).pdf())) {
                    assertThat(document.getNumberOfPages()).as(language.tag()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void aReceiptTellsWhatWentBack() throws IOException {
        var order = market.paid(market.event(10).id(), 2);
        var one = orders.tickets(order.id()).stream().limit(1).map(Ticket::id).collect(Collectors.toSet());
        orders.cancel(order.id(), one, Money.jpy(1500), Ticket.CancelledBy.PARTICIPANT);
        assertThat(text(receipts.of(order.id(), Language.JA).pdf())).contains("うち返金 ¥1,500", "差引 ¥1,500");
    }

    @Test
    void nothingIsReceiptedThatWasNotPaid() {
        var held = market.held(market.event(10).id(), 1);
        assertThatThrownBy(() -> receipts.of(held.id(), Language.JA)).isInstanceOf(Problem.class);
    }

    @Test
    void theCalendarEntryKeepsItsNameThroughChangeAndCancelling() {
        var event = market.event(10);
        var order = market.paid(event.id(), 1);
        var first = calendars.of(order.id()).orElseThrow();
        events.change(event.id(), moved(event.particulars()));
        var changed = calendars.of(order.id()).orElseThrow();
        var all = orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
        var refund =
                orders.quote(order.id(), all, Ticket.CancelledBy.PARTICIPANT).refund();
        orders.cancel(order.id(), all, refund, Ticket.CancelledBy.PARTICIPANT);
        var cancelled = calendars.of(order.id()).orElseThrow();
        assertThat(List.of(value(changed, "UID"), value(cancelled, "UID"))).containsOnly(value(first, "UID"));
        assertThat(List.of(value(first, "SEQUENCE"), value(changed, "SEQUENCE"), value(cancelled, "SEQUENCE")))
                .containsExactly("0", "1", "2");
        assertThat(value(first, "DTSTART")).isNotEqualTo(value(changed, "DTSTART"));
        assertThat(cancelled.text()).contains("METHOD:CANCEL", "STATUS:CANCELLED");
        assertThat(value(first, "URL")).contains("/door/");
    }

    @Test
    void aTitleCannotWriteLinesOfItsOwnIntoTheCalendar() {
        var event = market.event(10);
        var told = event.particulars();
        events.change(event.id(), titled(told, "夜会\r\nATTENDEE:mailto:x@example.org; a, b " + "長い題名".repeat(20)));
        var entry = calendars.of(market.paid(event.id(), 1).id()).orElseThrow();
        assertThat(entry.text().lines().filter(line -> line.startsWith("ATTENDEE")))
                .hasSize(1);
        assertThat(entry.text().split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
    }

    private static String value(Calendars.Entry entry, String name) {
        return entry.text()
                .replace("\r\n ", "")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1);
    }

    private static Event.Particulars moved(Event.Particulars told) {
        var was = (Schedule.Fixed) told.schedule();
        return told.with(new Schedule.Fixed(was.start().plus(Duration.ofHours(3)), was.length(), was.zone()));
    }

    private static Event.Particulars titled(Event.Particulars told, String title) {
        return told.with(new Event.Presentation(title.substring(0, 110), told.description(), null, told.art()));
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
