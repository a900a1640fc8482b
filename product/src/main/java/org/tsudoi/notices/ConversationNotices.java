package org.tsudoi.notices;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.MessagesToTell;
import org.tsudoi.conversations.Side;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.texts.Language;

/// Mails what was written about an order to whoever has not read it by then: to its buyer, or to the organiser's
/// owners and the hosts of its sessions.
@Component
class ConversationNotices implements OutboxHandler {
    private static final String TOPIC = "notices.conversation";

    private final Conversations conversations;
    private final Orders orders;
    private final ConversationLetters letters;
    private final Posting posting;
    private final Outbox outbox;
    private final People people;

    /// Who acts for whom.
    @Component
    record People(Organisers organisers, OwnerMail mail, Appointments appointments, Sanctions sanctions) {
        List<MemberId> readers(Order order) {
            var hosts = appointments.of(order.id()).stream()
                    .flatMap(session -> session.booking().stream())
                    .map(booking -> booking.terms().host());
            return Stream.concat(mail.owners(order.terms().organiser()).stream(), hosts)
                    .distinct()
                    .toList();
        }

        /// Where this one reads the thread; empty for one who has left meanwhile, or was expelled.
        Optional<String> page(Order order, MemberId reader) {
            boolean expelled = sanctions
                    .barring(reader)
                    .filter(it -> it.decision().kind() == Sanction.Kind.EXPULSION)
                    .isPresent();
            if (expelled) return Optional.empty();
            var organiser = order.terms().organiser();
            if (mail.owners(organiser).contains(reader)) {
                var slug = organisers.find(organiser).orElseThrow().slug();
                return Optional.of("/organise/" + slug + "/conversations/" + order.id());
            }
            return appointments.of(order.id()).stream()
                    .flatMap(session -> session.booking().stream())
                    .filter(booking -> booking.terms().host().equals(reader))
                    .findFirst()
                    .map(booking -> "/account/bookings/" + booking.id() + "/conversation");
        }
    }

    ConversationNotices(
            Conversations conversations,
            Orders orders,
            ConversationLetters letters,
            Posting posting,
            Outbox outbox,
            People people) {
        this.conversations = conversations;
        this.orders = orders;
        this.letters = letters;
        this.posting = posting;
        this.outbox = outbox;
        this.people = people;
    }

    @EventListener
    void on(MessagesToTell news) {
        outbox.put(
                TOPIC,
                switch (news.to()) {
                    case BUYER -> List.of(item(news, null));
                    case ORGANISER ->
                        people.readers(orders.get(news.order())).stream()
                                .map(reader -> item(news, reader))
                                .toList();
                });
    }

    private static Outbox.Item item(MessagesToTell news, @Nullable MemberId reader) {
        var to = reader == null ? news.to().word() : reader.toString();
        var payload = new HashMap<String, Object>(Map.of("order", news.order().toString(), "from", news.from()));
        if (reader != null) payload.put("member", to);
        return new Outbox.Item(news.order() + ":" + news.from() + ":" + to, payload, news.at());
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    /// What it says stands on the page, too.
    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var order = OrderId.parse(item.payload().get("order").asString())
                .flatMap(orders::find)
                .orElseThrow();
        int from = item.payload().get("from").asInt();
        return item.payload().has("member") ? toOrganiser(item, order, from) : toBuyer(item, order, from);
    }

    private Handled toBuyer(OutboxItem item, Order order, int from) {
        var unread = conversations.unreadFrom(order.id(), Side.BUYER, from);
        if (unread.isEmpty()) return Handled.done();
        var buyer = order.terms().buyer();
        return posting.post(
                item.id().toString(),
                buyer.email(),
                Language.of(buyer.locale()),
                letters.toBuyer(order, unread),
                null,
                List.of());
    }

    private Handled toOrganiser(OutboxItem item, Order order, int from) {
        var unread = conversations.unreadFrom(order.id(), Side.ORGANISER, from);
        if (unread.isEmpty()) return Handled.done();
        return people.mail.post(
                item,
                reader ->
                        people.page(order, reader.id()).map(page -> letters.toOrganiser(order, reader, page, unread)));
    }
}
