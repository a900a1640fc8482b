package org.tsudoi.collusion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.collusion.Attendance;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.Evidence;
import org.tsudoi.collusion.EvidenceKind;
import org.tsudoi.collusion.Level;
import org.tsudoi.collusion.Sign;
import org.tsudoi.collusion.Suspicion;
import org.tsudoi.members.MemberId;

class DetectingTest {
    private static final Sign DEVICE = new Sign(Sign.Kind.DEVICE, "aa".repeat(16));
    private static final Sign CARD = new Sign(Sign.Kind.CARD, "bb".repeat(16));
    private static final Sign ACCOUNT = new Sign(Sign.Kind.ACCOUNT, "cc".repeat(16));

    private static Detecting.Search search(World world) {
        var search = Detecting.search(world.dealings);
        assertThat(search.isWhole()).isTrue();
        return search;
    }

    private static Level level(Detecting.Search search, List<MemberId> group) {
        return search.suspicions().stream()
                .filter(it -> Set.copyOf(it.members()).equals(Set.copyOf(group)))
                .map(Suspicion::level)
                .findFirst()
                .orElse(Level.NONE);
    }

    private static Suspicion only(World world) {
        assertThat(search(world).suspicions()).hasSize(1);
        return search(world).suspicions().getFirst();
    }

    private static Set<EvidenceKind> kinds(Suspicion suspicion) {
        return suspicion.evidence().stream().map(Evidence::kind).collect(Collectors.toSet());
    }

    private static Set<MemberId> above(Level level, Detecting.Search search) {
        return search.suspicions().stream()
                .filter(it -> it.level() != level && it.level().reaches(level))
                .flatMap(it -> it.members().stream())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 13, 21, 34, 55})
    void ringsOfTwoThreeAndFiveAreFoundAndNoneOfTwoHundredHonestPairs(long seed) {
        var world = new World(seed, 500);
        var honest = new ArrayList<List<MemberId>>();
        for (int pair = 0; pair < 200; pair++) honest.add(world.honestPair(10, 10));
        var rings = List.of(world.ring(2, 4), world.ring(3, 4), world.ring(5, 4));
        world.trade(5);
        var search = search(world);
        for (var ring : rings) {
            assertThat(level(search, ring))
                    .as("seed %d, ring of %d", seed, ring.size())
                    .isGreaterThanOrEqualTo(Level.HOLD);
        }
        var caught = rings.stream().flatMap(List::stream).collect(Collectors.toSet());
        assertThat(above(Level.LOOK, search)).as("seed %d", seed).isEqualTo(caught);
        assertThat(honest)
                .allSatisfy(pair -> assertThat(above(Level.LOOK, search)).doesNotContainAnyElementsOf(pair));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void honestPairsStayUntouchedWhateverTheirHabits(long seed) {
        var world = new World(seed, 1_000);
        for (int pair = 0; pair < 60; pair++) {
            world.honestPair(30, 0);
            world.honestPair(0, 100);
            world.honestPair(5, 60);
        }
        for (int pair = 0; pair < 20; pair++) {
            var family = world.some(2);
            for (int time = 0; time < 8; time++) {
                int day = world.day();
                world.add(world.sketch(family.get(time % 2), family.get(1 - time % 2), day)
                        .signed(Set.of(
                                new Sign(Sign.Kind.CARD, "%032x".formatted(pair)),
                                new Sign(Sign.Kind.DEVICE, "%032x".formatted(pair)))));
            }
        }
        world.trade(5);
        assertThat(above(Level.LOOK, search(world))).as("seed %d", seed).isEmpty();
    }

    /// Nobody uses our room: then nothing is known of anybody.
    @Test
    void aCommunityThatMeetsElsewhereIsAtMostLookedAt() {
        var world = new World(7, 300);
        for (int pair = 0; pair < 100; pair++) world.honestPair(0, 100);
        world.trade(10);
        world.dealings.replaceAll(it -> new Dealing(
                it.id(),
                it.seller(),
                it.buyer(),
                it.price(),
                it.bookedAt(),
                new Attendance.NotSeen(),
                it.pointsExpireAt(),
                Set.of(),
                Set.of()));
        assertThat(above(Level.LOOK, Detecting.search(world.dealings))).isEmpty();
    }

    @Test
    void twoWhoReallyMeetAreNotEvenLookedAt() {
        var world = new World(7, 10);
        world.honestPair(0, 0);
        assertThat(search(world).suspicions()).isEmpty();
    }

    @Test
    void whatIsStillToComeCountsAgainstNobody() {
        var world = new World(7, 10);
        var pair = world.some(2);
        for (int time = 0; time < 20; time++) {
            world.add(world.sketch(pair.get(time % 2), pair.get(1 - time % 2), 170)
                    .held(new Attendance.NotYet()));
        }
        assertThat(search(world).suspicions()).isEmpty();
    }

    @Test
    void whatIsPaidWithMoneyAloneIsNotPointsGoingRound() {
        var world = new World(7, 10);
        var pair = world.some(2);
        for (int time = 0; time < 20; time++) {
            world.add(world.sketch(pair.get(time % 2), pair.get(1 - time % 2), 10)
                    .costing(0, 3_000)
                    .held(World.seen(10, 0)));
        }
        assertThat(search(world).suspicions()).isEmpty();
    }

    /// Anybody may be ill once; a single round is chance.
    @Test
    void oneRoundIsAtMostLookedAt() {
        var world = new World(7, 10);
        world.ring(5, 1);
        assertThat(only(world).level()).isEqualTo(Level.LOOK);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tenPercentRealAttendanceHidesNoRing(long seed) {
        var world = new World(seed, 300);
        var rings = new ArrayList<List<MemberId>>();
        for (int size : new int[] {2, 3, 5}) {
            var ring = world.some(size);
            rings.add(ring);
            for (int round = 0; round < 10; round++) {
                for (int place = 0; place < size; place++) {
                    int day = world.day();
                    world.add(world.sketch(ring.get(place), ring.get((place + 1) % size), day)
                            .held(World.seen(day, round == place ? 45 : 0)));
                }
            }
        }
        world.trade(1);
        var search = search(world);
        assertThat(rings)
                .allSatisfy(ring -> assertThat(level(search, ring))
                        .as("seed %d, ring of %d", seed, ring.size())
                        .isGreaterThanOrEqualTo(Level.HOLD));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anOutsideDealingEachHidesNoRing(long seed) {
        var world = new World(seed, 300);
        var rings = List.of(world.ring(2, 4), world.ring(3, 4), world.ring(5, 4));
        for (var ring : rings) {
            for (var member : ring) world.add(world.sketch(member, world.some(1).getFirst(), world.day()));
        }
        world.trade(2);
        var search = search(world);
        assertThat(rings).allSatisfy(ring -> assertThat(level(search, ring)).isGreaterThanOrEqualTo(Level.HOLD));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pricesThatVaryHideNoRing(long seed) {
        var world = new World(seed, 300);
        var rings = new ArrayList<List<MemberId>>();
        for (int size : new int[] {2, 3, 5}) {
            var ring = world.some(size);
            rings.add(ring);
            for (int round = 0; round < 5; round++) {
                for (int place = 0; place < size; place++) {
                    int day = world.day();
                    world.add(world.sketch(ring.get(place), ring.get((place + 1) % size), day)
                            .costing(500 + world.random.nextInt(9_500), 0)
                            .held(World.seen(day, 0)));
                }
            }
        }
        world.trade(1);
        var search = search(world);
        assertThat(rings)
                .allSatisfy(ring -> assertThat(level(search, ring))
                        .as("seed %d, ring of %d", seed, ring.size())
                        .isGreaterThanOrEqualTo(Level.HOLD));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void twoRingsThatShareAMemberAreTwo(long seed) {
        var world = new World(seed, 300);
        var one = world.ring(3, 4);
        var other = new ArrayList<>(world.some(3));
        other.add(one.getFirst());
        world.ring(other, 4);
        world.trade(2);
        var search = search(world);
        assertThat(level(search, one)).as("seed %d", seed).isGreaterThanOrEqualTo(Level.HOLD);
        assertThat(level(search, other)).as("seed %d", seed).isGreaterThanOrEqualTo(Level.HOLD);
        other.addAll(one);
        assertThat(above(Level.LOOK, search)).as("seed %d", seed).isEqualTo(Set.copyOf(other));
    }

    /// Once a month, and everybody pays everybody but once.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsSpreadOverTimeAndOverAllOfThemIsFound(long seed) {
        var world = new World(seed, 300);
        var ring = world.some(5);
        int day = 0;
        for (var buyer : ring) {
            for (var seller : ring) {
                if (buyer.equals(seller)) continue;
                world.add(world.sketch(buyer, seller, day).held(World.seen(day, 0)));
                day += 9;
            }
        }
        world.trade(1);
        assertThat(level(search(world), ring)).as("seed %d", seed).isGreaterThanOrEqualTo(Level.HOLD);
    }

    @Test
    void oneWhoBoughtOnceFromARingIsNotPartOfIt() {
        var world = new World(7, 20);
        var ring = world.ring(3, 6);
        var bystander = world.some(1).getFirst();
        world.add(world.sketch(bystander, ring.getFirst(), 5).held(World.seen(5, 0)));
        world.add(world.sketch(ring.get(1), bystander, 6).held(World.seen(6, 0)));
        var search = search(world);
        assertThat(level(search, ring)).isGreaterThanOrEqualTo(Level.HOLD);
        assertThat(above(Level.LOOK, search)).doesNotContain(bystander);
    }

    @Test
    void onePersonWithTwoAccountsNeedsNoWayBack() {
        var world = new World(7, 20);
        var pair = world.some(2);
        for (int time = 0; time < 6; time++) {
            world.add(world.sketch(pair.getFirst(), pair.getLast(), time)
                    .signed(Set.of(ACCOUNT))
                    .held(World.seen(time, 0)));
        }
        assertThat(only(world).level()).isGreaterThanOrEqualTo(Level.HOLD);
        assertThat(kinds(only(world))).contains(EvidenceKind.SAME_ACCOUNT, EvidenceKind.NO_ATTENDANCE);
    }

    @Test
    void aCoupleWhoShareADeviceAndMeetAreLeftAlone() {
        var world = new World(7, 20);
        var pair = world.some(2);
        for (int time = 0; time < 8; time++) {
            world.add(world.sketch(pair.get(time % 2), pair.get(1 - time % 2), time)
                    .signed(Set.of(DEVICE)));
        }
        assertThat(search(world).suspicions()).isEmpty();
    }

    /// Also with the card of the family, and where we do not see whether they meet.
    @Test
    void aSharedDeviceAloneIsNeverMoreThanLookedAt() {
        for (var signs : List.of(Set.of(DEVICE), Set.of(DEVICE, CARD))) {
            var world = new World(7, 20);
            var pair = world.some(2);
            for (int time = 0; time < 12; time++) {
                world.add(world.sketch(pair.get(time % 2), pair.get(1 - time % 2), time)
                        .expiring(2)
                        .signed(signs)
                        .held(new Attendance.NotSeen()));
            }
            assertThat(only(world).level()).as(signs.toString()).isEqualTo(Level.LOOK);
            assertThat(kinds(only(world))).contains(EvidenceKind.SAME_DEVICE);
        }
    }

    @Test
    void aSharedDeviceIsTheSecondReasonWhereNobodyEverCame() {
        var world = new World(7, 20);
        var pair = world.some(2);
        for (int time = 0; time < 12; time++) {
            world.add(world.sketch(pair.get(time % 2), pair.get(1 - time % 2), time)
                    .signed(Set.of(DEVICE))
                    .held(World.seen(time, 0)));
        }
        assertThat(only(world).level()).isEqualTo(Level.ACT);
    }

    /// A room that they sit in by themselves proves nothing, and that they are one person is not certain either.
    @Test
    void onePersonInTheRoomTwiceIsLookedAt() {
        var world = new World(7, 20);
        var pair = world.some(2);
        for (int time = 0; time < 8; time++) {
            world.add(world.sketch(pair.get(time % 2), pair.get(1 - time % 2), time)
                    .signed(Set.of(ACCOUNT, CARD)));
        }
        assertThat(only(world).level()).isEqualTo(Level.LOOK);
    }

    @Test
    void aDeviceOfManySaysNothing() {
        var world = new World(7, 60);
        for (int pair = 0; pair < 10; pair++) {
            var two = world.some(2);
            for (int time = 0; time < 6; time++) {
                world.add(world.sketch(two.get(time % 2), two.get(1 - time % 2), time)
                        .signed(Set.of(DEVICE))
                        .held(World.seen(time, 0)));
            }
        }
        assertThat(search(world).suspicions())
                .hasSize(10)
                .allSatisfy(it -> assertThat(kinds(it)).doesNotContain(EvidenceKind.SAME_DEVICE));
    }

    @Test
    void allThatSpeaksForItIsToldWithItsDealings() {
        var world = new World(7, 40);
        var pair = world.some(2);
        for (int time = 0; time < 8; time++) {
            world.add(world.sketch(pair.get(time % 2), pair.get(1 - time % 2), time * 10)
                    .costing(9_000, 0)
                    .expiring(2)
                    .signed(Set.of(DEVICE, CARD))
                    .held(World.seen(time * 10, 0)));
        }
        for (var member : pair) {
            for (int time = 0; time < 3; time++)
                world.add(world.sketch(world.some(1).getFirst(), member, time));
        }
        var found = search(world).suspicions().getFirst();
        assertThat(found.level()).isEqualTo(Level.ACT);
        assertThat(kinds(found))
                .containsExactlyInAnyOrder(
                        EvidenceKind.RECIPROCAL,
                        EvidenceKind.NO_ATTENDANCE,
                        EvidenceKind.SAME_DEVICE,
                        EvidenceKind.SAME_CARD,
                        EvidenceKind.BEFORE_EXPIRY,
                        EvidenceKind.PRICE,
                        EvidenceKind.POINTS_ONLY,
                        EvidenceKind.CLOSED);
        var ids = found.dealings().stream().map(it -> it.id()).collect(Collectors.toSet());
        assertThat(found.evidence()).allSatisfy(it -> assertThat(ids).containsAll(it.dealings()));
        assertThat(found.dealings())
                .allSatisfy(it -> assertThat(it.buyerSigns()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "8,8,30",
        "6,6,25",
        "4,4,10",
        "2,2,0",
        "20,18,30",
        "10,6,10",
        "10,3,0",
        "300,250,30",
        "300,100,0",
        "0,0,0"
    })
    void missingIsWeighedByHowLittleItCanBeChance(int seen, int missed, int weight) {
        assertThat(new Missed(missed, seen).weight(30)).isEqualTo(weight);
    }

    @Test
    void theOrderInWhichDealingsAreToldChangesNothing() {
        var world = new World(7, 300);
        world.ring(3, 4);
        world.honestPair(10, 10);
        world.trade(4);
        var turned = new ArrayList<>(world.dealings).reversed();
        assertThat(Detecting.search(turned)).isEqualTo(Detecting.search(world.dealings));
    }

    /// So many steps as there are dealings, times a small number: it grows no faster than a community does.
    @ParameterizedTest
    @ValueSource(ints = {1_000, 20_000})
    void aHundredThousandDealingsAreLookedThroughInBoundedSteps(int size) {
        var world = new World(3, size);
        var ring = world.ring(5, 4);
        world.trade(100_000 / size);
        assertThat(world.dealings).hasSizeGreaterThan(95_000);
        var search = search(world);
        assertThat(search.steps()).isLessThan(20L * world.dealings.size());
        assertThat(level(search, ring)).isGreaterThanOrEqualTo(size == 20_000 ? Level.HOLD : Level.NONE);
    }

    /// One who sells to thousands and buys from each of them is thousands of pairs.
    @Test
    void aHubIsLookedThroughPairByPair() {
        var world = new World(3, 1_001);
        var hub = world.members.getFirst();
        for (var other : world.members.subList(1, 1_001)) {
            for (int time = 0; time < 12; time++) {
                world.add(world.sketch(time % 2 == 0 ? hub : other, time % 2 == 0 ? other : hub, time)
                        .held(World.seen(time, 0)));
            }
        }
        var search = search(world);
        assertThat(search.suspicions()).hasSize(1_000);
        assertThat(search.steps()).isLessThan(20L * world.dealings.size());
    }

    /// Everybody with everybody, and never met: the search ends, and says that it is not whole.
    @Test
    void aWorldMadeToStopTheSearchStopsItInGoodOrder() {
        var world = new World(3, 150);
        for (var buyer : world.members) {
            var near = IntStream.rangeClosed(1, 8)
                    .mapToObj(step -> world.members.get((world.members.indexOf(buyer) + step * step) % 150))
                    .collect(Collectors.toCollection(HashSet::new));
            for (var seller : near) {
                for (int time = 0; time < 2; time++) {
                    world.add(world.sketch(buyer, seller, time).held(World.seen(time, 0)));
                }
            }
        }
        var search = Detecting.search(world.dealings);
        assertThat(search.steps()).isLessThan(6_000_000);
        assertThat(search.suspicions()).isNotEmpty();
    }
}
