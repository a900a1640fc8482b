package org.tsudoi.door.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.PersonName;
import org.tsudoi.door.Door;
import org.tsudoi.door.DoorState;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
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
    record Keeper(
            Clock clock,
            Ids ids,
            TransactionTemplate transaction,
            OpenDoors open,
            VisitTable visits,
            MakeUps makeUps) {}

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
                var now = keeper.clock.instant();
                var event = events.get(valid.event());
                yield state(event, occasion(valid, event, now), pass.orElse(null), hash(device), now);
            }
        };
    }

    /// Which of what a ticket is for its door leads to now.
    private Optional<Occasion> occasion(Ticket ticket, Event event, Instant now) {
        return Occasion.at(occasions(ticket, event), now);
    }

    /// Of a course those dates that were bought, and what is come to instead of some of them.
    private List<Occasion> occasions(Ticket ticket, Event event) {
        var all = Occasion.all(event);
        if (!event.particulars().isCourse()) return all;
        var bought = orders.get(ticket.order()).terms().course().orElseThrow(Problem::notFound);
        var replaced = keeper.makeUps.of(List.of(ticket.id())).stream()
                .filter(MakeUp::holds)
                .collect(Collectors.toMap(MakeUp::missed, it -> it));
        var own = all.stream()
                .filter(one -> one.date() != null
                        && bought.has(one.date().id())
                        && !replaced.containsKey(one.date().id()));
        var instead = replaced.values().stream()
                .flatMap(made -> Occasion.all(events.get(made.event())).stream()
                        .filter(one -> one.room().value().equals(made.occasion().value())));
        return Stream.concat(own, instead).toList();
    }

    private DoorState state(
            Event event, Optional<Occasion> leadsTo, PassTable.@Nullable Pass pass, byte[] device, Instant now) {
        var times = event.particulars();
        if (event instanceof Event.Cancelled cancelled) {
            var nothing = times.plans().isEmpty()
                    ? Money.jpy(0)
                    : times.plans().getFirst().price().times(0);
            return new DoorState.Cancelled(cancelled.cancelledAt(), nothing, true);
        }
        if (pass != null && pass.state() == PassTable.State.REMOVED) return new DoorState.RemovedByHost();
        // Those who have bought a session meet elsewhere: no door leads there.
        var occasion = leadsTo.orElseThrow(Problem::notFound);
        if (now.isBefore(occasion.opensAt())) return new DoorState.NotYetOpen(occasion.opensAt());
        if (occasion.isClosed(now)) return new DoorState.Ended(occasion.endsAt());
        var meeting = meetings.find(occasion.room());
        if (meeting.filter(Meeting.Ready.class::isInstance).isEmpty()) return new DoorState.ProviderDown();
        // Nobody can be put out there, so that no other device is in the way of this one.
        if (!meetings.tells(meeting.get().plan().provider())) return new DoorState.Unseen();
        var inside = meetings.inside(occasion.room());
        if (pass != null
                && pass.inside() != null
                && !MessageDigest.isEqual(pass.inside().deviceHash(), device)) {
            var since = insideSince(pass.inside(), inside, now);
            if (since != null) return new DoorState.InsideElsewhere(since);
        }
        return meetings.isLed(occasion.room()) ? new DoorState.Open() : new DoorState.HostAbsent();
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
        var room = Objects.requireNonNull(checked.room);
        var name = ticket.attendee().value();
        return switch (meetings.admit(room, admission, name, Meetings.Role.PARTICIPANT)) {
            case Meetings.Entry.Enter enter
            when stillIn(id, admission) -> new Entering.Welcome(enter.url(), enter.passcode());
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
    /// @param room    where to then
    private record Checked(
            @Nullable DoorState refused, @Nullable MeetingId room) {
        static Checked refused(DoorState why) {
            return new Checked(why, null);
        }
    }

    private Checked check(Ticket ticket, String device, boolean takeOver, AdmissionId admission) {
        var now = keeper.clock.instant();
        if (!(ticket instanceof Ticket.Valid seen)) return Checked.refused(look(ticket, device));
        passes.open(List.of(ticket.id()), ticket.event(), now);
        var pass = passes.lock(ticket.id()).orElseThrow();
        // Handing over locks the pass as well: it came before this, and is seen here, or finds who came in.
        if (orders.ticket(seen.id()).orElseThrow() instanceof Ticket.Valid held && held.holder() != seen.holder()) {
            throw Problem.notFound();
        }
        if (pass.state() == PassTable.State.CANCELLED) {
            return Checked.refused(look(orders.ticket(ticket.id()).orElseThrow(), device));
        }
        var event = events.get(ticket.event());
        var occasion = occasion(ticket, event, now);
        var state = state(event, occasion, pass, hash(device), now);
        boolean mayEnter = switch (state) {
            case DoorState.Open _, DoorState.HostAbsent _, DoorState.Unseen _ -> true;
            case DoorState.InsideElsewhere _ -> takeOver;
            case DoorState.NotYetOpen _, DoorState.Cancelled _ -> false;
            case DoorState.RemovedByHost _, DoorState.Ended _, DoorState.ProviderDown _ -> false;
        };
        if (!mayEnter) return Checked.refused(state);
        if (pass.inside() != null) {
            meetings.dismiss(pass.inside().admission(), Meetings.Leaving.MOVED_TO_ANOTHER_DEVICE);
        }
        passes.letIn(ticket.id(), admission, hash(device), now);
        occasion.map(Occasion::date)
                .map(CourseDate::id)
                .ifPresent(date -> keeper.visits.insert(new VisitTable.Visit(admission, ticket.id(), date), now));
        return new Checked(null, occasion.orElseThrow().room());
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
        var leadsTo = Occasion.at(Occasion.all(event), now);
        if (event instanceof Event.Cancelled) return new Entering.NotNow(state(event, leadsTo, null, new byte[0], now));
        var occasion = leadsTo.orElseThrow(Problem::notFound);
        if (occasion.isClosed(now)) return new Entering.NotNow(new DoorState.Ended(occasion.endsAt()));
        var admission = new AdmissionId(keeper.ids.next());
        keeper.transaction.executeWithoutResult(_ -> passes.hostIn(admission, id, host, now));
        var name = members.find(host).flatMap(Member::displayName).map(PersonName::value);
        return switch (meetings.admit(occasion.room(), admission, name.orElse("Host"), Meetings.Role.HOST)) {
            case Meetings.Entry.Enter enter -> new Entering.Welcome(enter.url(), enter.passcode());
            case Meetings.Entry.NotReady _, Meetings.Entry.Full _ -> new Entering.NotNow(new DoorState.ProviderDown());
        };
    }

    @Override
    public Map<TicketId, Instant> inside(EventId event) {
        var joined = new HashMap<AdmissionId, Instant>();
        for (var who : insideNow(event)) {
            if (who.joinedAt() != null) joined.put(who.admission(), who.joinedAt());
        }
        return Stream.concat(passes.inside(event).stream(), passes.inside(guests(event)).stream())
                .filter(pass -> pass.inside() != null
                        && joined.containsKey(pass.inside().admission()))
                .collect(Collectors.toMap(
                        PassTable.Pass::ticket,
                        pass -> joined.get(Objects.requireNonNull(pass.inside()).admission())));
    }

    @Override
    public Map<TicketId, Instant> wentIn(EventId event) {
        var opened = Occasion.at(Occasion.all(events.get(event)), keeper.clock.instant())
                .map(Occasion::opensAt);
        return Stream.concat(passes.inside(event).stream(), passes.inside(guests(event)).stream())
                .filter(pass -> pass.inside() != null
                        && opened.filter(pass.inside().since()::isBefore).isEmpty())
                .collect(Collectors.toMap(
                        PassTable.Pass::ticket,
                        pass -> Objects.requireNonNull(pass.inside()).since(),
                        (one, _) -> one));
    }

    /// Who comes here instead of a date of another event.
    private List<TicketId> guests(EventId event) {
        return keeper.makeUps.at(event).stream().map(MakeUp::ticket).toList();
    }

    /// Behind every door that is open: one date of a course may begin while people still talk after the one before.
    private List<Meetings.Presence> insideNow(EventId id) {
        var event = events.get(id);
        if (!event.particulars().isCourse()) return meetings.inside(Occasion.roomOf(id));
        var now = keeper.clock.instant();
        return Occasion.all(event).stream()
                .filter(one -> one.isOpen(now))
                .flatMap(one -> meetings.inside(one.room()).stream())
                .toList();
    }

    @Override
    public Optional<CourseDate> date(Ticket ticket) {
        var event = events.get(ticket.event());
        return occasion(ticket, event, keeper.clock.instant()).map(Occasion::date);
    }

    @Override
    public MeetingId room(Event event) {
        return Occasion.at(Occasion.all(event), keeper.clock.instant())
                .map(Occasion::room)
                .orElseGet(() -> Occasion.roomOf(event.id()));
    }

    @Override
    public Map<DateId, Map<TicketId, Meetings.Stay>> attendance(Schedule.Course course) {
        var visits =
                keeper.visits.of(course.dates().stream().map(CourseDate::id).toList());
        var stays = stays(visits);
        var came = new HashMap<DateId, Map<TicketId, Meetings.Stay>>();
        for (var visit : visits) {
            var stay = stays.get(visit.admission());
            if (stay == null) continue;
            came.computeIfAbsent(visit.date(), _ -> new HashMap<>()).merge(visit.ticket(), stay, Meetings.Stay::and);
        }
        return came;
    }

    @Override
    public boolean tells(Event event) {
        return meetings.tells(event.particulars().provider());
    }

    @Override
    public Set<DateId> came(Collection<TicketId> tickets) {
        var visits = keeper.visits.by(tickets);
        var stays = stays(visits);
        return visits.stream()
                .filter(visit -> stays.containsKey(visit.admission()))
                .map(VisitTable.Visit::date)
                .collect(Collectors.toSet());
    }

    private Map<AdmissionId, Meetings.Stay> stays(List<VisitTable.Visit> visits) {
        var admissions = visits.stream().map(VisitTable.Visit::admission).toList();
        var stays = new HashMap<>(meetings.stays(admissions));
        meetings.letIn(admissions).forEach((one, at) -> stays.put(one, new Meetings.Stay(at, null)));
        return stays;
    }

    @Override
    public int guard() {
        int out = 0;
        for (var event : keeper.open.now(keeper.clock.instant())) {
            // In this order: a pass is given before its holder is inside, so nobody seen inside lacks one yet.
            var inside = insideNow(event);
            var rightful = passes.rightful(event, guests(event), events.hosts(event));
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

    private static byte[] hash(String device) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(device.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
