package org.tsudoi.reconciliation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.PaymentRecords;
import org.tsudoi.payments.ProviderLines;
import org.tsudoi.reconciliation.Finding;
import org.tsudoi.reconciliation.Reconciliation;
import org.tsudoi.reconciliation.internal.KeepingDifferences.Kept;

/// One run: each provider is asked what moved, with nothing open, then held against payments and books; and so the
/// bank.
/// A provider that cannot be read leaves its differences as they are, and its day is marked.
@Component
class Reconciling {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciling.class);

    /// Lines come late, and what they explain is closed by the next run.
    private static final int DAYS_BACK = 10;

    private static final int DAYS_BACK_MAX = 90;

    /// What is known here later than it was told is held against lines of days before.
    private static final int TOLD_BEFORE = 3;

    private static final Duration RUN_MAX = Duration.ofHours(2);
    private static final ZoneId WHERE_NOBODY_SAYS = ZoneId.of("Asia/Tokyo");

    private final ProviderLines lines;
    private final PaymentRecords records;
    private final LookingAtProviders providers;
    private final LookingAtBank bank;
    private final KeepingDifferences keeping;
    private final Clock clock;
    /// Journals, lines and balances as they are at one moment: buyers go on paying meanwhile.
    private final TransactionTemplate snapshot;

    Reconciling(
            ProviderLines lines,
            PaymentRecords records,
            LookingAtProviders providers,
            LookingAtBank bank,
            KeepingDifferences keeping,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.lines = lines;
        this.records = records;
        this.providers = providers;
        this.bank = bank;
        this.keeping = keeping;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// @return false when one is under way
    boolean run(String who) {
        var now = clock.instant();
        var run = keeping.begin(who, now.minus(RUN_MAX));
        if (run.isEmpty()) return false;
        var failures = new ArrayList<String>();
        int found = 0;
        int mended = 0;
        for (var source : sources().entrySet()) {
            try {
                var kept = source(source.getKey(), source.getValue());
                found += kept.found();
                mended += kept.mended();
                if (kept.failure() != null) failures.add(source.getKey() + ": " + kept.failure());
            } catch (RuntimeException fault) {
                LOG.error("{} could not be reconciled", source.getKey(), fault);
                failures.add(source.getKey() + ": fault");
            }
        }
        keeping.end(run.get(), failures.isEmpty() ? null : String.join("; ", failures), found, mended);
        return true;
    }

    /// Every provider with the zone of its days, and the bank; null: it does not tell what moved.
    private Map<String, Optional<ZoneId>> sources() {
        var zones = new LinkedHashMap<String, Optional<ZoneId>>();
        lines.sources().forEach(source -> zones.put(source.provider(), Optional.of(source.zone())));
        new TreeSet<>(records.providers()).forEach(provider -> zones.putIfAbsent(provider, Optional.empty()));
        // Last: what providers paid out is known by then.
        zones.put(BANK, Optional.of(LookingAtBank.ZONE));
        return zones;
    }

    private static final String BANK = Reconciliation.BANK;

    /// A source that nobody uses has no days.
    private static final Kept NOTHING = new Kept(0, 0, null);

    private Kept source(String source, Optional<ZoneId> told) {
        var zone = told.orElse(WHERE_NOBODY_SAYS);
        var until = LocalDate.ofInstant(clock.instant(), zone);
        var from = keeping.newestRead(source)
                .map(day -> day.minusDays(DAYS_BACK - 1L))
                .filter(day -> day.isBefore(until.minusDays(DAYS_BACK)))
                .map(day -> day.isBefore(until.minusDays(DAYS_BACK_MAX)) ? until.minusDays(DAYS_BACK_MAX) : day)
                .orElse(until.minusDays(DAYS_BACK));
        if (told.isPresent() && !source.equals(BANK)) {
            var read = lines.read(source, start(from.minusDays(TOLD_BEFORE), zone), start(until, zone));
            if (read instanceof ProviderLines.Read.NotRead(var why)) {
                return keeping.notRead(source, until.minusDays(1), why);
            }
            boolean isUsed = !read.equals(new ProviderLines.Read.Kept(0, 0))
                    || records.providers().contains(source);
            if (!isUsed) return NOTHING;
        }
        if (!source.equals(BANK)) return compare(source, told, from, until, null);
        if (!bank.isTold()) return NOTHING;
        return compare(source, told, bank.oldestNews(from, until.minusDays(DAYS_BACK_MAX)), until, null);
    }

    /// Without asking anybody outside: what a click has changed is looked at again.
    void again(String source, KeepingDifferences.@Nullable Click click) {
        var told = sources().getOrDefault(source, Optional.empty());
        var until = LocalDate.ofInstant(clock.instant(), told.orElse(WHERE_NOBODY_SAYS));
        compare(source, told, until.minusDays(DAYS_BACK), until, click);
    }

    private Kept compare(
            String source,
            Optional<ZoneId> told,
            LocalDate from,
            LocalDate until,
            KeepingDifferences.@Nullable Click click) {
        var zone = told.orElse(WHERE_NOBODY_SAYS);
        // What is open is judged again; what is older than that stays open for a person.
        var oldest = until.minusDays(DAYS_BACK_MAX);
        var since = keeping.oldestOpen(source)
                .filter(day -> day.isBefore(from))
                .map(day -> day.isBefore(oldest) ? oldest : day)
                .orElse(from);
        var now = clock.instant();
        var span = new LookingAtProviders.Span(source, zone, told.isPresent(), start(since, zone), start(until, zone));
        List<Finding> findings = source.equals(BANK)
                ? bank.look(since, until, now.plusSeconds(1))
                : Objects.requireNonNull(snapshot.execute(_ -> providers.look(span, now.plusSeconds(1))));
        return keeping.keep(source, since, from, until, findings, click);
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
