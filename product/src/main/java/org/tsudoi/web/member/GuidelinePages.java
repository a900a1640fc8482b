package org.tsudoi.web.member;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Guideline;
import org.tsudoi.stages.Guidelines;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;

/// The guidelines as a member reads them: the text, what is new since the version they accepted, one button.
@Controller
public class GuidelinePages {
    private static final String HOME = "/account/guidelines";

    private final Guidelines guidelines;

    GuidelinePages(Guidelines guidelines) {
        this.guidelines = guidelines;
    }

    /// One version before the reader.
    ///
    /// @param before what they accepted; null: nothing, or this one
    public record OneVersion(
            Guideline guideline,
            @Nullable Guideline before,
            boolean accepted,
            boolean coming) {
        public List<LineChanges.Line> changes(Page page) {
            Locale locale = page.language().locale();
            return before == null
                    ? List.of()
                    : LineChanges.between(
                            before.words().in(locale), guideline.words().in(locale));
        }
    }

    /// @param versions the one in force, and one to come
    /// @param accepted the newest that they accepted; null: none
    public record GuidelineView(
            List<OneVersion> versions,
            Guidelines.@Nullable Accepted accepted,
            ZoneId zone) {}

    @GetMapping(HOME)
    ModelAndView show(Member member) {
        var accepted = guidelines.accepted(member.id());
        var versions = java.util.stream.Stream.concat(
                        guidelines.inForce().stream().map(it -> version(it, accepted, false)),
                        guidelines.coming().stream().map(it -> version(it, accepted, true)))
                .toList();
        if (versions.isEmpty()) throw Problem.notFound();
        return Pages.show(
                "stages/guidelines", "view", new GuidelineView(versions, accepted.orElse(null), member.zone()));
    }

    private static OneVersion version(Guideline one, Optional<Guidelines.Accepted> accepted, boolean coming) {
        var before = accepted.map(Guidelines.Accepted::guideline);
        boolean done = before.filter(it -> it.version() >= one.version()).isPresent();
        return new OneVersion(one, done ? null : before.orElse(null), done, coming);
    }

    @PostMapping(HOME)
    ModelAndView accept(Member member, @RequestParam MultiValueMap<String, String> typed) {
        var version = Form.of(typed).wholeNumber("version", 1, Integer.MAX_VALUE);
        guidelines.accept(member.id(), version.orElseThrow(Problem::notFound));
        return Pages.seeOther("/account/stage", Flash.good("stages.accepted"));
    }
}
