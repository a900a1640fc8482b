package org.tsudoi.web.participant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.web.TooOften;
import org.tsudoi.web.WebSettings;

/// Counts the places of an event that one network address holds without having paid, so that nobody keeps all
/// of them from others by opening orders.
///
/// In the memory of each process: with n of them up to n times as many get through, and a restart forgets. Nothing
/// is lost by that, since the seats come back when their orders lapse, and no address is stored.
@Component
class UnpaidPlaces {
    private static final int KEPT_MAX = 20_000;
    private static final int COUNTED_KEPT = 20;

    private final Orders orders;
    private final int placesMax;
    private final Map<String, List<Claim>> claims = new LinkedHashMap<>(16, 0.75f, true);

    UnpaidPlaces(Orders orders, WebSettings settings) {
        this.orders = orders;
        this.placesMax = settings.unpaidPlacesMax();
    }

    /// Places that somebody is about to hold, and the order that holds them once it is known.
    static final class Claim {
        private final List<Claim> besides;
        private final String key;
        private final Map<String, CompletableFuture<Optional<RuntimeException>>> counted = new HashMap<>();
        private int places;
        /// Who are placing an order with it just now.
        private int users;
        private @Nullable OrderId order;

        private Claim(List<Claim> besides, String key) {
            this.besides = besides;
            this.key = key;
        }

        /// The order that this key has placed already.
        Optional<OrderId> order() {
            synchronized (besides) {
                return Optional.ofNullable(order);
            }
        }

        void heldBy(OrderId placed) {
            synchronized (besides) {
                users--;
                order = placed;
            }
        }

        /// Counts one of the same form that is sent many times at once with the same mail address; the others wait for
        /// what comes of that, and share it. One that may not is counted anew when it comes again.
        ///
        /// @throws TooOften for all of them
        void countOnce(String mail, Runnable counting) {
            var mine = new CompletableFuture<Optional<RuntimeException>>();
            CompletableFuture<Optional<RuntimeException>> first;
            synchronized (besides) {
                if (counted.size() > COUNTED_KEPT) counted.clear();
                first = counted.putIfAbsent(mail, mine);
            }
            if (first == null) {
                mine.complete(failed(counting));
                first = mine;
            }
            var refused = first.join();
            if (refused.isEmpty()) return;
            synchronized (besides) {
                counted.remove(mail, first);
            }
            throw refused.get();
        }

        private static Optional<RuntimeException> failed(Runnable counting) {
            try {
                counting.run();
                return Optional.empty();
            } catch (RuntimeException refused) {
                return Optional.of(refused);
            }
        }

        /// Nothing was held after all: forgotten, unless somebody else is placing an order with it just now.
        void drop() {
            synchronized (besides) {
                if (--users == 0 && order == null) besides.remove(this);
            }
        }
    }

    int max() {
        return placesMax;
    }

    /// Answers null when this address would hold too many. Each claim ends with `heldBy` or `drop`.
    ///
    /// @param key of the form and the plan: a second click claims nothing more
    @Nullable
    Claim claim(EventId event, String address, String key, int places) {
        var ofAddress = ofAddress(event + " " + address);
        synchronized (ofAddress) {
            var claim = ofAddress.stream()
                    .filter(before -> before.key.equals(key))
                    .findFirst()
                    .orElseGet(() -> new Claim(ofAddress, key));
            int more = claim.order == null ? Math.max(0, places - claim.places) : 0;
            if (sum(ofAddress) + more > placesMax) ofAddress.removeIf(other -> other != claim && isOver(other));
            if (sum(ofAddress) + more > placesMax) return null;
            if (claim.users == 0 && claim.order == null) ofAddress.add(claim);
            claim.places += more;
            claim.users++;
            return claim;
        }
    }

    private List<Claim> ofAddress(String eventAndAddress) {
        synchronized (claims) {
            var found = claims.computeIfAbsent(eventAndAddress, _ -> new ArrayList<>());
            if (claims.size() > KEPT_MAX) {
                var longestUnused = claims.keySet().iterator();
                longestUnused.next();
                longestUnused.remove();
            }
            return found;
        }
    }

    private static int sum(List<Claim> claims) {
        return claims.stream().mapToInt(claim -> claim.places).sum();
    }

    /// Paid, lapsed or let go since.
    private boolean isOver(Claim claim) {
        return claim.order != null
                && orders.find(claim.order)
                        .map(order -> switch (order) {
                            case Order.Unconfirmed _, Order.Held _, Order.Paying _ -> false;
                            case Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> true;
                        })
                        .orElse(true);
    }
}
