package org.tsudoi.orders.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.tsudoi.members.House;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.HouseOrders;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Reductions;

/// Sells what the house gives at once. Each thing is an event on nobody's list.
@Component
class SellingForTheHouse implements HouseOrders {
    private static final String ART = "hills/2026";
    private static final int NAME_MAX = 60;

    private final House house;
    private final OrderTable orders;
    private final PlacingOrders placing;
    private final CancellingOrders cancelling;
    private final OrderFees fees;
    private final PlacingOrders.Desk desk;

    SellingForTheHouse(
            House house,
            OrderTable orders,
            PlacingOrders placing,
            CancellingOrders cancelling,
            OrderFees fees,
            PlacingOrders.Desk desk) {
        this.house = house;
        this.orders = orders;
        this.placing = placing;
        this.cancelling = cancelling;
        this.fees = fees;
        this.desk = desk;
    }

    @Override
    public Order ask(OrderId id, Wish wish) {
        return Objects.requireNonNull(desk.transaction()
                .execute(_ -> orders.find(id).orElseGet(() -> placed(id, wish))));
    }

    private Order placed(OrderId id, Wish wish) {
        var seller = house.seller().orElseThrow(() -> new IllegalStateException("nobody sells for the house"));
        var event = offered(seller, wish);
        var now = desk.clock().instant();
        var terms = terms(event, wish, now);
        var held = new Order.Held(id, terms, Reductions.none(terms.unitPrice().currency()), wish.payBefore());
        return placing.insert(held, held.heldUntil(), "asked for")
                ? held
                : orders.find(id).orElseThrow();
    }

    private Event.Published offered(OrganiserId seller, Wish wish) {
        var thing = wish.thing();
        var id = Secrets.derived("house", seller.toString(), thing.key());
        // Nobody orders by this list: it is asked for one by one.
        var listed = new Plan(new PlanId(id), named(wish), Plan.Kind.ONCE, wish.amount(), 1, wish.tax());
        return desk.events()
                .atOnce(
                        new EventId(id),
                        new Event.Particulars(
                                seller,
                                "house-" + id,
                                new Event.Presentation(thing.title(), thing.about(), null, ART),
                                new Schedule.AtOnce(thing.zone()),
                                new Event.Sale(1, List.of(listed), new CancellationPolicy(List.of()), false),
                                new Event.Venue("room", Duration.ZERO),
                                0));
    }

    private static String named(Wish wish) {
        return wish.named().length() > NAME_MAX ? wish.named().substring(0, NAME_MAX) : wish.named();
    }

    private Order.Terms terms(Event.Published event, Wish wish, Instant now) {
        var told = event.particulars();
        return new Order.Terms(
                told.organiser(),
                event.id(),
                told.plans().getFirst().id(),
                named(wish),
                false,
                wish.amount(),
                List.of(wish.buyer().name()),
                wish.buyer(),
                now,
                new Order.When.AtOnce(),
                told.policy(),
                wish.tax(),
                fees.terms(event, wish.amount().currency(), now).of(wish.amount()));
    }

    @Override
    public void giveBack(OrderId id, Money amount) {
        cancelling.giveBack(id, amount);
    }
}
