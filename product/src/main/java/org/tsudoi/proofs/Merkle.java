package org.tsudoi.proofs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// Merkle trees as RFC 9162 §2.1 has them, with SHA-256: leaves and nodes are hashed apart, so that neither passes for
/// the other.
public final class Merkle {
    private Merkle() {}

    public static byte[] leaf(byte[] content) {
        var digest = sha256();
        digest.update((byte) 0);
        return digest.digest(content);
    }

    public static byte[] node(byte[] left, byte[] right) {
        var digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /// @param leaves at least one, hashed
    public static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) return leaves.getFirst();
        int split = split(leaves.size());
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /// A tree of which all nodes are worked out once, for whoever wants many paths.
    public static final class Tree {
        /// The leaves, then what lies above them, up to the root. The last of an odd number goes up as it is.
        private final List<List<byte[]>> levels = new ArrayList<>();

        /// @param leaves at least one, hashed
        public Tree(List<byte[]> leaves) {
            var level = List.copyOf(leaves);
            levels.add(level);
            while (level.size() > 1) {
                level = above(level);
                levels.add(level);
            }
        }

        private static List<byte[]> above(List<byte[]> level) {
            var above = new ArrayList<byte[]>((level.size() + 1) / 2);
            for (int left = 0; left < level.size(); left += 2) {
                above.add(left + 1 < level.size() ? node(level.get(left), level.get(left + 1)) : level.get(left));
            }
            return above;
        }

        public byte[] root() {
            return levels.getLast().getFirst();
        }

        /// The hashes beside the way from a leaf to the root, the lowest first.
        public List<byte[]> path(int place) {
            var path = new ArrayList<byte[]>();
            int node = place;
            for (var level : levels) {
                int beside = node ^ 1;
                if (beside < level.size()) path.add(level.get(beside));
                node >>= 1;
            }
            return path;
        }
    }

    /// The root that a leaf at that place of a tree of that size leads to.
    ///
    /// @throws IllegalArgumentException when the path does not fit the size
    public static byte[] rootFrom(byte[] leaf, long place, long size, List<byte[]> path) {
        if (place < 0 || place >= size) throw new IllegalArgumentException("no place " + place + " in " + size);
        long node = place;
        long last = size - 1;
        var hash = leaf;
        for (var beside : path) {
            if (last == 0) throw new IllegalArgumentException("the path is too long");
            if ((node & 1) == 1 || node == last) {
                hash = node(beside, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) throw new IllegalArgumentException("the path is too short");
        return hash;
    }

    /// The largest power of two below the size.
    public static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
