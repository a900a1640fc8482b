package org.tsudoi.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;

/// Compares what providers and banks tell with payments and the books, and keeps what differs until it is mended.
public interface Reconciliation {
    /// What stands beside the providers: our account at a bank.
    String BANK = "bank";

    /// Does it now, with no transaction open. Nothing when one is under way.
    Optional<Run> run(String who);

    /// Has it done soon by a job.
    void askFor(String who);

    Optional<Run> newest();

    /// @param endedAt null while it is under way
    /// @param failure null unless something could not be read
    record Run(
            String who,
            Instant beganAt,
            @Nullable Instant endedAt,
            @Nullable String failure,
            int found,
            int mended) {}

    /// Every source with each of its days in this span, by source.
    List<Day> days(LocalDate from, LocalDate until);

    enum Mark {
        /// Nobody has looked.
        NONE,
        FINE,
        OPEN,
        /// Money, or it could not be read.
        BAD
    }

    record Day(
            String source,
            LocalDate day,
            Mark mark,
            int open,
            @Nullable String failure) {}

    /// The open ones by severity and age, or those that are over, the newest first.
    ///
    /// @param source nothing for all
    List<Difference> differences(Optional<String> source, boolean open, int max);

    Optional<Difference> find(DifferenceId id);

    /// Does what is proposed, where that is one click, and looks whether it helped. No transaction may be open.
    Mending mend(DifferenceId id, String who);

    enum Mending {
        MENDED,
        /// It was done, and it differs still.
        STILL_OPEN,
        /// It is not open, or not to be mended by a click.
        NOTHING_TO_DO
    }

    /// False when it is not open any more.
    boolean accept(DifferenceId id, String note, String who);

    /// By currency, where there are any.
    List<TransferFees> transferFees();

    /// What payees bore of the bank's fees for transfers, and what the bank took for transfers, by its statements.
    record TransferFees(Money withheld, Money taken) {
        public TransferFees {
            if (!withheld.currency().equals(taken.currency())) throw new IllegalArgumentException("two currencies");
        }

        /// Below zero: we bore some of it.
        public Money left() {
            return withheld.minus(taken);
        }
    }

    Alarm alarm();

    /// What somebody should look at now.
    ///
    /// @param money open differences that are told at once
    /// @param overdue open for more than a day
    /// @param late whether no run was good for too long
    record Alarm(int money, int overdue, boolean late) {
        public boolean isQuiet() {
            return money == 0 && overdue == 0 && !late;
        }
    }

    /// Published inside a transaction: once a day while there is an alarm, and when money differs that did not before,
    /// at most once an hour.
    record AlarmRaised(LocalDate day, Instant at, Alarm alarm) {}
}
