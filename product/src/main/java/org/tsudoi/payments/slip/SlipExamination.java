package org.tsudoi.payments.slip;

import org.tsudoi.platform.Examination;

/// Whether slips can be paid at a store, as far as that can be seen from this side.
record SlipExamination(SlipSettings settings) implements Examination {
    @Override
    public String subject() {
        return "Payment slips";
    }

    @Override
    public String finding() {
        if (!settings.isSet()) return "no contract with a collecting agent is set, so no slips are offered";
        return settings.proven()
                ? "issued for " + settings.agent() + "; its files are read at /operate/reports"
                : "issued as samples only: set TSUDOI_SLIP_PROVEN once the agent has approved printed ones";
    }
}
