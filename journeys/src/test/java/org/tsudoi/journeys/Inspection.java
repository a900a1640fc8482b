package org.tsudoi.journeys;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Walks through all pages that links lead to, one of each kind, and notes what is wrong with them: rules of
/// WCAG 2.2 AA that a machine can check, pages wider than a small phone, errors in the console. Each page is looked
/// at as it comes, and once more in another language and in colours that its reader chose.
final class Inspection {
    private static final int PHONE_WIDTH = 360;
    private static final int PHONE_HEIGHT = 780;
    private static final int WIDE_WIDTH = 1280;
    private static final int WIDE_HEIGHT = 860;

    /// An id, a secret, an address, a name that was made: one page with it is like another.
    private static final Pattern SOMEBODYS = Pattern.compile("[^/]*[0-9_@%][^/]*");

    private static final Pattern NO_PAGE =
            Pattern.compile(".*(\\.(ics|pdf|csv|txt|json|svg|jpg)|/sign-out|/raw|/attachments/.*|/town/mail.*)");

    /// What readers choose about a page, which is another address of the same one.
    private static final Pattern CHOICE = Pattern.compile("(.*&)?(lang|theme)=.*");

    /// One of these for each page, in turn: its layout and words change with one, its colours with the other.
    private static final List<Choice> CHOICES = List.of(new Choice("en", "dark"), new Choice("th", "light"));

    private record Choice(String language, String theme) {}

    private final Phone phone;
    private final Set<String> within;
    private final Set<String> kinds = new HashSet<>();
    private final List<String> console = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int chosen;

    /// @param within beginnings of the addresses that links are followed to
    Inspection(Phone phone, Set<String> within) {
        this.phone = phone;
        this.within = within;
        // As in the background: what looks for news by itself waits, and the page stays as it was opened.
        phone.page().addInitScript("Object.defineProperty(document, 'hidden', { get: () => true })");
        Accessibility.comeAlong(phone.page());
        phone.page().onConsoleMessage(this::heard);
        phone.page().onPageError(error -> console.add("script: " + error));
    }

    private void heard(ConsoleMessage message) {
        // That a page answers 404 is no error of the page that says so.
        boolean itself = message.text().startsWith("Failed to load resource")
                && message.location().startsWith(phone.page().url());
        if (message.type().equals("error") && !itself) console.add(message.text());
    }

    /// Each of these, and from there one of each kind.
    void walk(String... beginnings) {
        var ahead = new ArrayDeque<String>();
        for (var beginning : beginnings) ahead.addAll(visit(beginning));
        while (!ahead.isEmpty()) {
            var link = ahead.poll();
            if (kinds.add(kind(link))) ahead.addAll(visit(link));
        }
    }

    /// @return where its links lead
    private List<String> visit(String link) {
        phone.open(link);
        look();
        var links = links();
        var choice = CHOICES.get(chosen++ % CHOICES.size());
        var otherwise = phone.page().locator("a[hreflang=" + choice.language() + "]");
        if (otherwise.count() > 0) {
            phone.open(otherwise.first().evaluate("a => a.href") + "&theme=" + choice.theme());
            look();
            phone.forgetChoices();
        }
        return links;
    }

    /// At the page as it is now: small in light, wide in dark.
    void look() {
        var page = phone.page();
        kinds.add(kind(page.url()));
        page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
        note("at " + PHONE_WIDTH + " px", sideways());
        note("at " + PHONE_WIDTH + " px", phone.brokenIn(ColorScheme.LIGHT));
        page.setViewportSize(WIDE_WIDTH, WIDE_HEIGHT);
        note("at " + WIDE_WIDTH + " px", sideways());
        note("at " + WIDE_WIDTH + " px", phone.brokenIn(ColorScheme.DARK));
        note("in the console", console);
        console.clear();
    }

    private void note(String where, List<String> found) {
        for (var one : found) wrong.add(phone.page().url() + " " + where + ": " + one);
    }

    /// What reaches beyond the right edge, when the page can be moved sideways.
    private List<String> sideways() {
        var found = (List<?>) phone.page().evaluate("""
                () => {
                    const page = document.documentElement;
                    if (page.scrollWidth <= page.clientWidth) return [];
                    const beyond = [...document.querySelectorAll("body *")]
                        .filter((each) => each.getBoundingClientRect().right > page.clientWidth + 1);
                    return ["it can be moved sideways: " + (beyond.at(-1) ?? page).outerHTML.slice(0, 200)];
                }""");
        return found.stream().map(String::valueOf).toList();
    }

    private List<String> links() {
        var found =
                (List<?>) phone.page().evaluate("() => [...document.querySelectorAll('a[href]')].map((a) => a.href)");
        return found.stream()
                .map(String::valueOf)
                .filter(link -> within.stream().anyMatch(link::startsWith))
                .filter(link -> !NO_PAGE.matcher(URI.create(link).getPath()).matches())
                .filter(link -> !isChoice(URI.create(link).getRawQuery()))
                .toList();
    }

    private static boolean isChoice(@Nullable String query) {
        return query != null && CHOICE.matcher(query).matches();
    }

    private static String kind(String link) {
        var url = URI.create(link);
        var path = new StringBuilder();
        for (var segment : url.getRawPath().split("/")) {
            path.append('/').append(SOMEBODYS.matcher(segment).matches() ? "*" : segment);
        }
        var query = url.getRawQuery() == null ? "" : url.getRawQuery().replaceAll("=[^&]*", "");
        return url.getAuthority() + path + "?" + query;
    }

    /// What was wrong, once each.
    List<String> wrong() {
        return wrong.stream().distinct().toList();
    }

    /// The kinds of pages that were seen.
    Set<String> kinds() {
        return Set.copyOf(kinds);
    }
}
