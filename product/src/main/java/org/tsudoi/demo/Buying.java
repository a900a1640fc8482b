package org.tsudoi.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.demo.Town.Card;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;

/// What people who buy do: apply, pay, go away, cancel.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class Buying {
    private final Orders orders;
    private final Events events;
    private final Payments payments;
    private final Town town;
    private final Organising people;
    private int keys;

    Buying(Orders orders, Events events, Payments payments, Town town, Organising people) {
        this.orders = orders;
        this.events = events;
        this.payments = payments;
        this.town = town;
        this.people = people;
    }

    /// @param friends who comes along, one place each
    /// @param trial whether a free trial is taken where there is one and the person has had none
    /// @param member whether they have an account, or buy as guests
    record Wish(Story.Person buyer, List<Story.Person> friends, boolean trial, boolean member) {
        int places() {
            return 1 + friends.size();
        }
    }

    /// Places held; null when there were none.
    @Nullable
    OrderId place(EventId event, Wish wish) {
        var plans = events.get(event).particulars().plans();
        var trial =
                plans.stream().filter(plan -> plan.kind() == Plan.Kind.TRIAL).findFirst();
        if (wish.trial() && wish.places() == 1 && trial.isPresent()) {
            var placed = place(event, trial.get(), wish);
            if (placed != null) return placed;
        }
        // Most people take the first price that asks for money, or the only one there is.
        var plan = plans.stream()
                .filter(each -> each.kind() == Plan.Kind.ONCE && each.placesMax() >= wish.places())
                .skip(keys % 4 == 3 ? 1 : 0)
                .findFirst()
                .or(() -> plans.stream()
                        .filter(each -> each.kind() == Plan.Kind.ONCE)
                        .findFirst());
        return plan.map(each -> place(event, each, wish)).orElse(null);
    }

    private @Nullable OrderId place(EventId event, Plan plan, Wish wish) {
        var names = new ArrayList<PersonName>();
        names.add(wish.buyer().called());
        wish.friends().stream().limit(plan.placesMax() - 1L).forEach(friend -> names.add(friend.called()));
        var buyer = new Order.Buyer(
                wish.member() ? people.arrive(wish.buyer()).id() : null,
                wish.buyer().called(),
                wish.buyer().address(),
                wish.buyer().locale());
        var request = new Orders.Request("demo-" + keys++, event, plan.id(), names, buyer);
        return switch (orders.place(request)) {
            case Orders.Placing.Placed(var order) -> order.id();
            // The mail arrives and is read; whoever has had a trial lets it be.
            case Orders.Placing.ToConfirm(var order) when orders.confirm(order.id()) instanceof Order.Lapsed -> null;
            case Orders.Placing.ToConfirm(var order) -> order.id();
            case Orders.Placing.SoldOut _,
                    Orders.Placing.NotOnSale _,
                    Orders.Placing.NoSuchPlan _,
                    Orders.Placing.TooManyPlaces _,
                    Orders.Placing.TrialUsed _,
                    Orders.Placing.ExtraGone _ -> null;
        };
    }

    /// Goes to the payment page and gives this card there; the page stays open when it is declined.
    void pay(OrderId id, Card card) {
        if (orders.get(id).terms().total().isZero()) return;
        orders.pay(id);
        if (payments.newestFor(id.toString()).orElseThrow() instanceof Payment.Submitted page) {
            town.pay(
                    page.reference(),
                    card,
                    orders.get(id).terms().buyer().name().value());
            orders.askAgain(id);
        }
    }

    /// Opens the payment page and is not seen again.
    void beginToPay(OrderId id) {
        orders.pay(id);
    }

    void leave(OrderId id) {
        orders.leave(id);
    }

    /// Gives all places back, or one of several.
    void cancel(OrderId id, boolean onlyOne) {
        var going = orders.tickets(id).stream()
                .filter(Ticket.Valid.class::isInstance)
                .map(Ticket::id)
                .limit(onlyOne ? 1 : Long.MAX_VALUE)
                .collect(Collectors.toSet());
        if (going.isEmpty()) return;
        var quote = orders.quote(id, going, Ticket.CancelledBy.PARTICIPANT);
        orders.cancel(id, going, quote.refund(), Ticket.CancelledBy.PARTICIPANT);
    }
}
