package org.tsudoi.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.notices.Beginnings.Beginning;
import org.tsudoi.notices.ReminderLetters.What;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.TransferId;
import org.tsudoi.transfers.Transfers;
import tools.jackson.databind.JsonNode;

/// Reminds friends to whom a place was given, as its buyer would have been.
@Component
record FriendReminders(
        Transfers transfers, Orders orders, Beginnings beginnings, ReminderLetters letters, NotingReminders noting)
        implements Reminder {
    @Override
    public String name() {
        return "notices-remind-friends";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Stream<Due> due(Instant now) {
        return beginnings
                .all(now)
                .flatMap(beginning -> transfers.acceptedOf(beginning.event()).stream()
                        .map(one -> new Due(beginning.key(one.id()), beginning.told("transfer", one.id()))));
    }

    @Override
    public Optional<Mailing> mailing(JsonNode due, Instant now) {
        return TransferId.parse(due.get("transfer").asString())
                .flatMap(transfers::find)
                .flatMap(one -> beginnings.still(due, now).flatMap(beginning -> mailing(one, beginning)));
    }

    private Optional<Mailing> mailing(Transfer transfer, Beginning beginning) {
        if (!(transfer instanceof Transfer.Accepted accepted)) return Optional.empty();
        var gift = accepted.gift();
        var ticket = orders.ticket(gift.ticket()).filter(Ticket.Valid.class::isInstance);
        if (ticket.isEmpty()
                || !beginning.when().isSettled(accepted.at(), beginning.start())
                || !isTheirs(gift, beginning)) {
            return Optional.empty();
        }
        var to = letters.friend(gift.friend());
        var what = What.of(beginning.date().title(), beginning.date().times());
        return Optional.of(to.mailing(
                letters.soon(beginning.when(), what, to, "", List.of(letters.door(ticket.get(), to, true)))));
    }

    /// Of a course that was joined late, the dates before are nobody's.
    private boolean isTheirs(Transfer.Gift gift, Beginning beginning) {
        return orders.get(gift.order()).terms().course().map(beginning::isOf).orElse(true);
    }
}
