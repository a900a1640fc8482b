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
    private final Booking booking;
    private final HoldTable holds;
    private final Opening opening;
    private final Verifying verifying;

    PostgresLedger(
            Opening opening,
            Booking booking,
            HoldTable holds,
            JournalTable journals,
            BalanceTable balances,
            Verifying verifying) {
        this.opening = opening;
        this.booking = booking;
        this.holds = holds;
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
        return booking.alone(new Ask.Post(journal));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> postLinked(List<Journal> journals) {
        return booking.alone(new Ask.PostLinked(journals));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> postEach(List<Journal> journals) {
        return booking.each(journals.stream().map(Ask.Post::new).toList());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public HoldOutcome hold(Hold hold) {
        return booking.alone(new Ask.Place(hold));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<HoldOutcome> holdEach(List<Hold> holds) {
        return booking.each(holds.stream().map(Ask.Place::new).toList());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> settleEach(List<Settlement> settlements) {
        return booking.each(settlements.stream()
                .map(one -> new Ask.Settle(one.hold(), one.journal(), one.at(), null))
                .toList());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome settle(HoldId hold, JournalId journal, Instant at) {
        return booking.alone(new Ask.Settle(hold, journal, at, null));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome settle(HoldId hold, JournalId journal, Instant at, List<Leg> legs) {
        return booking.alone(new Ask.Settle(hold, journal, at, legs));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public ReleaseOutcome release(HoldId hold, String reason) {
        return booking.alone(new Ask.Release(hold, reason));
    }

    @Override
    @Transactional
    public List<HoldId> expireDue(Instant now, int most) {
        return booking.expireDue(now, most);
    }

    @Override
    public Optional<Account> account(AccountCode code) {
        return opening.find(code);
    }

    @Override
    public Optional<HoldState> hold(HoldId id) {
        return holds.find(id).map(found -> state(found));
    }

    @Override
    public Balance balance(AccountCode account) {
        return balances.find(account).orElseThrow(() -> unknown(account));
    }

    @Override
    public List<Balance> balances(List<AccountCode> accounts) {
        var found = balances.find(accounts);
        return accounts.stream()
                .map(account -> Optional.ofNullable(found.get(account)).orElseThrow(() -> unknown(account)))
                .toList();
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
    public long settledThrough() {
        return journals.settledThrough();
    }

    @Override
    public List<RecordedJournal> journals(long after, long through, int most) {
        return journals.between(after, through, most);
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW, isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Verification verify() {
        return verifying.verify();
    }

    private static IllegalArgumentException unknown(AccountCode account) {
        return new IllegalArgumentException("there is no account " + account);
    }

    private HoldState state(HoldTable.KnownHold found) {
        var hold = found.hold();
        if (found.ended().isEmpty()) return new HoldState.Open(hold);
        var ended = found.ended().get();
        return switch (ended.how()) {
            case SETTLED ->
                new HoldState.Settled(
                        hold,
                        journals.settling(hold.id()).orElseThrow().journal().id(),
                        ended.at());
            case RELEASED -> new HoldState.Released(hold, ended.reason(), ended.at());
            case EXPIRED -> new HoldState.Expired(hold, ended.at());
        };
    }
}
