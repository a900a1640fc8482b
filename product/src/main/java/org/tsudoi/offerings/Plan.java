package org.tsudoi.offerings;

import java.time.Duration;
import java.util.Optional;
import org.tsudoi.money.Money;

/// One way to take part, at one price.
///
/// @param price     per place, tax included; zero for free plans
/// @param placesMax how many places one order may hold; 1 for a trial; just so many for a pack
/// @param tax       within the price
/// @param length    of one session; empty for a meeting, which has its own
/// @param circle    whose members alone can take it; empty for all to whom the event is sold
public record Plan(
        PlanId id,
        String name,
        Kind kind,
        Money price,
        int placesMax,
        Tax tax,
        Optional<Duration> length,
        Optional<CircleId> circle) {
    public static final int PLACES_MAX = 10;
    public static final Duration LENGTH_MIN = Duration.ofMinutes(10);
    public static final Duration LENGTH_MAX = Duration.ofHours(8);

    public enum Kind {
        /// 都度払い: paid each time.
        ONCE,
        /// 体験: one a person and organiser.
        TRIAL,
        /// 回数券: several sessions bought together, each used when its buyer likes.
        PACK
    }

    public Plan {
        if (name.isBlank() || price.minorUnits() < 0 || placesMax < 1 || placesMax > PLACES_MAX) {
            throw new IllegalArgumentException(
                    "a plan has a name, a price of zero or more and 1 to " + PLACES_MAX + " places");
        }
        if (kind == Kind.TRIAL && placesMax != 1) {
            throw new IllegalArgumentException("a trial is for one person");
        }
        if (kind == Kind.PACK && (placesMax < 2 || length.isEmpty())) {
            throw new IllegalArgumentException("a pack is of two sessions at least");
        }
        if (length.filter(it -> it.compareTo(LENGTH_MIN) < 0 || it.compareTo(LENGTH_MAX) > 0)
                .isPresent()) {
            throw new IllegalArgumentException("a session lasts 10 minutes to 8 hours");
        }
        if (circle.isPresent() && length.isPresent()) {
            throw new IllegalArgumentException("sessions are sold to anybody");
        }
    }

    /// For all to whom the event is sold.
    public Plan(PlanId id, String name, Kind kind, Money price, int placesMax, Tax tax, Optional<Duration> length) {
        this(id, name, kind, price, placesMax, tax, length, Optional.empty());
    }

    /// Of a meeting.
    public Plan(PlanId id, String name, Kind kind, Money price, int placesMax, Tax tax) {
        this(id, name, kind, price, placesMax, tax, Optional.empty());
    }

    /// The same for another price.
    Plan at(Money other) {
        return new Plan(id, name, kind, other, placesMax, tax, length, circle);
    }

    /// The same of another event.
    public Plan withId(PlanId other) {
        return new Plan(other, name, kind, price, placesMax, tax, length, circle);
    }

    /// The same for one person an order. No pack.
    public Plan forOne() {
        return new Plan(id, name, kind, price, 1, tax, length, circle);
    }

    /// @param other empty for all to whom the event is sold
    public Plan forMembersOf(Optional<CircleId> other) {
        return new Plan(id, name, kind, price, placesMax, tax, length, other);
    }

    public boolean isForMembers() {
        return circle.isPresent();
    }

    /// Whether an order may be for so many.
    public boolean sells(int places) {
        return places >= (kind == Kind.PACK ? placesMax : 1) && places <= placesMax;
    }

    /// Whether a place is given only to a proven mail address: what costs nothing, or is for one time, would otherwise
    /// be taken for any address that is typed.
    public boolean needsProvenAddress() {
        return kind == Kind.TRIAL || isFree();
    }

    public boolean isFree() {
        return price.minorUnits() == 0;
    }
}
