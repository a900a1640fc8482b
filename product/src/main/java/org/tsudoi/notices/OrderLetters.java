package org.tsudoi.notices;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.notices.Letter.Block;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The words of mails about an order, in the language it was placed in.
@Component
class OrderLetters {
    private final Orders orders;
    private final Events events;
    private final Payments payments;
    private final Texts texts;
    private final PlatformSettings settings;

    OrderLetters(Orders orders, Events events, Payments payments, Texts texts, PlatformSettings settings) {
        this.orders = orders;
        this.events = events;
        this.payments = payments;
        this.texts = texts;
        this.settings = settings;
    }

    /// What every letter about one order needs.
    private final class Desk {
        final Order order;
        final Event.Particulars told;
        final Language language;
        final Formats formats;
        final ZoneId zone;

        Desk(Order order) {
            this(order, events.get(order.terms().event()));
        }

        Desk(Order order, Event event) {
            this.order = order;
            this.told = event.particulars();
            this.language = Language.of(order.terms().buyer().locale());
            this.formats = new Formats(language);
            this.zone = told.zone();
        }

        String say(String key, Object... arguments) {
            return texts.say(language, key, arguments);
        }

        String why(Refund.Reason why) {
            return say("refund.why." + why.key());
        }

        String money(Money money) {
            return formats.money(money.minorUnits(), money.currency());
        }

        /// What was bought with the places, and what the buyer bears of the platform's fee, within what is paid.
        void fee(Letter.Writer letter) {
            for (var one : order.terms().extras()) {
                letter.add(new Block.Fact(one.name(), say("addons.amount", one.quantity(), money(one.total()))));
            }
            var fee = order.feeWithin(order.toPay());
            if (fee.isPositive()) {
                letter.add(new Block.Fact(say("fees.name"), say("fees.ofAll", money(fee), money(order.toPay()))));
            }
        }

        String page() {
            return settings.link("/orders/" + orders.link(order.id()));
        }

        Letter.Writer begin(String subjectKey) {
            var subject = say(subjectKey, told.title());
            return Letter.write(subject, when())
                    .say(say("mail.dear", order.terms().buyer().name().value()));
        }

        Letter.Writer beginUnproven(String subjectKey) {
            return Letter.write(say(subjectKey, told.title()), when());
        }

        String when() {
            return switch (told.schedule()) {
                case Schedule.Fixed fixed -> formats.span(fixed.begin(), fixed.end(), zone) + " " + formats.zone(zone);
                case Schedule.Course course -> CourseWords.dates(texts, language, CourseWords.bought(order, course));
                case Schedule.Arranged _ -> say("event.arranged");
                case Schedule.Monthly _, Schedule.AtOnce _ -> order.terms().planName();
            };
        }

        Letter end(Letter.Writer letter) {
            return letter.signed(say("mail.footer", settings.publicUrl().toString()));
        }
    }

    /// To an address that is not proven: nothing in it was written by whoever typed the address. Only here, where
    /// its owner alone reads it, is said whether they have had their trial.
    Letter toConfirm(Order order) {
        return orders.hadTrial(order.id()) ? trialUsed(order) : confirm(order);
    }

    private Letter confirm(Order order) {
        var desk = new Desk(order);
        boolean session = order.terms().isSession();
        var letter = desk.beginUnproven("mail.confirm.subject")
                .say(desk.say(session ? "mail.confirm.leadSession" : "mail.confirm.lead"));
        if (order instanceof Order.Unconfirmed waiting) {
            letter.say(desk.say(
                    session ? "mail.confirm.heldSession" : "mail.confirm.held",
                    desk.formats.dateTime(waiting.heldUntil(), desk.zone)));
        }
        return desk.end(letter.add(new Block.Fact(desk.say("mail.when"), desk.when()))
                .add(new Block.Action(
                        desk.say(session ? "mail.confirm.actionSession" : "mail.confirm.action"), desk.page()))
                .say(desk.say("mail.confirm.notYou")));
    }

    private Letter trialUsed(Order order) {
        var desk = new Desk(order);
        var page = settings.link("/events/" + desk.told.slug());
        var full = desk.told.plans().stream()
                .filter(plan -> plan.kind() != Plan.Kind.TRIAL)
                .findFirst();
        var action = full.map(plan -> new Block.Action(
                        desk.say("mail.trialUsed.instead", plan.name()), page + "/apply?plan=" + plan.id()))
                .orElseGet(() -> new Block.Action(desk.say("mail.trialUsed.action"), page));
        return desk.end(desk.beginUnproven("mail.trialUsed.subject")
                .say(desk.say("mail.trialUsed.lead"))
                .say(desk.say("mail.trialUsed.hint"))
                .add(action)
                .say(desk.say("mail.confirm.notYou")));
    }

    /// To an address that may not be proven: nothing in it was written by whoever typed the address.
    Letter abandoned(Order order) {
        var desk = new Desk(order);
        return desk.end(desk.beginUnproven("mail.abandoned.subject")
                .say(desk.say("mail.abandoned.lead"))
                .add(new Block.Fact(desk.say("mail.when"), desk.when()))
                .say(desk.say("mail.abandoned.hint"))
                .add(new Block.Action(desk.say("mail.abandoned.action"), desk.page() + "/again"))
                .say(desk.say("mail.abandoned.notYou")));
    }

    /// Whom it is paid to, and by what. Numbers stand on the page, which knows whether they can still be paid.
    ///
    /// @param begun the buyer may have begun another one meanwhile
    Letter toBePaid(Order order, PaymentId begun) {
        var desk = new Desk(order);
        var payment = payments.get(begun);
        var how = payment instanceof Payment.Issued issued ? issued.how() : null;
        var means = payment.terms().choice().means().word();
        var letter = desk.begin("mail.toBePaid.subject").say(desk.say("topay." + means + ".lead"));
        var toPay = how instanceof Instructions.StoreNumber number ? number.toPay(order.toPay()) : order.toPay();
        letter.add(new Block.Fact(desk.say("mail.toBePaid.amount"), desk.money(toPay)));
        if (!toPay.equals(order.toPay())) {
            letter.add(new Block.Fact(desk.say("ontop.within"), desk.money(toPay.minus(order.toPay()))));
        }
        desk.fee(letter);
        if (order instanceof Order.Paying paying) {
            letter.add(new Block.Fact(desk.say("mail.toBePaid.until"), payUntil(desk, how, paying.heldUntil())));
        }
        return desk.end(letter.add(new Block.Action(desk.say("topay." + means + ".action"), desk.page()))
                .say(desk.say("topay." + means + ".hint")));
    }

    /// Empty when nothing waits to be paid any more.
    Optional<Letter> endsSoon(Order.Paying order) {
        if (!(payments.get(order.payment()) instanceof Payment.Issued issued)) return Optional.empty();
        var desk = new Desk(order);
        var means = issued.terms().choice().means().word();
        var toPay = switch (issued.how()) {
            case Instructions.StoreNumber number -> number.toPay(order.toPay());
            case Instructions.BankAccount account -> order.toPay().minus(account.received());
            case Instructions.Slip _, Instructions.AtCounter _, Instructions.ScannedCode _ -> order.toPay();
        };
        return Optional.of(desk.end(desk.begin("remind.subject")
                .say(desk.say("remind.lead"))
                .add(new Block.Fact(desk.say("part.rest"), desk.money(toPay)))
                .add(new Block.Fact(desk.say("mail.toBePaid.until"), payUntil(desk, issued.how(), order.heldUntil())))
                .add(new Block.Action(desk.say("topay." + means + ".action"), desk.page()))
                .say(desk.say("remind.hint"))));
    }

    /// Where it is transferred to, as long as it is.
    Optional<Instructions.BankAccount> account(Order.Paying order) {
        return payments.get(order.payment()) instanceof Payment.Issued issued
                        && issued.how() instanceof Instructions.BankAccount account
                ? Optional.of(account)
                : Optional.empty();
    }

    /// The payer's bank may have kept a fee of what was sent.
    Letter partReceived(Order order, Money received) {
        var desk = new Desk(order);
        var letter = desk.begin("part.subject")
                .say(desk.say("part.lead"))
                .add(new Block.Fact(desk.say("part.received"), desk.money(received)))
                .add(new Block.Fact(
                        desk.say("part.rest"), desk.money(order.toPay().minus(received))));
        if (order instanceof Order.Paying paying) {
            var how = account(paying).orElse(null);
            letter.add(new Block.Fact(desk.say("mail.toBePaid.until"), payUntil(desk, how, paying.heldUntil())));
        }
        return desk.end(letter.add(new Block.Action(desk.say("topay.bank-transfer.action"), desk.page()))
                .say(desk.say("part.hint")));
    }

    private static String payUntil(Desk desk, @Nullable Instructions how, Instant held) {
        return switch (how) {
            case Instructions.Slip slip -> desk.formats.date(slip.lastDay());
            case Instructions.BankAccount account -> desk.formats.dateTime(account.until(), desk.zone);
            case null -> desk.formats.dateTime(held, desk.zone);
            case Instructions.StoreNumber _, Instructions.AtCounter _, Instructions.ScannedCode _ ->
                desk.formats.dateTime(held, desk.zone);
        };
    }

    /// What leads whoever bought sessions to choosing their times.
    private Letter sessions(Desk desk) {
        var terms = desk.order.terms();
        var letter = desk.begin("mail.sessions.subject")
                .say(desk.say(terms.total().isZero() ? "mail.sessions.booked" : "mail.sessions.paid"))
                .add(new Block.Fact(
                        desk.say("mail.sessions.what"),
                        desk.say(
                                "order.sessions",
                                terms.planName(),
                                terms.sessionLength().toMinutes(),
                                terms.places())));
        desk.fee(letter);
        return desk.end(letter.say(desk.say("mail.sessions.hint"))
                .add(new Block.Action(desk.say("mail.sessions.action"), desk.page())));
    }

    /// What the house sold is there at once.
    Letter givenAtOnce(Order order) {
        var desk = new Desk(order);
        return desk.end(desk.begin("house.mail.subject")
                .say(desk.say("house.mail.lead"))
                .add(new Block.Fact(
                        desk.say("mail.sessions.what"), order.terms().planName()))
                .add(new Block.Fact(desk.say("house.mail.paid"), desk.money(order.toPay())))
                .add(new Block.Link(desk.say("mail.order"), desk.page())));
    }

    Letter tickets(Order order, Event event, List<Ticket> tickets) {
        var desk = new Desk(order, event);
        if (order.terms().isSession()) return sessions(desk);
        var doors = order.terms().startsAt(desk.told).map(start -> start.minus(desk.told.doorsBefore()));
        if (doors.isEmpty()) return sessions(desk);
        boolean free = order.terms().total().isZero();
        var letter = desk.begin("mail.tickets.subject")
                .say(desk.say(free ? "mail.tickets.booked" : "mail.tickets.paid"))
                .add(new Block.Fact(desk.say("mail.when"), desk.when()));
        desk.fee(letter);
        var valid = valid(tickets);
        for (var ticket : valid) {
            var door = settings.link("/door/" + orders.doorLink(ticket.id()));
            letter.add(new Block.Heading(
                            desk.say("mail.ticket", ticket.attendee().value(), ticket.label())))
                    .add(
                            ticket.equals(valid.getFirst())
                                    ? new Block.Action(desk.say("mail.door"), door)
                                    : new Block.Link(desk.say("mail.door"), door))
                    .add(new Block.Code(desk.say("mail.code", settings.link("/door")), orders.passCode(ticket.id())));
        }
        return desk.end(letter.say(desk.say("mail.tickets.hint", desk.formats.dateTime(doors.get(), desk.zone)))
                .add(new Block.Link(desk.say("mail.order"), desk.page())));
    }

    /// @param points the part that came back as points
    /// @param by who cancelled
    Letter cancelled(Order order, Money refund, Money points, Ticket.CancelledBy by) {
        boolean byEvent = by == Ticket.CancelledBy.EVENT;
        var desk = new Desk(order);
        var letter = desk.begin(byEvent ? "mail.eventCancelled.subject" : "mail.cancelled.subject")
                .say(desk.say(
                        byEvent
                                ? "mail.eventCancelled.lead"
                                : by == Ticket.CancelledBy.NO_HOST
                                                && !order.terms().isSession()
                                        ? "promises.mail.givenBack"
                                        : by == Ticket.CancelledBy.LEFT
                                                ? "circle.mail.givenBack"
                                                : "mail.cancelled.lead"));
        if (!refund.isZero()) {
            letter.say(desk.say("mail.cancelled.refund", desk.money(refund)));
            if (!byEvent) letter.say(desk.why(by.reason()));
        }
        if (!points.isZero()) letter.say(desk.say("mail.cancelled.points", desk.formats.number(points.minorUnits())));
        var left = orders.tickets(order.id()).stream()
                .filter(Ticket.Valid.class::isInstance)
                .toList();
        if (!left.isEmpty()) letter.say(desk.say("mail.cancelled.left", left.size()));
        return desk.end(letter.add(new Block.Link(desk.say("mail.order"), desk.page())));
    }

    /// @param back the order may have had another price when it was paid
    Letter unseated(Order order, Money back) {
        var desk = new Desk(order);
        return desk.end(desk.begin("mail.unseated.subject")
                .say(desk.say("mail.unseated.lead", desk.money(back)))
                .add(new Block.Link(desk.say("mail.order"), desk.page())));
    }

    Letter refunded(Order order, Money amount, Refund.@Nullable Reason why) {
        var desk = new Desk(order);
        var letter = desk.begin("mail.refunded.subject").say(desk.say("mail.refunded.lead", desk.money(amount)));
        if (why != null) letter.say(desk.why(why));
        return desk.end(letter.add(new Block.Link(desk.say("mail.order"), desk.page())));
    }

    /// @param again whether it came back from an account that was told before
    Letter refundAccount(Order order, Money amount, Refund.Reason why, boolean again) {
        var desk = new Desk(order);
        var money = desk.money(amount);
        return desk.end(desk.begin("refundto.mail.subject")
                .say(desk.say(again ? "refundto.mail.again" : "refundto.mail.lead", money))
                .say(desk.why(why))
                .add(new Block.Action(desk.say("refundto.action"), desk.page() + "/refund-account"))
                .say(desk.say("refundto.mail.hint")));
    }

    /// @param heldUntil when it can be paid to, where it replaced another
    Letter refundAccountTold(Order order, String account, Optional<Instant> heldUntil) {
        var desk = new Desk(order);
        var letter = desk.begin("refundto.mail.told").say(desk.say("refundto.mail.toldText", account));
        var held = heldUntil
                .map(until -> letter.say(desk.say("refundto.mail.held", desk.formats.dateTime(until, desk.zone))))
                .orElse(letter);
        return desk.end(held.say(desk.say("refundto.mail.notYou"))
                .add(new Block.Action(desk.say("refundto.action"), desk.page() + "/refund-account")));
    }

    Letter changed(Order order) {
        var desk = new Desk(order);
        return desk.end(desk.begin("mail.changed.subject")
                .say(desk.say("mail.changed.lead"))
                .add(new Block.Fact(desk.say("mail.when"), desk.when()))
                .say(desk.say("mail.changed.hint"))
                .add(new Block.Link(desk.say("mail.order"), desk.page())));
    }

    /// Those whose door is the buyer's.
    private static List<Ticket> valid(List<Ticket> tickets) {
        return tickets.stream()
                .filter(ticket -> ticket instanceof Ticket.Valid valid && valid.isBuyers())
                .toList();
    }
}
