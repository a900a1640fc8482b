package org.tsudoi.proofs;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// Shows that a journal stands on the books under a signed head. Everything needed to check it is in it, but whether
/// the head is ours: compare its key, or the head itself, with what was published.
///
/// @param journal as it stands on the books, byte for byte what is hashed
/// @param place in its batch, from 0
/// @param batch which one, from 1, with the journals after sequence `after` up to and with `through`
/// @param pathInBatch hashes beside the way from the journal to the batch's root, in hexadecimal
/// @param pathInLog hashes beside the way from the batch to the head's root
public record InclusionProof(
        String journal, int place, List<String> pathInBatch, Batch batch, List<String> pathInLog, SignedHead head) {
    /// @throws NullPointerException when a part of it is missing, as in a file that somebody made
    public InclusionProof {
        Objects.requireNonNull(journal);
        Objects.requireNonNull(batch);
        Objects.requireNonNull(head);
        pathInBatch = List.copyOf(pathInBatch);
        pathInLog = List.copyOf(pathInLog);
    }

    /// @param root of the tree over its journals, in hexadecimal
    public record Batch(long number, long after, long through, int journals, String root) {
        public Batch {
            Objects.requireNonNull(root);
        }

        /// What is hashed of it, byte for byte.
        public String text() {
            return "tsudoi batch 1\nnumber " + number + "\nafter " + after + "\nthrough " + through + "\njournals "
                    + journals + "\nroot " + root + "\n";
        }
    }

    /// Whether it shows what it says, and the head is signed by the key that it names.
    public boolean holds() {
        try {
            var batchRoot = Merkle.rootFrom(leaf(journal), place, batch.journals(), hashes(pathInBatch));
            if (!HexFormat.of().formatHex(batchRoot).equals(batch.root())) return false;
            var root = Merkle.rootFrom(leaf(batch.text()), batch.number() - 1, head.batches(), hashes(pathInLog));
            return HexFormat.of().formatHex(root).equals(head.root()) && head.isSigned();
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return false;
        }
    }

    /// @throws CharacterCodingException of half a character, which would be hashed as a question mark
    private static byte[] leaf(String text) throws CharacterCodingException {
        var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        var exactly = new byte[bytes.remaining()];
        bytes.get(exactly);
        return Merkle.leaf(exactly);
    }

    private static List<byte[]> hashes(List<String> path) {
        return path.stream().map(HexFormat.of()::parseHex).toList();
    }
}
