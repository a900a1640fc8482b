package org.tsudoi.reconciliation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Inquiries;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.money.Money;
import org.tsudoi.payments.ProviderLines;
import org.tsudoi.payments.provider.Movements.Kind;
import org.tsudoi.reconciliation.DifferenceKind;
import org.tsudoi.reconciliation.Finding;
import org.tsudoi.reconciliation.Finding.Side;
import org.tsudoi.reconciliation.Reconciliation;
import org.tsudoi.reconciliation.internal.BankLineTable.BankLine;
import org.tsudoi.reconciliation.internal.BankLineTable.Statement;
import org.tsudoi.reconciliation.internal.BookingPayouts.Payout;

/// Holds what the bank told against what providers paid out and what the books say of our account there.
@Component
class LookingAtBank {
    static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    /// Bank holidays among them.
    private static final int ARRIVES_WITHIN = 5;

    private static final int APART_MAX = 7;

    /// What was handed in within this time is looked at from its first day on.
    private static final Duration NEWS = Duration.ofDays(10);

    private final BankLineTable lines;
    private final ProviderLines providers;
    private final BookingPayouts booking;
    private final BookingCharges charges;
    private final LookingAtBalances balances;
    private final Books books;
    private final Clock clock;

    @Component
    record Books(Ledger ledger, Inquiries inquiries) {}

    LookingAtBank(
            BankLineTable lines,
            ProviderLines providers,
            BookingPayouts booking,
            BookingCharges charges,
            LookingAtBalances balances,
            Books books,
            Clock clock) {
        this.lines = lines;
        this.providers = providers;
        this.booking = booking;
        this.charges = charges;
        this.balances = balances;
        this.books = books;
        this.clock = clock;
    }

    /// The first day to look at: files may be handed in long after the days they tell of.
    LocalDate oldestNews(LocalDate usual, LocalDate oldest) {
        return lines.oldestDayHeardSince(clock.instant().minus(NEWS))
                .filter(day -> day.isBefore(usual))
                .map(day -> day.isBefore(oldest) ? oldest : day)
                .orElse(usual);
    }

    /// Books what has arrived, with no transaction open, and then compares.
    ///
    /// @param until the day after the last one
    List<Finding> look(LocalDate from, LocalDate until, Instant now) {
        var wide = lines.between(from.minusDays(APART_MAX), until.plusDays(1));
        var payouts = payouts(from.minusDays(APART_MAX), until);
        booking.book(payouts, wide, notices(entries(from, now)));
        charges.bookCertain(wide);
        var entries = entries(from, now);
        var findings = new ArrayList<Finding>();
        payouts(payouts, findings);
        linesAndBooks(from, until, wide, entries, findings);
        findings.addAll(balances.look(from, until));
        statements(from, until, findings);
        return findings;
    }

    private List<Payout> payouts(LocalDate from, LocalDate until) {
        return providers.sources().stream()
                .flatMap(source -> providers.between(source.provider(), start(from), start(until)).stream()
                        .filter(line -> line.kind() == Kind.PAYOUT)
                        .map(line -> new Payout(source.provider(), source.namesAtBank(), line)))
                .toList();
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /// Only where the bank's files have gone on since, and in a currency of theirs: who hands none in is told of
    /// nothing.
    private void payouts(List<Payout> payouts, List<Finding> findings) {
        var newest = lines.newestDay();
        if (newest.isEmpty()) return;
        var currencies = lines.currencies();
        for (var payout : payouts) {
            boolean late = newest.get().isAfter(payout.day().plusDays(ARRIVES_WITHIN - 1L));
            if (!late
                    || !currencies.contains(payout.line().net().currency())
                    || payout.line().net().isPositive()
                    || booking.isBooked(payout)) continue;
            findings.add(new Finding(
                    DifferenceKind.PAYOUT_NOT_ARRIVED,
                    Reconciliation.BANK,
                    payout.day(),
                    payout.provider() + " " + payout.line().id(),
                    null,
                    null,
                    ProviderSide.of(payout.line()),
                    Side.NOTHING,
                    Side.NOTHING));
        }
    }

    /// Whether a bank has told anything yet.
    boolean isTold() {
        return lines.newestDay().isPresent() || balances.isTold();
    }

    /// The bank's lines that stand for a payout on the books.
    private static Set<String> notices(List<Entry> entries) {
        var notices = new HashSet<String>();
        for (var entry : entries) {
            var journal = entry.journal.journal();
            var notice = journal.metadata().get("notice");
            if (journal.kind().equals(BookingPayouts.KIND) && notice != null) notices.add(notice);
        }
        return notices;
    }

    private void linesAndBooks(
            LocalDate from, LocalDate until, List<BankLine> wide, List<Entry> entries, List<Finding> findings) {
        var open = new ArrayList<>(wide);
        var unseen = new ArrayList<Entry>();
        var unnamed = named(entries, open);
        var inSums = inSums(unnamed, open);
        for (var entry : unnamed) {
            if (inSums.contains(entry)) continue;
            if (ELSEWHERE.contains(entry.journal.journal().kind())) continue;
            var same = open.stream().filter(line -> isSame(line, entry)).findFirst();
            if (same.isPresent()) open.remove(same.get());
            else unseen.add(entry);
        }
        for (var line : open) {
            if (line.bookedOn().isBefore(from) || !line.bookedOn().isBefore(until)) continue;
            findings.add(new Finding(
                    BookingCharges.mayBeOne(line)
                            ? DifferenceKind.BANK_CHARGE_UNBOOKED
                            : DifferenceKind.BANK_LINE_UNBOOKED,
                    Reconciliation.BANK,
                    line.bookedOn(),
                    line.identity(),
                    null,
                    null,
                    new Side(line.id().toString(), line.movement(), line.amount(), null, start(line.bookedOn())),
                    Side.NOTHING,
                    Side.NOTHING));
        }
        unseen(unseen, until, findings);
    }

    /// Takes off what the books have by the name of its line, so far as it is the same amount. What came and nobody
    /// knows for what stays: it is on the books, but only on suspense.
    ///
    /// @return the entries without such a name
    private List<Entry> named(List<Entry> entries, List<BankLine> open) {
        var sums = new HashMap<String, Money>();
        var unnamed = new ArrayList<Entry>();
        for (var entry : entries) {
            var notice = entry.journal.journal().metadata().get("notice");
            if (notice == null) unnamed.add(entry);
            else sums.merge(notice, entry.amount, Money::plus);
        }
        var undecided = booking.undecided(sums.keySet());
        open.removeIf(line -> line.amount().equals(sums.get(line.identity())) && !undecided.contains(line.identity()));
        return unnamed;
    }

    /// Banks book a run of payouts one by one or, more often, as one sum: those of a sum are taken off with its line.
    private static Set<Entry> inSums(List<Entry> entries, List<BankLine> open) {
        var runs = new LinkedHashMap<String, List<Entry>>();
        for (var entry : entries) {
            var journal = entry.journal.journal();
            var run = journal.metadata().get("run");
            if (run == null || !PAID_OUT.contains(journal.kind())) continue;
            runs.computeIfAbsent(run, _ -> new ArrayList<>()).add(entry);
        }
        var inSums = new HashSet<Entry>();
        for (var run : runs.values()) {
            if (run.size() < 2) continue;
            var first = run.getFirst();
            var sum = run.stream().map(Entry::amount).reduce(Money.zero(first.amount.currency()), Money::plus);
            var whole = new Entry(first.journal, first.account, sum);
            var line = open.stream().filter(one -> isSame(one, whole)).findFirst();
            if (line.isEmpty()) continue;
            open.remove(line.get());
            inSums.addAll(run);
        }
        return inSums;
    }

    /// @param amount what it moved on our account at the bank, as the books say
    private record Entry(RecordedJournal journal, AccountCode account, Money amount) {
        LocalDate day() {
            return LocalDate.ofInstant(journal.journal().effectiveAt(), ZONE);
        }
    }

    private List<Entry> entries(LocalDate from, Instant now) {
        var entries = new ArrayList<Entry>();
        for (var balance : books.ledger.balances("bank:own:")) {
            var account = balance.account();
            var currency = account.value().substring(account.value().lastIndexOf(':') + 1);
            for (var journal : LookingAtProviders.journalsOn(
                    books.inquiries, account, start(from.minusDays(APART_MAX + 1L)), now)) {
                entries.add(new Entry(journal, account, Money.of(BookSide.on(journal, account), currency)));
            }
        }
        return entries;
    }

    private static final Set<String> PAID_OUT = Set.of("payout-paid", "payout-left");
    private static final Set<String> ELSEWHERE = Set.of("opening-balance");

    private static boolean isSame(BankLine line, Entry entry) {
        return line.amount().equals(entry.amount)
                && !line.bookedOn().isBefore(entry.day().minusDays(APART_MAX))
                && !line.bookedOn().isAfter(entry.day().plusDays(APART_MAX));
    }

    /// Only of days that statements cover with some time to spare.
    private void unseen(List<Entry> unseen, LocalDate until, List<Finding> findings) {
        var newest = lines.newestStatementDay();
        if (newest.isEmpty()) return;
        for (var entry : unseen) {
            if (entry.day().plusDays(ARRIVES_WITHIN).isAfter(newest.get())
                    || !entry.day().isBefore(until)) continue;
            findings.add(new Finding(
                    DifferenceKind.NOT_ON_STATEMENT,
                    Reconciliation.BANK,
                    entry.day(),
                    entry.journal.journal().id().toString(),
                    null,
                    null,
                    Side.NOTHING,
                    Side.NOTHING,
                    new Side(
                            entry.journal.journal().id().toString(),
                            entry.journal.journal().kind(),
                            entry.amount,
                            null,
                            entry.journal.journal().effectiveAt())));
        }
    }

    private void statements(LocalDate from, LocalDate until, List<Finding> findings) {
        Statement before = null;
        for (var next : lines.statementsSince(from.minusDays(40))) {
            var last = before;
            before = next;
            if (last == null
                    || !last.account().equals(next.account())
                    || !last.currency().equals(next.currency())) {
                continue;
            }
            boolean overlaps = !next.from().isAfter(last.to());
            if (overlaps
                    || last.after() == next.before()
                    || next.from().isBefore(from)
                    || !next.from().isBefore(until)) {
                continue;
            }
            findings.add(new Finding(
                    DifferenceKind.STATEMENT_GAP,
                    Reconciliation.BANK,
                    next.from(),
                    last.to() + " " + next.from() + " " + next.currency(),
                    null,
                    null,
                    new Side(
                            "" + next.from(),
                            "begins",
                            new Money(next.before(), next.currency()),
                            null,
                            start(next.from())),
                    new Side("" + last.to(), "ended", new Money(last.after(), last.currency()), null, start(last.to())),
                    Side.NOTHING));
        }
    }
}
