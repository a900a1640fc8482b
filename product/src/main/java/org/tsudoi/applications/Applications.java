package org.tsudoi.applications;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.PlanId;

/// Keeps lines of those who wait for a place and lists of those who ask the organiser for one. What becomes free while
/// people wait is theirs, in their order: from the commit on in which the first one waits, nobody else can buy.
///
/// Whoever needs more places than are free keeps their place in line, and those behind them who need fewer get theirs.
public interface Applications {
    /// Who left by mistake comes back to their place in line.
    Duration UNDO_WITHIN = Duration.ofMinutes(30);

    Duration PROVE_WITHIN = Duration.ofDays(1);

    /// Whether somebody can ask for a place now, and how.
    Optional<Application.Kind> open(Event event);

    /// @param isProven whether mail to the address reaches this person: they signed in with it
    Asking ask(Request request, boolean isProven);

    /// For whoever followed the link of the mail.
    Asking prove(ApplicationId id);

    Optional<Application> byLink(String secret);

    /// The secret of its address; whoever has it acts as the one who asked.
    String link(ApplicationId id);

    Optional<Application> find(ApplicationId id);

    /// Those of this person, by account or proven address; the newest first.
    List<Application> ofMember(MemberId member, EmailAddress verified);

    /// Counted from 1 among those who wait; 0 when it does not.
    int position(Application application);

    /// By themselves, while nothing is offered. Answers how it stands then.
    Application leave(ApplicationId id);

    /// Empty when it is too late, or they stand in line again by another application.
    Optional<Application> comeBack(ApplicationId id);

    /// Those whose address is proven: open ones first, in their order.
    List<Listed> ofEvent(EventId event);

    record Listed(Application application, Instant since) {}

    ApplicationRules rules(EventId event);

    /// @param approval whether the organiser decides about each who wants to take part
    /// @return whether it is so now: not while people wait for places of what is sold to anybody
    boolean rules(EventId event, ApplicationRules rules, boolean approval);

    /// The organiser accepts, or offers a place to one who waits, ahead of others: as soon as there is one.
    ///
    /// @param words why, where others waited longer
    Deciding accept(EventId event, ApplicationId id, MemberId who, Optional<String> words);

    /// The organiser says no, or takes somebody off the list.
    ///
    /// @return false when nothing was open, or a place is offered by now
    boolean refuse(EventId event, ApplicationId id, MemberId who, Optional<String> words);

    /// Offers what is free, notes what became of offers, and ends what is over. Safe to be asked at any time by
    /// anybody; answers how many offers were made.
    int tend(EventId event);

    /// Those for which somebody waits, has asked, or has an offer.
    List<EventId> eventsToTend();

    record Request(
            EventId event,
            PlanId plan,
            Application.Person person,
            List<PersonName> attendees,
            Optional<String> message) {}

    sealed interface Asking {
        /// On the list, or with the organiser.
        record Entered(Application application) implements Asking {}

        /// Answered alike whoever's address it is.
        record ToProve(Application application) implements Asking {}

        /// A place can simply be bought.
        record FreePlaces() implements Asking {}

        /// Nobody can ask for a place any more, or not yet.
        record NotOpen() implements Asking {}

        record NoSuchPlan() implements Asking {}

        record TooManyPlaces(int placesMax) implements Asking {}
    }

    enum Deciding {
        OFFERED,
        /// Next in line.
        FIRST,
        NO_SEAT,
        NOT_OPEN
    }
}
