package org.tsudoi.web.organiser;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.NamedHost;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.offerings.Schedule;

/// Who is to lead what is about to be published, or moved, and has sold that time to somebody already. Nobody is
/// refused for it: they may know better.
@Component
public class BookedHosts {
    private static final Duration SESSION_MAX = Duration.ofDays(1);
    private static final int SHOWN_MAX = 5;

    private final NamedHosts hosts;
    private final Organisers organisers;
    private final Members members;
    private final Bookings bookings;

    BookedHosts(NamedHosts hosts, Organisers organisers, Members members, Bookings bookings) {
        this.hosts = hosts;
        this.organisers = organisers;
        this.members = members;
        this.bookings = bookings;
    }

    /// When somebody has a session; with whom is theirs alone to know.
    public record Booked(String name, Instant from, Instant until) {}

    List<Booked> at(Event event, Schedule schedule, Instant now) {
        var times = times(schedule).filter(time -> time.end().isAfter(now)).toList();
        if (times.isEmpty()) return List.of();
        return leaders(event).stream()
                .flatMap(leader -> times.stream().flatMap(time -> of(leader, time)))
                .distinct()
                .limit(SHOWN_MAX)
                .toList();
    }

    private static Stream<Schedule.Fixed> times(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Fixed it -> Stream.of(it);
            case Schedule.Course it ->
                it.dates().stream().filter(date -> !date.calledOff()).map(date -> date.times());
            case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> Stream.empty();
        };
    }

    /// Who is named and has not said no; where nobody is, whoever acts for the organiser.
    private Collection<MemberId> leaders(Event event) {
        var named = hosts.named(event.id());
        if (named.isEmpty()) {
            return organisers.people(event.particulars().organiser()).stream()
                    .map(Organisers.Acting::member)
                    .toList();
        }
        var unwilling = hosts.of(event.id()).stream()
                .filter(host -> isUnwilling(host.answer()))
                .map(NamedHost::member)
                .toList();
        return named.stream().filter(host -> !unwilling.contains(host)).toList();
    }

    private static boolean isUnwilling(NamedHost.Answer answer) {
        return switch (answer) {
            case ASKED, ACCEPTED -> false;
            case DECLINED, WITHDRAWN -> true;
        };
    }

    private Stream<Booked> of(MemberId leader, Schedule.Fixed time) {
        return bookings.ofHost(leader, time.begin().minus(SESSION_MAX), time.end()).stream()
                .filter(booking -> booking instanceof Booking.Agreed || booking instanceof Booking.Moved)
                .flatMap(booking -> booking.start().map(start -> span(leader, booking, start)).stream())
                .filter(booked -> booked.from.isBefore(time.end()) && booked.until.isAfter(time.begin()));
    }

    private Booked span(MemberId leader, Booking booking, Instant start) {
        return new Booked(name(leader), start, start.plus(booking.terms().length()));
    }

    private String name(MemberId leader) {
        return members.find(leader)
                .flatMap(one -> one.displayName())
                .map(PersonName::value)
                .orElse("–");
    }
}
