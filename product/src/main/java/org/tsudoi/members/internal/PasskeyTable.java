package org.tsudoi.members.internal;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Passkey;
import org.tsudoi.members.PasskeyAdded;
import org.tsudoi.members.Passkeys;
import org.tsudoi.platform.Ids;
import org.tsudoi.privacy.Vault;

/// The store that Spring Security's passkeys are kept in, and what their owner may do with them.
@Component
class PasskeyTable implements UserCredentialRepository, Passkeys {
    private final JdbcClient jdbc;
    private final Vault vault;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher news;

    PasskeyTable(JdbcClient jdbc, Vault vault, Ids ids, Clock clock, ApplicationEventPublisher news) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
        this.news = news;
    }

    @Override
    @Transactional
    public void save(CredentialRecord record) {
        if (update(record) > 0) return;
        insert(record);
        news.publishEvent(new PasskeyAdded(PasskeyOwners.memberId(record.getUserEntityUserId()), clock.instant()));
    }

    private int update(CredentialRecord record) {
        return jdbc.sql("""
                update passkey
                set signature_count = :count, user_verified = :verified, backed_up = :backedUp, used_at = :used
                where credential_id = :credential and member_id = :member
                """)
                .param("count", record.getSignatureCount())
                .param("verified", record.isUvInitialized())
                .param("backedUp", record.isBackupState())
                .param("used", Rows.column(clock.instant()))
                .param("credential", record.getCredentialId().getBytes())
                .param(
                        "member",
                        PasskeyOwners.memberId(record.getUserEntityUserId()).value())
                .update();
    }

    private void insert(CredentialRecord record) {
        UUID id = ids.next();
        jdbc.sql("""
                insert into passkey (id, member_id, credential_id, public_key, name_sealed, signature_count, user_verified,
                    backup_eligible, backed_up, transports, attestation, client_data, created_at)
                values (:id, :member, :credential, :key, :name, :count, :verified,
                    :eligible, :backedUp, :transports, :attestation, :clientData, :at)
                """)
                .param("id", id)
                .param(
                        "member",
                        PasskeyOwners.memberId(record.getUserEntityUserId()).value())
                .param("credential", record.getCredentialId().getBytes())
                .param("key", record.getPublicKey().getBytes())
                .param("name", sealedName(id, record.getLabel()))
                .param("count", record.getSignatureCount())
                .param("verified", record.isUvInitialized())
                .param("eligible", record.isBackupEligible())
                .param("backedUp", record.isBackupState())
                .param(
                        "transports",
                        record.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .sorted()
                                .collect(joining(",")))
                .param("attestation", bytes(record.getAttestationObject()))
                .param("clientData", bytes(record.getAttestationClientDataJSON()))
                .param("at", Rows.column(clock.instant()))
                .update();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return jdbc.sql("select * from passkey where credential_id = :credential")
                .param("credential", credentialId.getBytes())
                .query((row, _) -> credential(row))
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return jdbc.sql("select * from passkey where member_id = :member order by id")
                .param("member", PasskeyOwners.memberId(userId).value())
                .query((row, _) -> credential(row))
                .list();
    }

    @Override
    public void delete(Bytes credentialId) {
        jdbc.sql("delete from passkey where credential_id = :credential")
                .param("credential", credentialId.getBytes())
                .update();
    }

    @Override
    public List<Passkey> of(MemberId member) {
        return jdbc.sql("select * from passkey where member_id = :member order by id")
                .param("member", member.value())
                .query((row, _) -> passkey(row))
                .list();
    }

    @Override
    public Optional<Instant> since(MemberId member, byte[] credential) {
        return jdbc.sql("select created_at from passkey where member_id = :member and credential_id = :credential")
                .param("member", member.value())
                .param("credential", credential)
                .query((row, _) -> Rows.instant(row, "created_at"))
                .optional();
    }

    @Override
    public void rename(MemberId member, UUID passkey, String name) {
        jdbc.sql("update passkey set name_sealed = :name where id = :id and member_id = :member")
                .param("name", sealedName(passkey, name))
                .param("id", passkey)
                .param("member", member.value())
                .update();
    }

    @Override
    public void remove(MemberId member, UUID passkey) {
        jdbc.sql("delete from passkey where id = :id and member_id = :member")
                .param("id", passkey)
                .param("member", member.value())
                .update();
    }

    @Override
    public boolean spend(byte[] challenge) {
        return jdbc.sql("""
                insert into passkey_challenge_spent (challenge_hash, spent_at) values (sha256(:challenge), :at)
                on conflict (challenge_hash) do nothing
                """)
                        .param("challenge", challenge)
                        .param("at", Rows.column(clock.instant()))
                        .update()
                == 1;
    }

    int deleteSpentBefore(Instant limit) {
        return jdbc.sql("delete from passkey_challenge_spent where spent_at < :limit")
                .param("limit", Rows.column(limit))
                .update();
    }

    private byte[] sealedName(UUID id, String name) {
        String text = name.strip();
        return vault.seal("passkey", "name_sealed", id, text.substring(0, Math.min(NAME_MAX, text.length())));
    }

    private Passkey passkey(ResultSet row) throws SQLException {
        UUID id = Rows.uuid(row, "id");
        return new Passkey(
                id,
                vault.open("passkey", "name_sealed", id, row.getBytes("name_sealed")),
                Rows.instant(row, "created_at"),
                Rows.optionalInstant(row, "used_at"),
                row.getBoolean("backed_up"));
    }

    private CredentialRecord credential(ResultSet row) throws SQLException {
        UUID id = Rows.uuid(row, "id");
        Instant created = Rows.instant(row, "created_at");
        Optional<Instant> used = Rows.optionalInstant(row, "used_at");
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.getBytes("credential_id")))
                .userEntityUserId(PasskeyOwners.handle(new MemberId(Rows.uuid(row, "member_id"))))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("user_verified"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backed_up"))
                .transports(transports(row.getString("transports")))
                .created(created)
                .lastUsed(used.orElse(created))
                .attestationObject(new Bytes(row.getBytes("attestation")))
                .attestationClientDataJSON(new Bytes(row.getBytes("client_data")))
                .label(vault.open("passkey", "name_sealed", id, row.getBytes("name_sealed")))
                .build();
    }

    private static Set<AuthenticatorTransport> transports(String column) {
        return Stream.of(column.split(","))
                .filter(value -> !value.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(toSet());
    }

    private static byte @Nullable [] bytes(@Nullable Bytes value) {
        return value == null ? null : value.getBytes();
    }
}
