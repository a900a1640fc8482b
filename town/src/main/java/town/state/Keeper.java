package town.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Keeps shelves between starts: once a second the changes are appended to one file per shelf, a line of JSON
/// each, and at a start the files are read back and shortened. No request waits for the disk; a crash loses at
/// most a second.
@Component
public class Keeper implements DisposableBean {
    /// A file is shortened when it has this many lines more than a few for each thing that is still there.
    private static final int SPARE_LINES = 20_000;

    private static final Logger log = LoggerFactory.getLogger(Keeper.class);

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Shelf<?>> shelves = new ConcurrentHashMap<>();
    private final Map<String, Integer> linesWritten = new HashMap<>();
    private final List<Runnable> afterReset = new CopyOnWriteArrayList<>();
    private final @Nullable Path directory;

    /// @param directory where the files are; empty: nothing is kept
    Keeper(@Value("${town.data:}") String directory) throws IOException {
        this.directory = directory.isBlank() ? null : Files.createDirectories(Path.of(directory));
    }

    /// The shelf of that name, filled with what was kept. Ask once, at construction.
    public <T> Shelf<T> shelf(String name, Class<T> type, int bound) {
        var shelf = new Shelf<>(name, type, bound, directory != null);
        if (shelves.putIfAbsent(name, shelf) != null) {
            throw new IllegalStateException("Two shelves are called " + name);
        }
        if (directory != null) {
            load(shelf, directory.resolve(name + ".jsonl"));
        }
        return shelf;
    }

    /// Empties every shelf.
    public void reset() {
        shelves.values().forEach(Shelf::clear);
        afterReset.forEach(Runnable::run);
    }

    /// For those who know something by themselves, or hold on to what they read.
    public void whenReset(Runnable listener) {
        afterReset.add(listener);
    }

    @Scheduled(fixedDelay = 1000)
    public synchronized void write() {
        if (directory != null) {
            shelves.values().forEach(shelf -> append(shelf, directory.resolve(shelf.name() + ".jsonl")));
        }
    }

    @Override
    public void destroy() {
        write();
    }

    private <T> void append(Shelf<T> shelf, Path file) {
        var changes = shelf.takeChanges();
        if (changes.isEmpty()) {
            return;
        }
        try (var out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var change : changes.entrySet()) {
                out.write(line(change.getKey(), change.getValue()));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (linesWritten.merge(shelf.name(), changes.size(), Integer::sum) > 2 * shelf.size() + SPARE_LINES) {
            shorten(shelf, file);
            linesWritten.remove(shelf.name());
        }
    }

    private String line(String id, @Nullable Object value) {
        ObjectNode line = json.createObjectNode().put("id", id);
        if (value != null) {
            line.set("value", json.valueToTree(value));
        }
        return line.toString();
    }

    private <T> void load(Shelf<T> shelf, Path file) {
        if (!Files.exists(file)) {
            return;
        }
        int count = 0;
        // This reader bears with a letter that was cut in half; the one of Files would not.
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                restore(shelf, line);
                count++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Also when a half-written line stands at the end, which the next one would be glued to.
        if (count != shelf.size()) {
            shorten(shelf, file);
        }
    }

    private <T> void restore(Shelf<T> shelf, String line) {
        try {
            var node = json.readTree(line);
            var value = node.get("value");
            shelf.restore(node.path("id").asString(), value == null ? null : json.treeToValue(value, shelf.type()));
        } catch (JacksonException e) {
            // The last line of a process that was killed may be half written; a record of an older shape may not fit.
            log.warn("Left out an unreadable line of {}: {}", shelf.name(), e.getOriginalMessage());
        }
    }

    private <T> void shorten(Shelf<T> shelf, Path file) {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var out = Files.newBufferedWriter(fresh)) {
            for (var entry : shelf.copy().entrySet()) {
                out.write(line(entry.getKey(), entry.getValue()));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
