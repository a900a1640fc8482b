package org.tsudoi.payments.transfer;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.privacy.Vault;

/// The newest refresh token that the bank gave, sealed, and who is using it. Nobody's transaction is open: what is
/// claimed is claimed for other processes at once.
class GanbTokenTable {
    private static final String TABLE = "ganb_token";
    private static final String COLUMN = "refresh_sealed";

    private final JdbcClient jdbc;
    private final Vault vault;

    GanbTokenTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// @param version one more with each token that takes its place
    record Kept(String refresh, long version) {
        @Override
        public String toString() {
            return "refresh token " + version;
        }
    }

    /// For one process at a time, and for no longer than `until` should it end meanwhile.
    ///
    /// @param seed what is set, and taken unless the bank has given another one for it
    Optional<Kept> claim(String client, String seed, Instant now, Instant until) {
        var id = id(client);
        plant(id, seed, now);
        return jdbc.sql("""
                update ganb_token set refreshing_until = :until
                where id = :id and (refreshing_until is null or refreshing_until <= :now)
                returning refresh_sealed, version
                """)
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, _) -> kept(id, row))
                .optional();
    }

    private void plant(UUID id, String seed, Instant now) {
        jdbc.sql("""
                insert into ganb_token (id, seed_index, refresh_sealed, changed_at) values (:id, :seed, :refresh, :now)
                on conflict (id) do update set seed_index = :seed, refresh_sealed = :refresh, changed_at = :now,
                  version = ganb_token.version + 1, refreshing_until = null, denied_at = null
                where ganb_token.seed_index <> :seed
                """)
                .param("id", id)
                .param("seed", index(seed))
                .param("refresh", vault.seal(TABLE, COLUMN, id, seed))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Kept> find(String client) {
        var id = id(client);
        return jdbc.sql("select refresh_sealed, version from ganb_token where id = :id")
                .param("id", id)
                .query((row, _) -> kept(id, row))
                .optional();
    }

    private Kept kept(UUID id, ResultSet row) throws SQLException {
        return new Kept(vault.open(TABLE, COLUMN, id, row.getBytes(COLUMN)), row.getLong("version"));
    }

    /// False when another one has taken the place of the one that was used.
    boolean keep(String client, long used, String refresh, Instant now) {
        var id = id(client);
        return jdbc.sql("""
                update ganb_token set refresh_sealed = :refresh, version = version + 1, changed_at = :now,
                  refreshing_until = null, denied_at = null
                where id = :id and version = :used
                """)
                        .param("id", id)
                        .param("used", used)
                        .param("refresh", vault.seal(TABLE, COLUMN, id, refresh))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Nothing came of using it.
    void release(String client, long used) {
        jdbc.sql("update ganb_token set refreshing_until = null where id = :id and version = :used")
                .param("id", id(client))
                .param("used", used)
                .update();
    }

    /// The bank takes it no more.
    void deny(String client, long used, Instant now) {
        jdbc.sql("""
                update ganb_token set refreshing_until = null, denied_at = :now where id = :id and version = :used
                """)
                .param("id", id(client))
                .param("used", used)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean isDead(String client, String seed) {
        return jdbc.sql("select exists (select from ganb_token where id = :id and seed_index = :seed"
                        + " and denied_at is not null)")
                .param("id", id(client))
                .param("seed", index(seed))
                .query(Boolean.class)
                .single();
    }

    private static UUID id(String client) {
        return UUID.nameUUIDFromBytes(("ganb " + client).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] index(String seed) {
        return vault.blindIndex("ganb-token", seed);
    }
}
