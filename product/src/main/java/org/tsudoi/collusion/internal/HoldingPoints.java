package org.tsudoi.collusion.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tsudoi.collusion.DealingId;
import org.tsudoi.collusion.Measure;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payouts.HeldBack;

/// Keeps from payouts what points paid for sessions in question, while somebody has said so. It is read off the cases
/// at each payout and stored nowhere, so nothing of it is left when a case is lifted.
@Component
class HoldingPoints implements HeldBack {
    private static final Currency YEN = Currency.getInstance("JPY");

    private final CaseTable cases;
    private final SuspicionTable suspicions;
    private final QuestionedPoints questioned;
    private final Clock clock;

    HoldingPoints(CaseTable cases, SuspicionTable suspicions, QuestionedPoints questioned, Clock clock) {
        this.cases = cases;
        this.suspicions = suspicions;
        this.questioned = questioned;
        this.clock = clock;
    }

    @Override
    public Map<OrganiserId, Money> of(Currency currency, Instant completedBy) {
        var held = new HashMap<OrganiserId, Money>();
        if (!currency.equals(YEN)) return held;
        var holding = new HashSet<DealingId>();
        var reversed = new HashSet<DealingId>();
        for (var one : cases.standing(Measure.HOLD)) {
            boolean isHeld = one.standing().filter(Measure.HOLD::equals).isPresent();
            (isHeld ? holding : reversed).addAll(suspicions.inQuestion(one.id(), clock.instant()));
        }
        for (var one : questioned.of(holding)) {
            if (!one.order().isCompletedBy(completedBy)) continue;
            long points = one.free() + one.paid() - Math.min(one.spent().reversed(), one.free());
            held.merge(one.order().organiser(), Money.jpy(points), Money::plus);
        }
        // Of an order that is not complete all that was sold waits: what was reversed of it waits no more.
        for (var one : questioned.of(reversed)) {
            if (one.order().isCompletedBy(completedBy)) continue;
            held.merge(one.order().organiser(), Money.jpy(-one.spent().reversed()), Money::plus);
        }
        return held;
    }
}
