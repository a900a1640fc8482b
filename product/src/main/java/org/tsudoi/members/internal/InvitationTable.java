package org.tsudoi.members.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;

@Component
class InvitationTable {
    private final JdbcClient jdbc;

    InvitationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, byte[] tokenHash, Instant at, Instant until) {
        jdbc.sql("""
                insert into operator_invitation (id, token_hash, issued_at, until) values (:id, :token, :at, :until)
                """)
                .param("id", id)
                .param("token", tokenHash)
                .param("at", Rows.column(at))
                .param("until", Rows.column(until))
                .update();
    }

    void closeAll(Instant now) {
        jdbc.sql("update operator_invitation set until = :now where used_at is null and until > :now")
                .param("now", Rows.column(now))
                .update();
    }

    Optional<UUID> open(byte[] tokenHash, Instant now) {
        return jdbc.sql("""
                        select id from operator_invitation
                        where token_hash = :token and used_at is null and until > :now
                        """)
                .param("token", tokenHash)
                .param("now", Rows.column(now))
                .query(UUID.class)
                .optional();
    }

    boolean use(UUID id, MemberId by, Instant now) {
        return jdbc.sql("""
                update operator_invitation set used_at = :now, used_by = :by
                where id = :id and used_at is null and until > :now
                """)
                        .param("now", Rows.column(now))
                        .param("by", by.value())
                        .param("id", id)
                        .update()
                == 1;
    }
}
