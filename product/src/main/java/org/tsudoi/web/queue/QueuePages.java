package org.tsudoi.web.queue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.tsudoi.offerings.Event;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.queue.OrderQueue.Standing;
import org.tsudoi.web.queue.OrderQueue.Stock;
import org.tsudoi.web.security.Cookies;

/// Waiting for the order form. The page works by being loaded again; with a script it asks by itself.
@Controller
public class QueuePages {
    private final OrderQueue queue;
    private final Cookies cookies;
    private final Texts texts;

    QueuePages(OrderQueue queue, Cookies cookies, Texts texts) {
        this.queue = queue;
        this.cookies = cookies;
        this.texts = texts;
    }

    /// What the page shows.
    ///
    /// @param state `waiting`, `full`, or `many` (too many from one network)
    /// @param poll where the script asks
    /// @param here this page, with what was chosen
    public record View(
            Event event,
            String state,
            long ahead,
            long cameAhead,
            String about,
            String poll,
            String here,
            Duration pause,
            Duration comeWithin,
            Duration sendWithin) {}

    /// Where the order form sends those who have to queue.
    public static String address(String slug, String plan, String places) {
        return chosen("/events/" + slug + "/queue", plan, places).build().toUriString();
    }

    private static UriComponentsBuilder chosen(String path, String plan, String places) {
        var address = UriComponentsBuilder.fromPath(path);
        if (plan.matches("[a-z0-9_]{1,40}")) address.queryParam("plan", plan);
        if (places.matches("\\d{1,3}")) address.queryParam("places", places);
        return address;
    }

    @GetMapping("/events/{slug}/queue")
    ModelAndView queue(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String plan,
            @RequestParam(defaultValue = "") String places,
            Language language,
            HttpServletRequest asking,
            HttpServletResponse answer) {
        if (!slug.matches("[a-z0-9-]{1,80}")) throw Problem.notFound();
        var form = chosen("/events/" + slug + "/apply", plan, places);
        var kept = cookies.read(asking, cookie(slug)).orElse("");
        var found = queue.stand(slug, kept, RateLimits.address(asking));
        if (found.isEmpty()) return Pages.seeOther(form.build().toUriString());
        var standing = found.get();
        if (standing.stock() == Stock.OVER) return Pages.seeOther("/events/" + slug);
        if (!(standing.place() instanceof Place.TooMany) && !standing.ticket().equals(kept)) {
            cookies.write(answer, cookie(slug), standing.ticket(), Slips.TICKET_KEPT);
        }
        var turn = queue.turn(slug, standing);
        if (turn != null && standing.stock() == Stock.SALE) {
            return Pages.seeOther(form.queryParam("turn", turn).build().toUriString());
        }
        var view = view(slug, standing, address(slug, plan, places), language);
        return standing.place() instanceof Place.TooMany
                ? Pages.answer(HttpStatus.TOO_MANY_REQUESTS, "participant/queue", "view", view)
                : Pages.show("participant/queue", "view", view);
    }

    private View view(String slug, Standing standing, String here, Language language) {
        var place = standing.place();
        var state = standing.stock() == Stock.FULL ? "full" : place instanceof Place.TooMany ? "many" : "waiting";
        var waiting = place instanceof Place.Waiting one ? one : new Place.Waiting(0, 0, Duration.ofSeconds(1));
        var poll = UriComponentsBuilder.fromPath("/events/" + slug + "/queue/place")
                .queryParam("ticket", standing.ticket())
                .queryParam("lang", language.tag());
        return new View(
                standing.event(),
                state,
                waiting.ahead(),
                waiting.cameAhead(),
                about(waiting, language),
                poll.build().toUriString(),
                here,
                queue.pause(place),
                Line.COME_WITHIN,
                Line.SEND_WITHIN);
    }

    private String about(Place.Waiting waiting, Language language) {
        long minutes = waiting.about().plusSeconds(59).toMinutes();
        return minutes <= 1 ? texts.say(language, "queue.underMinute") : texts.say(language, "queue.minutes", minutes);
    }

    /// Asked by every waiting page every few seconds, without cookies: answered from memory alone.
    @GetMapping("/events/{slug}/queue/place")
    ResponseEntity<Map<String, Object>> place(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String ticket,
            Language language,
            HttpServletRequest asking) {
        var said = new LinkedHashMap<String, Object>();
        var found = queue.ask(slug, ticket, RateLimits.address(asking));
        said.put("state", found.map(QueuePages::word).orElse("gone"));
        found.filter(standing -> standing.stock() == Stock.SALE).ifPresent(standing -> {
            said.put("pause", queue.pause(standing.place()).toMillis());
            if (standing.place() instanceof Place.Waiting waiting) {
                said.put("ahead", new Formats(language).number(waiting.ahead()));
                said.put("behind", waiting.cameAhead() - waiting.ahead());
                said.put("wait", about(waiting, language));
                said.put("spoken", texts.say(language, "queue.spoken", waiting.ahead(), about(waiting, language)));
            }
        });
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(said);
    }

    private static String word(Standing standing) {
        return switch (standing.stock()) {
            case FULL -> "full";
            case OVER -> "over";
            case SALE ->
                switch (standing.place()) {
                    case Place.Waiting _ -> "waiting";
                    case Place.Turn _ -> "turn";
                    case Place.Gone _, Place.TooMany _ -> "gone";
                };
        };
    }

    private static String cookie(String slug) {
        return "queue-" + slug;
    }
}
