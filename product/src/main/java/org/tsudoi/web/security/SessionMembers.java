package org.tsudoi.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;

/// Finds the member of a request. The session holds an id and a time, no more; it is read when somebody asks
/// who is there, and never made for a stranger.
@Component
class SessionMembers implements SecurityContextRepository {
    static final String MEMBER = "tsudoi.member";
    static final String SINCE = "tsudoi.since";
    static final String DEVICE = "tsudoi.device";

    private final Members members;

    SessionMembers(Members members) {
        this.members = members;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Once(() -> context(request));
    }

    @Override
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    /// The session is written by `Sessions` alone, at signing in and out.
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return memberId(request).isPresent();
    }

    private SecurityContext context(HttpServletRequest request) {
        return memberId(request)
                .flatMap(members::find)
                .map(member -> new SecurityContextImpl(new SignedInMember(member, since(request))))
                .orElseGet(SecurityContextImpl::new);
    }

    private static Optional<MemberId> memberId(HttpServletRequest request) {
        return attribute(request, MEMBER).map(UUID::fromString).map(MemberId::new);
    }

    private static Instant since(HttpServletRequest request) {
        return attribute(request, SINCE).map(Instant::parse).orElse(Instant.EPOCH);
    }

    private static Optional<String> attribute(HttpServletRequest request, String name) {
        @Nullable HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((String) session.getAttribute(name));
    }

    private static final class Once implements DeferredSecurityContext {
        private final Supplier<SecurityContext> source;
        private @Nullable SecurityContext context;

        Once(Supplier<SecurityContext> source) {
            this.source = source;
        }

        @Override
        public SecurityContext get() {
            SecurityContext found = context == null ? source.get() : context;
            context = found;
            return found;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
