package org.tsudoi.payouts.internal;

import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.KnownNotices;

/// A payout that came back is no deposit of a buyer.
@Component
record KnownPayouts(PayoutTable payouts) implements KnownNotices {
    @Override
    public Set<String> known(Collection<String> identities) {
        return payouts.heardAmong(identities);
    }
}
