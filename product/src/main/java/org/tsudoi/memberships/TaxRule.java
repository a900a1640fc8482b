package org.tsudoi.memberships;

import java.time.LocalDate;
import org.tsudoi.offerings.Tax;

/// How a fee is taxed. The rate is that of the day on which a period begins: a plan outlives rates.
///
/// @param country the seller's: ISO 3166
public record TaxRule(Tax.Category category, String country) {
    public Tax on(LocalDate day) {
        return Tax.of(category, country, day);
    }
}
