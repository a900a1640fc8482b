package org.tsudoi.web.find;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.PersonName;
import org.tsudoi.finding.CoachPage;
import org.tsudoi.finding.CoachPages;
import org.tsudoi.finding.FoundBy;
import org.tsudoi.finding.Theme;
import org.tsudoi.finding.Themes;
import org.tsudoi.finding.Tongues;
import org.tsudoi.members.Member;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.organiser.Pictures;

/// What somebody who leads something writes of themselves, and whether others see it.
@Controller
public class OwnPage {
    private static final String HOME = "/account/page";
    private static final String YES = "yes";

    private final CoachPages pages;
    private final Themes themes;

    OwnPage(CoachPages pages, Themes themes) {
        this.pages = pages;
        this.themes = themes;
    }

    /// @param page     null before anything was written
    /// @param mayShow  whether they lead anything that is on sale
    public record Sheet(
            @Nullable CoachPage page, boolean mayShow, Map<String, String> themes, Map<String, String> languages) {
        public String picture() {
            return page == null || page.picture() == 0 ? "" : PeoplePages.picture(page);
        }
    }

    @GetMapping("/account/page")
    ModelAndView show(Member member, Language language) {
        var form = Form.blank();
        pages.of(member.id())
                .ifPresentOrElse(
                        page -> fill(form, page),
                        () -> form.with(
                                        "name",
                                        member.displayName()
                                                .map(PersonName::value)
                                                .orElse(""))
                                .with("slug", usualSlug(member))
                                .with("speaks", member.locale().getLanguage())
                                .with("times", YES));
        return Pages.show("find/own", "sheet", sheet(member, language.locale()), "form", form);
    }

    /// Says nothing about anybody.
    private static String usualSlug(Member member) {
        var shown = member.id().toString();
        return "coach-" + shown.substring(shown.length() - 8);
    }

    private static void fill(Form form, CoachPage page) {
        var told = page.told();
        form.with("name", told.name())
                .with("slug", page.slug())
                .with("headline", told.headline())
                .with("about", told.about())
                .with("words", String.join(", ", told.foundBy().words()))
                .with("links", String.join("\n", told.links().stream().map(URI::toString).toList()));
        told.foundBy().themes().forEach(theme -> form.ticked("themes", theme));
        told.foundBy().languages().forEach(tag -> form.ticked("speaks", tag));
        if (told.timesShown()) form.with("times", YES);
    }

    private Sheet sheet(Member member, Locale reader) {
        var page = pages.of(member.id()).orElse(null);
        boolean mayShow = !pages.leading(member.id()).isNothing();
        return new Sheet(page, mayShow, names(themes, reader), SearchPages.languages(reader));
    }

    static Map<String, String> names(Themes themes, Locale reader) {
        var names = new LinkedHashMap<String, String>();
        themes.offered().forEach(theme -> names.put(theme.word(), theme.name(reader)));
        return names;
    }

    @PostMapping("/account/page")
    ModelAndView keep(
            Member member,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile picture,
            Language language)
            throws IOException {
        var form = Form.of(typed);
        var name = form.line("name", CoachPage.Told.NAME_MAX);
        var slug = form.read("slug", "finding.error.slug", text -> Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(CoachPage::isSlug));
        var headline = form.line("headline", CoachPage.Told.HEADLINE_MAX);
        var about = form.optionalText("about", CoachPage.Told.ABOUT_MAX);
        var by = foundBy(form, themes);
        var links = links(form);
        var jpeg = picture == null ? Optional.<byte[]>empty() : taken(form, picture);
        if (!form.isGood() || slug.isEmpty() || by.isEmpty()) return again(member, form, language);
        var told = new CoachPage.Told(name, headline, about, by.get(), links, form.has("times", YES));
        return switch (pages.keep(member.id(), slug.get(), told, jpeg.orElse(null))) {
            case CoachPages.Keeping.Kept(var page) ->
                Pages.seeOther(
                        HOME, Flash.good(page.shown() ? "finding.own.keptShown" : "finding.own.keptDraft"));
            case CoachPages.Keeping.SlugTaken _ ->
                again(member, form.wrong("slug", "finding.error.slugTaken"), language);
        };
    }

    private ModelAndView again(Member member, Form form, Language language) {
        return Pages.again("find/own", "sheet", sheet(member, language.locale()), "form", form);
    }

    /// Themes, words and languages, as both people and offerings are found by.
    static Optional<FoundBy> foundBy(Form form, Themes themes) {
        var offered = themes.offered().stream().map(Theme::word).toList();
        var chosen = form.values("themes").stream()
                .filter(offered::contains)
                .distinct()
                .toList();
        var spoken = form.values("speaks").stream()
                .filter(Tongues.ALL::contains)
                .distinct()
                .toList();
        var words = Arrays.stream(form.optionalText("words", FoundBy.OF_EACH_MAX * FoundBy.WORD_MAX * 2)
                        .split("[,、，\\n]"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (chosen.size() > FoundBy.OF_EACH_MAX) form.wrong("themes", "finding.error.many", FoundBy.OF_EACH_MAX);
        if (spoken.size() > FoundBy.OF_EACH_MAX) form.wrong("speaks", "finding.error.many", FoundBy.OF_EACH_MAX);
        if (words.size() > FoundBy.OF_EACH_MAX) form.wrong("words", "finding.error.many", FoundBy.OF_EACH_MAX);
        if (words.stream().anyMatch(word -> word.codePointCount(0, word.length()) > FoundBy.WORD_MAX)) {
            form.wrong("words", "finding.error.longWord", FoundBy.WORD_MAX);
        }
        return form.isGood() ? Optional.of(new FoundBy(chosen, words, spoken)) : Optional.empty();
    }

    private static List<URI> links(Form form) {
        var links = new ArrayList<URI>();
        for (var line : form.optionalText("links", 1000).split("\\s+")) {
            if (line.isEmpty()) continue;
            var link = link(line);
            if (link.isEmpty()) form.wrong("links", "finding.error.link", line);
            link.ifPresent(links::add);
        }
        if (links.size() > CoachPage.Told.LINKS_MAX) {
            form.wrong("links", "finding.error.many", CoachPage.Told.LINKS_MAX);
        }
        return links;
    }

    private static Optional<URI> link(String typed) {
        try {
            return Optional.of(new URI(typed)).filter(CoachPage.Told::isSafe);
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> taken(Form form, MultipartFile file) throws IOException {
        var bytes = form.picture("picture", file, Pictures.MEGABYTES_MAX);
        if (bytes.isEmpty()) return Optional.empty();
        return switch (Pictures.of(bytes.get())) {
            case Pictures.Made.Picture(var picture) -> Optional.of(picture.bytes());
            case Pictures.Made.Unreadable _ -> {
                form.wrong("picture", "organise.error.picture");
                yield Optional.empty();
            }
            case Pictures.Made.TooManyPixels _ -> {
                form.wrong("picture", "organise.error.pixels");
                yield Optional.empty();
            }
            case Pictures.Made.TooSmall(var smallest) -> {
                form.wrong("picture", "organise.error.tooSmall", smallest);
                yield Optional.empty();
            }
        };
    }

    @PostMapping("/account/page/shown")
    ModelAndView shown(Member member, @RequestParam(name = "do", defaultValue = "") String wish) {
        return switch (wish) {
            case "show" ->
                Pages.seeOther(
                        HOME,
                        pages.show(member.id()) ? Flash.good("finding.own.isShown") : Flash.bad("finding.own.leadsNothing"));
            case "unpicture" -> {
                pages.removePicture(member.id());
                yield Pages.seeOther(HOME, Flash.good("finding.own.pictureGone"));
            }
            case "forget" -> {
                pages.forget(member.id());
                yield Pages.seeOther(HOME, Flash.good("finding.own.forgotten"));
            }
            // Whatever else was sent: to show nothing is never wrong.
            default -> {
                pages.hide(member.id());
                yield Pages.seeOther(HOME, Flash.good("finding.own.isHidden"));
            }
        };
    }
}
