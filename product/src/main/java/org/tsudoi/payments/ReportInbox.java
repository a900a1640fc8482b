package org.tsudoi.payments;

import java.time.Instant;
import java.util.List;

/// Takes in the files by which banks and agents tell what was paid.
public interface ReportInbox {
    /// Those that tell by files, by name.
    List<String> providers();

    /// Keeps all that the file says, or nothing; then looks at each payment it touches. The same file, or one that
    /// says the same again, changes nothing. No transaction may be open.
    ///
    /// @param who who sent it in, for the list
    Outcome receive(String provider, byte[] file, String who);

    /// Those that were taken, the newest first.
    List<Received> received(int max);

    record Received(Instant at, String provider, String who, int lines, int known, int paid, int odd) {}

    sealed interface Outcome {
        /// @param lines that say something of money, of which `known` were said before
        /// @param paid  payments that are captured now and were not before
        /// @param odd   what fits nothing here; a person decides (see [PaymentDesk#oddities])
        record Taken(int lines, int known, int paid, int odd) implements Outcome {}

        record Refused(List<Wrong> faults) implements Outcome {}
    }

    /// @param line   from 1; 0 for the file as a whole
    /// @param field  as the file's format names it; empty for the line as a whole
    /// @param reason a word, as of `operate.reports.reason.…`
    record Wrong(int line, String field, String reason) {}
}
