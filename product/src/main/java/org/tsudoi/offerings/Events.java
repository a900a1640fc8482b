package org.tsudoi.offerings;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;

/// What organisers offer. Each change runs in a transaction of its own or joins the caller's.
public interface Events {
    Asset SEAT = new Asset("SEAT");

    EventId draft(Event.Particulars particulars);

    /// Changes a draft, or an event on sale: capacity only down to what is held and taken, plans that were sold
    /// stay, times raise the sequence.
    ///
    /// @throws org.tsudoi.platform.Problem in fields: `capacity` when seats already taken would be cut,
    ///     `policy` when people who booked would get less back, `plans` when some are for members and all of it
    ///     is, or buyers are accepted one by one, `dates` when dates of a course that is on sale
    ///     would come or go, or one that has begun would move; not found; gone when cancelled
    Event change(EventId id, Event.Particulars particulars);

    void publish(EventId id);

    /// What is paid for by the month: made and published by whoever keeps its members, under an id of theirs. It is
    /// found by nobody else. The same id again is the same; its name and text are as they are told now.
    Event.Published monthly(EventId id, Event.Particulars particulars);

    /// The same of what the house sells at once.
    Event.Published atOnce(EventId id, Event.Particulars particulars);

    void close(EventId id);

    void reopen(EventId id);

    /// Stops sales and closes the door in this transaction; whoever holds places is refunded by the orders, row
    /// by row.
    void cancel(EventId id, String reason);

    /// One date of a course does not take place, and the others do. For whoever gives back what was paid for it.
    ///
    /// @throws org.tsudoi.platform.Problem not-found where there is no such date; in the field `dates`
    ///     when it has begun or no other is left: then the course is called off
    void callDateOff(EventId course, DateId date);

    /// A new draft with all that it has, questions and add-ons too, its times moved one week on.
    EventId duplicate(EventId id);

    /// The same at those times.
    EventId duplicate(EventId id, Schedule.Fixed at);

    Optional<Event> find(EventId id);

    /// The same, and nobody changes or cancels the event before the caller's transaction ends; others may hold
    /// it still at the same time.
    Optional<Event> holdStill(EventId id);

    /// The same, and besides nobody sells a place of it meanwhile.
    Optional<Event> holdAlone(EventId id);

    /// Who can take a place from the caller's commit on. Those who were buying one are waited for.
    ///
    /// @param whom not members: these are of something
    /// @throws org.tsudoi.platform.Problem of sessions and months: these are sold to anybody
    void sellTo(EventId id, Event.SaleTo whom);

    /// The same: to members of this circle and nobody else. Courses, too.
    void sellToMembers(EventId id, CircleId circle);

    Event get(EventId id);

    /// Whether that plan of it, be it one that is not sold any more, is for members of some circle alone.
    boolean isForMembers(Event event, PlanId plan);

    Optional<Event> bySlug(String slug);

    /// A slug that is still free, made of the title where it is in Latin letters.
    String freeSlug(String title);

    Seats seats(EventId id);

    /// Of one that was read just now.
    Seats seats(Event event);

    /// Those on sale or not any more that are not over at that moment, by the latest end that they ever had since
    /// somebody ordered.
    List<EventId> endingAfter(Instant moment);

    List<EventId> endingAfter(OrganiserId organiser, Instant moment);

    /// Courses, on sale or not any more, with a date that begins then.
    List<EventId> datesBeginning(Instant from, Instant until);

    /// Meetings, not called off, that begin in that time.
    ///
    /// @param after exclusive, `until` inclusive
    List<EventId> starting(Instant after, Instant until);

    /// Meetings, not called off, whose planned end is in that time.
    ///
    /// @param from inclusive, `until` too
    List<EventId> ended(Instant from, Instant until);

    /// The soonest first.
    List<Listed> search(Search search);

    /// On sale, the newest first.
    ///
    /// @param text in title or description; null for all
    List<Listed> sessions(@Nullable String text, int limit);

    /// Those of them that are published, in any order.
    List<Listed> listed(Collection<EventId> ids);

    List<Event> ofOrganiser(OrganiserId organiser);

    /// Published, for members of this circle alone or with plans that are, and not over at that moment: the soonest
    /// first.
    List<Listed> ofCircle(CircleId circle, Instant moment, int max);

    /// Everyone who leads it, and enters without a ticket: whoever acts for the organiser and those named here.
    Set<MemberId> hosts(EventId id);

    void hosts(EventId id, Set<MemberId> hosts);

    /// One more leads it, besides all who do.
    void letLead(EventId id, MemberId host);

    /// The events this person leads without owning their organiser.
    List<Event> hostedBy(MemberId member);

    PictureId storePicture(OrganiserId organiser, Picture picture);

    Optional<Picture> picture(PictureId id);

    /// @param bytes re-encoded by us: no metadata, no other format inside
    record Picture(String mediaType, int width, int height, byte[] bytes) {}

    /// @param text in title or description; null for all
    /// @param ofEachOrganiser so many of one organiser's at most, the soonest
    record Search(
            @Nullable String text,
            Instant from,
            Instant until,
            boolean freeOnly,
            Locale locale,
            int limit,
            int ofEachOrganiser) {}

    record Listed(Event event, Seats seats) {}

    static AccountCode supply(EventId id) {
        return new AccountCode("event:" + id + ":seats:supply");
    }

    static AccountCode available(EventId id) {
        return new AccountCode("event:" + id + ":seats:available");
    }

    static AccountCode taken(EventId id) {
        return new AccountCode("event:" + id + ":seats:taken");
    }
}
