package org.tsudoi.payments.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.platform.RecurringJob;

/// Hears what came to all virtual accounts, stops those of which nothing is wanted any more, wakes those that have
/// rested, and keeps as many ready as are wished. Whatever the bank does not answer is done at the next run.
final class KeepingVirtualAccounts implements RecurringJob {
    /// The bank asks for about a call a second: a run is not to use it up.
    private static final int CALLS_MAX = 20;

    /// A day that is told again: the bank's days end in Japan, and what it books late it books on the day.
    private static final Duration AGAIN = Duration.ofDays(2);

    private static final Logger log = LoggerFactory.getLogger(KeepingVirtualAccounts.class);

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

    record Face(Payments payments, GivingAccounts.Ground ground) {}

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
        stop(now);
        wake(now);
        fill();
    }

    private boolean hear(Instant now) {
        var read = stored(() -> accounts.readAt(settings.raId()).orElse(now));
        var from = LocalDate.ofInstant(read.minus(AGAIN), TransferAdapter.JAPAN);
        if (!(answered(bank.deposits(from)) instanceof Answer.Given<List<GanbAccounts.Deposit>>(var told)))
            return false;
        var touched = stored(() -> {
            var heard = hearing.hear(told, null);
            accounts.readAt(settings.raId(), now);
            return heard;
        });
        touched.forEach(face.payments()::askAlthoughOver);
        return true;
    }

    private void stop(Instant now) {
        Set<PaymentId> touched = new LinkedHashSet<>();
        for (var lease : stored(() -> accounts.toBeStopped(now, CALLS_MAX))) {
            if (!(answered(giving.end(lease)) instanceof Answer.Given<Set<PaymentId>>(var heard))) break;
            touched.addAll(heard);
        }
        touched.forEach(face.payments()::askAlthoughOver);
    }

    private void wake(Instant now) {
        for (var rested : stored(() -> accounts.rested(settings.raId(), now, CALLS_MAX))) {
            if (!(answered(bank.resume(rested.vaId(), "")) instanceof Answer.Given<Boolean>)) break;
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
