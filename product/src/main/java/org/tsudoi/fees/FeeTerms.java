package org.tsudoi.fees;

import java.util.Currency;
import java.util.Optional;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;

/// On which terms the places of one event are sold now, in one currency.
///
/// @param rate empty where the operator has set none: nothing is asked for
/// @param tax  within what a buyer bears
public record FeeTerms(Currency currency, Optional<FeeRate> rate, Bearer bearer, Tax tax) {
    static FeeTerms none(Currency currency) {
        return new FeeTerms(currency, Optional.empty(), Bearer.ORGANISER, Tax.of(Tax.Category.NONE, ""));
    }

    /// @param price of a place, without the fee
    public PlaceFee of(Money price) {
        return rate.map(it -> PlaceFee.of(it.of(price), bearer, tax)).orElseGet(() -> PlaceFee.none(price.currency()));
    }

    /// What a buyer pays for a place.
    public Money asked(Money price) {
        return price.plus(of(price).onTop());
    }
}
