package org.tsudoi.banking;

import org.tsudoi.banking.iso20022.StatusReports;
import org.tsudoi.banking.iso20022.TransferMessages;

/// Orders transfers by ISO 20022 and reads what the bank says became of them.
public final class CreditTransfers {
    /// Of pain.001: banks say which they take.
    public enum Version {
        V03("pain.001.001.03"),
        V09("pain.001.001.09");

        private final String message;

        Version(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    private CreditTransfers() {}

    /// pain.001 in UTF-8. The same order gives the same bytes.
    public static Writing write(CreditTransfer order, Version version) {
        return TransferMessages.write(order, version);
    }

    /// pain.002 in any version from .02 on.
    public static Reading<PaymentReport> readReport(byte[] file) {
        return StatusReports.read(file);
    }
}
