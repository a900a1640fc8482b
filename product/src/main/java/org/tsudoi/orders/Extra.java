package org.tsudoi.orders;

import org.tsudoi.money.Money;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.Tax;

/// What was bought with the places of an order, as it stood when the buyer agreed.
///
/// @param place   of which place, counted from zero; `WHOLE_ORDER` of all of it. It comes back with that place, or
///                with the last one.
/// @param price   of one
/// @param tax     within the price: that of the places, or of another rate
/// @param limited whether there are only so many: then the ledger knows of it
public record Extra(AddOnId addOn, String name, int place, Money price, Tax tax, int quantity, boolean limited) {
    public static final int WHOLE_ORDER = -1;

    public Extra {
        if (name.isBlank() || place < WHOLE_ORDER || price.isNegative() || quantity < 1) {
            throw new IllegalArgumentException("nobody buys " + quantity + " at " + price + " for place " + place);
        }
    }

    public Money total() {
        return price.times(quantity);
    }

    /// As a buyer wishes it.
    ///
    /// @param place as above
    public record Wish(AddOnId addOn, int place, int quantity) {}
}
