package org.tsudoi.web.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.proofs.Proofs;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class ProofPagesTest {
    private final Ledger ledger;
    private final Proofs proofs;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final List<RecurringJob> jobs;
    private final JsonMapper json;
    private final int port;

    ProofPagesTest(
            Ledger ledger,
            Proofs proofs,
            TransactionTemplate transaction,
            TestClock clock,
            List<RecurringJob> jobs,
            JsonMapper json,
            @LocalServerPort int port) {
        this.ledger = ledger;
        this.proofs = proofs;
        this.transaction = transaction;
        this.clock = clock;
        this.jobs = jobs;
        this.json = json;
        this.port = port;
    }

    @Test
    void aProofIsCheckedAndOneThatWasChangedIsFoundOut() {
        var proof = json.writeValueAsString(proofs.of(sealed()).orElseThrow());
        try (var reader = new TestBrowser(port)) {
            assertThat(reader.get("/trust/books?lang=en").body()).contains("Our public key");
            assertThat(reader.post("/trust/books", Map.of("proof", proof)).body())
                    .contains("The proof holds", "leg proof-page:to JPY 700");
            assertThat(reader.post("/trust/books", Map.of("proof", proof.replace("JPY 700", "JPY 900")))
                            .body())
                    .contains("The proof does not hold");
            var head = proofs.head().orElseThrow();
            assertThat(reader.get("/trust/books/head.json").body()).contains(head.root(), head.signature());
        }
    }

    @Test
    void whatIsNoProofIsSaidBesideTheFieldAndStaysThere() {
        try (var reader = new TestBrowser(port)) {
            reader.get("/trust/books?lang=en");
            for (var typed : List.of("", "hello <b>", "{}", "[1]", "{\"journal\":null}", "x".repeat(50_000))) {
                var answer = reader.post("/trust/books", Map.of("proof", typed));
                assertThat(answer.statusCode()).as(typed).isEqualTo(422);
                assertThat(answer.body()).doesNotContain("The proof holds").contains("aria-invalid=\"true\"");
            }
            assertThat(reader.post("/trust/books", Map.of("proof", "hello <b>")).body())
                    .contains("hello &lt;b&gt;</textarea>");
        }
    }

    private JournalId sealed() {
        var from = new AccountCode("proof-page:from");
        var to = new AccountCode("proof-page:to");
        var jpy = new Asset("JPY");
        var id = new JournalId(UUID.randomUUID());
        transaction.executeWithoutResult(_ -> {
            ledger.open(List.of(Account.unguarded(from, jpy), Account.unguarded(to, jpy)));
            ledger.post(Journal.of(id, "test", clock.instant(), Leg.into(to, jpy, 700), Leg.outOf(from, jpy, 700)))
                    .orThrow();
        });
        for (int run = 0; run < 2; run++) {
            jobs.stream()
                    .filter(job -> job.name().equals("ledger-check-points"))
                    .forEach(RecurringJob::run);
        }
        proofs.seal();
        return id;
    }
}
