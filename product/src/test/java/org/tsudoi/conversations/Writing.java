package org.tsudoi.conversations;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;

/// Orders to write about, and who writes.
@Component
public class Writing {
    public static final Author GUEST = new Author(Side.BUYER, null);

    private final Conversations conversations;
    private final Organisers organisers;
    private final Orders orders;
    private final Market market;

    Writing(Conversations conversations, Organisers organisers, Orders orders, Market market) {
        this.conversations = conversations;
        this.organisers = organisers;
        this.orders = orders;
        this.market = market;
    }

    /// Paid, as it costs nothing and its buyer's address is proven.
    public Order booked(OrganiserId organiser, int places, PersonName buyer, String language) {
        var free = market.plan(Plan.Kind.ONCE, Money.jpy(0), 4);
        var event = market.event(organiser, 20, Duration.ofDays(3), free);
        var placing = orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                event.id(),
                free.id(),
                Collections.nCopies(places, buyer),
                new Order.Buyer(null, buyer, market.mail("hanako"), Locale.forLanguageTag(language))));
        return orders.confirm(((Orders.Placing.ToConfirm) placing).order().id());
    }

    public Order booked(OrganiserId organiser, int places) {
        return booked(organiser, places, new PersonName("山田 花子"), "ja");
    }

    public Order booked() {
        return booked(market.organiser(), 1);
    }

    public MemberId ownerOf(OrganiserId organiser) {
        return organisers.people(organiser).getFirst().member();
    }

    public Author owner(Order order) {
        return new Author(Side.ORGANISER, ownerOf(order.terms().organiser()));
    }

    public Conversations.Posting post(OrderId order, Author author, String text) {
        return conversations.post(order, author, UUID.randomUUID().toString(), new MessageText(text));
    }

    public Message.Said said(OrderId order, Author author, String text) {
        return switch (post(order, author, text)) {
            case Conversations.Posting.Posted(Message.Said said) -> said;
            case Conversations.Posting other -> throw new IllegalStateException("not posted: " + other);
        };
    }
}
