package org.tsudoi.payments.counter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.RefusalReason;

/// Cash at the counter. Nobody is called: the organiser says what they took and gave back ([TakingCash]).
final class CounterAdapter implements PaymentProvider {
    static final String NAME = "counter";

    /// In minor units: nobody brings more than this in cash.
    private static final long AMOUNT_MAX = 100_000_000;

    private static final String PREFIX = "counter_";

    private static final List<Offer> OFFERS = Stream.of("JPY", "THB", "USD", "EUR")
            .map(currency -> new Offer(
                    Choice.of(Means.COUNTER),
                    Currency.getInstance(currency),
                    1,
                    AMOUNT_MAX,
                    Duration.ofDays(7),
                    Duration.ofHours(1)))
            .toList();

    private final CounterTable table;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CounterAdapter(CounterTable table, TransactionTemplate transactions, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Offer> offers() {
        return OFFERS;
    }

    @Override
    public boolean isKeptByPayee() {
        return true;
    }

    private <T> T in(Supplier<T> what) {
        return Objects.requireNonNull(transactions.execute(_ -> what.get()));
    }

    @Override
    public Answer<Seen> open(Opening opening) {
        return in(() -> {
            table.add(opening);
            return new Answer.Given<>(seen(table.find(opening.id()).orElseThrow()));
        });
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        Optional<CounterTable.Due> found = in(() -> table.find(id));
        return found.filter(due -> reference(due.payment()).equals(reference))
                .<Answer<Seen>>map(due -> new Answer.Given<>(seen(due)))
                .orElseGet(() -> new Answer.Refused<>(RefusalReason.NOT_FOUND, "nothing is to be paid by this"));
    }

    private static String reference(PaymentId payment) {
        return PREFIX + payment.toString();
    }

    private static Seen seen(CounterTable.Due due) {
        return new Seen(reference(due.payment()), due.orderReference(), due.payment(), due.amount(), status(due));
    }

    private static Status status(CounterTable.Due due) {
        var received = due.receivedAt();
        if (received != null) {
            return new Status.Paid(
                    due.amount(), Money.zero(due.amount().currency()), reference(due.payment()), received);
        }
        return due.closed()
                ? new Status.Closed()
                : new Status.Issued(new Instructions.AtCounter(
                        due.orderReference().substring(due.orderReference().indexOf('_') + 1), due.payableUntil()));
    }

    /// From then on the organiser cannot say any more that it was paid.
    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        transactions.executeWithoutResult(_ -> table.close(id));
        return look(id, reference);
    }

    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        var payment = PaymentId.parse(charge.reference().substring(PREFIX.length()));
        if (payment.isEmpty()) return new Answer.Refused<>(RefusalReason.NOT_FOUND, "no such payment");
        return in(() -> {
            table.addRefund(id, attempt, payment.get(), amount, clock.instant());
            return new Answer.Given<>(seen(table.refund(id).orElseThrow()));
        });
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        Optional<CounterTable.Refunding> found = in(() -> table.refund(id));
        return found.<Answer<RefundSeen>>map(it -> new Answer.Given<>(seen(it)))
                .orElseGet(() -> new Answer.Refused<>(RefusalReason.NOT_FOUND, "no such refund"));
    }

    private static RefundSeen seen(CounterTable.Refunding it) {
        return new RefundSeen(
                PREFIX + it.refund() + "_" + it.attempt(),
                it.refund(),
                it.attempt(),
                it.amount(),
                it.given() ? new RefundStatus.Succeeded() : new RefundStatus.Pending());
    }

    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "cash is not disputed");
    }

    /// It is a row here, and can always be made.
    @Override
    public Instant closedByItself(Opening opening) {
        return opening.payableUntil();
    }
}
