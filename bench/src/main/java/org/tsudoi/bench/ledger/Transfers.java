package org.tsudoi.bench.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;

/// Journals and holds between accounts that are drawn.
final class Transfers {
    private static final int AMOUNT_MAX = 1000;
    private static final Duration HELD_FOR = Duration.ofMinutes(15);

    private final Books books;
    private final Clock clock = Clock.systemUTC();

    Transfers(Books books) {
        this.books = books;
    }

    /// From one of these accounts to another one of them.
    Journal between(List<AccountCode> accounts, RandomGenerator random) {
        int payer = random.nextInt(accounts.size());
        int payee = (payer + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
        return transfer(accounts.get(payer), accounts.get(payee), random);
    }

    /// Into this account or out of it, as the coin falls.
    Journal on(AccountCode hot, List<AccountCode> others, RandomGenerator random) {
        var other = others.get(random.nextInt(others.size()));
        return random.nextBoolean() ? transfer(hot, other, random) : transfer(other, hot, random);
    }

    private Journal transfer(AccountCode payer, AccountCode payee, RandomGenerator random) {
        return transfer(payer, payee, 1 + random.nextInt(AMOUNT_MAX), clock.instant());
    }

    Journal transfer(AccountCode payer, AccountCode payee, long amount, Instant at) {
        return Journal.of(
                journalId(),
                "bench-transfer",
                at,
                Leg.outOf(payer, Books.JPY, amount),
                Leg.into(payee, Books.JPY, amount));
    }

    /// One payer and four payees.
    Journal ofFiveLegs(List<AccountCode> accounts, RandomGenerator random) {
        int first = random.nextInt(accounts.size());
        long each = 1 + random.nextInt(AMOUNT_MAX);
        return Journal.of(
                journalId(),
                "bench-split",
                clock.instant(),
                Leg.outOf(at(accounts, first), Books.JPY, 4 * each),
                Leg.into(at(accounts, first + 1), Books.JPY, each),
                Leg.into(at(accounts, first + 2), Books.JPY, each),
                Leg.into(at(accounts, first + 3), Books.JPY, each),
                Leg.into(at(accounts, first + 4), Books.JPY, each));
    }

    private static AccountCode at(List<AccountCode> accounts, int place) {
        return accounts.get(place % accounts.size());
    }

    Hold holdBetween(List<AccountCode> accounts, RandomGenerator random) {
        var journal = between(accounts, random);
        return new Hold(
                new HoldId(books.ids.next()),
                clock.instant().plus(HELD_FOR),
                journal.kind(),
                journal.legs(),
                journal.metadata());
    }

    JournalId journalId() {
        return new JournalId(books.ids.next());
    }

    Instant now() {
        return clock.instant();
    }
}
