package org.tsudoi.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The books. Every writing verb works inside the caller's transaction (there must be one, read committed), so that an
/// order's row and its journal commit together or not at all; and every one may be repeated with the same id, with the
/// first result. docs/ledger.md tells the idea, the sign of amounts, and each refusal.
///
/// Guarded accounts are locked until the transaction ends: post last, and when one transaction posts several journals
/// on guarded accounts, do so in the same order everywhere.
public interface Ledger {
    /// Opens accounts; those already open with the same asset and limits stay as they are.
    ///
    /// @throws IllegalStateException when one is open with another asset or other limits
    void open(Collection<Account> accounts);

    /// Nothing is posted on it from now on, except what is in flight on an unguarded one. Closing again is fine.
    ///
    /// @throws IllegalStateException when there is no such account, or it does not hold zero, or something is held
    ///     on it
    void close(AccountCode account);

    /// Puts the journal on the books, or says why not.
    Outcome post(Journal journal);

    /// Puts all of them on the books, in their order, or none: when one is refused, it says why, and the others are
    /// `LINKED_JOURNAL_REFUSED`. Journals that are there already count as taken.
    List<Outcome> postLinked(List<Journal> journals);

    /// Puts each of them on the books that can be, in their order: one that is refused leaves the others be.
    ///
    /// @throws RuntimeException when an id was taken meanwhile: the transaction is to be rolled back, and then each
    ///     may be asked for alone. So with the other verbs that take many.
    List<Outcome> postEach(List<Journal> journals);

    /// Reserves the legs on the guarded accounts among them, or says why not.
    HoldOutcome hold(Hold hold);

    /// Each of them for itself, in their order.
    List<HoldOutcome> holdEach(List<Hold> holds);

    /// Posts what was held as a journal and ends the hold.
    ///
    /// @param at when it happened: the journal's time, and what the expiry is compared with
    Outcome settle(HoldId hold, JournalId journal, Instant at);

    /// Each of them for itself, in their order.
    List<Outcome> settleEach(List<Settlement> settlements);

    /// @param journal the id of the journal that posts all of what was held
    /// @param at when it happened
    record Settlement(HoldId hold, JournalId journal, Instant at) {}

    /// Posts a part of what was held and frees the rest; the hold ends.
    ///
    /// @param legs on accounts of the hold, none of more than was held there
    Outcome settle(HoldId hold, JournalId journal, Instant at, List<Leg> legs);

    /// Ends the hold without a journal.
    ReleaseOutcome release(HoldId hold, String reason);

    /// Sweeps holds whose expiry is not after `now`, at most `most` of them, passing by those that others are working
    /// on.
    /// Opens its own transaction when there is none.
    ///
    /// @return those that expired by this
    List<HoldId> expireDue(Instant now, int most);

    Optional<Account> account(AccountCode code);

    Optional<HoldState> hold(HoldId id);

    /// @throws IllegalArgumentException when there is no such account
    Balance balance(AccountCode account);

    /// Of one moment, in the order of the codes.
    ///
    /// @throws IllegalArgumentException when there is no such account
    List<Balance> balances(List<AccountCode> accounts);

    /// All accounts whose code begins so, by code: `event:evt_01jd…:`.
    List<Balance> balances(String prefix);

    /// What was posted by journals that happened at that instant or before.
    ///
    /// @throws IllegalArgumentException when there is no such account
    long balanceAt(AccountCode account, Instant at);

    /// The account's entries, the newest first.
    ///
    /// @param before the position of the last entry of the page before, or `Long.MAX_VALUE`
    List<Entry> entries(AccountCode account, long before, int most);

    TrialBalance trialBalance();

    Optional<RecordedJournal> journal(JournalId id);

    /// Journals with all this metadata, the newest first.
    List<RecordedJournal> journalsWith(Map<String, String> metadata, int most);

    /// Up to which sequence the books are final: every journal of it is there, or never will be. Moves on every few
    /// seconds; 0 before the first time.
    long settledThrough();

    /// Journals with sequences above `after` up to and with `through`, by sequence, at most `most` of them.
    List<RecordedJournal> journals(long after, long through, int most);

    /// Replays everything and names the first row that is wrong. Takes time and holds nobody up.
    Verification verify();
}
