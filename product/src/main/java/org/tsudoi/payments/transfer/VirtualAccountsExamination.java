package org.tsudoi.payments.transfer;

import org.tsudoi.platform.Examination;

/// Whether what came to virtual accounts is heard of.
record VirtualAccountsExamination(GanbSettings settings, VirtualTable accounts) implements Examination {
    @Override
    public String subject() {
        return "Virtual accounts";
    }

    @Override
    public String finding() {
        return accounts.readAt(settings.raId())
                .map(at -> "given for each transfer; what came is known until " + at)
                .orElse("set, and the bank has not been heard yet");
    }
}
