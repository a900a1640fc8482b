package org.tsudoi.web.operator;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.finding.Theme;
import org.tsudoi.finding.Themes;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// The themes of this instance, by which people and offerings are found.
@Controller
public class ThemesPage {
    private static final String HOME = "/operate/themes";

    private final Themes themes;

    ThemesPage(Themes themes) {
        this.themes = themes;
    }

    @GetMapping("/operate/themes")
    ModelAndView show(@RequestParam(defaultValue = "") String theme) {
        var all = themes.all();
        var form = Form.blank().with("position", 10 * (all.size() + 1));
        all.stream().filter(one -> one.word().equals(theme)).findFirst().ifPresent(one -> form.with("word", one.word())
                .with("ja", one.ja())
                .with("en", one.en())
                .with("th", one.th())
                .with("position", one.position())
                .with("retired", one.retired() ? "yes" : "no"));
        return Pages.show("operator/themes", "themes", all, "form", form);
    }

    @PostMapping("/operate/themes")
    ModelAndView keep(@RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var word = form.read("word", "finding.error.word", text -> Optional.of(text).filter(Theme::isWord));
        var ja = form.line("ja", Theme.NAME_MAX);
        var en = form.line("en", Theme.NAME_MAX);
        var th = form.line("th", Theme.NAME_MAX);
        var position = form.wholeNumber("position", 0, 10_000);
        if (!form.isGood() || word.isEmpty() || position.isEmpty()) return again(form);
        try {
            themes.keep(new Theme(word.get(), ja, en, th, position.get(), form.has("retired", "yes")));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            problem.fields().forEach(form::wrong);
            return again(form);
        }
        return Pages.seeOther(HOME, Flash.good("finding.themes.kept"));
    }

    private ModelAndView again(Form form) {
        List<Theme> all = themes.all();
        return Pages.again("operator/themes", "themes", all, "form", form);
    }
}
