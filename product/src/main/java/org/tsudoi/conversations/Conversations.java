package org.tsudoi.conversations;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;

/// What is written about orders: each has one thread, between its buyer and whoever acts for its organiser. Who may
/// write and read is the caller's to know.
public interface Conversations {
    /// In one thread, from one side, within an hour.
    int HOURLY_MAX = 30;

    /// Writes into the thread of an order, or says why not.
    ///
    /// @param key made with the form and sent with it: the same text with the same key is one message
    Posting post(OrderId order, Author author, String key, MessageText text);

    sealed interface Posting {
        /// Now, or before by the same form.
        record Posted(Message message) implements Posting {}

        /// That side wrote as much as it may within an hour.
        record TooMany(Instant again) implements Posting {}

        /// See `isOpen`.
        record Closed() implements Posting {}
    }

    /// Whether its thread can be written into: not when it went back unpaid, nor before its buyer's address is proven.
    static boolean isOpen(Order order) {
        return switch (order) {
            case Order.Held _, Order.Paying _, Order.Paid _, Order.Unseated _, Order.Cancelled _ -> true;
            case Order.Unconfirmed _, Order.Lapsed _ -> false;
        };
    }

    /// Takes back what this author wrote: its text is erased.
    Withdrawing withdraw(OrderId order, MessageId message, Author by);

    enum Withdrawing {
        /// Now or before.
        DONE,
        TOO_LATE,
        /// There is no such message of theirs in this thread.
        NOT_THEIRS
    }

    /// Notes in the thread what has come about, in the caller's transaction if there is one. The same kind with the
    /// same parameters is noted once for an order.
    ///
    /// @param parameters just those that the kind names
    default void note(OrderId order, NoteKind kind, Map<String, String> parameters) {
        var key = parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> one.getKey() + '=' + one.getValue())
                .collect(Collectors.joining(" "));
        note(order, kind, parameters, key);
    }

    /// The same for what can come about again: once for each key.
    void note(OrderId order, NoteKind kind, Map<String, String> parameters, String key);

    /// The newest messages of a thread; none when nothing was written yet.
    default Thread of(OrderId order) {
        return of(order, null);
    }

    /// @param before only those with a lower number; null for the newest
    Thread of(OrderId order, @Nullable Integer before);

    /// The newest messages, all of which this side has read with that.
    Thread read(OrderId order, Side side);

    /// @param messages oldest first, 100 at most
    /// @param changes  how often something changed in the thread: another number is something new to see
    record Thread(List<Message> messages, boolean hasEarlier, int changes) {}

    /// As in `Thread`: what an open page asks for again and again.
    int changes(OrderId order);

    /// How much of what the other side wrote this one has not read.
    int unread(OrderId order, Side side);

    /// Of these orders, without those where all is read.
    Map<OrderId, Integer> unread(Collection<OrderId> orders, Side side);

    /// In all threads of an organiser.
    int unread(OrganiserId organiser);

    /// What this side has not read, from that message on: for a mail.
    List<Message.Said> unreadFrom(OrderId order, Side side, int number);

    /// The threads of an organiser, the one that was written into last first.
    ///
    /// @param after the place of the last one that was seen; null to begin
    List<Line> of(OrganiserId organiser, @Nullable Place after, int max);

    /// @param unread by the organiser
    record Line(OrderId order, Message last, int unread, Place place) {}

    /// Where a thread stands in its organiser's list.
    record Place(Instant at, OrderId order) {
        private static final Pattern SHOWN = Pattern.compile("(\\d{1,16})\\.(\\w+)");

        public static Optional<Place> parse(String shown) {
            var parts = SHOWN.matcher(shown);
            if (!parts.matches()) return Optional.empty();
            var at = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
            return OrderId.parse(parts.group(2)).map(order -> new Place(at, order));
        }

        @Override
        public String toString() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + order;
        }
    }
}
