package org.tsudoi.reconciliation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.reconciliation.Difference;
import org.tsudoi.reconciliation.DifferenceId;
import org.tsudoi.reconciliation.Reconciliation;

/// What operators see and do.
@Component
class AtTheReconciliationDesk implements Reconciliation {
    static final String TOPIC = "reconciliation.run";

    private static final Duration OPEN_MAX = Duration.ofDays(1);

    /// A day, and the time that a run may take and begin late.
    private static final Duration SILENT_MAX = Duration.ofHours(26);

    private final Reconciling reconciling;
    private final DifferenceTable differences;
    private final RunTable runs;
    private final Mends mends;
    private final Outbox outbox;
    private final Work work;

    /// What clicks can do.
    @Component
    record Mends(Payments payments, BookingCharges charges) {}

    /// One transaction at a time, and the time.
    @Component
    record Work(TransactionTemplate transactions, Clock clock) {}

    AtTheReconciliationDesk(
            Reconciling reconciling,
            DifferenceTable differences,
            RunTable runs,
            Mends mends,
            Outbox outbox,
            Work work) {
        this.reconciling = reconciling;
        this.differences = differences;
        this.runs = runs;
        this.mends = mends;
        this.outbox = outbox;
        this.work = work;
    }

    @Override
    public Optional<Run> run(String who) {
        requireNoTransaction();
        return reconciling.run(who) ? newest() : Optional.empty();
    }

    @Override
    public void askFor(String who) {
        var at = work.clock.instant();
        work.transactions.executeWithoutResult(_ -> outbox.put(TOPIC, at.toString(), Map.of("who", who)));
    }

    @Override
    public Optional<Run> newest() {
        return runs.newest();
    }

    @Override
    public List<Day> days(LocalDate from, LocalDate until) {
        var looked = runs.days(from, until);
        var open = differences.openByDay(from, until);
        var sources = new TreeSet<String>();
        looked.forEach(day -> sources.add(day.source()));
        open.forEach(count -> sources.add(count.source()));
        var lookedAt = looked.stream().collect(Collectors.toMap(day -> day.source() + day.day(), day -> day));
        var counts = open.stream().collect(Collectors.toMap(count -> count.source() + count.day(), count -> count));
        var days = new ArrayList<Day>();
        for (var source : sources) {
            from.datesUntil(until.plusDays(1)).forEach(day -> {
                var seen = lookedAt.get(source + day);
                var count = counts.get(source + day);
                var failure = seen == null ? null : seen.failure();
                var mark = failure != null || (count != null && count.money())
                        ? Mark.BAD
                        : count != null ? Mark.OPEN : seen != null ? Mark.FINE : Mark.NONE;
                days.add(new Day(source, day, mark, count == null ? 0 : count.open(), failure));
            });
        }
        return days;
    }

    @Override
    public List<Difference> differences(Optional<String> source, boolean open, int max) {
        return open ? differences.open(source, max) : differences.over(source, max);
    }

    @Override
    public Optional<Difference> find(DifferenceId id) {
        return differences.find(id);
    }

    @Override
    public Mending mend(DifferenceId id, String who) {
        requireNoTransaction();
        if (!(differences.find(id).orElse(null) instanceof Difference.Open open)) return Mending.NOTHING_TO_DO;
        var how = done(open, who);
        if (how.isEmpty()) return Mending.NOTHING_TO_DO;
        reconciling.again(open.finding().source(), new KeepingDifferences.Click(id, who, how.get()));
        return differences.find(id).orElse(null) instanceof Difference.Open ? Mending.STILL_OPEN : Mending.MENDED;
    }

    /// What was done, as it is noted; nothing when there is nothing to be done by a click.
    private Optional<String> done(Difference.Open open, String who) {
        var finding = open.finding();
        var payment = finding.payment();
        return switch (finding.kind().mend()) {
            case ASK_AGAIN -> {
                var refund = finding.refund();
                if (refund != null) mends.payments.askRefundAlthoughOver(refund);
                else if (payment != null) mends.payments.askAlthoughOver(payment);
                else yield Optional.empty();
                yield Optional.of("asked again");
            }
            case BOOK_FEE -> {
                var fee = finding.there().fee();
                if (payment == null || fee == null) yield Optional.empty();
                yield mends.payments.bookFee(payment, fee, who) ? Optional.of("fee booked") : Optional.empty();
            }
            case BOOK_CHARGE -> {
                var line = finding.there().reference();
                if (line == null) yield Optional.empty();
                yield mends.charges.book(UUID.fromString(line), who) ? Optional.of("charge booked") : Optional.empty();
            }
            case WRITE_TO_PROVIDER, PERSON -> Optional.empty();
        };
    }

    @Override
    public boolean accept(DifferenceId id, String note, String who) {
        return Objects.requireNonNull(work.transactions.execute(_ -> {
            var now = work.clock.instant();
            if (!(differences.lock(id).orElse(null) instanceof Difference.Open open)) return false;
            differences.move(open, open.accepted(who, note, now), now);
            return true;
        }));
    }

    @Override
    public List<TransferFees> transferFees() {
        return mends.charges.transferFees();
    }

    @Override
    public Alarm alarm() {
        var now = work.clock.instant();
        var since = runs.newestGood().or(runs::first);
        boolean late = since.isPresent() && since.get().isBefore(now.minus(SILENT_MAX));
        return new Alarm(differences.countMoney(), differences.countFoundBefore(now.minus(OPEN_MAX)), late);
    }

    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while providers are to be asked");
        }
    }
}
