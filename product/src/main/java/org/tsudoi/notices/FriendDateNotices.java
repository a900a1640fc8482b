package org.tsudoi.notices;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUpOffers;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.OutcomeNews;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.TransferId;
import org.tsudoi.transfers.Transfers;

/// Tells friends who hold a place of a course that a date of it does not take place. What was paid for it is its
/// buyer's business.
@Component
class FriendDateNotices implements OutboxHandler {
    private static final String TOPIC = "notices.date-friend";

    private final Transfers transfers;
    private final MakeUps makeUps;
    private final MakeUpOffers offers;
    private final OutcomeNotices.Selling selling;
    private final OutcomeNotices.Wording wording;
    private final Outbox outbox;

    FriendDateNotices(
            Transfers transfers,
            MakeUps makeUps,
            MakeUpOffers offers,
            OutcomeNotices.Selling selling,
            OutcomeNotices.Wording wording,
            Outbox outbox) {
        this.transfers = transfers;
        this.makeUps = makeUps;
        this.offers = offers;
        this.selling = selling;
        this.wording = wording;
        this.outbox = outbox;
    }

    @EventListener
    void on(OutcomeNews news) {
        if (!(news.of() instanceof Outcome.Of.Date of)) return;
        switch (news) {
            // Also where nothing comes back: for them it is the date that matters.
            case OutcomeNews.NotHeld _ -> put(of, one -> has(of.date(), one));
            case OutcomeNews.DateGivenBack back ->
                put(of, one -> one.gift().order().equals(back.order()));
            case OutcomeNews.WasItHeld _,
                    OutcomeNews.SaidToBeHeld _,
                    OutcomeNews.ObjectedTo _,
                    OutcomeNews.Decided _ -> {}
        }
    }

    /// Each of them once.
    private void put(Outcome.Of.Date of, Predicate<Transfer.Accepted> concerned) {
        outbox.put(
                TOPIC,
                transfers.acceptedOf(of.event()).stream()
                        .filter(concerned)
                        .map(one -> outbox.dueNow(of.date() + ":" + one.id(), told(of, one)))
                        .toList());
    }

    /// Whoever comes to another date instead misses nothing.
    private boolean has(DateId date, Transfer.Accepted one) {
        boolean bought = selling.orders()
                .get(one.gift().order())
                .terms()
                .course()
                .filter(course -> course.has(date))
                .isPresent();
        return bought
                && makeUps.of(List.of(one.gift().ticket())).stream()
                        .noneMatch(made -> made.holds() && made.missed().equals(date));
    }

    private static Map<String, String> told(Outcome.Of.Date of, Transfer.Accepted one) {
        return Map.of(
                "event", of.event().toString(),
                "date", of.date().toString(),
                "transfer", one.id().toString());
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var transfer = TransferId.parse(item.payload().get("transfer").asString())
                .flatMap(transfers::find)
                .filter(this::isValid);
        if (transfer.isEmpty()) return Handled.done();
        var event = EventId.parse(item.payload().get("event").asString()).orElseThrow();
        var date = DateId.parse(item.payload().get("date").asString()).orElseThrow();
        var friend = transfer.get().gift().friend();
        var language = Language.of(friend.locale());
        return wording.posting()
                .post(
                        item.id().toString(),
                        friend.email(),
                        language,
                        letter(event, date, transfer.get(), language),
                        null,
                        List.of());
    }

    private boolean isValid(Transfer transfer) {
        return Optional.of(transfer)
                .filter(Transfer.Accepted.class::isInstance)
                .flatMap(one -> selling.orders().ticket(one.gift().ticket()))
                .filter(Ticket.Valid.class::isInstance)
                .isPresent();
    }

    private Letter letter(EventId event, DateId id, Transfer transfer, Language language) {
        var told = selling.events().get(event).particulars();
        var course = told.course().orElseThrow();
        var date = course.date(id).orElseThrow();
        var key = date.calledOff() ? "dates.mail.off" : "dates.mail.notHeld";
        var friend = transfer.gift().friend();
        var line = say(language, key, when(date, course.numberOf(id), language, friend));
        var letter = Letter.write(say(language, key + ".subject", told.title()), line)
                .say(say(language, "mail.dear", friend.name().value()))
                .say(line);
        whoChooses(id, transfer, language).ifPresent(letter::say);
        return letter.add(new Block.Action(
                        say(language, "giving.mail.open"),
                        wording.settings().link("/given/" + transfers.link(transfer.id()))))
                .signed(say(
                        language, "mail.footer", wording.settings().publicUrl().toString()));
    }

    /// Whoever paid has the choice of what is offered instead, and the money: who comes hears of it.
    private Optional<String> whoChooses(DateId missed, Transfer transfer, Language language) {
        var friend = transfer.gift().friend();
        var buyer = selling.orders().get(transfer.gift().order()).terms().buyer();
        return offers.of(missed)
                .flatMap(offer -> OtherDate.of(selling.events().get(offer.event()), offer.instead())
                        .map(other -> {
                            var formats = new Formats(language);
                            var span = formats.span(
                                            other.times().begin(), other.times().end(), friend.zone()) + " "
                                    + formats.zone(friend.zone());
                            var until = formats.dateTime(offer.until(), friend.zone());
                            return say(
                                    language,
                                    "instead.mail.friend",
                                    buyer.name().value(),
                                    other.title(),
                                    span,
                                    until);
                        }));
    }

    private String when(CourseDate date, int number, Language language, Transfer.Friend friend) {
        var formats = new Formats(language);
        var span = formats.span(date.begin(), date.end(), friend.zone()) + " " + formats.zone(friend.zone());
        return say(language, "course.line", number, span);
    }

    private String say(Language language, String key, Object... with) {
        return wording.texts().say(language, key, with);
    }
}
