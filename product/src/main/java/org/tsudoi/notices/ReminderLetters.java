package org.tsudoi.notices;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
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
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The words before a meeting: when it begins by the reader's clock, and the way in.
@Component
class ReminderLetters {
    private final Orders orders;
    private final Events events;
    private final Members members;
    private final Texts texts;
    private final PlatformSettings settings;

    ReminderLetters(Orders orders, Events events, Members members, Texts texts, PlatformSettings settings) {
        this.orders = orders;
        this.events = events;
        this.members = members;
        this.texts = texts;
        this.settings = settings;
    }

    /// @param when `day` or `hour`
    Letter soon(Order order, List<Ticket> places, String when) {
        var told = events.get(order.terms().event()).particulars();
        var buyer = order.terms().buyer();
        var language = Language.of(buyer.locale());
        var member = Optional.ofNullable(buyer.member()).flatMap(members::find);
        var span = span(told, new Formats(language), member.map(Member::zone).orElseGet(told::zone));
        var letter = Letter.write(texts.say(language, "soon.subject." + when, told.title()), span)
                .say(texts.say(language, "mail.dear", buyer.name().value()))
                .add(new Block.Fact(texts.say(language, "mail.when"), span));
        for (var place : places) {
            var door = settings.link("/door/" + orders.doorLink(place.id()));
            var label = texts.say(language, "mail.door");
            letter.add(new Block.Heading(
                            texts.say(language, "mail.ticket", place.attendee().value(), place.label())))
                    .add(place.equals(places.getFirst()) ? new Block.Action(label, door) : new Block.Link(label, door));
        }
        letter.add(
                new Block.Link(texts.say(language, "mail.order"), settings.link("/orders/" + orders.link(order.id()))));
        if (member.isPresent()) {
            letter.add(new Block.Link(texts.say(language, "soon.off"), settings.link("/account/reminders")));
        }
        return letter.signed(
                texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }

    private static String span(Event.Particulars told, Formats formats, ZoneId zone) {
        return formats.span(told.startsAt().orElseThrow(), told.endsAt().orElseThrow(), zone) + " "
                + formats.zone(zone);
    }
}
