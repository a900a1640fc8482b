package org.tsudoi.memberplaces;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;

/// What is sold to the members of a monthly plan and to nobody else: an event, or a price of one that others come to as
/// well, out of the same seats. A member has one place an event, for themselves.
///
/// A place that was paid for stays its buyer's, whatever becomes of the membership. A free one is the membership's: it
/// goes back when its member will not be one on that day any more, as far as is known.
public interface MemberPlaces {
    /// The plan whose members it is for; empty when it is not for members alone.
    Optional<MonthlyPlan> plan(Event event);

    /// What members take their places by, beside what is for everybody.
    List<Price> prices(Event event);

    /// @param members of whom it is for
    record Price(Plan plan, MonthlyPlan members) {}

    /// Whether they can take a place of what is for members of that plan.
    Entry entry(Event event, MonthlyPlanId plan, MemberId member);

    /// The same of one who is in, without asking anybody.
    Entry entry(Event event, Membership membership);

    enum Entry {
        OPEN,
        /// Not a member, or not let in today.
        NOT_IN,
        /// Let in today, and not any more, or not yet again, on the day of the event.
        NOT_THAT_DAY
    }

    /// From now on it is sold to members of this plan. False when somebody waits for a place of it, or is accepted by
    /// the organiser one by one, or when it has prices for members. Who ordered before keeps what they have.
    ///
    /// @throws org.tsudoi.platform.Problem when it is no meeting and no course, or another organiser's
    boolean reserve(EventId event, MonthlyPlanId plan);

    /// From now on it is sold to anybody. False when it was not for members alone.
    boolean open(EventId event);

    /// As [Orders#place]. No transaction may be open.
    Taking take(Orders.Request request);

    sealed interface Taking {
        record Answered(Orders.Placing placing) implements Taking {}

        record NotLetIn(Entry why) implements Taking {}

        /// It was wished for another address than their own.
        record AnotherAddress() implements Taking {}

        /// They have a place for themselves, or one that they are paying for.
        record Already(Order order) implements Taking {}
    }

    /// What is to come for members of the plan, or has a price for them, or is under way: the soonest first.
    List<Events.Listed> coming(MonthlyPlanId plan);

    /// The orders of the places that this membership has, by event. Some may have lapsed.
    Map<EventId, OrderId> places(MembershipId membership);

    /// Gives free places back whose members will not be there, and lets those go that they have not paid for yet.
    /// Run by a job; answers how many.
    int giveBack();
}
