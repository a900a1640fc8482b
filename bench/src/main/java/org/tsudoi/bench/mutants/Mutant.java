package org.tsudoi.bench.mutants;

import java.util.List;

/// One deliberate bug: a text of a source file that stands there once, and what takes its place.
///
/// @param breaks the rule that no longer holds
/// @param file below `product/src/main`
/// @param tests that are run against it; each passes without the bug
record Mutant(String name, String breaks, String file, String old, String now, List<String> tests) {
    private static final String LEDGER = "java/org/tsudoi/ledger/internal/";
    private static final String MIGRATIONS = "resources/db/migration/ledger/";

    static final List<Mutant> ALL = List.of(
            new Mutant(
                    "row-lock-removed",
                    "guarded accounts are locked until the transaction ends",
                    LEDGER + "AccountTable.java",
                    "\"order by account_id for update\" + (passBusy ? \" skip locked\" : \"\")",
                    "\"order by account_id\"",
                    List.of("RaceTest", "BankTest", "LinearizabilityTest")),
            new Mutant(
                    "hold-lock-removed",
                    "of all who end a hold one is first",
                    LEDGER + "HoldTable.java",
                    "order by hold_id for update\\s\"\"\" + (passBusy ? \"skip locked\" : \"\"))",
                    "order by hold_id\\s\"\"\")",
                    List.of("RaceTest")),
            new Mutant(
                    "floor-ignored",
                    "no account goes below its floor",
                    LEDGER + "Guard.java",
                    "return floor != null && least() < floor;",
                    "return false;",
                    List.of("RefusalTest", "PostingTest")),
            new Mutant(
                    "ceiling-ignored",
                    "no account goes above its ceiling",
                    LEDGER + "Guard.java",
                    "return ceiling != null && most() > ceiling;",
                    "return false;",
                    List.of("RefusalTest", "HoldingTest")),
            new Mutant(
                    "held-not-counted",
                    "what is held for one is not there for another",
                    LEDGER + "Guard.java",
                    "long least() {\n        return Math.subtractExact(posted, heldOut);",
                    "long least() {\n        return posted;",
                    List.of("HoldingTest", "RaceTest")),
            new Mutant(
                    "database-floor-removed",
                    "the second lock: the database refuses what is below the floor",
                    MIGRATIONS + "V202611210310__ledger_keep_accounts_and_journals.sql",
                    "constraint ledger_balance_floor check (posted - held_out >= floor),",
                    "",
                    List.of("SecondLockTest")),
            new Mutant(
                    "id-reused",
                    "an id is used once: other content under it is refused",
                    LEDGER + "Desk.java",
                    "return one.kind().equals(other.kind()) && Rules.same(one.legs(), other.legs());",
                    "return true;",
                    List.of("PostingTest", "RefusalTest")),
            new Mutant(
                    "repeated-moves-the-balance",
                    "a journal that is on the books already moves nothing",
                    LEDGER + "JournalTable.java",
                    "where b.account_id = g.account_id and (select count(*) from added) = :count)",
                    "where b.account_id = g.account_id)",
                    List.of("PostingTest")),
            new Mutant(
                    "repeated-alone-moves-the-balance",
                    "the same, of a journal that comes alone",
                    LEDGER + "OneJournal.java",
                    "where b.account_id = g.account_id and exists (select from added))",
                    "where b.account_id = g.account_id)",
                    List.of("PostingTest")),
            new Mutant(
                    "unbalanced-let-through",
                    "legs add up to zero in each asset: the first lock",
                    LEDGER + "Rules.java",
                    "if (sum != 0) return false;",
                    "if (sum == Long.MAX_VALUE) return false;",
                    List.of("RefusalTest")),
            new Mutant(
                    "database-balance-removed",
                    "legs add up to zero in each asset: the second lock",
                    MIGRATIONS + "V202611262230__ledger_close_side_doors.sql",
                    "or bool_or(x.amount <> 0 or x.asset is null)",
                    "or bool_or(x.asset is null)",
                    List.of("SecondLockTest")),
            new Mutant(
                    "journals-can-be-changed",
                    "nothing that was written is changed or deleted",
                    MIGRATIONS + "V202611210310__ledger_keep_accounts_and_journals.sql",
                    "revoke update, delete on ledger_account, ledger_closing, ledger_journal, ledger_entry, ledger_balance",
                    "revoke update, delete on ledger_account, ledger_closing, ledger_balance",
                    List.of("SecondLockTest")),
            new Mutant(
                    "linked-not-taken-back",
                    "linked journals are on the books all or none",
                    LEDGER + "Desk.java",
                    "takeBack(guardsBefore, changedBefore, journalsBefore);\n",
                    "\n",
                    List.of("GroupCommitTest", "RefusalTest")),
            new Mutant(
                    "expired-hold-settled",
                    "a hold is not settled after its expiry",
                    LEDGER + "Desk.java",
                    "return at.isBefore(known.hold().expiresAt())",
                    "return at.isAfter(Instant.MIN)",
                    List.of("HoldingTest")),
            new Mutant(
                    "rest-stays-held",
                    "settling a part frees the rest",
                    LEDGER + "Desk.java",
                    "var reserved = Rules.reserved(hold.legs());",
                    "var reserved = Rules.reserved(legs);",
                    List.of("HoldingTest")),
            new Mutant(
                    "refund-floor-removed",
                    "nothing is refunded twice",
                    "java/org/tsudoi/payments/internal/PaymentBook.java",
                    "Account.neverBelowZero(refundable(payment.id()), right)",
                    "Account.unguarded(refundable(payment.id()), right)",
                    List.of("RefundingPaymentsTest")),
            new Mutant(
                    "answered-before-commit",
                    "an answer in a group is given once it is durable",
                    LEDGER + "GroupCommit.java",
                    "var answers = transaction.execute(_ -> booking.group(asks, passBusy, hopeful));",
                    """
                    var answers = transaction.execute(_ -> {
                        var early = booking.group(asks, passBusy, hopeful);
                        answer(group, early);
                        return early;
                    });""",
                    List.of("GroupCommitTest")),
            new Mutant(
                    "check-point-too-early",
                    "a check point waits for journals that are under way",
                    LEDGER + "Checkpoints.java",
                    "return mark.writers().stream().noneMatch(still::contains);",
                    "return still.isEmpty() || mark.through() >= 0;",
                    List.of("CheckpointsTest")),
            new Mutant(
                    "mark-not-durable",
                    "a crash gives out no sequence again that was taken for final",
                    LEDGER + "Checkpoints.java",
                    "select pg_logical_emit_message(true, 'tsudoi', 'mark')",
                    "select 'mark'",
                    List.of("CheckpointsTest")));

    /// The source with the bug in it.
    ///
    /// @throws IllegalStateException when its text does not stand there exactly once any more
    String in(String source) {
        int at = source.indexOf(old);
        if (at < 0 || source.indexOf(old, at + 1) >= 0) {
            throw new IllegalStateException("mutant " + name + ": its text does not stand in " + file
                    + " exactly once; say in Mutant.java what stands there now instead of: " + old);
        }
        return source.substring(0, at) + now + source.substring(at + old.length());
    }
}
