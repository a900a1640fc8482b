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

/// What slips brought beyond their price, or without being ours, on the books: with the agent, and nobody's. The agent
/// keeps its fee of it too, which the operator bears: whoever paid gets all back, and it is no sale of a payee's. In
/// the caller's transaction.
final class SlipBook {
    private static final Currency YEN = Currency.getInstance("JPY");
    private static final Asset MONEY = Asset.of(YEN);
    private static final AccountCode NOBODYS = Suspense.account(YEN);
    private static final AccountCode WITH_AGENT = AccountCode.of("provider", SlipAdapter.NAME, "JPY");
    private static final AccountCode FEES = AccountCode.of("operator", "slip-fees", "JPY");

    private static final AccountCode SET_ASIDE = AccountCode.of("operator", "set-aside", "JPY");

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
        var payment = slip.payment().toString();
        post(
                new Journal(
                        JournalId.derive("slip", payment, "surplus", Integer.toString(settling)),
                        more > 0 ? "slip-surplus" : "slip-surplus-gone",
                        clock.instant(),
                        legs(NOBODYS, more, fees),
                        Map.of("payment", payment, "order", slip.orderReference())),
                NOBODYS);
    }

    /// @param more so much more came than before, or less when it is below zero: taken back, or a payment's from now on
    /// @param fees what the agent keeps of that
    void stray(StraySlipTable.Stray stray, long more, long fees) {
        var whose = stray.setAside() ? SET_ASIDE : NOBODYS;
        var gone = stray.payment() == null ? "slip-stray-gone" : "slip-stray-matched";
        post(
                new Journal(
                        step(stray, Integer.toString(stray.settlings() + 1)),
                        more > 0 ? "slip-stray" : gone,
                        clock.instant(),
                        legs(whose, more, fees),
                        about(stray)),
                whose);
    }

    /// It has nothing to do with payments: the operator's, to whom the agent turns about it.
    void setAside(StraySlipTable.Stray stray) {
        if (stray.booked() == 0) return;
        var legs = List.of(Leg.into(NOBODYS, MONEY, stray.booked()), Leg.outOf(SET_ASIDE, MONEY, stray.booked()));
        post(new Journal(step(stray, "aside"), "slip-stray-set-aside", clock.instant(), legs, about(stray)), SET_ASIDE);
    }

    private static JournalId step(StraySlipTable.Stray stray, String step) {
        return JournalId.derive("slip-stray", stray.id().toString(), step);
    }

    private static Map<String, String> about(StraySlipTable.Stray stray) {
        return Map.of("slip", stray.code());
    }

    private static List<Leg> legs(AccountCode whose, long more, long fees) {
        var legs = new ArrayList<Leg>();
        legs.add(Leg.outOf(whose, MONEY, more));
        if (more != fees) legs.add(Leg.into(WITH_AGENT, MONEY, more - fees));
        if (fees != 0) legs.add(Leg.into(FEES, MONEY, fees));
        return legs;
    }

    private void post(Journal journal, AccountCode whose) {
        ledger.open(List.of(
                Account.unguarded(NOBODYS, MONEY),
                Account.unguarded(whose, MONEY),
                Account.unguarded(WITH_AGENT, MONEY),
                Account.unguarded(FEES, MONEY)));
        ledger.post(journal).orThrow();
    }
}
