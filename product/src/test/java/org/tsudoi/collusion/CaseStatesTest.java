package org.tsudoi.collusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsudoi.collusion.Case.Act;
import org.tsudoi.collusion.Case.Matter;
import org.tsudoi.members.MemberId;

class CaseStatesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    private final MemberId one = new MemberId(UUID.randomUUID());
    private final MemberId two = new MemberId(UUID.randomUUID());
    private final Act act = by("mem_operator");

    private static Act by(String who) {
        return new Act(who, "because", NOW);
    }

    private Matter matter(Level level) {
        return new Matter(CaseId.derive(List.of(one, two), 0), List.of(one, two), 0, level, NOW);
    }

    @Test
    void aCaseIsTheSameForTheSameGroupInWhateverOrder() {
        assertThat(CaseId.derive(List.of(one, two), 0)).isEqualTo(CaseId.derive(List.of(two, one), 0));
        assertThat(CaseId.derive(List.of(one, two), 1)).isNotEqualTo(CaseId.derive(List.of(two, one), 0));
        var id = CaseId.derive(List.of(one, two), 0);
        assertThat(CaseId.parse(id.toString())).contains(id);
    }

    @Test
    void aMeasureNeedsWhatCarriesIt() {
        var looked = new Case.Opened(matter(Level.LOOK)).lookedAt(act);
        var stopped = looked.earningStopped(act);
        assertThat(stopped.standing()).contains(Measure.NO_EARN);
        assertThatThrownBy(() -> stopped.pointsHeld(act)).isInstanceOf(IllegalStateException.class);
        var held = new Case.EarningStopped(matter(Level.HOLD), "x").pointsHeld(act);
        assertThatThrownBy(() -> held.bonusReversed(act)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheGroupAppealsAndItDecidesNothing() {
        var held = new Case.PointsHeld(matter(Level.ACT), "mem_operator");
        assertThatThrownBy(() -> held.appealed(act)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> held.lifted(by(one.toString()))).isInstanceOf(IllegalStateException.class);
        var appealed = held.appealed(by(one.toString()));
        assertThat(appealed.standing()).contains(Measure.HOLD);
        assertThatThrownBy(() -> appealed.upheld(act)).isInstanceOf(IllegalStateException.class);
        assertThat(appealed.upheld(by("mem_other")).standing()).contains(Measure.HOLD);
        assertThat(appealed.lifted(act).standing()).isEmpty();
    }

    @Test
    void nobodyActsWithoutSayingWhy() {
        assertThatThrownBy(() -> new Act("mem_operator", " ", NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStepsOfferedAreThoseThatTheStateHas() {
        assertThat(Step.from(new Case.Opened(matter(Level.LOOK)))).containsExactly(Step.LOOK_AT, Step.DISMISS);
        assertThat(Step.from(new Case.Dismissed(matter(Level.LOOK)))).isEmpty();
        assertThat(Step.find("hold-points")).contains(Step.HOLD_POINTS);
        assertThat(Step.find("burn")).isEmpty();
    }
}
