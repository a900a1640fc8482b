package town.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// Every letter that came to Town, newest first. When it is full the oldest go.
@Component
public class Inbox {
    private static final int LETTERS_MAX = 3_000;
    private static final long CHARACTERS_MAX = 128L * 1024 * 1024;

    private final Shelf<Letter> letters;
    private final Clock clock;
    private long characters;

    Inbox(Keeper keeper, TownClock clock) {
        this.letters = keeper.shelf("mail", Letter.class, LETTERS_MAX);
        this.clock = clock;
        this.characters = letters.all().stream()
                .mapToLong(letter -> letter.raw().length())
                .sum();
        keeper.whenReset(this::empty);
    }

    synchronized Letter receive(String sender, List<String> recipients, String raw) {
        var letter = new Letter(UUID.randomUUID().toString(), clock.instant(), sender, recipients, raw);
        makeRoom(raw.length());
        letters.put(letter.id(), letter);
        characters += raw.length();
        notifyAll();
        return letter;
    }

    private void makeRoom(int more) {
        while (letters.size() >= LETTERS_MAX || characters + more > CHARACTERS_MAX) {
            var oldest = letters.removeOldest();
            if (oldest.isEmpty()) {
                return;
            }
            characters -= oldest.get().raw().length();
        }
    }

    public Optional<Letter> find(String id) {
        return letters.find(id);
    }

    public List<Letter> newest(int limit, Predicate<Letter> wanted) {
        return letters.newest(limit, wanted);
    }

    /// As [#newest(int, Predicate)], but when nothing matches yet it waits for a letter that does.
    synchronized List<Letter> await(Duration patience, int limit, Predicate<Letter> wanted)
            throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            var found = letters.newest(limit, wanted);
            long left = (until - System.nanoTime()) / 1_000_000;
            if (!found.isEmpty() || left <= 0) {
                return found;
            }
            wait(left);
        }
    }

    /// Everybody who ever got a letter, who got one last comes first.
    public Map<String, Correspondence> people() {
        var people = new LinkedHashMap<String, Correspondence>();
        for (Letter letter : letters.newest(LETTERS_MAX)) {
            for (String address : letter.recipients()) {
                people.merge(
                        address,
                        new Correspondence(letter, 1),
                        (had, _) -> new Correspondence(had.last(), had.count() + 1));
            }
        }
        return people;
    }

    synchronized void empty() {
        letters.clear();
        characters = 0;
    }

    public record Correspondence(Letter last, int count) {
        public Instant at() {
            return last.at();
        }
    }
}
