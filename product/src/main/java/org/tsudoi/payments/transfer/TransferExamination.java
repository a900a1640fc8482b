package org.tsudoi.payments.transfer;

import org.tsudoi.platform.Examination;

/// Whether buyers can transfer money to us.
/// @param virtual whether each has an account of its own, which is looked at by itself
record TransferExamination(TransferSettings settings, boolean virtual) implements Examination {
    @Override
    public String subject() {
        return "Bank transfers";
    }

    @Override
    public String finding() {
        if (virtual) return "each to an account of its own";
        return settings.isSet()
                ? "an account at " + settings.bank() + " is set; its files are read at /operate/reports"
                : "no account is set, so transfers are not offered";
    }
}
