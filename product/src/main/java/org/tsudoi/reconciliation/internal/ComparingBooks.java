package org.tsudoi.reconciliation.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentRecords.Disputed;
import org.tsudoi.payments.PaymentRecords.GivenBack;
import org.tsudoi.payments.PaymentRecords.Taken;
import org.tsudoi.payments.RefundId;
import org.tsudoi.reconciliation.DifferenceKind;
import org.tsudoi.reconciliation.Finding;
import org.tsudoi.reconciliation.Finding.Side;

/// Holds payments, refunds and disputes against the books. Knows no database: what is missing among the journals of the
/// span is asked for by itself before it counts as missing.
final class ComparingBooks {
    private static final String CAPTURED = "payment-captured";
    private static final String FEE = "payment-fee";
    private static final Set<String> REFUNDS = Set.of("refund-succeeded", "refund-returned");
    private static final Set<String> DISPUTES = Set.of("dispute-taken", "dispute-returned", "dispute-fee");
    private static final Set<String> ELSEWHERE = Set.of(
            BookingPayouts.KIND,
            "opening-balance",
            // What came is at our bank then: the bank's lines are held against that account.
            "transfer-settled",
            "transfer-unsettled",
            // It is the same money, in another currency.
            "balance-exchanged",
            // Paid beyond a price, and nobody's.
            "slip-surplus",
            "slip-surplus-gone",
            // By no slip of ours.
            "slip-stray",
            "slip-stray-gone",
            "slip-stray-matched",
            // The payee has the money: it is not with the provider at all.
            "cash-kept",
            "cash-given-back");

    private final ProviderSide side;
    private final BookSide books;
    private final Map<PaymentId, Taken> payments;
    private final Map<RefundId, GivenBack> refunds;
    private final Map<String, Disputed> disputes;
    private final List<Finding> findings = new ArrayList<>();

    private ComparingBooks(ProviderSide side, BookSide books) {
        this.side = side;
        this.books = books;
        this.payments = side.paymentsById();
        this.refunds = side.refundsById();
        this.disputes = side.disputesByName();
    }

    static List<Finding> compare(ProviderSide side, BookSide books) {
        var comparing = new ComparingBooks(side, books);
        comparing.captured();
        comparing.givenBack();
        comparing.disputed();
        comparing.balances();
        return comparing.findings;
    }

    private AccountCode account(Currency currency) {
        return account(side.provider(), currency);
    }

    static AccountCode account(String provider, Currency currency) {
        return AccountCode.of("provider", provider, currency.getCurrencyCode());
    }

    private void captured() {
        var judged = new LinkedHashSet<PaymentId>();
        side.payments().stream()
                .filter(payment -> payment.provider().equals(side.provider()) && side.covers(payment.capturedAt()))
                .forEach(payment -> judged.add(payment.id()));
        for (var journal : books.journals()) {
            var kind = journal.journal().kind();
            if (!kind.equals(CAPTURED) && !kind.equals(FEE)) continue;
            var payment = about(journal, "payment").flatMap(PaymentId::parse).map(payments::get);
            if (payment.isEmpty() || !payment.get().isCaptured()) {
                stray(journal, payment.map(Taken::id).orElse(null));
            } else if (!payment.get().provider().equals(side.provider())) {
                elsewhere(payment.get(), journal);
            } else if (kind.equals(CAPTURED)) {
                judged.add(payment.get().id());
            }
        }
        for (var id : judged) {
            var payment = payments.get(id);
            if (payment == null) continue;
            capture(payment);
            fee(payment);
        }
    }

    private void capture(Taken payment) {
        var here = of("payment", payment.id().toString(), Set.of(CAPTURED));
        if (here.size() == 1 && isAsCaptured(here.getFirst(), payment)) return;
        var all = whole("payment", payment.id().toString(), Set.of(CAPTURED));
        if (all.isEmpty()) {
            add(DifferenceKind.JOURNAL_MISSING, payment, payment.id().toString(), Side.NOTHING);
        } else if (all.size() > 1) {
            add(DifferenceKind.COUNTED_TWICE, payment, payment.id() + " " + CAPTURED, side(all.getFirst(), payment));
        } else {
            var journal = all.getFirst();
            if (isAsCaptured(journal, payment)) return;
            boolean accounts = BookSide.on(journal, account(payment.amount().currency())) != 0
                    && BookSide.on(journal, new AccountCode(payment.payableTo())) != 0;
            add(
                    accounts ? DifferenceKind.JOURNAL_AMOUNT_DIFFERS : DifferenceKind.JOURNAL_ACCOUNT_DIFFERS,
                    payment,
                    payment.id().toString(),
                    side(journal, payment));
        }
    }

    private boolean isAsCaptured(RecordedJournal journal, Taken payment) {
        long amount = payment.amount().minorUnits();
        return BookSide.on(journal, account(payment.amount().currency())) == amount
                && BookSide.on(journal, new AccountCode(payment.payableTo())) == -amount;
    }

    /// One that is not known here is a matter of the provider's report.
    private void fee(Taken payment) {
        var fee = payment.fee();
        if (fee == null) return;
        var id = payment.id().toString();
        var account = account(payment.amount().currency());
        if (-sum(of("payment", id, Set.of(FEE)), account) == fee.minorUnits()) return;
        var all = whole("payment", id, Set.of(FEE));
        if (-sum(all, account) == fee.minorUnits()) return;
        add(
                all.isEmpty() ? DifferenceKind.JOURNAL_MISSING : DifferenceKind.JOURNAL_AMOUNT_DIFFERS,
                payment,
                id + " " + FEE,
                all.isEmpty()
                        ? Side.NOTHING
                        : side(all.getFirst(), account, payment.amount().currency()));
    }

    private void givenBack() {
        var judged = new LinkedHashSet<RefundId>();
        side.refunds().stream()
                .filter(refund -> refund.provider().equals(side.provider())
                        && refund.isSucceeded()
                        && side.covers(refund.settledAt()))
                .forEach(refund -> judged.add(refund.id()));
        for (var journal : books.journals()) {
            if (!REFUNDS.contains(journal.journal().kind())) continue;
            var refund = about(journal, "refund").flatMap(RefundId::parse).map(refunds::get);
            if (refund.isEmpty() || !refund.get().provider().equals(side.provider())) {
                stray(journal, refund.map(GivenBack::payment).orElse(null));
            } else {
                judged.add(refund.get().id());
            }
        }
        for (var id : judged) {
            var refund = refunds.get(id);
            if (refund != null) givenBack(refund);
        }
    }

    private void givenBack(GivenBack refund) {
        var id = refund.id().toString();
        var account = account(refund.amount().currency());
        long expected = refund.isSucceeded() ? -refund.amount().minorUnits() : 0;
        if (sum(of("refund", id, REFUNDS), account) == expected) return;
        var all = whole("refund", id, REFUNDS);
        if (sum(all, account) == expected) return;
        long out = all.stream().filter(it -> BookSide.on(it, account) < 0).count();
        long back = all.stream().filter(it -> BookSide.on(it, account) > 0).count();
        var kind = all.isEmpty()
                ? DifferenceKind.JOURNAL_MISSING
                : out == 0 && back == 0
                        ? DifferenceKind.JOURNAL_ACCOUNT_DIFFERS
                        : out - back > 1 ? DifferenceKind.COUNTED_TWICE : DifferenceKind.JOURNAL_AMOUNT_DIFFERS;
        var at = refund.settledAt();
        add(new Finding(
                kind,
                side.provider(),
                side.day(at == null ? side.from() : at),
                id + " books",
                refund.payment(),
                refund.id(),
                Side.NOTHING,
                ProviderSide.of(refund),
                all.isEmpty()
                        ? Side.NOTHING
                        : side(all.getFirst(), account, refund.amount().currency())));
    }

    private void disputed() {
        var judged = new LinkedHashMap<String, RecordedJournal>();
        for (var journal : books.journals()) {
            if (!DISPUTES.contains(journal.journal().kind())) continue;
            var name = about(journal, "dispute").orElse("");
            if (disputes.containsKey(name)) judged.putIfAbsent(name, journal);
            else
                stray(
                        journal,
                        about(journal, "payment").flatMap(PaymentId::parse).orElse(null));
        }
        judged.forEach((name, first) -> {
            var dispute = disputes.get(name);
            if (dispute == null) return;
            var account = account(dispute.taken().currency());
            long expected =
                    -Math.addExact(dispute.taken().minorUnits(), dispute.fee().minorUnits());
            if (sum(whole("dispute", name, DISPUTES), account) == expected) return;
            add(new Finding(
                    DifferenceKind.JOURNAL_AMOUNT_DIFFERS,
                    side.provider(),
                    side.day(first.journal().effectiveAt()),
                    name + " books",
                    dispute.payment(),
                    null,
                    Side.NOTHING,
                    new Side(name, "dispute", dispute.taken().negated(), dispute.fee(), null),
                    side(first, account, dispute.taken().currency())));
        });
    }

    /// What the account moved beyond all that was looked at.
    private void balances() {
        books.moved().forEach((account, moved) -> {
            long known = 0;
            var unknown = new ArrayList<@Nullable RecordedJournal>();
            for (var journal : oldestFirst()) {
                if (isLookedAt(journal)) known = Math.addExact(known, BookSide.on(journal, account));
                else if (BookSide.on(journal, account) != 0) unknown.add(journal);
            }
            if (known == moved) return;
            if (unknown.isEmpty()) unknown.add(null);
            for (var journal : unknown) balance(account, known, moved, journal);
        });
    }

    private void balance(AccountCode account, long known, long moved, @Nullable RecordedJournal first) {
        var currency =
                Currency.getInstance(account.value().substring(account.value().lastIndexOf(':') + 1));
        var at = first == null ? side.from() : first.journal().effectiveAt();
        add(new Finding(
                DifferenceKind.BALANCE_DIFFERS,
                side.provider(),
                side.day(at),
                account + (first == null ? "" : " " + first.journal().id()),
                null,
                null,
                Side.NOTHING,
                new Side(account.value(), null, new Money(known, currency), null, null),
                new Side(
                        first == null ? null : first.journal().id().toString(),
                        first == null ? null : first.journal().kind(),
                        new Money(moved, currency),
                        null,
                        at)));
    }

    private List<RecordedJournal> oldestFirst() {
        return books.journals().stream()
                .sorted(Comparator.comparingLong(RecordedJournal::sequence))
                .toList();
    }

    private static boolean isLookedAt(RecordedJournal journal) {
        var kind = journal.journal().kind();
        return kind.equals(CAPTURED)
                || kind.equals(FEE)
                || REFUNDS.contains(kind)
                || DISPUTES.contains(kind)
                || ELSEWHERE.contains(kind);
    }

    private void stray(RecordedJournal journal, @Nullable PaymentId payment) {
        var on = books.moved().keySet().stream()
                .filter(account -> BookSide.on(journal, account) != 0)
                .findFirst();
        var currency = on.map(account ->
                Currency.getInstance(account.value().substring(account.value().lastIndexOf(':') + 1)));
        add(new Finding(
                DifferenceKind.JOURNAL_WITHOUT_PAYMENT,
                side.provider(),
                side.day(journal.journal().effectiveAt()),
                journal.journal().id().toString(),
                payment,
                null,
                Side.NOTHING,
                Side.NOTHING,
                on.isEmpty() || currency.isEmpty()
                        ? new Side(
                                journal.journal().id().toString(),
                                journal.journal().kind(),
                                null,
                                null,
                                journal.journal().effectiveAt())
                        : side(journal, on.get(), currency.get())));
    }

    /// Of a payment of these days its own provider's side tells it.
    private void elsewhere(Taken payment, RecordedJournal journal) {
        var captured = payment.capturedAt();
        if (captured != null && !captured.isBefore(side.from())) return;
        add(new Finding(
                DifferenceKind.JOURNAL_ACCOUNT_DIFFERS,
                side.provider(),
                side.day(journal.journal().effectiveAt()),
                journal.journal().id().toString(),
                payment.id(),
                null,
                Side.NOTHING,
                ProviderSide.of(payment),
                side(
                        journal,
                        account(payment.amount().currency()),
                        payment.amount().currency())));
    }

    private void add(DifferenceKind kind, Taken payment, String subject, Side ledger) {
        Instant at = payment.capturedAt();
        add(new Finding(
                kind,
                side.provider(),
                side.day(at == null ? side.from() : at),
                subject,
                payment.id(),
                null,
                Side.NOTHING,
                ProviderSide.of(payment),
                ledger));
    }

    private final Set<String> known = new HashSet<>();

    /// One journal on the account of another provider is met from both sides.
    private void add(Finding finding) {
        if (known.add(finding.id().toString())) findings.add(finding);
    }

    private Side side(RecordedJournal journal, Taken payment) {
        var currency = payment.amount().currency();
        return side(journal, account(currency), currency);
    }

    private static Side side(RecordedJournal journal, AccountCode account, Currency currency) {
        return new Side(
                journal.journal().id().toString(),
                journal.journal().kind(),
                new Money(BookSide.on(journal, account), currency),
                null,
                journal.journal().effectiveAt());
    }

    private List<RecordedJournal> of(String key, String value, Set<String> kinds) {
        return byWord.computeIfAbsent(key, this::index).getOrDefault(value, List.of()).stream()
                .filter(journal -> kinds.contains(journal.journal().kind()))
                .toList();
    }

    private final Map<String, Map<String, List<RecordedJournal>>> byWord = new LinkedHashMap<>();

    private Map<String, List<RecordedJournal>> index(String key) {
        var index = new LinkedHashMap<String, List<RecordedJournal>>();
        for (var journal : books.journals()) {
            about(journal, key)
                    .ifPresent(value ->
                            index.computeIfAbsent(value, _ -> new ArrayList<>()).add(journal));
        }
        return index;
    }

    private List<RecordedJournal> whole(String key, String value, Set<String> kinds) {
        return books.more().with(key, value).stream()
                .filter(journal -> kinds.contains(journal.journal().kind()))
                .toList();
    }

    private static Optional<String> about(RecordedJournal journal, String key) {
        return Optional.ofNullable(journal.journal().metadata().get(key));
    }

    private static long sum(List<RecordedJournal> journals, AccountCode account) {
        return journals.stream()
                .mapToLong(journal -> BookSide.on(journal, account))
                .sum();
    }
}
