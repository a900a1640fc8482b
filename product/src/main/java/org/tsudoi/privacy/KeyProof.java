package org.tsudoi.privacy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.platform.CannotStart;

/// One row in the database that only the right keys open: the product does not start with others, which would
/// make every name unreadable and find no member again.
final class KeyProof {
    private static final UUID ROW = new UUID(0, 1);
    private static final String TEXT = "sealed with the keys of this instance";

    private final JdbcClient sql;

    KeyProof(JdbcClient sql) {
        this.sql = sql;
    }

    private record Proof(byte[] sealed, byte[] index) {}

    /// The keys of the file; made now when neither the file nor anything sealed exists.
    Keys keysOf(Path file) {
        var proof = read();
        if (!Files.exists(file)) {
            if (proof.isPresent()) {
                throw new CannotStart(
                        "The key file " + file
                                + " is missing, with which this database was sealed; put it back, or name it with TSUDOI_KEY_FILE.");
            }
            Keys.make().write(file);
        }
        var keys = Keys.read(file);
        proof.ifPresentOrElse(stored -> check(stored, keys, file), () -> write(keys, file));
        return keys;
    }

    private static void check(Proof stored, Keys keys, Path file) {
        var vault = new Vault(keys);
        boolean opens;
        try {
            opens = vault.open("privacy_key_proof", "proof", ROW, stored.sealed())
                            .equals(TEXT)
                    && Arrays.equals(vault.blindIndex("key proof", TEXT), stored.index());
        } catch (IllegalStateException e) {
            opens = false;
        }
        if (!opens) {
            throw new CannotStart(
                    "The key file " + file
                            + " does not hold the keys that this database was sealed with; put back the file that belongs to it.");
        }
    }

    private Optional<Proof> read() {
        return sql.sql("select proof, proof_index from privacy_key_proof")
                .query((row, _) -> new Proof(row.getBytes("proof"), row.getBytes("proof_index")))
                .optional();
    }

    /// When two nodes start at once on an empty database, the later one must have brought the same keys.
    private void write(Keys keys, Path file) {
        var vault = new Vault(keys);
        int written = sql.sql("""
                        insert into privacy_key_proof (id, proof, proof_index) values (:id, :proof, :index)
                        on conflict do nothing
                        """)
                .param("id", ROW)
                .param("proof", vault.seal("privacy_key_proof", "proof", ROW, TEXT))
                .param("index", vault.blindIndex("key proof", TEXT))
                .update();
        if (written == 0) {
            check(read().orElseThrow(), keys, file);
        }
    }
}
