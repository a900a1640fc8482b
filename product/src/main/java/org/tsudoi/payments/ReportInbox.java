package org.tsudoi.payments;

import java.util.List;
import org.tsudoi.payments.provider.Reports.Fault;

/// Takes in the files by which banks and agents tell what was paid.
public interface ReportInbox {
    /// Those that tell by files, by name.
    List<String> providers();

    /// Keeps all that the file says, or nothing; then looks at each payment it touches. The same file, or one that
    /// says the same again, changes nothing. No transaction may be open.
    Outcome receive(String provider, byte[] file);

    sealed interface Outcome {
        /// @param lines that say something of money, of which `known` were said before
        /// @param paid  payments that are captured now and were not before
        /// @param odd   what fits nothing here; a person decides (see [PaymentDesk#oddities])
        record Taken(int lines, int known, int paid, int odd) implements Outcome {}

        record Refused(List<Fault> faults) implements Outcome {}
    }
}
