package org.tsudoi.collusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.tsudoi.collusion.Collusion.Acting;
import org.tsudoi.collusion.Collusion.CaseMoved;
import org.tsudoi.collusion.Collusion.Reason;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
@RecordApplicationEvents
class CasesTest {
    private static final Set<Sign> ACCOUNT = Set.of(new Sign(Sign.Kind.ACCOUNT, "ab".repeat(16)));

    private final MemberId operator = new MemberId(UUID.randomUUID());
    private final MemberId other = new MemberId(UUID.randomUUID());
    private final Collusion collusion;
    private final PlantedDealings planted;
    private final List<RecurringJob> jobs;
    private final TestClock clock;

    CasesTest(Collusion collusion, PlantedDealings planted, List<RecurringJob> jobs, TestClock clock) {
        this.collusion = collusion;
        this.planted = planted;
        this.jobs = jobs;
        this.clock = clock;
    }

    @AfterEach
    void clear() {
        planted.clear();
    }

    /// One person with two accounts, which carries every measure.
    private CaseId grave(List<MemberId> pair) {
        planted.ring(pair, 6, ACCOUNT);
        assertThat(collusion.look().opened()).isEqualTo(1);
        return CaseId.derive(pair, 0);
    }

    private Case now(CaseId id) {
        return collusion.find(id).orElseThrow().now();
    }

    private void done(CaseId id, Step... steps) {
        for (var step : steps) {
            assertThat(collusion.act(id, step, "seen: " + step, operator)).isInstanceOf(Acting.Done.class);
        }
    }

    private static Acting refused(Reason reason) {
        return new Acting.Refused(reason);
    }

    @Test
    void aRingIsACaseOnceHoweverOftenItIsLookedFor() {
        var ring = planted.strangers(3);
        planted.ring(ring, 4, Set.of());
        assertThat(collusion.look()).satisfies(look -> {
            assertThat(look.dealings()).isGreaterThanOrEqualTo(12);
            assertThat(look.opened()).isEqualTo(1);
            assertThat(look.isWhole()).isTrue();
        });
        assertThat(collusion.look().opened()).isZero();
        var dossier = collusion.find(CaseId.derive(ring, 0)).orElseThrow();
        assertThat(dossier.now()).isInstanceOf(Case.Opened.class);
        assertThat(dossier.found()).hasSize(1);
        assertThat(dossier.events()).singleElement().satisfies(event -> {
            assertThat(event.who()).isEqualTo("tsudoi");
            assertThat(event.why()).isEqualTo("found");
        });
        assertThat(collusion.cases(true, 1_000))
                .anySatisfy(listed -> assertThat(listed.now().id()).isEqualTo(CaseId.derive(ring, 0)));
        assertThat(collusion.newestLook()).isPresent();
    }

    @Test
    void whatIsFoundLaterIsAddedAndWhatWasFoundStaysAsItWas() {
        var pair = planted.strangers(2);
        planted.ring(pair, 2, Set.of());
        collusion.look();
        var id = CaseId.derive(pair, 0);
        var first = collusion.find(id).orElseThrow().found().getFirst();
        assertThat(first.suspicion().level()).isEqualTo(Level.LOOK);
        clock.forward(Duration.ofDays(1));
        planted.ring(pair, 4, Set.of());
        assertThat(collusion.look().opened()).isZero();
        var found = collusion.find(id).orElseThrow().found();
        assertThat(found).hasSize(2);
        assertThat(found.getLast()).isEqualTo(first);
        assertThat(found.getFirst().suspicion().dealings()).hasSize(12);
        assertThat(now(id).matter().level()).isGreaterThanOrEqualTo(Level.HOLD);
    }

    @Test
    void eachStepOfTheLadderIsTakenByAPersonWhoSaysWhy(ApplicationEvents events) {
        var pair = planted.strangers(2);
        var id = grave(pair);
        stands(id, pair, null);
        done(id, Step.LOOK_AT, Step.STOP_EARNING);
        stands(id, pair, Measure.NO_EARN);
        done(id, Step.HOLD_POINTS);
        stands(id, pair, Measure.HOLD);
        assertThat(collusion
                        .find(id)
                        .orElseThrow()
                        .found()
                        .getFirst()
                        .suspicion()
                        .inQuestion())
                .hasSize(12);
        done(id, Step.REVERSE_BONUS);
        stands(id, pair, Measure.REVERSAL);
        done(id, Step.LIFT);
        stands(id, pair, null);
        assertThat(collusion.find(id).orElseThrow().events())
                .extracting(Collusion.Event::state)
                .containsExactly("opened", "looked_at", "earning_stopped", "points_held", "bonus_reversed", "lifted");
        assertThat(collusion.find(id).orElseThrow().events().subList(1, 6)).allSatisfy(event -> {
            assertThat(event.who()).isEqualTo(operator.toString());
            assertThat(event.why()).startsWith("seen: ");
        });
        assertThat(events.stream(CaseMoved.class).filter(it -> it.id().equals(id)))
                .hasSize(5);
    }

    /// Against each of them, and told to each: what does it to points asks the cases in the same way.
    private void stands(CaseId id, List<MemberId> group, @Nullable Measure measure) {
        assertThat(now(id).standing()).isEqualTo(Optional.ofNullable(measure));
        for (var member : group) {
            assertThat(collusion.of(member).stream().filter(it -> it.standing().isPresent()))
                    .hasSize(measure == null ? 0 : 1);
        }
    }

    @Test
    void noStepIsLeftOut() {
        var id = grave(planted.strangers(2));
        for (var step : Step.values()) {
            if (step == Step.LOOK_AT || step == Step.DISMISS || step == Step.SUSPEND) continue;
            assertThat(collusion.act(id, step, "at once", operator)).isEqualTo(refused(Reason.NOT_NOW));
        }
        var how = new Collusion.Suspending(Optional.empty(), false, false);
        assertThat(collusion.suspend(id, how, "at once", operator)).isEqualTo(refused(Reason.NOT_NOW));
        assertThat(collusion.act(new CaseId(UUID.randomUUID()), Step.LOOK_AT, "why", operator))
                .isEqualTo(refused(Reason.NOT_FOUND));
    }

    @Test
    void whatWasFoundCarriesNoMoreThanItsLevel() {
        var pair = planted.strangers(2);
        planted.ring(pair, 2, Set.of());
        collusion.look();
        var id = CaseId.derive(pair, 0);
        done(id, Step.LOOK_AT, Step.STOP_EARNING);
        assertThat(collusion.act(id, Step.HOLD_POINTS, "why", operator)).isEqualTo(refused(Reason.LEVEL));
    }

    @Test
    void whatWasLetPassIsNeverFoundAgainButWhatComesAfterItIs() {
        var pair = planted.strangers(2);
        var id = grave(pair);
        done(id, Step.DISMISS);
        assertThat(collusion.look()).satisfies(look -> assertThat(look.found()).isZero());
        assertThat(collusion.cases(false, 1_000))
                .anySatisfy(listed -> assertThat(listed.now()).isInstanceOf(Case.Dismissed.class));
        planted.ring(pair, 20, ACCOUNT);
        assertThat(collusion.look().opened()).isEqualTo(1);
        assertThat(now(CaseId.derive(pair, 1))).isInstanceOf(Case.Opened.class);
        assertThat(now(id)).isInstanceOf(Case.Dismissed.class);
    }

    @Test
    void onlyTheGroupAppealsAndAnotherPersonDecides() {
        var pair = planted.strangers(2);
        var id = grave(pair);
        done(id, Step.LOOK_AT);
        assertThat(collusion.appeal(id, "too early", pair.getFirst())).isEqualTo(refused(Reason.NOT_NOW));
        done(id, Step.STOP_EARNING, Step.HOLD_POINTS);
        assertThat(collusion.appeal(id, "not mine", other)).isEqualTo(refused(Reason.PARTY));
        assertThat(collusion.appeal(id, "we met in a park", pair.getFirst())).isInstanceOf(Acting.Done.class);
        stands(id, pair, Measure.HOLD);
        assertThat(collusion.act(id, Step.UPHOLD, "no", operator)).isEqualTo(refused(Reason.SAME_PERSON));
        assertThat(collusion.act(id, Step.LIFT, "yes", pair.getLast())).isEqualTo(refused(Reason.PARTY));
        assertThat(collusion.act(id, Step.UPHOLD, "the room was empty", other)).isInstanceOf(Acting.Done.class);
        assertThat(now(id)).isInstanceOf(Case.Upheld.class);
        stands(id, pair, Measure.HOLD);
        assertThat(collusion.appeal(id, "again", pair.getFirst())).isEqualTo(refused(Reason.APPEALED_BEFORE));
        assertThat(collusion.appeal(id, "but I was there", pair.getLast())).isInstanceOf(Acting.Done.class);
        assertThat(collusion.act(id, Step.UPHOLD, "no", operator)).isEqualTo(refused(Reason.SAME_PERSON));
        done(id, Step.LIFT);
        assertThat(collusion.of(pair.getFirst())).singleElement().isInstanceOf(Case.Lifted.class);
    }

    @Test
    void anAppealThatNobodyDecidesIsGranted() {
        var pair = planted.strangers(2);
        var id = grave(pair);
        done(id, Step.LOOK_AT, Step.STOP_EARNING);
        assertThat(collusion.appeal(id, "we met", pair.getFirst())).isInstanceOf(Acting.Done.class);
        var daily = jobs.stream()
                .filter(job -> job.name().equals("collusion-daily"))
                .findFirst()
                .orElseThrow();
        clock.forward(Duration.ofDays(29));
        daily.run();
        assertThat(now(id)).isInstanceOf(Case.Appealed.class);
        clock.forward(Duration.ofDays(2));
        daily.run();
        assertThat(now(id)).isInstanceOf(Case.Lifted.class);
        assertThat(collusion.find(id).orElseThrow().events().getLast().who()).isEqualTo("tsudoi");
    }

    @Test
    void nobodyDecidesAboutThemself() {
        var pair = planted.strangers(2);
        var id = grave(pair);
        assertThat(collusion.act(id, Step.DISMISS, "nothing", pair.getFirst())).isEqualTo(refused(Reason.PARTY));
    }

    @Test
    void aRingThatGrowsIsACaseOfItsOwnThatKnowsTheOther() {
        var ring = planted.strangers(4);
        planted.ring(ring.subList(0, 3), 4, Set.of());
        collusion.look();
        planted.ring(ring, 6, Set.of());
        assertThat(collusion.look().opened()).isEqualTo(1);
        var grown = collusion.find(CaseId.derive(ring, 0)).orElseThrow();
        assertThat(grown.related()).extracting(Case::id).containsExactly(CaseId.derive(ring.subList(0, 3), 0));
    }

    @Test
    void ofTwoWhoActAtOnceOneIsRefused() throws Exception {
        var id = grave(planted.strangers(2));
        Callable<Acting> mine = () -> collusion.act(id, Step.LOOK_AT, "me", operator);
        Callable<Acting> theirs = () -> collusion.act(id, Step.DISMISS, "them", other);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var answers = new ArrayList<Acting>();
            for (var answer : threads.invokeAll(List.of(mine, theirs))) answers.add(answer.get());
            // A look may be followed by a dismissal, never the other way round.
            if (answers.getLast() instanceof Acting.Done && answers.getFirst() instanceof Acting.Done) {
                assertThat(now(id)).isInstanceOf(Case.Dismissed.class);
            } else {
                assertThat(answers).containsOnlyOnce(refused(Reason.NOT_NOW));
            }
        }
        assertThat(collusion.find(id).orElseThrow().events())
                .extracting(Collusion.Event::state)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsLookedForTwiceAtOnceIsOneCase() throws Exception {
        var pair = planted.strangers(2);
        planted.ring(pair, 6, ACCOUNT);
        try (var threads = Executors.newFixedThreadPool(2)) {
            int opened = 0;
            for (var look : threads.invokeAll(List.<Callable<Collusion.Look>>of(collusion::look, collusion::look))) {
                opened += look.get().opened();
            }
            assertThat(opened).isEqualTo(1);
        }
        assertThat(collusion.find(CaseId.derive(pair, 0)).orElseThrow().found()).hasSize(1);
    }
}
