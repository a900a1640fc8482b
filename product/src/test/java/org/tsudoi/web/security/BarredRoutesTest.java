package org.tsudoi.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Ids;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// Every route that changes something is decided about: whoever is suspended or expelled may, or is refused.
@ProductTest
class BarredRoutesTest {
    private static final Set<RequestMethod> READING =
            Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS, RequestMethod.TRACE);

    private final RequestMappingHandlerMapping controllers;
    private final Sanctions sanctions;
    private final StageSetting people;
    private final Ids ids;
    private final TestClock clock;

    BarredRoutesTest(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers,
            Sanctions sanctions,
            StageSetting people,
            Ids ids,
            TestClock clock) {
        this.controllers = controllers;
        this.sanctions = sanctions;
        this.people = people;
        this.ids = ids;
        this.clock = clock;
    }

    private static final class Planted {
        @PostMapping("/orders/{link}/planted")
        void change() {}
    }

    @BeforeEach
    @AfterEach
    void nobodyAsks() {
        SecurityContextHolder.clearContext();
    }

    /// Patterns that change something, of each mapping one.
    private static List<String> changing(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().keySet().stream()
                .filter(BarredRoutesTest::changes)
                .flatMap(info -> info.getPatternValues().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean changes(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.stream().anyMatch(method -> !READING.contains(method));
    }

    /// Routes that no row names: neither as they stand nor with the whole family that they belong to.
    private static List<String> undecided(RequestMappingHandlerMapping mapping) {
        return changing(mapping).stream()
                .filter(pattern -> row(pattern).isEmpty())
                .toList();
    }

    private static Optional<BarredRoutes.Row> row(String pattern) {
        return BarredRoutes.rows().stream()
                .filter(row -> names(row.pattern().getPatternString(), pattern))
                .findFirst();
    }

    private static boolean names(String row, String pattern) {
        return row.endsWith("/**") ? pattern.startsWith(row.substring(0, row.length() - 2)) : row.equals(pattern);
    }

    @Test
    void everyRouteThatChangesSomethingIsDecidedAbout() {
        assertThat(changing(controllers)).hasSizeGreaterThan(150);
        assertThat(undecided(controllers))
                .as("routes without a decision in BarredRoutes")
                .isEmpty();
    }

    @Test
    void aRouteThatNobodyThoughtOfIsFound() throws Exception {
        var mapping = new RequestMappingHandlerMapping();
        mapping.setApplicationContext(new StaticWebApplicationContext());
        mapping.afterPropertiesSet();
        var method = Planted.class.getDeclaredMethod("change");
        mapping.registerMapping(
                RequestMappingInfo.paths("/orders/{link}/planted")
                        .methods(RequestMethod.POST)
                        .options(mapping.getBuilderConfiguration())
                        .build(),
                new Planted(),
                method);
        assertThat(undecided(mapping)).containsExactly("/orders/{link}/planted");
    }

    @Test
    void noRowIsLeftOfARouteThatIsGone() {
        var all = changing(controllers);
        assertThat(BarredRoutes.rows())
                .allSatisfy(row -> assertThat(all)
                        .as(row.pattern().getPatternString())
                        .anyMatch(pattern -> names(row.pattern().getPatternString(), pattern)));
    }

    @Test
    void noDecisionContradictsAnother() {
        for (var pattern : changing(controllers)) {
            var fitting = BarredRoutes.rows().stream()
                    .filter(row -> names(row.pattern().getPatternString(), pattern))
                    .map(row -> row.decision().getClass())
                    .distinct()
                    .toList();
            assertThat(fitting).as(pattern).hasSize(1);
        }
    }

    /// Through the interceptors of the route itself, as the dispatcher asks them.
    @Test
    void whoIsBarredIsRefusedWhereverTheTableDoesNotLetThem() {
        var barred = people.somebody();
        var free = people.somebody();
        suspend(barred);
        for (var pattern : changing(controllers)) {
            boolean may = row(pattern).orElseThrow().decision() instanceof BarredRoutes.Decision.May;
            for (var method : methods(pattern)) {
                assertThat(passes(method, pattern, barred))
                        .as(method + " " + pattern)
                        .isEqualTo(may);
                assertThat(passes(method, pattern, free))
                        .as(method + " " + pattern)
                        .isTrue();
            }
        }
    }

    private void suspend(Member member) {
        Instant now = clock.instant();
        sanctions.decide(
                new SanctionId(ids.next()),
                new Sanction.Decision(
                        member.id(),
                        Sanction.Kind.SUSPENSION,
                        "said so",
                        now,
                        Optional.empty(),
                        false,
                        false,
                        people.somebody().id(),
                        now));
    }

    private List<String> methods(String pattern) {
        var methods = new ArrayList<String>();
        controllers.getHandlerMethods().keySet().stream()
                .filter(info -> info.getPatternValues().contains(pattern))
                .flatMap(info -> info.getMethodsCondition().getMethods().stream())
                .filter(method -> !READING.contains(method))
                .forEach(method -> methods.add(method.name()));
        if (methods.isEmpty()) methods.add("POST");
        return methods.stream().distinct().toList();
    }

    private boolean passes(String method, String pattern, Member who) {
        var path = pattern.replaceAll("\\{[^}:]+:([^}|]+)[^}]*}", "$1").replaceAll("\\{[^}]+}", "something");
        SecurityContextHolder.setContext(new SecurityContextImpl(new SignedInMember(who, clock.instant())));
        var request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        request.setContentType("application/json");
        request.addHeader("Accept", "*/*");
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = Objects.requireNonNull(controllers.getHandler(request), pattern);
            var guards = Stream.of(
                            Objects.requireNonNull(chain.getInterceptorList()).toArray())
                    .filter(BarredMembers.class::isInstance)
                    .map(BarredMembers.class::cast)
                    .toList();
            assertThat(guards).as(pattern).hasSize(1);
            return guards.getFirst().preHandle(request, new MockHttpServletResponse(), chain.getHandler());
        } catch (Exception notMapped) {
            throw new AssertionError(pattern, notMapped);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
