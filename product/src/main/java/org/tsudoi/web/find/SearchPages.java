package org.tsudoi.web.find;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.finding.Finding;
import org.tsudoi.finding.Found;
import org.tsudoi.finding.Kind;
import org.tsudoi.finding.Tongues;
import org.tsudoi.members.Member;
import org.tsudoi.points.Points;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.ReaderPreferences;

/// One search over people, sessions, meetings and salons.
@Controller
public class SearchPages {
    static final int ON_A_PAGE = 20;
    static final ZoneId USUAL_ZONE = ZoneId.of("Asia/Tokyo");

    /// Far more than somebody reads; whoever copies the whole window is held back.
    private static final RateLimits.Limit SEARCHES = new RateLimits.Limit("find", 300, Duration.ofMinutes(5));

    private final Finding finding;
    private final Cards cards;
    private final Points points;
    private final RateLimits limits;

    SearchPages(Finding finding, Cards cards, Points points, RateLimits limits) {
        this.finding = finding;
        this.cards = cards;
        this.points = points;
        this.limits = limits;
    }

    /// @param next      the address of what follows; null when this is all
    /// @param loosen    what to leave out, when nothing was found: a text key and the address without it
    /// @param points    of the reader; null for whoever is not signed in
    public record Sheet(
            Sought sought,
            List<Card> cards,
            @Nullable String next,
            Map<String, Loosen> loosen,
            Map<String, String> themes,
            Map<String, String> languages,
            Map<String, String> chosen,
            @Nullable Long points) {}

    /// @param many found then
    public record Loosen(String address, int many) {}

    @GetMapping("/find")
    ModelAndView find(
            @RequestParam MultiValueMap<String, String> typed,
            Optional<Member> member,
            Language language,
            HttpServletRequest request) {
        limits.take(SEARCHES, RateLimits.address(request));
        var form = Form.of(typed);
        var reader = language.locale();
        var there = member.map(one -> points.wallet(one.id()).points());
        var sought = Sought.read(form, there, cards.now(), zone(request, member));
        var place = Found.Place.parse(form.value("after"));
        var found = finding.find(sought.wanted(), place.orElse(null), ON_A_PAGE);
        var loosen = found.hits().isEmpty() && place.isEmpty() ? loosen(sought) : Map.<String, Loosen>of();
        var themes = themes(reader);
        var sheet = new Sheet(
                sought,
                cards.of(found.hits(), reader),
                found.next().map(sought::after).orElse(null),
                loosen,
                themes,
                languages(reader),
                chosen(sought, themes, reader),
                there.orElse(null));
        if (form.value("in").isEmpty()) form.with("in", Sought.CURRENCIES.getFirst());
        return Pages.show("find/search", "sheet", sheet, "form", form);
    }

    static ZoneId zone(HttpServletRequest request, Optional<Member> member) {
        return ReaderPreferences.zone(request)
                .or(() -> member.map(Member::zone))
                .orElse(USUAL_ZONE);
    }

    private Map<String, Loosen> loosen(Sought sought) {
        var all = new LinkedHashMap<String, Loosen>();
        for (var one : finding.loosen(sought.wanted())) {
            var word = one.part().name().toLowerCase(Locale.ROOT);
            all.put(word, new Loosen(sought.without(fields(one.part())), one.many()));
        }
        return all;
    }

    private static String[] fields(Finding.Part part) {
        return switch (part) {
            case TEXT -> new String[] {"q"};
            case THEME -> new String[] {"theme"};
            case LANGUAGE -> new String[] {"speaks"};
            case PRICE -> new String[] {"up", "in"};
            case POINTS -> new String[] {"points"};
            case KIND -> new String[] {"kind"};
            case TIMES -> new String[] {"when", "from", "until"};
        };
    }

    private Map<String, String> themes(Locale reader) {
        var names = new LinkedHashMap<String, String>();
        cards.offered().forEach(theme -> names.put(theme.word(), theme.name(reader)));
        return names;
    }

    static Map<String, String> languages(Locale reader) {
        var names = new LinkedHashMap<String, String>();
        Tongues.ALL.forEach(tag -> names.put(tag, Tongues.name(tag, reader)));
        return names;
    }

    /// What can be taken back by one tap, by the address without it: names of themes and languages.
    private static Map<String, String> chosen(Sought sought, Map<String, String> themes, Locale reader) {
        var chosen = new LinkedHashMap<String, String>();
        sought.wanted()
                .theme()
                .ifPresent(word -> chosen.put(sought.without("theme"), themes.getOrDefault(word, word)));
        sought.wanted().language().ifPresent(tag -> chosen.put(sought.without("speaks"), Tongues.name(tag, reader)));
        return chosen;
    }

    public static List<Kind> kinds() {
        return List.of(Kind.values());
    }

    public static List<String> times() {
        return List.of(
                Times.TODAY.word(),
                Times.WEEK.word(),
                Times.EVENINGS.word(),
                Times.WEEKENDS.word(),
                Times.RANGE.word());
    }

    public static List<String> currencies() {
        return Sought.CURRENCIES;
    }
}
