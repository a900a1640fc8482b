package org.tsudoi.collusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.collusion.Collusion.Acting;
import org.tsudoi.collusion.Collusion.Reason;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// The last step of a case: two operators suspend its members, and both know of each other's appeals.
@ProductTest
class SuspensionsTest {
    private static final Set<Sign> ACCOUNT = Set.of(new Sign(Sign.Kind.ACCOUNT, "ef".repeat(16)));
    private static final Collusion.Suspending UNTIL_LIFTED = new Collusion.Suspending(Optional.empty(), false, false);

    private final Collusion collusion;
    private final Sanctions sanctions;
    private final PlantedDealings planted;
    private final StageSetting people;
    private final List<RecurringJob> jobs;
    private final TransactionTemplate transactions;
    private final JdbcClient sql;
    private final TestClock clock;

    private MemberId one = new MemberId(UUID.randomUUID());
    private MemberId two = one;
    private MemberId first = one;
    private MemberId second = one;
    private CaseId id = new CaseId(UUID.randomUUID());

    SuspensionsTest(
            Collusion collusion,
            Sanctions sanctions,
            PlantedDealings planted,
            StageSetting people,
            List<RecurringJob> jobs,
            TransactionTemplate transactions,
            JdbcClient sql,
            TestClock clock) {
        this.collusion = collusion;
        this.sanctions = sanctions;
        this.planted = planted;
        this.people = people;
        this.jobs = jobs;
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
    }

    @BeforeEach
    void aCaseInWhichTheBonusWasTakenBack() {
        one = people.somebody().id();
        two = people.somebody().id();
        first = people.somebody().id();
        second = people.somebody().id();
        planted.ring(List.of(one, two), 6, ACCOUNT);
        collusion.look();
        id = CaseId.derive(List.of(one, two), 0);
        for (var step : List.of(Step.LOOK_AT, Step.STOP_EARNING, Step.HOLD_POINTS, Step.REVERSE_BONUS)) {
            assertThat(collusion.act(id, step, "seen", first)).isInstanceOf(Acting.Done.class);
        }
    }

    @AfterEach
    void clear() {
        planted.clear();
        if (Step.from(now()).contains(Step.LIFT)) collusion.act(id, Step.LIFT, "the test is over", first);
    }

    private void propose() {
        assertThat(collusion.suspend(id, UNTIL_LIFTED, "nobody was there, twelve times", first))
                .isInstanceOf(Acting.Done.class);
    }

    private Case now() {
        return collusion.find(id).orElseThrow().now();
    }

    private SanctionId of(MemberId member) {
        return collusion.find(id).orElseThrow().suspensions().stream()
                .filter(it -> it.decision().member().equals(member))
                .reduce((_, newer) -> newer)
                .orElseThrow()
                .id();
    }

    private Sanction sanction(MemberId member) {
        return sanctions.find(of(member)).orElseThrow();
    }

    private void bothSuspended() {
        propose();
        sanctions.confirm(of(one), second);
        sanctions.confirm(of(two), second);
    }

    @Test
    void aSuspensionHoldsForEachOnceASecondOperatorHasConfirmedIt() {
        long before = collusion.waiting();
        propose();
        assertThat(collusion.waiting()).isEqualTo(before + 1);
        assertThat(now()).isInstanceOf(Case.BonusReversed.class);
        assertThat(collusion.find(id).orElseThrow().suspensions())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it).isInstanceOf(Sanction.Proposed.class));
        assertThat(sanctions.isBarred(one)).isFalse();
        assertThat(collusion.suspend(id, UNTIL_LIFTED, "again", first))
                .isEqualTo(new Acting.Refused(Reason.SUSPENDED_BEFORE));
        assertThatThrownBy(() -> sanctions.confirm(of(one), first)).isInstanceOf(Problem.class);
        // Another of the group is no second operator either.
        assertThatThrownBy(() -> sanctions.confirm(of(one), two)).isInstanceOf(Problem.class);
        sanctions.confirm(of(one), second);
        assertThat(sanctions.isBarred(one)).isTrue();
        assertThat(sanctions.isBarred(two)).isFalse();
        assertThat(now()).isEqualTo(new Case.Suspended(now().matter(), first.toString()));
        assertThat(collusion.find(id).orElseThrow().events().getLast())
                .extracting(Collusion.Event::why)
                .isEqualTo("nobody was there, twelve times");
        assertThat(collusion.caseOf(of(one))).contains(id);
        sanctions.refuse(of(two), second);
        assertThat(sanctions.isBarred(two)).isFalse();
        assertThat(now()).isInstanceOf(Case.Suspended.class);
    }

    @Test
    void whatWasRefusedMayBeProposedAgain() {
        propose();
        var refused = of(one);
        sanctions.refuse(refused, second);
        clock.forward(Duration.ofMinutes(1));
        propose();
        assertThat(of(one)).isNotEqualTo(refused);
        assertThat(collusion.find(id).orElseThrow().suspensions()).hasSize(3);
    }

    @Test
    void nobodyOfTheGroupProposesAndNothingBeforeItsTurn() {
        assertThat(collusion.suspend(id, UNTIL_LIFTED, "the other one", two))
                .isEqualTo(new Acting.Refused(Reason.PARTY));
        collusion.act(id, Step.LIFT, "explained", first);
        assertThat(collusion.suspend(id, UNTIL_LIFTED, "late", first)).isEqualTo(new Acting.Refused(Reason.NOT_NOW));
    }

    @Test
    void theAppealInTheCaseIsTheAppealOfTheSuspension() {
        bothSuspended();
        assertThat(collusion.appeal(id, "we met in a park", one)).isInstanceOf(Acting.Done.class);
        assertThat(appeal(one).words()).isEqualTo("we met in a park");
        assertThat(((Sanction.InForce) sanction(two)).appeal()).isEmpty();
        assertThat(collusion.act(id, Step.UPHOLD, "which park?", second)).isInstanceOf(Acting.Done.class);
        assertThat(appeal(one).answer().orElseThrow().words()).isEqualTo("which park?");
        assertThat(sanctions.isBarred(one)).isTrue();
    }

    private Sanction.Appeal appeal(MemberId member) {
        return ((Sanction.InForce) sanction(member)).appeal().orElseThrow();
    }

    @Test
    void theAppealOfASuspensionIsTheAppealInTheCase() {
        bothSuspended();
        sanctions.appeal(of(two), two, "it was my sister");
        assertThat(now()).isInstanceOf(Case.Appealed.class);
        assertThat(collusion.find(id).orElseThrow().events().getLast()).satisfies(event -> {
            assertThat(event.who()).isEqualTo(two.toString());
            assertThat(event.why()).isEqualTo("it was my sister");
        });
        sanctions.answer(of(two), second, "she says it was not", false);
        assertThat(now()).isInstanceOf(Case.Upheld.class);
        assertThat(collusion.find(id).orElseThrow().events().getLast().why()).isEqualTo("she says it was not");
        assertThat(collusion.appeal(id, "I was ill", one)).isInstanceOf(Acting.Done.class);
        assertThat(appeal(one).words()).isEqualTo("I was ill");
    }

    /// What was found about the group, and the bonus, are not settled by it.
    @Test
    void oneSuspensionThatIsLiftedLeavesTheCaseToAnOperator() {
        bothSuspended();
        sanctions.appeal(of(two), two, "it was my sister");
        sanctions.answer(of(two), second, "so it was", true);
        assertThat(sanctions.isBarred(two)).isFalse();
        assertThat(sanctions.isBarred(one)).isTrue();
        assertThat(now()).isInstanceOf(Case.Appealed.class);
    }

    @Test
    void whoLiftsTheCaseLiftsItsSuspensions() {
        bothSuspended();
        sanctions.appeal(of(two), two, "it was my sister");
        assertThat(collusion.act(id, Step.LIFT, "so it was", second)).isInstanceOf(Acting.Done.class);
        assertThat(sanctions.isBarred(one)).isFalse();
        assertThat(sanctions.isBarred(two)).isFalse();
        assertThat(((Sanction.Ended) sanction(two)).end().why()).isEqualTo(Sanction.End.Why.APPEAL);
        assertThat(((Sanction.Ended) sanction(one)).end().why()).isEqualTo(Sanction.End.Why.LIFTED);
    }

    @Test
    void anAppealThatNobodyDecidesEndsTheSuspensions() {
        bothSuspended();
        assertThat(collusion.appeal(id, "we met", one)).isInstanceOf(Acting.Done.class);
        clock.forward(Collusion.APPEAL_DECIDED_WITHIN.plus(Duration.ofDays(1)));
        jobs.stream().filter(job -> job.name().equals("collusion-daily")).forEach(RecurringJob::run);
        assertThat(now()).isInstanceOf(Case.Lifted.class);
        assertThat(sanctions.isBarred(one)).isFalse();
        assertThat(sanctions.isBarred(two)).isFalse();
    }

    @Test
    void nobodyIsSuspendedForACaseThatIsClosed() {
        propose();
        collusion.act(id, Step.LIFT, "explained", first);
        assertThatThrownBy(() -> sanctions.confirm(of(one), second)).isInstanceOf(Problem.class);
        assertThat(sanctions.isBarred(one)).isFalse();
        sanctions.refuse(of(one), second);
        assertThat(now()).isInstanceOf(Case.Lifted.class);
    }

    @Test
    void theDatabaseSuspendsNobodyByOneOperatorAlone() {
        propose();
        assertThatThrownBy(() -> transactions.executeWithoutResult(
                        _ -> sql.sql("""
                                update collusion_case set state = 'suspended', measure = 'suspension', step = step + 1
                                where id = :id""").param("id", id.value()).update()))
                .rootCause()
                .hasMessageContaining("no second operator");
        assertThatThrownBy(() -> sql.sql("""
                        update sanction set state = 'in_force', second = decided_by, second_at = now() where id = :id""").param("id", of(one).value()).update())
                .rootCause()
                .hasMessageContaining("sanction_by_two");
        assertThatThrownBy(() -> sql.sql("delete from collusion_suspension").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }
}
