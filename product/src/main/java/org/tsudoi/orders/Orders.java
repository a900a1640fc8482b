package org.tsudoi.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.ProviderFee;
import org.tsudoi.payments.RefundId;
import org.tsudoi.vouchers.Vouchers;

/// Sells places and takes them back. What can run out is decided by the ledger, in the transaction that stores
/// the order.
public interface Orders {
    /// Holds the seats, or says why not. The same `key` answers with the first order, so a second click places
    /// nothing.
    Placing place(Request request);

    /// For whoever followed the link of the mail that proves the address of an `Unconfirmed` order: the place is
    /// theirs, or theirs to pay for. Lapsed with `TRIAL_USED` when the trial was used by another order.
    Order confirm(OrderId id);

    /// Whether the buyer has had their trial with this organiser by another order. For nobody's eyes but theirs.
    boolean hadTrial(OrderId id);

    /// What an unpaid order can be paid with now, the usual first: what fits the amount and the time that is left.
    ///
    /// @param event as it is now
    List<PayWith> waysToPay(Order order, Event.Particulars event);

    /// @param until when it has to be paid; the seats are kept as long, or longer where we are told later
    /// @param later whether the buyer goes away with a number and pays somewhere else
    /// @param onTop what the provider asks them for besides the price
    /// @param fee   what the provider keeps of it, which the organiser bears
    record PayWith(Choice choice, Instant until, boolean later, Money onTop, ProviderFee fee) {}

    /// Goes on with paying, or begins it by the first of the ways. Calls the provider; no transaction may be open.
    PayStep pay(OrderId id);

    /// The same by this one of the ways. What was begun by another is closed before, so that nobody pays twice.
    PayStep pay(OrderId id, Choice choice);

    /// The same, with a wish about the buyer's card. A page that was begun with another is closed before.
    PayStep pay(OrderId id, Choice choice, CardWish card);

    /// The same, keeping what was read in the commit that begins it.
    ///
    /// @param choice empty: as `pay` without one
    PayStep pay(OrderId id, Optional<Choice> choice, CardWish card, Confirmations.Read read);

    /// Lowers what is to be paid for an unpaid order. What was begun to be paid by is closed before. Calls its
    /// provider; no transaction may be open.
    Reducing reduce(OrderId id, Reduction wish);

    /// Ends the ordering of what its reductions pay wholly, and keeps what was read, in one commit. Otherwise nothing
    /// happens: empty when the buyer has to read once more, as money is to be paid or the price is another.
    Optional<Order> conclude(OrderId id, Confirmations.Read read);

    /// Asks the provider now, for a buyer who has come back from it. No transaction may be open.
    void ask(OrderId id);

    /// The same, and how the order stands then.
    Order askAgain(OrderId id);

    /// The buyer lets an unpaid order go: the seats are free at once.
    Order leave(OrderId id);

    /// Whether its buyer may be reminded: it lapsed for want of payment, can be placed again as it was, and is the only
    /// order that was ever placed with that mail address for that event.
    boolean isAbandoned(OrderId id);

    /// Whether it lapsed, and may be asked about again later: its payment is not closed for certain yet.
    boolean isStillClosing(OrderId id);

    Order get(OrderId id);

    Optional<Order> find(OrderId id);

    /// The same, and nothing becomes of it before the caller's transaction ends.
    Optional<Order> holdStill(OrderId id);

    /// By the secret of its address.
    Optional<Order> byLink(String secret);

    /// Who only acts on it need not read all of it.
    Optional<OrderId> idByLink(String secret);

    /// By the secret of its address: what a page that is open asks for again and again.
    Optional<Glance> glance(String secret);

    /// What changes of an order, without who bought it.
    ///
    /// @param state as in the table: the name of the state in small letters
    /// @param places that are valid
    record Glance(OrderId id, String state, int places) {}

    /// The secret of its address; whoever has it acts as the buyer.
    String link(OrderId id);

    List<Ticket> tickets(OrderId id);

    Optional<Ticket> ticket(TicketId id);

    /// By the secret of the personal door address.
    Optional<Ticket> byDoor(String secret);

    /// As its buyer knows it, as the pass code is: good for nothing once the ticket was handed over.
    String doorLink(TicketId id);

    /// What is typed at `/door` on another device, in groups of four letters and digits; rate-limited by the
    /// caller.
    String passCode(TicketId id);

    Optional<Ticket> byPassCode(String typed);

    /// What would come back for these places now: by the policy to a participant, all of it when the organiser
    /// cancels.
    CancelQuote quote(OrderId id, Set<TicketId> tickets, Ticket.CancelledBy by);

    /// Cancels places: seats freed, door closed and refund stored in one commit.
    ///
    /// @param agreed the refund the buyer was shown; when a step of the policy has passed since, nothing
    ///     happens and the new quote is answered
    Cancelling cancel(OrderId id, Set<TicketId> tickets, Money agreed, Ticket.CancelledBy by);

    /// What was paid for one date of a course, which nobody held, comes back; the places stay. Once for each
    /// place, also to who left after it had begun, and not to who comes to another date instead. It has to be
    /// decided before that nobody held it.
    DateBack giveDateBack(OrderId id, DateId date);

    sealed interface DateBack {
        record Given(Money money, Money points) implements DateBack {}

        /// It came back before, by the buyer's bank if not by us, or nobody had it.
        record Nothing() implements DateBack {}

        /// The buyer's bank has the money, and has not decided yet.
        record Withheld() implements DateBack {}
    }

    /// What has come back for dates of it that nobody held, of each place.
    ///
    /// @param refund empty where no money did
    record DateShare(TicketId ticket, DateId date, Money amount, Optional<RefundId> refund) {}

    List<DateShare> dateShares(Order order);

    /// What would come back for these dates of its valid places, in money and points, if they were called off now.
    Money ofDates(Order order, Set<DateId> dates);

    /// What would come back of one of its places, in money and points, for so many dates more that nobody held.
    Money ofMoreDates(Order order, TicketId ticket, int dates);

    /// What has come back for dates of it that nobody held, for places that are valid.
    Money backForDates(Order order);

    Progress cancellation(EventId event);

    /// The newest 5,000, newest first: what people look at.
    List<Order> ofEvent(EventId event);

    /// All that have begun to be paid, however many.
    List<OrderId> payingOf(EventId event);

    /// Those of them that there are.
    List<Order> all(Collection<OrderId> ids);

    /// Whether an order that lapsed would get its places now, if its money came.
    boolean hasRoomAgain(OrderId id);

    /// All that are paid, however many.
    List<OrderId> paidOf(EventId event);

    /// The same, and those that were left and got nothing back for that date of a course.
    List<OrderId> payingForDate(EventId event, DateId date);

    /// Orders for sessions of these that were paid from then on and of which something may still be to come.
    List<OrderId> openSessionsOf(Collection<EventId> events, Instant paidFrom);

    List<Order> ofMember(MemberId member, EmailAddress verified);

    /// What this person, signed in, has ordered there and has or can still have: the newest first, and no more than a
    /// few.
    List<Order> standing(EventId event, MemberId member);

    Totals totals(EventId event);

    /// What would come back, in money and points, if all who have a place left now and got everything.
    AtStake atStake(EventId event);

    /// @param worth to a minor unit for each order of which a part came back before
    record AtStake(int orders, int places, Money worth) {}

    /// Where what this organiser is owed stands on the books, below zero.
    static AccountCode payable(OrganiserId organiser, Currency currency) {
        return AccountCode.of("organiser", organiser.toString(), "payable", currency.getCurrencyCode());
    }

    /// What each organiser is owed for orders for these events: what they sold, without places that were given back,
    /// without what they took in hand themselves, and without what banks have taken back: of that nothing is held.
    ///
    /// @param completed by then: such an order is left out
    Map<OrganiserId, Money> owedFor(Collection<EventId> events, Instant completed, Currency currency);

    /// All sessions of the order were used, or can be no more. Once only, in the caller's transaction.
    void complete(OrderId id, Instant at);

    /// Orders for sessions that were paid within that time and are not complete.
    List<OrderId> sessionsPaid(Instant from, Instant until);

    /// Per day of that zone, days without any left out.
    List<DaySales> sales(OrganiserId organiser, Currency currency, Instant from, Instant until, ZoneId zone);

    /// Lets all orders lapse whose time is over. Run by a job; answers how many. One that cannot be is told to the
    /// log, tried again by the next run, and keeps no other.
    int lapseDue();

    /// @param key       made with the form and sent with it; the order's id is derived from it
    /// @param attendees one name per place
    /// @param extras    what is wanted with the places
    record Request(
            String key,
            EventId event,
            PlanId plan,
            List<PersonName> attendees,
            Order.Buyer buyer,
            List<Extra.Wish> extras) {
        public Request(String key, EventId event, PlanId plan, List<PersonName> attendees, Order.Buyer buyer) {
            this(key, event, plan, attendees, buyer, List.of());
        }
    }

    sealed interface Placing {
        record Placed(Order order) implements Placing {}

        /// A mail was sent to the address. Answered alike whether or not its owner has had a trial, and to
        /// repetitions alike: whoever typed the address learns neither that nor the order's link.
        record ToConfirm(Order order) implements Placing {}

        record SoldOut(long seatsLeft) implements Placing {}

        record NotOnSale() implements Placing {}

        record NoSuchPlan() implements Placing {}

        record TooManyPlaces(int placesMax) implements Placing {}

        /// Something that was wanted with the places is not sold any more, or not so many are left.
        record ExtraGone() implements Placing {}

        /// Told at once to a member about their own proven address only.
        record TrialUsed() implements Placing {}
    }

    sealed interface PayStep {
        record GoToProvider(String url) implements PayStep {}

        /// The order's page says how.
        record SeeInstructions() implements PayStep {}

        /// It is not, or not any more, one of the ways.
        record NotThisWay() implements PayStep {}

        /// The price is another than was read.
        record ReadAgain() implements PayStep {}

        /// The provider has not answered yet; it is being asked.
        record BeingAsked() implements PayStep {}

        /// Nothing is to be paid, or not any more; the order tells.
        record NothingToPay(Order order) implements PayStep {}

        record Refused(String code) implements PayStep {}
    }

    sealed interface Reducing {
        /// @param order still to be paid, or paid
        record Done(Order order) implements Reducing {}

        record VoucherRefused(Vouchers.Reason why) implements Reducing {}

        /// @param points that there are
        record NotEnoughPoints(long points) implements Reducing {}

        /// Points that were given away pay nothing between these two, for now.
        ///
        /// @param bought that there are
        record BoughtPointsOnly(long bought) implements Reducing {}

        /// Points are spent by the buyer alone, signed in.
        record NotYours() implements Reducing {}

        record InYenOnly() implements Reducing {}

        /// No means takes so little.
        record NothingPaysTheRest(Money rest) implements Reducing {}

        /// A payment was given and is not final, or could not be closed.
        record BeingAsked() implements Reducing {}

        record Over(Order order) implements Reducing {}
    }

    /// @param percent   of the price that comes back; zero while a bank has all the money of it, and of courses, where
    ///                  dates are counted
    /// @param each      what comes back for each place
    /// @param points    the part of it that comes back as points
    /// @param lowerFrom when less will come back; null when nothing changes any more
    /// @param withheld  what would come back in money besides for each, but for the buyer's bank, which has it;
    ///                  points come back all the same
    /// @param extras    what of each is for what was bought with it
    record CancelQuote(
            List<Ticket.Valid> tickets,
            int percent,
            Map<TicketId, Money> each,
            Money refund,
            Money points,
            @Nullable Instant lowerFrom,
            Map<TicketId, Money> withheld,
            Map<TicketId, Money> extras) {
        public CancelQuote(
                List<Ticket.Valid> tickets,
                int percent,
                Map<TicketId, Money> each,
                Money refund,
                Money points,
                @Nullable Instant lowerFrom,
                Map<TicketId, Money> withheld) {
            this(tickets, percent, each, refund, points, lowerFrom, withheld, Map.of());
        }

        public CancelQuote withExtras(Map<TicketId, Money> extras) {
            return new CancelQuote(tickets, percent, each, refund, points, lowerFrom, withheld, extras);
        }

        public Money extrasOf(Ticket ticket) {
            return extras.getOrDefault(ticket.id(), refund.times(0));
        }

        public boolean isWithheld() {
            return !withheld.isEmpty();
        }

        public Money withheldOf(Ticket ticket) {
            return withheld.getOrDefault(ticket.id(), refund.times(0));
        }

        public Money withheldInAll() {
            return withheld.values().stream().reduce(refund.times(0), Money::plus);
        }

        /// Whether something comes back, and all of that as points.
        public boolean isPointsOnly() {
            return points.isPositive() && points.equals(refund);
        }

        public Money of(Ticket ticket) {
            return each.getOrDefault(ticket.id(), refund.times(0));
        }
    }

    sealed interface Cancelling {
        /// @param points the part of it that comes back as points
        record Done(Money refund, Money points) implements Cancelling {}

        record QuoteChanged(CancelQuote now) implements Cancelling {}

        /// They were cancelled before, or were never of this order.
        record NothingLeft() implements Cancelling {}

        record TooLate() implements Cancelling {}
    }

    /// @param refundsOpen sent or to be sent, not confirmed by the provider
    record Progress(int orders, int ordersDone, int refundsOpen, int refundsFailed) {}

    record Totals(int paidOrders, int places, int cancelledPlaces, int waitingOrders, Money sold, Money refunded) {}

    record DaySales(LocalDate day, Money sold, Money refunded, int places) {}
}
