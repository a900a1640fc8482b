package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Language;

/// No paper is deleted early, and none is kept longer than the law asks.
@ProductTest
class AfterTheTermTest {
    private static final Duration TERM = Duration.ofDays(8 * 366 + 70);

    private final Market market;
    private final Receipts receipts;
    private final PaperTable papers;
    private final Ids ids;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final TestClock clock;

    AfterTheTermTest(
            Market market,
            Receipts receipts,
            PaperTable papers,
            Ids ids,
            TransactionTemplate transactions,
            JdbcClient jdbc,
            TestClock clock) {
        this.market = market;
        this.receipts = receipts;
        this.papers = papers;
        this.ids = ids;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private Clock later(Duration by) {
        return Clock.fixed(clock.instant().plus(by), ZoneOffset.UTC);
    }

    @Test
    void papersGoAfterTheirTimeAndLeaveARow() {
        var order = market.paid(market.event(10).id(), 2);
        var first = receipts.original(order.id()).paper();
        receipts.of(order.id(), Language.EN);
        new DeletePapers(papers, transactions, later(Duration.ofDays(8 * 365))).run();
        assertThat(receipts.papers(order.id())).hasSize(2);

        new DeletePapers(papers, transactions, later(TERM)).run();
        assertThat(receipts.papers(order.id())).isEmpty();
        assertThat(jdbc.sql("select encode(sha256, 'hex') from document_deletion where document = :id")
                        .param("id", first.id().value())
                        .query(String.class)
                        .single())
                .isEqualTo(first.sha256());
        assertThat(papers.nextNumber(first.issuer(), PaperKind.RECEIPT))
                .as("no number is given twice")
                .isEqualTo(3);

        var wish = new Archive.Wish(
                PaperKind.RECEIPT,
                first.issuer(),
                order.id(),
                null,
                null,
                Language.JA,
                first.recipient(),
                first.tradedAt(),
                first.amount(),
                null);
        var archive = new Archive(papers, ids, later(TERM), transactions);
        assertThatThrownBy(() -> archive.issue(wish, _ -> new byte[1])).isInstanceOf(Problem.class);
    }
}
