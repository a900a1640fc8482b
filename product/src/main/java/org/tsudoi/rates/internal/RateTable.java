package org.tsudoi.rates.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rows of `reference_rate`.
@Component
class RateTable {
    private final JdbcClient jdbc;

    RateTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is known of the day already stays.
    void keep(DayOfRates rates) {
        var perEuro = rates.perEuro().entrySet().stream().toList();
        jdbc.sql("""
                        insert into reference_rate (day, currency, per_euro)
                        select :day, currency, per_euro from unnest(:currencies, :rates) as r (currency, per_euro)
                        on conflict do nothing""")
                .param("day", rates.day())
                .param(
                        "currencies",
                        perEuro.stream()
                                .map(one -> one.getKey().getCurrencyCode())
                                .toArray(String[]::new))
                .param("rates", perEuro.stream().map(one -> one.getValue()).toArray(BigDecimal[]::new))
                .update();
    }

    Optional<DayOfRates> newest() {
        var rates = new HashMap<Currency, BigDecimal>();
        var days = jdbc.sql("""
                        select day, currency, per_euro from reference_rate
                        where day = (select max(day) from reference_rate)""")
                .query((row, _) -> {
                    rates.put(Currency.getInstance(row.getString("currency")), row.getBigDecimal("per_euro"));
                    return row.getObject("day", LocalDate.class);
                })
                .list();
        return days.isEmpty() ? Optional.empty() : Optional.of(new DayOfRates(days.getFirst(), rates));
    }
}
