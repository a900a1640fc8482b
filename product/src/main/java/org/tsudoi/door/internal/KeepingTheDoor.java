package org.tsudoi.door.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.PersonName;
import org.tsudoi.door.Door;
import org.tsudoi.door.DoorState;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;

@Component
class KeepingTheDoor implements Door {
    /// A minted credential whose holder has not appeared counts as inside this long.
    private static final Duration ON_THE_WAY = Duration.ofSeconds(60);

    private final PassTable passes;
    private final Meetings meetings;
    private final Events events;
    private final Orders orders;
    private final Members members;
    private final Keeper keeper;

    @Component
    record Keeper(Clock clock, Ids ids, TransactionTemplate transaction, OpenDoors open) {}

    KeepingTheDoor(PassTable passes, Meetings meetings, Events events, Orders orders, Members members, Keeper keeper) {
        this.passes = passes;
        this.meetings = meetings;
        this.events = events;
        this.orders = orders;
        this.members = members;
        this.keeper = keeper;
    }

    @Override
    public DoorState look(Ticket ticket, String device) {
        return switch (ticket) {
            case Ticket.Cancelled cancelled ->
                new DoorState.Cancelled(
                        cancelled.at(), cancelled.refunded(), cancelled.by() == Ticket.CancelledBy.EVENT);
            case Ticket.Valid valid -> {
                var pass = passes.find(valid.id());
                yield state(events.get(valid.event()), pass.orElse(null), hash(device), keeper.clock.instant());
            }
        };
    }

    private DoorState state(Event event, PassTable.@Nullable Pass pass, byte[] device, Instant now) {
        var times = event.particulars();
        if (event instanceof Event.Cancelled cancelled) {
            var nothing = times.plans().isEmpty()
                    ? Money.jpy(0)
                    : times.plans().getFirst().price().times(0);
            return new DoorState.Cancelled(cancelled.cancelledAt(), nothing, true);
        }
        if (pass != null && pass.state() == PassTable.State.REMOVED) return new DoorState.RemovedByHost();
        // Those who have bought a session meet elsewhere: no door leads there.
        var doors = times.doorsAt().orElseThrow(Problem::notFound);
        if (now.isBefore(doors)) return new DoorState.NotYetOpen(doors);
        if (Door.isClosed(event, now)) return new DoorState.Ended(ended(event));
        var meeting = meetings.find(meetingOf(event.id()));
        if (meeting.filter(Meeting.Ready.class::isInstance).isEmpty()) return new DoorState.ProviderDown();
        var inside = meetings.inside(meetingOf(event.id()));
        if (pass != null
                && pass.inside() != null
                && !MessageDigest.isEqual(pass.inside().deviceHash(), device)) {
            var since = insideSince(pass.inside(), inside, now);
            if (since != null) return new DoorState.InsideElsewhere(since);
        }
        return meetings.isLed(meetingOf(event.id())) ? new DoorState.Open() : new DoorState.HostAbsent();
    }

    private static Instant ended(Event event) {
        return event.particulars().endsAt().orElseThrow();
    }

    private static @Nullable Instant insideSince(
            PassTable.Inside pass, Iterable<Meetings.Presence> inside, Instant now) {
        for (var who : inside) {
            if (!who.admission().equals(pass.admission())) continue;
            if (who.joinedAt() != null) return who.joinedAt();
            if (now.isBefore(pass.since().plus(ON_THE_WAY))) return pass.since();
        }
        return null;
    }

    @Override
    public Approach approach(Order order) {
        return switch (order) {
            case Order.Unconfirmed _ -> new Approach.ToConfirm();
            case Order.Held held -> new Approach.PaymentPending(held.heldUntil());
            case Order.Paying paying -> new Approach.PaymentPending(paying.heldUntil());
            case Order.Paid paid -> {
                var own = orders.tickets(paid.id()).stream()
                        .filter(Ticket.Valid.class::isInstance)
                        .map(Ticket.Valid.class::cast)
                        .filter(Ticket.Valid::isBuyers)
                        .toList();
                yield own.isEmpty() ? new Approach.NoDoor() : new Approach.Doors(own);
            }
            case Order.Lapsed _, Order.Unseated _, Order.Cancelled _ -> new Approach.NoDoor();
        };
    }

    @Override
    public Entering enter(TicketId id, String device, boolean takeOver) {
        return enter(orders.ticket(id).orElseThrow(Problem::notFound), device, takeOver);
    }

    @Override
    public Entering enter(Ticket ticket, String device, boolean takeOver) {
        var id = ticket.id();
        var admission = new AdmissionId(keeper.ids.next());
        var checked =
                Objects.requireNonNull(keeper.transaction.execute(_ -> check(ticket, device, takeOver, admission)));
        if (checked.refused != null) return new Entering.NotNow(checked.refused);
        var name = ticket.attendee().value();
        return switch (meetings.admit(meetingOf(ticket.event()), admission, name, Meetings.Role.PARTICIPANT)) {
            case Meetings.Entry.Enter enter when stillIn(id, admission) -> new Entering.Welcome(enter.url());
            case Meetings.Entry.Enter _ -> {
                meetings.dismiss(admission, Meetings.Leaving.CANCELLED);
                yield new Entering.NotNow(look(orders.ticket(id).orElseThrow(), device));
            }
            case Meetings.Entry.NotReady _, Meetings.Entry.Full _ -> {
                forget(admission);
                yield new Entering.NotNow(new DoorState.ProviderDown());
            }
        };
    }

    /// @param refused null when the pass was given to the admission
    private record Checked(@Nullable DoorState refused) {}

    private Checked check(Ticket ticket, String device, boolean takeOver, AdmissionId admission) {
        var now = keeper.clock.instant();
        if (!(ticket instanceof Ticket.Valid seen)) return new Checked(look(ticket, device));
        passes.open(List.of(ticket.id()), ticket.event(), now);
        var pass = passes.lock(ticket.id()).orElseThrow();
        // Handing over locks the pass as well: it came before this, and is seen here, or finds who came in.
        if (orders.ticket(seen.id()).orElseThrow() instanceof Ticket.Valid held && held.holder() != seen.holder()) {
            throw Problem.notFound();
        }
        if (pass.state() == PassTable.State.CANCELLED) {
            return new Checked(look(orders.ticket(ticket.id()).orElseThrow(), device));
        }
        var state = state(events.get(ticket.event()), pass, hash(device), now);
        boolean mayEnter = switch (state) {
            case DoorState.Open _, DoorState.HostAbsent _ -> true;
            case DoorState.InsideElsewhere _ -> takeOver;
            case DoorState.NotYetOpen _, DoorState.Cancelled _ -> false;
            case DoorState.RemovedByHost _, DoorState.Ended _, DoorState.ProviderDown _ -> false;
        };
        if (!mayEnter) return new Checked(state);
        if (pass.inside() != null) {
            meetings.dismiss(pass.inside().admission(), Meetings.Leaving.MOVED_TO_ANOTHER_DEVICE);
        }
        passes.letIn(ticket.id(), admission, hash(device), now);
        return new Checked(null);
    }

    /// A cancelling that came between the check and the credential is seen here.
    private boolean stillIn(TicketId ticket, AdmissionId admission) {
        return passes.find(ticket)
                .map(PassTable.Pass::inside)
                .filter(inside -> inside.admission().equals(admission))
                .isPresent();
    }

    private void forget(AdmissionId admission) {
        keeper.transaction.executeWithoutResult(_ -> passes.lockByAdmission(admission)
                .ifPresent(pass -> passes.left(pass.ticket(), keeper.clock.instant())));
    }

    @Override
    public Entering enterAsHost(EventId id, MemberId host) {
        var event = events.get(id);
        if (!events.hosts(id).contains(host)) throw Problem.notFound();
        var now = keeper.clock.instant();
        if (event instanceof Event.Cancelled) return new Entering.NotNow(state(event, null, new byte[0], now));
        if (!(event.particulars().schedule() instanceof Schedule.Fixed)) throw Problem.notFound();
        if (Door.isClosed(event, now)) return new Entering.NotNow(new DoorState.Ended(ended(event)));
        var admission = new AdmissionId(keeper.ids.next());
        keeper.transaction.executeWithoutResult(_ -> passes.hostIn(admission, id, host, now));
        var name = members.find(host).flatMap(Member::displayName).map(PersonName::value);
        return switch (meetings.admit(meetingOf(id), admission, name.orElse("Host"), Meetings.Role.HOST)) {
            case Meetings.Entry.Enter enter -> new Entering.Welcome(enter.url());
            case Meetings.Entry.NotReady _, Meetings.Entry.Full _ -> new Entering.NotNow(new DoorState.ProviderDown());
        };
    }

    @Override
    public Map<TicketId, Instant> inside(EventId event) {
        var joined = new HashMap<AdmissionId, Instant>();
        for (var who : meetings.inside(meetingOf(event))) {
            if (who.joinedAt() != null) joined.put(who.admission(), who.joinedAt());
        }
        return passes.inside(event).stream()
                .filter(pass -> pass.inside() != null
                        && joined.containsKey(pass.inside().admission()))
                .collect(Collectors.toMap(
                        PassTable.Pass::ticket,
                        pass -> joined.get(Objects.requireNonNull(pass.inside()).admission())));
    }

    @Override
    public int guard() {
        int out = 0;
        for (var event : keeper.open.now(keeper.clock.instant())) {
            // In this order: a pass is given before its holder is inside, so nobody seen inside lacks one yet.
            var inside = meetings.inside(meetingOf(event));
            var rightful = passes.rightful(event, events.hosts(event));
            for (var who : inside) {
                if (rightful.contains(who.admission())) continue;
                meetings.dismiss(who.admission(), Meetings.Leaving.CANCELLED);
                out++;
            }
        }
        return out;
    }

    /// Events whose doors may have somebody behind them.
    @Component
    static class OpenDoors {
        /// The longest event and the time its door stays open after it.
        private static final Duration STAYS_MAX = Schedule.Fixed.LENGTH_MAX.plus(OPEN_AFTER_END);

        private final JdbcClient jdbc;

        OpenDoors(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        java.util.List<EventId> now(Instant now) {
            return jdbc.sql("select distinct event from door_pass where changed_at > :recently")
                    .param("recently", java.sql.Timestamp.from(now.minus(STAYS_MAX)))
                    .query((row, _) -> new EventId(row.getObject("event", java.util.UUID.class)))
                    .list();
        }
    }

    static MeetingId meetingOf(EventId event) {
        return new MeetingId(event.value());
    }

    private static byte[] hash(String device) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(device.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
