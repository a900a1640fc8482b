package org.tsudoi.notices;

import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tsudoi.conversations.Message;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The words of mails with what was written about an order.
@Component
class ConversationLetters {
    /// More of them are read on the page.
    private static final int SHOWN_MAX = 10;

    private final Orders orders;
    private final Events events;
    private final Organisers organisers;
    private final Texts texts;
    private final PlatformSettings settings;

    ConversationLetters(Orders orders, Events events, Organisers organisers, Texts texts, PlatformSettings settings) {
        this.orders = orders;
        this.events = events;
        this.organisers = organisers;
        this.texts = texts;
        this.settings = settings;
    }

    /// @param writer who wrote, as the reader knows them
    /// @param path   of the page to answer on
    private record Envelope(Language language, ZoneId zone, String writer, String title, String path) {}

    Letter toBuyer(Order order, List<Message.Said> unread) {
        var told = events.get(order.terms().event()).particulars();
        return letter(
                new Envelope(
                        Language.of(order.terms().buyer().locale()),
                        told.schedule().zone(),
                        organiser(order).name(),
                        told.title(),
                        "/orders/" + orders.link(order.id()) + "/conversation"),
                "conversations.mail.fromOrganiser",
                unread);
    }

    private Organiser organiser(Order order) {
        return organisers.find(order.terms().organiser()).orElseThrow();
    }

    /// @param path where this reader reads the thread
    Letter toOrganiser(Order order, Member reader, String path, List<Message.Said> unread) {
        return letter(
                new Envelope(
                        Language.of(reader.locale()),
                        reader.zone(),
                        order.terms().buyer().name().value(),
                        events.get(order.terms().event()).particulars().title(),
                        path),
                "conversations.mail.fromBuyer",
                unread);
    }

    private Letter letter(Envelope to, String subjectKey, List<Message.Said> unread) {
        var language = to.language();
        var formats = new Formats(language);
        var letter = Letter.write(texts.say(language, subjectKey, to.writer()), to.title())
                .say(texts.say(language, "conversations.mail.about", to.title()));
        for (var said : unread.stream().limit(SHOWN_MAX).toList()) {
            var when = formats.dateTime(said.at(), to.zone()) + " " + formats.zone(to.zone());
            letter.add(new Block.Fact(to.writer() + " · " + when, said.text().value()));
        }
        if (unread.size() > SHOWN_MAX) {
            letter.say(texts.say(language, "conversations.mail.more", unread.size() - SHOWN_MAX));
        }
        return letter.add(new Block.Action(
                        texts.say(language, "conversations.mail.action"), settings.link(to.path() + "#latest")))
                .say(texts.say(language, "conversations.mail.noReply"))
                .signed(texts.say(language, "mail.footer", settings.publicUrl().toString()));
    }
}
