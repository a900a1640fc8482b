package org.tsudoi.notices;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.BookingWords;
import org.tsudoi.members.Member;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The words of mails about a booking, in the language and by the clock of whoever reads them.
@Component
class BookingLetters {
    private final Texts texts;
    private final ObjectProvider<BookingWords> words;
    private final PlatformSettings settings;

    BookingLetters(Texts texts, ObjectProvider<BookingWords> words, PlatformSettings settings) {
        this.texts = texts;
        this.words = words;
        this.settings = settings;
    }

    private record Desk(Texts texts, Language language, Member reader) {
        String say(String key, Object... arguments) {
            return texts.say(language, key, arguments);
        }

        String span(Booking booking, Instant start) {
            var zone = reader.zone();
            var formats = new Formats(language);
            return formats.span(start, start.plus(booking.terms().length()), zone) + " " + formats.zone(zone);
        }

        String dateTime(Instant at) {
            return new Formats(language).dateTime(at, reader.zone());
        }
    }

    Letter write(BookingNotices.What what, Booking booking, Party to, Member reader, Optional<PersonName> other) {
        var desk = new Desk(texts, Language.of(reader.locale()), reader);
        var key = "bookings.mail." + what.name().toLowerCase(Locale.ROOT);
        var starts = starts(booking);
        var first = starts.isEmpty() ? "" : desk.span(booking, starts.getFirst());
        var letter = Letter.write(desk.say(key + ".subject", first), first).say(lead(what, booking, to, key, desk));
        var told = Optional.ofNullable(words.getIfAvailable()).flatMap(known -> known.of(booking, reader.id()));
        other.map(PersonName::value)
                .or(() -> told.map(BookingWords.Words::other))
                .ifPresent(name -> letter.add(new Block.Fact(desk.say("bookings.mail.with"), name)));
        told.ifPresent(known -> letter.add(new Block.Fact(desk.say("bookings.mail.about"), known.title()))
                .add(new Block.Link(desk.say("bookings.mail.way"), known.page())));
        starts.forEach(start -> letter.add(new Block.Fact(desk.say("mail.when"), desk.span(booking, start))));
        if (booking instanceof Booking.Proposed it) {
            letter.add(new Block.Fact(desk.say("bookings.mail.answerBy"), desk.dateTime(it.until())));
        }
        var page = settings.link("/account/bookings/" + booking.id());
        return letter.add(new Block.Action(desk.say("bookings.mail.open"), page))
                .signed(desk.say("mail.footer", settings.publicUrl().toString()));
    }

    private static String lead(BookingNotices.What what, Booking booking, Party to, String key, Desk desk) {
        if (booking instanceof Booking.Cancelled it && what == BookingNotices.What.CANCELLED) {
            if (it.by() == to) return desk.say("bookings.mail.cancelled.byYou");
            return desk.say(
                    it.by() == Party.HOST ? "bookings.mail.cancelled.byHost" : "bookings.mail.cancelled.byGuest");
        }
        if (what == BookingNotices.What.HOST_ABSENT) {
            var lead = to == Party.HOST ? ".toHost" : ".toGuest";
            return desk.say(key + lead, Appointments.HOST_MAY_ANSWER_FOR.toDays());
        }
        return desk.say(key + ".lead");
    }

    private static List<Instant> starts(Booking booking) {
        return booking instanceof Booking.Proposed it
                ? it.starts()
                : booking.start().stream().toList();
    }
}
