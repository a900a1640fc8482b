package org.tsudoi.stages;

import java.util.Currency;
import org.tsudoi.money.Money;

/// What an operator asks of those who teach. Each holds from the moment it is set.
///
/// @param needed          whether the stage is asked for at all; an instance with one organiser needs none
/// @param fullMembersOnly whether who teaches has to be a full member
/// @param guidelines      whether the guidelines in force have to be accepted
/// @param fee             of the registration, once for a member, tax included
/// @param taxPercent      within the fee
public record StageRules(
        boolean needed, boolean fullMembersOnly, boolean guidelines, Money fee, int taxPercent) {
    public static final int TAX_PERCENT_MAX = 30;

    public static final StageRules USUAL = new StageRules(false, false, false, Money.jpy(27_500), 10);

    public StageRules {
        if (fee.isNegative()) throw new IllegalArgumentException("a fee is never negative: " + fee);
        if (taxPercent < 0 || taxPercent > TAX_PERCENT_MAX) throw new IllegalArgumentException("no tax: " + taxPercent);
    }

    public Currency currency() {
        return fee.currency();
    }
}
