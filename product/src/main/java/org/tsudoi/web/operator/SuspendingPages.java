package org.tsudoi.web.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.collusion.Step;
import org.tsudoi.conduct.Conduct;
import org.tsudoi.conduct.Consequences;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanction;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Proposing to suspend the members of a case, in two steps, with what will follow for each of them between.
@Controller
public class SuspendingPages {
    private static final String PATH = "/operate/collusion/{id}/suspend";
    private static final String PAGE = "operator/suspending";

    private final Collusion collusion;
    private final Conduct conduct;
    private final Members members;
    private final SecondOperators seconds;
    private final Clock clock;

    SuspendingPages(Collusion collusion, Conduct conduct, Members members, SecondOperators seconds, Clock clock) {
        this.collusion = collusion;
        this.conduct = conduct;
        this.members = members;
        this.seconds = seconds;
        this.clock = clock;
    }

    /// @param follows for each member what there is that it can touch
    /// @param chosen  empty before anything is
    /// @param alone   whether nobody else is there to confirm it
    public record SuspendingView(
            CaseId id, List<Follows> follows, Optional<Collusion.Suspending> chosen, boolean alone, ZoneId zone) {}

    public record Follows(String name, Consequences all) {}

    @GetMapping(PATH)
    ModelAndView begin(@PathVariable String id, Member operator) {
        var dossier = found(id);
        return isOpen(dossier, operator)
                ? Pages.show(PAGE, "view", view(dossier, Optional.empty(), operator), "form", Form.blank())
                : refused(dossier, "not-now");
    }

    private Collusion.Dossier found(String id) {
        return CaseId.parse(id).flatMap(collusion::find).orElseThrow(Problem::notFound);
    }

    private static boolean isOpen(Collusion.Dossier dossier, Member operator) {
        return !dossier.now().matter().isParty(operator.id().toString())
                && Step.from(dossier.now()).contains(Step.SUSPEND);
    }

    private static ModelAndView refused(Collusion.Dossier dossier, String why) {
        return Pages.seeOther("/operate/collusion/" + dossier.now().id(), Flash.note("collusion.refused." + why));
    }

    private SuspendingView view(Collusion.Dossier dossier, Optional<Collusion.Suspending> chosen, Member operator) {
        var group = dossier.now().matter().members();
        var names = new Names(members.findAll(group));
        return new SuspendingView(
                dossier.now().id(),
                group.stream()
                        .map(member -> new Follows(names.of(member), conduct.of(member)))
                        .toList(),
                chosen,
                seconds.isMissing(operator.id(), group),
                operator.zone());
    }

    /// First shows what will follow; with `sure` proposes.
    @PostMapping(PATH)
    ModelAndView propose(@PathVariable String id, @RequestParam MultiValueMap<String, String> typed, Member operator) {
        var dossier = found(id);
        if (!isOpen(dossier, operator)) return refused(dossier, "not-now");
        var form = Form.of(typed);
        var why = form.text("why", Sanction.Decision.REASON_MAX);
        var until = until(form, operator.zone());
        if (!form.isGood()) {
            return Pages.again(PAGE, "view", view(dossier, Optional.empty(), operator), "form", form);
        }
        var how = new Collusion.Suspending(until, form.has("hosted", "yes"), form.has("booked", "yes"));
        if (!form.has("sure", "yes")) {
            return Pages.show(PAGE, "view", view(dossier, Optional.of(how), operator), "form", form);
        }
        return switch (collusion.suspend(dossier.now().id(), how, why, operator.id())) {
            case Collusion.Acting.Done _ ->
                Pages.seeOther("/operate/collusion/" + dossier.now().id(), Flash.good("sham.suspend.proposed"));
            case Collusion.Acting.Refused(var reason) -> refused(dossier, CollusionWords.word(reason));
        };
    }

    /// The day included; nothing: until it is lifted.
    private Optional<Instant> until(Form form, ZoneId zone) {
        if (form.value("until").isBlank()) return Optional.empty();
        var until =
                form.date("until").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant());
        if (until.filter(end -> !end.isAfter(clock.instant())).isPresent()) form.wrong("until", "conduct.error.until");
        return until;
    }
}
