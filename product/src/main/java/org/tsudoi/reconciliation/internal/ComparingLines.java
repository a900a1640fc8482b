package org.tsudoi.reconciliation.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentRecords.Disputed;
import org.tsudoi.payments.PaymentRecords.GivenBack;
import org.tsudoi.payments.PaymentRecords.Taken;
import org.tsudoi.payments.Suspense;
import org.tsudoi.payments.provider.Movements.Kind;
import org.tsudoi.payments.provider.Movements.Line;
import org.tsudoi.reconciliation.DifferenceKind;
import org.tsudoi.reconciliation.Finding;
import org.tsudoi.reconciliation.Finding.Side;

/// Holds what a provider told against payments, refunds and disputes. Knows no database. The books are
/// asked only whether what was paid beyond a price is known.
final class ComparingLines {
    private static final Set<String> SURPLUS = Set.of("slip-surplus", "slip-surplus-gone");

    private final ProviderSide side;
    private final BookSide books;
    private final Map<String, Taken> payments;
    private final Map<String, GivenBack> refunds;
    private final Map<String, Disputed> disputes;
    private final List<Finding> findings = new ArrayList<>();

    private ComparingLines(ProviderSide side, BookSide books) {
        this.side = side;
        this.books = books;
        this.payments = side.paymentsByName();
        this.refunds = side.refundsByName();
        this.disputes = side.disputesByName();
    }

    static List<Finding> compare(ProviderSide side, BookSide books) {
        if (!side.told()) return List.of();
        var comparing = new ComparingLines(side, books);
        comparing.charges();
        comparing.refunds();
        comparing.disputes();
        comparing.others();
        return comparing.findings;
    }

    private void charges() {
        var told = new LinkedHashMap<Taken, List<Line>>();
        for (var line : of(Kind.CHARGE)) {
            var payment = named(payments, line.payment(), line.reference());
            if (payment.isPresent()) {
                told.computeIfAbsent(payment.get(), _ -> new ArrayList<>()).add(line);
            } else if (side.covers(line.at())) {
                about(DifferenceKind.LINE_WITHOUT_PAYMENT, line, Side.NOTHING);
            }
        }
        told.forEach(this::charged);
        for (var payment : side.payments()) {
            if (payment.provider().equals(side.provider())
                    && side.covers(payment.capturedAt())
                    && !told.containsKey(payment)) {
                add(
                        DifferenceKind.PAYMENT_WITHOUT_LINE,
                        payment,
                        Side.NOTHING,
                        payment.id().toString());
            }
        }
    }

    private void charged(Taken payment, List<Line> lines) {
        var line = lines.getFirst();
        if (!payment.isCaptured()) {
            add(
                    DifferenceKind.TAKEN_THERE,
                    payment,
                    ProviderSide.of(line),
                    payment.id().toString());
            return;
        }
        if (!isSurplus(payment, lines.subList(1, lines.size()))) {
            for (int times = 2; times <= lines.size(); times++) {
                var again = ProviderSide.of(lines.get(times - 1));
                add(DifferenceKind.COUNTED_TWICE, payment, again, payment.id() + " #" + times);
            }
        }
        if (!line.gross().currency().equals(payment.amount().currency())) {
            add(
                    DifferenceKind.CURRENCY_DIFFERS,
                    payment,
                    ProviderSide.of(line),
                    payment.id().toString());
        } else if (!line.gross().equals(payment.amount())) {
            add(
                    DifferenceKind.AMOUNT_DIFFERS,
                    payment,
                    ProviderSide.of(line),
                    payment.id().toString());
        } else {
            fee(payment, line);
        }
    }

    /// Whether the buyer has paid once more, and it is known and owed back.
    private boolean isSurplus(Taken payment, List<Line> more) {
        if (more.isEmpty()) return false;
        long told = more.stream().mapToLong(line -> line.gross().minorUnits()).sum();
        var nobodys = Suspense.account(payment.amount().currency());
        long booked = books.more().with("payment", payment.id().toString()).stream()
                .filter(journal -> SURPLUS.contains(journal.journal().kind()))
                .mapToLong(journal -> -BookSide.on(journal, nobodys))
                .sum();
        return told == booked;
    }

    private void fee(Taken payment, Line line) {
        var known = payment.fee();
        if (known == null || known.isZero()) {
            if (line.fee().isZero()) return;
            add(
                    DifferenceKind.FEE_UNKNOWN,
                    payment,
                    ProviderSide.of(line),
                    payment.id().toString());
        } else if (!known.equals(line.fee())) {
            add(
                    DifferenceKind.FEE_DIFFERS,
                    payment,
                    ProviderSide.of(line),
                    payment.id().toString());
        }
    }

    private void refunds() {
        var told = new LinkedHashMap<GivenBack, List<Line>>();
        for (var line : of(Kind.REFUND)) {
            var refund = named(refunds, line.refund(), line.reference());
            if (refund.isPresent()) {
                told.computeIfAbsent(refund.get(), _ -> new ArrayList<>()).add(line);
            } else if (side.covers(line.at())) {
                about(DifferenceKind.LINE_WITHOUT_REFUND, line, Side.NOTHING);
            }
        }
        told.forEach(this::givenBack);
        for (var refund : side.refunds()) {
            if (refund.provider().equals(side.provider())
                    && refund.isSucceeded()
                    && side.covers(refund.settledAt())
                    && !told.containsKey(refund)) {
                add(
                        DifferenceKind.REFUND_WITHOUT_LINE,
                        refund,
                        Side.NOTHING,
                        refund.id().toString());
            }
        }
    }

    /// One that came back is told as another line, the other way.
    private void givenBack(GivenBack refund, List<Line> lines) {
        var first = lines.getFirst();
        if (lines.stream()
                .anyMatch(
                        line -> !line.gross().currency().equals(refund.amount().currency()))) {
            add(
                    DifferenceKind.CURRENCY_DIFFERS,
                    refund,
                    ProviderSide.of(first),
                    refund.id().toString());
            return;
        }
        var sum = lines.stream()
                .map(Line::gross)
                .reduce(Money.zero(refund.amount().currency()), Money::plus);
        long out = lines.stream().filter(line -> line.gross().isNegative()).count();
        long back = lines.stream().filter(line -> line.gross().isPositive()).count();
        if (refund.isSucceeded() && sum.isZero()) {
            add(
                    DifferenceKind.NOT_REFUNDED_THERE,
                    refund,
                    ProviderSide.of(lines.getLast()),
                    refund.id().toString());
        } else if (refund.isSucceeded() && out - back > 1) {
            add(DifferenceKind.COUNTED_TWICE, refund, ProviderSide.of(lines.getLast()), refund.id() + " #" + out);
        } else if (refund.isSucceeded() && !sum.negated().equals(refund.amount())) {
            add(
                    DifferenceKind.AMOUNT_DIFFERS,
                    refund,
                    ProviderSide.of(first),
                    refund.id().toString());
        } else if (sum.isNegative() && isUndoneHere(refund)) {
            add(
                    DifferenceKind.REFUNDED_THERE,
                    refund,
                    ProviderSide.of(first),
                    refund.id().toString());
        }
    }

    /// What the provider has accepted and not finished (`submitted`) may be on its report before it is final.
    private static boolean isUndoneHere(GivenBack refund) {
        return switch (refund.state()) {
            case "failed", "unknown", "requested", "settled_outside", "transferring", "transferred" -> true;
            default -> false;
        };
    }

    private void disputes() {
        var told = new LinkedHashMap<String, List<Line>>();
        for (var line : side.lines()) {
            if (line.kind() != Kind.DISPUTE && line.kind() != Kind.DISPUTE_RETURNED) continue;
            var name = line.reference() == null ? line.id() : line.reference();
            told.computeIfAbsent(name, _ -> new ArrayList<>()).add(line);
        }
        told.forEach((name, lines) -> {
            var dispute = disputes.get(name);
            var first = lines.getFirst();
            if (dispute == null) {
                add(new Finding(
                        DifferenceKind.DISPUTE_UNKNOWN,
                        side.provider(),
                        side.day(first.at()),
                        name,
                        payments.containsKey(name) ? payments.get(name).id() : first.payment(),
                        null,
                        ProviderSide.of(first),
                        Side.NOTHING,
                        Side.NOTHING));
                return;
            }
            var taken = lines.stream()
                    .map(Line::gross)
                    .reduce(Money.zero(first.gross().currency()), Money::plus)
                    .negated();
            if (taken.equals(dispute.taken())) return;
            var here = new Side(dispute.reference(), "dispute", dispute.taken().negated(), dispute.fee(), null);
            add(new Finding(
                    DifferenceKind.AMOUNT_DIFFERS,
                    side.provider(),
                    side.day(first.at()),
                    name,
                    dispute.payment(),
                    null,
                    ProviderSide.of(first),
                    here,
                    Side.NOTHING));
        });
    }

    /// Payouts are held against the bank's lines.
    private void others() {
        for (var line : side.lines()) {
            boolean other = switch (line.kind()) {
                case FEE, OTHER -> true;
                case CHARGE, REFUND, DISPUTE, DISPUTE_RETURNED, PAYOUT -> false;
            };
            if (other && side.covers(line.at()) && !line.net().isZero()) {
                about(DifferenceKind.LINE_UNBOOKED, line, Side.NOTHING);
            }
        }
    }

    private List<Line> of(Kind kind) {
        return side.lines().stream().filter(line -> line.kind() == kind).toList();
    }

    /// By our id first: a reference may have changed.
    private static <T> Optional<T> named(Map<String, T> known, @Nullable Object id, @Nullable String reference) {
        var found = id == null ? null : known.get(id.toString());
        if (found == null && reference != null) found = known.get(reference);
        return Optional.ofNullable(found);
    }

    private void about(DifferenceKind kind, Line line, Side here) {
        add(new Finding(
                kind,
                side.provider(),
                side.day(line.at()),
                line.id(),
                line.payment(),
                line.refund(),
                ProviderSide.of(line),
                here,
                Side.NOTHING));
    }

    private void add(DifferenceKind kind, Taken payment, Side there, String subject) {
        var at = there.at() == null ? payment.capturedAt() : there.at();
        add(new Finding(
                kind,
                side.provider(),
                side.day(at == null ? side.from() : at),
                subject,
                payment.id(),
                null,
                there,
                ProviderSide.of(payment),
                Side.NOTHING));
    }

    private void add(DifferenceKind kind, GivenBack refund, Side there, String subject) {
        var at = there.at() == null ? refund.settledAt() : there.at();
        add(new Finding(
                kind,
                side.provider(),
                side.day(at == null ? side.from() : at),
                subject,
                refund.payment(),
                refund.id(),
                there,
                ProviderSide.of(refund),
                Side.NOTHING));
    }

    private void add(Finding finding) {
        findings.add(finding);
    }
}
