package org.tsudoi.appointments.internal;

import java.util.Locale;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.NoteKind;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingNews;
import org.tsudoi.freetimes.Bookings;

/// What becomes of a session's time stands in the thread of its order, between what the two wrote about it.
@Component
class NotingTimes {
    private final KeepingAppointments appointments;
    private final Bookings bookings;
    private final Conversations conversations;

    NotingTimes(KeepingAppointments appointments, Bookings bookings, Conversations conversations) {
        this.appointments = appointments;
        this.bookings = bookings;
        this.conversations = conversations;
    }

    @EventListener
    void on(BookingNews news) {
        var id = news.booking();
        switch (news) {
            case BookingNews.TimesProposed it -> proposed(it);
            case BookingNews.BookingLapsed it -> lapsed(it);
            case BookingNews.BookingAgreed it -> note(id, NoteKind.TIME_AGREED, Map.of("at", word(it.startsAt())), "");
            case BookingNews.BookingMoved it ->
                note(id, NoteKind.TIME_MOVED, Map.of("at", word(it.startsAt())), word(it.sequence()));
            case BookingNews.MoveWanted it ->
                note(id, NoteKind.MOVE_WANTED, Map.of("at", start(id)), word(it.sequence()));
            case BookingNews.BookingCancelled it ->
                note(id, NoteKind.TIME_CANCELLED, Map.of("by", word(it.by()), "at", start(id)), "");
            case BookingNews.BookingHeld _ -> note(id, NoteKind.HELD, Map.of("at", start(id)), "");
            case BookingNews.NobodyCame it ->
                note(id, NoteKind.ABSENT, Map.of("who", word(it.absent()), "at", start(id)), word(it.absent()));
        }
    }

    private void proposed(BookingNews.TimesProposed news) {
        if (!(bookings.find(news.booking()).orElseThrow() instanceof Booking.Proposed it)) return;
        switch (news.waitsFor()) {
            case HOST -> proposed(it, Party.GUEST);
            case GUEST -> proposed(it, Party.HOST);
            case PAYMENT -> {}
        }
    }

    private void proposed(Booking.Proposed proposed, Party by) {
        int times = proposed.starts().size();
        note(proposed.id(), NoteKind.TIMES_PROPOSED, Map.of("by", word(by), "times", word(times)), "");
    }

    /// What was replaced is told by what replaces it.
    private void lapsed(BookingNews.BookingLapsed news) {
        switch (news.why()) {
            case EXPIRED, DECLINED, WITHDRAWN ->
                note(news.booking(), NoteKind.TIMES_LAPSED, Map.of("why", word(news.why())), "");
            case REPLACED -> {}
        }
    }

    private String start(BookingId id) {
        return bookings.find(id).flatMap(Booking::start).map(NotingTimes::word).orElseThrow();
    }

    private static String word(Object told) {
        return told instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : told.toString();
    }

    /// Of a booking for something else nothing is noted.
    ///
    /// @param which of several for the same booking
    private void note(BookingId id, NoteKind kind, Map<String, String> told, String which) {
        appointments.place(id).ifPresent(place -> conversations.note(place.order(), kind, told, id + " " + which));
    }
}
