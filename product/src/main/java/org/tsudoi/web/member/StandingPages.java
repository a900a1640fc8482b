package org.tsudoi.web.member;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What was decided about oneself, why, and the one appeal against it.
@Controller
public class StandingPages {
    private static final String HOME = "/account/standing";

    private final Sanctions sanctions;
    private final Clock clock;

    StandingPages(Sanctions sanctions, Clock clock) {
        this.sanctions = sanctions;
        this.clock = clock;
    }

    /// One as the member reads it.
    ///
    /// @param state `coming`, `holds` or `over`
    public record Told(Sanction sanction, String state, Sanction.@org.jspecify.annotations.Nullable Appeal appeal) {
        public boolean mayAppeal() {
            return appeal == null && sanction instanceof Sanction.InForce;
        }
    }

    public record StandingView(List<Told> all, ZoneId zone) {}

    @GetMapping(HOME)
    ModelAndView show(Member member) {
        return Pages.show("stages/standing", "view", view(member), "form", Form.blank());
    }

    /// What a second operator has not looked at is nobody's but the operators'.
    private StandingView view(Member member) {
        var all = sanctions.of(member.id()).stream()
                .flatMap(it -> switch (it) {
                    case Sanction.Proposed _, Sanction.Refused _ -> java.util.stream.Stream.<Told>empty();
                    case Sanction.InForce holds ->
                        java.util.stream.Stream.of(
                                new Told(holds, state(holds), holds.appeal().orElse(null)));
                    case Sanction.Ended over ->
                        java.util.stream.Stream.of(
                                new Told(over, "over", over.appeal().orElse(null)));
                })
                .toList();
        return new StandingView(all, member.zone());
    }

    private String state(Sanction.InForce holds) {
        var now = clock.instant();
        if (holds.isBarring(now)) return "holds";
        return now.isBefore(holds.decision().startsAt()) ? "coming" : "over";
    }

    @PostMapping(HOME + "/{id}")
    ModelAndView appeal(Member member, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        var found = SanctionId.parse(id).flatMap(sanctions::find).orElseThrow(Problem::notFound);
        if (!found.decision().member().equals(member.id()) || found instanceof Sanction.Proposed) {
            throw Problem.notFound();
        }
        var form = Form.of(typed);
        var words = form.text("words", Sanction.Appeal.WORDS_MAX);
        if (!form.isGood()) return Pages.again("stages/standing", "view", view(member), "form", form);
        try {
            sanctions.appeal(found.id(), member.id(), words);
        } catch (Problem problem) {
            return Pages.seeOther(HOME, new Flash(Flash.Tone.BAD, problem.messageKey(), List.of()));
        }
        return Pages.seeOther(HOME, Flash.good("conduct.appealed"));
    }
}
