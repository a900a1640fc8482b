package org.tsudoi.proofs.internal;

import java.util.ArrayList;
import java.util.List;
import org.tsudoi.proofs.Merkle;

/// The tree over all batches. Its complete parts never change and are stored, so that a root or a path takes some
/// dozens of hashes however long the log is.
final class LogTree {
    private final Nodes nodes;

    /// The stored root of the complete subtree over leaves [place · 2^level, (place + 1) · 2^level).
    interface Nodes {
        byte[] at(int level, long place);
    }

    LogTree(Nodes nodes) {
        this.nodes = nodes;
    }

    byte[] root(long size) {
        return part(0, size);
    }

    List<byte[]> path(long place, long size) {
        var path = new ArrayList<byte[]>();
        walk(place, 0, size, path);
        return path;
    }

    private void walk(long place, long from, long to, List<byte[]> path) {
        if (to - from == 1) return;
        long middle = from + Long.highestOneBit(to - from - 1);
        if (place < middle) {
            walk(place, from, middle, path);
            path.add(part(middle, to));
        } else {
            walk(place, middle, to, path);
            path.add(part(from, middle));
        }
    }

    private byte[] part(long from, long to) {
        long size = to - from;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return nodes.at(level, from >> level);
        }
        long middle = from + Long.highestOneBit(size - 1);
        return Merkle.node(part(from, middle), part(middle, to));
    }
}
