package org.tsudoi.door.internal;

import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUpNews;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.MeetingNews;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.TicketHandedOver;

/// Keeps passes and meetings in step with what happens to orders and events, in the same commit.
@Component
class DoorNews {
    private final PassTable passes;
    private final Meetings meetings;
    private final Events events;
    private final MakeUps makeUps;
    private final OwnLinks links;
    private final Clock clock;

    DoorNews(PassTable passes, Meetings meetings, Events events, MakeUps makeUps, OwnLinks links, Clock clock) {
        this.links = links;
        this.makeUps = makeUps;
        this.passes = passes;
        this.meetings = meetings;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(EventNews news) {
        switch (news) {
            case EventNews.EventPublished published -> schedule(published.event());
            case EventNews.EventChanged changed -> schedule(changed.event());
            case EventNews.EventMoved _, EventNews.DatesMoved _ -> {}
            case EventNews.EventCopied copied ->
                links.copy(Occasion.roomOf(copied.like()), Occasion.roomOf(copied.event()));
            case EventNews.DateCalledOff off -> meetings.cancel(Occasion.roomOf(off.date()));
            case EventNews.EventCancelled cancelled ->
                Occasion.all(events.get(cancelled.event())).forEach(one -> meetings.cancel(one.room()));
        }
    }

    private void schedule(EventId id) {
        var event = events.get(id);
        var more = makeUps.places(id);
        for (var date : OtherDate.of(event)) {
            schedule(date, event.particulars(), more.getOrDefault(date.id(), MakeUps.Places.NONE));
            if (event.particulars().provider().equals(OwnLinks.PROVIDER)) {
                links.share(new MeetingId(date.id().value()), Occasion.roomOf(id));
            }
        }
    }

    /// @param more places that are open to who comes here instead of elsewhere
    private void schedule(OtherDate date, Event.Particulars told, MakeUps.Places more) {
        var times = date.times();
        meetings.schedule(
                new MeetingId(date.id().value()),
                new Meetings.Plan(
                        told.provider(),
                        told.organiser().toString(),
                        date.title(),
                        times.begin(),
                        times.length(),
                        times.zone(),
                        told.capacity() + more.open()));
    }

    /// A room for those, too, for whom places were opened.
    @EventListener
    void on(MakeUpNews.PlacesOpened news) {
        var event = events.get(news.event());
        if (event instanceof Event.Published || event instanceof Event.Closed) schedule(news.event());
    }

    @EventListener
    void on(OrderNews news) {
        switch (news) {
            case OrderNews.OrdersPaid paid -> passes.open(paid.tickets(), paid.event(), clock.instant());
            case OrderNews.TicketsCancelled cancelled -> {
                for (var ticket : cancelled.tickets()) {
                    var pass = passes.lock(ticket).orElseThrow();
                    passes.close(ticket, PassTable.State.CANCELLED, clock.instant());
                    if (pass.inside() != null) {
                        meetings.dismiss(pass.inside().admission(), Meetings.Leaving.CANCELLED);
                    }
                }
            }
            case OrderNews.OrderToConfirm _, OrderNews.OrderToBePaid _, OrderNews.OrderLapsed _ -> {}
            case OrderNews.OrderUnseated _, OrderNews.OrderRefunded _ -> {}
            // No door leads to a period.
            case OrderNews.PeriodsPaid _, OrderNews.PeriodGivenBack _ -> {}
            case OrderNews.HouseOrdersPaid _, OrderNews.HouseOrderGivenBack _, OrderNews.HouseOrderLost _ -> {}
        }
    }

    @EventListener
    void on(TicketHandedOver news) {
        var pass = passes.lock(news.ticket()).orElse(null);
        if (pass == null || pass.inside() == null) return;
        passes.left(news.ticket(), clock.instant());
        meetings.dismiss(pass.inside().admission(), Meetings.Leaving.CANCELLED);
    }

    @EventListener
    void on(MeetingNews news) {
        switch (news) {
            case MeetingNews.SomeoneJoined _, MeetingNews.SomeoneLeft _ -> {}
            case MeetingNews.HostRemoved removed ->
                passes.lockByAdmission(removed.admission())
                        .ifPresent(pass -> passes.close(pass.ticket(), PassTable.State.REMOVED, clock.instant()));
        }
    }
}
