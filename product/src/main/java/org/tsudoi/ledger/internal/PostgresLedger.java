package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Balance;
import org.tsudoi.ledger.Entry;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.HoldState;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.ledger.ReleaseOutcome;
import org.tsudoi.ledger.TrialBalance;
import org.tsudoi.ledger.Verification;

/// The face on PostgreSQL: says which transaction each verb needs, and who does it.
@Service
class PostgresLedger implements Ledger {
    private final JournalTable journals;
    private final BalanceTable balances;
    private final Posting posting;
    private final Holding holding;
    private final Opening opening;
    private final Verifying verifying;

    PostgresLedger(
            Opening opening,
            Posting posting,
            Holding holding,
            JournalTable journals,
            BalanceTable balances,
            Verifying verifying) {
        this.opening = opening;
        this.posting = posting;
        this.holding = holding;
        this.journals = journals;
        this.balances = balances;
        this.verifying = verifying;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(Collection<Account> accounts) {
        opening.open(accounts);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(AccountCode account) {
        opening.close(account);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome post(Journal journal) {
        return posting.post(journal);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public HoldOutcome hold(Hold hold) {
        return holding.hold(hold);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome settle(HoldId hold, JournalId journal, Instant at) {
        return holding.settle(hold, journal, at, null);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome settle(HoldId hold, JournalId journal, Instant at, List<Leg> legs) {
        return holding.settle(hold, journal, at, legs);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public ReleaseOutcome release(HoldId hold, String reason) {
        return holding.release(hold, reason);
    }

    @Override
    @Transactional
    public List<HoldId> expireDue(Instant now, int most) {
        return holding.expireDue(now, most);
    }

    @Override
    public Optional<Account> account(AccountCode code) {
        return opening.find(code);
    }

    @Override
    public Optional<HoldState> hold(HoldId id) {
        return holding.state(id);
    }

    @Override
    public Balance balance(AccountCode account) {
        return balances.find(account).orElseThrow(() -> unknown(account));
    }

    @Override
    public List<Balance> balances(String prefix) {
        return balances.beginning(prefix);
    }

    @Override
    public long balanceAt(AccountCode account, Instant at) {
        return balances.at(account, at).orElseThrow(() -> unknown(account));
    }

    @Override
    public List<Entry> entries(AccountCode account, long before, int most) {
        return balances.entries(account, before, most);
    }

    @Override
    public TrialBalance trialBalance() {
        return balances.trial();
    }

    @Override
    public Optional<RecordedJournal> journal(JournalId id) {
        return journals.find(id);
    }

    @Override
    public List<RecordedJournal> journalsWith(Map<String, String> metadata, int most) {
        return journals.with(metadata, most);
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW, isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Verification verify() {
        return verifying.verify();
    }

    private static IllegalArgumentException unknown(AccountCode account) {
        return new IllegalArgumentException("there is no account " + account);
    }
}
