package org.tsudoi.web.queue;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;

/// Keeps the number of people who are at the order form of an event to what can be worked off. As long as fewer
/// come, this is a look into memory and nobody sees a queue. Decision 0008 says why it is as it is.
@Component
@EnableConfigurationProperties(QueueSettings.class)
public class OrderQueue {
    private static final Logger LOG = LoggerFactory.getLogger(OrderQueue.class);
    private static final int LINES_KEPT = 2_000;

    /// Everybody in the queue is told within seconds that nothing is left: at this age it is looked at anew.
    private static final Duration STOCK_KNOWN = Duration.ofSeconds(1);

    private final QueueSettings settings;
    private final Slips slips;
    private final Events events;
    private final SecureRandom random;
    private final Clock clock;
    private final long node;
    private final AtomicLong lastArrival = new AtomicLong();
    private final Map<String, Queued> lines = new ConcurrentHashMap<>();

    OrderQueue(QueueSettings settings, Slips slips, Events events, SecureRandom random, Clock clock) {
        this.settings = settings;
        this.slips = slips;
        this.events = events;
        this.random = random;
        this.clock = clock;
        this.node = random.nextLong();
    }

    /// What there is to queue for.
    enum Stock {
        SALE,
        FULL,
        OVER
    }

    private record Known(Stock stock, Instant at) {}

    /// A line with what it is for.
    record Queued(Event event, Line line, AtomicReference<Known> known) {}

    /// Whether whoever comes with this turn, or none, has to queue first. To be asked before anything that costs.
    ///
    /// @param turn as the form carries it, or empty
    /// @param form a key of it, since a turn is good for one form
    public boolean holdsBack(String slug, String turn, String form) {
        var queued = lines.get(slug);
        var now = clock.instant();
        return queued != null && !isGood(queued.line, slug, turn, form, now) && queued.line.isBusy(now);
    }

    /// Lets in whoever has a turn, or comes while nobody waits: answers the turn for the form to carry. Nothing when
    /// they have to queue.
    ///
    /// @param event to be read when this is the first one who comes for it
    public Optional<String> enter(String slug, Supplier<Event> event, String turn, String form) {
        var now = clock.instant();
        var queued = lines.get(slug);
        if (queued == null) {
            forgetIdle(now);
            queued = lines.computeIfAbsent(
                    slug,
                    _ -> new Queued(
                            event.get(),
                            new Line(settings, node, now),
                            new AtomicReference<>(new Known(Stock.SALE, now))));
        }
        if (isGood(queued.line, slug, turn, form, now)) return Optional.of(turn);
        return queued.line.passes(now)
                ? Optional.of(slips.turn(slug, new Slips.Turn(spot(now), now.plus(Line.SEND_WITHIN))))
                : Optional.empty();
    }

    private boolean isGood(Line line, String slug, String turn, String form, Instant now) {
        return slips.readTurn(slug, turn, now)
                .filter(read -> line.isGood(read.spot(), form, now))
                .isPresent();
    }

    /// The turn has led to an order.
    public void spend(String slug, String turn, String form) {
        var queued = lines.get(slug);
        if (queued == null) return;
        var now = clock.instant();
        slips.readTurn(slug, turn, now).ifPresent(read -> queued.line.spend(read.spot(), form, now));
    }

    /// Where somebody stands now.
    ///
    /// @param ticket to be kept and shown the next time
    record Standing(String ticket, Spot spot, Place place, Stock stock, Event event) {}

    /// Nothing when there is no queue for this event.
    ///
    /// @param ticket as given before, or empty
    Optional<Standing> stand(String slug, String ticket, String address) {
        var queued = lines.get(slug);
        if (queued == null) return Optional.empty();
        var now = clock.instant();
        var stock = stock(queued, now);
        var known = slips.readTicket(slug, ticket, now);
        if (known.isPresent()) {
            var place = queued.line.look(known.get(), address, now);
            if (!(place instanceof Place.Gone))
                return Optional.of(new Standing(ticket, known.get(), place, stock, queued.event));
        }
        var spot = spot(now);
        var place = queued.line.arrive(spot, address, now);
        return Optional.of(new Standing(slips.ticket(slug, spot), spot, place, stock, queued.event));
    }

    /// For a page that only asks again: it never gets a new place by asking.
    Optional<Standing> ask(String slug, String ticket, String address) {
        var queued = lines.get(slug);
        var now = clock.instant();
        var known = slips.readTicket(slug, ticket, now);
        if (queued == null || known.isEmpty()) return Optional.empty();
        var place = queued.line.look(known.get(), address, now);
        return Optional.of(new Standing(ticket, known.get(), place, stock(queued, now), queued.event));
    }

    @Nullable
    String turn(String slug, Standing standing) {
        if (!(standing.place instanceof Place.Turn(var until))) return null;
        return slips.turn(slug, new Slips.Turn(standing.spot, until));
    }

    /// How long until they should ask again: more often at the front, and never all at once.
    Duration pause(Place place) {
        long ahead = place instanceof Place.Waiting waiting ? waiting.ahead() : 0;
        long most = Math.min(4_500, 1_000 + ahead * 3_500 / settings.perSecond() / 10);
        return Duration.ofMillis(most - random.nextLong(most / 4));
    }

    /// One of those who ask looks, at most once a second for all of them.
    private Stock stock(Queued queued, Instant now) {
        var known = queued.known.get();
        if (now.isBefore(known.at.plus(STOCK_KNOWN))) return known.stock;
        if (!queued.known.compareAndSet(known, new Known(known.stock, now))) return known.stock;
        try {
            var stock = look(queued.event, now);
            queued.known.set(new Known(stock, now));
            queued.line.pause(stock != Stock.SALE);
            return stock;
        } catch (RuntimeException unreachable) {
            LOG.warn("what is left for {} could not be read: {}", queued.event.id(), unreachable.toString());
            return known.stock;
        }
    }

    private Stock look(Event event, Instant now) {
        var current = events.find(event.id());
        if (current.isEmpty() || !current.get().onSale(now)) return Stock.OVER;
        return events.seats(event.id()).free() == 0 ? Stock.FULL : Stock.SALE;
    }

    /// No two of this node's have the same time, however coarse the clock is.
    private Spot spot(Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        long arrived = lastArrival.updateAndGet(last -> Math.max(last + 1, micros));
        return new Spot(arrived, random.nextLong(), node);
    }

    private void forgetIdle(Instant now) {
        if (lines.size() < LINES_KEPT) return;
        lines.values().removeIf(queued -> queued.line.isIdle(now));
    }
}
