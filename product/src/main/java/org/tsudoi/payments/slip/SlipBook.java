package org.tsudoi.payments.slip;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.payments.Suspense;

/// What slips brought beyond their price, on the books: with the agent, and nobody's. The agent keeps its fee
/// of it too, which the operator bears: the buyer gets all back, and it is no sale of the payee's. In the
/// caller's transaction.
final class SlipBook {
    private static final Currency YEN = Currency.getInstance("JPY");
    private static final Asset MONEY = Asset.of(YEN);
    private static final AccountCode NOBODYS = Suspense.account(YEN);
    private static final AccountCode WITH_AGENT = AccountCode.of("provider", SlipAdapter.NAME, "JPY");
    private static final AccountCode FEES = AccountCode.of("operator", "slip-fees", "JPY");

    private final Ledger ledger;
    private final Clock clock;

    SlipBook(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// @param more     so much more was paid beyond the price than before, or less when it is below zero
    /// @param fees     what the agent keeps of that
    /// @param settling which change of this slip it is, from 1
    void surplus(SlipTable.Slip slip, long more, long fees, int settling) {
        ledger.open(List.of(
                Account.unguarded(NOBODYS, MONEY),
                Account.unguarded(WITH_AGENT, MONEY),
                Account.unguarded(FEES, MONEY)));
        var legs = new ArrayList<Leg>();
        legs.add(Leg.outOf(NOBODYS, MONEY, more));
        if (more != fees) legs.add(Leg.into(WITH_AGENT, MONEY, more - fees));
        if (fees != 0) legs.add(Leg.into(FEES, MONEY, fees));
        var payment = slip.payment().toString();
        ledger.post(new Journal(
                        JournalId.derive("slip", payment, "surplus", Integer.toString(settling)),
                        more > 0 ? "slip-surplus" : "slip-surplus-gone",
                        clock.instant(),
                        legs,
                        Map.of("payment", payment, "order", slip.orderReference())))
                .orThrow();
    }
}
