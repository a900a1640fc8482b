package org.tsudoi.collusion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.platform.Ids;

/// Sessions that tests say were sold, until the product sells some.
@Component
public class PlantedDealings implements Dealings {
    private final List<Dealing> planted = new ArrayList<>();
    private final Ids ids;
    private final Clock clock;

    PlantedDealings(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public List<Dealing> bookedBetween(Instant from, Instant until) {
        return planted.stream()
                .filter(it -> !it.bookedAt().isBefore(from) && it.bookedAt().isBefore(until))
                .toList();
    }

    public void clear() {
        planted.clear();
    }

    public List<MemberId> strangers(int many) {
        var strangers = new ArrayList<MemberId>();
        for (int one = 0; one < many; one++) strangers.add(new MemberId(UUID.randomUUID()));
        return strangers;
    }

    /// Each pays the next 3,000 points, round after round, and nobody goes.
    public void ring(List<MemberId> ring, int rounds, Set<Sign> signs) {
        for (int round = 0; round < rounds; round++) {
            for (int place = 0; place < ring.size(); place++) {
                plant(ring.get(place), ring.get((place + 1) % ring.size()), 0, signs);
            }
        }
    }

    public void plant(MemberId buyer, MemberId seller, int minutesTogether, Set<Sign> signs) {
        var booked = clock.instant().minus(Duration.ofDays(10));
        planted.add(new Dealing(
                new DealingId(Ids.show("ord", ids.next())),
                seller,
                buyer,
                new Dealing.Price(3_000, 0, Money.jpy(0)),
                booked,
                new Attendance.Seen(booked.plus(Duration.ofDays(2)), minutesTogether),
                booked.plus(Duration.ofDays(60)),
                signs,
                signs));
    }
}
