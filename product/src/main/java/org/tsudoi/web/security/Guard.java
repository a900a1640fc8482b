package org.tsudoi.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Role;
import org.tsudoi.members.Standing;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;

/// Applies the table of routes to a request. Whatever the table does not name is refused.
@Component
class Guard implements AuthorizationManager<RequestAuthorizationContext> {
    /// The organiser of the path, once this request has been found to be one of its people's.
    static final String ORGANISER = Guard.class.getName() + ".organiser";

    private static final Duration OPERATOR_SIGNED_IN_WITHIN = Duration.ofHours(12);
    private static final AuthorizationDecision YES = new AuthorizationDecision(true);
    private static final AuthorizationDecision NO = new AuthorizationDecision(false);

    private final Organisers organisers;
    private final Events events;
    private final Clock clock;

    Guard(Organisers organisers, Events events, Clock clock) {
        this.organisers = organisers;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        return Routes.of(path(request))
                        .filter(match -> allows(match, who, request))
                        .isPresent()
                ? YES
                : NO;
    }

    /// True when an operator has to sign in again before going on.
    boolean hasGoneStale(Authentication who) {
        return who instanceof SignedInMember signedIn && signedIn.member().is(Role.OPERATOR) && !isFresh(signedIn);
    }

    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private boolean allows(
            Routes.Match match, Supplier<? extends @Nullable Authentication> who, HttpServletRequest request) {
        return switch (match.rule()) {
            case ANYONE, MACHINE -> true;
            case MEMBER -> who.get() instanceof SignedInMember;
            case ORGANISER -> who.get() instanceof SignedInMember member && owns(member, match.variables(), request);
            case HOST -> who.get() instanceof SignedInMember member && leads(member, match.variables());
            case OPERATOR ->
                who.get() instanceof SignedInMember member && member.member().is(Role.OPERATOR) && isFresh(member);
        };
    }

    private boolean owns(SignedInMember member, Map<String, String> variables, HttpServletRequest request) {
        String named = variables.getOrDefault("organiser", "");
        Optional<Organiser> organiser = OrganiserId.parse(named)
                .flatMap(organisers::find)
                .or(() -> organisers.findBySlug(named))
                .filter(found -> organisers
                        .standing(member.member().id(), found.id())
                        .filter(standing -> standing == Standing.OWNER)
                        .isPresent());
        organiser.ifPresent(found -> request.setAttribute(ORGANISER, found));
        return organiser.isPresent();
    }

    private boolean leads(SignedInMember member, Map<String, String> variables) {
        return EventId.parse(variables.getOrDefault("event", ""))
                .flatMap(events::find)
                .filter(event ->
                        events.hosts(event.id()).contains(member.member().id()))
                .isPresent();
    }

    private boolean isFresh(SignedInMember member) {
        return member.since().plus(OPERATOR_SIGNED_IN_WITHIN).isAfter(clock.instant());
    }
}
