package org.tsudoi.offerings.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.AddOns;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;

/// Add-ons, and the stock of those that are limited on the ledger: what is available and what is taken, neither below
/// zero.
@Component
@Transactional
class KeepingAddOns implements AddOns {
    private final AddOnTable table;
    private final EventTable events;
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;

    KeepingAddOns(AddOnTable table, EventTable events, Ledger ledger, Ids ids, Clock clock) {
        this.table = table;
        this.events = events;
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Standing> of(EventId event) {
        return table.of(event).stream().map(this::standing).toList();
    }

    private Standing standing(AddOnTable.Kept kept) {
        var id = kept.addOn().id();
        if (!kept.addOn().isLimited()) return new Standing(kept.addOn(), 0, 0, kept.withdrawn());
        var both = ledger.balances(List.of(AddOns.taken(id), AddOns.available(id)));
        return new Standing(
                kept.addOn(), both.getFirst().posted(), both.getLast().available(), kept.withdrawn());
    }

    @Override
    @Transactional(readOnly = true)
    public Map<AddOnId, Long> left(Collection<AddOn> addOns) {
        var limited = addOns.stream().filter(AddOn::isLimited).map(AddOn::id).toList();
        var left = new HashMap<AddOnId, Long>();
        if (limited.isEmpty()) return left;
        var balances = ledger.balances(limited.stream().map(AddOns::available).toList());
        for (int i = 0; i < limited.size(); i++)
            left.put(limited.get(i), balances.get(i).available());
        return left;
    }

    @Override
    public boolean add(EventId event, AddOn addOn) {
        if (events.lock(event).isEmpty()) throw Problem.notFound();
        var before = table.of(event);
        if (before.stream().anyMatch(it -> it.addOn().id().equals(addOn.id()))) return true;
        if (isFull(before)) return false;
        if (!table.insert(event, addOn, clock.instant())) return false;
        addOn.stock().ifPresent(stock -> open(addOn.id(), stock));
        return true;
    }

    /// What is still sold of the one is sold with the other: as many of what is limited as there were in all, and as
    /// long before the start.
    @EventListener
    void on(EventNews.EventCopied news) {
        var later = later(news);
        for (var one : table.of(news.like())) {
            if (one.withdrawn()) continue;
            var like = one.addOn();
            add(
                    news.event(),
                    new AddOn(
                            new AddOnId(ids.next()),
                            like.name(),
                            like.description(),
                            like.per(),
                            like.price(),
                            like.tax(),
                            like.most(),
                            like.stock(),
                            like.soldUntil().flatMap(until -> later.map(until::plus))));
        }
    }

    /// By how much the copy starts later; empty for what starts at no time of its own.
    private Optional<Duration> later(EventNews.EventCopied news) {
        var from = start(news.like());
        var to = start(news.event());
        return from.isPresent() && to.isPresent() ? Optional.of(Duration.between(from.get(), to.get())) : Optional.empty();
    }

    private Optional<Instant> start(EventId id) {
        return events.find(id).flatMap(event -> event.particulars().startsAt());
    }

    private static boolean isFull(List<AddOnTable.Kept> all) {
        return all.stream().filter(it -> !it.withdrawn()).count() >= AddOn.OF_EVENT_MAX;
    }

    private void open(AddOnId id, int stock) {
        ledger.open(List.of(
                Account.unguarded(AddOns.supply(id), ADD_ON),
                Account.neverBelowZero(AddOns.available(id), ADD_ON),
                Account.neverBelowZero(AddOns.taken(id), ADD_ON)));
        post(JournalId.derive("addon", id.toString(), "stock"), id, stock).orThrow();
    }

    private Outcome post(JournalId journal, AddOnId id, int by) {
        return ledger.post(new Journal(
                journal,
                "add-ons-offered",
                clock.instant(),
                List.of(new Leg(AddOns.supply(id), ADD_ON, -by), new Leg(AddOns.available(id), ADD_ON, by)),
                Map.of("addon", id.toString())));
    }

    @Override
    public Changing change(EventId event, AddOn addOn) {
        var before = table.lock(event, addOn.id());
        if (before.isEmpty() || before.get().addOn().isLimited() != addOn.isLimited()) return Changing.NOT_THIS;
        int by = addOn.stock().orElse(0) - before.get().addOn().stock().orElse(0);
        var step = JournalId.derive("addon", addOn.id().toString(), ids.next().toString());
        if (by != 0 && !post(step, addOn.id(), by).isOnTheBooks()) return Changing.STOCK_TAKEN;
        table.save(event, addOn);
        return Changing.CHANGED;
    }

    @Override
    public void withdraw(EventId event, AddOnId addOn) {
        table.withdraw(event, addOn, clock.instant());
    }

    @Override
    public void sellAgain(EventId event, AddOnId addOn) {
        if (events.lock(event).isEmpty()) throw Problem.notFound();
        if (!isFull(table.of(event))) table.sellAgain(event, addOn);
    }
}
