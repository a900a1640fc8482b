package org.tsudoi.payments.transfer;

import org.tsudoi.platform.Examination;

/// Whether buyers can transfer money to us.
record TransferExamination(TransferSettings settings) implements Examination {
    @Override
    public String subject() {
        return "Bank transfers";
    }

    @Override
    public String finding() {
        return settings.isSet()
                ? "an account at " + settings.bank() + " is set; its files are read at /operate/reports"
                : "no account is set, so transfers are not offered";
    }
}
