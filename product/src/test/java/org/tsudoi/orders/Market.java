package org.tsudoi.orders;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Members;
import org.tsudoi.members.NewOrganiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.offerings.Tax;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.TownProcess;

/// Organisers, events and buyers for tests, made through the faces that everybody uses.
@Component
public class Market {
    static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    static final CancellationPolicy POLICY = new CancellationPolicy(List.of(
            new CancellationPolicy.Step(Duration.ofDays(1), 100),
            new CancellationPolicy.Step(Duration.ofHours(2), 50)));

    private final Members members;
    private final Organisers organisers;
    private final Events events;
    private final Orders orders;
    private final Payments payments;
    private final Ids ids;
    private final Clock clock;

    Market(
            Members members,
            Organisers organisers,
            Events events,
            Orders orders,
            Payments payments,
            Ids ids,
            Clock clock) {
        this.members = members;
        this.organisers = organisers;
        this.events = events;
        this.orders = orders;
        this.payments = payments;
        this.ids = ids;
        this.clock = clock;
    }

    public OrganiserId organiser() {
        return organiser("JPY");
    }

    public OrganiserId organiser(String currency) {
        var owner = members.findOrCreate(mail("host"), Optional.of(new PersonName("森 みどり")), Locale.JAPANESE, TOKYO);
        var wish = new NewOrganiser(
                "studio-" + Long.toString(ids.next().getMostSignificantBits() & 0xffffffffffL, 36)
                        + UUID.randomUUID().toString().substring(0, 6),
                "みどりスタジオ",
                Currency.getInstance(currency),
                "JP",
                "ヨガと呼吸");
        return switch (organisers.start(owner.id(), wish)) {
            case Organisers.Start.Started started -> started.organiser().id();
            case Organisers.Start.SlugTaken _ -> throw new IllegalStateException("taken: " + wish.slug());
        };
    }

    /// Published, starting in three days, ¥1,500 a place and one free trial plan.
    public Event event(int capacity) {
        return event(organiser(), capacity, Duration.ofDays(3));
    }

    public Event event(OrganiserId organiser, int capacity, Duration startsIn) {
        return event(
                organiser,
                capacity,
                startsIn,
                plan(Plan.Kind.ONCE, Money.jpy(1500), 4),
                plan(Plan.Kind.TRIAL, Money.jpy(0), 1));
    }

    public Plan plan(Plan.Kind kind, Money price, int placesMax) {
        return new Plan(
                new PlanId(ids.next()),
                kind == Plan.Kind.ONCE ? "1 回参加" : "体験",
                kind,
                price,
                placesMax,
                Tax.of(Tax.Category.STANDARD, "JP"));
    }

    public Event event(OrganiserId organiser, int capacity, Duration startsIn, Plan... plans) {
        var start = LocalDateTime.ofInstant(clock.instant().plus(startsIn), TOKYO);
        var id = events.draft(new Event.Particulars(
                organiser,
                events.freeSlug("Morning yoga"),
                new Event.Presentation("朝のやさしいヨガ", "起きてすぐの体を目覚めさせる 60 分です。", null, "hills/12345"),
                new Schedule.Fixed(start, Duration.ofMinutes(60), TOKYO),
                new Event.Sale(capacity, List.of(plans), POLICY, false),
                new Event.Venue("room", Duration.ofMinutes(10)),
                0));
        events.publish(id);
        return events.get(id);
    }

    /// Sessions of an hour at ¥3,000, and five of them in a pack at ¥2,500 each.
    public Event sessions(OrganiserId organiser) {
        var id = events.draft(new Event.Particulars(
                organiser,
                events.freeSlug("Coaching"),
                new Event.Presentation("コーチング", "二人で 1 時間、じっくり話します。", null, "hills/12345"),
                new Schedule.Arranged(TOKYO),
                new Event.Sale(
                        100,
                        List.of(
                                sessions(Plan.Kind.ONCE, Money.jpy(3000), 1),
                                sessions(Plan.Kind.PACK, Money.jpy(2500), 5)),
                        POLICY,
                        false),
                new Event.Venue("room", Duration.ZERO),
                0));
        events.publish(id);
        return events.get(id);
    }

    private Plan sessions(Plan.Kind kind, Money price, int places) {
        return new Plan(
                new PlanId(ids.next()),
                places == 1 ? "60 分" : places + " 回券",
                kind,
                price,
                places,
                Tax.of(Tax.Category.STANDARD, "JP"),
                Optional.of(Duration.ofMinutes(60)));
    }

    public Event.Particulars particulars(EventId event) {
        return events.get(event).particulars();
    }

    public EmailAddress mail(String who) {
        // Without "-": nobody's address looks like the number of a place.
        return new EmailAddress(who + "." + UUID.randomUUID().toString().replace("-", "") + "@example.jp");
    }

    public Orders.Placing place(EventId event, int places) {
        return place(event, 0, places, mail("hanako"), UUID.randomUUID().toString());
    }

    /// One who has the event's page open since before.
    public Orders.Placing place(Event seen, int places) {
        var name = new PersonName("山田 花子");
        return orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                seen.id(),
                seen.particulars().plans().getFirst().id(),
                java.util.Collections.nCopies(places, name),
                new Order.Buyer(null, name, mail("hanako"), Locale.JAPANESE)));
    }

    public Orders.Placing place(EventId event, int plan, int places, EmailAddress mail, String key) {
        var names = new ArrayList<PersonName>();
        for (int i = 0; i < places; i++) names.add(new PersonName("山田 花子" + (i == 0 ? "" : " " + i)));
        return orders.place(new Orders.Request(
                key,
                event,
                events.get(event).particulars().plans().get(plan).id(),
                names,
                new Order.Buyer(null, names.getFirst(), mail, Locale.JAPANESE)));
    }

    public Order held(EventId event, int places) {
        return switch (place(event, places)) {
            case Orders.Placing.Placed placed -> placed.order();
            case Orders.Placing other -> throw new IllegalStateException("not placed: " + other);
        };
    }

    /// The reference of the provider's page for an order whose payment was begun.
    public String session(OrderId order) {
        return switch (payments.newestFor(order.toString()).orElseThrow()) {
            case Payment.Submitted submitted -> submitted.reference();
            case Payment other -> throw new IllegalStateException("nothing to pay on: " + other);
        };
    }

    public void payAtProvider(String session) {
        TownProcess.running().call("POST", "/town/stripe/sessions/" + session + "/pay", null);
    }

    public Order paid(EventId event, int places) {
        var order = held(event, places);
        orders.pay(order.id());
        payAtProvider(session(order.id()));
        return orders.askAgain(order.id());
    }
}
