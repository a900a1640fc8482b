package org.tsudoi.finding.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.finding.Found;
import org.tsudoi.finding.Kind;
import org.tsudoi.finding.Subject;
import org.tsudoi.finding.Wanted;
import org.tsudoi.money.Money;
import org.tsudoi.testing.ProductTest;

/// Random things and random wishes, against a computation that looks at one thing after the other.
@ProductTest
class SearchModelTest {
    private static final long SEED = 20;
    private static final List<String> TITLES =
            List.of("朝のヨガ", "夜のコーチング", "Morning yoga", "คุยภาษาไทย", "書道のはじめ", "ヨガとコーチング");

    private final EntryTable table;
    private final TransactionTemplate transactions;
    private final Instant now;

    SearchModelTest(EntryTable table, TransactionTemplate transactions, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.now = clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    private record Thing(Entry entry, String title, List<Instant> starts) {}

    /// Nothing else is there, and nothing of this stays.
    @Test
    void whatIsFoundIsWhatAPlainLookFinds() {
        transactions.executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            var random = new SplittableRandom(SEED);
            var mark = "mark-" + UUID.randomUUID();
            var things = new ArrayList<Thing>();
            for (int i = 0; i < 150; i++) things.add(thing(random, mark));
            things.forEach(thing -> table.put(thing.entry, now));
            for (int round = 0; round < 250; round++) {
                var wanted = wanted(random);
                var expected = things.stream()
                        .filter(thing -> fits(thing, wanted))
                        .sorted(Comparator.comparing((Thing thing) -> rank(thing, wanted))
                                .thenComparing(thing -> soonest(thing, wanted))
                                .thenComparing(thing -> thing.entry.subject().kind().word())
                                .thenComparing(thing -> thing.entry.subject().value().toString()))
                        .map(thing -> thing.entry.subject())
                        .toList();
                assertThat(paged(wanted, mark, 1 + random.nextInt(20)))
                        .as("seed %d, round %d: %s", SEED, round, wanted)
                        .containsExactlyElementsOf(expected);
            }
        });
    }

    private List<Subject> paged(Wanted wanted, String mark, int page) {
        var all = new ArrayList<Subject>();
        Found.Place after = null;
        while (true) {
            // The mark keeps what other tests have made out of it; it is on every thing besides its own themes.
            var rows = table.find(marked(wanted, mark), after, page, now);
            rows.forEach(row -> all.add(row.subject()));
            if (rows.size() < page) return all;
            after = Found.Place.parse(rows.getLast().place().shown()).orElseThrow();
        }
    }

    /// The language is asked for as it is; the theme is asked for with the mark.
    private static Wanted marked(Wanted wanted, String mark) {
        return wanted.withTheme(Optional.of(mark + wanted.theme().orElse("")));
    }

    private Thing thing(SplittableRandom random, String mark) {
        var kind = Kind.values()[random.nextInt(4)];
        var title = TITLES.get(random.nextInt(TITLES.size()));
        var starts = new ArrayList<Instant>();
        if (kind != Kind.SALON) {
            for (int i = random.nextInt(50) - 5; i > 0; i--) starts.add(now.plus(Duration.ofMinutes(30L * random.nextInt(700))));
        }
        var theme = List.of("", "a", "b").get(random.nextInt(3));
        Optional<Money> price = random.nextInt(6) == 0
                ? Optional.empty()
                : Optional.of(Money.of(random.nextInt(5000), random.nextInt(3) == 0 ? "THB" : "JPY"));
        var until = kind == Kind.EVENT ? now.plus(Duration.ofHours(random.nextInt(300) - 20L)) : null;
        var entry = new Entry(
                Subject.of(kind, new UUID(random.nextLong(), random.nextLong())),
                Entry.Words.of(title, List.of("みどり"), List.of("Café で話します")),
                theme.isEmpty() ? List.of(mark) : List.of(mark, mark + theme),
                random.nextBoolean() ? List.of("ja") : List.of("ja", "en"),
                price,
                Starts.of(starts, Duration.ofMinutes(30)),
                until,
                Set.of());
        return new Thing(entry, title, starts.stream().sorted().toList());
    }

    private Wanted wanted(SplittableRandom random) {
        var wanted = Wanted.ANYTHING;
        if (random.nextInt(2) == 0) {
            wanted = wanted.withText(List.of("ﾖｶﾞ", "コーチング", "YOGA", "ภาษา", "書", "cafe", "ヨガ 朝", "みどり")
                    .get(random.nextInt(8)));
        }
        if (random.nextInt(3) == 0) wanted = wanted.withTheme(Optional.of(random.nextBoolean() ? "a" : "b"));
        if (random.nextInt(3) == 0) wanted = wanted.withLanguage(Optional.of(random.nextBoolean() ? "ja" : "en"));
        if (random.nextInt(3) == 0) {
            var currency = random.nextInt(3) == 0 ? "THB" : "JPY";
            wanted = wanted.withPrices(
                    random.nextBoolean() ? Optional.of(Money.of(random.nextInt(2000), currency)) : Optional.empty(),
                    Optional.of(Money.of(random.nextInt(5000), currency)));
        }
        if (random.nextInt(3) == 0) wanted = wanted.withPoints(Optional.of((long) random.nextInt(4000)));
        if (random.nextInt(3) == 0) wanted = wanted.withKind(Optional.of(Kind.values()[random.nextInt(4)]));
        if (random.nextInt(2) == 0) {
            var windows = new ArrayList<Wanted.Window>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                var from = now.plus(Duration.ofHours(random.nextInt(340)));
                windows.add(new Wanted.Window(from, from.plus(Duration.ofHours(1L + random.nextInt(30)))));
            }
            wanted = wanted.withTimes(windows);
        }
        return wanted;
    }

    private boolean fits(Thing thing, Wanted wanted) {
        var entry = thing.entry;
        var price = entry.price();
        return (entry.soldUntil() == null || entry.soldUntil().isAfter(now))
                && words(wanted).allMatch(word -> everything(thing).contains(word))
                && wanted.theme().stream()
                        .allMatch(theme -> entry.themes().stream().anyMatch(one -> one.endsWith(theme) && one.length() > 41))
                && wanted.language().stream().allMatch(entry.languages()::contains)
                && wanted.most().stream().allMatch(most -> price.filter(it -> it.currency().equals(most.currency())
                                && it.minorUnits() <= most.minorUnits())
                        .isPresent())
                && wanted.above().stream().allMatch(above -> price.filter(it -> it.currency().equals(above.currency())
                                && it.minorUnits() > above.minorUnits())
                        .isPresent())
                && wanted.points().stream().allMatch(points -> price.filter(
                                it -> it.currency().getCurrencyCode().equals("JPY") && it.minorUnits() <= points)
                        .isPresent())
                && wanted.kind().stream().allMatch(kind -> entry.subject().kind() == kind)
                && (wanted.times().isEmpty() || within(thing, wanted).findAny().isPresent());
    }

    /// Written by hand: what each title is when it is folded.
    private static String plain(String title) {
        return switch (title) {
            case "朝のヨガ" -> "朝のよが";
            case "夜のコーチング" -> "夜のこーちんぐ";
            case "Morning yoga" -> "morning yoga";
            case "書道のはじめ" -> "書道のはじめ";
            case "ヨガとコーチング" -> "よがとこーちんぐ";
            default -> title;
        };
    }

    private static String everything(Thing thing) {
        return plain(thing.title) + " みどり cafe で話します";
    }

    private static Stream<String> words(Wanted wanted) {
        return switch (wanted.text()) {
            case "" -> Stream.of();
            case "ﾖｶﾞ" -> Stream.of("よが");
            case "コーチング" -> Stream.of("こーちんぐ");
            case "YOGA" -> Stream.of("yoga");
            case "ヨガ 朝" -> Stream.of("よが", "朝");
            default -> Stream.of(wanted.text());
        };
    }

    private static int rank(Thing thing, Wanted wanted) {
        return -words(wanted)
                .mapToInt(word -> plain(thing.title).contains(word) ? 4 : "みどり".contains(word) ? 3 : 1)
                .sum();
    }

    private static Stream<Instant> within(Thing thing, Wanted wanted) {
        return thing.starts.stream().filter(start -> wanted.times().stream()
                .anyMatch(one -> !start.isBefore(one.from()) && start.isBefore(one.until())));
    }

    /// Runs are of half an hour here, and windows begin on the hour: what the table sorts by is the start itself.
    private Instant soonest(Thing thing, Wanted wanted) {
        var starts = wanted.times().isEmpty() ? thing.starts.stream() : within(thing, wanted);
        return starts.min(Comparator.naturalOrder())
                .orElse(thing.entry.soldUntil() == null ? EntryTable.NEVER : now);
    }
}
