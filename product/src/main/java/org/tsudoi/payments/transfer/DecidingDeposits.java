package org.tsudoi.payments.transfer;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Suspense;
import org.tsudoi.payments.provider.DecidingNameless;

/// What people and others decide about deposits.
final class DecidingDeposits implements Deposits {
    private static final String US = "tsudoi";

    private final DepositTable deposits;
    private final DepositBook book;
    private final DecidingNameless people;

    DecidingDeposits(DepositTable deposits, DepositBook book, DecidingNameless people) {
        this.deposits = deposits;
        this.book = book;
        this.people = people;
    }

    @Override
    public String provider() {
        return people.provider();
    }

    @Override
    public List<Unmatched> unmatched(int max) {
        return people.unmatched(max);
    }

    @Override
    public Deciding match(UUID deposit, PaymentId payment, String who) {
        return people.match(deposit, payment, who);
    }

    @Override
    public Deciding setAside(UUID deposit, String note, String who) {
        return people.setAside(deposit, note, who);
    }

    @Override
    public Map<String, Decided> decidedAmong(Collection<String> lines) {
        return people.decidedAmong(lines);
    }

    @Override
    public Set<String> decided(Collection<String> identities) {
        return deposits.decided(identities);
    }

    @Override
    public Set<String> undecided(Collection<String> identities) {
        return deposits.undecided(identities);
    }

    @Override
    public List<Nobodys> nobodys(long yen, LocalDate from) {
        return deposits.nobodys(yen, from);
    }

    @Override
    public Optional<AccountCode> knownFor(UUID deposit, String identity, Currency currency, String note) {
        var own = Deposits.ownBank(currency);
        if (deposits.lockUnmatched(deposit).isEmpty()) {
            return deposits.decided(List.of(identity)).isEmpty() ? Optional.of(own) : Optional.empty();
        }
        deposits.setAside(deposit, note, US);
        boolean isBooked = book.isBooked(deposits.find(deposit).orElseThrow());
        return Optional.of(isBooked ? Suspense.account(currency) : own);
    }
}
