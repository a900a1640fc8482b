package org.tsudoi.payments.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider.Charge;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.RefundSeen;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What every payment provider's adapter has to keep, in every weather: a call that was not answered is never
/// taken for refused, and whatever is repeated is done once.
public abstract class PaymentProviderContract {
    protected static final Duration PATIENCE = Duration.ofSeconds(15);
    protected static final Duration IMPATIENCE = Duration.ofMillis(800);

    /// How long a slow answer takes.
    private static final long SLOW_MILLIS = 1_100;

    protected final TownProcess town = TownProcess.running();
    protected final TestClock clock = new TestClock(Instant.now());
    protected final Ids ids = new Ids(clock, new SecureRandom());

    public enum Call {
        OPEN,
        LOOK,
        CLOSE,
        TAKE,
        REFUND,
        LOOK_AT_REFUND,
        LOOK_AT_DISPUTE
    }

    protected abstract PaymentProvider provider();

    /// The same, waiting for an answer less long than a slow one takes.
    protected abstract PaymentProvider impatient();

    /// Null where there are none.
    protected abstract @Nullable PaymentProvider withWrongCredentials();

    /// What differs between providers.
    ///
    /// @param fee      of a payment of `price`
    /// @param tooSmall an amount that is refused; null where the provider takes any
    /// @param nobody   a reference that nothing has
    /// @param declined what a declined try is called; null where there is nothing to decline
    /// @param shuts    whether a closed page says so at the provider; else we never take what is approved on it
    /// @param refunds  whether money can be sent back by a call
    /// @param refundsFail whether a refund can take its time and then fail
    /// @param disputes whether buyers' banks take money back
    /// @param calls    whether somebody is called: else there is no weather, and only we close what was made
    public record Traits(
            Choice choice,
            Money price,
            Money fee,
            @Nullable Money tooSmall,
            String nobody,
            @Nullable String declined,
            boolean shuts,
            boolean refunds,
            boolean refundsFail,
            boolean disputes,
            boolean calls) {
        public Traits(
                Choice choice,
                Money price,
                Money fee,
                @Nullable Money tooSmall,
                String nobody,
                @Nullable String declined,
                boolean shuts,
                boolean refunds,
                boolean refundsFail,
                boolean disputes) {
            this(choice, price, fee, tooSmall, nobody, declined, shuts, refunds, refundsFail, disputes, true);
        }

        long third() {
            return price.minorUnits() / 3;
        }
    }

    protected abstract Traits traits();

    /// How long buyers are given.
    protected Duration time() {
        return Duration.ofMinutes(15);
    }

    /// Whether what nobody pays and nobody closes ends at the provider.
    protected boolean endsByItself() {
        return traits().shuts() && traits().calls();
    }

    private Money price() {
        return traits().price();
    }

    private Money third() {
        return new Money(traits().third(), price().currency());
    }

    /// Method and path, as Town's weather knows them.
    protected abstract String operation(Call call);

    /// As Town calls the provider.
    protected String townName() {
        return provider().name();
    }

    /// What happens to this call, once.
    private void weather(Call call, String mode) {
        if (traits().calls()) town.weather(townName(), operation(call), mode, 1, SLOW_MILLIS);
    }

    /// Fine again, after the call was hit: else the test would have passed without weather.
    private void fairAfter(Call call) {
        var left = town.call("GET", "/town/weather", null);
        town.fair();
        if (!traits().calls()) return;
        assertThat(left.valueStream().map(spell -> spell.path("operation").asString()))
                .as(call + " did not meet the weather")
                .doesNotContain(operation(call));
    }

    /// What is asked of no provider that lacks it, by [Traits].
    protected static IllegalStateException notHere() {
        return new IllegalStateException("not at this provider");
    }

    /// The buyer pays, or approves what we take then.
    protected abstract void pay(Seen page);

    /// The buyer tries in vain: the last that is said of it is [Traits#declined].
    protected void payInVain(Seen page) {
        throw notHere();
    }

    /// The buyer pays so that refunds take time, and then fail or not.
    protected void payForSlowRefund(Seen page, boolean fails) {
        throw notHere();
    }

    /// Refunds under way are decided.
    protected void letRefundsSettle() {
        clock.forward(Duration.ofMinutes(1));
        town.sameTimeAs(clock);
    }

    /// The buyer's bank takes all of it back.
    ///
    /// @return what the provider names that
    protected String dispute(String charge) {
        throw notHere();
    }

    /// The bank decides.
    protected void decide(String charge, boolean forUs) {
        throw notHere();
    }

    /// How many pages the provider holds for this payment.
    protected abstract long pages(PaymentId id);

    /// As Town counts; where it does not, by what it shows.
    protected Tally tally(String charge) {
        var tally = town.call("GET", "/town/" + townName() + "/tally", null).path(charge);
        return new Tally(
                tally.path("charges").asInt(),
                tally.path("captured").asLong(),
                tally.path("refunds").asInt(),
                tally.path("refunded").asLong());
    }

    /// @param captured and refunded in minor units
    public record Tally(int charges, long captured, int refunds, long refunded) {}

    protected void inTransaction(Runnable doing) {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            doing.run();
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    @BeforeEach
    void begin() {
        town.fair();
        town.sameTimeAs(clock);
    }

    protected final Opening opening(Money amount) {
        return opening(traits().choice(), "朝のヨガ × 1", amount, time());
    }

    protected final Opening opening(Choice choice, String title, Money amount, Duration time) {
        var id = new PaymentId(ids.next());
        return new Opening(
                id,
                choice,
                "ord_" + id.toString().substring(4),
                title,
                amount,
                "hanako@example.com",
                Locale.JAPANESE,
                "https://tsudoi.example/orders/x/back",
                "https://tsudoi.example/orders/x",
                clock.instant(),
                clock.instant().plus(time),
                null,
                "山田 花子");
    }

    protected static <T> T given(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Given.class);
        return ((Answer.Given<T>) answer).value();
    }

    private static void isNotRefused(Answer<?> answer) {
        assertThat(answer).isNotInstanceOf(Answer.Refused.class);
    }

    protected final Status.Paid paid(Opening opening) {
        var page = given(provider().open(opening));
        pay(page);
        return (Status.Paid) taken(opening, page).status();
    }

    protected final Charge charge(String reference) {
        return new Charge(reference, traits().choice());
    }

    private Seen look(Opening opening, Seen page) {
        return given(provider().look(opening.id(), page.reference()));
    }

    /// The same, after what is approved was taken.
    private Seen taken(Opening opening, Seen page) {
        var seen = look(opening, page);
        return seen.status() instanceof Status.Approved ? given(provider().take(opening.id(), page.reference())) : seen;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void aPageIsMadeOnceAndNeverTakenForRefused(String mode) {
        var opening = opening(price());
        weather(Call.OPEN, mode);
        isNotRefused(impatient().open(opening));
        fairAfter(Call.OPEN);
        var page = given(provider().open(opening));
        assertThat(given(provider().open(opening))).isEqualTo(page);
        assertThat(pages(opening.id())).isEqualTo(1);
        assertThat(page)
                .isEqualTo(new Seen(page.reference(), opening.orderReference(), opening.id(), price(), page.status()))
                .isEqualTo(look(opening, page));
        switch (page.status()) {
            case Status.Open(var payUrl, var decline) -> {
                assertThat(payUrl).startsWith("http");
                assertThat(decline).isNull();
            }
            case Status.Issued(var how) -> assertThat(how.until()).isAfter(clock.instant());
            case Status.Approved _, Status.Paid _, Status.Processing _, Status.Closed _ ->
                throw new AssertionError("nobody has paid: " + page);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "error-before", "cut-before", "cut-after", "rate-limited", "garbage"})
    void whatCannotBeReadIsNotKnownAndReadLater(String mode) {
        var opening = opening(price());
        var page = given(provider().open(opening));
        pay(page);
        weather(Call.LOOK, mode);
        var answer = impatient().look(opening.id(), page.reference());
        fairAfter(Call.LOOK);
        isNotRefused(answer);
        // A reading call that was cut may have been repeated below the adapter, which does no harm.
        if (traits().calls() && !mode.startsWith("cut")) assertThat(answer).isInstanceOf(Answer.NotKnown.class);
        var paid = (Status.Paid) taken(opening, page).status();
        assertThat(paid.amount()).isEqualTo(price());
        assertThat(paid.fee()).isEqualTo(traits().fee());
        assertThat(tally(paid.chargeReference())).isEqualTo(new Tally(1, price().minorUnits(), 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void whatIsApprovedIsTakenOnceAndNeverTakenForRefused(String mode) {
        var opening = opening(price());
        var page = given(provider().open(opening));
        pay(page);
        assumeThat(look(opening, page).status()).isInstanceOf(Status.Approved.class);
        weather(Call.TAKE, mode);
        isNotRefused(impatient().take(opening.id(), page.reference()));
        fairAfter(Call.TAKE);
        var paid = (Status.Paid) taken(opening, page).status();
        assertThat(tally(paid.chargeReference())).isEqualTo(new Tally(1, price().minorUnits(), 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void aPageIsClosedForCertainOrNotKnown(String mode) {
        var opening = opening(price());
        var page = given(provider().open(opening));
        weather(Call.CLOSE, mode);
        isNotRefused(impatient().close(opening.id(), page.reference()));
        fairAfter(Call.CLOSE);
        assertThat(given(provider().close(opening.id(), page.reference())).status())
                .isEqualTo(new Status.Closed());
        if (traits().shuts()) assertThat(look(opening, page).status()).isEqualTo(new Status.Closed());
    }

    /// By a look at it, after somebody has approved a page that was closed.
    @Test
    void nothingIsTakenOnAClosedPage() {
        assumeThat(traits().shuts()).isFalse();
        var opening = opening(price());
        var page = given(provider().open(opening));
        given(provider().close(opening.id(), page.reference()));
        pay(page);
        assertThat(look(opening, page).status()).isInstanceOf(Status.Approved.class);
        assertThat(given(provider().close(opening.id(), page.reference())).status())
                .isEqualTo(new Status.Closed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void moneyGoesBackOnceAndIsNeverTakenForRefused(String mode) {
        assumeThat(traits().refunds()).isTrue();
        var opening = opening(price());
        var charge = paid(opening).chargeReference();
        var refund = new RefundId(ids.next());
        var part = third();
        weather(Call.REFUND, mode);
        isNotRefused(impatient().refund(refund, 1, charge(charge), part));
        fairAfter(Call.REFUND);
        var seen = refundedIn(refund, charge, part);
        assertThat(given(provider().refund(refund, 1, charge(charge), part))).isEqualTo(seen);
        assertThat(tally(charge)).isEqualTo(new Tally(1, price().minorUnits(), 1, traits().third()));
        weather(Call.LOOK_AT_REFUND, mode);
        isNotRefused(impatient().lookAtRefund(refund, seen.reference()));
        fairAfter(Call.LOOK_AT_REFUND);
        assertThat(given(provider().lookAtRefund(refund, seen.reference()))).isEqualTo(seen);
    }

    /// A provider may repeat a failed answer for a day, so that only looking for the refund or a new day helps.
    private RefundSeen refundedIn(RefundId refund, String charge, Money amount) {
        if (provider().refund(refund, 1, charge(charge), amount) instanceof Answer.NotKnown<RefundSeen>) {
            clock.forward(Duration.ofHours(25));
            town.sameTimeAs(clock);
        }
        var seen = given(provider().refund(refund, 1, charge(charge), amount));
        assertThat(seen.refundId()).isEqualTo(refund);
        assertThat(seen.amount()).isEqualTo(amount);
        assertThat(seen.status()).isEqualTo(new RefundStatus.Succeeded());
        return seen;
    }

    @Test
    void aBuyerWhoWasFasterThanTheClosingHasPaid() {
        var opening = opening(price());
        var page = given(provider().open(opening));
        pay(page);
        taken(opening, page);
        assertThat(given(provider().close(opening.id(), page.reference())).status())
                .isInstanceOf(Status.Paid.class);
    }

    @Test
    void aDeclinedCardLeavesThePageOpenAndSaysWhy() {
        assumeThat(traits().declined() != null).isTrue();
        var opening = opening(price());
        var page = given(provider().open(opening));
        payInVain(page);
        var payUrl = ((Status.Open) page.status()).payUrl();
        assertThat(taken(opening, page).status()).isEqualTo(new Status.Open(payUrl, traits().declined()));
        pay(page);
        assertThat(taken(opening, page).status()).isInstanceOf(Status.Paid.class);
    }

    @Test
    void onlyWhatWasUnderstoodIsRefused() {
        var tooSmall = traits().tooSmall();
        if (tooSmall != null) {
            assertThat(provider().open(opening(tooSmall)))
                    .matches(answer -> reason(answer) == RefusalReason.AMOUNT_NOT_ALLOWED);
        }
        var opening = opening(price());
        var wrong = withWrongCredentials();
        if (wrong != null) {
            assertThat(wrong.open(opening)).matches(answer -> reason(answer) == RefusalReason.CREDENTIALS);
        }
        assertThat(provider().look(opening.id(), traits().nobody())).matches(a -> reason(a) == RefusalReason.NOT_FOUND);
    }

    private static @Nullable RefusalReason reason(Answer<?> answer) {
        return answer instanceof Answer.Refused<?> refused ? refused.reason() : null;
    }

    @Test
    void beingRefusedToLookForARefundSaysNothingAboutIt() {
        assumeThat(traits().refunds()).isTrue();
        var charge = paid(opening(price())).chargeReference();
        assertThat(Objects.requireNonNull(withWrongCredentials())
                        .refund(new RefundId(ids.next()), 1, charge(charge), price()))
                .isInstanceOf(Answer.NotKnown.class);
    }

    @Test
    void moreThanWasPaidIsRefused() {
        assumeThat(traits().refunds()).isTrue();
        var charge = paid(opening(price())).chargeReference();
        assertThat(provider().refund(new RefundId(ids.next()), 1, charge(charge), price().times(2)))
                .isInstanceOf(Answer.Refused.class);
        assertThat(tally(charge).refunded()).isZero();
    }

    @Test
    void aRefundMayTakeItsTimeAndStillFail() {
        assumeThat(traits().refundsFail()).isTrue();
        var opening = opening(price());
        var page = given(provider().open(opening));
        payForSlowRefund(page, true);
        var charge = ((Status.Paid) taken(opening, page).status()).chargeReference();
        var refund = new RefundId(ids.next());
        var seen = given(provider().refund(refund, 1, charge(charge), price()));
        letRefundsSettle();
        assertThat(given(provider().lookAtRefund(refund, seen.reference())).status())
                .isInstanceOf(RefundStatus.Failed.class);
        var second = given(provider().refund(refund, 2, charge(charge), price()));
        assertThat(second.reference()).isNotEqualTo(seen.reference());
        assertThat(second.attempt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slow", "error-before", "error-after", "cut-before", "cut-after", "rate-limited", "garbage"})
    void whatABankTakesIsReadAndNeverTakenForNothing(String mode) {
        assumeThat(traits().disputes()).isTrue();
        var charge = paid(opening(price())).chargeReference();
        var dispute = dispute(charge);
        weather(Call.LOOK_AT_DISPUTE, mode);
        isNotRefused(impatient().lookAtDispute(dispute));
        fairAfter(Call.LOOK_AT_DISPUTE);
        var seen = given(provider().lookAtDispute(dispute));
        assertThat(seen.reference()).isEqualTo(dispute);
        assertThat(seen.chargeReference()).isEqualTo(charge);
        assertThat(seen.stage()).isEqualTo(Dispute.Stage.OPEN);
        assertThat(seen.amount()).isEqualTo(price());
        assertThat(seen.taken()).isEqualTo(price());
        assertThat(seen.answerBy()).isAfter(clock.instant());
        decide(charge, true);
        var won = given(provider().lookAtDispute(dispute));
        assertThat(won.stage()).isEqualTo(Dispute.Stage.WON);
        assertThat(won.taken().isZero()).isTrue();
        assertThat(won.answerBy()).isNull();
    }

    @Test
    void whatIsDecidedForTheBuyerStaysTaken() {
        assumeThat(traits().disputes()).isTrue();
        var charge = paid(opening(price())).chargeReference();
        var dispute = dispute(charge);
        decide(charge, false);
        var lost = given(provider().lookAtDispute(dispute));
        assertThat(lost.stage()).isEqualTo(Dispute.Stage.LOST);
        assertThat(lost.taken()).isEqualTo(price());
    }

    @Test
    void noSecondAttemptIsMadeBesideOneThatDidNotFail() {
        assumeThat(traits().refunds()).isTrue();
        var charge = paid(opening(price())).chargeReference();
        var refund = new RefundId(ids.next());
        var first = given(provider().refund(refund, 1, charge(charge), third()));
        assertThat(given(provider().refund(refund, 2, charge(charge), third()))).isEqualTo(first);
        assertThat(tally(charge)).isEqualTo(new Tally(1, price().minorUnits(), 1, traits().third()));
    }

    @Test
    void askingForThePageEightTimesAtOnceMakesOne() throws Exception {
        var opening = opening(price());
        Callable<Answer<Seen>> open = () -> provider().open(opening);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer :
                    threads.invokeAll(Stream.generate(() -> open).limit(8).toList())) {
                isNotRefused(answer.get());
            }
        }
        given(provider().open(opening));
        assertThat(pages(opening.id())).isEqualTo(1);
    }

    @Test
    void afterItsTimeThePageIsClosedByItself() {
        var opening = opening(price());
        var page = given(provider().open(opening));
        clock.forwardTo(provider().closedByItself(opening).plusSeconds(1));
        town.sameTimeAs(clock);
        if (endsByItself()) {
            assertThat(look(opening, page).status()).isEqualTo(new Status.Closed());
        }
    }

    @Test
    void nothingIsCalledWhileATransactionIsOpen() {
        assumeThat(traits().calls()).isTrue();
        var opening = opening(price());
        var page = given(provider().open(opening));
        assertThatThrownBy(() -> inTransaction(() -> provider().look(opening.id(), page.reference())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }
}
