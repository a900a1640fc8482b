package org.tsudoi.members.internal;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;

/// Members as the owners of passkeys. The user handle that authenticators keep is the member's id and says
/// nothing else about them; Spring's "username" is the shown id (`mem_…`).
@Component
class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {
    private static final int HANDLE_BYTES = 16;

    private final MemberTable members;

    PasskeyOwners(MemberTable members) {
        this.members = members;
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        if (handle.getBytes().length != HANDLE_BYTES) return null;
        return members.find(memberId(handle)).map(PasskeyOwners::owner).orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        return MemberId.parse(username)
                .flatMap(members::find)
                .map(PasskeyOwners::owner)
                .orElse(null);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity owner) {
        throw new UnsupportedOperationException("only members own passkeys, and members are made by signing in");
    }

    @Override
    public void delete(Bytes handle) {
        throw new UnsupportedOperationException("members are not removed through their passkeys");
    }

    static Bytes handle(MemberId member) {
        return new Bytes(ByteBuffer.allocate(HANDLE_BYTES)
                .putLong(member.value().getMostSignificantBits())
                .putLong(member.value().getLeastSignificantBits())
                .array());
    }

    static MemberId memberId(Bytes handle) {
        var bytes = ByteBuffer.wrap(handle.getBytes());
        return new MemberId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    /// The address is what people recognise in their own device's list of passkeys.
    private static PublicKeyCredentialUserEntity owner(Member member) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle(member.id()))
                .name(member.email().value())
                .displayName(member.displayName()
                        .map(PersonName::value)
                        .orElse(member.email().value()))
                .build();
    }
}
