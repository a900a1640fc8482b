package town.zoom;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// What is scheduled, who is registered, which links were made. What one caller changes another sees at once.
@Component
class Meetings {
    static final int REGISTRANTS_MAX = 4_999;
    private static final int MEETINGS_KEPT = 5_000;
    private static final int REGISTRANTS_KEPT = 50_000;
    private static final int LINKS_KEPT = 50_000;

    private final Shelf<Meeting> meetings;
    private final Shelf<Registrant> registrants;
    private final Shelf<InviteLink> links;
    private final ZoomIds ids;
    private final TownClock clock;
    private final News news;

    Meetings(Keeper keeper, ZoomIds ids, TownClock clock, News news) {
        this.meetings = keeper.shelf("zoom-meetings", Meeting.class, MEETINGS_KEPT);
        this.registrants = keeper.shelf("zoom-registrants", Registrant.class, REGISTRANTS_KEPT);
        this.links = keeper.shelf("zoom-links", InviteLink.class, LINKS_KEPT);
        this.ids = ids;
        this.clock = clock;
        this.news = news;
    }

    Meeting create(String host, MeetingWish wish) {
        var meeting = wish.first(ids, host, clock.instant());
        meetings.put(meeting.key(), meeting);
        news.created(meeting);
        return meeting;
    }

    /// @throws ZoomRefusal 404 code 3001
    Meeting get(long id) {
        return find(id).orElseThrow(() -> ZoomRefusal.noMeeting(id));
    }

    Optional<Meeting> find(long id) {
        return meetings.find(String.valueOf(id)).filter(meeting -> !meeting.deleted());
    }

    /// Deleted ones too.
    Optional<Meeting> everScheduled(long id) {
        return meetings.find(String.valueOf(id));
    }

    /// Newest first.
    List<Meeting> list(int limit, Predicate<Meeting> wanted) {
        return meetings.newest(limit, meeting -> !meeting.deleted() && wanted.test(meeting));
    }

    void change(Meeting before, MeetingWish wish) {
        var after = wish.changing(before);
        meetings.put(after.key(), after);
        news.updated(before, after);
    }

    void delete(Meeting meeting) {
        meetings.put(meeting.key(), meeting.with(true));
        news.deleted(meeting);
    }

    void recover(Meeting meeting) {
        meetings.put(meeting.key(), meeting.with(false));
    }

    /// The same person registering again is the same registrant; one who was cancelled is let in again.
    ///
    /// @throws ZoomRefusal 400 code 3043 when full
    synchronized Registrant register(Meeting meeting, RegistrantWish wish) {
        var status = meeting.approval() == Meeting.Approval.AUTOMATIC || wish.autoApprove()
                ? Registrant.Status.APPROVED
                : Registrant.Status.PENDING;
        String email = wish.email().toLowerCase(Locale.ROOT);
        var before = registrants.newest(
                1, it -> it.meeting() == meeting.id() && it.email().equals(email));
        if (!before.isEmpty() && before.getFirst().status() != Registrant.Status.CANCELLED) {
            return before.getFirst();
        }
        if (registrants(meeting).stream().filter(Meetings::takesPlace).count() >= REGISTRANTS_MAX) {
            throw ZoomRefusal.of(400, 3043, "Meeting has reached maximum attendee capacity.");
        }
        var registrant = before.isEmpty()
                ? new Registrant(
                        ids.id(),
                        meeting.id(),
                        email,
                        wish.firstName(),
                        wish.lastName(),
                        status,
                        ids.token(),
                        ids.pin(),
                        clock.instant())
                : before.getFirst().with(status);
        registrants.put(registrant.id(), registrant);
        news.registrationCreated(meeting, registrant);
        return registrant;
    }

    private static boolean takesPlace(Registrant registrant) {
        return switch (registrant.status()) {
            case APPROVED, PENDING -> true;
            case DENIED, CANCELLED -> false;
        };
    }

    List<Registrant> registrants(Meeting meeting) {
        return registrants.newest(REGISTRANTS_KEPT, it -> it.meeting() == meeting.id());
    }

    Optional<Registrant> registrant(Meeting meeting, String idOrEmail) {
        return registrants
                .find(idOrEmail)
                .filter(it -> it.meeting() == meeting.id())
                .or(() ->
                        registrants
                                .newest(
                                        1,
                                        it -> it.meeting() == meeting.id()
                                                && it.email().equalsIgnoreCase(idOrEmail))
                                .stream()
                                .findFirst());
    }

    synchronized void setStatus(Meeting meeting, Registrant registrant, Registrant.Status status) {
        var current = registrants.find(registrant.id()).orElse(registrant);
        if (current.status() != status) {
            var next = current.with(status);
            registrants.put(next.id(), next);
            news.registrationChanged(meeting, next);
        }
    }

    InviteLink invite(Meeting meeting, String name, long seconds) {
        Instant expires = seconds == 0 ? null : clock.instant().plusSeconds(seconds);
        var link = new InviteLink(ids.token(), meeting.id(), name, expires);
        links.put(link.token(), link);
        return link;
    }

    Optional<InviteLink> link(Meeting meeting, String token) {
        return links.find(token).filter(link -> link.meeting() == meeting.id());
    }

    Optional<Registrant> holder(Meeting meeting, String token) {
        return registrants
                .newest(1, it -> it.meeting() == meeting.id() && it.token().equals(token))
                .stream()
                .findFirst();
    }
}
