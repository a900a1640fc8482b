package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.conduct.Conduct;
import org.tsudoi.conduct.Consequences;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// One decision: what is still to be done for it, its history, the second operator, and the answer to its appeal.
@Controller
public class OneSanctionPages {
    private static final String ONE = ConductPages.HOME + "/{id}";
    private static final String PAGE = "stages/sanction";

    private final Sanctions sanctions;
    private final Conduct conduct;
    private final Names.Book people;
    private final Collusion collusion;
    private final SecondOperators seconds;

    OneSanctionPages(
            Sanctions sanctions, Conduct conduct, Names.Book people, Collusion collusion, SecondOperators seconds) {
        this.seconds = seconds;
        this.collusion = collusion;
        this.sanctions = sanctions;
        this.conduct = conduct;
        this.people = people;
    }

    /// @param left      to be done; of one that is proposed, what would be
    /// @param maySecond whether this operator may confirm or refuse it
    /// @param mayAnswer the same of the appeal
    /// @param alone     whether nobody else is there who may, either
    /// @param from      the case of sham sessions in which it was proposed
    public record OneView(
            Sanction sanction,
            String mail,
            String state,
            Consequences left,
            List<Sanctions.Step> history,
            Names names,
            Sanction.@Nullable Appeal appeal,
            boolean maySecond,
            boolean mayAnswer,
            boolean mayLift,
            boolean alone,
            @Nullable CaseId from,
            ZoneId zone) {}

    @GetMapping(ONE)
    ModelAndView show(Member operator, @PathVariable String id) {
        return Pages.show(PAGE, "view", view(found(id), operator), "form", Form.blank());
    }

    private Sanction found(String id) {
        return SanctionId.parse(id).flatMap(sanctions::find).orElseThrow(Problem::notFound);
    }

    private OneView view(Sanction sanction, Member operator) {
        var member = sanction.decision().member();
        boolean themselves = member.equals(operator.id()) || isParty(sanction.id(), operator);
        Optional<Sanction.Appeal> appeal = switch (sanction) {
            case Sanction.InForce it -> it.appeal();
            case Sanction.Ended it -> it.appeal();
            case Sanction.Proposed _, Sanction.Refused _ -> Optional.empty();
        };
        var history = sanctions.history(sanction.id());
        var names = people.of(
                Stream.concat(Stream.of(member.toString()), history.stream().map(Sanctions.Step::by)));
        return new OneView(
                sanction,
                Optional.ofNullable(names.known().get(member))
                        .map(it -> it.email().value())
                        .orElse(""),
                ConductPages.stateOf(sanction),
                sanction instanceof Sanction.Proposed ? conduct.of(member) : conduct.left(sanction),
                history,
                names,
                appeal.orElse(null),
                sanction instanceof Sanction.Proposed proposed && proposed.maySecond(operator.id()) && !themselves,
                sanction instanceof Sanction.InForce it
                        && it.mayAnswer(operator.id())
                        && !themselves
                        && appeal.filter(open -> open.answer().isEmpty()).isPresent(),
                sanction instanceof Sanction.InForce && !themselves,
                sanction instanceof Sanction.Proposed
                        && sanction.decision().by().equals(operator.id())
                        && seconds.isMissing(operator.id(), about(sanction)),
                collusion.caseOf(sanction.id()).orElse(null),
                operator.zone());
    }

    private Set<MemberId> about(Sanction sanction) {
        var group = collusion.caseOf(sanction.id()).flatMap(collusion::find);
        return group.<Set<MemberId>>map(found -> Set.copyOf(found.now().matter().members()))
                .orElse(Set.of(sanction.decision().member()));
    }

    /// Nobody of a group decides about another of it.
    private boolean isParty(SanctionId id, Member operator) {
        return collusion
                .caseOf(id)
                .flatMap(collusion::find)
                .filter(found -> found.now().matter().isParty(operator.id().toString()))
                .isPresent();
    }

    @PostMapping(ONE + "/confirm")
    ModelAndView confirm(Member operator, @PathVariable String id) {
        return done(id, "conduct.confirmed", operator, it -> sanctions.confirm(it, operator.id()));
    }

    @PostMapping(ONE + "/refuse")
    ModelAndView refuse(Member operator, @PathVariable String id) {
        return done(id, "conduct.refused", operator, it -> sanctions.refuse(it, operator.id()));
    }

    @PostMapping(ONE + "/lift")
    ModelAndView lift(Member operator, @PathVariable String id) {
        return done(id, "conduct.lifted", operator, it -> sanctions.lift(it, operator.id()));
    }

    @PostMapping(ONE + "/answer")
    ModelAndView answer(Member operator, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var words = form.text("words", Sanction.Appeal.WORDS_MAX);
        var lift = form.choice("lift", word -> switch (word) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> Optional.<Boolean>empty();
        });
        if (!form.isGood() || lift.isEmpty()) {
            return Pages.again(PAGE, "view", view(found(id), operator), "form", form);
        }
        return done(id, "conduct.answered", operator, it -> sanctions.answer(it, operator.id(), words, lift.get()));
    }

    private ModelAndView done(String shown, String said, Member operator, Consumer<SanctionId> step) {
        var id = found(shown).id();
        if (isParty(id, operator)) {
            return Pages.seeOther(
                    ConductPages.HOME + "/" + id, new Flash(Flash.Tone.BAD, "collusion.refused.party", List.of()));
        }
        try {
            step.accept(id);
        } catch (Problem problem) {
            return Pages.seeOther(
                    ConductPages.HOME + "/" + id, new Flash(Flash.Tone.BAD, problem.messageKey(), List.of()));
        }
        return Pages.seeOther(ConductPages.HOME + "/" + id, new Flash(Flash.Tone.GOOD, said, List.of()));
    }
}
