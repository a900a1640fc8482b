package org.tsudoi.payouts.internal;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.Payouts.PaidTo;

/// Where payouts go.
@Component
record Accounts(PayeeTable payees, BuyerAccountTable buyers) {
    /// Empty when it was erased.
    Optional<PaidTo> find(Payee payee) {
        return switch (payee) {
            case Payee.OfOrganiser it -> {
                var told = payees.get(it.account());
                yield Optional.of(new PaidTo(told.account(), told.at()));
            }
            case Payee.OfBuyer it -> buyers.find(it.account()).map(told -> new PaidTo(told.account(), told.at()));
        };
    }
}
