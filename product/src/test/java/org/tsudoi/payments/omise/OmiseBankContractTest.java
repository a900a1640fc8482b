package org.tsudoi.payments.omise;

import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;

/// In a bank's app, to which the buyer is led and comes back from.
class OmiseBankContractTest extends OmiseContractTest {
    @Override
    protected Traits traits() {
        return traits(new Choice(Means.MOBILE_BANKING, "kbank"));
    }
}
