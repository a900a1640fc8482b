package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.collusion.Step;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Members who may have dealt with each other for show: who, why it is thought, and what an operator does about it.
@Controller
public class CollusionPages {
    private static final String PATH = "/operate/collusion";
    private static final int SHOWN_MAX = 200;
    private static final int WHY_LONGEST = 1_000;

    private final Collusion collusion;
    private final Names.Book people;

    CollusionPages(Collusion collusion, Names.Book people) {
        this.collusion = collusion;
        this.people = people;
    }

    public record CasesView(
            Optional<Collusion.Look> look,
            List<Collusion.Listed> cases,
            long waiting,
            Names names,
            boolean open,
            ZoneId zone) {}

    /// @param steps those that are open to this operator
    /// @param asked the step that is to be confirmed on the page itself; null for none
    public record CaseView(
            Collusion.Dossier dossier,
            Names names,
            List<Step> steps,
            @Nullable Step asked,
            boolean party,
            ZoneId zone) {
        public CaseId id() {
            return dossier.now().id();
        }

        public Collusion.Found newest() {
            return dossier.found().getFirst();
        }
    }

    @GetMapping(PATH)
    ModelAndView cases(Member member, @RequestParam(defaultValue = "open") String state) {
        boolean open = !state.equals("over");
        var cases = collusion.cases(open, SHOWN_MAX);
        var ids = new LinkedHashSet<MemberId>();
        cases.forEach(one -> ids.addAll(one.now().matter().members()));
        var names = people.of(ids);
        return Pages.show(
                "operator/collusion",
                "view",
                new CasesView(collusion.newestLook(), cases, collusion.waiting(), names, open, member.zone()));
    }

    @GetMapping(PATH + "/{id}")
    ModelAndView show(@PathVariable String id, Member member) {
        return Pages.show("operator/case", "view", view(id, null, member), "form", Form.blank());
    }

    private CaseView view(String shown, @Nullable Step asked, Member member) {
        var dossier = CaseId.parse(shown).flatMap(collusion::find).orElseThrow(Problem::notFound);
        var matter = dossier.now().matter();
        boolean party = matter.isParty(member.id().toString());
        var steps = party ? List.<Step>of() : steps(dossier.now(), member);
        return new CaseView(
                dossier,
                people.of(people(dossier)),
                steps,
                asked != null && steps.contains(asked) ? asked : null,
                party,
                member.zone());
    }

    private static List<MemberId> people(Collusion.Dossier dossier) {
        var people = new ArrayList<>(dossier.now().matter().members());
        dossier.related().forEach(it -> people.addAll(it.matter().members()));
        dossier.events().forEach(event -> MemberId.parse(event.who()).ifPresent(people::add));
        dossier.suspensions().forEach(it -> people.add(it.decision().by()));
        return people;
    }

    /// What the level does not carry is not offered, and refused all the same.
    private static List<Step> steps(Case now, Member member) {
        return Step.from(now).stream()
                .filter(step -> step.measure()
                        .map(measure -> now.matter().level().reaches(measure.needed()))
                        .orElse(true))
                .filter(step -> step != Step.UPHOLD
                        || !(now instanceof Case.Appealed appealed
                                && appealed.by().equals(member.id().toString())))
                .toList();
    }

    @GetMapping(PATH + "/{id}/{step}")
    ModelAndView confirm(@PathVariable String id, @PathVariable String step, Member member) {
        var view = view(id, step(step), member);
        return Pages.show("operator/case", "view", view, "form", Form.blank());
    }

    private static Step step(String word) {
        return Step.find(word).orElseThrow(Problem::notFound);
    }

    @PostMapping(PATH + "/{id}/{step}")
    ModelAndView act(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> typed,
            Member member) {
        var wanted = step(step);
        var view = view(id, wanted, member);
        var form = Form.of(typed);
        var why = form.text("why", WHY_LONGEST);
        if (!form.isGood() && view.asked() != null) {
            return Pages.again("operator/case", "view", view, "form", form);
        }
        if (!form.isGood()) return Pages.seeOther(PATH + "/" + view.id(), Flash.note("collusion.refused.not-now"));
        return switch (collusion.act(view.id(), wanted, why, member.id())) {
            case Collusion.Acting.Done _ ->
                Pages.seeOther(PATH + "/" + view.id(), Flash.good("collusion.done." + wanted.word()));
            case Collusion.Acting.Refused(var reason) ->
                Pages.seeOther(PATH + "/" + view.id(), Flash.note("collusion.refused." + CollusionWords.word(reason)));
        };
    }
}
