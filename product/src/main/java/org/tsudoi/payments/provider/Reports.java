package org.tsudoi.payments.provider;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.PaymentId;

/// The ability of a provider to tell by files what was paid.
public interface Reports {
    /// The same word as its [PaymentProvider]'s.
    String name();

    int FILE_BYTES_MAX = 16 * 1024 * 1024;

    /// Keeps what the file says, all of it or nothing; what was said before adds nothing. A transaction is open.
    Read read(byte[] file);

    sealed interface Read {
        /// @param lines   that say that something was paid or taken back
        /// @param known   of these the ones that were said before
        /// @param touched the payments to look at
        /// @param left    how much that came is left for a person to say what it is for
        record Taken(int lines, int known, Set<PaymentId> touched, List<Odd> odd, int left) implements Read {}

        /// Nothing was kept.
        record Refused(List<Fault> faults) implements Read {}
    }

    /// Something in a file that fits nothing here; a person decides.
    record Odd(String kind, String subject, @Nullable PaymentId payment, String detail) {}

    /// @param line   from 1; 0 for the file as a whole
    /// @param field  as the file's format names it; empty for the line as a whole
    /// @param reason a word, as of `operate.reports.reason.…`
    record Fault(int line, String field, String reason) {}
}
