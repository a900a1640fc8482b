package org.tsudoi.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What people want to know of the books beyond what the program itself reads: each answer takes a bounded look
/// however much is on them, but for `trialBalanceAt`.
public interface Inquiries {
    /// @param before the `older` of the page before, or `Long.MAX_VALUE`
    /// @param most   journals on a page
    JournalSearch.Found journals(JournalSearch search, long before, int most);

    /// Accounts of one kind, `event:*:seats:taken`, those with the latest ids first.
    ///
    /// @param before the code of the last account of the page before; nothing for the first page
    List<Balance> accounts(String kind, Optional<AccountCode> before, int most);

    /// What the account held at each of these instants, by when things happened, in the same order.
    ///
    /// @throws IllegalArgumentException when there is no such account
    List<Long> course(AccountCode account, List<Instant> instants);

    /// What journals of each kind moved on the account, that happened from one instant until before another. Looks at
    /// all that is on the account.
    ///
    /// @throws IllegalArgumentException when there is no such account
    List<Moved> moved(AccountCode account, Instant from, Instant until);

    /// @param amount positive for what went into the account
    record Moved(String kind, long amount, int journals) {}

    /// All accounts by what had happened at that instant or before. Reads all entries: takes longer the more there
    /// are, and holds nobody up.
    TrialBalance trialBalanceAt(Instant at);

    /// Every asset that some account is of.
    Set<Asset> assets();
}
