package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.ProviderFee;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.RefusalReason;

/// Transfers (振込) into our own account. Nobody is called: each has a number that the payer writes
/// before their name, and what came is known from the bank's files ([BankReports]).
final class TransferAdapter implements PaymentProvider {
    static final String NAME = "transfer";

    static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final Currency YEN = Currency.getInstance("JPY");

    /// A file of the Zengin format holds 10 digits.
    private static final long YEN_MAX = 9_999_999_999L;

    private static final Duration TIME = Duration.ofDays(5);
    private static final Duration TIME_MIN = Duration.ofDays(2);

    private static final Answer<Seen> UNREAD =
            new Answer.NotKnown<>("its virtual account is not read: the bank's client is not set");

    private final TransferSettings settings;
    private final TransferTable transfers;
    private final VirtualTable accounts;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TransferAdapter(
            TransferSettings settings,
            TransferTable transfers,
            VirtualTable accounts,
            TransactionTemplate transactions,
            Clock clock) {
        this.settings = settings;
        this.transfers = transfers;
        this.accounts = accounts;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Offer> offers() {
        return settings.isSet() ? List.of(offer(heardWithin())) : List.of();
    }

    /// @param heardWithin how long after a transfer we are told of it
    static Offer offer(Duration heardWithin) {
        return new Offer(
                Choice.of(Means.BANK_TRANSFER),
                YEN,
                1,
                YEN_MAX,
                TIME.plus(heardWithin),
                TIME_MIN.plus(heardWithin),
                Duration.ZERO,
                0,
                heardWithin);
    }

    /// Whoever hands in the bank's files does so on working days.
    private Duration heardWithin() {
        return Duration.ofDays(settings.confirmationDays());
    }

    /// A transfer arrives whole.
    @Override
    public Optional<ProviderFee> fee(Offer offer) {
        return Optional.of(new ProviderFee.Nothing());
    }

    @Override
    public Answer<Seen> open(Opening opening) {
        var unfit = unfit(opening);
        if (unfit != null) return unfit;
        if (!settings.isSet()) return new Answer.Refused<>(RefusalReason.CREDENTIALS, "no account is set");
        var transfer = Objects.requireNonNull(
                transactions.execute(_ -> transfers.find(opening.id()).orElseGet(() -> ask(opening, heardWithin()))));
        return new Answer.Given<>(seen(transfer));
    }

    /// What no transfer can be for, wherever it goes; else null.
    static Answer.@Nullable Refused<Seen> unfit(Opening opening) {
        if (!opening.amount().currency().equals(YEN)) {
            return new Answer.Refused<>(RefusalReason.CURRENCY_NOT_ALLOWED, "transfers are in yen");
        }
        return opening.amount().minorUnits() > YEN_MAX
                ? new Answer.Refused<>(RefusalReason.AMOUNT_NOT_ALLOWED, "more than a file can say")
                : null;
    }

    /// In the caller's transaction.
    TransferTable.Transfer ask(Opening opening, Duration heardWithin) {
        var until = opening.payableUntil();
        return transfers.add(
                opening.id(),
                opening.orderReference(),
                opening.amount().minorUnits(),
                new TransferTable.Times(clock.instant(), until.minus(heardWithin), until));
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        Optional<TransferTable.Transfer> transfer =
                Optional.ofNullable(transactions.execute(_ -> transfers.find(id).orElse(null)));
        return transfer.filter(it -> it.reference().equals(reference))
                .map(it -> !it.isPaid() && isUnread(id) ? UNREAD : new Answer.Given<>(seen(it)))
                .orElseGet(() -> new Answer.Refused<>(RefusalReason.NOT_FOUND, "no such transfer"));
    }

    /// Whether it waits for money on an account of its own. Whoever reads those does not ask here.
    private boolean isUnread(PaymentId id) {
        return Boolean.TRUE.equals(transactions.execute(
                _ -> accounts.find(id).filter(it -> it.closedAt() == null).isPresent()));
    }

    private Seen seen(TransferTable.Transfer it) {
        return new Seen(it.reference(), it.orderReference(), it.payment(), Money.jpy(it.yen()), status(it));
    }

    /// What is more than asked for goes back by itself; with less it waits for the rest.
    private Status status(TransferTable.Transfer it) {
        if (it.isPaid()) {
            return new Status.Paid(
                    Money.jpy(it.yen()), Money.jpy(0), it.reference(), Objects.requireNonNull(it.newestAt()));
        }
        return it.closed()
                ? new Status.Closed()
                : new Status.Issued(new Instructions.BankAccount(
                        settings.bank() + " (" + settings.bankCode() + ")",
                        settings.branch() + " (" + settings.branchCode() + ")",
                        settings.kind(),
                        settings.number(),
                        settings.holder(),
                        it.number().toString(),
                        Money.jpy(Math.max(0, it.received())),
                        it.toldUntil()));
    }

    /// A bank takes a transfer at any time: it is closed on our side, and what comes all the same comes too late.
    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        if (!isUnread(id)) transactions.executeWithoutResult(_ -> transfers.close(id));
        return look(id, reference);
    }

    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        return new Answer.Refused<>(RefusalReason.NOT_REFUNDABLE, "refund_needs_bank_account");
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "nothing is sent back by a file");
    }

    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        var named =
                Objects.requireNonNull(transactions.execute(_ -> transfers.find(TransferNumber.in(disputeReference))));
        return named.stream()
                .filter(it -> it.calledBackAt() != null)
                .findFirst()
                .<Answer<DisputeSeen>>map(it -> new Answer.Given<>(gone(it)))
                .orElseGet(() -> new Answer.Refused<>(RefusalReason.NOT_FOUND, "nothing was called back"));
    }

    /// The bank that called it back does not ask us.
    private static DisputeSeen gone(TransferTable.Transfer it) {
        return new DisputeSeen(
                it.reference(),
                it.reference(),
                it.gone() > 0 ? Dispute.Stage.LOST : Dispute.Stage.WON,
                Money.jpy(it.yen()),
                Money.jpy(it.gone()),
                Money.jpy(0),
                Objects.requireNonNull(it.calledBackAt()),
                null);
    }

    /// It is a row here, and can always be made.
    @Override
    public Instant closedByItself(Opening opening) {
        return opening.payableUntil();
    }
}
