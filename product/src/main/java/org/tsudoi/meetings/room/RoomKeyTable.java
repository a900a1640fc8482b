package org.tsudoi.meetings.room;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;

/// Rows of `room_key`.
@Component
class RoomKeyTable {
    private final JdbcClient jdbc;

    RoomKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void mint(AdmissionId admission, byte[] credentialHash, Instant until) {
        jdbc.sql("""
                        insert into room_key (admission, credential_hash, credential_until) values (:admission, :hash, :until)
                        on conflict (admission) do update
                        set credential_hash = excluded.credential_hash, credential_until = excluded.credential_until,
                            used_at = null""")
                .param("admission", admission.value())
                .param("hash", credentialHash)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Uses the credential up and sets the browser's secret in its place, in one statement: of two who try, one
    /// gets it.
    Optional<AdmissionId> exchange(byte[] credentialHash, byte[] cookieHash, Instant now) {
        return jdbc.sql("""
                        update room_key set used_at = :now, cookie_hash = :cookie
                        where credential_hash = :hash and used_at is null and credential_until > :now
                        returning admission""")
                .param("hash", credentialHash)
                .param("cookie", cookieHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional()
                .map(AdmissionId::new);
    }

    Optional<AdmissionId> find(byte[] cookieHash) {
        return jdbc.sql("select admission from room_key where cookie_hash = :hash")
                .param("hash", cookieHash)
                .query(UUID.class)
                .optional()
                .map(AdmissionId::new);
    }
}
