package org.tsudoi.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
    private static final long NODE = 7;

    private final QueueSettings settings = new QueueSettings(2, 4, 3);
    private final Line line = new Line(settings, NODE, NOON);
    private Instant now = NOON;
    private long came;

    @Test
    void nobodyWaitsAsLongAsFewCome() {
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 2; i++) assertThat(arrive()).isInstanceOf(Place.Turn.class);
            now = now.plusSeconds(1);
        }
        assertThat(line.isBusy(now)).isFalse();
    }

    @Test
    void whoComesFirstGoesFirstHoweverOftenOthersAsk() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        full();
        var waiting = new ArrayList<Spot>();
        for (int i = 0; i < 40; i++) waiting.add(join());
        var went = new ArrayList<Spot>();
        while (went.size() < waiting.size()) {
            now = now.plusMillis(100 + random.nextInt(400));
            var asking = new ArrayList<>(waiting);
            asking.removeAll(went);
            Collections.shuffle(asking, random);
            var turns = new ArrayList<Spot>();
            // Some press reload again and again.
            for (var spot : asking) {
                for (int time = random.nextInt(4); time >= 0; time--) {
                    if (line.look(spot, "", now) instanceof Place.Turn && !turns.contains(spot)) turns.add(spot);
                }
            }
            Collections.sort(turns);
            went.addAll(turns);
        }
        assertThat(went).as("seed %s", seed).containsExactlyElementsOf(waiting);
    }

    @Test
    void noMoreGoInThanTheRateAllows() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var waiting = new ArrayList<Spot>();
        int went = 0;
        for (int i = 0; i < 600; i++) {
            now = now.plusMillis(random.nextInt(200));
            var spot = spot();
            switch (line.arrive(spot, "a" + i, now)) {
                case Place.Turn _ -> went++;
                case Place.Waiting _ -> waiting.add(spot);
                case Place.Gone _, Place.TooMany _ -> throw new AssertionError();
            }
            if (line.passes(now)) went++;
            for (var each : List.copyOf(waiting)) {
                if (line.look(each, "", now) instanceof Place.Turn) {
                    went++;
                    waiting.remove(each);
                }
            }
            double seconds = Duration.between(NOON, now).toMillis() / 1000.0;
            assertThat(went).as("seed %s, %s s", seed, seconds).isLessThanOrEqualTo((int)
                    (settings.atOnce() + seconds * settings.perSecond()));
        }
        double seconds = Duration.between(NOON, now).toMillis() / 1000.0;
        assertThat(went).as("nor fewer").isGreaterThan((int) (seconds * settings.perSecond()) - 2);
    }

    @Test
    void aPlaceAndTheWaitGoDown() {
        full();
        for (int i = 0; i < 9; i++) join();
        var last = join();
        assertThat(line.look(last, "", now)).isEqualTo(new Place.Waiting(9, 9, Duration.ofSeconds(5)));
        now = now.plusSeconds(2);
        assertThat(line.look(last, "", now)).isEqualTo(new Place.Waiting(5, 9, Duration.ofSeconds(3)));
    }

    @Test
    void aTurnThatNobodyComesForGoesToTheNext() {
        full();
        var first = join();
        var others = List.of(join(), join(), join(), join(), join(), join());
        // One second of turns and then no more: the only ones left are those that lapse.
        now = now.plusSeconds(1);
        assertThat(line.look(others.getFirst(), "", now)).isInstanceOf(Place.Turn.class);
        line.pause(true);
        for (var later = now.plus(Line.COME_WITHIN); now.isBefore(later); now = now.plusSeconds(1)) {
            for (var other : others) line.look(other, "", now);
        }
        assertThat(line.look(first, "", now)).isInstanceOf(Place.Gone.class);
        assertThat(line.look(others.get(1), "", now)).isInstanceOf(Place.Waiting.class);
        line.pause(false);
        now = now.plus(Line.TICK);
        assertThat(line.look(others.get(1), "", now)).isInstanceOf(Place.Turn.class);
    }

    @Test
    void theTurnThatLapsedIsOneMoreForThoseWhoWait() {
        var slow = new Line(new QueueSettings(1, 1, 1_000), NODE, NOON);
        assertThat(slow.passes(now)).isTrue();
        var spots = new ArrayList<Spot>();
        for (int i = 0; i < 300; i++) {
            spots.add(spot());
            slow.arrive(spots.getLast(), "", now);
        }
        var went = new ArrayList<Integer>();
        long seconds = Line.COME_WITHIN.toSeconds() + 10;
        for (long second = 0; second < seconds; second++) {
            now = now.plusSeconds(1);
            // The first thirty look, so that they stay in line, and are not there when they are called.
            for (int i = 0; i < spots.size(); i++) {
                if (i < 30 && second >= i) continue;
                if (!went.contains(i) && slow.look(spots.get(i), "", now) instanceof Place.Turn) went.add(i);
            }
        }
        assertThat(went)
                .isSorted()
                .hasSizeGreaterThan((int) (seconds - 30 + 5))
                .doesNotContain(0, 29)
                .contains(30);
    }

    @Test
    void whoIsAwayTooLongLosesTheirPlaceOnceItIsPassed() {
        full();
        var gone = join();
        var stays = join();
        for (int i = 0; i < 3; i++) join();
        line.pause(true);
        for (var later = now.plus(Line.AWAY).plusSeconds(1); now.isBefore(later); now = now.plusSeconds(1)) {
            line.look(stays, "", now);
        }
        assertThat(line.look(stays, "", now)).isInstanceOf(Place.Waiting.class);
        line.pause(false);
        now = now.plusSeconds(1);
        assertThat(line.look(stays, "", now)).isInstanceOf(Place.Turn.class);
        assertThat(line.look(gone, "", now)).isInstanceOf(Place.Gone.class);
    }

    @Test
    void whoComesBackBeforeIsWhereTheyWere() {
        full();
        line.pause(true);
        var first = join();
        var second = join();
        for (var later = now.plus(Line.AWAY).plusSeconds(1); now.isBefore(later); now = now.plusSeconds(1)) {
            line.look(second, "", now);
        }
        assertThat(((Place.Waiting) line.look(second, "", now)).ahead()).isZero();
        line.look(first, "", now);
        now = now.plus(Line.TICK);
        assertThat(((Place.Waiting) line.look(second, "", now)).ahead()).isEqualTo(1);
        assertThat(((Place.Waiting) line.look(first, "", now)).ahead()).isZero();
    }

    @Test
    void aNodeThatForgotEverythingFindsTheOrderAgain() {
        full();
        var waiting = new ArrayList<Spot>();
        for (int i = 0; i < 10; i++) waiting.add(join());
        var restarted = new Line(settings, NODE + 1, now);
        for (int i = 0; i < settings.atOnce(); i++) restarted.passes(now);
        var asking = new ArrayList<>(waiting);
        Collections.shuffle(asking, new Random(5));
        for (var spot : asking) restarted.look(spot, "of " + spot, now);
        now = now.plus(Line.TICK);
        for (int i = 0; i < waiting.size(); i++) {
            assertThat(((Place.Waiting) restarted.look(waiting.get(i), "", now)).ahead())
                    .isEqualTo(i);
        }
    }

    @Test
    void aTurnIsGoodForOneOrder() {
        full();
        var mine = join();
        join();
        join();
        now = now.plusSeconds(1);
        assertThat(line.look(mine, "", now)).isInstanceOf(Place.Turn.class);
        assertThat(line.look(mine, "", now)).as("the same again").isInstanceOf(Place.Turn.class);
        assertThat(line.isGood(mine, "form", now)).isTrue();
        line.spend(mine, "form", now);
        assertThat(line.isGood(mine, "form", now)).as("a second click").isTrue();
        assertThat(line.isGood(mine, "another form", now)).isFalse();
        assertThat(line.look(mine, "", now)).isInstanceOf(Place.Gone.class);
    }

    @Test
    void aTurnEndsWhenItWasSaidTo() {
        full();
        var mine = join();
        now = now.plusSeconds(1);
        var until = ((Place.Turn) line.look(mine, "", now)).until();
        assertThat(until).isEqualTo(now.plus(Line.SEND_WITHIN));
        now = until;
        assertThat(line.look(mine, "", now)).isInstanceOf(Place.Gone.class);
    }

    @Test
    void fewOfOneNetworkWaitAtOnce() {
        full();
        for (int i = 0; i < settings.ofAddressMax(); i++) {
            assertThat(line.arrive(spot(), "one", now)).isInstanceOf(Place.Waiting.class);
        }
        assertThat(line.arrive(spot(), "one", now)).isInstanceOf(Place.TooMany.class);
        assertThat(line.arrive(spot(), "other", now)).isInstanceOf(Place.Waiting.class);
        now = now.plusSeconds(1);
        assertThat(line.arrive(spot(), "one", now)).isInstanceOf(Place.Waiting.class);
    }

    @Test
    void whoHasKeptManyTicketsWaitsWithFewOfThem() {
        var kept = new ArrayList<Spot>();
        for (int i = 0; i < 30; i++) {
            var spot = spot();
            if (line.arrive(spot, "one", now) instanceof Place.Turn) kept.add(spot);
            now = now.plusSeconds(1);
        }
        full();

        var places = kept.stream().map(spot -> line.look(spot, "one", now)).toList();

        assertThat(places).filteredOn(Place.Waiting.class::isInstance).hasSize(3);
        assertThat(places).filteredOn(Place.TooMany.class::isInstance).isNotEmpty();
    }

    @Test
    void everythingIsForgottenWhenTheRushIsOver() {
        full();
        var spots = List.of(join(), join(), join());
        now = now.plusSeconds(3);
        spots.forEach(spot -> line.look(spot, "", now));
        line.spend(spots.getFirst(), "form", now);
        assertThat(line.isIdle(now)).isFalse();
        now = now.plus(Line.SEND_WITHIN);
        assertThat(line.isIdle(now)).isTrue();
    }

    private void full() {
        for (int i = 0; i < settings.atOnce(); i++) assertThat(line.passes(now)).isTrue();
    }

    private Spot spot() {
        return new Spot(now.getEpochSecond() * 1_000_000 + ++came, came, NODE);
    }

    private Spot join() {
        var spot = spot();
        assertThat(line.arrive(spot, "address " + came, now)).isInstanceOf(Place.Waiting.class);
        return spot;
    }

    private Place arrive() {
        return line.arrive(spot(), "address " + ++came, now);
    }
}
