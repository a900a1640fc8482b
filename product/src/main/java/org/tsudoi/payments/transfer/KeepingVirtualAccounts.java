package org.tsudoi.payments.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.transfer.GanbAccounts.DayEnd;
import org.tsudoi.platform.RecurringJob;

/// Hears what came to all virtual accounts, stops those of which nothing is wanted any more, wakes those that have
/// rested, and keeps as many ready as are wished. Whatever the bank does not answer is done at the next run.
final class KeepingVirtualAccounts implements RecurringJob {
    /// The bank asks for about a call a second: a run is not to use it up.
    private static final int CALLS_MAX = 20;

    /// A day that is told again: the bank's days end in Japan, and what it books late it books on the day.
    private static final Duration AGAIN = Duration.ofDays(2);

    private static final Logger log = LoggerFactory.getLogger(KeepingVirtualAccounts.class);

    private static final Duration ASKED_AGAIN = Duration.ofHours(1);

    private final GanbSettings settings;
    private final GanbAccounts bank;
    private final VirtualTable accounts;
    private final GivingAccounts giving;
    private final HearingDeposits hearing;
    private final Face face;

    KeepingVirtualAccounts(
            GanbSettings settings,
            GanbAccounts bank,
            VirtualTable accounts,
            GivingAccounts giving,
            HearingDeposits hearing,
            Face face) {
        this.settings = settings;
        this.bank = bank;
        this.accounts = accounts;
        this.giving = giving;
        this.hearing = hearing;
        this.face = face;
    }

    /// Of this process alone: others ask once more.
    private volatile @Nullable Instant balanceAsked;

    record Face(Payments payments, GivingAccounts.Ground ground, VirtualBalanceTable balances) {}

    @Override
    public String name() {
        return "payments-virtual-accounts";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        var now = face.ground().clock().instant();
        if (!hear(now)) return;
        keepBalance(now);
        stop(now);
        wake(now);
        fill();
    }

    /// Once a day, and an hour after it could not be had: what came until then has been read by now.
    private void keepBalance(Instant now) {
        var yesterday = LocalDate.ofInstant(now, TransferAdapter.JAPAN).minusDays(1);
        var asked = balanceAsked;
        boolean isSoon = asked != null && now.isBefore(asked.plus(ASKED_AGAIN));
        if (isSoon || stored(() -> face.balances().isKnown(settings.raId(), yesterday))) return;
        balanceAsked = now;
        if (answered(bank.endOfYesterday()) instanceof Answer.Given<Optional<DayEnd>>(var end) && end.isPresent()) {
            stored(() -> {
                face.balances().add(settings.raId(), end.get(), now);
                return true;
            });
            balanceAsked = null;
        }
    }

    private boolean hear(Instant now) {
        var read = stored(() -> accounts.readAt(settings.raId()).orElse(now));
        var from = LocalDate.ofInstant(read.minus(AGAIN), TransferAdapter.JAPAN);
        Set<PaymentId> touched = new LinkedHashSet<>();
        var heard = answered(bank.deposits(
                from, accounts::isOurs, page -> touched.addAll(stored(() -> hearing.hear(page, null)))));
        touched.forEach(this::look);
        if (!(heard instanceof Answer.Given<Boolean>)) return false;
        return stored(() -> {
            accounts.readAt(settings.raId(), now);
            return true;
        });
    }

    /// One that cannot be looked at now keeps nobody waiting; it is heard of again for two days.
    private void look(PaymentId payment) {
        try {
            face.payments().askAlthoughOver(payment);
        } catch (RuntimeException e) {
            log.error("What came for {} was not looked at", payment, e);
        }
    }

    /// Whether the bank is to be asked no more in this run: what it refuses for one it may do for the next.
    private static boolean isSilent(Answer<?> answer) {
        return answer instanceof Answer.NotKnown<?>;
    }

    private void stop(Instant now) {
        Set<PaymentId> touched = new LinkedHashSet<>();
        for (var lease : stored(() -> accounts.toBeStopped(settings.raId(), now, CALLS_MAX))) {
            var ended = answered(giving.end(lease));
            if (isSilent(ended)) break;
            if (ended instanceof Answer.Given<Set<PaymentId>>(var heard)) touched.addAll(heard);
        }
        touched.forEach(this::look);
    }

    private void wake(Instant now) {
        for (var rested : stored(() -> accounts.rested(settings.raId(), now, CALLS_MAX))) {
            var resumed = answered(bank.resume(rested.vaId(), ""));
            if (isSilent(resumed)) break;
            if (!(resumed instanceof Answer.Given<Boolean>)) continue;
            stored(() -> {
                accounts.free(rested.mark());
                return true;
            });
        }
    }

    private void fill() {
        for (int call = 0; call < CALLS_MAX; call++) {
            if (!(answered(giving.fill()) instanceof Answer.Given<Boolean>(var more)) || !more) break;
        }
    }

    private <T> T stored(java.util.function.Supplier<T> work) {
        return Objects.requireNonNull(face.ground().transactions().execute(_ -> work.get()));
    }

    private static <T> Answer<T> answered(Answer<T> answer) {
        switch (answer) {
            case Answer.Given<T> _ -> {}
            case Answer.Refused<T>(var _, var code) -> log.warn("The bank refused: {}", code);
            case Answer.NotKnown<T>(var why) -> log.info("The bank did not answer: {}", why);
        }
        return answer;
    }
}
