package org.tsudoi.platform.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.platform.Ids;
import tools.jackson.databind.json.JsonMapper;

/// Notes down, in the caller's transaction, what is to happen after it: a mail, a call of a provider. The note
/// and the change commit together or not at all; the topic's `OutboxHandler` is called right after the commit,
/// or at `dueAt`.
@Component
public class Outbox {
    private final OutboxTable table;
    private final OutboxSignal signal;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    Outbox(OutboxTable table, OutboxSignal signal, JsonMapper json, Ids ids, Clock clock) {
        this.table = table;
        this.signal = signal;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param key what makes the item unique within the topic, derived from its ids: putting the same again
    ///     (for 30 days after it was done) changes nothing
    /// @param payload a record, map or JSON node of ids and values; personal data stays where it is sealed
    public record Item(String key, Object payload, Instant dueAt) {}

    public Item dueNow(String key, Object payload) {
        return new Item(key, payload, clock.instant());
    }

    /// @return how many are new
    /// @throws IllegalStateException outside a transaction
    public int put(String topic, List<Item> items) {
        requireTransaction(topic);
        if (items.isEmpty()) return 0;
        var rows = items.stream()
                .map(item ->
                        new OutboxTable.New(ids.next(), item.key, json.writeValueAsString(item.payload), item.dueAt))
                .toList();
        var now = clock.instant();
        int added = table.insert(topic, rows, now);
        if (items.stream().allMatch(item -> item.dueAt.isAfter(now))) return added;
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signal.wake();
            }
        });
        return added;
    }

    /// @return whether it is new
    public boolean put(String topic, String key, Object payload, Instant dueAt) {
        return put(topic, List.of(new Item(key, payload, dueAt))) == 1;
    }

    /// Due at once.
    public boolean put(String topic, String key, Object payload) {
        return put(topic, key, payload, clock.instant());
    }

    /// What these ask for has come about, so nobody needs to look at them any more, in the caller's transaction. One
    /// that is being handled just now ends by itself.
    ///
    /// @throws IllegalStateException outside a transaction
    public void drop(String topic, Collection<String> keys) {
        requireTransaction(topic);
        if (!keys.isEmpty()) table.drop(topic, keys, clock.instant());
    }

    private static void requireTransaction(String topic) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the outbox is written in the transaction of the change: " + topic);
        }
    }

    /// A person asks for a stuck item to be tried again, from the start of the ladder; also a waiting one, at
    /// once.
    ///
    /// @param who asks, kept with the item
    /// @return false when there is nothing to retry: unknown, done, or being worked on
    public boolean retry(UUID id, String who) {
        boolean again = table.retry(id, who, clock.instant());
        signal.wake();
        return again;
    }

    /// What needs a person, newest first, 200 at most.
    public List<OutboxItem> stuck() {
        return table.stuck(200);
    }

    /// What is to be tried by itself, what has failed most often first.
    public List<OutboxItem> waiting(int max) {
        return table.waiting(max);
    }

    /// Items that are not over and have one of these values under that name in their payload, the next one due
    /// first.
    public List<OutboxItem> openAbout(String name, Collection<String> values) {
        return values.isEmpty() ? List.of() : table.openAbout(name, values);
    }

    public OutboxCounts counts() {
        return table.counts();
    }
}
