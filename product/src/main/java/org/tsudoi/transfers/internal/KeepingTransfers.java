package org.tsudoi.transfers.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.TransferId;
import org.tsudoi.transfers.TransferNews;
import org.tsudoi.transfers.TransferNews.What;
import org.tsudoi.transfers.Transfers;

/// Whoever decides about a giving holds its order alone first: cancelling does so, too.
@Component
class KeepingTransfers implements Transfers {
    private static final int BATCH = 100;

    private final TransferTable transfers;
    private final Orders orders;
    private final HandedTickets tickets;
    private final Events events;
    private final Around around;

    @Component
    record Around(Clock clock, Ids ids, TransactionTemplate transaction, ApplicationEventPublisher news) {}

    KeepingTransfers(TransferTable transfers, Orders orders, HandedTickets tickets, Events events, Around around) {
        this.transfers = transfers;
        this.orders = orders;
        this.tickets = tickets;
        this.events = events;
        this.around = around;
    }

    private Instant now() {
        return around.clock.instant();
    }

    @Override
    public boolean isOpen(Event event) {
        return (event instanceof Event.Published || event instanceof Event.Closed)
                && event.particulars().sale().to() != Event.SaleTo.MEMBERS
                && doors(event).isPresent()
                && transfers.isAllowed(event.id());
    }

    @Override
    public boolean isOpen(Event event, PlanId plan) {
        return isOpen(event) && !events.isForMembers(event, plan);
    }

    /// When the door opens by which a place has to be handed over: of a course that of its next date, which is given
    /// with all that follow it. Empty while a door is open, and when there is none any more.
    private Optional<Instant> doors(Event event) {
        var told = event.particulars();
        var doors = told.course()
                .map(course -> course.next(now()).map(date -> date.begin().minus(told.doorsBefore())))
                .orElseGet(told::doorsAt);
        return doors.filter(now()::isBefore);
    }

    @Override
    public boolean isAllowed(EventId event) {
        return transfers.isAllowed(event);
    }

    @Override
    public void allow(EventId event, boolean allowed) {
        transfers.allow(event, allowed);
    }

    @Override
    public Giving give(OrderId id, TicketId ticket, Transfer.Friend friend) {
        return Objects.requireNonNull(around.transaction.execute(_ -> {
            var order = tickets.holdAlone(id).orElseThrow(Problem::notFound);
            var event = events.get(order.terms().event());
            var terms = order.terms();
            if (!(order instanceof Order.Paid) || terms.trial() || !isOpen(event, terms.plan())) {
                return new Giving.NotOpen();
            }
            var own =
                    orders.ticket(ticket).filter(one -> one.order().equals(id)).orElseThrow(Problem::notFound);
            if (!(own instanceof Ticket.Valid valid) || !valid.isBuyers()) return new Giving.NotYours();
            var now = now();
            var doors = doors(event).orElseThrow();
            var most = now.plus(ACCEPTED_WITHIN);
            var offered = new Transfer.Offered(
                    new TransferId(around.ids.next()),
                    new Transfer.Gift(ticket, id, event.id(), friend, now),
                    doors.isBefore(most) ? doors : most);
            if (!transfers.insert(offered)) return new Giving.NotYours();
            tell(offered, What.OFFERED);
            return new Giving.Offered(offered);
        }));
    }

    private void tell(Transfer transfer, What what) {
        around.news.publishEvent(new TransferNews(transfer.id(), transfer.gift().event(), what));
    }

    @Override
    public boolean takeBack(OrderId order, TicketId ticket) {
        return transfers
                .liveOf(ticket)
                .filter(one -> one.gift().order().equals(order))
                .map(one -> decide(one.id(), offered -> {
                            end(offered, offered.takenBack(now()), What.TAKEN_BACK);
                        })
                        instanceof Transfer.TakenBack)
                .orElse(false);
    }

    private interface Deed {
        void with(Transfer.Offered offered);
    }

    /// Answers how it stands then.
    private Transfer decide(TransferId id, Deed deed) {
        return Objects.requireNonNull(around.transaction.execute(_ -> {
            var known = transfers.find(id).orElseThrow(Problem::notFound);
            if (tickets.holdAlone(known.gift().order()).isEmpty()) throw Problem.notFound();
            if (transfers.lock(id).orElseThrow() instanceof Transfer.Offered offered) deed.with(offered);
            return transfers.find(id).orElseThrow();
        }));
    }

    private void end(Transfer.Offered from, Transfer to, What what) {
        transfers.end(from, to, now());
        tell(to, what);
    }

    @Override
    public Transfer accept(TransferId id) {
        return decide(id, offered -> {
            var gift = offered.gift();
            var plan = orders.get(gift.order()).terms().plan();
            boolean inTime = now().isBefore(offered.until()) && isOpen(events.get(gift.event()), plan);
            boolean handed = inTime
                    && tickets.handOver(gift.ticket(), gift.friend().name()).isPresent();
            if (handed) end(offered, offered.accepted(now()), What.ACCEPTED);
            else end(offered, offered.lapsed(now()), What.LAPSED);
        });
    }

    @Override
    public Transfer decline(TransferId id) {
        return decide(id, offered -> end(offered, offered.declined(now()), What.DECLINED));
    }

    @Override
    public List<Transfer> of(OrderId order) {
        return transfers.of(order);
    }

    @Override
    public List<Transfer> toFriend(EmailAddress verified) {
        return transfers.toFriend(verified);
    }

    @Override
    public List<Transfer.Accepted> acceptedOf(EventId event) {
        return transfers.acceptedOf(event);
    }

    @Override
    public Optional<Transfer> find(TransferId id) {
        return transfers.find(id);
    }

    @Override
    public Optional<Transfer> byLink(String secret) {
        return transfers.byLink(secret);
    }

    @Override
    public String link(TransferId id) {
        return transfers.link(id);
    }

    @Override
    public int lapseDue() {
        int lapsed = 0;
        for (var batch = transfers.due(now(), BATCH); !batch.isEmpty(); batch = transfers.due(now(), BATCH)) {
            for (var one : batch) {
                decide(one.id(), offered -> end(offered, offered.lapsed(now()), What.LAPSED));
                lapsed++;
            }
        }
        return lapsed;
    }

    /// In the transaction of whoever cancels, who has locked the order.
    @EventListener
    void on(OrderNews.TicketsCancelled news) {
        for (var ticket : news.tickets()) {
            switch (transfers.liveOf(ticket).orElse(null)) {
                case Transfer.Offered offered -> end(offered, offered.lapsed(now()), What.LAPSED);
                case Transfer.Accepted accepted -> tell(accepted, What.VOID);
                case Transfer.TakenBack _, Transfer.Declined _, Transfer.Lapsed _ -> {}
                case null -> {}
            }
        }
    }
}
