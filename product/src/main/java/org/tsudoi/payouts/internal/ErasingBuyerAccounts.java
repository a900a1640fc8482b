package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.RecurringJob;

/// An account of a buyer is kept until the bank cannot send their money back any more, or it came back otherwise.
@Component
class ErasingBuyerAccounts implements RecurringJob {
    /// As long as what comes back is looked for by the name of its holder.
    private static final Duration KEPT_AFTER = Duration.ofDays(60);

    private final BuyerAccountTable accounts;
    private final Payments payments;
    private final Clock clock;

    ErasingBuyerAccounts(BuyerAccountTable accounts, Payments payments, Clock clock) {
        this.accounts = accounts;
        this.payments = payments;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "payouts-erase-buyer-accounts";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run() {
        var now = clock.instant();
        for (var id : accounts.kept()) {
            if (!isNeeded(payments.refund(id), now)) accounts.erase(id, now);
        }
    }

    private static boolean isNeeded(Refund refund, Instant now) {
        return switch (refund) {
            case Refund.Failed _, Refund.Transferring _ -> true;
            case Refund.Transferred it -> it.at().plus(KEPT_AFTER).isAfter(now);
            case Refund.Requested _,
                    Refund.Submitted _,
                    Refund.Unknown _,
                    Refund.Succeeded _,
                    Refund.SettledOutside _ -> false;
        };
    }
}
