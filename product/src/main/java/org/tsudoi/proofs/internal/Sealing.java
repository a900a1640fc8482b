package org.tsudoi.proofs.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.proofs.InclusionProof;
import org.tsudoi.proofs.InclusionProof.Batch;
import org.tsudoi.proofs.Merkle;
import org.tsudoi.proofs.Proofs;
import org.tsudoi.proofs.SignedHead;
import org.tsudoi.proofs.internal.BatchTable.Leaf;
import org.tsudoi.proofs.internal.BatchTable.Sealed;

/// Seals journals that are final, in the order of the books. No lock is taken on them: the ledger says up to which
/// sequence nothing can come any more. Two who seal at once write the same batch number, and one of them fails.
@Component
class Sealing implements Proofs {
    static final int JOURNALS_MAX = 2_000;
    private static final int LASTING_KEPT = 4;

    private final Ledger ledger;
    private final BatchTable table;
    private final HeadSigner signer;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /// Of the batches asked for last: after a sale thousands of papers ask for the same few. They never change.
    private volatile List<BatchProofs> lasting = List.of();

    Sealing(Ledger ledger, BatchTable table, HeadSigner signer, PlatformTransactionManager transactions, Clock clock) {
        this.ledger = ledger;
        this.table = table;
        this.signer = signer;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public int seal() {
        int sealed = 0;
        int now = JOURNALS_MAX;
        while (now == JOURNALS_MAX) {
            now = Objects.requireNonNull(transaction.execute(_ -> sealBatch()));
            sealed += now;
        }
        if (sealed > 0) transaction.executeWithoutResult(_ -> sign());
        return sealed;
    }

    private int sealBatch() {
        var before = table.last();
        long after = before.map(Batch::through).orElse(0L);
        var journals = ledger.journals(after, ledger.settledThrough(), JOURNALS_MAX);
        if (journals.isEmpty()) return 0;
        var leaves = journals.stream().map(Sealing::leaf).toList();
        var root = Merkle.root(leaves.stream().map(Leaf::hash).toList());
        var batch = new Batch(
                before.map(Batch::number).orElse(0L) + 1,
                after,
                journals.getLast().sequence(),
                journals.size(),
                HexFormat.of().formatHex(root));
        table.insert(new Sealed(batch, leaves), clock.instant());
        grow(batch);
        return journals.size();
    }

    static Leaf leaf(RecordedJournal journal) {
        return new Leaf(journal.sequence(), Merkle.leaf(JournalText.of(journal).getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] leaf(Batch batch) {
        return Merkle.leaf(batch.text().getBytes(StandardCharsets.UTF_8));
    }

    /// Stores the batch's leaf and every subtree that is complete with it.
    private void grow(Batch batch) {
        long place = batch.number() - 1;
        var hash = leaf(batch);
        table.insertNode(0, place, hash);
        for (int level = 0; (place & 1) == 1; level++) {
            hash = Merkle.node(table.at(level, place - 1), hash);
            place >>= 1;
            table.insertNode(level + 1, place, hash);
        }
    }

    private void sign() {
        long batches = table.last().orElseThrow().number();
        if (table.head().filter(head -> head.batches() >= batches).isPresent()) return;
        table.insert(signer.sign(
                batches, new LogTree(table).root(batches), clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    @Override
    public Optional<SignedHead> head() {
        return table.head();
    }

    @Override
    public long sealedThrough() {
        return table.last().map(Batch::through).orElse(0L);
    }

    @Override
    public Optional<SignedHead> head(long batches) {
        return table.headFrom(batches).filter(head -> head.batches() == batches);
    }

    @Override
    public Optional<InclusionProof> of(JournalId id) {
        return ledger.journal(id)
                .flatMap(journal -> proofs(journal, _ -> table.head()).map(proofs -> proofs.of(journal)));
    }

    @Override
    public Optional<InclusionProof> lasting(RecordedJournal journal) {
        return lastingProofs(journal).map(proofs -> proofs.of(journal));
    }

    private Optional<BatchProofs> lastingProofs(RecordedJournal journal) {
        for (var each : lasting) {
            if (each.isOf(journal)) return Optional.of(each);
        }
        var found = proofs(journal, batch -> table.headFrom(batch.number()));
        found.ifPresent(this::remember);
        return found;
    }

    private Optional<BatchProofs> proofs(RecordedJournal journal, Function<Batch, Optional<SignedHead>> choose) {
        return table.with(journal.sequence())
                .flatMap(found -> choose.apply(found.batch())
                        .filter(head -> found.batch().number() <= head.batches())
                        .map(head -> new BatchProofs(found, head, new LogTree(table))));
    }

    private synchronized void remember(BatchProofs proofs) {
        lasting = Stream.concat(Stream.of(proofs), lasting.stream())
                .limit(LASTING_KEPT)
                .toList();
    }
}
