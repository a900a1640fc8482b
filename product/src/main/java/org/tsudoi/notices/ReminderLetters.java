package org.tsudoi.notices;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.transfers.Transfer;

/// The words before something begins: when that is by the reader's clock, and the way in.
@Component
class ReminderLetters {
    private final Orders orders;
    private final HandedTickets handed;
    private final Members members;
    private final Texts texts;
    private final PlatformSettings settings;

    ReminderLetters(Orders orders, HandedTickets handed, Members members, Texts texts, PlatformSettings settings) {
        this.orders = orders;
        this.handed = handed;
        this.members = members;
        this.texts = texts;
        this.settings = settings;
    }

    /// @param name how they are addressed; empty where nobody knows
    /// @param zone null: that of what begins
    record Reader(
            @Nullable MemberId member,
            String name,
            EmailAddress mail,
            Language language,
            @Nullable ZoneId zone) {
        static Reader of(Member member) {
            var name = member.displayName().map(it -> it.value()).orElse("");
            return new Reader(member.id(), name, member.email(), Language.of(member.locale()), member.zone());
        }

        Reminder.Mailing mailing(Letter letter) {
            return new Reminder.Mailing(member, mail, language, letter, true);
        }
    }

    Reader buyer(Order order) {
        var buyer = order.terms().buyer();
        var zone = Optional.ofNullable(buyer.member())
                .flatMap(members::find)
                .map(Member::zone)
                .orElse(null);
        return new Reader(buyer.member(), buyer.name().value(), buyer.email(), Language.of(buyer.locale()), zone);
    }

    Reader friend(Transfer.Friend friend) {
        var member = members.findByMail(friend.email()).map(Member::id).orElse(null);
        return new Reader(member, friend.name().value(), friend.email(), Language.of(friend.locale()), friend.zone());
    }

    Optional<Reader> member(MemberId id) {
        return members.find(id).map(Reader::of);
    }

    /// What begins.
    record What(String title, Instant from, Instant until, ZoneId zone) {
        static What of(String title, Schedule.Fixed times) {
            return new What(title, times.begin(), times.end(), times.zone());
        }
    }

    Block.Heading place(Ticket place, Reader to) {
        return new Block.Heading(say(to, "mail.ticket", place.attendee().value(), place.label()));
    }

    /// @param first the one that stands out
    Block door(Ticket place, Reader to, boolean first) {
        var door = settings.link("/door/" + handed.keys(place).doorLink());
        var label = say(to, "mail.door");
        return first ? new Block.Action(label, door) : new Block.Link(label, door);
    }

    Block.Link order(Order order, Reader to) {
        return new Block.Link(say(to, "mail.order"), settings.link("/orders/" + orders.link(order.id())));
    }

    Block.Action open(String label, String page, Reader to) {
        return new Block.Action(say(to, label), settings.link(page));
    }

    /// @param lead  key of a sentence more; empty for none
    /// @param about what follows the time
    Letter soon(Before when, What what, Reader to, String lead, List<? extends Block> about) {
        var span = span(what, to);
        var letter = Letter.write(say(to, "soon.subject." + when.word(), what.title), span);
        if (!to.name.isEmpty()) letter.say(say(to, "mail.dear", to.name));
        if (!lead.isEmpty()) letter.say(say(to, lead));
        letter.add(new Block.Fact(say(to, "mail.when"), span));
        about.forEach(letter::add);
        return letter.signed(say(to, "mail.footer", settings.publicUrl().toString()));
    }

    private String span(What what, Reader to) {
        var zone = to.zone == null ? what.zone : to.zone;
        var formats = new Formats(to.language);
        return formats.span(what.from, what.until, zone) + " " + formats.zone(zone);
    }

    private String say(Reader to, String key, Object... arguments) {
        return texts.say(to.language, key, arguments);
    }
}
