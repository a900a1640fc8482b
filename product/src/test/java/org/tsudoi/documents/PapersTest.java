package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Language;

@ProductTest
class PapersTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Receipts receipts;
    private final Calendars calendars;
    private final TestClock clock;
    private final TownProcess town = TownProcess.running();

    PapersTest(Market market, Orders orders, Events events, Receipts receipts, Calendars calendars, TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.receipts = receipts;
        this.calendars = calendars;
        this.clock = clock;
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
        assertThat(text(receipts.of(order.id(), Language.JA).pdf())).contains("領収書", "みどりスタジオ", "収入印紙");
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
        var first = calendars.of(order.id());
        events.change(event.id(), moved(event.particulars()));
        var changed = calendars.of(order.id());
        var all = orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
        var refund =
                orders.quote(order.id(), all, Ticket.CancelledBy.PARTICIPANT).refund();
        orders.cancel(order.id(), all, refund, Ticket.CancelledBy.PARTICIPANT);
        var cancelled = calendars.of(order.id());
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
        var entry = calendars.of(market.paid(event.id(), 1).id());
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
        var later = new Schedule(
                told.schedule().start().plus(Duration.ofHours(3)),
                told.schedule().length(),
                told.schedule().zone());
        return told.with(later);
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
