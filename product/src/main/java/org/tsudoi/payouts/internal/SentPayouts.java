package org.tsudoi.payouts.internal;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.internal.MatchingNotices.Known;

/// What was sent, as the bank's notices may tell of it.
@Component
class SentPayouts {
    private static final int LOOKED_BACK_DAYS = 60;

    private final PayoutTable payouts;
    private final Accounts accounts;

    SentPayouts(PayoutTable payouts, Accounts accounts) {
        this.payouts = payouts;
        this.accounts = accounts;
    }

    /// @param holders whom a file says the accounts are of, so that each is read once
    MatchingNotices before(LocalDate booked, Currency currency, Map<PayoutId, String> holders) {
        return new MatchingNotices(payouts.sentSince(currency, booked.minusDays(LOOKED_BACK_DAYS)).stream()
                .map(one -> new Known(
                        one.payout(),
                        one.on(),
                        holders.computeIfAbsent(one.payout().id(), _ -> holder(one.payout())),
                        one.isHeard(),
                        one.isHeardBack()))
                .toList());
    }

    Set<Money> saidToBeBack(LocalDate today) {
        return payouts.saidToBeBackSince(today.minusDays(2 * LOOKED_BACK_DAYS));
    }

    /// Nothing that a bank writes, once the account was erased.
    private String holder(Payout payout) {
        return accounts.find(payout.terms().payee())
                .map(it -> MakingFiles.holder(it.account()))
                .orElse("");
    }
}
