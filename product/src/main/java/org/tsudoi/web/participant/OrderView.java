package org.tsudoi.web.participant;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsudoi.door.Door;
import org.tsudoi.members.Organiser;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.RefundTerms;
import org.tsudoi.orders.Order;
import org.tsudoi.payments.Payment;

/// What a page shows of an order.
///
/// @param asking whether the provider is being asked and the page should look again by itself
public record OrderView(
        String link,
        Order order,
        Event event,
        Organiser organiser,
        String picture,
        List<TicketView> tickets,
        @Nullable Payment payment,
        List<RefundView> refunds,
        boolean asking,
        Instant now) {
    public Event.Particulars told() {
        return event.particulars();
    }

    public Order.Terms terms() {
        return order.terms();
    }

    public String state() {
        return order.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    public @Nullable Instant heldUntil() {
        return switch (order) {
            case Order.Unconfirmed waiting -> waiting.heldUntil();
            case Order.Held held -> held.heldUntil();
            case Order.Paying paying -> paying.heldUntil();
            case Order.Paid _, Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> null;
        };
    }

    public @Nullable Instant paidAt() {
        return switch (order) {
            case Order.Paid paid -> paid.paidAt();
            case Order.Cancelled cancelled -> cancelled.paidAt();
            case Order.Unseated unseated -> unseated.paidAt();
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _ -> null;
        };
    }

    public RefundTerms refundTerms() {
        return terms().refunds(told());
    }

    /// A refused card on the provider's page, to be told when the buyer comes back.
    public boolean declined() {
        return payment instanceof Payment.Submitted submitted && submitted.lastDecline() != null;
    }

    public boolean mayCancel() {
        return tickets.stream().anyMatch(ticket -> !ticket.cancelled())
                && now.isBefore(terms().cancellableUntil(told()));
    }

    /// It has begun, so whoever would cancel is told why they cannot.
    public boolean isTooLateToCancel() {
        return !validTickets().isEmpty() && !mayCancel();
    }

    public boolean isDoorOpen() {
        return !now.isBefore(told().doorsAt());
    }

    public boolean isDoorClosed() {
        return !now.isBefore(Door.closesAt(event));
    }

    /// Whether all that was to go back has gone back.
    public boolean isRefunded() {
        return !refunds.isEmpty()
                && refunds.stream().allMatch(refund -> refund.state().equals("done"));
    }

    public @Nullable TicketView firstValid() {
        return tickets.stream()
                .filter(ticket -> !ticket.cancelled())
                .findFirst()
                .orElse(null);
    }

    /// The last part of the heading's key. Only what was not paid in time has lapsed to a reader.
    public String title() {
        return order instanceof Order.Lapsed lapsed && lapsed.why() != Order.LapseReason.EXPIRED ? "ended" : state();
    }

    /// `expired`, `left`, `event_cancelled` or `trial_used`; `none` when it did not lapse.
    public String lapseReason() {
        return order instanceof Order.Lapsed lapsed ? lapsed.why().name().toLowerCase(Locale.ROOT) : "none";
    }

    public List<TicketView> validTickets() {
        return tickets.stream().filter(ticket -> !ticket.cancelled()).toList();
    }

    /// Whether the buyer may still confirm or pay, so that a ticket may follow.
    public boolean isAwaited() {
        return heldUntil() != null;
    }

    public boolean isFree() {
        return terms().total().minorUnits() == 0;
    }

    /// Changes with the order: a page that is open looks at it and loads itself anew.
    public String word() {
        var valid = validTickets().size();
        var back = refunds.stream().map(RefundView::state).sorted().toList();
        return state() + (asking ? "-asking" : "") + "-" + valid + (back.isEmpty() ? "" : "-" + String.join("", back));
    }

    public record TicketView(
            String id,
            String label,
            String attendee,
            String door,
            boolean cancelled,
            @Nullable Money refunded) {}

    /// @param state `open`, `done` or `stuck`
    public record RefundView(Money amount, String state) {}
}
