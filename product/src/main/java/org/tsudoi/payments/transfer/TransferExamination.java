package org.tsudoi.payments.transfer;

import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Examination;

/// Whether buyers can transfer money to us.
///
/// @param virtual whether each has an account of its own, which is looked at by itself
record TransferExamination(TransferSettings settings, boolean virtual, VirtualTable accounts) implements Examination {
    @Override
    public String subject() {
        return "Bank transfers";
    }

    @Override
    public String finding() {
        if (virtual) return "each to an account of its own";
        int unread = accounts.countOpen();
        if (unread > 0) {
            throw new CannotStart(unread + " orders wait for money on virtual accounts that nobody reads: set"
                    + " TSUDOI_GANB_* again");
        }
        return settings.isSet()
                ? "an account at " + settings.bank() + " is set; its files are read at /operate/reports"
                : "no account is set, so transfers are not offered";
    }
}
