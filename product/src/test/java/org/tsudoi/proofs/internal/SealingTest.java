package org.tsudoi.proofs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Verification.Broken;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.database.Logins;
import org.tsudoi.proofs.InclusionProof;
import org.tsudoi.proofs.Merkle;
import org.tsudoi.proofs.Proofs;
import org.tsudoi.proofs.SignedHead;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class SealingTest {
    private static final Asset JPY = new Asset("JPY");

    private final Proofs proofs;
    private final Ledger ledger;
    private final LogAudit audit;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final List<RecurringJob> jobs;
    private final JdbcClient owner;
    private final JdbcClient app;

    SealingTest(
            Proofs proofs,
            Ledger ledger,
            LogAudit audit,
            TransactionTemplate transaction,
            TestClock clock,
            List<RecurringJob> jobs,
            Logins logins,
            JdbcClient app) {
        this.proofs = proofs;
        this.ledger = ledger;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.jobs = jobs;
        this.app = app;
        this.owner = JdbcClient.create(new DriverManagerDataSource(
                logins.url(), logins.owner().user(), logins.owner().password()));
    }

    /// Half a character has no bytes, and would be hashed as a question mark.
    @Test
    void aJournalWithHalfACharacterIsNotTheOneWithAQuestionMark() {
        var id = posted(5, "what?");
        settle();
        proofs.seal();
        var proof = proofs.of(id).orElseThrow();
        assertThat(proof.holds()).isTrue();
        var other = new InclusionProof(
                proof.journal().replace("what?", "what\ud800"),
                proof.place(),
                proof.pathInBatch(),
                proof.batch(),
                proof.pathInLog(),
                proof.head());
        assertThat(other.journal()).isNotEqualTo(proof.journal());
        assertThat(other.holds()).isFalse();
    }

    @Test
    void everySealedJournalHasAProofThatHoldsAndOnlyForItself() {
        var ids = new ArrayList<JournalId>();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i <= round * 3; i++) ids.add(posted(100 + i));
            settle();
            assertThat(proofs.seal()).isPositive();
        }
        var head = proofs.head().orElseThrow();
        assertThat(head.isSigned()).isTrue();
        for (var id : ids) {
            var proof = proofs.of(id).orElseThrow();
            assertThat(proof.holds()).isTrue();
            assertThat(proof.head()).isEqualTo(head);
            assertThat(proof.journal()).contains("id " + id, "leg ", "JPY");
            assertThat(with(proof, proof.journal().replace("JPY 1", "JPY 9"), proof.head())
                            .holds())
                    .isFalse();
            var forged = new SignedHead(
                    head.batches(), head.root(), head.signedAt().plusSeconds(1), head.publicKey(), head.signature());
            assertThat(with(proof, proof.journal(), forged).holds()).isFalse();
        }
        assertThat(audit.firstBroken()).isEmpty();
    }

    @Test
    void whatIsNotSealedYetHasNoProof() {
        var id = posted(7);
        assertThat(proofs.of(id)).isEmpty();
        settle();
        proofs.seal();
        assertThat(proofs.of(id)).isPresent();
        assertThat(proofs.of(JournalId.derive("never"))).isEmpty();
    }

    @Test
    void eachChangeOfThePastIsFoundAndItsJournalNamed() {
        var id = posted(40);
        var other = posted(41);
        settle();
        proofs.seal();
        long sequence = ledger.journal(id).orElseThrow().sequence();
        long next = ledger.journal(other).orElseThrow().sequence();

        damaged(
                "update ledger_entry set amount = amount * 2 where sequence = " + sequence,
                "update ledger_entry set amount = amount / 2 where sequence = " + sequence,
                new Broken("sealed-journal", "journal " + sequence, "was changed after it was sealed"));
        damaged(
                "update ledger_journal set kind = 'other' where sequence = " + next,
                "update ledger_journal set kind = 'test' where sequence = " + next,
                new Broken("sealed-journal", "journal " + next, "was changed after it was sealed"));
        damaged(
                "create table kept as select * from ledger_journal where sequence = " + sequence
                        + "; delete from ledger_journal where sequence = " + sequence,
                "insert into ledger_journal overriding system value select * from kept; drop table kept",
                new Broken("sealed-journal", "journal " + sequence, "was sealed and is gone"));
        long batch = proofs.head().orElseThrow().batches();
        damaged(
                "update proof_head set root = sha256(root) where batches = " + batch,
                "update proof_head set root = decode('"
                        + proofs.head().orElseThrow().root() + "', 'hex') where batches = " + batch,
                new Broken("signed-head", "head of " + batch + " batches", "is not what was signed"));
        assertThat(audit.firstBroken()).isEmpty();
    }

    private void damaged(String damage, String mend, Broken expected) {
        owner.sql(damage).update();
        try {
            assertThat(audit.firstBroken()).contains(expected);
        } finally {
            owner.sql(mend).update();
        }
    }

    @Test
    void whatWasSealedIsNeverChangedByTheProduct() {
        for (var table :
                List.of("proof_batch set root = root", "proof_node set hash = hash", "proof_head set root = root")) {
            assertThatThrownBy(() -> app.sql("update " + table).update()).hasStackTraceContaining("permission denied");
        }
        for (var table : List.of("proof_batch", "proof_node", "proof_head")) {
            assertThatThrownBy(() -> app.sql("delete from " + table).update())
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void theTreeOverBatchesIsTheOneOfTheStandard() {
        var leaves = new ArrayList<byte[]>();
        var nodes = new HashMap<String, byte[]>();
        var tree = new LogTree((level, place) -> there(nodes, level, place));
        for (int size = 1; size <= 40; size++) {
            var hash = Merkle.leaf(new byte[] {(byte) size});
            leaves.add(hash);
            long place = size - 1;
            nodes.put("0/" + place, hash);
            for (int level = 0; (place & 1) == 1; level++) {
                hash = Merkle.node(there(nodes, level, place - 1), hash);
                place >>= 1;
                nodes.put((level + 1) + "/" + place, hash);
            }
            assertThat(tree.root(size)).isEqualTo(Merkle.root(leaves));
            for (int i = 0; i < size; i++) {
                assertThat(tree.path(i, size).stream().map(HexFormat.of()::formatHex))
                        .containsExactlyElementsOf(new Merkle.Tree(leaves)
                                .path(i).stream().map(HexFormat.of()::formatHex).toList());
            }
        }
    }

    private static byte[] there(Map<String, byte[]> nodes, int level, long place) {
        return Objects.requireNonNull(nodes.get(level + "/" + place));
    }

    private static InclusionProof with(InclusionProof proof, String journal, SignedHead head) {
        return new InclusionProof(journal, proof.place(), proof.pathInBatch(), proof.batch(), proof.pathInLog(), head);
    }

    private JournalId posted(long amount) {
        return posted(amount, "test");
    }

    private JournalId posted(long amount, String kind) {
        var from = new AccountCode("sealing:from");
        var to = new AccountCode("sealing:to");
        var id = new JournalId(UUID.randomUUID());
        transaction.executeWithoutResult(_ -> {
            ledger.open(List.of(Account.unguarded(from, JPY), Account.unguarded(to, JPY)));
            ledger.post(Journal.of(id, kind, clock.instant(), Leg.into(to, JPY, amount), Leg.outOf(from, JPY, amount))
                            .with(Map.of("line", "one\ntwo")))
                    .orThrow();
        });
        return id;
    }

    /// The job takes a mark, and notes it in a later run when everything before it is final.
    private void settle() {
        var job = jobs.stream()
                .filter(one -> one.name().equals("ledger-check-points"))
                .findFirst()
                .orElseThrow();
        job.run();
        job.run();
    }
}
