package town.zoom;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// The rooms: who may come in, who is there, who is put out. A change of a registrant's status stops them at the door
/// and leaves them inside when they are inside already; only the host's hand and the end of the meeting put people out.
@Component
class Rooms {
    private static final int SITTINGS_KEPT = 5_000;
    private static final int VISITORS_KEPT = 50_000;
    /// A page that is in the background asks once a minute; one that has not asked for longer is gone.
    private static final Duration SILENCE_MAX = Duration.ofSeconds(100);

    private final Meetings meetings;
    private final RoomLinks links;
    private final News news;
    private final ZoomIds ids;
    private final TownClock clock;
    private final Shelf<Sitting> sittings;
    private final Shelf<Visitor> visitors;
    private final Map<String, Instant> heard = new ConcurrentHashMap<>();

    Rooms(Meetings meetings, RoomLinks links, News news, ZoomIds ids, TownClock clock, Keeper keeper) {
        this.meetings = meetings;
        this.links = links;
        this.news = news;
        this.ids = ids;
        this.clock = clock;
        this.sittings = keeper.shelf("zoom-sittings", Sitting.class, SITTINGS_KEPT);
        this.visitors = keeper.shelf("zoom-visitors", Visitor.class, VISITORS_KEPT);
    }

    /// @param token the link's `tk`; empty when it has none
    /// @param password the link's `pwd`, or what was typed; empty when there is none
    synchronized Door door(long meetingId, String token, String password) {
        var found = meetings.find(meetingId);
        if (found.isEmpty()) {
            return new Door.Refused(Door.Why.NO_MEETING);
        }
        Meeting meeting = found.get();
        return token.isEmpty() ? atTheMeetingsLink(meeting, password) : atAPersonalLink(meeting, token);
    }

    private Door atTheMeetingsLink(Meeting meeting, String password) {
        if (meeting.approval() != Meeting.Approval.NO_REGISTRATION) {
            return new Door.Refused(Door.Why.REGISTRATION_REQUIRED);
        }
        if (!password.equals(meeting.encryptedPassword()) && !password.equals(meeting.password())) {
            return new Door.Refused(Door.Why.PASSCODE_WRONG);
        }
        return openOrNot(meeting, new Door.Guest("", "", null, "", Visitor.Role.GUEST));
    }

    private Door atAPersonalLink(Meeting meeting, String token) {
        var registrant = meetings.holder(meeting, token);
        if (registrant.isPresent()) {
            return switch (registrant.get().status()) {
                case APPROVED -> openOrNot(meeting, guest(registrant.get()));
                case PENDING -> new Door.Refused(Door.Why.REGISTRATION_PENDING);
                case DENIED -> new Door.Refused(Door.Why.REGISTRATION_DENIED);
                case CANCELLED -> new Door.Refused(Door.Why.REGISTRATION_CANCELLED);
            };
        }
        var link = meetings.link(meeting, token);
        if (link.isEmpty()) {
            return new Door.Refused(Door.Why.LINK_UNKNOWN);
        }
        if (link.get().isOver(clock.instant())) {
            return new Door.Refused(Door.Why.LINK_EXPIRED);
        }
        return openOrNot(meeting, new Door.Guest(link.get().name(), "", null, token, Visitor.Role.GUEST));
    }

    private static Door.Guest guest(Registrant registrant) {
        return new Door.Guest(
                registrant.name(), registrant.email(), registrant.id(), registrant.token(), Visitor.Role.GUEST);
    }

    private Door openOrNot(Meeting meeting, Door.Guest guest) {
        var sitting = goingOn(meeting);
        if (!guest.ticket().isEmpty() && sitting.isPresent()) {
            for (Visitor other : ofSitting(sitting.get())) {
                boolean same = other.ticket().equals(guest.ticket());
                if (same && other.leaving() == Visitor.Leaving.REMOVED) {
                    return new Door.Refused(Door.Why.REMOVED);
                }
                if (same && other.isHere() && !meeting.severalDevices()) {
                    return new Door.Refused(Door.Why.IN_USE);
                }
            }
        }
        boolean open = sitting.isPresent() || meeting.opensWithoutHost(clock.instant());
        return open ? new Door.Open(guest) : new Door.HostNotHere(guest);
    }

    /// Who holds a start link is the host.
    synchronized Door hostDoor(long meetingId, String key) {
        var meeting = meetings.find(meetingId);
        if (meeting.isEmpty()) {
            return new Door.Refused(Door.Why.NO_MEETING);
        }
        if (!links.opensAsHost(meeting.get(), key)) {
            return new Door.Refused(Door.Why.START_LINK_EXPIRED);
        }
        return new Door.Open(Door.Guest.host(meeting.get(), ""));
    }

    /// Lets them in; the first to come begins the meeting.
    ///
    /// @param page 1 when they come with a browser that will be heard from, else 0
    synchronized Visitor enter(long meetingId, Door.Guest guest, String name, int page) {
        Meeting meeting = meetings.get(meetingId);
        Sitting sitting = goingOn(meeting).orElseGet(() -> begin(meeting));
        boolean waits = meeting.hasWaitingRoom() && guest.role() == Visitor.Role.GUEST;
        var visitor = new Visitor(
                ids.id(),
                ids.userId(),
                meeting.id(),
                sitting.uuid(),
                name,
                guest.email(),
                guest.registrant(),
                guest.ticket(),
                guest.role(),
                waits ? Visitor.Place.WAITING_ROOM : Visitor.Place.INSIDE,
                clock.instant(),
                null,
                null,
                page);
        visitors.put(visitor.id(), visitor);
        heard.put(visitor.id(), clock.instant());
        if (waits) {
            news.waiting(meeting, sitting, visitor);
        } else {
            news.joined(meeting, sitting, visitor);
        }
        return visitor;
    }

    private Sitting begin(Meeting meeting) {
        boolean first = sittings.newest(1, it -> it.meeting() == meeting.id()).isEmpty();
        var sitting = new Sitting(first ? meeting.uuid() : ids.uuid(), meeting.id(), clock.instant(), null);
        sittings.put(sitting.uuid(), sitting);
        news.started(meeting, sitting);
        return sitting;
    }

    Optional<Visitor> visitor(String id) {
        return visitors.find(id);
    }

    /// The room's page was opened once more.
    synchronized Optional<Visitor> openPage(String id) {
        var visitor = visitors.find(id);
        visitor.filter(Visitor::isHere).ifPresent(here -> {
            visitors.put(id, here.onNextPage());
            heard.put(id, clock.instant());
        });
        return visitors.find(id);
    }

    void hear(String id) {
        heard.computeIfPresent(id, (_, _) -> clock.instant());
    }

    /// @param page which page was closed; a page opened since then keeps the visitor inside
    synchronized void closePage(String id, int page) {
        visitors.find(id)
                .filter(visitor -> visitor.page() == page)
                .ifPresent(visitor -> leave(visitor, Visitor.Leaving.CLOSED_THE_PAGE));
    }

    synchronized void leave(String id) {
        visitors.find(id).ifPresent(visitor -> leave(visitor, Visitor.Leaving.LEFT));
    }

    /// By the host's hand; whoever was removed stays out as long as the meeting goes on.
    synchronized void remove(String id) {
        visitors.find(id).ifPresent(visitor -> leave(visitor, Visitor.Leaving.REMOVED));
    }

    synchronized void admit(String id) {
        visitors.find(id)
                .filter(visitor -> visitor.place() == Visitor.Place.WAITING_ROOM)
                .ifPresent(waiting -> {
                    var inside = waiting.admitted(clock.instant());
                    visitors.put(id, inside);
                    withMeeting(inside, (meeting, sitting) -> {
                        news.admitted(meeting, sitting, inside);
                        news.joined(meeting, sitting, inside);
                    });
                });
    }

    private void leave(Visitor visitor, Visitor.Leaving why) {
        if (!visitor.isHere()) {
            return;
        }
        visitors.put(visitor.id(), visitor.gone(clock.instant(), why));
        heard.remove(visitor.id());
        withMeeting(visitor, (meeting, sitting) -> {
            if (visitor.isInside()) {
                news.left(meeting, sitting, visitor, why);
            } else {
                news.leftWaitingRoom(meeting, sitting, visitor);
            }
            if (why != Visitor.Leaving.ENDED && ofSitting(sitting).stream().noneMatch(Visitor::isInside)) {
                end(meeting);
            }
        });
    }

    private interface InMeeting {
        void happen(Meeting meeting, Sitting sitting);
    }

    private void withMeeting(Visitor visitor, InMeeting what) {
        meetings.everScheduled(visitor.meeting())
                .ifPresent(meeting -> sittings.find(visitor.sitting()).ifPresent(it -> what.happen(meeting, it)));
    }

    /// Puts everybody out. Nothing happens when it is not going on.
    synchronized void end(Meeting meeting) {
        goingOn(meeting).ifPresent(sitting -> {
            ofSitting(sitting).forEach(visitor -> leave(visitor, Visitor.Leaving.ENDED));
            var now = clock.instant();
            sittings.put(sitting.uuid(), new Sitting(sitting.uuid(), sitting.meeting(), sitting.startedAt(), now));
            news.ended(meeting, sitting, now);
        });
    }

    Optional<Sitting> goingOn(Meeting meeting) {
        return sittings.newest(1, it -> it.meeting() == meeting.id() && it.goesOn()).stream()
                .findFirst();
    }

    /// The last one that is over.
    Optional<Sitting> past(Meeting meeting) {
        return sittings.newest(1, it -> it.meeting() == meeting.id() && !it.goesOn()).stream()
                .findFirst();
    }

    Optional<Sitting> sitting(String uuid) {
        return sittings.find(uuid);
    }

    /// In the order they came.
    List<Visitor> ofSitting(Sitting sitting) {
        return visitors.newest(VISITORS_KEPT, visitor -> visitor.sitting().equals(sitting.uuid()))
                .reversed();
    }

    @Scheduled(fixedDelay = 5000)
    synchronized void letTheSilentGo() {
        var limit = clock.instant().minus(SILENCE_MAX);
        for (Visitor visitor : visitors.newest(VISITORS_KEPT, it -> it.isHere() && it.page() > 0)) {
            if (heard.computeIfAbsent(visitor.id(), _ -> clock.instant()).isBefore(limit)) {
                leave(visitor, Visitor.Leaving.LOST_CONNECTION);
            }
        }
    }
}
