package org.tsudoi.conduct.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.conduct.Settlement;
import org.tsudoi.conduct.SettlementId;
import org.tsudoi.conduct.Settlements;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.pointsales.RestOfPoints;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;

/// The second lock is `point_settlement_of_the_expelled` in the database.
@Component
@Transactional
class KeepingSettlements implements Settlements {
    private final SettlementTable table;
    private final Sanctions sanctions;
    private final RestOfPoints rest;
    private final Clock clock;

    KeepingSettlements(SettlementTable table, Sanctions sanctions, RestOfPoints rest, Clock clock) {
        this.table = table;
        this.sanctions = sanctions;
        this.rest = rest;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public RestOfPoints.Rest rest(MemberId member) {
        return rest.of(member);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Settlement> of(SanctionId sanction) {
        return table.of(sanction);
    }

    @Override
    public Settlement propose(SettlementId id, SanctionId sanction, MemberId by) {
        var before = table.find(id);
        if (before.isPresent()) return before.get();
        var expulsion = expulsion(sanction);
        var member = expulsion.decision().member();
        if (by.equals(member)) throw conflict("conduct.error.yourself");
        long back = rest.of(member).back();
        if (back == 0) throw conflict("standing.points.error.nothing");
        var proposed = new Settlement.Proposed(id, new Settlement.Terms(sanction, member, back, by, now()));
        if (!table.insert(proposed)) throw conflict("conduct.error.decided");
        sanctions.note(sanction, "points-proposed", by);
        return proposed;
    }

    @Override
    public Settlement confirm(SettlementId id, MemberId second) {
        var proposed = proposed(id, second);
        var terms = proposed.terms();
        expulsion(terms.sanction());
        long back = rest.giveBack(terms.member(), terms.points(), id.toString());
        var done = proposed.done(new Settlement.Second(second, now()), back);
        table.move(proposed, done);
        sanctions.note(terms.sanction(), "points-settled", second);
        return done;
    }

    @Override
    public Settlement refuse(SettlementId id, MemberId second) {
        var proposed = proposed(id, second);
        var refused = proposed.refused(new Settlement.Second(second, now()));
        table.move(proposed, refused);
        sanctions.note(proposed.terms().sanction(), "points-refused", second);
        return refused;
    }

    private Settlement.Proposed proposed(SettlementId id, MemberId second) {
        if (!(table.lock(id).orElseThrow(Problem::notFound) instanceof Settlement.Proposed proposed)) {
            throw conflict("conduct.error.decided");
        }
        if (!proposed.maySecond(second)) throw conflict("conduct.error.second");
        return proposed;
    }

    private Sanction.InForce expulsion(SanctionId id) {
        if (sanctions.find(id).orElseThrow(Problem::notFound) instanceof Sanction.InForce it
                && it.decision().kind() == Sanction.Kind.EXPULSION) return it;
        throw conflict("standing.points.error.notExpelled");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Problem conflict(String key) {
        return Problem.of(ProblemCode.CONFLICT, key);
    }
}
