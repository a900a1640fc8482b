package org.tsudoi.freetimes;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class BookingCalendarTest {
    private final BookingCalendar file;
    private final Bookings bookings;
    private final Members members;
    private final Calendar calendar;

    BookingCalendarTest(
            BookingCalendar file, Bookings bookings, FreeTimes times, Members members, Ids ids, TestClock clock) {
        this.file = file;
        this.bookings = bookings;
        this.members = members;
        this.calendar = new Calendar(members, times, bookings, ids, clock);
    }

    @Test
    void bothPartiesSubscribeToTheirBookings() {
        var host = calendar.host();
        var guest = calendar.somebody();
        var booking = calendar.taken(host, guest, calendar.at(5, 10));
        bookings.move(booking.id(), guest, calendar.at(6, 10));
        var cancelled = calendar.taken(host, calendar.somebody(), calendar.at(7, 10));
        bookings.cancel(cancelled.id(), host);
        var read = Biweekly.parse(file.read(file.secret(host)).orElseThrow().file())
                .first();
        assertThat(read.getEvents()).hasSize(2);
        assertThat(read.getEvents()).anySatisfy(event -> {
            assertThat(event.getUid().getValue()).startsWith(booking.id() + "@");
            assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(calendar.at(6, 10));
            assertThat(event.getSequence().getValue()).isEqualTo(1);
            assertThat(event.getSummary().getValue()).isEqualTo("Tsudoi: 森 みどり");
            assertThat(event.getStatus().isConfirmed()).isTrue();
        });
        assertThat(read.getEvents()).anySatisfy(event -> {
            assertThat(event.getUid().getValue()).startsWith(cancelled.id() + "@");
            assertThat(event.getStatus().isCancelled()).isTrue();
        });
        assertThat(Biweekly.parse(file.read(file.secret(guest)).orElseThrow().file())
                        .first()
                        .getEvents())
                .hasSize(1);
    }

    @Test
    void aMailedEntryIsTheOneThatIsSubscribedTo() {
        var host = calendar.host();
        var guest = calendar.somebody();
        var reader = members.find(guest).orElseThrow();
        var booking = calendar.taken(host, guest, calendar.at(5, 10));
        var invited = file.invitation(booking, reader).orElseThrow();
        assertThat(invited.method()).isEqualTo("REQUEST");
        assertThat(invited.text()).contains("METHOD:REQUEST", "SEQUENCE:0", "UID:" + booking.id() + "@");
        assertThat(invited.text().replace("\r\n ", ""))
                .contains("mailto:" + reader.email().value());
        var cancelled = Calendar.done(bookings.cancel(booking.id(), guest));
        var entry = file.invitation(cancelled, reader).orElseThrow();
        assertThat(entry.method()).isEqualTo("CANCEL");
        assertThat(entry.text()).contains("METHOD:CANCEL", "SEQUENCE:1", "STATUS:CANCELLED");
        var lapsed = new Booking.Lapsed(
                booking.id(), booking.terms(), Booking.WaitsFor.GUEST, Booking.Why.EXPIRED, calendar.at(5, 10));
        assertThat(file.invitation(lapsed, reader)).isEmpty();
    }

    @Test
    void theAddressIsSecretAndCanBeMadeVoid() {
        var host = calendar.host();
        var secret = file.secret(host);
        assertThat(file.secret(host)).isEqualTo(secret).hasSizeGreaterThan(20);
        assertThat(file.read(secret).orElseThrow().tag())
                .isEqualTo(file.read(secret).orElseThrow().tag());
        var renewed = file.renew(host);
        assertThat(renewed).isNotEqualTo(secret);
        assertThat(file.secret(host)).isEqualTo(renewed);
        assertThat(file.read(secret)).isEmpty();
        assertThat(file.read("guess")).isEmpty();
    }
}
