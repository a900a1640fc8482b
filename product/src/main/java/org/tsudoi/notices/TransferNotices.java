package org.tsudoi.notices;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.TransferId;
import org.tsudoi.transfers.TransferNews;
import org.tsudoi.transfers.TransferNews.What;
import org.tsudoi.transfers.Transfers;

/// Tells giver and friend what became of a place that is given.
@Component
class TransferNotices implements OutboxHandler {
    private static final String TOPIC = "notices.transfer";
    private static final String FRIEND = "friend";
    private static final String GIVER = "giver";

    private final Transfers transfers;
    private final Orders orders;
    private final HandedTickets tickets;
    private final Events events;
    private final Posting posting;
    private final Words words;

    @Component
    record Words(Texts texts, PlatformSettings settings) {}

    TransferNotices(
            Transfers transfers, Orders orders, HandedTickets tickets, Events events, Posting posting, Words words) {
        this.transfers = transfers;
        this.orders = orders;
        this.tickets = tickets;
        this.events = events;
        this.posting = posting;
        this.words = words;
    }

    @Component
    static class Hearing {
        private final Outbox outbox;

        Hearing(Outbox outbox) {
            this.outbox = outbox;
        }

        /// Whoever did it knows.
        @EventListener
        void on(TransferNews news) {
            var to = switch (news.what()) {
                case OFFERED, TAKEN_BACK, VOID -> List.of(FRIEND);
                case ACCEPTED -> List.of(FRIEND, GIVER);
                case DECLINED, LAPSED -> List.of(GIVER);
            };
            outbox.put(
                    TOPIC,
                    to.stream()
                            .map(reader -> outbox.dueNow(
                                    news.what() + ":" + news.transfer() + ":" + reader,
                                    Map.of(
                                            "what",
                                            news.what().name(),
                                            "transfer",
                                            news.transfer().toString(),
                                            "to",
                                            reader)))
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
        var found = TransferId.parse(item.payload().get("transfer").asString())
                .flatMap(transfers::find)
                .filter(one -> stillIs(what, one));
        if (found.isEmpty()) return Handled.done();
        var to = reader(found.get(), item.payload().get("to").asString());
        return posting.post(item.id().toString(), to.mail, to.language, letter(what, found.get(), to), null, List.of());
    }

    private static boolean stillIs(What what, Transfer transfer) {
        return switch (transfer) {
            case Transfer.Offered _ -> what == What.OFFERED;
            case Transfer.Accepted _ -> what == What.ACCEPTED || what == What.VOID;
            case Transfer.TakenBack _ -> what == What.TAKEN_BACK;
            case Transfer.Declined _ -> what == What.DECLINED;
            case Transfer.Lapsed _ -> what == What.LAPSED;
        };
    }

    private record Reader(EmailAddress mail, Language language, ZoneId zone, boolean isFriend) {}

    private Reader reader(Transfer transfer, String to) {
        if (to.equals(FRIEND)) {
            var friend = transfer.gift().friend();
            return new Reader(friend.email(), Language.of(friend.locale()), friend.zone(), true);
        }
        var order = orders.get(transfer.gift().order()).terms();
        var zone = events.get(order.event()).particulars().zone();
        return new Reader(order.buyer().email(), Language.of(order.buyer().locale()), zone, false);
    }

    Letter letter(What what, Transfer transfer, boolean toFriend) {
        return letter(what, transfer, reader(transfer, toFriend ? FRIEND : GIVER));
    }

    private Letter letter(What what, Transfer transfer, Reader to) {
        var gift = transfer.gift();
        var order = orders.get(gift.order());
        var told = events.get(gift.event()).particulars();
        var key = "giving.mail." + what.name().toLowerCase(Locale.ROOT) + (to.isFriend ? ".friend" : ".giver");
        var until = transfer instanceof Transfer.Offered offered ? dateTime(offered.until(), to) : "";
        var who = to.isFriend
                ? order.terms().buyer().name().value()
                : gift.friend().name().value();
        var letter = Letter.write(say(to, key + ".subject", told.title()), told.title())
                .say(say(to, key + ".lead", who, until))
                .add(new Block.Fact(say(to, "giving.event"), told.title()));
        told.startsAt().ifPresent(start -> letter.add(new Block.Fact(say(to, "mail.when"), dateTime(start, to))));
        switch (what) {
            case OFFERED ->
                letter.add(new Block.Action(
                        say(to, "giving.mail.open"), words.settings.link("/given/" + transfers.link(transfer.id()))));
            case ACCEPTED -> {
                if (to.isFriend) door(gift, to, letter);
                else page(order.id(), to, letter);
            }
            case TAKEN_BACK, VOID -> {}
            case DECLINED, LAPSED -> page(order.id(), to, letter);
        }
        return letter.signed(say(to, "mail.footer", words.settings.publicUrl().toString()));
    }

    private void door(Transfer.Gift gift, Reader to, Letter.Writer letter) {
        var keys = tickets.keys(orders.ticket(gift.ticket()).orElseThrow());
        letter.add(new Block.Action(say(to, "mail.door"), words.settings.link("/door/" + keys.doorLink())))
                .add(new Block.Code(say(to, "mail.code", words.settings.link("/door")), keys.passCode()));
    }

    private void page(OrderId order, Reader to, Letter.Writer letter) {
        letter.add(new Block.Link(say(to, "mail.order"), words.settings.link("/orders/" + orders.link(order))));
    }

    private String say(Reader to, String key, Object... arguments) {
        return words.texts.say(to.language, key, arguments);
    }

    private static String dateTime(Instant at, Reader to) {
        var formats = new Formats(to.language);
        return formats.dateTime(at, to.zone) + " " + formats.zone(to.zone);
    }
}
