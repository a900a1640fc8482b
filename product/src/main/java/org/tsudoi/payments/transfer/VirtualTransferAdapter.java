package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.ProviderFee;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.transfer.VirtualTable.Lease;

/// Transfers each to a virtual account (振込入金口座) of its own, so that payers need not write a number. What began with
/// a number before there were such accounts goes on as it began.
final class VirtualTransferAdapter implements PaymentProvider {
    /// These accounts are read every minute.
    private static final Duration HEARD_WITHIN = Duration.ZERO;

    private final TransferAdapter numbered;
    private final GanbSettings settings;
    private final TransferTable transfers;
    private final VirtualTable accounts;
    private final GivingAccounts giving;
    private final GivingAccounts.Ground ground;

    VirtualTransferAdapter(
            TransferAdapter numbered,
            GanbSettings settings,
            TransferTable transfers,
            VirtualTable accounts,
            GivingAccounts giving,
            GivingAccounts.Ground ground) {
        this.numbered = numbered;
        this.settings = settings;
        this.transfers = transfers;
        this.accounts = accounts;
        this.giving = giving;
        this.ground = ground;
    }

    @Override
    public String name() {
        return TransferAdapter.NAME;
    }

    @Override
    public List<Offer> offers() {
        return List.of(TransferAdapter.offer(HEARD_WITHIN));
    }

    /// A transfer arrives whole.
    @Override
    public Optional<ProviderFee> fee(Offer offer) {
        return Optional.of(new ProviderFee.Nothing());
    }

    @Override
    public Answer<Seen> open(Opening opening) {
        var unfit = TransferAdapter.unfit(opening);
        if (unfit != null) return unfit;
        transactions().executeWithoutResult(_ -> {
            if (transfers.find(opening.id()).isEmpty()) numbered.ask(opening, HEARD_WITHIN);
        });
        return switch (giving.give(opening.id())) {
            case Answer.Given<Lease>(var lease) -> new Answer.Given<>(seen(lease));
            case Answer.Refused<Lease>(var reason, var code) -> new Answer.Refused<>(reason, code);
            case Answer.NotKnown<Lease>(var why) -> new Answer.NotKnown<>(why);
        };
    }

    private TransactionTemplate transactions() {
        return ground.transactions();
    }

    private Clock clock() {
        return ground.clock();
    }

    private Optional<Lease> lease(PaymentId id, String reference) {
        return Objects.requireNonNull(transactions()
                .execute(_ -> transfers
                        .find(id)
                        .filter(it -> it.reference().equals(reference))
                        .flatMap(_ -> accounts.find(id))));
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        return lease(id, reference).map(this::look).orElseGet(() -> numbered.look(id, reference));
    }

    /// Nothing that comes after its rest is for this transfer.
    private Answer<Seen> look(Lease lease) {
        boolean over = lease.endsAt() != null && !clock().instant().isBefore(lease.endsAt());
        return over || transfer(lease).isPaid() ? new Answer.Given<>(seen(lease)) : told(lease, giving.read(lease));
    }

    /// Being refused to read says nothing about what came.
    private Answer<Seen> told(Lease lease, Answer<?> heard) {
        return switch (heard) {
            case Answer.Given<?> _ -> new Answer.Given<>(seen(lease));
            case Answer.Refused<?> refused -> new Answer.NotKnown<>("refused: " + refused.code());
            case Answer.NotKnown<?> silent -> new Answer.NotKnown<>(silent.why());
        };
    }

    private TransferTable.Transfer transfer(Lease lease) {
        return Objects.requireNonNull(
                transactions().execute(_ -> transfers.find(lease.payment()).orElseThrow()));
    }

    private Seen seen(Lease lease) {
        var it = transfer(lease);
        return new Seen(it.reference(), it.orderReference(), it.payment(), Money.jpy(it.yen()), status(it, lease));
    }

    private Status status(TransferTable.Transfer it, Lease lease) {
        if (it.isPaid()) {
            return new Status.Paid(
                    Money.jpy(it.yen()), Money.jpy(0), it.reference(), Objects.requireNonNull(it.newestAt()));
        }
        if (it.closed() || !clock().instant().isBefore(it.payableUntil())) return new Status.Closed();
        var account = lease.account();
        return new Status.Issued(new Instructions.BankAccount(
                settings.bank() + " (" + settings.bankCode() + ")",
                account.branch() + " (" + account.branchCode() + ")",
                "普通",
                account.number(),
                account.holder(),
                "",
                Money.jpy(Math.max(0, it.received())),
                it.payableUntil()));
    }

    /// Stopped at the bank before it is said to be closed; what comes from elsewhere all the same comes too late.
    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        return lease(id, reference)
                .map(lease -> told(lease, giving.end(lease)))
                .orElseGet(() -> numbered.close(id, reference));
    }

    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        return numbered.refund(id, attempt, charge, amount);
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        return numbered.lookAtRefund(id, refundReference);
    }

    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        return numbered.lookAtDispute(disputeReference);
    }

    @Override
    public Instant closedByItself(Opening opening) {
        return numbered.closedByItself(opening);
    }
}
