package town.weather;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;

/// The weather now. The spell set last wins where several would catch.
@Component
public class Weather {
    private final ReentrantLock lock = new ReentrantLock();
    private final Shelf<Spell[]> shelf;

    Weather(Keeper keeper) {
        shelf = keeper.shelf("weather", Spell[].class, 1);
    }

    /// What happens to this request; counted down. Empty: fair weather.
    ///
    /// @param operation "POST /v1/refunds"; for mail "SMTP" and whatever is of interest
    public Optional<Spell> onRequest(Provider provider, String operation) {
        return take(provider, operation, true);
    }

    /// What happens to this webhook on its way out; counted down. Empty: fair weather.
    public Optional<Spell> onWebhook(Provider provider, String eventType) {
        return take(provider, eventType, false);
    }

    List<Spell> now() {
        return shelf.find("now").map(List::of).orElse(List.of());
    }

    void set(Spell spell) {
        lock.lock();
        try {
            var next = new ArrayList<>(now());
            next.removeIf(old -> old.givesWayTo(spell));
            if (spell.mode() != Mode.FAIR && !spell.isOver()) {
                next.addFirst(spell);
            }
            shelf.put("now", next.toArray(Spell[]::new));
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        shelf.clear();
    }

    private Optional<Spell> take(Provider provider, String operation, boolean ofRequests) {
        if (now().isEmpty()) {
            return Optional.empty();
        }
        lock.lock();
        try {
            var spells = new ArrayList<>(now());
            for (int i = 0; i < spells.size(); i++) {
                var spell = spells.get(i);
                if (spell.mode().ofRequests() == ofRequests && spell.catches(provider, operation)) {
                    if (spell.count() != null) {
                        spells.set(i, spell.once());
                        spells.removeIf(Spell::isOver);
                        shelf.put("now", spells.toArray(Spell[]::new));
                    }
                    return Optional.of(spell);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
