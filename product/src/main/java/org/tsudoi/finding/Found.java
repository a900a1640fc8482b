package org.tsudoi.finding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One page of what was found.
///
/// @param next where the next page begins; empty when this is the last
public record Found(List<Hit> hits, Optional<Place> next) {
    /// @param at when it begins, or can begin, the soonest of what was asked for; null where there is no such time
    public record Hit(Subject subject, @Nullable Instant at) {}

    /// The last one on a page: what comes in between meanwhile moves no page that follows.
    public record Place(int rank, Instant soonest, Kind kind, UUID id) {
        /// For an address.
        public String shown() {
            return rank + "~" + micros(soonest) + "~" + kind.word() + "~" + id;
        }

        private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

        public static Optional<Place> parse(String shown) {
            var parts = shown.split("~", -1);
            if (parts.length != 4 || shown.length() > 100) return Optional.empty();
            try {
                var soonest = Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS);
                if (soonest.isBefore(Instant.EPOCH) || soonest.isAfter(LATEST)) return Optional.empty();
                int rank = Integer.parseInt(parts[0]);
                return Kind.of(parts[2]).map(kind -> new Place(rank, soonest, kind, UUID.fromString(parts[3])));
            } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException unreadable) {
                return Optional.empty();
            }
        }

        private static long micros(Instant at) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at);
        }
    }
}
