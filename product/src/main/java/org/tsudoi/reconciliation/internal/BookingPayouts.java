package org.tsudoi.reconciliation.internal;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payments.provider.Movements.Line;
import org.tsudoi.reconciliation.internal.BankLineTable.BankLine;

/// A provider's payout that arrived is booked: what it had for us is at our bank. Known by its amount and day; where
/// several deposits are the same, only one that names the provider.
@Component
class BookingPayouts {
    static final String KIND = "provider-paid-out";

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final int DAYS_MAX = 10;

    /// As banks write them.
    private static final Map<String, List<String>> NAMES = Map.of(
            "stripe", List.of("STRIPE", "ストライプ"),
            "paypal", List.of("PAYPAL", "ペイパル"),
            "paypay", List.of("PAYPAY", "ペイペイ"),
            "komoju", List.of("KOMOJU", "DEGICA", "デジカ"),
            "omise", List.of("OMISE", "OPN", "オミセ"));

    private final Ledger ledger;
    private final Deposits deposits;
    private final TransactionTemplate transactions;

    BookingPayouts(Ledger ledger, Deposits deposits, TransactionTemplate transactions) {
        this.ledger = ledger;
        this.deposits = deposits;
        this.transactions = transactions;
    }

    /// @param names how banks write the provider, beside those that are known anyway
    record Payout(String provider, List<String> names, Line line) {
        JournalId journal() {
            return JournalId.derive("provider", provider, line.id(), "paid-out");
        }

        LocalDate day() {
            return LocalDate.ofInstant(line.at(), JAPAN);
        }
    }

    boolean isBooked(Payout payout) {
        return ledger.journal(payout.journal()).isPresent();
    }

    /// @param lines of the bank, with money of buyers among them
    /// @param used  identities of those that stand for a payout on the books
    /// @return these, and those that do so now
    Set<String> book(List<Payout> payouts, List<BankLine> lines, Set<String> used) {
        var taken = new HashSet<>(used);
        var decided = deposits.decided(lines.stream().map(BankLine::identity).toList());
        for (var payout : payouts) {
            if (!payout.line().net().isNegative() || isBooked(payout)) continue;
            arrived(
                            payout,
                            lines.stream()
                                    .filter(line -> !taken.contains(line.identity()))
                                    .filter(line -> !decided.contains(line.identity()))
                                    .filter(line -> fits(payout, line))
                                    .toList())
                    .filter(line -> book(payout, line))
                    .ifPresent(line -> taken.add(line.identity()));
        }
        return taken;
    }

    /// Of the notices with these identities the deposits of which nobody knows for what they came.
    Set<String> undecided(Collection<String> identities) {
        return deposits.undecided(identities);
    }

    private static boolean fits(Payout payout, BankLine line) {
        return line.movement().equals("deposit")
                && line.amount().equals(payout.line().net().negated())
                && !line.bookedOn().isBefore(payout.day().minusDays(1))
                && !line.bookedOn().isAfter(payout.day().plusDays(DAYS_MAX));
    }

    /// Never by its amount alone: a buyer may have sent just as much.
    private static Optional<BankLine> arrived(Payout payout, List<BankLine> fitting) {
        return fitting.stream().filter(line -> names(payout, line)).findFirst();
    }

    private static boolean names(Payout payout, BankLine line) {
        var told = plain(line.told());
        var known = NAMES.getOrDefault(payout.provider(), List.of());
        return Stream.concat(known.stream(), payout.names().stream())
                .map(BookingPayouts::plain)
                .anyMatch(told::contains);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    }

    /// False when a person has decided meanwhile that it is something else.
    private boolean book(Payout payout, BankLine line) {
        var amount = line.amount();
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            // Money of ours is on suspense until it is known for what it came.
            var now = deposits.knownFor(line.id(), line.identity(), amount.currency(), KIND);
            if (now.isEmpty()) return false;
            ledger.open(List.of(Account.unguarded(now.get(), Asset.of(amount))));
            ledger.post(new Journal(
                            payout.journal(),
                            KIND,
                            line.bookedOn().atStartOfDay(JAPAN).toInstant(),
                            List.of(
                                    Leg.into(now.get(), amount),
                                    Leg.outOf(ComparingBooks.account(payout.provider(), amount.currency()), amount)),
                            Map.of("payout", payout.line().id(), "notice", line.identity())))
                    .orThrow();
            return true;
        }));
    }
}
