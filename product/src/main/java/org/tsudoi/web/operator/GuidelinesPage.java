package org.tsudoi.web.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.stages.Guideline;
import org.tsudoi.stages.Guidelines;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// The guidelines as an operator writes them, version by version.
@Controller
public class GuidelinesPage {
    private static final String HOME = "/operate/guidelines";

    private final Guidelines guidelines;
    private final Names.Book people;
    private final Clock clock;

    GuidelinesPage(Guidelines guidelines, Names.Book people, Clock clock) {
        this.guidelines = guidelines;
        this.people = people;
        this.clock = clock;
    }

    public record GuidelinesView(List<Guideline> all, Names names, Instant at, ZoneId zone) {}

    @GetMapping(HOME)
    ModelAndView show(Member operator) {
        var newest = guidelines.all().stream().findFirst();
        var form = Form.blank().with("from", earliest(operator.zone()));
        newest.map(Guideline::words)
                .ifPresent(words ->
                        form.with("ja", words.ja()).with("en", words.en()).with("th", words.th()));
        return Pages.show("stages/versions", "view", view(operator), "form", form);
    }

    private GuidelinesView view(Member operator) {
        var all = guidelines.all();
        var names = people.of(all.stream().map(Guideline::by).toList());
        return new GuidelinesView(all, names, clock.instant(), operator.zone());
    }

    /// The first day that gives the notice; of the first version today.
    private LocalDate earliest(ZoneId zone) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        return guidelines.all().isEmpty() ? today : today.plusDays(Guidelines.NOTICE.toDays() + 1);
    }

    @PostMapping(HOME)
    ModelAndView write(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var ja = form.text("ja", Guideline.TEXT_MAX);
        var en = form.text("en", Guideline.TEXT_MAX);
        var th = form.text("th", Guideline.TEXT_MAX);
        var from = from(form, operator.zone());
        if (!form.isGood() || from.isEmpty()) {
            return Pages.again("stages/versions", "view", view(operator), "form", form);
        }
        var written = guidelines.write(new Guideline.Words(ja, en, th), from.get(), operator.id());
        return Pages.seeOther(HOME, Flash.good("stages.guidelines.written", written.version()));
    }

    /// From the beginning of a day; of today, from now on.
    private Optional<Instant> from(Form form, ZoneId zone) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        return form.date("from").flatMap(day -> {
            if (day.isBefore(earliest(zone))) {
                form.wrong("from", "stages.guidelines.tooEarly", Guidelines.NOTICE.toDays());
                return Optional.empty();
            }
            return Optional.of(
                    day.equals(today) ? clock.instant() : day.atStartOfDay(zone).toInstant());
        });
    }
}
