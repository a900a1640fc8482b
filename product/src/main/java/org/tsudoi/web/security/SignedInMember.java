package org.tsudoi.web.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.tsudoi.members.Member;

/// The member behind a request, read afresh from the database for each request, so that a role taken away is
/// gone at once.
final class SignedInMember extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Member member;
    private final transient Instant since;

    SignedInMember(Member member, Instant since) {
        super(List.copyOf(member.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList()));
        this.member = member;
        this.since = since;
        setAuthenticated(true);
    }

    Member member() {
        return member;
    }

    /// When this session signed in.
    Instant since() {
        return since;
    }

    @Override
    public String getName() {
        return member.id().toString();
    }

    @Override
    public Object getPrincipal() {
        return member.id();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedInMember that && that.member.equals(member) && that.since.equals(since);
    }

    @Override
    public int hashCode() {
        return member.hashCode();
    }
}
