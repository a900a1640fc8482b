package org.tsudoi.collusion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Level;
import org.tsudoi.collusion.Picture;
import org.tsudoi.members.MemberId;

class PicturingTest {
    private static Case opened(List<MemberId> group, Level level) {
        var sorted = group.stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
        return new Case.Opened(new Case.Matter(CaseId.derive(sorted, 0), sorted, 0, level, World.BEGAN));
    }

    private static List<Set<MemberId>> groups(Picture picture) {
        return picture.circles().stream()
                .map(circle -> Set.copyOf(circle.members()))
                .toList();
    }

    @Test
    void whoDealsBothWaysOrInARingIsDrawnAndWhoOnlyBuysIsNot() {
        var world = new World(11, 60);
        var pair = world.honestPair(0, 0);
        var ring = world.ring(3, 4);
        world.trade(1);
        var picture = Picturing.of(world.dealings, List.of(opened(ring, Level.HOLD)));
        assertThat(groups(picture)).contains(Set.copyOf(pair), Set.copyOf(ring));
        assertThat(picture.leftOut()).isZero();
        assertThat(picture.members()).isLessThanOrEqualTo(60);
        assertThat(picture.dealings()).isEqualTo(world.dealings.size());
        var gravest = picture.circles().getFirst();
        assertThat(gravest.level()).isEqualTo(Level.HOLD);
        assertThat(gravest.cases()).hasSize(1);
        assertThat(gravest.flows()).hasSize(3).allSatisfy(flow -> {
            assertThat(flow.times()).isEqualTo(4);
            assertThat(flow.met()).isZero();
            assertThat(flow.worth()).isEqualTo(12_000);
            assertThat(flow.level()).isEqualTo(Level.HOLD);
        });
        assertThat(picture.circles())
                .filteredOn(circle -> circle.members().containsAll(pair))
                .singleElement()
                .satisfies(circle -> {
                    assertThat(circle.level()).isEqualTo(Level.NONE);
                    assertThat(circle.flows())
                            .allSatisfy(flow -> assertThat(flow.met()).isEqualTo(flow.times()));
                });
    }

    @Test
    void ofTooManyOnlyThoseOfWhichSomethingWasFoundAreDrawn() {
        var world = new World(12, 700);
        var ring = world.ring(2, 6);
        for (int pair = 0; pair < 260; pair++) world.honestPair(0, 0);
        var picture = Picturing.of(world.dealings, List.of(opened(ring, Level.ACT)));
        assertThat(groups(picture)).containsExactly(Set.copyOf(ring));
        assertThat(picture.leftOut()).isEqualTo(260);
    }

    @Test
    void ofALargeCircleOnlyItsCasesAreDrawn() {
        var world = new World(13, 60);
        var round = world.some(30);
        for (int place = 0; place < 30; place++) {
            for (int time = 0; time < 2; time++) {
                world.add(world.sketch(round.get(place), round.get((place + 1) % 30), time));
            }
        }
        var picture = Picturing.of(world.dealings, List.of(opened(round.subList(0, 3), Level.LOOK)));
        assertThat(picture.circles()).singleElement().satisfies(circle -> {
            assertThat(circle.members()).containsExactlyInAnyOrderElementsOf(round.subList(0, 3));
            assertThat(circle.hidden()).isEqualTo(27);
            assertThat(circle.flows()).hasSize(2);
        });
    }

    /// One who sells to themself under two names needs no way back.
    @Test
    void whatStandsInACaseIsDrawnInAnyCase() {
        var world = new World(14, 10);
        var pair = world.some(2);
        for (int time = 0; time < 4; time++) world.add(world.sketch(pair.getFirst(), pair.getLast(), time));
        assertThat(Picturing.of(world.dealings, List.of()).circles()).isEmpty();
        assertThat(groups(Picturing.of(world.dealings, List.of(opened(pair, Level.LOOK)))))
                .containsExactly(Set.copyOf(pair));
    }
}
