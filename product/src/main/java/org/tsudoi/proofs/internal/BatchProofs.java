package org.tsudoi.proofs.internal;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.proofs.InclusionProof;
import org.tsudoi.proofs.Merkle;
import org.tsudoi.proofs.SignedHead;
import org.tsudoi.proofs.internal.BatchTable.Leaf;
import org.tsudoi.proofs.internal.BatchTable.Sealed;

/// The proofs of one batch's journals under one head: all but the journal's own way is worked out once.
final class BatchProofs {
    private final Sealed sealed;
    private final SignedHead head;
    private final Merkle.Tree tree;
    private final List<String> pathInLog;

    BatchProofs(Sealed sealed, SignedHead head, LogTree log) {
        this.sealed = sealed;
        this.head = head;
        this.tree = new Merkle.Tree(sealed.leaves().stream().map(Leaf::hash).toList());
        this.pathInLog = hex(log.path(sealed.batch().number() - 1, head.batches()));
    }

    boolean isOf(RecordedJournal journal) {
        long sequence = journal.sequence();
        return sealed.batch().after() < sequence && sequence <= sealed.batch().through();
    }

    InclusionProof of(RecordedJournal journal) {
        var leaves = sealed.leaves();
        int place = IntStream.range(0, leaves.size())
                .filter(i -> leaves.get(i).sequence() == journal.sequence())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(journal.journal().id() + " is not in its batch"));
        return new InclusionProof(
                JournalText.of(journal), place, hex(tree.path(place)), sealed.batch(), pathInLog, head);
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }
}
