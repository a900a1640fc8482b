package org.tsudoi.meetings;

import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;

/// What the market sells, held wherever a test wishes.
@Component
public class Venues {
    /// Who kept a link, where that is not what is looked at.
    public static final UUID SOMEBODY = new UUID(0, 1);

    private final Market market;
    private final SessionMarket selling;
    private final Events events;
    private final OutboxRunner outbox;
    private final Ids ids;

    Venues(Market market, SessionMarket selling, Events events, OutboxRunner outbox, Ids ids) {
        this.market = market;
        this.selling = selling;
        this.events = events;
        this.outbox = outbox;
        this.ids = ids;
    }

    /// An event that starts then, whose meeting is ready where it has to be made.
    public Event event(String provider, Duration startsIn) {
        var like = market.event(market.organiser(), 10, startsIn, market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        return held(like, provider);
    }

    public SessionMarket.Two two(String provider) {
        var sessions = held(market.sessions(market.organiser()), provider);
        var host = events.hosts(sessions.id()).iterator().next();
        selling.open(host, BookingRules.USUAL);
        return new SessionMarket.Two(sessions, host, selling.member("buyer"));
    }

    private Event held(Event like, String provider) {
        var told = like.particulars();
        var plans = told.plans().stream().map(this::another).toArray(Plan[]::new);
        var id = events.draft(new Event.Particulars(
                told.organiser(),
                events.freeSlug(told.title()),
                told.presentation(),
                told.schedule(),
                told.sale().withPlans(Arrays.asList(plans)),
                new Event.Venue(provider, told.doorsBefore()),
                0));
        events.publish(id);
        outbox.runDue();
        return events.get(id);
    }

    private Plan another(Plan plan) {
        return new Plan(
                new PlanId(ids.next()),
                plan.name(),
                plan.kind(),
                plan.price(),
                plan.placesMax(),
                plan.tax(),
                plan.length());
    }

    public static MeetingId meeting(Event event) {
        return new MeetingId(event.id().value());
    }
}
