package org.tsudoi.web.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// The table of all routes: who may ask for what. The first row that fits counts; a path in no row is refused,
/// and a test fails for a controller whose path is in no row. A new family of pages adds its row here.
public final class Routes {
    private static final List<Route> TABLE = List.of(
            // The shop window: what strangers see.
            route("/", Rule.ANYONE),
            route("/events/**", Rule.ANYONE),
            route("/o/**", Rule.ANYONE),
            route("/series/**", Rule.ANYONE),
            route("/sessions", Rule.ANYONE),
            route("/find", Rule.ANYONE),
            route("/people/**", Rule.ANYONE),
            route("/pictures/**", Rule.ANYONE),
            route("/art/**", Rule.ANYONE),
            route("/salons/{plan}/join", Rule.MEMBER),
            route("/salons/{plan}/mails", Rule.MEMBER),
            route("/salons/{plan}/events/**", Rule.MEMBER),
            route("/salons/**", Rule.ANYONE),
            route("/calendar/**", Rule.ANYONE),
            route("/legal/**", Rule.ANYONE),
            route("/privacy/**", Rule.ANYONE),
            route("/trust/**", Rule.ANYONE),
            // Buying and going in: guests too, by the token in their link.
            route("/asked/**", Rule.ANYONE),
            route("/checkout/**", Rule.ANYONE),
            route("/given/**", Rule.ANYONE),
            route("/orders/**", Rule.ANYONE),
            route("/reminders/{link}/off", Rule.MACHINE),
            route("/reminders/**", Rule.ANYONE),
            route("/salon-mails/{link}/off", Rule.MACHINE),
            route("/salon-mails/**", Rule.ANYONE),
            route("/wallet/**", Rule.ANYONE),
            route("/door/**", Rule.ANYONE),
            route("/room/**", Rule.ANYONE),
            // Coming in.
            route("/sign-in/**", Rule.ANYONE),
            route("/operator-invitation/**", Rule.ANYONE),
            route("/sign-out", Rule.MEMBER),
            // One's own things.
            route("/account/**", Rule.MEMBER),
            route("/tickets/**", Rule.MEMBER),
            // Organisers.
            route("/organise", Rule.MEMBER),
            route("/organise/start", Rule.MEMBER),
            route("/organise/{organiser}/**", Rule.ORGANISER),
            route("/host/{event}/**", Rule.HOST),
            // The instance.
            route("/operate/**", Rule.OPERATOR),
            // Machines.
            route("/webhooks/**", Rule.MACHINE),
            route("/livez", Rule.MACHINE),
            route("/readyz", Rule.MACHINE),
            route("/actuator/health/**", Rule.MACHINE),
            // What a page is made of.
            route("/assets/**", Rule.ANYONE),
            route("/favicon.ico", Rule.ANYONE),
            route("/robots.txt", Rule.ANYONE),
            route("/problems", Rule.ANYONE),
            route("/error", Rule.ANYONE));

    private Routes() {}

    /// The rule for a path, with what its row read from it.
    static Optional<Match> of(String path) {
        var parsed = PathContainer.parsePath(path);
        for (Route route : TABLE) {
            PathPattern.PathMatchInfo found = route.pattern().matchAndExtract(parsed);
            if (found != null) return Optional.of(new Match(route.rule(), found.getUriVariables()));
        }
        return Optional.empty();
    }

    static String[] patternsOf(Rule rule) {
        return TABLE.stream()
                .filter(route -> route.rule() == rule)
                .map(route -> route.pattern().getPatternString())
                .toArray(String[]::new);
    }

    private static Route route(String pattern, Rule rule) {
        return new Route(PathPatternParser.defaultInstance.parse(pattern), rule);
    }

    record Match(Rule rule, Map<String, String> variables) {}

    private record Route(PathPattern pattern, Rule rule) {}
}
