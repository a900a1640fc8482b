package org.tsudoi.freetimes.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingNews;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;

/// Where everything about a host's bookings is decided, one thing after the other, and written down.
@Component
class BookingDesk {
    private static final String TSUDOI = "tsudoi";

    private final BookingTable table;
    private final TakenTimes times;
    private final KeepingFreeTimes hosts;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    BookingDesk(
            BookingTable table,
            TakenTimes times,
            KeepingFreeTimes hosts,
            TransactionTemplate transactions,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.times = times;
        this.hosts = hosts;
        this.transactions = transactions;
        this.news = news;
        this.clock = clock;
    }

    /// What is known when something is decided.
    record Host(MemberId id, Availability availability, Instant now) {
        LocalDate day(Instant startsAt) {
            return startsAt.atZone(availability.zone()).toLocalDate();
        }
    }

    /// @param day    of the host that it counts on, for what is or was agreed on
    record Case(Booking booking, @Nullable LocalDate day, Instant madeAt, Host host) {
        Instant now() {
            return host.now();
        }
    }

    Answer decide(MemberId host, Function<Host, Answer> deciding) {
        return Objects.requireNonNull(transactions.execute(_ -> deciding.apply(locked(host))));
    }

    private Host locked(MemberId host) {
        return new Host(host, hosts.lock(host), clock.instant());
    }

    Answer decide(BookingId id, Function<Case, Answer> deciding) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var host = locked(found(id).booking().terms().host());
            var row = found(id);
            return deciding.apply(row.with(host));
        }));
    }

    /// As it is now, to be shown: nobody is kept from deciding meanwhile.
    Case look(BookingId id) {
        var row = found(id);
        var host = row.booking().terms().host();
        return row.with(new Host(host, hosts.of(host), clock.instant()));
    }

    private BookingTable.Row found(BookingId id) {
        return table.find(id).orElseThrow(Problem::notFound);
    }

    /// @param day of the host that it counts on
    Answer begin(
            Booking booking, List<Instant> starts, @Nullable LocalDate day, String who, BookingNews first, Host host) {
        table.insert(booking, day, host.now());
        times.take(booking, starts);
        table.note(booking, who, host.now());
        news.publishEvent(first);
        return new Answer.Done(booking);
    }

    /// The time that it is now to have was taken for it before.
    ///
    /// @param kept the time that stays taken, none when it is over for good
    Answer change(
            Case was, Booking now, @Nullable Instant kept, @Nullable LocalDate day, String who, BookingNews told) {
        table.change(was.booking(), now, day);
        times.freeAllBut(now.id(), kept);
        table.note(now, who, was.now());
        news.publishEvent(told);
        return new Answer.Done(now);
    }

    Answer lapse(Case was, Booking.Proposed proposed, Booking.Why why, @Nullable MemberId who) {
        if (was.day() != null) times.uncount(proposed.terms().host(), was.day());
        return change(
                was,
                proposed.lapsed(why, was.now()),
                null,
                null,
                who == null ? TSUDOI : who.toString(),
                new BookingNews.BookingLapsed(proposed.id(), why, proposed.waitsFor()));
    }
}
