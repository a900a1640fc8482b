package town.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A named map of immutable values, in the order they were first put. Safe for many threads. When it holds more
/// than its bound, the oldest go.
public final class Shelf<T> {
    private final String name;
    private final Class<T> type;
    private final int bound;
    private final boolean kept;
    private final LinkedHashMap<String, T> values = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    /// @param kept whether somebody takes the changes; else they are not noted down
    Shelf(String name, Class<T> type, int bound, boolean kept) {
        this.name = name;
        this.type = type;
        this.bound = bound;
        this.kept = kept;
    }

    public synchronized Optional<T> find(String id) {
        return Optional.ofNullable(values.get(id));
    }

    public synchronized T findOrPut(String id, Supplier<T> first) {
        var found = values.get(id);
        if (found != null) {
            return found;
        }
        var made = first.get();
        put(id, made);
        return made;
    }

    public synchronized void put(String id, T value) {
        values.put(id, value);
        changed(id);
        while (values.size() > bound) {
            var oldest = values.pollFirstEntry();
            changed(oldest.getKey());
        }
    }

    public synchronized void remove(String id) {
        if (values.remove(id) != null) {
            changed(id);
        }
    }

    /// Takes away the one that was put first.
    public synchronized Optional<T> removeOldest() {
        var oldest = values.pollFirstEntry();
        if (oldest == null) {
            return Optional.empty();
        }
        changed(oldest.getKey());
        return Optional.of(oldest.getValue());
    }

    public synchronized void clear() {
        values.keySet().forEach(this::changed);
        values.clear();
    }

    private void changed(String id) {
        if (kept) {
            changed.add(id);
        }
    }

    public synchronized int size() {
        return values.size();
    }

    /// Everything, oldest first; a copy.
    public synchronized List<T> all() {
        return new ArrayList<>(values.values());
    }

    /// At most `limit` that match, newest first; a copy.
    public synchronized List<T> newest(int limit, Predicate<? super T> wanted) {
        return values.sequencedValues().reversed().stream()
                .filter(wanted)
                .limit(limit)
                .toList();
    }

    /// At most `limit`, newest first; a copy.
    public List<T> newest(int limit) {
        return newest(limit, _ -> true);
    }

    String name() {
        return name;
    }

    Class<T> type() {
        return type;
    }

    /// What changed since the last call; a null value means removed.
    synchronized Map<String, @Nullable T> takeChanges() {
        var taken = new LinkedHashMap<String, @Nullable T>();
        for (var id : changed) {
            taken.put(id, values.get(id));
        }
        changed.clear();
        return taken;
    }

    synchronized void restore(String id, @Nullable T value) {
        if (value == null) {
            values.remove(id);
        } else {
            values.put(id, value);
        }
    }

    public synchronized Map<String, T> copy() {
        return new LinkedHashMap<>(values);
    }
}
