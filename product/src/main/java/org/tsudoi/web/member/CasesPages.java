package org.tsudoi.web.member;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
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
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.Evidence;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanction;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.operator.CollusionWords;

/// What stands against oneself for sham sessions, why, and asking for a second look. The others of a group are not
/// named: who dealt with whom knows it from the sessions.
@Controller
public class CasesPages {
    private static final String PATH = "/account/cases";
    private static final int WHY_LONGEST = 2_000;
    private static final Set<String> TOLD =
            Set.of("earning_stopped", "points_held", "bonus_reversed", "suspended", "appealed", "upheld", "lifted");

    private final Collusion collusion;

    CasesPages(Collusion collusion) {
        this.collusion = collusion;
    }

    public record OwnCases(List<Case> cases, ZoneId zone) {}

    /// @param dealings  the reader's own
    /// @param told      the steps that concern the reader, with their reasons
    /// @param canAppeal once, while something stands
    /// @param suspended whether the reader is, or was, by it
    public record OwnCase(
            Case now,
            List<Evidence> evidence,
            List<Dealing> dealings,
            List<Collusion.Event> told,
            boolean canAppeal,
            boolean suspended,
            ZoneId zone) {}

    @GetMapping(PATH)
    ModelAndView cases(Member member) {
        return Pages.show("member/cases", "own", new OwnCases(collusion.of(member.id()), member.zone()));
    }

    @GetMapping(PATH + "/{id}")
    ModelAndView show(@PathVariable String id, Member member) {
        return Pages.show("member/case", "own", own(id, member), "form", Form.blank());
    }

    private OwnCase own(String shown, Member member) {
        var id = CaseId.parse(shown)
                .filter(wanted -> collusion.of(member.id()).stream()
                        .anyMatch(it -> it.id().equals(wanted)))
                .orElseThrow(Problem::notFound);
        var dossier = collusion.find(id).orElseThrow(Problem::notFound);
        var suspicion = dossier.found().getFirst().suspicion();
        var me = member.id().toString();
        boolean appealed = dossier.events().stream()
                .anyMatch(it -> it.state().equals("appealed") && it.who().equals(me));
        return new OwnCase(
                dossier.now(),
                suspicion.evidence().stream()
                        .filter(one -> !one.kind().isPersonal())
                        .toList(),
                suspicion.dealings().stream()
                        .filter(it ->
                                it.buyer().equals(member.id()) || it.seller().equals(member.id()))
                        .toList(),
                dossier.events().stream()
                        .filter(it -> TOLD.contains(it.state()))
                        .filter(it -> !it.state().equals("appealed") || it.who().equals(me))
                        .toList(),
                !appealed && isOpenToAppeal(dossier.now()),
                dossier.suspensions().stream()
                        .filter(it -> it.decision().member().equals(member.id()))
                        .anyMatch(it -> it instanceof Sanction.InForce || it instanceof Sanction.Ended),
                member.zone());
    }

    private static boolean isOpenToAppeal(Case now) {
        return now.standing().isPresent() && !(now instanceof Case.Appealed);
    }

    @PostMapping(PATH + "/{id}")
    ModelAndView appeal(@PathVariable String id, @RequestParam MultiValueMap<String, String> typed, Member member) {
        var own = own(id, member);
        var form = Form.of(typed);
        var why = form.text("why", WHY_LONGEST);
        if (!form.isGood()) return Pages.again("member/case", "own", own, "form", form);
        var path = PATH + "/" + own.now().id();
        return switch (collusion.appeal(own.now().id(), why, member.id())) {
            case Collusion.Acting.Done _ -> Pages.seeOther(path, Flash.good("collusion.own.appealed"));
            case Collusion.Acting.Refused(var reason) ->
                Pages.seeOther(path, Flash.note("collusion.refused." + CollusionWords.word(reason)));
        };
    }
}
