package org.tsudoi.payouts.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.banking.CreditTransfers;
import org.tsudoi.banking.PaymentReport;
import org.tsudoi.banking.Reading;
import org.tsudoi.banking.Writing;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.payouts.PayeeAccountId;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.PayoutNews;
import org.tsudoi.payouts.PayoutRun;
import org.tsudoi.payouts.PayoutRunId;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;

/// The face.
@Component
class KeepingPayouts implements Payouts {
    private static final String FILE_TAKEN = "file_taken";
    private static final int ACCOUNTS_SHOWN = 50;
    private static final int DAYS_AHEAD_MAX = 31;

    private final WeighingPayouts weighing;
    private final Steps steps;
    private final Files files;
    private final Records records;
    private final Organisers organisers;
    private final Work work;

    @Component
    record Records(
            RunTable runs,
            PayoutTable payouts,
            PayeeTable payees,
            ReturnRequestTable requests,
            SummingMonths months,
            PayoutSettings settings) {}

    /// How runs and their payouts go on.
    @Component
    record Steps(DecidingRuns deciding, NotingPayouts noting, MeetingReturns meeting, WhoIsPaid whoIsPaid) {}

    /// What goes to the bank, and what it says of it.
    @Component
    record Files(MakingFiles making, ReadingReports reading, Accounts accounts) {}

    /// One transaction at a time, who is told, ids and the time.
    @Component
    record Work(TransactionTemplate transactions, ApplicationEventPublisher publisher, Ids ids, Clock clock) {
        <T> T inOne(Supplier<T> steps) {
            return Objects.requireNonNull(transactions.execute(_ -> steps.get()));
        }
    }

    KeepingPayouts(
            WeighingPayouts weighing, Steps steps, Files files, Records records, Organisers organisers, Work work) {
        this.weighing = weighing;
        this.steps = steps;
        this.files = files;
        this.records = records;
        this.organisers = organisers;
        this.work = work;
    }

    @Override
    public Balance balance(OrganiserId organiser, Currency currency) {
        return weighing.balance(organiser, currency);
    }

    @Override
    public Optional<ToldAccount> account(OrganiserId organiser, Currency currency) {
        return records.payees.newest(organiser, currency);
    }

    @Override
    public List<ToldAccount> accounts(OrganiserId organiser, Currency currency) {
        return records.payees.of(organiser, currency, ACCOUNTS_SHOWN);
    }

    @Override
    public Optional<Instant> heldUntil(OrganiserId organiser, Currency currency) {
        return account(organiser, currency).flatMap(weighing::heldUntil);
    }

    @Override
    public ToldAccount tell(OrganiserId organiser, MemberId by, PayeeAccount account) {
        if (!organisers.standing(by, organiser).equals(Optional.of(Standing.OWNER))) throw Problem.notFound();
        return work.inOne(() -> {
            records.runs.lockDesk(account.currency());
            var known = account(organiser, account.currency());
            if (known.isPresent() && known.get().account().equals(account)) return known.get();
            var told =
                    new ToldAccount(new PayeeAccountId(work.ids.next()), organiser, account, by, work.clock.instant());
            records.payees.add(told);
            work.publisher.publishEvent(new PayoutNews.AccountChanged(
                    told.id(), organiser, told.at().plus(records.settings.holdAfterChange())));
            return told;
        });
    }

    @Override
    public Proposal propose(Currency currency, MemberId by) {
        return weighing.propose(currency, by);
    }

    @Override
    public List<Held> held() {
        return weighing.held();
    }

    @Override
    public boolean isPaidBy(PayoutRunId run, MemberId member) {
        return steps.whoIsPaid.isPaidBy(run, member);
    }

    @Override
    public Preparing prepare(PayoutRunId id, Currency currency, MemberId by) {
        return work.inOne(() -> steps.deciding.prepare(id, currency, by));
    }

    @Override
    public Deciding approve(PayoutRunId id, MemberId by) {
        return work.inOne(() -> steps.deciding.approve(id, by));
    }

    @Override
    public Deciding discard(PayoutRunId id, MemberId by) {
        return work.inOne(() -> steps.deciding.discard(id, by));
    }

    @Override
    public boolean canMakeFiles(Currency currency) {
        return records.settings.isSet(currency);
    }

    @Override
    public TakingFile takeFile(PayoutRunId id, MemberId by, LocalDate on) {
        return work.inOne(() -> {
            var run = steps.deciding.lock(id);
            return switch (run) {
                case PayoutRun.Approved approved -> makeFile(approved, by, on);
                case PayoutRun.HandedIn _, PayoutRun.Settled _ ->
                    records.runs
                            .file(id)
                            .<TakingFile>map(file -> new TakingFile.Taken(MakingFiles.name(run), file))
                            .orElseGet(TakingFile.Forgotten::new);
                case PayoutRun.Prepared _, PayoutRun.Discarded _ -> new TakingFile.NotApproved(run);
            };
        });
    }

    @Override
    public void noteTaken(PayoutRunId id, MemberId by) {
        records.runs.note(id, null, by.toString(), FILE_TAKEN, work.clock.instant());
    }

    @Override
    public boolean isTaken(PayoutRunId id) {
        return records.runs.happened(id, FILE_TAKEN);
    }

    private TakingFile makeFile(PayoutRun.Approved run, MemberId by, LocalDate on) {
        var currency = run.terms().currency();
        if (!canMakeFiles(currency)) return new TakingFile.NoOwnAccount();
        if (steps.deciding.paysFormerAccounts(run.id())) return new TakingFile.AccountChanged();
        var now = work.clock.instant();
        if (!isPossible(on, LocalDate.ofInstant(now, zone(currency)))) return new TakingFile.NotThatDay();
        return switch (files.making.write(run, records.payouts.of(run.id()), on, now)) {
            case Writing.Refused(var faults) -> new TakingFile.Unwritable(faults);
            case Writing.Written written -> {
                var bytes = written.bytes();
                steps.deciding.handIn(run, new PayoutRun.HandIn(by, now, on, sha256(bytes)), bytes);
                yield new TakingFile.Taken(MakingFiles.name(run), bytes);
            }
        };
    }

    /// Holidays are for the person to know.
    private static boolean isPossible(LocalDate on, LocalDate today) {
        return !on.isBefore(today)
                && !on.isAfter(today.plusDays(DAYS_AHEAD_MAX))
                && on.getDayOfWeek() != DayOfWeek.SATURDAY
                && on.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private static ZoneId zone(Currency currency) {
        return ZoneId.of(PayoutSettings.isYen(currency) ? "Asia/Tokyo" : "Asia/Bangkok");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public Noting notePaid(PayoutId id, MemberId by) {
        return work.inOne(() -> steps.noting.paidByHand(id, by));
    }

    @Override
    public Noting noteReturned(PayoutId id, Payout.ReturnReason reason, MemberId by) {
        return work.inOne(() -> steps.noting.ask(id, reason, by));
    }

    @Override
    public Noting confirmReturned(PayoutId id, Payout.ReturnReason reason, MemberId by) {
        return work.inOne(() -> {
            var noting = steps.noting.confirm(id, reason, by);
            if (noting instanceof Noting.Done(Payout.Returned back)) steps.meeting.look(back);
            return noting;
        });
    }

    @Override
    public Map<PayoutId, Payout.SaidToBeBack> toConfirm(PayoutRunId run) {
        var saids = new LinkedHashMap<PayoutId, Payout.SaidToBeBack>();
        for (var said : records.requests.of(run)) saids.put(said.payout(), said);
        return saids;
    }

    @Override
    public Set<PayoutId> toFormerAccounts(PayoutRunId run) {
        return records.payouts.of(run).stream()
                .filter(steps.whoIsPaid::isToFormerAccount)
                .map(Payout::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Month> months(OrganiserId organiser, Currency currency, ZoneId zone) {
        return records.months.of(organiser, currency, zone);
    }

    @Override
    public ReadingReport readReport(PayoutRunId id, byte[] report) {
        return switch (CreditTransfers.readReport(report)) {
            case Reading.Refused<PaymentReport>(var faults) -> new ReadingReport.Unreadable(faults);
            case Reading.Whole<PaymentReport>(var told) -> work.inOne(() -> files.reading.read(id, told));
        };
    }

    @Override
    public Optional<PayoutRun> run(PayoutRunId id) {
        return records.runs.find(id);
    }

    @Override
    public List<PayoutRun> runs(int max) {
        return records.runs.newest(max);
    }

    @Override
    public Optional<Payout> payout(PayoutId id) {
        return records.payouts.find(id);
    }

    @Override
    public List<Payout> of(PayoutRunId run) {
        return records.payouts.of(run);
    }

    @Override
    public Map<PayoutId, PaidTo> accountsOf(PayoutRunId run) {
        var paidTo = new LinkedHashMap<PayoutId, PaidTo>();
        for (var payout : records.payouts.of(run)) {
            files.accounts.find(payout.terms().payee()).ifPresent(it -> paidTo.put(payout.id(), it));
        }
        return paidTo;
    }

    @Override
    public List<Payout> of(OrganiserId organiser, int max) {
        return records.payouts.of(organiser, max);
    }

    @Override
    public List<Happened> history(PayoutRunId run) {
        return records.runs.history(run);
    }
}
