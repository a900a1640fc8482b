package org.tsudoi.freetimes.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingWords;
import org.tsudoi.members.Member;
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

    Map<BookingId, BookingWords.Words> of(Collection<Booking> bookings, MemberId reader) {
        var known = Optional.ofNullable(words.getIfAvailable());
        var others =
                members.findAll(bookings.stream().map(one -> other(one, reader)).collect(Collectors.toSet()));
        var told = new HashMap<BookingId, BookingWords.Words>();
        for (var one : bookings) {
            told.put(
                    one.id(),
                    known.flatMap(it -> it.of(one, reader))
                            .orElseGet(() -> byName(one, others.get(other(one, reader)))));
        }
        return told;
    }

    private static MemberId other(Booking booking, MemberId reader) {
        var terms = booking.terms();
        return terms.host().equals(reader) ? terms.guest() : terms.host();
    }

    private BookingWords.Words byName(Booking booking, @Nullable Member other) {
        var name = Optional.ofNullable(other)
                .flatMap(Member::displayName)
                .map(told -> "Tsudoi: " + told.value())
                .orElse("Tsudoi");
        return new BookingWords.Words(name, settings.link("/account/bookings/" + booking.id()), "");
    }
}
