package org.tsudoi.web.participant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.web.WebSettings;

/// Counts the places of an event that one network address holds without having paid, so that nobody keeps all
/// of them from others by opening orders.
///
/// In the memory of each process: with n of them up to n times as many get through, and a restart forgets. Nothing
/// is lost by that, since the seats come back when their orders lapse, and no address is stored.
@Component
class UnpaidPlaces {
    private static final int KEPT_MAX = 20_000;

    private final Orders orders;
    private final int placesMax;
    private final Map<String, List<Claim>> claims = new LinkedHashMap<>(16, 0.75f, true);

    UnpaidPlaces(Orders orders, WebSettings settings) {
        this.orders = orders;
        this.placesMax = settings.unpaidPlacesMax();
    }

    private static final int ASKED_KEPT = 20;

    /// Places that somebody is about to hold, and the order that holds them once it is known.
    static final class Claim {
        private final List<Claim> besides;
        private final String key;
        private final int places;
        private final Set<String> asked = new HashSet<>();
        private @Nullable OrderId order;

        private Claim(List<Claim> besides, String key, int places) {
            this.besides = besides;
            this.key = key;
            this.places = places;
        }

        /// The order that this key has placed already.
        Optional<OrderId> order() {
            synchronized (besides) {
                return Optional.ofNullable(order);
            }
        }

        void heldBy(OrderId placed) {
            synchronized (besides) {
                order = placed;
            }
        }

        /// Whether nobody has come with this key and this mail address before: of one form that is sent many times at
        /// once, one is counted.
        boolean isFirst(String mail) {
            synchronized (besides) {
                if (asked.size() > ASKED_KEPT) asked.clear();
                return asked.add(mail);
            }
        }

        /// Nothing was held after all.
        void drop() {
            synchronized (besides) {
                if (order == null) besides.remove(this);
            }
        }
    }

    int max() {
        return placesMax;
    }

    /// Answers null when this address would hold too many.
    ///
    /// @param key of the form and the plan: a second click claims nothing more
    @Nullable
    Claim claim(EventId event, String address, String key, int places) {
        var ofAddress = ofAddress(event + " " + address);
        synchronized (ofAddress) {
            for (var before : ofAddress) {
                if (before.key.equals(key)) return before;
            }
            if (sum(ofAddress) + places > placesMax) ofAddress.removeIf(this::isOver);
            if (sum(ofAddress) + places > placesMax) return null;
            var claim = new Claim(ofAddress, key, places);
            ofAddress.add(claim);
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
