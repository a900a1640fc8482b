package org.tsudoi.conversations.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.conversations.Author;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Message;
import org.tsudoi.conversations.MessageId;
import org.tsudoi.conversations.MessageText;
import org.tsudoi.conversations.MessagesToTell;
import org.tsudoi.conversations.NoteKind;
import org.tsudoi.conversations.Side;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;

/// The face. Whoever writes holds the thread's row: numbers have no gaps, and limits hold for all at once.
@Component
class KeepingConversations implements Conversations {
    private static final int SHOWN_MAX = 100;
    private static final Duration AN_HOUR = Duration.ofHours(1);

    /// Whoever has the page open has read it by then, and what is written in several pieces has come.
    private static final Duration MAIL_AFTER = Duration.ofMinutes(1);
    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(10);

    private final ThreadTable threads;
    private final MessageTable messages;
    private final Orders orders;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    KeepingConversations(
            ThreadTable threads,
            MessageTable messages,
            Orders orders,
            TransactionTemplate transactions,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.threads = threads;
        this.messages = messages;
        this.orders = orders;
        this.transactions = transactions;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public Posting post(OrderId order, Author author, String key, MessageText text) {
        var id = MessageId.derive(order, author.side(), key, text);
        return Objects.requireNonNull(transactions.execute(_ -> post(order, author, id, text)));
    }

    private Posting post(OrderId id, Author author, MessageId message, MessageText text) {
        var before = messages.find(id, message);
        if (before.isPresent()) return new Posting.Posted(before.get());
        var order = orders.get(id);
        if (!Conversations.isOpen(order)) return new Posting.Closed();
        var thread = opened(order);
        var meanwhile = messages.find(id, message);
        if (meanwhile.isPresent()) return new Posting.Posted(meanwhile.get());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var side = author.side();
        var lately = messages.saidSince(id, side, now.minus(AN_HOUR), HOURLY_MAX);
        if (lately.size() >= HOURLY_MAX) {
            return new Posting.TooMany(lately.getLast().plus(AN_HOUR));
        }
        var said = new Message.Said(message, threads.next(id, side, now), now, author, text);
        messages.insert(id, said);
        tell(thread, side.other(), said.number(), now);
        return new Posting.Posted(said);
    }

    /// The thread's row, held. What had come about before anybody wrote is noted first.
    private ThreadTable.Head opened(Order order) {
        if (threads.open(order.id(), order.terms().organiser(), clock.instant())) {
            for (var note : OrderNotes.sofar(order, orders.tickets(order.id()))) write(order.id(), note);
        }
        return threads.lock(order.id()).orElseThrow();
    }

    private void tell(ThreadTable.Head thread, Side to, int from, Instant now) {
        var last = thread.mailAt().get(to);
        if (last != null && last.isAfter(now)) return;
        var soon = now.plus(MAIL_AFTER);
        var due = last != null && last.plus(BETWEEN_MAILS).isAfter(soon) ? last.plus(BETWEEN_MAILS) : soon;
        threads.mail(thread.order(), to, due);
        publisher.publishEvent(new MessagesToTell(thread.order(), to, from, due));
    }

    @Override
    public Withdrawing withdraw(OrderId order, MessageId message, Author by) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var found = threads.lock(order).flatMap(_ -> messages.find(order, message));
            if (found.isEmpty()) return Withdrawing.NOT_THEIRS;
            return switch (found.get()) {
                case Message.Note _ -> Withdrawing.NOT_THEIRS;
                case Message.Withdrawn gone -> gone.author().isSameAs(by) ? Withdrawing.DONE : Withdrawing.NOT_THEIRS;
                case Message.Forgotten gone ->
                    gone.author().isSameAs(by) ? Withdrawing.TOO_LATE : Withdrawing.NOT_THEIRS;
                case Message.Said said -> withdraw(order, said, by);
            };
        }));
    }

    private Withdrawing withdraw(OrderId order, Message.Said said, Author by) {
        var now = clock.instant();
        if (!said.author().isSameAs(by)) return Withdrawing.NOT_THEIRS;
        if (said.isTooOld(now)) return Withdrawing.TOO_LATE;
        messages.withdraw(said.id(), now);
        threads.changed(order);
        return Withdrawing.DONE;
    }

    @Override
    public void note(OrderId order, NoteKind kind, Map<String, String> parameters, String key) {
        if (!parameters.keySet().equals(kind.parameters())) {
            throw new IllegalArgumentException(kind + " is told with " + kind.parameters());
        }
        transactions.executeWithoutResult(_ -> {
            opened(orders.find(order).orElseThrow(Problem::notFound));
            write(order, new OrderNotes.Noted(kind, parameters, key, clock.instant()));
        });
    }

    /// For those among these orders about which somebody has written.
    void noteWhereOpen(Collection<OrderId> about, NoteKind kind, Map<String, String> parameters, String key) {
        for (var order : threads.open(about)) {
            threads.lock(order);
            write(order, new OrderNotes.Noted(kind, parameters, key, clock.instant()));
        }
    }

    private void write(OrderId order, OrderNotes.Noted noted) {
        var id = MessageId.derive(order, noted.kind(), noted.key());
        if (messages.find(order, id).isPresent()) return;
        int number = threads.next(order, null, noted.at());
        messages.insert(order, new Message.Note(id, number, noted.at(), noted.kind(), noted.parameters()));
    }

    @Override
    public Thread of(OrderId order, @Nullable Integer before) {
        // Read first: what changes meanwhile is something new to whoever shows this.
        int changes = threads.changes(order);
        var found = messages.of(order, before, SHOWN_MAX + 1);
        boolean more = found.size() > SHOWN_MAX;
        return new Thread((more ? found.subList(0, SHOWN_MAX) : found).reversed(), more, changes);
    }

    @Override
    public Thread read(OrderId order, Side side) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            if (unread(order, side) > 0 && threads.lock(order).isPresent()) threads.read(order, side);
            return of(order, null);
        }));
    }

    @Override
    public int changes(OrderId order) {
        return threads.changes(order);
    }

    @Override
    public int unread(OrderId order, Side side) {
        return unread(List.of(order), side).getOrDefault(order, 0);
    }

    @Override
    public Map<OrderId, Integer> unread(Collection<OrderId> about, Side side) {
        return about.isEmpty() ? Map.of() : messages.unread(about, side);
    }

    @Override
    public int unread(OrganiserId organiser) {
        return messages.unreadBy(organiser);
    }

    @Override
    public List<Message.Said> unreadFrom(OrderId order, Side side, int number) {
        return messages.unreadFrom(order, side, number);
    }

    @Override
    public List<Line> of(OrganiserId organiser, @Nullable Place after, int max) {
        var places = threads.of(organiser, after, max);
        if (places.isEmpty()) return List.of();
        var about = places.stream().map(Place::order).toList();
        var last = messages.last(about);
        var unread = messages.unread(about, Side.ORGANISER);
        return places.stream()
                .filter(place -> last.containsKey(place.order()))
                .map(place -> new Line(
                        place.order(),
                        Objects.requireNonNull(last.get(place.order())),
                        unread.getOrDefault(place.order(), 0),
                        place))
                .toList();
    }
}
