package org.tsudoi.web.security;

import static java.util.Comparator.comparing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.tsudoi.members.KnownBrowsers;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.SignIn;

/// Begins, lists and ends the sessions of members.
@Component
public class Sessions {
    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final CsrfTokenRepository csrf;
    private final KnownBrowsers browsers;
    private final Browser browser;
    private final Clock clock;

    Sessions(
            FindByIndexNameSessionRepository<? extends Session> repository,
            CsrfTokenRepository csrf,
            KnownBrowsers browsers,
            Browser browser,
            Clock clock) {
        this.repository = repository;
        this.csrf = csrf;
        this.browsers = browsers;
        this.browser = browser;
        this.clock = clock;
    }

    /// One session as its owner sees it.
    ///
    /// @param handle names it in a form; the session's own id is a secret and never leaves
    public record Open(String handle, String device, Instant since, Instant lastSeen, boolean isThisOne) {}

    /// Signs the member in: whatever session was there ends, a new one with a new id begins, and the form token
    /// changes, so that nothing planted before works after.
    public void begin(HttpServletRequest request, HttpServletResponse response, Member member, SignIn.Way way) {
        @Nullable HttpSession before = request.getSession(false);
        if (before != null) before.invalidate();
        String device = Browser.device(request);
        HttpSession session = request.getSession(true);
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                member.id().toString());
        session.setAttribute(SessionMembers.MEMBER, member.id().value().toString());
        session.setAttribute(SessionMembers.SINCE, clock.instant().toString());
        session.setAttribute(SessionMembers.DEVICE, device);
        csrf.saveToken(null, request, response);
        SecurityContextHolder.setContext(new SecurityContextImpl(new SignedInMember(member, clock.instant())));
        browsers.signedIn(member.id(), way, browser.knownOrNew(request, response), device);
    }

    public void end(HttpServletRequest request, HttpServletResponse response) {
        @Nullable HttpSession session = request.getSession(false);
        if (session != null) session.invalidate();
        csrf.saveToken(null, request, response);
        SecurityContextHolder.clearContext();
    }

    /// The newest first.
    public List<Open> of(MemberId member, HttpServletRequest request) {
        String current = Optional.ofNullable(request.getSession(false))
                .map(HttpSession::getId)
                .orElse("");
        return repository.findByPrincipalName(member.toString()).values().stream()
                .filter(session -> !session.isExpired())
                .map(session -> open(session, current))
                .sorted(comparing(Open::lastSeen).reversed())
                .toList();
    }

    /// Does nothing for a handle that is not one of this member's.
    public void end(MemberId member, String handle) {
        repository.findByPrincipalName(member.toString()).keySet().stream()
                .filter(id -> handle(id).equals(handle))
                .forEach(repository::deleteById);
    }

    public void endOthers(MemberId member, HttpServletRequest request) {
        of(member, request).stream()
                .filter(session -> !session.isThisOne())
                .forEach(session -> end(member, session.handle()));
    }

    private static Open open(Session session, String current) {
        return new Open(
                handle(session.getId()),
                Optional.<String>ofNullable(session.getAttribute(SessionMembers.DEVICE))
                        .orElse("?"),
                Optional.<String>ofNullable(session.getAttribute(SessionMembers.SINCE))
                        .map(Instant::parse)
                        .orElse(session.getCreationTime()),
                session.getLastAccessedTime(),
                session.getId().equals(current));
    }

    static String handle(String sessionId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sessionId.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
