package org.tsudoi.conversations.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.conversations.NoteKind;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;

/// Notes what becomes of an order where somebody has written about it. Most orders are never written about: they cost
/// one look, and theirs is noted when somebody writes after all.
@Component
class OrderNotes {
    /// As `Conversations.note` without parameters makes it.
    private static final String ONCE = "";

    private final KeepingConversations conversations;

    OrderNotes(KeepingConversations conversations) {
        this.conversations = conversations;
    }

    /// @param key what makes it one note of its kind
    record Noted(NoteKind kind, Map<String, String> parameters, String key, Instant at) {}

    @EventListener
    void on(OrderNews news) {
        switch (news) {
            case OrderNews.OrdersPaid paid -> conversations.noteWhereOpen(paid.orders(), NoteKind.PAID, Map.of(), ONCE);
            case OrderNews.PeriodsPaid paid ->
                conversations.noteWhereOpen(paid.orders(), NoteKind.PAID, Map.of(), ONCE);
            case OrderNews.HouseOrdersPaid paid ->
                conversations.noteWhereOpen(paid.orders(), NoteKind.PAID, Map.of(), ONCE);
            case OrderNews.TicketsCancelled gone ->
                conversations.noteWhereOpen(
                        List.of(gone.order()),
                        NoteKind.CANCELLED,
                        told(gone.by(), gone.tickets().size()),
                        key(gone.tickets()));
            case OrderNews.OrderToConfirm _,
                    OrderNews.OrderToBePaid _,
                    OrderNews.OrderLapsed _,
                    OrderNews.OrderUnseated _,
                    OrderNews.PeriodGivenBack _,
                    OrderNews.HouseOrderGivenBack _,
                    OrderNews.HouseOrderLost _,
                    OrderNews.OrderRefunded _ -> {}
        }
    }

    private static Map<String, String> told(Ticket.CancelledBy by, int places) {
        return Map.of("by", by.name().toLowerCase(Locale.ROOT), "places", Integer.toString(places));
    }

    private static String key(Collection<TicketId> tickets) {
        return tickets.stream().map(TicketId::toString).sorted().collect(Collectors.joining("+"));
    }

    /// The same, as the order tells it afterwards.
    static List<Noted> sofar(Order order, List<Ticket> tickets) {
        var notes = new ArrayList<Noted>();
        switch (order) {
            case Order.Paid paid -> notes.add(new Noted(NoteKind.PAID, Map.of(), ONCE, paid.paidAt()));
            case Order.Cancelled gone -> notes.add(new Noted(NoteKind.PAID, Map.of(), ONCE, gone.paidAt()));
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _, Order.Unseated _ -> {}
        }
        notes.addAll(cancelled(tickets));
        return notes;
    }

    private static List<Noted> cancelled(List<Ticket> tickets) {
        record Step(Instant at, Ticket.CancelledBy by) {}
        var steps = new LinkedHashMap<Step, List<TicketId>>();
        for (var ticket : tickets) {
            if (!(ticket instanceof Ticket.Cancelled gone)) continue;
            steps.computeIfAbsent(new Step(gone.at(), gone.by()), _ -> new ArrayList<>())
                    .add(gone.id());
        }
        return steps.entrySet().stream()
                .map(step -> new Noted(
                        NoteKind.CANCELLED,
                        told(step.getKey().by(), step.getValue().size()),
                        key(step.getValue()),
                        step.getKey().at()))
                .sorted(Comparator.comparing(Noted::at))
                .toList();
    }
}
