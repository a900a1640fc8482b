package org.tsudoi.payments.transfer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.privacy.Vault;

/// The newest refresh token that the bank gave, sealed.
class GanbTokenTable {
    private static final String TABLE = "ganb_token";
    private static final String COLUMN = "refresh_sealed";

    private final JdbcClient jdbc;
    private final Vault vault;

    GanbTokenTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// @param seed what is set, and taken unless the bank has given another one for it
    String find(String client, String seed) {
        var id = id(client);
        return jdbc.sql("select refresh_sealed from ganb_token where id = :id and seed_index = :seed")
                .param("id", id)
                .param("seed", index(seed))
                .query((row, _) -> vault.open(TABLE, COLUMN, id, row.getBytes(COLUMN)))
                .optional()
                .orElse(seed);
    }

    void keep(String client, String seed, String refresh, Instant now) {
        var id = id(client);
        jdbc.sql("""
                insert into ganb_token (id, seed_index, refresh_sealed, changed_at) values (:id, :seed, :refresh, :now)
                on conflict (id) do update set seed_index = :seed, refresh_sealed = :refresh, changed_at = :now
                """)
                .param("id", id)
                .param("seed", index(seed))
                .param("refresh", vault.seal(TABLE, COLUMN, id, refresh))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static UUID id(String client) {
        return UUID.nameUUIDFromBytes(("ganb " + client).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] index(String seed) {
        return vault.blindIndex("ganb-token", seed);
    }
}
