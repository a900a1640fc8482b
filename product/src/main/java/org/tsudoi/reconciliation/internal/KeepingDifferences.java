package org.tsudoi.reconciliation.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.reconciliation.Difference;
import org.tsudoi.reconciliation.DifferenceId;
import org.tsudoi.reconciliation.Finding;

/// Holds what was found against what is known: new ones are added, those that explain themselves are mended, and the
/// rest stay as they are. The same found twice changes nothing.
@Component
class KeepingDifferences {
    private final DifferenceTable differences;
    private final RunTable runs;
    private final TransactionTemplate transactions;
    private final Clock clock;

    KeepingDifferences(DifferenceTable differences, RunTable runs, TransactionTemplate transactions, Clock clock) {
        this.differences = differences;
        this.runs = runs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param failure null unless it could not be read
    record Kept(int found, int mended, @Nullable String failure) {}

    /// Who has just done something about one, and what.
    record Click(DifferenceId difference, String who, String how) {}

    Optional<UUID> begin(String who, Instant givenUpBefore) {
        return Objects.requireNonNull(transactions.execute(_ -> runs.begin(who, clock.instant(), givenUpBefore)));
    }

    void end(UUID run, @Nullable String failure, int found, int mended) {
        transactions.executeWithoutResult(_ -> runs.end(run, failure, found, mended, clock.instant()));
    }

    Optional<LocalDate> newestRead(String source) {
        return runs.newestRead(source);
    }

    Optional<LocalDate> oldestOpen(String source) {
        return differences.oldestOpen(source);
    }

    Kept notRead(String source, LocalDate day, String why) {
        transactions.executeWithoutResult(_ -> runs.looked(source, List.of(day), why, clock.instant()));
        return new Kept(0, 0, why);
    }

    /// @param since  findings of days before were not looked for
    /// @param marked the first day that counts as looked at
    Kept keep(
            String source,
            LocalDate since,
            LocalDate marked,
            LocalDate until,
            List<Finding> findings,
            @Nullable Click click) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var now = clock.instant();
            var known = differences.since(source, since).stream()
                    .collect(Collectors.toMap(Difference::id, Function.identity()));
            var seen = new HashSet<DifferenceId>();
            int found = 0;
            int mended = 0;
            for (var finding : findings) {
                if (!seen.add(finding.id())) continue;
                var before = Optional.ofNullable(known.get(finding.id())).or(() -> differences.find(finding.id()));
                if (found(finding, before.orElse(null), now)) found++;
            }
            for (var difference : known.values()) {
                if (!(difference instanceof Difference.Open open) || seen.contains(open.id())) continue;
                var to = click != null && click.difference().equals(open.id())
                        ? open.mended(click.who(), click.how(), now)
                        : open.mendedByItself(now);
                differences.move(open, to, now);
                mended++;
            }
            // A click asked nobody outside: it makes no day a good one.
            if (click == null) runs.looked(source, marked.datesUntil(until).toList(), null, now);
            return new Kept(found, mended, null);
        }));
    }

    /// Whether it is news.
    private boolean found(Finding finding, @Nullable Difference before, Instant now) {
        return switch (before) {
            case null -> {
                differences.add(new Difference.Open(finding, now));
                yield true;
            }
            case Difference.Open _, Difference.Accepted _ -> false;
            case Difference.Mended mended -> {
                differences.move(mended, mended.foundAgain(now), now);
                yield true;
            }
        };
    }
}
