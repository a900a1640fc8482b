package org.tsudoi.payments;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.tsudoi.payments.provider.Movements.Line;
import org.tsudoi.payments.provider.Movements.TwoDays;

/// What providers tell of our balance with them, kept as they told it and never changed.
public interface ProviderLines {
    /// Those that can tell, by name.
    List<Source> sources();

    /// @param zone in which its days begin and end
    /// @param namesAtBank how banks write whoever pays out to us for it, where it says so
    record Source(String provider, ZoneId zone, List<String> namesAtBank) {}

    /// Asks the provider for what moved from then on and before that, and keeps all of it or nothing; what was told
    /// before adds nothing. No transaction may be open.
    Read read(String provider, Instant from, Instant until);

    sealed interface Read {
        /// @param added of the lines those that were not known before
        record Kept(int lines, int added) implements Read {}

        record NotRead(String why) implements Read {}
    }

    /// Those that were told otherwise later, by when they were: what was said first, and what then.
    List<Changed> changed(String provider, Instant from, Instant until);

    record Changed(Line first, Line then) {}

    /// As [org.tsudoi.payments.provider.Movements#toldForTwoDays] has them.
    List<TwoDays> toldForTwoDays(String provider, Instant from, Instant until);

    /// Oldest first.
    List<Line> between(String provider, Instant from, Instant until);

    /// Whenever they were: those that carry one of these ids or references.
    List<Line> about(
            String provider,
            Collection<PaymentId> payments,
            Collection<RefundId> refunds,
            Collection<String> references);
}
