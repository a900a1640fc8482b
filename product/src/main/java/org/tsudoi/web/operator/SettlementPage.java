package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.conduct.Settlement;
import org.tsudoi.conduct.SettlementId;
import org.tsudoi.conduct.Settlements;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.pointsales.RestOfPoints;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// What is left of the points that a member bought who is expelled, and paying it back by two operators.
@Controller
public class SettlementPage {
    private static final String HOME = ConductPages.HOME + "/{id}/points";

    private final Sanctions sanctions;
    private final Settlements settlements;
    private final Names.Book people;
    private final Ids ids;

    SettlementPage(Sanctions sanctions, Settlements settlements, Names.Book people, Ids ids) {
        this.sanctions = sanctions;
        this.settlements = settlements;
        this.people = people;
        this.ids = ids;
    }

    /// @param settlement names the one that may be proposed now
    /// @param open       whether one waits for a second operator
    public record SettlementView(
            SanctionId sanction,
            String mail,
            RestOfPoints.Rest rest,
            List<Settlement> all,
            Names names,
            boolean open,
            SettlementId settlement,
            Member operator) {
        public ZoneId zone() {
            return operator.zone();
        }

        public boolean maySecond(Settlement one) {
            return one instanceof Settlement.Proposed proposed && proposed.maySecond(operator.id());
        }
    }

    /// In text keys.
    public static String stateOf(Settlement one) {
        return switch (one) {
            case Settlement.Proposed _ -> "proposed";
            case Settlement.Done _ -> "done";
            case Settlement.Refused _ -> "refused";
        };
    }

    @GetMapping(HOME)
    ModelAndView show(Member operator, @PathVariable String id) {
        var expulsion = expulsion(id);
        var member = expulsion.decision().member();
        var all = settlements.of(expulsion.id());
        var names = people.of(Stream.concat(
                        Stream.of(member), all.stream().map(one -> one.terms().by()))
                .toList());
        return Pages.show(
                "stages/settling",
                "view",
                new SettlementView(
                        expulsion.id(),
                        Optional.ofNullable(names.known().get(member))
                                .map(it -> it.email().value())
                                .orElse(""),
                        settlements.rest(member),
                        all,
                        names,
                        all.stream().anyMatch(Settlement.Proposed.class::isInstance),
                        new SettlementId(ids.next()),
                        operator));
    }

    private Sanction.InForce expulsion(String id) {
        return SanctionId.parse(id)
                .flatMap(sanctions::find)
                .filter(Sanction.InForce.class::isInstance)
                .map(Sanction.InForce.class::cast)
                .filter(it -> it.decision().kind() == Sanction.Kind.EXPULSION)
                .orElseThrow(Problem::notFound);
    }

    @PostMapping(HOME)
    ModelAndView propose(Member operator, @PathVariable String id, @RequestParam(defaultValue = "") String settlement) {
        var expulsion = expulsion(id);
        var named = SettlementId.parse(settlement).orElseThrow(Problem::notFound);
        return done(id, "standing.points.proposed", () -> settlements.propose(named, expulsion.id(), operator.id()));
    }

    @PostMapping(HOME + "/{settlement}/confirm")
    ModelAndView confirm(Member operator, @PathVariable String id, @PathVariable String settlement) {
        var named = own(id, settlement);
        return done(id, "standing.points.confirmed", () -> settlements.confirm(named, operator.id()));
    }

    @PostMapping(HOME + "/{settlement}/refuse")
    ModelAndView refuse(Member operator, @PathVariable String id, @PathVariable String settlement) {
        var named = own(id, settlement);
        return done(id, "conduct.refused", () -> settlements.refuse(named, operator.id()));
    }

    private SettlementId own(String id, String settlement) {
        return settlements.of(expulsion(id).id()).stream()
                .map(Settlement::id)
                .filter(one -> one.toString().equals(settlement))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static ModelAndView done(String id, String said, Runnable step) {
        var home = ConductPages.HOME + "/" + id + "/points";
        try {
            step.run();
        } catch (Problem problem) {
            return Pages.seeOther(home, new Flash(Flash.Tone.BAD, problem.messageKey(), List.of()));
        }
        return Pages.seeOther(home, new Flash(Flash.Tone.GOOD, said, List.of()));
    }
}
