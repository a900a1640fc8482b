package org.tsudoi.notices;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.Booking.WaitsFor;
import org.tsudoi.freetimes.BookingCalendar;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingNews;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.messaging.Mail;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;

/// Tells the parties of a booking what the other one, or nobody, has done. Noted down in the
/// transaction of the change; a mail that is late says how it is by then, and is left out when that is
/// something else.
@Component
class BookingNotices implements OutboxHandler {
    private static final String TOPIC = "notices.booking";

    private final Bookings bookings;
    private final BookingCalendar calendar;
    private final Members members;
    private final BookingLetters letters;
    private final Posting posting;

    BookingNotices(
            Bookings bookings, BookingCalendar calendar, Members members, BookingLetters letters, Posting posting) {
        this.bookings = bookings;
        this.calendar = calendar;
        this.members = members;
        this.letters = letters;
        this.posting = posting;
    }

    enum What {
        PROPOSED,
        AGREED,
        MOVED,
        MOVE_WANTED,
        CANCELLED,
        EXPIRED,
        DECLINED,
        WITHDRAWN,
        /// The guest says that the host did not come.
        HOST_ABSENT,
        GUEST_ABSENT
    }

    @Component
    static class Hearing {
        private final Outbox outbox;

        Hearing(Outbox outbox) {
            this.outbox = outbox;
        }

        @EventListener
        void on(BookingNews news) {
            var id = news.booking();
            switch (news) {
                case BookingNews.TimesProposed it ->
                    asked(it.waitsFor()).ifPresent(to -> put(What.PROPOSED, id, "", Stream.of(to)));
                case BookingNews.BookingAgreed _ -> put(What.AGREED, id, "", Stream.of(Party.values()));
                case BookingNews.BookingMoved it -> put(What.MOVED, id, ":" + it.sequence(), Stream.of(Party.values()));
                case BookingNews.MoveWanted it ->
                    put(What.MOVE_WANTED, id, ":" + it.sequence(), Stream.of(Party.GUEST));
                case BookingNews.BookingCancelled _ -> put(What.CANCELLED, id, "", Stream.of(Party.values()));
                case BookingNews.BookingLapsed it -> lapsed(it);
                case BookingNews.BookingHeld _ -> {}
                case BookingNews.NobodyCame it -> missed(it);
            }
        }

        /// What was not paid is told of by whoever asks for the payment.
        private static Optional<Party> asked(WaitsFor waitsFor) {
            return switch (waitsFor) {
                case HOST -> Optional.of(Party.HOST);
                case GUEST -> Optional.of(Party.GUEST);
                case PAYMENT -> Optional.empty();
            };
        }

        /// Whoever declines or withdraws knows; of other times instead the mail with these tells.
        private void lapsed(BookingNews.BookingLapsed news) {
            asked(news.waitedFor()).ifPresent(asked -> {
                var asking = asked == Party.HOST ? Party.GUEST : Party.HOST;
                switch (news.why()) {
                    case EXPIRED -> put(What.EXPIRED, news.booking(), "", Stream.of(Party.values()));
                    case DECLINED -> put(What.DECLINED, news.booking(), "", Stream.of(asking));
                    case WITHDRAWN -> put(What.WITHDRAWN, news.booking(), "", Stream.of(asked));
                    case REPLACED -> {}
                }
            });
        }

        /// Whoever is said to have been away may say otherwise.
        private void missed(BookingNews.NobodyCame news) {
            switch (news.absent()) {
                case HOST -> put(What.HOST_ABSENT, news.booking(), "", Stream.of(Party.values()));
                case GUEST -> put(What.GUEST_ABSENT, news.booking(), "", Stream.of(Party.GUEST));
                case BOTH -> {}
            }
        }

        private void put(What what, BookingId booking, String which, Stream<Party> to) {
            outbox.put(
                    TOPIC,
                    to.map(party -> outbox.dueNow(
                                    what + ":" + booking + which + ":" + party,
                                    Map.of("what", what.name(), "booking", booking.toString(), "to", party.name())))
                            .toList());
        }
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var what = What.valueOf(item.payload().get("what").asString());
        var to = Party.valueOf(item.payload().get("to").asString());
        var booking = BookingId.parse(item.payload().get("booking").asString()).flatMap(bookings::find);
        if (booking.isEmpty() || !stillIs(what, booking.get())) return Handled.done();
        var terms = booking.get().terms();
        var reader = members.find(to == Party.HOST ? terms.host() : terms.guest());
        var other = members.find(to == Party.HOST ? terms.guest() : terms.host());
        if (reader.isEmpty()) return Handled.done();
        return posting.post(
                item.id().toString(),
                reader.get().email(),
                Language.of(reader.get().locale()),
                letters.write(what, booking.get(), to, reader.get(), other.flatMap(Member::displayName)),
                entry(what, booking.get(), reader.get()),
                List.of());
    }

    private static boolean stillIs(What what, Booking booking) {
        return switch (booking) {
            case Booking.Proposed _ -> what == What.PROPOSED;
            case Booking.Agreed it -> what == What.AGREED || what == What.MOVE_WANTED && it.moveWanted();
            case Booking.Moved it ->
                what == What.AGREED || what == What.MOVED || what == What.MOVE_WANTED && it.moveWanted();
            case Booking.Cancelled _ -> what == What.CANCELLED;
            case Booking.Lapsed it -> what.name().equals(it.why().name());
            case Booking.NoShow it ->
                switch (it.absent()) {
                    case HOST -> what == What.HOST_ABSENT;
                    case GUEST -> what == What.GUEST_ABSENT;
                    case BOTH -> false;
                };
            case Booking.Held _ -> false;
        };
    }

    private Mail.@Nullable Calendar entry(What what, Booking booking, Member reader) {
        return switch (what) {
            case AGREED, MOVED, CANCELLED ->
                calendar.invitation(booking, reader)
                        .map(it -> new Mail.Calendar(it.method(), it.text()))
                        .orElse(null);
            case PROPOSED, MOVE_WANTED, EXPIRED, DECLINED, WITHDRAWN, HOST_ABSENT, GUEST_ABSENT -> null;
        };
    }
}
