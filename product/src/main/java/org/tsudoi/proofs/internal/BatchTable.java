package org.tsudoi.proofs.internal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.proofs.InclusionProof.Batch;
import org.tsudoi.proofs.SignedHead;

/// Batches with the hashes of their journals, the nodes of the tree over them, and signed heads.
@Component
class BatchTable implements LogTree.Nodes {
    private static final int HASH_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();

    private final JdbcClient jdbc;

    BatchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A journal's place in the books, and its hash.
    record Leaf(long sequence, byte[] hash) {}

    record Sealed(Batch batch, List<Leaf> leaves) {}

    Optional<Batch> last() {
        return jdbc.sql("select number, after, through, journals, root from proof_batch order by number desc limit 1")
                .query((row, _) -> batch(row))
                .optional();
    }

    Optional<Sealed> numbered(long number) {
        return jdbc.sql("select number, after, through, journals, root, leaves from proof_batch where number = :number")
                .param("number", number)
                .query((row, _) -> new Sealed(batch(row), leaves(row.getBytes("leaves"))))
                .optional();
    }

    Optional<Sealed> with(long sequence) {
        return jdbc.sql("""
                        select number, after, through, journals, root, leaves from proof_batch
                        where through >= :sequence order by through limit 1""")
                .param("sequence", sequence)
                .query((row, _) -> new Sealed(batch(row), leaves(row.getBytes("leaves"))))
                .optional()
                .filter(found -> found.batch().after() < sequence);
    }

    void insert(Sealed sealed, Instant at) {
        var batch = sealed.batch();
        var leaves = ByteBuffer.allocate(sealed.leaves().size() * (Long.BYTES + HASH_BYTES));
        for (var leaf : sealed.leaves()) leaves.putLong(leaf.sequence()).put(leaf.hash());
        jdbc.sql("""
                        insert into proof_batch (number, after, through, journals, root, leaves, sealed_at)
                        values (:number, :after, :through, :journals, :root, :leaves, :at)""")
                .param("number", batch.number())
                .param("after", batch.after())
                .param("through", batch.through())
                .param("journals", batch.journals())
                .param("root", HEX.parseHex(batch.root()))
                .param("leaves", leaves.array())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void insertNode(int level, long place, byte[] hash) {
        jdbc.sql("insert into proof_node (level, place, hash) values (:level, :place, :hash)")
                .param("level", level)
                .param("place", place)
                .param("hash", hash)
                .update();
    }

    @Override
    public byte[] at(int level, long place) {
        return jdbc.sql("select hash from proof_node where level = :level and place = :place")
                .param("level", level)
                .param("place", place)
                .query(byte[].class)
                .single();
    }

    void insert(SignedHead head) {
        jdbc.sql("""
                        insert into proof_head (batches, root, signed_at, public_key, signature)
                        values (:batches, :root, :at, :key, :signature)""")
                .param("batches", head.batches())
                .param("root", HEX.parseHex(head.root()))
                .param("at", head.signedAt().atOffset(ZoneOffset.UTC))
                .param("key", HEX.parseHex(head.publicKey()))
                .param("signature", HEX.parseHex(head.signature()))
                .update();
    }

    Optional<SignedHead> head() {
        return heads("order by batches desc limit 1").stream().findFirst();
    }

    /// The first head over so many batches or more.
    Optional<SignedHead> headFrom(long batches) {
        return heads("where batches >= " + batches + " order by batches limit 1").stream()
                .findFirst();
    }

    /// Heads of logs up to that size, the smallest first.
    List<SignedHead> heads(long after, long through) {
        return heads("where batches > " + after + " and batches <= " + through + " order by batches");
    }

    private List<SignedHead> heads(String which) {
        return jdbc.sql("select batches, root, signed_at, public_key, signature from proof_head " + which)
                .query((row, _) -> new SignedHead(
                        row.getLong("batches"),
                        HEX.formatHex(row.getBytes("root")),
                        row.getObject("signed_at", OffsetDateTime.class).toInstant(),
                        HEX.formatHex(row.getBytes("public_key")),
                        HEX.formatHex(row.getBytes("signature"))))
                .list();
    }

    private static Batch batch(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Batch(
                row.getLong("number"),
                row.getLong("after"),
                row.getLong("through"),
                row.getInt("journals"),
                HEX.formatHex(row.getBytes("root")));
    }

    private static List<Leaf> leaves(byte[] bytes) {
        var leaves = new ArrayList<Leaf>();
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            long sequence = buffer.getLong();
            var hash = new byte[HASH_BYTES];
            buffer.get(hash);
            leaves.add(new Leaf(sequence, hash));
        }
        return leaves;
    }
}
