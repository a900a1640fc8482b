package org.tsudoi.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tsudoi.conversations.Conversations.Posting;
import org.tsudoi.conversations.Conversations.Withdrawing;
import org.tsudoi.members.Members;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class ConversationsTest {
    private final Conversations conversations;
    private final Writing writing;
    private final Market market;
    private final Orders orders;
    private final Members members;
    private final TestClock clock;

    ConversationsTest(
            Conversations conversations,
            Writing writing,
            Market market,
            Orders orders,
            Members members,
            TestClock clock) {
        this.conversations = conversations;
        this.writing = writing;
        this.market = market;
        this.orders = orders;
        this.members = members;
        this.clock = clock;
    }

    private List<String> texts(OrderId order) {
        return conversations.of(order).messages().stream()
                .filter(Message.Said.class::isInstance)
                .map(said -> ((Message.Said) said).text().value())
                .toList();
    }

    @Test
    void aFormThatIsSentTwiceIsOneMessage() {
        var order = market.held(market.event(5).id(), 1).id();
        var text = new MessageText("こんにちは");
        var first = conversations.post(order, Writing.GUEST, "key", text);
        assertThat(conversations.post(order, Writing.GUEST, "key", text)).isEqualTo(first);
        conversations.post(order, Writing.GUEST, "key", new MessageText("こんにちは。"));
        conversations.post(order, Writing.GUEST, "other", text);
        assertThat(texts(order)).containsExactly("こんにちは", "こんにちは。", "こんにちは");
    }

    @Test
    void eachSideHasReadWhatItWasShown() {
        var order = writing.booked();
        var owner = writing.owner(order);
        writing.said(order.id(), Writing.GUEST, "one");
        writing.said(order.id(), Writing.GUEST, "two");
        assertThat(conversations.unread(order.id(), Side.ORGANISER)).isEqualTo(2);
        assertThat(conversations.unread(order.terms().organiser())).isEqualTo(2);
        assertThat(conversations.unread(order.id(), Side.BUYER)).isZero();
        assertThat(conversations.read(order.id(), Side.ORGANISER).messages()).hasSize(3);
        assertThat(conversations.unread(order.id(), Side.ORGANISER)).isZero();
        writing.said(order.id(), owner, "three");
        assertThat(conversations.unread(List.of(order.id(), writing.booked().id()), Side.BUYER))
                .isEqualTo(Map.of(order.id(), 1));
        assertThat(conversations.unread(order.terms().organiser())).isZero();
    }

    @Test
    void aThreadThatNobodyWroteInIsEmpty() {
        var order = writing.booked().id();
        assertThat(conversations.read(order, Side.BUYER)).isEqualTo(new Conversations.Thread(List.of(), false, 0));
        assertThat(conversations.changes(order)).isZero();
        assertThat(conversations.unread(order, Side.BUYER)).isZero();
    }

    @Test
    void noSideWritesMoreThanItMayInAnHour() throws Exception {
        var order = writing.booked();
        var first = clock.instant();
        for (int i = 1; i < Conversations.HOURLY_MAX; i++) writing.said(order.id(), Writing.GUEST, "number " + i);
        clock.forward(Duration.ofMinutes(20));
        var rush = new ArrayList<Callable<Posting>>();
        for (int i = 0; i < 8; i++) {
            var text = "at once " + i;
            rush.add(() -> writing.post(order.id(), Writing.GUEST, text));
        }
        int posted = 0;
        try (var crowd = Executors.newFixedThreadPool(4)) {
            for (var one : crowd.invokeAll(rush)) {
                switch (one.get()) {
                    case Posting.Posted _ -> posted++;
                    case Posting.TooMany(var again) ->
                        assertThat(Duration.between(first.plus(Duration.ofHours(1)), again)
                                        .abs())
                                .isLessThan(Duration.ofMillis(1));
                    case Posting.Closed _ -> throw new AssertionError("it is open");
                }
            }
        }
        assertThat(posted).isEqualTo(1);
        assertThat(writing.post(order.id(), writing.owner(order), "the other side may"))
                .isInstanceOf(Posting.Posted.class);
        clock.forward(Duration.ofMinutes(41));
        assertThat(writing.post(order.id(), Writing.GUEST, "later")).isInstanceOf(Posting.Posted.class);
    }

    @Test
    void nothingIsWrittenAboutWhatWentBackUnpaidOrIsNotConfirmed() {
        var held = market.held(market.event(5).id(), 1).id();
        writing.said(held, Writing.GUEST, "before");
        clock.forward(Duration.ofMinutes(40));
        orders.lapseDue();
        assertThat(orders.get(held)).isInstanceOf(Order.Lapsed.class);
        assertThat(writing.post(held, Writing.GUEST, "after")).isEqualTo(new Posting.Closed());
        assertThat(texts(held)).containsExactly("before");
        var trial = (Orders.Placing.ToConfirm) market.place(
                market.event(5).id(),
                1,
                1,
                market.mail("trial"),
                UUID.randomUUID().toString());
        var organiser = writing.owner(trial.order());
        assertThat(writing.post(trial.order().id(), organiser, "to a stranger")).isEqualTo(new Posting.Closed());
    }

    @Test
    void aMessageIsTakenBackByItsAuthorForAQuarterOfAnHour() {
        var order = writing.booked();
        var owner = writing.owner(order);
        var said = writing.said(order.id(), owner, "to Hanako, by mistake");
        int before = conversations.changes(order.id());
        var colleague = new Author(Side.ORGANISER, somebody());
        assertThat(conversations.withdraw(order.id(), said.id(), Writing.GUEST)).isEqualTo(Withdrawing.NOT_THEIRS);
        assertThat(conversations.withdraw(order.id(), said.id(), colleague)).isEqualTo(Withdrawing.NOT_THEIRS);
        assertThat(conversations.withdraw(writing.booked().id(), said.id(), owner))
                .isEqualTo(Withdrawing.NOT_THEIRS);
        clock.forward(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(conversations.withdraw(order.id(), said.id(), owner)).isEqualTo(Withdrawing.DONE);
        assertThat(conversations.withdraw(order.id(), said.id(), owner)).isEqualTo(Withdrawing.DONE);
        assertThat(conversations.of(order.id()).messages().getLast()).isInstanceOf(Message.Withdrawn.class);
        assertThat(conversations.unread(order.id(), Side.BUYER)).isZero();
        assertThat(conversations.changes(order.id())).isGreaterThan(before);
        var late = writing.said(order.id(), Writing.GUEST, "late");
        clock.forward(Duration.ofMinutes(15));
        assertThat(conversations.withdraw(order.id(), late.id(), Writing.GUEST)).isEqualTo(Withdrawing.TOO_LATE);
        var note = conversations.of(order.id()).messages().getFirst();
        assertThat(conversations.withdraw(order.id(), note.id(), owner)).isEqualTo(Withdrawing.NOT_THEIRS);
    }

    private org.tsudoi.members.MemberId somebody() {
        return members.findOrCreate(
                        market.mail("somebody"), Optional.empty(), Locale.ENGLISH, java.time.ZoneId.of("Asia/Tokyo"))
                .id();
    }

    /// Signing in between changes nothing: the link makes the buyer.
    @Test
    void whoeverHasTheLinkIsTheBuyer() {
        var order = writing.booked().id();
        var said = writing.said(order, new Author(Side.BUYER, somebody()), "signed in");
        assertThat(conversations.withdraw(order, said.id(), Writing.GUEST)).isEqualTo(Withdrawing.DONE);
    }

    private List<String> notes(OrderId order) {
        return conversations.of(order).messages().stream()
                .filter(Message.Note.class::isInstance)
                .map(Message.Note.class::cast)
                .map(note -> note.kind()
                        + note.parameters().values().stream().sorted().collect(Collectors.joining(" ", " ", "")))
                .toList();
    }

    @Test
    void whatBecameOfTheOrderStandsInItsThread() {
        var order = writing.booked(market.organiser(), 3);
        var tickets = orders.tickets(order.id());
        cancel(order.id(), tickets.get(0), tickets.get(1));
        assertThat(conversations.of(order.id()).messages()).isEmpty();
        writing.said(order.id(), Writing.GUEST, "two of us cannot come");
        assertThat(notes(order.id())).containsExactly("PAID ", "CANCELLED 2 participant");
        cancel(order.id(), tickets.get(2));
        assertThat(notes(order.id())).containsExactly("PAID ", "CANCELLED 2 participant", "CANCELLED 1 participant");
        assertThat(conversations.of(order.id()).messages().stream().map(Message::number))
                .containsExactly(1, 2, 3, 4);
    }

    private void cancel(OrderId order, Ticket... tickets) {
        var ids = java.util.Arrays.stream(tickets).map(Ticket::id).collect(Collectors.toSet());
        var quote = orders.quote(order, ids, Ticket.CancelledBy.PARTICIPANT);
        assertThat(orders.cancel(order, ids, quote.refund(), Ticket.CancelledBy.PARTICIPANT))
                .isInstanceOf(Orders.Cancelling.Done.class);
    }

    @Test
    void anOrderThatIsPaidLaterIsNotedThen() {
        var town = org.tsudoi.testing.TownProcess.running();
        town.fair();
        town.sameTimeAs(clock);
        var order = market.held(market.event(5).id(), 1).id();
        writing.said(order, Writing.GUEST, "may I pay tomorrow?");
        assertThat(notes(order)).isEmpty();
        orders.pay(order);
        market.payAtProvider(market.session(order));
        orders.askAgain(order);
        assertThat(notes(order)).containsExactly("PAID ");
    }

    @Test
    void theSameNoteIsNotedOnceForEachKey() {
        var order = writing.booked().id();
        var told = Map.of("by", "event", "places", "1");
        conversations.note(order, NoteKind.CANCELLED, told);
        conversations.note(order, NoteKind.CANCELLED, told);
        conversations.note(order, NoteKind.CANCELLED, told, "again");
        conversations.note(order, NoteKind.PAID, Map.of());
        assertThat(notes(order)).containsExactly("PAID ", "CANCELLED 1 event", "CANCELLED 1 event");
        assertThatThrownBy(() -> conversations.note(order, NoteKind.CANCELLED, Map.of("by", "event")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(conversations.unread(order, Side.BUYER))
                .as("notes are no mail")
                .isZero();
    }

    @Test
    void aLongThreadIsReadInParts() {
        var order = writing.booked().id();
        for (int i = 0; i < 149; i++) {
            conversations.note(order, NoteKind.CANCELLED, Map.of("by", "event", "places", "1"), "note " + i);
        }
        var newest = conversations.of(order);
        assertThat(newest.messages()).hasSize(100);
        assertThat(newest.hasEarlier()).isTrue();
        var earlier = conversations.of(order, newest.messages().getFirst().number());
        assertThat(earlier.messages()).hasSize(50);
        assertThat(earlier.hasEarlier()).isFalse();
        assertThat(earlier.messages().getLast().number()).isEqualTo(50);
    }

    @Test
    void theThreadThatWasWrittenInLastStandsFirst() {
        var organiser = market.organiser();
        var about = new ArrayList<OrderId>();
        for (int i = 0; i < 5; i++) {
            var order = writing.booked(organiser, 1).id();
            writing.said(order, Writing.GUEST, "question " + i);
            about.add(order);
            clock.forward(Duration.ofSeconds(1));
        }
        writing.said(about.get(1), new Author(Side.ORGANISER, writing.ownerOf(organiser)), "answer");
        writing.said(writing.booked().id(), Writing.GUEST, "to another organiser");
        var seen = new ArrayList<OrderId>();
        Conversations.@Nullable Place after = null;
        for (int page = 0; page < 3; page++) {
            var lines = conversations.of(organiser, after, 2);
            lines.forEach(line -> seen.add(line.order()));
            after = Conversations.Place.parse(lines.getLast().place().toString())
                    .orElseThrow();
        }
        assertThat(seen).containsExactly(about.get(1), about.get(4), about.get(3), about.get(2), about.get(0));
        assertThat(conversations.of(organiser, after, 2)).isEmpty();
        var first = conversations.of(organiser, null, 1).getFirst();
        assertThat(first.unread()).isEqualTo(1);
        assertThat(((Message.Said) first.last()).text().value()).isEqualTo("answer");
        assertThat(Set.of("", ".", "1.ord_1", "-1." + about.get(0), "99999999999999999999." + about.get(0)))
                .allSatisfy(odd -> assertThat(Conversations.Place.parse(odd)).isEmpty());
    }
}
