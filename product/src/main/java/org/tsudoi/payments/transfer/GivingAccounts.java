package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.transfer.VirtualTable.Lease;
import org.tsudoi.payments.transfer.VirtualTable.Wanted;

/// Gives each transfer an account of its own, from the pool or anew, and takes it away when nothing is waited for. Each
/// wish is stored before the bank is called, and nothing is open during it.
final class GivingAccounts {
    /// A process that ended while it asked.
    private static final Duration ASKED_MAX = Duration.ofMinutes(2);

    private final GanbSettings settings;
    private final GanbAccounts bank;
    private final VirtualTable accounts;
    private final TransferTable transfers;
    private final HearingDeposits hearing;
    private final Ground ground;

    GivingAccounts(
            GanbSettings settings,
            GanbAccounts bank,
            VirtualTable accounts,
            TransferTable transfers,
            HearingDeposits hearing,
            Ground ground) {
        this.settings = settings;
        this.bank = bank;
        this.accounts = accounts;
        this.transfers = transfers;
        this.hearing = hearing;
        this.ground = ground;
    }

    record Ground(TransactionTemplate transactions, Clock clock) {}

    /// The transfer is there; the same one has the same account.
    Answer<Lease> give(PaymentId payment) {
        var now = ground.clock().instant();
        var ready = Objects.requireNonNull(ground.transactions().execute(_ -> {
            if (transfers.lock(payment).isEmpty()) throw new IllegalStateException("no transfer: " + payment);
            var given = accounts.find(payment);
            if (given.isPresent()) return given;
            var free = accounts.free(settings.raId());
            free.ifPresent(mark -> accounts.lease(payment, mark, now));
            if (free.isEmpty()) accounts.want(payment, settings.raId(), now);
            return accounts.find(payment);
        }));
        return ready.<Answer<Lease>>map(Answer.Given::new).orElseGet(() -> ask(payment));
    }

    private Answer<Lease> ask(PaymentId payment) {
        var wanted = Objects.requireNonNull(ground.transactions()
                .execute(_ -> accounts.claim(payment, ground.clock().instant(), ASKED_MAX)));
        if (wanted.isEmpty()) return new Answer.NotKnown<>("the bank is being asked for an account");
        return switch (obtain(wanted.get(), payment.toString())) {
            case Answer.Given<GanbAccounts.Account>(var account) ->
                new Answer.Given<>(Objects.requireNonNull(ground.transactions().execute(_ -> {
                    transfers.lock(payment);
                    var given = accounts.find(payment);
                    boolean isNew = accounts.issued(wanted.get().mark(), account);
                    // It got another one meanwhile; this one is ready for the next.
                    if (given.isPresent()) return given.get();
                    if (isNew) {
                        accounts.lease(
                                payment, wanted.get().mark(), ground.clock().instant());
                    }
                    return accounts.find(payment).orElseThrow();
                })));
            case Answer.Refused<GanbAccounts.Account>(var reason, var code) -> new Answer.Refused<>(reason, code);
            case Answer.NotKnown<GanbAccounts.Account>(var why) -> new Answer.NotKnown<>(why);
        };
    }

    /// One more for the pool. Given is whether there is one more.
    Answer<Boolean> fill() {
        var now = ground.clock().instant();
        var wanted = Objects.requireNonNull(ground.transactions().execute(_ -> {
            var waiting = accounts.claim(null, now, ASKED_MAX);
            if (waiting.isPresent() || accounts.countFree(settings.raId()) >= settings.pool()) return waiting;
            accounts.wantForPool(UUID.randomUUID(), settings.raId(), now);
            return accounts.claim(null, now, ASKED_MAX);
        }));
        if (wanted.isEmpty()) return new Answer.Given<>(false);
        return switch (obtain(wanted.get(), "")) {
            case Answer.Given<GanbAccounts.Account>(var account) ->
                new Answer.Given<>(Objects.requireNonNull(ground.transactions()
                        .execute(_ -> accounts.issued(wanted.get().mark(), account))));
            case Answer.Refused<GanbAccounts.Account>(var reason, var code) -> new Answer.Refused<>(reason, code);
            case Answer.NotKnown<GanbAccounts.Account>(var why) -> new Answer.NotKnown<>(why);
        };
    }

    /// What was asked for before may have been made.
    private Answer<GanbAccounts.Account> obtain(Wanted wanted, String about) {
        Answer<GanbAccounts.Account> answer = wanted.askedBefore()
                ? switch (bank.find(wanted.mark(), LocalDate.ofInstant(wanted.asked(), TransferAdapter.JAPAN), about)) {
                    case Answer.Given<Optional<GanbAccounts.Account>>(var found) ->
                        found.<Answer<GanbAccounts.Account>>map(Answer.Given::new)
                                .orElseGet(() -> bank.issue(wanted.mark(), about));
                    case Answer.Refused<Optional<GanbAccounts.Account>>(var reason, var code) ->
                        new Answer.Refused<>(reason, code);
                    case Answer.NotKnown<Optional<GanbAccounts.Account>>(var why) -> new Answer.NotKnown<>(why);
                }
                : bank.issue(wanted.mark(), about);
        if (!(answer instanceof Answer.Given<GanbAccounts.Account>)) {
            ground.transactions().executeWithoutResult(_ -> accounts.doubt(wanted.mark()));
        }
        return answer;
    }

    /// Hears what came to this account for its transfer.
    Answer<Set<PaymentId>> read(Lease lease) {
        var from = LocalDate.ofInstant(lease.begunAt(), TransferAdapter.JAPAN);
        var about = lease.payment().toString();
        return switch (bank.depositsTo(lease.raId(), lease.account().vaId(), from, about)) {
            case Answer.Given<List<GanbAccounts.Deposit>>(var told) ->
                new Answer.Given<>(Objects.requireNonNull(
                        ground.transactions().execute(_ -> hearing.hear(told, lease.payment()))));
            case Answer.Refused<List<GanbAccounts.Deposit>>(var reason, var code) -> new Answer.Refused<>(reason, code);
            case Answer.NotKnown<List<GanbAccounts.Deposit>>(var why) -> new Answer.NotKnown<>(why);
        };
    }

    /// Stops it, hears what came before, and lets it rest. Given is what was new.
    Answer<Set<PaymentId>> end(Lease lease) {
        if (lease.closedAt() != null) return new Answer.Given<>(Set.of());
        switch (bank.stop(lease.account().vaId(), lease.payment().toString())) {
            case Answer.Given<Boolean> _ -> {}
            case Answer.Refused<Boolean>(var reason, var code) -> {
                return new Answer.Refused<>(reason, "not stopped: " + code);
            }
            case Answer.NotKnown<Boolean>(var why) -> {
                return new Answer.NotKnown<>(why);
            }
        }
        var heard = read(lease);
        if (heard instanceof Answer.Given<Set<PaymentId>>) {
            ground.transactions().executeWithoutResult(_ -> {
                transfers.close(lease.payment());
                accounts.close(lease.payment(), ground.clock().instant(), settings.rest());
            });
        }
        return heard;
    }
}
