package org.tsudoi.offerings;

import org.tsudoi.money.Money;

/// One way to take part, at one price.
///
/// @param price     per place, tax included; zero for free plans
/// @param placesMax how many places one order may hold; 1 for a trial
/// @param tax       within the price
public record Plan(PlanId id, String name, Kind kind, Money price, int placesMax, Tax tax) {
    public static final int PLACES_MAX = 10;

    public enum Kind {
        /// 都度払い: paid each time.
        ONCE,
        /// 体験: one a person and organiser.
        TRIAL
    }

    public Plan {
        if (name.isBlank() || price.minorUnits() < 0 || placesMax < 1 || placesMax > PLACES_MAX) {
            throw new IllegalArgumentException(
                    "a plan has a name, a price of zero or more and 1 to " + PLACES_MAX + " places");
        }
        if (kind == Kind.TRIAL && placesMax != 1) {
            throw new IllegalArgumentException("a trial is for one person");
        }
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
