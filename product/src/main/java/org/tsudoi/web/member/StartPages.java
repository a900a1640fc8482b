package org.tsudoi.web.member;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.NewOrganiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Organisers.Start;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.stages.Teaching;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.ReaderPreferences;

/// Becoming an organiser.
@Controller
class StartPages {
    /// Words that our own addresses begin with after `/organise/` or `/o/`.
    private static final Set<String> RESERVED = Set.of("start", "new", "events", "orders", "settings", "help", "api");

    private final Organisers organisers;
    private final PlatformSettings settings;
    private final Teaching teaching;

    StartPages(Organisers organisers, PlatformSettings settings, Teaching teaching) {
        this.organisers = organisers;
        this.settings = settings;
        this.teaching = teaching;
    }

    @GetMapping("/organise/start")
    ModelAndView show(Member member, HttpServletRequest request) {
        boolean thai = ReaderPreferences.language(request) == Language.TH;
        var form = Form.blank().with("currency", thai ? "THB" : "JPY").with("country", thai ? "TH" : "JP");
        return Pages.show("member/start", "start", choices(member, request), "form", form);
    }

    @PostMapping("/organise/start")
    ModelAndView start(Member member, @RequestParam MultiValueMap<String, String> typed, HttpServletRequest request) {
        var form = Form.of(typed);
        StartChoices choices = choices(member, request);
        String name = form.text("name", NewOrganiser.NAME_MAX);
        Optional<String> slug = form.read("slug", "starting.slug.shape", StartPages::slug);
        Optional<String> currency =
                form.choice("currency", code -> Optional.of(code).filter(choices.currencies()::containsKey));
        Optional<String> country =
                form.choice("country", code -> Optional.of(code).filter(choices.countries()::containsKey));
        String about = form.optionalText("about", NewOrganiser.ABOUT_MAX);
        if (!form.isGood() || slug.isEmpty() || currency.isEmpty() || country.isEmpty())
            return Pages.again("member/start", "start", choices, "form", form);
        var wish = new NewOrganiser(slug.get(), name, Currency.getInstance(currency.get()), country.get(), about);
        return switch (organisers.start(member.id(), wish)) {
            case Start.Started(var organiser) ->
                Pages.seeOther("/organise", Flash.good("starting.done", organiser.name()));
            case Start.SlugTaken _ ->
                Pages.again("member/start", "start", choices, "form", form.wrong("slug", "starting.slug.taken"));
        };
    }

    private StartChoices choices(Member member, HttpServletRequest request) {
        Language language = ReaderPreferences.language(request);
        return new StartChoices(
                settings.link("/o/"),
                Choices.currencies(language),
                Choices.countries(language),
                teaching.hinders(member.id()).orElse(null));
    }

    private static Optional<String> slug(String typed) {
        String slug = typed.toLowerCase(Locale.ROOT);
        if (!NewOrganiser.isSlug(slug) || slug.startsWith("org_") || RESERVED.contains(slug))
            throw new IllegalArgumentException("not a slug");
        return Optional.of(slug);
    }
}
