package org.tsudoi.fees;

import java.util.Currency;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;

/// The platform's fee for one place, as it was agreed with an order: it never changes.
///
/// @param tax within what a buyer bears; of no meaning where the organiser bears it
public record PlaceFee(Money amount, Bearer bearer, Tax tax) {
    private static final Tax UNTAXED = new Tax(Tax.Category.STANDARD, 0);

    public PlaceFee {
        if (amount.isNegative()) throw new IllegalArgumentException("a fee is never negative: " + amount);
        if (amount.isZero() && bearer != Bearer.ORGANISER) {
            throw new IllegalArgumentException("nobody bears nothing");
        }
        if (tax.category() != Tax.Category.STANDARD) {
            throw new IllegalArgumentException("a service is taxed by the standard rate");
        }
    }

    public static PlaceFee none(Currency currency) {
        return new PlaceFee(Money.zero(currency), Bearer.ORGANISER, UNTAXED);
    }

    public static PlaceFee of(Money amount, Bearer bearer, Tax tax) {
        return amount.isZero() ? none(amount.currency()) : new PlaceFee(amount, bearer, tax);
    }

    /// What the buyer pays beside the price of the place.
    public Money onTop() {
        return bearer == Bearer.BUYER ? amount : Money.zero(amount.currency());
    }
}
