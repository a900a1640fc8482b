package org.tsudoi.memberships.internal;

import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.FeeTaking;
import org.tsudoi.money.Money;

/// Stands where nobody takes fees yet: all of them are refused, and nothing is ever taken.
final class NobodyTakesFees implements FeeTaking {
    private static final String WHY = "nobody_takes_fees";

    @Override
    public Answer take(Request request) {
        return new Answer.Refused(WHY, Charge.Remedy.NEW_MEANS);
    }

    @Override
    public Answer look(ChargeId charge, int attempt) {
        return new Answer.Refused(WHY, Charge.Remedy.NEW_MEANS);
    }

    @Override
    public Answer close(ChargeId charge, int attempt) {
        return new Answer.Refused(WHY, Charge.Remedy.NEW_MEANS);
    }

    @Override
    public void giveBack(ChargeId charge, int attempt, Money amount, String step) {
        throw new IllegalStateException("nothing was taken: " + charge);
    }
}
