package org.tsudoi.offerings;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// The tax within a price, fixed when the price is set: prices include it.
///
/// @param percent zero for what is not taxed, and where we do not know the rate of the seller's country
public record Tax(Category category, int percent) {
    private static final int PERCENT_MAX = 30;
    private static final LocalDate TWO_RATES_IN_JAPAN = LocalDate.of(2019, 10, 1);

    public enum Category {
        STANDARD,
        /// 軽減税率: food, drink and newspapers in Japan (消費税法 29条, 2026-11).
        REDUCED,
        /// Exempt, or not of a kind that is taxed (非課税・不課税).
        NONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Tax {
        if (percent < 0 || percent > PERCENT_MAX || (category == Category.NONE && percent != 0)) {
            throw new IllegalArgumentException("no such tax: " + category + " at " + percent + " %");
        }
    }

    /// The rates of that country (2026-11): Japan 10 % and 8 %, Thailand 7 % by decree.
    public static Tax of(Category category, String country) {
        return new Tax(
                category,
                switch (category) {
                    case NONE -> 0;
                    case STANDARD -> country.equals("JP") ? 10 : country.equals("TH") ? 7 : 0;
                    case REDUCED -> country.equals("JP") ? 8 : 0;
                });
    }

    /// The rates of that day: in Japan 8 % for all from April 2014, and two rates from October 2019 (消費税法 29条).
    public static Tax of(Category category, String country, LocalDate day) {
        boolean before = country.equals("JP") && day.isBefore(TWO_RATES_IN_JAPAN);
        return before && category != Category.NONE ? new Tax(category, 8) : of(category, country);
    }

    /// What a seller of that country can choose, the usual first.
    public static List<Category> categories(String country) {
        return country.equals("JP")
                ? List.of(Category.STANDARD, Category.REDUCED, Category.NONE)
                : List.of(Category.STANDARD, Category.NONE);
    }
}
