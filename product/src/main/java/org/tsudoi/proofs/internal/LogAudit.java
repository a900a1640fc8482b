package org.tsudoi.proofs.internal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Audit;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification.Broken;
import org.tsudoi.proofs.Merkle;
import org.tsudoi.proofs.SignedHead;
import org.tsudoi.proofs.internal.BatchTable.Leaf;
import org.tsudoi.proofs.internal.BatchTable.Sealed;

/// Replays the log from its first batch on: every journal must still hash to what was sealed, every batch follow on the
/// one before, and every signed head be the root of what was there.
@Component
class LogAudit implements Audit {
    private final Ledger ledger;
    private final BatchTable table;

    LogAudit(Ledger ledger, BatchTable table) {
        this.ledger = ledger;
        this.table = table;
    }

    @Override
    public Optional<Broken> firstBroken() {
        var log = new Peaks();
        long after = 0;
        for (long number = 1; ; number++) {
            var sealed = table.numbered(number);
            if (sealed.isEmpty()) return beyond(number);
            var broken = batch(sealed.get(), after);
            if (broken.isPresent()) return broken;
            log.add(Sealing.leaf(sealed.get().batch()));
            after = sealed.get().batch().through();
            var head = heads(number, log);
            if (head.isPresent()) return head;
        }
    }

    private Optional<Broken> batch(Sealed sealed, long after) {
        var batch = sealed.batch();
        var place = "batch " + batch.number();
        if (batch.after() != after) return broken("sealed-in-order", place, "begins after " + batch.after());
        var now = ledger.journals(after, batch.through(), Sealing.JOURNALS_MAX + 1).stream()
                .map(Sealing::leaf)
                .iterator();
        for (var was : sealed.leaves()) {
            var is = next(now);
            if (is.isEmpty() || is.get().sequence() != was.sequence()) {
                return broken("sealed-journal", "journal " + was.sequence(), "was sealed and is gone");
            }
            if (!Arrays.equals(is.get().hash(), was.hash())) {
                return broken("sealed-journal", "journal " + was.sequence(), "was changed after it was sealed");
            }
        }
        var more = next(now);
        if (more.isPresent()) {
            return broken("sealed-journal", "journal " + more.get().sequence(), "was added where all was sealed");
        }
        var root = Merkle.root(sealed.leaves().stream().map(Leaf::hash).toList());
        return HexFormat.of().formatHex(root).equals(batch.root())
                ? Optional.empty()
                : broken("sealed-batch", place, "has not the root of its journals");
    }

    private static Optional<Leaf> next(Iterator<Leaf> leaves) {
        return leaves.hasNext() ? Optional.of(leaves.next()) : Optional.empty();
    }

    private Optional<Broken> heads(long number, Peaks log) {
        for (var head : table.heads(number - 1, number)) {
            var root = HexFormat.of().formatHex(log.root());
            if (!head.root().equals(root) || !head.isSigned()) {
                return broken("signed-head", "head of " + number + " batches", "is not what was signed");
            }
        }
        return Optional.empty();
    }

    /// The newest head may speak of batches that somebody took away.
    private Optional<Broken> beyond(long number) {
        return table.head()
                .map(SignedHead::batches)
                .filter(batches -> batches >= number)
                .flatMap(_ -> broken("signed-head", "batch " + number, "was signed and is gone"));
    }

    private static Optional<Broken> broken(String rule, String where, String found) {
        return Optional.of(new Broken(rule, where, found));
    }

    /// The tree as it grows: the roots of its complete parts, the largest first.
    private static final class Peaks {
        private record Peak(int level, byte[] hash) {}

        private final ArrayDeque<Peak> peaks = new ArrayDeque<>();

        void add(byte[] leaf) {
            var peak = new Peak(0, leaf);
            while (!peaks.isEmpty() && peaks.getLast().level == peak.level) {
                peak = new Peak(peak.level + 1, Merkle.node(peaks.removeLast().hash, peak.hash));
            }
            peaks.addLast(peak);
        }

        byte[] root() {
            var smallestFirst = peaks.descendingIterator();
            var root = smallestFirst.next().hash;
            while (smallestFirst.hasNext()) root = Merkle.node(smallestFirst.next().hash, root);
            return root;
        }
    }
}
