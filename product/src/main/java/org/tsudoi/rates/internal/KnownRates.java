package org.tsudoi.rates.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.rates.ReferenceRates;

/// Reads the newest rates now and then, however many pages show prices.
@Component
class KnownRates implements ReferenceRates {
    /// Long weekends of the bank are bridged; a week without rates says that something is wrong.
    private static final Period OLD_AFTER = Period.ofDays(7);

    private static final Duration READ_EVERY = Duration.ofMinutes(1);
    private static final Duration SOUGHT_EVERY = Duration.ofSeconds(5);

    private final RateTable table;
    private final Clock clock;
    private volatile Read last = new Read(Instant.EPOCH, null);

    private record Read(Instant at, @Nullable DayOfRates rates) {}

    KnownRates(RateTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<About> about(Money price, Currency in) {
        if (price.currency().equals(in)) return Optional.empty();
        return rates().flatMap(rates -> rates.convert(price, in).map(amount -> new About(amount, rates.day())));
    }

    @Override
    public Set<Currency> currencies() {
        return rates().map(rates -> rates.perEuro().keySet()).orElse(Set.of());
    }

    private Optional<DayOfRates> rates() {
        var now = clock.instant();
        var read = last;
        if (!now.isBefore(read.at.plus(read.rates == null ? SOUGHT_EVERY : READ_EVERY))) {
            read = new Read(now, table.newest().orElse(null));
            last = read;
        }
        var oldest = LocalDate.ofInstant(now, ZoneOffset.UTC).minus(OLD_AFTER);
        return Optional.ofNullable(read.rates).filter(rates -> !rates.day().isBefore(oldest));
    }
}
