package org.tsudoi.freetimes.internal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingWords;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.PlatformSettings;

/// What stands in an entry besides its time.
@Component
class EntryWords {
    private final Members members;
    private final ObjectProvider<BookingWords> words;
    private final PlatformSettings settings;

    EntryWords(Members members, ObjectProvider<BookingWords> words, PlatformSettings settings) {
        this.members = members;
        this.words = words;
        this.settings = settings;
    }

    String ourHost() {
        return settings.publicUrl().getHost();
    }

    BookingWords.Words of(Booking booking, MemberId reader) {
        var known = words.getIfAvailable();
        return known == null ? byName(booking, reader) : known.of(booking, reader);
    }

    private BookingWords.Words byName(Booking booking, MemberId reader) {
        var terms = booking.terms();
        var other = terms.host().equals(reader) ? terms.guest() : terms.host();
        var name = members.find(other)
                .flatMap(member -> member.displayName())
                .map(told -> "Tsudoi: " + told.value())
                .orElse("Tsudoi");
        return new BookingWords.Words(name, settings.link("/account/bookings/" + booking.id()));
    }
}
