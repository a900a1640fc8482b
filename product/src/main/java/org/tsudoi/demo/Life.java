package org.tsudoi.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.tsudoi.demo.Buying.Wish;
import org.tsudoi.demo.Town.Card;
import org.tsudoi.door.Door;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;

/// Plans who does what, and when: the same each time, counted from today.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class Life {
    private static final Duration ON_SALE_BEFORE = Duration.ofDays(18);
    private static final Duration SOON = Duration.ofMinutes(30);
    private static final LocalTime EARLIEST = LocalTime.of(7, 0);
    private static final int WAKING_MINUTES = 16 * 60;
    private static final List<Card> CARDS =
            List.of(Card.VISA, Card.JCB, Card.VISA, Card.MASTERCARD, Card.ASKS, Card.VISA, Card.AMEX);

    /// One whom the newcomer may play waits for a place as well.
    private static final String TOO_LATE = "hanako@example.jp";

    private final Story story;
    private final Organising organising;
    private final Clubs clubs;
    private final Teaching teaching;
    private final Buying buying;
    private final Coaches coaches;
    private final Hoping hoping;
    private final Events events;
    private final Door door;
    private final Ruling ruling;
    private final SplittableRandom random = new SplittableRandom(20);
    private int buyers;
    private int changesOfMind;

    @Component
    @ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
    record Rest(Door door, Ruling ruling) {}

    Life(
            Story story,
            Organising organising,
            Clubs clubs,
            Teaching teaching,
            Buying buying,
            Coaches coaches,
            Hoping hoping,
            Events events,
            Rest rest) {
        this.teaching = teaching;
        this.clubs = clubs;
        this.coaches = coaches;
        this.story = story;
        this.organising = organising;
        this.buying = buying;
        this.hoping = hoping;
        this.events = events;
        this.door = rest.door;
        this.ruling = rest.ruling;
    }

    void plan(Journey journey) {
        var begin = journey.now();
        story.people().forEach(organising::arrive);
        story.studios().forEach(organising::start);
        ruling.settle(story);
        story.sessions().forEach(organising::offer);
        story.salons().forEach(salon -> open(journey, salon));
        story.courses().forEach(course -> teach(journey, course));
        coaches.keepTopics();
        journey.at(journey.present().minus(SOON), coaches::show);
        for (var offer : story.offers()) {
            for (var showing : offer.showings()) {
                var start = start(offer, showing, journey.present());
                if (start.atZone(organising.zone(offer)).toInstant().isAfter(begin.plus(Duration.ofDays(2)))) {
                    plan(journey, offer, showing, start);
                }
            }
        }
    }

    /// On sale a week ahead, the first date five days ago.
    private void teach(Journey journey, Story.Course course) {
        var first = journey.present().minus(Duration.ofDays(5));
        var owner = story.person(story.studio(course.studio()).owner());
        var crowd = story.crowdSpeaking(owner.language(), owner.zone());
        var offered = first.minus(Duration.ofDays(7));
        journey.at(offered, () -> {
            var id = teaching.publish(course, first);
            for (int buyer = 0; buyer < course.sold(); buyer++) {
                var person = crowd.get((3 * buyer + 1) % crowd.size());
                buy(
                        journey,
                        id,
                        offered.plus(Duration.ofHours(9L * (buyer + 1))),
                        new Wish(person, List.of(), false, true));
            }
        });
    }

    /// Joined one a day, the latest yesterday. Every second one comes to what members have among themselves, and as
    /// many to what others pay for: whoever has bought a place of that already keeps to it.
    private void open(Journey journey, Story.Salon salon) {
        var plan = clubs.open(salon);
        var owner = story.person(story.studio(salon.studio()).owner());
        var crowd = story.crowdSpeaking(owner.language(), owner.zone());
        for (int day = 1; day <= salon.members(); day++) {
            var person = crowd.get(day % crowd.size());
            journey.at(journey.present().minus(Duration.ofDays(day)), () -> clubs.join(plan, person));
        }
        for (var post : salon.posts()) {
            journey.at(journey.present().minus(Duration.ofDays(post.daysAgo())), () -> clubs.tell(plan, salon, post));
        }
        var today = LocalDate.ofInstant(journey.present(), owner.zoneId());
        journey.at(journey.present().minus(Duration.ofHours(20)), () -> {
            var gathering = clubs.gather(plan, salon, today);
            var included = clubs.include(plan, salon, journey.now());
            for (int day = 1; day <= salon.members(); day += 2) {
                clubs.take(plan, gathering, crowd.get(day % crowd.size()));
            }
            int coming = (salon.members() + 1) / 2;
            for (int day = 1; day <= salon.members() && coming > 0; day++) {
                if (clubs.take(plan, included, crowd.get(day % crowd.size()))) coming--;
            }
        });
    }

    /// For who comes back later: something to enter right away, unless there is.
    void openSomething(Instant now) {
        var open = events.search(new Events.Search(null, now, now.plus(SOON), false, Locale.JAPANESE, 1, 1));
        if (!open.isEmpty()) return;
        story.offers().stream()
                .filter(offer -> offer.showings().stream().anyMatch(showing -> showing.at() == null))
                .forEach(offer -> events.publish(organising.draft(offer, soon(offer, now))));
    }

    private LocalDateTime start(Story.Offer offer, Story.Showing showing, Instant present) {
        return showing.time()
                .map(time -> LocalDate.ofInstant(present, organising.zone(offer))
                        .plusDays(showing.day())
                        .atTime(time))
                .orElseGet(() -> soon(offer, present));
    }

    private LocalDateTime soon(Story.Offer offer, Instant now) {
        return LocalDateTime.ofInstant(now.plus(SOON), organising.zone(offer))
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(1);
    }

    private void plan(Journey journey, Story.Offer offer, Story.Showing showing, LocalDateTime start) {
        var zone = organising.zone(offer);
        var startsAt = start.atZone(zone).toInstant();
        var offered = latest(journey.now().plusSeconds(3600), startsAt.minus(ON_SALE_BEFORE));
        var latestOffer = journey.present().minus(Duration.ofDays(5).plusMinutes(random.nextInt(2000)));
        var offeredAt = awake(offered.isAfter(latestOffer) ? latestOffer : offered, zone);
        journey.at(offeredAt, () -> {
            var id = organising.draft(offer, start);
            if ("draft".equals(showing.becomes())) return;
            events.publish(id);
            sell(journey, offer, showing, id, offeredAt, startsAt);
            if (showing.becomes() == null && startsAt.isBefore(journey.present())) {
                journey.at(startsAt, () -> lead(id, offer));
            }
        });
    }

    /// Whoever runs the studio comes to hold it.
    private void lead(EventId id, Story.Offer offer) {
        var owner = story.person(story.studio(offer.studio()).owner());
        door.enterAsHost(id, organising.arrive(owner).id());
    }

    private void sell(
            Journey journey, Story.Offer offer, Story.Showing showing, EventId id, Instant from, Instant startsAt) {
        var zone = organising.zone(offer);
        var ends = startsAt.isBefore(journey.present()) ? startsAt : journey.present();
        var last = ends.minus(Duration.ofMinutes(40));
        if ("cancelled".equals(showing.becomes()) || "closed".equals(showing.becomes())) {
            last = last.minus(Duration.ofHours(30));
            var reason = showing.reason() == null ? "" : showing.reason();
            journey.at(last.plusSeconds(1800), () -> {
                if ("cancelled".equals(showing.becomes())) events.cancel(id, reason);
                else events.close(id);
            });
        }
        var crowd = story.crowdSpeaking(language(offer), zone.getId());
        int left = showing.sold();
        for (var guest : showing.named()) {
            var wish = new Wish(story.person(guest), List.of(), false, true);
            left -= buy(journey, id, moment(from, last, zone), wish);
        }
        int first = random.nextInt(crowd.size());
        for (int next = first; left > 0; next++) {
            var wish = wish(crowd, next, Math.min(left, placesMax(offer)));
            left -= buy(journey, id, moment(from, last, zone), wish);
        }
        if (showing.sold() >= offer.capacity() && startsAt.isAfter(journey.present())) {
            comeTooLate(journey, id, List.of(crowd.get((first + 9) % crowd.size()), story.person(TOO_LATE)));
        }
        if (showing.sold() + 3 < offer.capacity() && showing.sold() > 0) {
            changesMind(journey, id, crowd, first, moment(from, last, zone), startsAt);
        }
    }

    /// After the last place was sold.
    private void comeTooLate(Journey journey, EventId event, List<Story.Person> people) {
        int minutes = 30;
        for (var person : people) {
            journey.at(journey.present().minus(Duration.ofMinutes(minutes)), () -> hoping.waitFor(event, person));
            minutes -= 10;
        }
    }

    private static int placesMax(Story.Offer offer) {
        return offer.prices().stream()
                .filter(price -> !price.trial())
                .mapToInt(Story.Price::places)
                .max()
                .orElse(1);
    }

    private Wish wish(List<Story.Person> crowd, int next, int placesMax) {
        var friends = new ArrayList<Story.Person>();
        int places = Math.min(placesMax, List.of(1, 1, 2, 1, 1, 3, 1, 2).get(buyers % 8));
        for (int i = 1; i < places; i++) friends.add(crowd.get((next + 7 * i) % crowd.size()));
        return new Wish(crowd.get(next % crowd.size()), friends, buyers % 3 == 0, buyers % 5 < 3);
    }

    /// Answers how many places were planned.
    private int buy(Journey journey, EventId event, Instant at, Wish wish) {
        int number = buyers++;
        var card = CARDS.get(number % CARDS.size());
        journey.at(at, () -> {
            var order = buying.place(event, wish);
            if (order == null) return;
            if (number % 13 == 4) buying.pay(order, Card.NO_FUNDS);
            buying.pay(order, card);
        });
        return wish.places();
    }

    /// One who pays and cancels, or never pays, on top of those who come.
    private void changesMind(
            Journey journey, EventId event, List<Story.Person> crowd, int first, Instant at, Instant startsAt) {
        int number = changesOfMind++;
        var friends = number % 2 == 0 ? List.of(crowd.get((first + 5) % crowd.size())) : List.<Story.Person>of();
        var wish = new Wish(crowd.get((first + 11) % crowd.size()), friends, false, number % 2 == 0);
        journey.at(at, () -> {
            var order = buying.place(event, wish);
            if (order == null) return;
            switch (number % 6) {
                case 0 -> buying.beginToPay(order);
                case 1 -> buying.pay(order, Card.NO_FUNDS);
                case 2 -> buying.leave(order);
                default -> {
                    buying.pay(order, number % 12 == 3 || number == 5 ? Card.REFUND_FAILS : Card.VISA);
                    var until = startsAt.isBefore(journey.present()) ? startsAt : journey.present();
                    long waits = Math.min(Duration.between(at, until).toMinutes() / 2, 2600);
                    journey.at(at.plus(Duration.ofMinutes(waits)), () -> buying.cancel(order, number % 4 == 0));
                }
            }
        });
    }

    private String language(Story.Offer offer) {
        return story.person(story.studio(offer.studio()).owner()).language();
    }

    private Instant moment(Instant from, Instant until, ZoneId zone) {
        long seconds = Math.max(60, Duration.between(from, until).toSeconds());
        var at = awake(from.plusSeconds(random.nextLong(seconds)), zone);
        return at.isAfter(until) ? until.minusSeconds(random.nextLong(600)) : latest(at, from);
    }

    /// The same day, when people are up.
    private Instant awake(Instant at, ZoneId zone) {
        var day = LocalDate.ofInstant(at, zone);
        var time = EARLIEST.plusMinutes(Math.floorMod(at.getEpochSecond(), WAKING_MINUTES));
        return day.atTime(time).plusSeconds(random.nextInt(60)).atZone(zone).toInstant();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
