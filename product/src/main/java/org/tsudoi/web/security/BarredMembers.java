package org.tsudoi.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Lately;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageNews;

/// Who is suspended or expelled still signs in and reads: papers, orders, money. They change nothing but what the table
/// of [BarredRoutes] lets them, and lead nobody; everything else leads to the page that says why. In a rush the list of
/// those few is a quarter of a second old on other nodes: what slips through by it is undone by whoever carries out the
/// decision, and publishing asks for itself.
@Component
class BarredMembers implements HandlerInterceptor, WebMvcConfigurer {
    static final String HOME = "/account/standing";

    /// Leading, even by looking: names of participants are on it.
    private static final List<PathPattern> LEADING = patterns("/host/**", "/operate/**");

    /// Who takes part, by name. Papers are not among it: whoever issued them has to keep them by law.
    private static final List<PathPattern> TAKING_PART = patterns(
            "/organise/{organiser}/events/{event}",
            "/organise/{organiser}/events/{event}/live",
            "/organise/{organiser}/events/{event}/orders.csv",
            "/organise/{organiser}/events/{event}/answers",
            "/organise/{organiser}/events/{event}/answers.csv",
            "/organise/{organiser}/events/{event}/applications",
            "/organise/{organiser}/events/{event}/attendance",
            "/organise/{organiser}/events/{event}/counter",
            "/organise/{organiser}/events/{event}/make-ups",
            "/organise/{organiser}/events/{event}/moves",
            "/organise/{organiser}/events/{event}/off",
            "/organise/{organiser}/events/{event}/places/{ticket}/cancel");

    /// The same, of no event.
    private static final List<PathPattern> CUSTOMERS = patterns(
            "/organise/{organiser}/conversations",
            "/organise/{organiser}/conversations/**",
            "/organise/{o}/salons/{plan}/members/**");

    /// Steps of an order that lead to its being paid.
    private static final List<PathPattern> PAYING = patterns(
            "/orders/{link}/conclude",
            "/orders/{link}/pay",
            "/orders/{link}/points",
            "/orders/{link}/slip",
            "/orders/{link}/tap",
            "/orders/{link}/tap/options",
            "/orders/{link}/voucher");

    private final Sanctions sanctions;
    private final Events events;
    private final Orders orders;
    private final Clock clock;
    private final Lately<String, Set<MemberId>> lately = new Lately<>();

    BarredMembers(Sanctions sanctions, Events events, Orders orders, Clock clock) {
        this.sanctions = sanctions;
        this.events = events;
        this.orders = orders;
        this.clock = clock;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(StageNews news) {
        lately.forget();
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
        if (!isAsked(request, path)) return true;
        var member = WhoIsAsking.member();
        if (member.isEmpty() || !barred().contains(member.get().id())) return true;
        if (!isChange(request) && !fits(LEADING, path) && mayRead(member.get().id(), path)) return true;
        if (isChange(request) && isOwed(path)) return true;
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", HOME);
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else {
            response.setHeader(HttpHeaders.LOCATION, HOME);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        }
        return false;
    }

    private static boolean isChange(HttpServletRequest request) {
        return !Set.of("GET", "HEAD").contains(request.getMethod());
    }

    private static boolean isAsked(HttpServletRequest request, PathContainer path) {
        return isChange(request)
                ? BarredRoutes.isRefused(path)
                : fits(LEADING, path) || fits(TAKING_PART, path) || fits(CUSTOMERS, path);
    }

    /// Who is expelled reads nothing of those who came to them. Who is suspended still has to hold what was left to
    /// them, and reads what that takes.
    private boolean mayRead(MemberId member, PathContainer path) {
        var bars = sanctions.barring(member);
        if (bars.isEmpty()) return true;
        var decision = bars.get().decision();
        return switch (decision.kind()) {
            case EXPULSION -> false;
            case SUSPENSION ->
                TAKING_PART.stream()
                        .flatMap(pattern -> Stream.ofNullable(pattern.matchAndExtract(path)))
                        .findFirst()
                        .map(this::isToBeHeld)
                        .orElse(!decision.cancelHosted());
        };
    }

    /// A fee of a membership was agreed to before.
    private boolean isOwed(PathContainer path) {
        return PAYING.stream()
                .flatMap(pattern -> Stream.ofNullable(pattern.matchAndExtract(path)))
                .findFirst()
                .flatMap(found -> orders.byLink(found.getUriVariables().getOrDefault("link", "")))
                .filter(order -> order.terms().isPeriod())
                .isPresent();
    }

    private boolean isToBeHeld(PathPattern.PathMatchInfo found) {
        return EventId.parse(found.getUriVariables().getOrDefault("event", ""))
                .flatMap(events::find)
                .filter(event -> switch (event) {
                    case Event.Draft _, Event.Published _, Event.Closed _ ->
                        !event.particulars().hasEnded(clock.instant());
                    case Event.Cancelled _ -> false;
                })
                .isPresent();
    }

    private Set<MemberId> barred() {
        return lately.get("barred", sanctions::barred);
    }

    private static boolean fits(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
