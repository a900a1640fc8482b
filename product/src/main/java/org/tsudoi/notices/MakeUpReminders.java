package org.tsudoi.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.MakeUp;
import org.tsudoi.makeups.MakeUpId;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.notices.Beginnings.Beginning;
import org.tsudoi.notices.ReminderLetters.What;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import tools.jackson.databind.JsonNode;

/// Reminds whoever comes to another date instead of one of their course.
@Component
record MakeUpReminders(
        MakeUps makeUps, Orders orders, Beginnings beginnings, ReminderLetters letters, NotingReminders noting)
        implements Reminder {
    @Override
    public String name() {
        return "notices-remind-of-make-ups";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Stream<Due> due(Instant now) {
        return beginnings
                .all(now)
                .filter(beginning -> beginning.when() == Before.DAY)
                .flatMap(beginning -> makeUps.at(beginning.event()).stream()
                        .filter(made -> made.occasion().equals(beginning.date().id()))
                        .map(made -> new Due(beginning.key(made.id()), beginning.told("makeUp", made.id()))));
    }

    @Override
    public Optional<Mailing> mailing(JsonNode due, Instant now) {
        return MakeUpId.parse(due.get("makeUp").asString())
                .flatMap(makeUps::find)
                .filter(MakeUp::holds)
                .flatMap(made -> beginnings.still(due, now).flatMap(beginning -> mailing(made, beginning)));
    }

    private Optional<Mailing> mailing(MakeUp made, Beginning beginning) {
        return orders.ticket(made.ticket())
                .filter(ticket -> ticket instanceof Ticket.Valid valid && valid.isBuyers())
                .filter(ticket -> orders.get(ticket.order()) instanceof Order.Paid)
                .map(ticket -> {
                    var order = orders.get(ticket.order());
                    var to = letters.buyer(order);
                    var what =
                            What.of(beginning.date().title(), beginning.date().times());
                    return to.mailing(letters.soon(
                            beginning.when(),
                            what,
                            to,
                            "reminding.makeUp.lead",
                            List.of(letters.door(ticket, to, true), letters.order(order, to))));
                });
    }
}
