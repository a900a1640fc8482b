package org.tsudoi.notices;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.promises.Move;
import org.tsudoi.promises.Moves;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The words to whoever has a place at an event that was moved: the old time and the new one by their clock, and a
/// button for staying and one for leaving.
@Component
class MovedLetters {
    static final String SEQUENCE = "sequence-";

    private final Moves moves;
    private final Orders orders;
    private final Events events;
    private final Members members;
    private final Wording wording;

    @Component
    record Wording(Texts texts, PlatformSettings settings, Clock clock) {}

    MovedLetters(Moves moves, Orders orders, Events events, Members members, Wording wording) {
        this.moves = moves;
        this.orders = orders;
        this.events = events;
        this.members = members;
        this.wording = wording;
    }

    /// Empty where the buyer has no such right, or not any more.
    ///
    /// @param which `sequence-` and its number
    Optional<Letter> of(Order order, String which) {
        return moves.of(order.terms().event()).stream()
                .filter(move -> (SEQUENCE + move.sequence()).equals(which))
                .filter(move -> order.terms().placedAt().isBefore(move.at()) && move.isOpen(wording.clock.instant()))
                .findFirst()
                .map(move -> letter(order, move));
    }

    private Letter letter(Order order, Move move) {
        var told = events.get(order.terms().event()).particulars();
        var language = Language.of(order.terms().buyer().locale());
        var formats = new Formats(language);
        var zone = zone(order, told);
        var texts = wording.texts;
        var now = span(formats, move.to(), zone);
        var page = wording.settings.link("/orders/" + orders.link(order.id()) + "/moved");
        var until = formats.dateTime(Objects.requireNonNull(move.leaveUntil()), zone);
        var letter = Letter.write(texts.say(language, "mail.changed.subject", told.title()), now)
                .say(texts.say(
                        language, "mail.dear", order.terms().buyer().name().value()))
                .say(texts.say(language, move.isOfDates() ? "dates.mail.moved" : "promises.mail.moved"));
        for (var times : move.times()) {
            letter.add(new Block.Fact(texts.say(language, "promises.before"), span(formats, times.from(), zone)))
                    .add(new Block.Fact(texts.say(language, "promises.now"), span(formats, times.to(), zone)));
        }
        told.course()
                .ifPresent(course -> letter.add(new Block.Fact(
                        texts.say(language, "mail.when"),
                        CourseWords.dates(texts, language, CourseWords.bought(order, course)))));
        return letter.say(back(order, language, formats, until))
                .add(new Block.Action(texts.say(language, "promises.stay"), page + "?say=stay"))
                .add(new Block.Action(texts.say(language, "promises.leave"), page + "?say=leave"))
                .say(texts.say(language, "promises.mail.silence"))
                .signed(texts.say(
                        language, "mail.footer", wording.settings.publicUrl().toString()));
    }

    private String back(Order order, Language language, Formats formats, String until) {
        var places = orders.tickets(order.id()).stream()
                .filter(Ticket.Valid.class::isInstance)
                .map(Ticket::id)
                .collect(Collectors.toSet());
        var back =
                orders.quote(order.id(), places, Ticket.CancelledBy.PARTICIPANT).refund();
        return back.isZero()
                ? wording.texts.say(language, "promises.mail.leaveFree", until)
                : wording.texts.say(
                        language,
                        order.terms().isCourse() ? "dates.mail.leave" : "promises.mail.leave",
                        until,
                        formats.money(back));
    }

    private static String span(Formats formats, Move.Span span, ZoneId zone) {
        return formats.span(span.startsAt(), span.endsAt(), zone) + " " + formats.zone(zone);
    }

    /// Of a guest nothing is known but the event.
    private ZoneId zone(Order order, Event.Particulars told) {
        return Optional.ofNullable(order.terms().buyer().member())
                .flatMap(members::find)
                .map(Member::zone)
                .orElseGet(told::zone);
    }
}
