package org.tsudoi.web.participant;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.door.Door;
import org.tsudoi.members.Organiser;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.RefundTerms;
import org.tsudoi.orders.Order;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.ProviderFee;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Page;
import org.tsudoi.web.organiser.QrCode;

/// What a page shows of an order.
///
/// @param registration whether it is for the fee that the house asks of those who want to teach
/// @param asking whether the provider is being asked and the page should look again by itself
public record OrderView(
        String link,
        Order order,
        Event event,
        Organiser organiser,
        String picture,
        List<TicketView> tickets,
        @Nullable Payment payment,
        List<RefundView> refunds,
        Paying paying,
        boolean asking,
        boolean registration,
        Instant now) {
    private static final Duration COUNTED = Duration.ofHours(1);

    /// What an unpaid order can be paid with.
    ///
    /// @param remembered what this buyer chose the last time; empty when nothing is known
    /// @param counter    where whoever takes cash finds it; it opens nothing to others
    public record Paying(List<MeansView> means, String remembered, String counter) {
        static final Paying NOT = new Paying(List.of(), "", "");
    }

    /// @param word   as in `means.…`
    /// @param brands of which one is to be chosen; empty where there is nothing to choose
    /// @param later  whether a number is given that is paid elsewhere until then
    /// @param onTop  what the provider asks for besides the price
    /// @param fee    what the provider keeps, which the organiser bears
    /// @param inJapan whether it takes a store or a bank there
    public record MeansView(
            String word,
            List<String> brands,
            Instant until,
            boolean later,
            Money onTop,
            ProviderFee fee,
            boolean inJapan) {
        /// Of a slip.
        public LocalDate lastDay() {
            return Instructions.Slip.lastDay(until);
        }

        /// What the buyer's bank asks for is between the two.
        boolean isByBank() {
            return word.equals(Means.BANK_TRANSFER.word());
        }

        public boolean isBySlip() {
            return word.equals(Means.SLIP.word());
        }
    }

    public Event.Particulars told() {
        return event.particulars();
    }

    /// What it is called, in the words of whoever reads: the registration fee is named by the house.
    public String sold(Texts texts, Language language) {
        return registration ? texts.say(language, "stages.register.title") : told().title();
    }

    public String plan(Texts texts, Language language) {
        return registration ? texts.say(language, "stages.register.title") : terms().planName();
    }

    public Order.Terms terms() {
        return order.terms();
    }

    public String state() {
        return order.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    public @Nullable Instant heldUntil() {
        return switch (order) {
            case Order.Unconfirmed waiting -> waiting.heldUntil();
            case Order.Held held -> held.heldUntil();
            case Order.Paying paying -> paying.heldUntil();
            case Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> null;
        };
    }

    /// Whether counting the minutes says nothing: it was offered, and is kept for hours.
    public boolean isKeptForLong() {
        var until = heldUntil();
        return until != null && until.isAfter(now.plus(COUNTED));
    }

    public @Nullable Instant paidAt() {
        return switch (order) {
            case Order.Paid paid -> paid.paidAt();
            case Order.Cancelled cancelled -> cancelled.paidAt();
            case Order.Unseated unseated -> unseated.paidAt();
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _ -> null;
        };
    }

    /// Of a course: those that were bought, as they are now.
    public List<CourseDate> dates() {
        return terms().course()
                .flatMap(agreed -> told().course()
                        .map(course -> course.dates().stream()
                                .filter(date -> agreed.has(date.id()))
                                .toList()))
                .orElse(List.of());
    }

    /// Of a course: the first that is not over.
    public @Nullable CourseDate next() {
        return dates().stream()
                .filter(date -> !date.calledOff() && !date.hasEnded(now))
                .findFirst()
                .orElse(null);
    }

    /// What of a course is counted among all of its dates.
    public int numberOf(CourseDate date) {
        return told().course().map(course -> course.numberOf(date.id())).orElse(0);
    }

    public RefundTerms refundTerms() {
        return terms().refunds(told(), nextAgreed());
    }

    /// Empty while nothing ends it.
    public Optional<Instant> cancellableUntil() {
        return terms().cancellableUntil(told(), nextAgreed());
    }

    /// Of the sessions that were bought, the first that has its time.
    public @Nullable Instant agreed() {
        return nextAgreed().orElse(null);
    }

    Optional<Instant> nextAgreed() {
        return allAgreed().findFirst();
    }

    /// Of a pack: when the others take place, after the next.
    public List<Instant> laterAgreed() {
        return allAgreed().skip(1).toList();
    }

    private Stream<Instant> allAgreed() {
        return validTickets().stream()
                .map(TicketView::agreed)
                .filter(Objects::nonNull)
                .filter(now::isBefore)
                .sorted();
    }

    /// Zero for meetings.
    public Duration sessionLength() {
        return terms().sessionLength();
    }

    public List<MeansView> means() {
        return paying.means;
    }

    /// Whether it was paid somewhere else and is only not confirmed yet: nothing is left to do.
    public boolean isGiven() {
        return order instanceof Order.Paying
                && payment instanceof Payment.Processing it
                && it.terms().choice().means().isPaidElsewhere();
    }

    /// The number or code that is waited for to be paid.
    public Payment.@Nullable Issued issued() {
        return order instanceof Order.Paying && payment instanceof Payment.Issued it ? it : null;
    }

    /// Leads whoever takes the cash to this order.
    public QrCode code() {
        return QrCode.of(paying.counter);
    }

    /// What is chosen when the page comes: what was begun, what was chosen the last time, or the usual.
    public String chosen() {
        return chosen(0);
    }

    public String chosenBrand() {
        return chosen(1);
    }

    private String chosen(int part) {
        var parts = wished();
        boolean there = means().stream().anyMatch(one -> one.word().equals(parts[0]));
        if (part == 0)
            return there || means().isEmpty() ? parts[0] : means().getFirst().word();
        return there && parts.length == 2 ? parts[1] : "";
    }

    /// Who is outside Japan finds what takes a store or a bank there behind the rest, unless there is no rest.
    ///
    /// @param first offered at once, `more` behind them
    /// @param chosen when the page comes
    public record Offered(List<MeansView> first, List<MeansView> more, String chosen) {}

    public Offered offered(boolean outsideJapan) {
        var far = means().stream().filter(one -> outsideJapan && one.inJapan()).toList();
        var near = means().stream().filter(one -> !far.contains(one)).toList();
        if (near.isEmpty()) return new Offered(means(), List.of(), chosen());
        var wished = wished()[0];
        boolean there = means().stream().anyMatch(one -> one.word().equals(wished));
        return new Offered(near, far, there ? wished : near.getFirst().word());
    }

    /// What was begun or chosen the last time: means and brand.
    private String[] wished() {
        var begun = order instanceof Order.Paying && payment != null
                ? payment.terms().choice().word()
                : paying.remembered;
        return begun.split("\\.", 2);
    }

    /// Whether some of it is paid later, at a store.
    public boolean mayPayLater() {
        return means().stream().anyMatch(MeansView::later);
    }

    /// A refused card on the provider's page, to be told when the buyer comes back.
    public boolean declined() {
        return payment instanceof Payment.Submitted submitted && submitted.lastDecline() != null;
    }

    public boolean mayCancel() {
        return !cancellableTickets().isEmpty();
    }

    /// Those whose time has not come.
    public List<TicketView> cancellableTickets() {
        return validTickets().stream()
                .filter(ticket -> terms().cancellableUntil(told(), Optional.ofNullable(ticket.agreed()))
                        .filter(until -> !now.isBefore(until))
                        .isEmpty())
                .toList();
    }

    /// Whether its rules give nothing back any more: of a course what comes back then is by those for leaving it.
    public boolean isPolicyOver() {
        return refundTerms().steps().isEmpty() || refundTerms().isOver(now);
    }

    /// Whether a date that was bought was called off: no rule for cancelling is about it.
    public boolean hasDatesOff() {
        var bought = terms().course();
        return bought.isPresent()
                && told().course().stream()
                        .flatMap(course -> course.dates().stream())
                        .anyMatch(date -> date.calledOff() && bought.get().has(date.id()));
    }

    /// It has begun, so whoever would cancel is told why they cannot.
    public boolean isTooLateToCancel() {
        return !validTickets().isEmpty() && !mayCancel();
    }

    public boolean isDoorOpen() {
        return doorsAt().filter(it -> !now.isBefore(it)).isPresent();
    }

    /// Of a course: before its next date.
    public Optional<Instant> doorsAt() {
        var next = next();
        return next == null ? told().doorsAt() : Optional.of(next.begin().minus(told().doorsBefore()));
    }

    public boolean isDoorClosed() {
        return Door.isClosed(event, now);
    }

    /// Whether all that was to go back has gone back.
    public boolean isRefunded() {
        return !refunds.isEmpty()
                && refunds.stream().allMatch(refund -> refund.state().equals("done"));
    }

    public @Nullable TicketView firstValid() {
        return tickets.stream()
                .filter(ticket -> !ticket.cancelled() && !ticket.door().isEmpty())
                .findFirst()
                .orElse(null);
    }

    /// The last part of the heading's key. Only what was not paid in time has lapsed to a reader.
    public String title() {
        if (issued() != null) return "issued";
        if (isGiven()) return "given";
        return order instanceof Order.Lapsed lapsed && lapsed.why() != Order.LapseReason.EXPIRED ? "ended" : state();
    }

    /// `expired`, `left`, `event_cancelled`, `trial_used` or `not_a_member`; `none` when it did not lapse.
    public String lapseReason() {
        return order instanceof Order.Lapsed lapsed ? lapsed.why().name().toLowerCase(Locale.ROOT) : "none";
    }

    /// The form as it was filled in; for one that may not have that again, the event.
    public String applyAgain() {
        return order instanceof Order.Lapsed lapsed && mayAgain(lapsed.why())
                ? "/orders/" + link + "/again"
                : "/events/" + told().slug();
    }

    private static boolean mayAgain(Order.LapseReason why) {
        return why != Order.LapseReason.TRIAL_USED && why != Order.LapseReason.NOT_A_MEMBER;
    }

    /// To be read out.
    public static String inFours(String number) {
        return number.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /// As people write it: banks have names in narrow letters.
    public static String wide(String narrow) {
        return Normalizer.normalize(narrow, Normalizer.Form.NFKC);
    }

    /// Whether several sessions were bought together.
    public boolean isPack() {
        return terms().isSession() && tickets.size() > 1;
    }

    /// Of sessions: what was bought and has no time yet.
    public List<TicketView> undecided() {
        return validTickets().stream().filter(one -> one.agreed == null).toList();
    }

    /// Of the sessions without a time, the one that most waits for the buyer.
    public @Nullable TicketView toSettle() {
        return undecided().stream()
                .min(Comparator.comparing(OrderView::urgency))
                .orElse(null);
    }

    private static int urgency(TicketView one) {
        return one.proposed == null ? 1 : one.proposed.asked ? 0 : 2;
    }

    /// The end of the keys that say it: `answer`, `none` or `asked`.
    public String step(TicketView one) {
        return one.proposed == null ? "none" : one.proposed.asked ? "answer" : "asked";
    }

    /// How it stands with the time of a session: agreed on, proposed, or open. A line for each of several times.
    public List<String> settled(Page page, TicketView one) {
        if (one.agreed != null) {
            var time = timeOf(page, one);
            return List.of(now.isBefore(one.agreed) ? page.t("times.agreed", time) : time);
        }
        if (one.proposed == null) return List.of(page.t("times.none"));
        var times = one.proposed.starts().stream()
                .map(start -> page.span(start, start.plus(sessionLength()), told().zone()))
                .toList();
        return Stream.concat(
                        Stream.of(page.t("times.proposed", times.getFirst())),
                        times.stream().skip(1))
                .toList();
    }

    /// When one of the sessions takes place, or that nobody knows yet.
    public String timeOf(Page page, TicketView one) {
        return one.agreed == null
                ? page.t("order.noTime")
                : page.span(one.agreed, one.agreed.plus(sessionLength()), told().zone());
    }

    public String timeOf(Page page, String ticket) {
        return tickets.stream()
                .filter(one -> one.id.equals(ticket))
                .findFirst()
                .map(one -> timeOf(page, one))
                .orElse("");
    }

    public List<TicketView> validTickets() {
        return tickets.stream().filter(ticket -> !ticket.cancelled()).toList();
    }

    public List<TicketView> ownDoors() {
        return validTickets().stream()
                .filter(ticket -> !ticket.door().isEmpty())
                .toList();
    }

    /// Whether the buyer may still confirm or pay, so that a ticket may follow.
    public boolean isAwaited() {
        return heldUntil() != null;
    }

    public boolean isFree() {
        return terms().total().minorUnits() == 0;
    }

    /// Whether a voucher and points pay all of what was not for free.
    public boolean isPaidInParts() {
        return !isFree() && order.toPay().isZero();
    }

    /// Whether something was paid by money, so that there is a receipt.
    public boolean isPaidInMoney() {
        return order.toPay().isPositive();
    }

    /// What has come back as points.
    public Money pointsBack() {
        var back = tickets.stream()
                .map(TicketView::due)
                .filter(Objects::nonNull)
                .reduce(Money.zero(order.worth().currency()), Money::plus);
        return back.minus(order.inMoney(back));
    }

    /// Changes with the order: a page that is open looks at it and loads itself anew.
    public String word() {
        return word(state(), payment, validTickets().size(), refunds);
    }

    /// The same of what little is asked for by a page that is open.
    static String word(String state, @Nullable Payment payment, int places, List<RefundView> refunds) {
        boolean paying = state.equals("paying");
        var issued = paying && payment instanceof Payment.Issued it ? it : null;
        var back = refunds.stream().map(RefundView::state).sorted().toList();
        long received = issued != null && issued.how() instanceof Instructions.BankAccount it
                ? it.received().minorUnits()
                : 0;
        return state + (paying && isAsking(payment) ? "-asking" : issued != null ? "-issued" : "")
                + (received == 0 ? "" : "-" + received) + "-" + places
                + (back.isEmpty() ? "" : "-" + String.join("", back));
    }

    /// Whether its provider is being asked.
    static boolean isAsking(@Nullable Payment payment) {
        return payment instanceof Payment.Requested
                || payment instanceof Payment.Unknown
                || payment instanceof Payment.Processing
                || payment instanceof Payment.Captured;
    }

    /// Times of a session that wait for somebody's word.
    ///
    /// @param asked whether it is the buyer's
    public record Proposed(List<Instant> starts, boolean asked, Instant until) {}

    /// @param agreed when it is to start, of a session
    /// @param proposed null while no times are
    /// @param due    what it comes back as, or would but for the buyer's bank
    /// @param door empty once it was handed over: the door is its holder's
    public record TicketView(
            String id,
            String label,
            String attendee,
            String door,
            boolean cancelled,
            @Nullable Instant agreed,
            @Nullable Proposed proposed,
            @Nullable Money refunded,
            @Nullable Money due) {}

    /// @param state `open`, `done`, `stuck`, or `account` when the buyer is to tell one, `told` once they have
    /// @param why   as in texts
    public record RefundView(String id, Money amount, String state, String why) {}
}
