package org.tsudoi.promises.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.promises.Objections;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.OutcomeNews;

@Component
class KeepingObjections implements Objections {
    private final ObjectionTable table;
    private final OutcomeTable outcomes;
    private final DecidingOutcomes deciding;
    private final LookingAtOutcomes.Seen seen;
    private final Organisers organisers;
    private final KeepingOutcomes.Desk desk;

    KeepingObjections(
            ObjectionTable table,
            OutcomeTable outcomes,
            DecidingOutcomes deciding,
            LookingAtOutcomes.Seen seen,
            Organisers organisers,
            KeepingOutcomes.Desk desk) {
        this.table = table;
        this.outcomes = outcomes;
        this.deciding = deciding;
        this.seen = seen;
        this.organisers = organisers;
        this.desk = desk;
    }

    @Override
    public List<Open> open() {
        return table.open();
    }

    @Override
    public List<OrderId> to(Outcome.Of of) {
        return table.to(of);
    }

    @Override
    public Optional<Decision> decision(Outcome.Of of) {
        return table.decision(of);
    }

    @Override
    public boolean mayDecide(Outcome.Of of, MemberId operator) {
        var organiser = seen.events().get(of.event()).particulars().organiser();
        boolean theirs = organisers.people(organiser).stream()
                .anyMatch(acting -> acting.member().equals(operator));
        return !theirs
                && !seen.events().hosts(of.event()).contains(operator)
                && seen.orders().standing(of.event(), operator).isEmpty()
                && seen.orders().all(table.to(of)).stream()
                        .noneMatch(
                                order -> operator.equals(order.terms().buyer().member()));
    }

    @Override
    public Decision decide(Outcome.Of of, MemberId operator, boolean tookPlace) {
        return Objects.requireNonNull(desk.transactions().execute(_ -> {
            var outcome = outcomes.lock(of).orElseThrow(Problem::notFound);
            return table.decision(of).orElseGet(() -> decided(outcome, operator, tookPlace));
        }));
    }

    private Decision decided(Outcome outcome, MemberId operator, boolean tookPlace) {
        var of = outcome.of();
        if (!(outcome instanceof Outcome.Held held) || table.to(of).isEmpty()) {
            throw Problem.of(ProblemCode.CONFLICT, "promises.error.nothingToDecide");
        }
        if (!mayDecide(of, operator)) throw Problem.of(ProblemCode.CONFLICT, "promises.error.notTheirs");
        var decision = new Decision(of, tookPlace, operator, desk.now());
        table.insert(decision);
        if (!tookPlace) deciding.overturn(held.overturned(operator, decision.at()));
        desk.news().publishEvent(new OutcomeNews.Decided(of, tookPlace));
        return decision;
    }
}
