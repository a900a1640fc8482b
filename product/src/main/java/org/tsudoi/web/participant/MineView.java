package org.tsudoi.web.participant;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.memberships.Fee;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.OrderId;
import org.tsudoi.stages.Sanction;

/// What a member's own page shows.
///
/// @param kinds    of which there is anything, all of them first; none where there is nothing at all
/// @param counts   of that kind, by shelf
/// @param asked    sessions this person is named to lead and has said nothing about yet
/// @param named    meetings for which the same holds
/// @param toAnswer times of sessions that wait for their word, the first to end first
/// @param lines    what is to come soonest first, else newest first
/// @param more     how many to show for the rest; zero when this is all
/// @param unread   how much of what organisers wrote, where there is something
/// @param zone     of the reader
/// @param points   of theirs, to be used
/// @param bars     what keeps them from more; null while nothing does
public record MineView(
        Show show,
        Kind kind,
        List<Kind> kinds,
        Map<Show, Integer> counts,
        List<Event> asked,
        List<Event> named,
        List<ToAnswer> toAnswer,
        List<Line> lines,
        int more,
        Map<OrderId, Integer> unread,
        ZoneId zone,
        long points,
        Sanction.@Nullable InForce bars) {
    public enum Show {
        COMING,
        PAST,
        ARCHIVED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Kind {
        ALL,
        MEETINGS,
        SESSIONS,
        COURSES,
        SALONS,
        WAITING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean has(Kind one) {
            return this == ALL || this == one;
        }

        static Kind of(Event.Particulars told) {
            if (told.isSession()) return SESSIONS;
            return told.isCourse() ? COURSES : MEETINGS;
        }
    }

    /// Something of theirs, before it is laid out.
    ///
    /// @param at by which it is sorted
    record Entry(Kind kind, Show show, Instant at, Supplier<Line> line) {}

    public sealed interface Line {
        /// An order of theirs.
        ///
        /// @param booking its page, of the session that is next; `/enter` below it leads in
        /// @param open    whether it is time to go in
        /// @param date    of a course, that is next
        /// @param instead whether that date is taken instead of one of its own
        record Bought(OrderView view, @Nullable String booking, boolean open, Optional<OtherDate> date, boolean instead)
                implements Line {}

        /// A place that a friend gave them.
        ///
        /// @param page  of the gift
        /// @param giver the name of whoever gave it
        /// @param door  empty once it is not valid any more
        record Given(String page, String title, Schedule when, String giver, String door) implements Line {}

        /// What they asked for and do not have.
        ///
        /// @param state    as in `asking.state.…`, or `gift`
        /// @param position in line, from 1; 0 when there is none
        /// @param until    when an offer or an answer is due
        /// @param who      gives it, where somebody does
        record Wait(
                String page,
                String title,
                Schedule when,
                String state,
                int position,
                Optional<Instant> until,
                String who)
                implements Line {
            /// Whether they are to take something before its time is over.
            public boolean isUrgent() {
                return state.equals("offered") || state.equals("gift");
            }
        }

        /// A membership of something paid by the month.
        ///
        /// @param state as in `salons.state.…`
        /// @param next  that is charged; null when nothing is
        record Salon(
                String page,
                String name,
                String state,
                @Nullable Fee next,
                boolean unpaid) implements Line {}

        /// A meeting that they lead without a ticket, or led.
        ///
        /// @param page  where it is led; its own once it was called off
        /// @param date  the title of the date of a course that is next
        /// @param state `ended` or `cancelled`; empty while it is to come
        record Hosted(String page, String id, String title, Schedule when, String date, String state) implements Line {}

        /// A session that they lead, or led.
        ///
        /// @param page  of its booking
        /// @param open  whether it is time to go in
        /// @param state as in `bookings.state.…` once it is over; empty until then
        record Led(String page, String id, String title, Instant startsAt, Instant endsAt, boolean open, String state)
                implements Line {}
    }

    /// @param page   of the booking
    /// @param asHost whether a guest asks them, and not a host
    public record ToAnswer(String page, String title, boolean asHost, Instant until) {}

    public List<Line.Wait> waits() {
        return of(Line.Wait.class).toList();
    }

    public List<Line.Salon> salons() {
        return of(Line.Salon.class).toList();
    }

    /// Bought or given.
    public List<Line> places() {
        return lines.stream()
                .filter(line -> line instanceof Line.Bought || line instanceof Line.Given)
                .toList();
    }

    public List<Line> led() {
        return lines.stream()
                .filter(line -> line instanceof Line.Hosted || line instanceof Line.Led)
                .toList();
    }

    private <T extends Line> Stream<T> of(Class<T> kind) {
        return lines.stream().filter(kind::isInstance).map(kind::cast);
    }

    public int unread(Line.Bought line) {
        return unread.getOrDefault(line.view.order().id(), 0);
    }

    public boolean isEmpty() {
        return kinds.isEmpty() && asked.isEmpty() && named.isEmpty() && toAnswer.isEmpty();
    }

    /// Where more of that kind is found; empty where nobody lists it.
    public String findsAt() {
        return switch (kind) {
            case ALL, MEETINGS, COURSES, WAITING -> "/";
            case SESSIONS -> "/find";
            case SALONS -> "";
        };
    }

    public boolean isFirst(ToAnswer one) {
        return asked.isEmpty() && named.isEmpty() && one == toAnswer.getFirst();
    }

    /// Whether it is what is to be done first, so that one button of the page stands out: to answer, to take what is
    /// offered, to go in.
    public boolean isFirst(Line line) {
        if (show != Show.COMING || !asked.isEmpty() || !named.isEmpty() || !toAnswer.isEmpty()) return false;
        var urgent = of(Line.Wait.class).filter(Line.Wait::isUrgent).findFirst();
        if (urgent.isPresent()) return line == urgent.get();
        if (of(Line.Led.class).anyMatch(Line.Led::open)) return false;
        var places = places();
        return !places.isEmpty() && line == places.getFirst();
    }
}
