package org.tsudoi.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingWords;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.notices.ReminderLetters.Reader;
import org.tsudoi.notices.ReminderLetters.What;
import tools.jackson.databind.JsonNode;

/// Reminds both of a time that they agreed on.
@Component
record BookingReminders(
        Bookings bookings, ObjectProvider<BookingWords> words, ReminderLetters letters, NotingReminders noting)
        implements Reminder {
    @Override
    public String name() {
        return "notices-remind-of-bookings";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Stream<Due> due(Instant now) {
        return Stream.of(Before.values())
                .flatMap(when -> bookings.coming(when.tooNear(now), when.latest(now), when.notice()).stream()
                        .flatMap(one -> Stream.of(Party.values()).map(to -> due(when, one, to))));
    }

    private static Due due(Before when, Booking one, Party to) {
        var start = one.start().orElseThrow();
        return new Due(
                when.word() + ":" + one.id() + ":" + to + ":" + start.getEpochSecond(),
                Map.of(
                        "when",
                        when.name(),
                        "booking",
                        one.id().toString(),
                        "to",
                        to.name(),
                        "start",
                        start.toString()));
    }

    @Override
    public Optional<Mailing> mailing(JsonNode due, Instant now) {
        var start = Instant.parse(due.get("start").asString());
        var party = Party.valueOf(due.get("to").asString());
        var booking = BookingId.parse(due.get("booking").asString())
                .flatMap(bookings::find)
                .filter(one -> one instanceof Booking.Agreed || one instanceof Booking.Moved)
                .filter(one -> one.start().filter(start::equals).isPresent() && now.isBefore(start));
        if (booking.isEmpty()) return Optional.empty();
        var terms = booking.get().terms();
        return letters.member(party == Party.HOST ? terms.host() : terms.guest())
                .flatMap(to -> letter(Before.valueOf(due.get("when").asString()), booking.get(), start, to)
                        .map(to::mailing));
    }

    /// Nothing about what nobody knows a word for.
    private Optional<Letter> letter(Before when, Booking booking, Instant start, Reader to) {
        var member = to.member();
        var zone = to.zone();
        if (member == null || zone == null) return Optional.empty();
        return Optional.ofNullable(words.getIfAvailable())
                .flatMap(known -> known.of(booking, member))
                .map(told -> {
                    var what = new What(
                            told.title(), start, start.plus(booking.terms().length()), zone);
                    var page = letters.open("reminding.booking.open", "/account/bookings/" + booking.id(), to);
                    return letters.soon(when, what, to, "", List.of(page));
                });
    }
}
