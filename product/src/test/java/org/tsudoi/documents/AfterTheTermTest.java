package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Language;

/// No paper is deleted early, and none is kept longer than the law asks.
@ProductTest
class AfterTheTermTest {
    private static final Duration TERM = Duration.ofDays(12 * 366);

    private final Market market;
    private final Receipts receipts;
    private final PaperTable papers;
    private final Ids ids;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final Environment environment;
    private final TestClock clock;

    AfterTheTermTest(
            Market market,
            Receipts receipts,
            PaperTable papers,
            Ids ids,
            TransactionTemplate transactions,
            JdbcClient jdbc,
            Environment environment,
            TestClock clock) {
        this.market = market;
        this.receipts = receipts;
        this.papers = papers;
        this.ids = ids;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.environment = environment;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    /// As if they had been issued long ago: only the owner of the tables could do that.
    private void yearsAgo(OrderId order) {
        var owner = new DriverManagerDataSource(setting("url"), setting("user"), setting("password"));
        new JdbcTemplate(owner).execute("""
                alter table document disable trigger document_never_changes;
                update document set traded_at = traded_at - interval '30 years',
                    kept_until = (kept_until - interval '30 years')::date where orders = '%s';
                alter table document enable trigger document_never_changes""".formatted(order.value()));
    }

    private String setting(String name) {
        return environment.getRequiredProperty("tsudoi.db." + name);
    }

    private Clock later(Duration by) {
        return Clock.fixed(clock.instant().plus(by), ZoneOffset.UTC);
    }

    @Test
    void papersGoAfterTheirTimeAndLeaveARow() {
        var order = market.paid(market.event(10).id(), 2);
        var first = receipts.original(order.id()).paper();
        receipts.of(order.id(), Language.EN);
        // A clock that is wrong deletes nothing: the database has its own.
        var wrong = new DeletePapers(papers, transactions, later(TERM));
        assertThatThrownBy(wrong::run).hasStackTraceContaining("kept until its time");
        assertThat(receipts.papers(order.id())).hasSize(2);

        yearsAgo(order.id());
        // Papers of other tests are due only by a clock that the database does not have.
        new DeletePapers(papers, transactions, Clock.systemUTC()).run();
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
                ZoneId.of("Asia/Tokyo"),
                first.amount(),
                null);
        var archive = new Archive(papers, ids, later(TERM), transactions);
        assertThatThrownBy(() -> archive.issue(wish, _ -> new byte[1])).isInstanceOf(Problem.class);
    }
}
