package org.tsudoi.notices;

import java.time.Clock;
import java.util.HashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.platform.outbox.Outbox;

/// Notes who is to be reminded: the outbox knows of what somebody was reminded before.
@Component
class NotingReminders {
    static final String TOPIC = "notices.reminder";

    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    NotingReminders(Outbox outbox, TransactionTemplate transactions, Clock clock) {
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    void note(Reminder reminder) {
        var items =
                reminder.due(clock.instant()).map(one -> item(reminder, one)).toList();
        if (!items.isEmpty()) transactions.executeWithoutResult(_ -> outbox.put(TOPIC, items));
    }

    private Outbox.Item item(Reminder reminder, Reminder.Due due) {
        var payload = new HashMap<>(due.what());
        payload.put("of", reminder.name());
        return outbox.dueNow(reminder.name() + " " + due.key(), payload);
    }
}
