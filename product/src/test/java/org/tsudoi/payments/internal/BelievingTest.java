package org.tsudoi.payments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.internal.Believing.Step;
import org.tsudoi.payments.provider.PaymentProvider.RefundSeen;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;

class BelievingTest {
    private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
    private static final Money PRICE = Money.jpy(3300);
    private static final PaymentId ID = new PaymentId(new UUID(1, 2));
    private static final String PAGE = "cs_1";
    private static final Payment.Terms TERMS =
            new Payment.Terms("stripe", Choice.CARD, "ord_1", PRICE, "organiser:org_1:payable:JPY", "Yoga", AT);

    private static final Payment.Requested REQUESTED = new Payment.Requested(ID, TERMS);
    private static final Payment.Submitted SUBMITTED = REQUESTED.submitted(PAGE, "https://pay");
    private static final Payment.Unknown UNKNOWN = SUBMITTED.unknown("silence");
    private static final Payment.Processing PROCESSING = SUBMITTED.processing();
    private static final Payment.Captured CAPTURED = SUBMITTED.captured(PRICE, Money.jpy(119), "pi_1", AT);
    private static final Payment.Failed FAILED = REQUESTED.failed("amount_too_small");
    private static final Payment.Withdrawn WITHDRAWN = SUBMITTED.withdrawn(AT);

    private static final Status OPEN = new Status.Open("https://pay", null);
    private static final Status PAID = new Status.Paid(PRICE, Money.jpy(119), "pi_1", AT);

    private static Seen seen(Status status) {
        return new Seen(PAGE, "ord_1", ID, PRICE, status);
    }

    private static Step<Payment> step(Payment now, Seen seen) {
        return Believing.step(now, seen, PAGE, AT);
    }

    /// What is stored, what is read, and the state it goes to: null when nothing moves.
    record Row(Payment now, Status read, @Nullable Class<? extends Payment> next) {}

    static Stream<Row> rows() {
        return Stream.of(
                new Row(REQUESTED, OPEN, Payment.Submitted.class),
                new Row(REQUESTED, new Status.Processing(), Payment.Processing.class),
                new Row(REQUESTED, PAID, Payment.Captured.class),
                new Row(REQUESTED, new Status.Closed(), Payment.Withdrawn.class),
                new Row(SUBMITTED, OPEN, null),
                new Row(SUBMITTED, new Status.Processing(), Payment.Processing.class),
                new Row(SUBMITTED, PAID, Payment.Captured.class),
                new Row(SUBMITTED, new Status.Closed(), Payment.Withdrawn.class),
                new Row(UNKNOWN, OPEN, Payment.Submitted.class),
                new Row(UNKNOWN, new Status.Processing(), Payment.Processing.class),
                new Row(UNKNOWN, PAID, Payment.Captured.class),
                new Row(UNKNOWN, new Status.Closed(), Payment.Withdrawn.class),
                new Row(PROCESSING, OPEN, null),
                new Row(PROCESSING, new Status.Processing(), null),
                new Row(PROCESSING, PAID, Payment.Captured.class),
                new Row(PROCESSING, new Status.Closed(), Payment.Withdrawn.class),
                new Row(CAPTURED, OPEN, null),
                new Row(CAPTURED, new Status.Processing(), null),
                new Row(CAPTURED, PAID, null),
                new Row(CAPTURED, new Status.Closed(), null),
                new Row(FAILED, OPEN, null),
                new Row(FAILED, new Status.Closed(), null),
                new Row(WITHDRAWN, OPEN, null),
                new Row(WITHDRAWN, new Status.Processing(), null),
                new Row(WITHDRAWN, new Status.Closed(), null),
                new Row(WITHDRAWN, PAID, Payment.Captured.class));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void statesOnlyGoForwardAndTheSameReadingTwiceChangesNothing(Row row) {
        var step = step(row.now(), seen(row.read()));
        if (row.next() == null) {
            assertThat(step).isInstanceOf(Step.Same.class);
            return;
        }
        assertThat(step).isInstanceOf(Step.Move.class);
        var next = ((Step.Move<Payment>) step).to();
        assertThat(next).isInstanceOf(row.next());
        assertThat(step(next, seen(row.read()))).isInstanceOf(Step.Same.class);
    }

    @Test
    void theNewestDeclineIsNotedOnce() {
        var declined = seen(new Status.Open("https://pay", "insufficient_funds"));
        assertThat(step(SUBMITTED, declined))
                .isEqualTo(new Step.Move<Payment>(
                        SUBMITTED.declined("insufficient_funds"), "declined: insufficient_funds"));
        assertThat(step(SUBMITTED.declined("insufficient_funds"), declined)).isInstanceOf(Step.Same.class);
    }

    @Test
    void theFeeMayComeLater() {
        var bare = seen(new Status.Paid(PRICE, null, "pi_1", AT));
        var captured = SUBMITTED.captured(PRICE, null, "pi_1", AT);
        assertThat(step(captured, bare)).isInstanceOf(Step.Same.class);
        assertThat(step(captured, seen(PAID)))
                .isEqualTo(new Step.Move<Payment>(captured.feeKnown(Money.jpy(119)), "fee known: JPY 119"));
    }

    @Test
    void whatDoesNotMatchMovesNothing() {
        var other = new PaymentId(new UUID(9, 9));
        for (var odd : List.of(
                new Seen("cs_2", "ord_1", ID, PRICE, PAID),
                new Seen(PAGE, "ord_2", ID, PRICE, PAID),
                new Seen(PAGE, null, ID, PRICE, PAID),
                new Seen(PAGE, "ord_1", other, PRICE, PAID),
                new Seen(PAGE, "ord_1", null, PRICE, PAID),
                new Seen(PAGE, "ord_1", ID, Money.jpy(3299), PAID),
                new Seen(PAGE, "ord_1", ID, Money.of(3300, "THB"), PAID),
                new Seen(PAGE, "ord_1", ID, null, PAID),
                seen(new Status.Paid(Money.jpy(3299), null, "pi_1", AT)),
                seen(new Status.Paid(Money.of(3300, "THB"), null, "pi_1", AT)))) {
            for (var now : List.of(REQUESTED, SUBMITTED, UNKNOWN, PROCESSING, WITHDRAWN, CAPTURED)) {
                assertThat(step(now, odd)).as("%s reading %s", now, odd).isInstanceOf(Step.Odd.class);
            }
        }
    }

    @Test
    void aSecondChargeAPaidRefusedPageAndAForeignFeeAreForAPerson() {
        assertThat(step(CAPTURED, seen(new Status.Paid(PRICE, null, "pi_2", AT))))
                .isInstanceOf(Step.Odd.class);
        assertThat(step(FAILED, seen(PAID))).isInstanceOf(Step.Odd.class);
        var foreign = seen(new Status.Paid(PRICE, Money.of(80, "USD"), "pi_1", AT));
        assertThat(step(SUBMITTED, foreign))
                .isEqualTo(new Step.Move<Payment>(SUBMITTED.captured(PRICE, null, "pi_1", AT), "paid"));
        assertThat(step(SUBMITTED.captured(PRICE, null, "pi_1", AT), foreign)).isInstanceOf(Step.Odd.class);
        for (long fee : new long[] {-1, PRICE.minorUnits() + 1, Long.MAX_VALUE}) {
            var impossible = seen(new Status.Paid(PRICE, Money.jpy(fee), "pi_1", AT));
            assertThat(step(SUBMITTED, impossible))
                    .isEqualTo(new Step.Move<Payment>(SUBMITTED.captured(PRICE, null, "pi_1", AT), "paid"));
            assertThat(step(SUBMITTED.captured(PRICE, null, "pi_1", AT), impossible))
                    .isInstanceOf(Step.Odd.class);
        }
    }

    private static final RefundId REFUND = new RefundId(new UUID(3, 4));
    private static final Refund.Requested ASKED =
            new Refund.Requested(REFUND, new Refund.Terms(ID, "ord_1", PRICE, Refund.Reason.CANCELLED_BY_BUYER, AT));

    private static RefundSeen seen(int attempt, RefundStatus status) {
        return new RefundSeen("re_1", REFUND, attempt, PRICE, status);
    }

    /// As for payments.
    record RefundRow(
            Refund now, RefundStatus read, @Nullable Class<? extends Refund> next) {}

    static Stream<RefundRow> refundRows() {
        var pending = new RefundStatus.Pending();
        var succeeded = new RefundStatus.Succeeded();
        var failed = new RefundStatus.Failed("expired_or_canceled_card");
        var submitted = ASKED.submitted("re_1");
        var unknown = ASKED.unknown("silence");
        var over = ASKED.failed("re_1", "expired_or_canceled_card", AT);
        return Stream.of(
                new RefundRow(ASKED, pending, Refund.Submitted.class),
                new RefundRow(ASKED, succeeded, Refund.Succeeded.class),
                new RefundRow(ASKED, failed, Refund.Failed.class),
                new RefundRow(unknown, pending, Refund.Submitted.class),
                new RefundRow(unknown, succeeded, Refund.Succeeded.class),
                new RefundRow(unknown, failed, Refund.Failed.class),
                new RefundRow(submitted, pending, null),
                new RefundRow(submitted, succeeded, Refund.Succeeded.class),
                new RefundRow(submitted, failed, Refund.Failed.class),
                new RefundRow(submitted.succeeded(AT), pending, null),
                new RefundRow(submitted.succeeded(AT), succeeded, null),
                new RefundRow(submitted.succeeded(AT), failed, Refund.Failed.class),
                new RefundRow(over, pending, null),
                new RefundRow(over, failed, null),
                new RefundRow(over.settledOutside("by bank", AT), failed, null));
    }

    /// The history keeps what was said.
    @Test
    void whatFailsForGoodWaitsForAnAccountAlsoWhenItHadGoneThrough() {
        var closed = new RefundStatus.Failed("expired_or_canceled_card", true);
        var submitted = ASKED.submitted("re_1");
        for (var now : List.of(ASKED, ASKED.unknown("silence"), submitted, submitted.succeeded(AT))) {
            assertThat(Believing.step(now, 1, seen(1, closed), AT)).isInstanceOfSatisfying(Step.Move.class, step -> {
                assertThat(((Refund.Failed) step.to()).waitsForAccount()).isTrue();
                assertThat(step.why()).endsWith("expired_or_canceled_card");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("refundRows")
    void refundsOnlyGoForwardToo(RefundRow row) {
        var step = Believing.step(row.now(), 1, seen(1, row.read()), AT);
        if (row.next() == null) {
            assertThat(step).isInstanceOf(Step.Same.class);
            return;
        }
        assertThat(step).isInstanceOf(Step.Move.class);
        var next = ((Step.Move<Refund>) step).to();
        assertThat(next).isInstanceOf(row.next());
        assertThat(Believing.step(next, 1, seen(1, row.read()), AT)).isInstanceOf(Step.Same.class);
    }

    @Test
    void aRefundOfAnotherAmountIdOrAttemptMovesNothing() {
        var succeeded = new RefundStatus.Succeeded();
        var other = new RefundId(new UUID(9, 9));
        assertThat(Believing.step(ASKED, 1, new RefundSeen("re_1", other, 1, PRICE, succeeded), AT))
                .isInstanceOf(Step.Odd.class);
        assertThat(Believing.step(ASKED, 1, new RefundSeen("re_1", null, 0, PRICE, succeeded), AT))
                .isInstanceOf(Step.Odd.class);
        assertThat(Believing.step(ASKED, 1, new RefundSeen("re_1", REFUND, 1, Money.jpy(1), succeeded), AT))
                .isInstanceOf(Step.Odd.class);
        assertThat(Believing.step(ASKED, 2, seen(1, succeeded), AT)).isInstanceOf(Step.Odd.class);
        assertThat(Believing.step(ASKED, 2, seen(1, new RefundStatus.Failed("declined")), AT))
                .isInstanceOf(Step.Same.class);
        var over = ASKED.failed("re_1", "declined", AT);
        assertThat(Believing.step(over, 1, seen(1, succeeded), AT)).isInstanceOf(Step.Odd.class);
    }
}
