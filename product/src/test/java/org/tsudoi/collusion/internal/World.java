package org.tsudoi.collusion.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.tsudoi.collusion.Attendance;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.DealingId;
import org.tsudoi.collusion.Sign;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.platform.Ids;

/// A community that deals for half a year, the same for the same seed.
final class World {
    static final Instant BEGAN = Instant.parse("2026-06-01T00:00:00Z");
    static final int DAYS = 180;

    final Random random;
    final List<MemberId> members = new ArrayList<>();
    final List<Dealing> dealings = new ArrayList<>();
    private int taken;

    World(long seed, int size) {
        random = new Random(seed);
        for (int member = 0; member < size; member++) members.add(new MemberId(uuid()));
        Collections.shuffle(members, random);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /// Members whom nobody else of the world was given. The first quarter, who are coaches, are given last.
    List<MemberId> some(int many) {
        taken += many;
        int from = members.size() - taken;
        return List.copyOf(members.subList(from, from + many));
    }

    /// A dealing of a world: each `with…` is another one.
    record Sketch(
            MemberId buyer,
            MemberId seller,
            long points,
            long yen,
            int day,
            Attendance attendance,
            Set<Sign> buyerSigns,
            Set<Sign> sellerSigns,
            int lifeDays) {
        Sketch held(Attendance how) {
            return new Sketch(buyer, seller, points, yen, day, how, buyerSigns, sellerSigns, lifeDays);
        }

        Sketch signed(Set<Sign> both) {
            return new Sketch(buyer, seller, points, yen, day, attendance, both, both, lifeDays);
        }

        Sketch expiring(int inDays) {
            return new Sketch(buyer, seller, points, yen, day, attendance, buyerSigns, sellerSigns, inDays);
        }

        Sketch costing(long inPoints, long inYen) {
            return new Sketch(buyer, seller, inPoints, inYen, day, attendance, buyerSigns, sellerSigns, lifeDays);
        }
    }

    Sketch sketch(MemberId buyer, MemberId seller, int day) {
        return new Sketch(buyer, seller, 3_000, 0, day, seen(day, 50), Set.of(), Set.of(), 90);
    }

    static Attendance seen(int day, int minutes) {
        return new Attendance.Seen(at(day + 3), minutes);
    }

    static Instant at(int day) {
        return BEGAN.plus(Duration.ofDays(day));
    }

    Dealing add(Sketch it) {
        var dealing = new Dealing(
                new DealingId(Ids.show("ord", uuid())),
                it.seller(),
                it.buyer(),
                new Dealing.Price(it.points(), 0, Money.jpy(it.yen())),
                at(it.day()),
                it.attendance(),
                it.points() == 0 ? null : at(it.day() + it.lifeDays()),
                it.sellerSigns(),
                it.buyerSigns());
        dealings.add(dealing);
        return dealing;
    }

    int day() {
        return random.nextInt(DAYS);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /// How an honest session ends: mostly met, some not, some elsewhere.
    Attendance honest(int day, int missedPercent, int elsewherePercent) {
        int drawn = random.nextInt(100);
        if (drawn < missedPercent) return seen(day, random.nextInt(3));
        return drawn < missedPercent + elsewherePercent ? new Attendance.NotSeen() : seen(day, 40 + random.nextInt(30));
    }

    /// Everybody buys from coaches, with points or money or both.
    void trade(int dealingsEach) {
        var coaches = members.subList(0, members.size() / 4);
        for (var buyer : members) {
            for (int time = 0; time < dealingsEach; time++) {
                var coach = coaches.get(random.nextInt(coaches.size()));
                if (coach.equals(buyer)) continue;
                int day = day();
                long price = 1_000L * (1 + random.nextInt(8));
                long points = chance(50) ? price : chance(50) ? price / 2 : 0;
                add(sketch(buyer, coach, day).costing(points, price - points).held(honest(day, 8, 8)));
            }
        }
    }

    /// Two coaches who buy from each other and really meet.
    List<MemberId> honestPair(int missedPercent, int elsewherePercent) {
        var pair = some(2);
        int times = 3 + random.nextInt(6);
        for (int time = 0; time < times; time++) {
            for (int way = 0; way < 2; way++) {
                int day = day();
                add(sketch(pair.get(way), pair.get(1 - way), day)
                        .expiring(chance(30) ? 3 : 90)
                        .held(honest(day, missedPercent, elsewherePercent)));
            }
        }
        return pair;
    }

    /// Each pays the next, round after round, and nobody goes.
    List<MemberId> ring(int size, int rounds) {
        return ring(some(size), rounds);
    }

    List<MemberId> ring(List<MemberId> ring, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int place = 0; place < ring.size(); place++) {
                int day = day();
                add(sketch(ring.get(place), ring.get((place + 1) % ring.size()), day)
                        .held(seen(day, 0)));
            }
        }
        return ring;
    }
}
