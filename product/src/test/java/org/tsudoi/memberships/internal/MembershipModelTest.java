package org.tsudoi.memberships.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.platform.Problem;

/// Whatever is wished, whatever the weather and whenever the process dies: what must always be true, is.
class MembershipModelTest {
    private static final Weather.Kind[] KINDS = Weather.Kind.values();
    private static final int MEMBERS = 8;

    private final Club club = new Club("2027-12-20T20:00:00Z");
    private final List<MonthlyPlan> plans = List.of(
            plan(FirstMonth.FULL, new Anchor.DayOfJoining(), 5),
            plan(FirstMonth.PRORATED, new Anchor.FixedDay(31), 100),
            plan(FirstMonth.FREE, new Anchor.FixedDay(1), 6));
    private final List<MemberId> members = new ArrayList<>();
    private final HashSet<MembershipId> known = new HashSet<>();
    private final Random random;
    private final long seed;

    MembershipModelTest() {
        seed = System.nanoTime();
        random = new Random(seed);
    }

    private MonthlyPlan plan(FirstMonth first, Anchor anchor, int capacity) {
        return club.plan(Club.terms(first, anchor, "Asia/Tokyo", capacity), Money.jpy(997));
    }

    @Test
    void nothingIsChargedTwiceAndNobodyIsInWithoutIt() {
        for (int i = 0; i < MEMBERS; i++) members.add(club.member());
        club.weather.is(_ -> random.nextInt(3) == 0 ? KINDS[random.nextInt(KINDS.length)] : Weather.Kind.FINE);
        for (int step = 0; step < 400; step++) {
            alive(this::somebodyWishes);
            club.clock.forward(Duration.ofMinutes(1 + random.nextInt(60 * 48)));
            alive(() -> club.memberships.runDue());
            if (step % 10 == 0) whatMustBeTrueIsTrue();
        }
        whatIsPaidLateEndsWell();
    }

    private void alive(Runnable what) {
        try {
            club.dies = random.nextInt(20) == 0;
            what.run();
        } catch (Weather.Killed _) {
            // Whoever comes next goes on.
        } catch (Problem refused) {
            assertThat(refused.code()).as("seed %d", seed).isNotNull();
        } finally {
            club.dies = false;
        }
    }

    private void somebodyWishes() {
        var plan = plans.get(random.nextInt(plans.size()));
        var member = members.get(random.nextInt(MEMBERS));
        var running = club.memberships.running(plan.id(), member).map(Membership::id);
        if (running.isEmpty()) {
            var id = new MembershipId(UUID.randomUUID());
            known.add(id);
            club.memberships.join(id, plan.id(), member, means());
            return;
        }
        var id = running.get();
        switch (random.nextInt(12)) {
            case 0 -> club.memberships.leave(id, "member");
            case 1 -> club.memberships.leaveAtOnce(id, "member");
            case 2 -> club.memberships.stay(id, "member");
            case 3 -> club.memberships.pause(id, 1 + random.nextInt(3), "member");
            case 4 -> club.memberships.resume(id, "member");
            case 5 -> club.memberships.suspend(id, "test", "owner");
            case 6, 7 -> club.memberships.restore(id, "owner");
            case 8 -> club.memberships.payBy(id, means(), "member");
            case 9 -> paySomething(id);
            default -> club.memberships.charges(id).forEach(it -> club.memberships.heard(it.id()));
        }
    }

    private PayBy means() {
        return switch (random.nextInt(3)) {
            case 0 -> new PayBy.Invoice();
            case 1 -> new PayBy.Points();
            default -> Club.CARD;
        };
    }

    private void paySomething(MembershipId id) {
        for (var charge : club.memberships.charges(id)) {
            if (charge instanceof Charge.Waiting it) {
                club.weather.paidByHand(it.id(), it.attempt());
                club.memberships.heard(it.id());
            }
        }
    }

    private void whatMustBeTrueIsTrue() {
        for (var plan : plans) {
            var in = club.memberships.in(plan.id(), 0, 1000);
            assertThat(in)
                    .as("seed %d", seed)
                    .hasSize(club.plans.find(plan.id()).orElseThrow().running());
            assertThat(in).extracting(it -> it.agreement().member()).doesNotHaveDuplicates();
        }
        for (var id : known) {
            if (club.memberships.of(memberOf(id)).stream()
                    .noneMatch(it -> it.id().equals(id))) continue;
            for (var charge : club.memberships.charges(id)) {
                long times = club.weather.timesTaken(charge.id());
                assertThat(times).as("seed %d %s", seed, charge).isLessThanOrEqualTo(1);
                switch (charge) {
                    case Charge.Paid it -> {
                        assertThat(times).as("seed %d %s", seed, it).isEqualTo(1);
                        assertThat(club.weather.givenBack(it.id()))
                                .as("seed %d %s", seed, it)
                                .isEqualTo(it.back().minorUnits());
                    }
                    case Charge.Due _, Charge.Declined _, Charge.Free _ ->
                        assertThat(times).as("seed %d %s", seed, charge).isZero();
                    case Charge.Sent _, Charge.Unknown _, Charge.Waiting _, Charge.Dropped _ -> {}
                }
            }
        }
    }

    private MemberId memberOf(MembershipId id) {
        return club.sql
                .sql("select member from membership where id = :id")
                .param("id", id.value())
                .query((row, _) -> new MemberId(Columns.uuid(row, "member")))
                .optional()
                .orElse(members.getFirst());
    }

    /// The storm is over: a month later every answer is known, and who ended has nothing left to ask for.
    private void whatIsPaidLateEndsWell() {
        club.weather.is(Weather.Kind.FINE);
        for (int day = 0; day < 32; day++) {
            club.clock.forward(Duration.ofDays(1));
            club.memberships.runDue();
        }
        whatMustBeTrueIsTrue();
        for (var id : known) {
            if (club.memberships.of(memberOf(id)).stream()
                    .noneMatch(it -> it.id().equals(id))) continue;
            var membership = club.memberships.get(id);
            for (var charge : club.memberships.charges(id)) {
                boolean over = charge.isSettled() || charge instanceof Charge.Dropped;
                if (membership instanceof Membership.Ended ended) {
                    assertThat(over).as("seed %d %s", seed, charge).isTrue();
                    if (charge instanceof Charge.Paid paid
                            && paid.terms().period().number() > ended.lastPeriod()) {
                        assertThat(paid.left()).as("seed %d %s", seed, paid).isEqualTo(Money.jpy(0));
                    }
                }
            }
        }
    }
}
