package org.tsudoi.reconciliation.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Balance;
import org.tsudoi.ledger.Inquiries;
import org.tsudoi.ledger.JournalSearch;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.payments.NamelessMoney;
import org.tsudoi.payments.NamelessMoney.Decided;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentRecords;
import org.tsudoi.payments.PaymentRecords.Disputed;
import org.tsudoi.payments.PaymentRecords.GivenBack;
import org.tsudoi.payments.PaymentRecords.Taken;
import org.tsudoi.payments.ProviderLines;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Movements.Kind;
import org.tsudoi.payments.provider.Movements.Line;
import org.tsudoi.payments.provider.Movements.TwoDays;
import org.tsudoi.reconciliation.DifferenceKind;
import org.tsudoi.reconciliation.Finding;

/// Reads what there is of one provider and a span of days, and compares it.
@Component
class LookingAtProviders {
    private static final int JOURNALS_AT_ONCE = 5_000;
    private static final int JOURNALS_OF_ONE_MAX = 1_000;

    private final ProviderLines lines;
    private final PaymentRecords records;
    private final Ledger ledger;
    private final Inquiries inquiries;
    private final List<NamelessMoney> nameless;

    LookingAtProviders(
            ProviderLines lines,
            PaymentRecords records,
            List<NamelessMoney> nameless,
            Ledger ledger,
            Inquiries inquiries) {
        this.lines = lines;
        this.records = records;
        this.nameless = List.copyOf(nameless);
        this.ledger = ledger;
        this.inquiries = inquiries;
    }

    /// @param told whether the provider tells what moved
    record Span(String provider, ZoneId zone, boolean told, Instant from, Instant until) {}

    /// @param now journals are written later than what they are about
    List<Finding> look(Span span, Instant now) {
        var journals = journals(span, now);
        var side = side(span, journals);
        var books = new BookSide(
                journals,
                moved(span, now),
                (key, value) -> ledger.journalsWith(Map.of(key, value), JOURNALS_OF_ONE_MAX));
        var findings = new ArrayList<>(ComparingLines.compare(side, books));
        findings.addAll(ComparingBooks.compare(side, books));
        lines.changed(span.provider(), span.from(), span.until())
                .forEach(changed -> findings.add(changed(span, changed)));
        lines.toldForTwoDays(span.provider(), span.from(), span.until())
                .forEach(two -> findings.add(twoDays(span, two)));
        return findings;
    }

    private static Finding twoDays(Span span, TwoDays two) {
        return new Finding(
                DifferenceKind.PAYOUT_DAY_DIFFERS,
                span.provider(),
                LocalDate.ofInstant(two.line().at(), span.zone()),
                two.line().id() + ": " + two.first() + " / " + two.then(),
                two.line().payment(),
                null,
                side(two, two.then(), span.zone()),
                side(two, two.first(), span.zone()),
                Finding.Side.NOTHING);
    }

    private static Finding.Side side(TwoDays two, LocalDate day, ZoneId zone) {
        return new Finding.Side(
                two.line().id(),
                "payout",
                two.line().net(),
                null,
                day.atStartOfDay(zone).toInstant());
    }

    /// Of each way in which it is told one, so that the next change is another difference.
    private static Finding changed(Span span, ProviderLines.Changed changed) {
        var then = changed.then();
        return new Finding(
                DifferenceKind.LINE_CHANGED,
                span.provider(),
                LocalDate.ofInstant(changed.first().at(), span.zone()),
                then.id() + ": " + then.gross() + " / " + then.fee(),
                then.payment(),
                then.refund(),
                ProviderSide.of(then),
                ProviderSide.of(changed.first()),
                Finding.Side.NOTHING);
    }

    private ProviderSide side(Span span, List<RecordedJournal> journals) {
        var provider = span.provider();
        var inTime = decided(provider, lines.between(provider, span.from(), span.until()));
        var names =
                inTime.stream().map(Line::reference).filter(Objects::nonNull).toList();
        var payments = new LinkedHashMap<PaymentId, Taken>();
        records.capturedBetween(provider, span.from(), span.until()).forEach(it -> payments.put(it.id(), it));
        var paymentIds = new HashSet<PaymentId>();
        inTime.stream().map(Line::payment).filter(Objects::nonNull).forEach(paymentIds::add);
        ids(journals, "payment").flatMap(id -> PaymentId.parse(id).stream()).forEach(paymentIds::add);
        records.payments(provider, paymentIds, names).forEach(it -> payments.put(it.id(), it));
        var refunds = new LinkedHashMap<RefundId, GivenBack>();
        records.succeededBetween(provider, span.from(), span.until()).forEach(it -> refunds.put(it.id(), it));
        var refundIds = new HashSet<RefundId>();
        inTime.stream().map(Line::refund).filter(Objects::nonNull).forEach(refundIds::add);
        ids(journals, "refund").flatMap(id -> RefundId.parse(id).stream()).forEach(refundIds::add);
        records.refunds(provider, refundIds, names).forEach(it -> refunds.put(it.id(), it));
        return new ProviderSide(
                provider,
                span.zone(),
                span.told(),
                span.from(),
                span.until(),
                whole(provider, inTime, payments.values(), refunds.values()),
                List.copyOf(payments.values()),
                List.copyOf(refunds.values()),
                disputes(provider, inTime, journals));
    }

    /// What people have said of lines that name nothing here: a payment's, or none of ours.
    private List<Line> decided(String provider, List<Line> told) {
        var decided = new HashMap<String, Decided>();
        var strays = told.stream()
                .filter(line -> line.payment() == null && line.reference() == null)
                .map(Line::id)
                .toList();
        for (var one : nameless) {
            if (one.provider().equals(provider)) decided.putAll(one.decidedAmong(strays));
        }
        return told.stream()
                .flatMap(line -> {
                    var about = decided.get(line.id());
                    if (about == null) return Stream.of(line);
                    return Stream.ofNullable(about.payment()).map(line::of);
                })
                .toList();
    }

    /// With what was told on other days of the same payments, refunds and disputes.
    private List<Line> whole(
            String provider, List<Line> inTime, Collection<Taken> payments, Collection<GivenBack> refunds) {
        var names = new HashSet<String>();
        for (var payment : payments) {
            Stream.of(Optional.ofNullable(payment.charge()), Optional.ofNullable(payment.reference()))
                    .flatMap(Optional::stream)
                    .forEach(names::add);
        }
        for (var refund : refunds) Optional.ofNullable(refund.reference()).ifPresent(names::add);
        for (var line : inTime) {
            if (isDispute(line)) Optional.ofNullable(line.reference()).ifPresent(names::add);
        }
        var all = new LinkedHashMap<String, Line>();
        lines.about(
                        provider,
                        payments.stream().map(Taken::id).toList(),
                        refunds.stream().map(GivenBack::id).toList(),
                        names)
                .forEach(line -> all.put(line.id(), line));
        inTime.forEach(line -> all.putIfAbsent(line.id(), line));
        return List.copyOf(all.values());
    }

    private static boolean isDispute(Line line) {
        return line.kind() == Kind.DISPUTE || line.kind() == Kind.DISPUTE_RETURNED;
    }

    private List<Disputed> disputes(String provider, List<Line> inTime, List<RecordedJournal> journals) {
        var names = new HashSet<String>();
        for (var line : inTime) {
            if (isDispute(line)) Optional.ofNullable(line.reference()).ifPresent(names::add);
        }
        ids(journals, "dispute").forEach(names::add);
        return records.disputes(provider, names);
    }

    private static Stream<String> ids(List<RecordedJournal> journals, String key) {
        return journals.stream()
                .flatMap(journal ->
                        Optional.ofNullable(journal.journal().metadata().get(key)).stream());
    }

    private List<AccountCode> accounts(String provider) {
        return ledger.balances("provider:" + provider + ":").stream()
                .map(Balance::account)
                .toList();
    }

    private List<RecordedJournal> journals(Span span, Instant now) {
        var found = new LinkedHashMap<Long, RecordedJournal>();
        for (var account : accounts(span.provider())) {
            journalsOn(inquiries, account, span.from(), now).forEach(journal -> found.put(journal.sequence(), journal));
        }
        return List.copyOf(found.values());
    }

    static List<RecordedJournal> journalsOn(Inquiries inquiries, AccountCode account, Instant from, Instant until) {
        var search = JournalSearch.ALL.on(account).happened(from, until);
        var journals = new ArrayList<RecordedJournal>();
        long before = Long.MAX_VALUE;
        while (true) {
            var found = inquiries.journals(search, before, JOURNALS_AT_ONCE);
            journals.addAll(found.journals());
            if (found.older().isEmpty()) return journals;
            before = found.older().get();
        }
    }

    private Map<AccountCode, Long> moved(Span span, Instant now) {
        var moved = new LinkedHashMap<AccountCode, Long>();
        for (var account : accounts(span.provider())) {
            long before = ledger.balanceAt(account, span.from().minusNanos(1_000));
            moved.put(account, Math.subtractExact(ledger.balanceAt(account, now.minusNanos(1_000)), before));
        }
        return moved;
    }
}
