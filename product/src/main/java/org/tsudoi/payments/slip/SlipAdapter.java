package org.tsudoi.payments.slip;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

/// Payment slips (払込票) that a collecting agent has stores take for us. Nobody is called: what we
/// issue stands in a table of this package, and what was paid is known from the agent's files
/// ([CollectionReports]).
final class SlipAdapter implements PaymentProvider {
    static final String NAME = "slip";

    static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final Currency YEN = Currency.getInstance("JPY");

    private static final Duration TIME = Duration.ofDays(7);
    private static final Duration TIME_MIN = Duration.ofDays(3);

    /// In the free field: the agent's client code, then these digits of our own.
    private static final int NUMBER_DIGITS = 16;

    private final SlipSettings settings;
    private final SlipTable slips;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SlipAdapter(SlipSettings settings, SlipTable slips, TransactionTemplate transactions, Clock clock) {
        this.settings = settings;
        this.slips = slips;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Offer> offers() {
        return settings.isSet() ? List.of(offer()) : List.of();
    }

    @Override
    public Optional<ProviderFee> fee(Offer offer) {
        return Optional.of(
                settings.fee() == 0 ? new ProviderFee.Nothing() : new ProviderFee.Agreed(0, Money.jpy(settings.fee())));
    }

    /// The agent's confirmation (確定) comes some working days after the money.
    private Offer offer() {
        var certain = Duration.ofDays(settings.confirmationDays());
        return new Offer(Choice.of(Means.SLIP), YEN, 1, SlipCode.YEN_MAX, TIME, TIME_MIN, certain, 0);
    }

    @Override
    public Answer<Seen> open(Opening opening) {
        if (!opening.amount().currency().equals(YEN)) {
            return new Answer.Refused<>(RefusalReason.CURRENCY_NOT_ALLOWED, "slips are in yen");
        }
        if (opening.amount().minorUnits() < 1 || opening.amount().minorUnits() > SlipCode.YEN_MAX) {
            return new Answer.Refused<>(RefusalReason.AMOUNT_NOT_ALLOWED, "slips are for 1 to 300,000 yen");
        }
        if (!settings.isSet()) return new Answer.Refused<>(RefusalReason.CREDENTIALS, "no contract is set");
        var slip = Objects.requireNonNull(transactions.execute(_ -> slips.find(opening.id())
                .orElseGet(() -> slips.add(
                        opening.id(), opening.orderReference(), number -> code(opening, number), clock.instant()))));
        return new Answer.Given<>(seen(slip));
    }

    private SlipCode code(Opening opening, long number) {
        int yen = Math.toIntExact(opening.amount().minorUnits());
        var free = settings.clientCode() + ("%0" + NUMBER_DIGITS + "d").formatted(number);
        var due = Instructions.Slip.lastDay(opening.payableUntil());
        return new SlipCode(settings.issuer(), free, 0, due, yen >= SlipCode.STAMP_FROM, yen);
    }

    private static Instant endOf(LocalDate due) {
        return due.plusDays(1).atTime(LocalTime.MIDNIGHT).atZone(JAPAN).toInstant();
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        Optional<SlipTable.Slip> slip =
                Optional.ofNullable(transactions.execute(_ -> slips.find(id).orElse(null)));
        return slip.filter(it -> it.reference().equals(reference))
                .<Answer<Seen>>map(it -> new Answer.Given<>(seen(it)))
                .orElseGet(() -> new Answer.Refused<>(RefusalReason.NOT_FOUND, "no such slip"));
    }

    private Seen seen(SlipTable.Slip slip) {
        return new Seen(
                slip.reference(),
                slip.orderReference(),
                slip.payment(),
                Money.jpy(slip.code().yen()),
                status(slip));
    }

    /// Whether nobody has paid by it, and a store still takes it.
    static boolean isPayable(SlipTable.Slip slip, Instant now) {
        var heard = slip.heard();
        return !slip.closed()
                && heard.settledAt() == null
                && heard.taken() <= heard.takenBack()
                && now.isBefore(endOf(Objects.requireNonNull(slip.code().due())));
    }

    /// What a store took (速報) may be taken back; it is ours when the agent confirms it (確定).
    private Status status(SlipTable.Slip slip) {
        var heard = slip.heard();
        if (heard.settledAt() != null) {
            return new Status.Paid(
                    Money.jpy(slip.code().yen()), Money.jpy(heard.fee()), slip.reference(), heard.settledAt());
        }
        if (heard.taken() > heard.takenBack()) return new Status.Processing();
        var until = endOf(Objects.requireNonNull(slip.code().due()));
        return slip.closed()
                ? new Status.Closed()
                : new Status.Issued(new Instructions.Slip(
                        slip.code().digits(), slip.code().shown(), settings.agent(), !settings.proven(), until));
    }

    /// Paper cannot be called back: a store takes it until its last day. It is closed on our side, and what is paid all
    /// the same comes too late.
    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        transactions.executeWithoutResult(_ -> slips.close(id));
        return look(id, reference);
    }

    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        return new Answer.Refused<>(RefusalReason.NOT_REFUNDABLE, "refund_needs_bank_account");
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "stores pay nothing back");
    }

    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        var digits = disputeReference.replaceFirst("^slip_", "");
        Optional<SlipTable.Slip> slip = digits.matches("[0-9]{1,16}")
                ? Objects.requireNonNull(transactions.execute(_ -> slips.findByNumber(Long.parseLong(digits))))
                : Optional.empty();
        return slip.filter(it -> it.heard().correctedAt() != null)
                .<Answer<DisputeSeen>>map(it -> new Answer.Given<>(corrected(it)))
                .orElseGet(() -> new Answer.Refused<>(RefusalReason.NOT_FOUND, "nothing was taken back"));
    }

    /// The agent that corrects what it had confirmed (訂正) does not ask us.
    private static DisputeSeen corrected(SlipTable.Slip slip) {
        boolean gone = slip.isCaptured() && slip.heard().settled() < 1;
        return new DisputeSeen(
                slip.reference(),
                slip.reference(),
                gone ? Dispute.Stage.LOST : Dispute.Stage.WON,
                Money.jpy(slip.code().yen()),
                Money.jpy(gone ? slip.code().yen() : 0),
                Money.jpy(0),
                Objects.requireNonNull(slip.heard().correctedAt()),
                null);
    }

    /// The page is a row here, and can always be made.
    @Override
    public Instant closedByItself(Opening opening) {
        return opening.payableUntil();
    }
}
