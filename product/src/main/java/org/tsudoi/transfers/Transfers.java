package org.tsudoi.transfers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.TicketId;

/// Gives places to friends, until the doors open. Once, and of meetings that are no trial: a trial
/// is for one person, and whoever buys sessions agrees on their times.
public interface Transfers {
    /// Until then the friend may accept; afterwards it stays with its buyer.
    Duration ACCEPTED_WITHIN = Duration.ofDays(3);

    /// Whether places of it can be given now.
    boolean isOpen(Event event);

    /// The same of those that were bought by that plan: what is for members is nobody else's.
    boolean isOpen(Event event, PlanId plan);

    boolean isAllowed(EventId event);

    void allow(EventId event, boolean allowed);

    Giving give(OrderId order, TicketId ticket, Transfer.Friend friend);

    /// Until the friend has accepted. Answers whether it is the buyer's again.
    boolean takeBack(OrderId order, TicketId ticket);

    /// The newest of each ticket.
    List<Transfer> of(OrderId order);

    /// Those to whoever has this address, the newest first.
    List<Transfer> toFriend(EmailAddress verified);

    /// Places of it that are friends' now, valid or not.
    List<Transfer.Accepted> acceptedOf(EventId event);

    Optional<Transfer> find(TransferId id);

    Optional<Transfer> byLink(String secret);

    /// The secret of its address; whoever has it acts as the friend.
    String link(TransferId id);

    /// From this commit on the place is the friend's. Answers how it stands then.
    Transfer accept(TransferId id);

    Transfer decline(TransferId id);

    /// Ends those that were not accepted in time. Run by a job; answers how many.
    int lapseDue();

    sealed interface Giving {
        record Offered(Transfer transfer) implements Giving {}

        /// It is with a friend already, or was cancelled.
        record NotYours() implements Giving {}

        record NotOpen() implements Giving {}
    }
}
