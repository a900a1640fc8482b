package org.tsudoi.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Lately;
import org.tsudoi.stages.Sanctions;

/// Who is suspended or expelled still signs in and reads: papers, orders, money. They change nothing but what ends
/// things or is theirs to settle, and lead nobody; everything else leads to the page that says why. In a rush the
/// list of those few is a quarter of a second old: what slips through by it is undone by whoever carries out the
/// decision, and publishing asks for itself.
@Component
class BarredMembers implements HandlerInterceptor, WebMvcConfigurer {
    static final String HOME = "/account/standing";

    private static final List<PathPattern> STILL = patterns(
            "/sign-out",
            "/sign-in/**",
            "/account",
            "/account/standing/**",
            "/account/sessions/**",
            "/account/passkeys/**",
            "/account/cards/**",
            "/account/memberships/**",
            "/account/bookings/*/cancel",
            "/account/bookings/*/enter",
            "/account/cases/**",
            "/account/page/shown",
            "/account/reminders",
            "/asked/*/leave",
            "/given/*/decline",
            "/tickets/*/archive",
            "/tickets/hosting/*/leave",
            "/tickets/*/take-back",
            "/salons/*/leave",
            "/door/**",
            "/reminders/*",
            "/orders/*/cancel",
            "/orders/*/give/*/back",
            "/orders/*/leave",
            "/orders/*/make-up/*/*/undo",
            "/orders/*/moved",
            "/orders/*/objection",
            "/orders/*/refund-account/**",
            "/organise/*/payouts/**",
            "/organise/*/events/*/cancel",
            "/organise/*/events/*/close",
            "/organise/*/events/*/series/end",
            "/organise/*/events/*/dates-held",
            "/organise/*/events/*/took-place",
            "/organise/*/events/*/places/*/cancel");

    /// Leading, even by looking: names of participants are on it.
    private static final List<PathPattern> LEADING = patterns("/host/**", "/operate/**");

    private final Sanctions sanctions;
    private final Lately<String, Set<MemberId>> lately = new Lately<>();

    BarredMembers(Sanctions sanctions) {
        this.sanctions = sanctions;
    }

    private static List<PathPattern> patterns(String... all) {
        return List.of(all).stream()
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var path = PathContainer.parsePath(Guard.path(request));
        boolean changes = !Set.of("GET", "HEAD").contains(request.getMethod());
        boolean asked = changes ? !fits(STILL, path) : fits(LEADING, path);
        if (!asked) return true;
        var member = WhoIsAsking.member();
        if (member.isEmpty() || !barred().contains(member.get().id())) return true;
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", HOME);
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else {
            response.setHeader(HttpHeaders.LOCATION, HOME);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        }
        return false;
    }

    private Set<MemberId> barred() {
        return lately.get("barred", sanctions::barred);
    }

    private static boolean fits(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
