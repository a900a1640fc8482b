package org.tsudoi.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.NewOrganiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Organisers.Start.Started;
import org.tsudoi.members.Standing;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.ProductTest;

/// Every path that any controller answers, asked for by everybody who could come along.
@ProductTest
class RoutesTest {
    private static final int PASSED = 299;

    private final Filter security;
    private final RequestMappingHandlerMapping controllers;
    private final Clock clock;
    private final Map<String, Optional<Member>> everybody = new LinkedHashMap<>();
    private final String slug = "o" + UUID.randomUUID().toString().substring(0, 8);
    private final EventId event;

    RoutesTest(
            @Qualifier("springSecurityFilterChain") Filter security,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers,
            Members members,
            Organisers organisers,
            Market market,
            Events events,
            Clock clock) {
        this.security = security;
        this.controllers = controllers;
        this.clock = clock;
        Member participant = member(members);
        Member other = member(members);
        Member organiser = member(members);
        Member operator = member(members);
        Member host = member(members);
        Member houseHost = member(members);
        members.makeOperator(operator.id());
        var own = start(organisers, organiser, slug);
        event = market.event(own, 5, Duration.ofDays(1)).id();
        events.hosts(event, Set.of(host.id()));
        organisers.letAct(own, houseHost.id(), Standing.HOST);
        start(organisers, other, slug + "-other");
        everybody.put("stranger", Optional.empty());
        everybody.put("participant", members.find(participant.id()));
        everybody.put("other organiser", members.find(other.id()));
        everybody.put("host of the event", members.find(host.id()));
        everybody.put("host of the organiser", members.find(houseHost.id()));
        everybody.put("organiser", members.find(organiser.id()));
        everybody.put("operator", members.find(operator.id()));
    }

    @Test
    void everyRouteHasARule() {
        assertThat(paths())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Routes.of(path))
                        .as("%s is in no row of Routes", path)
                        .isPresent());
    }

    @Test
    void everybodyGetsWhatTheTableSaysAndNothingElse() {
        var strangers = Set.of("stranger");
        var expected = Map.of(
                Rule.ANYONE, everybody.keySet(),
                Rule.MACHINE, everybody.keySet(),
                Rule.MEMBER,
                        everybody.keySet().stream()
                                .filter(who -> !strangers.contains(who))
                                .collect(Collectors.toSet()),
                Rule.HOST, Set.of("host of the event", "host of the organiser", "organiser"),
                Rule.ORGANISER, Set.of("organiser"),
                Rule.OPERATOR, Set.of("operator"));
        var paths = Stream.concat(
                        paths().stream(),
                        Stream.of(
                                "/operate", "/operate/anything", "/organise/" + slug, "/organise/" + slug + "/events"))
                .toList();
        for (String path : paths) {
            Rule rule = Routes.of(path).orElseThrow().rule();
            for (String who : everybody.keySet()) {
                var answer = ask("GET", path, who(who));
                if (expected.getOrDefault(rule, Set.of()).contains(who)) {
                    assertThat(answer.getStatus())
                            .as("%s asks for %s", who, path)
                            .isEqualTo(PASSED);
                } else if (who.equals("stranger")) {
                    assertThat(answer.getHeader("Location"))
                            .as("%s asks for %s", who, path)
                            .startsWith("/sign-in?next=");
                } else {
                    assertThat(answer.getStatus())
                            .as("%s asks for %s", who, path)
                            .isEqualTo(404);
                }
            }
        }
    }

    @Test
    void anOrganiserIsNamedBySlugOrId() {
        assertThat(ask("GET", "/organise/" + slug, who("organiser")).getStatus())
                .isEqualTo(PASSED);
        assertThat(ask("GET", "/organise/no-such-slug", who("organiser")).getStatus())
                .isEqualTo(404);
        assertThat(ask("GET", "/organise/org_00000000000000000000000000", who("organiser"))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void anEventThatSomebodyElseLeadsIsNotThere() {
        for (String path : List.of("/host/something", "/host/evt_00000000000000000000000000")) {
            assertThat(ask("GET", path, who("organiser")).getStatus()).isEqualTo(404);
        }
    }

    @Test
    void whatIsInNoRowIsRefusedForEverybody() {
        for (var who : everybody.values()) {
            assertThat(ask("GET", "/nothing/here", who).getStatus()).isEqualTo(404);
            assertThat(ask("GET", "/actuator/env", who).getStatus()).isEqualTo(404);
        }
    }

    @Test
    void everyFormNeedsItsTokenWhoeverSendsIt() {
        for (String path : paths()) {
            var answer = ask("POST", path, who("operator"));
            boolean machine = Routes.of(path).orElseThrow().rule() == Rule.MACHINE;
            assertThat(answer.getStatus()).as(path).isEqualTo(machine ? PASSED : 403);
        }
    }

    @Test
    void noTrickOfSpellingGetsAround() {
        for (String path :
                List.of("/operate/", "/operate;x=y", "//operate", "/operate/../operate", "/OPERATE", "/operate%2f")) {
            assertThat(ask("GET", path, Optional.empty()).getStatus()).as(path).isNotEqualTo(PASSED);
        }
    }

    private Optional<Member> who(String name) {
        return everybody.getOrDefault(name, Optional.empty());
    }

    private List<String> paths() {
        return controllers.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .map(pattern -> pattern.replace("{organiser}", slug)
                        .replace("/host/{event}", "/host/" + event)
                        .replaceAll("\\{\\*?[^}]+}", "something")
                        .replace("/**", "/something"))
                .distinct()
                .sorted()
                .toList();
    }

    /// Through the real chain of filters; 299 when the request got to where controllers begin.
    private MockHttpServletResponse ask(String method, String path, Optional<Member> who) {
        var request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        request.addHeader("Accept", "text/html");
        who.ifPresent(member -> {
            request.getSession(true)
                    .setAttribute(SessionMembers.MEMBER, member.id().value().toString());
            request.getSession()
                    .setAttribute(SessionMembers.SINCE, clock.instant().toString());
        });
        var response = new MockHttpServletResponse();
        var end = new MockFilterChain() {
            @Override
            public void doFilter(ServletRequest at, ServletResponse answer) {
                ((MockHttpServletResponse) unwrapped(answer)).setStatus(PASSED);
            }
        };
        try {
            security.doFilter(request, response, end);
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
        return response;
    }

    private static ServletResponse unwrapped(ServletResponse response) {
        return response instanceof ServletResponseWrapper wrapper ? unwrapped(wrapper.getResponse()) : response;
    }

    private static Member member(Members members) {
        return members.findOrCreate(
                new EmailAddress(UUID.randomUUID() + "@routes.example"),
                Optional.empty(),
                Locale.ENGLISH,
                ZoneId.of("Asia/Tokyo"));
    }

    private static OrganiserId start(Organisers organisers, Member owner, String slug) {
        var wish = new NewOrganiser(slug, "Studio", Currency.getInstance("JPY"), "JP", "");
        return ((Started) organisers.start(owner.id(), wish)).organiser().id();
    }
}
