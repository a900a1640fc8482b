package org.tsudoi.payments;

import java.util.Collection;
import java.util.Set;

/// Somebody beyond payments who knows for what the bank moved money on our account, and has it on the books. Nobody is
/// asked about it then, and it pays for nothing.
public interface KnownNotices {
    /// Of the bank's notices with these identities those that they know. In the caller's transaction.
    Set<String> known(Collection<String> identities);
}
