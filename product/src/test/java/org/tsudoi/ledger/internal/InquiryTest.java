package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Balance;
import org.tsudoi.ledger.Inquiries;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.JournalSearch;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.TrialBalance;

/// Searches against a list of all journals, looked through in Java.
class InquiryTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Asset SEAT = Asset.SEAT;

    private final Books books = new Books(4);
    private final Inquiries inquiries = inquiries(InquiryTable.LOOKED_AT_MAX);
    private final List<AccountCode> yen = List.of(
            books.unguarded("one", Books.JPY), books.unguarded("two", Books.JPY), books.unguarded("three", Books.JPY));
    private final List<AccountCode> seats = List.of(books.unguarded("in", SEAT), books.unguarded("out", SEAT));

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void everySearchFindsWhatAWalkThroughAllJournalsFinds() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var all = post(random, 400);
        for (int lookedAt : List.of(InquiryTable.LOOKED_AT_MAX, 7)) {
            for (int i = 0; i < 150; i++) {
                var search = search(random);
                assertThat(everyPage(inquiries(lookedAt), search, 1 + random.nextInt(30)))
                        .as("seed %s, %s, looking at %s", seed, search, lookedAt)
                        .containsExactlyElementsOf(expected(all, search));
            }
        }
    }

    @Test
    void aLongLookWithoutAFindSaysWhereToGoOn() {
        post(new Random(1), 50);
        var rare = journal("rare", "rare", Books.NOON, 5);
        books.transaction.executeWithoutResult(_ -> books.ledger.post(rare).orThrow());
        post(new Random(2), 50);

        var first = inquiries(20).journals(JournalSearch.ALL.ofKind("rare"), Long.MAX_VALUE, 10);

        assertThat(first.journals()).isEmpty();
        assertThat(first.older()).isPresent();
        assertThat(everyPage(inquiries(20), JournalSearch.ALL.ofKind("rare"), 10))
                .containsExactly(rare.id());
    }

    @Test
    void anAccountThatDoesNotExistHasNothing() {
        post(new Random(1), 5);
        var found = inquiries.journals(JournalSearch.ALL.on(new AccountCode("nobody")), Long.MAX_VALUE, 10);
        assertThat(found.journals()).isEmpty();
        assertThat(found.older()).isEmpty();
    }

    @Test
    void accountsOfAKindComeInPages() {
        var codes = new ArrayList<AccountCode>();
        for (int i = 0; i < 25; i++) {
            var id = String.format("evt_%026d", i);
            codes.add(new AccountCode("event:" + id + ":seats:taken"));
            books.open(
                    Account.unguarded(codes.getLast(), SEAT),
                    Account.unguarded(new AccountCode("event:" + id + ":seats:supply"), SEAT));
        }
        var found = new ArrayList<AccountCode>();
        Optional<AccountCode> before = Optional.empty();
        for (int page = 0; page < 3; page++) {
            var accounts = inquiries.accounts("event:*:seats:taken", before, 10);
            accounts.stream().map(Balance::account).forEach(found::add);
            before = Optional.of(found.getLast());
        }
        assertThat(found).containsExactlyElementsOf(codes.reversed());
        assertThat(inquiries.accounts("one", Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void aTrialBalanceOfThePastGoesByWhenThingsHappened() {
        books.transaction.executeWithoutResult(_ -> {
            books.ledger.post(journal("a", "x", Books.NOON, 3)).orThrow();
            books.ledger.post(journal("b", "x", Books.NOON.plus(DAY), 4)).orThrow();
            books.ledger.post(journal("c", "x", Books.NOON.minus(DAY), 5)).orThrow();
        });
        assertThat(held(inquiries.trialBalanceAt(Books.NOON), "two")).isEqualTo(8);
        assertThat(held(inquiries.trialBalanceAt(Books.NOON.plus(DAY)), "two")).isEqualTo(12);
        assertThat(inquiries
                        .trialBalanceAt(Books.NOON.minus(DAY.multipliedBy(2)))
                        .lines())
                .isEmpty();
        assertThat(inquiries.trialBalanceAt(Books.NOON).isBalanced()).isTrue();
        assertThat(inquiries.course(
                        yen.get(1),
                        List.of(Books.NOON.minus(DAY), Books.NOON.minusMillis(1), Books.NOON, Books.NOON.plus(DAY))))
                .containsExactly(5L, 5L, 8L, 12L);
        assertThatThrownBy(() -> inquiries.course(new AccountCode("nobody"), List.of(Books.NOON)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(inquiries.assets()).containsExactlyInAnyOrder(Books.JPY, SEAT);
    }

    private static long held(TrialBalance balance, String kind) {
        return balance.lines().stream()
                .filter(line -> line.accountKind().equals(kind))
                .mapToLong(TrialBalance.Line::balance)
                .sum();
    }

    private Inquiries inquiries(int lookedAtMax) {
        return new InquiryTable(books.app, new JournalTable(books.app), new BalanceTable(books.app), lookedAtMax);
    }

    private List<Journal> post(Random random, int many) {
        var all = new ArrayList<Journal>();
        books.transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < many; i++) {
                var journal = any(random, i);
                books.ledger.post(journal).orThrow();
                all.add(journal);
            }
        });
        return all;
    }

    private Journal any(Random random, int number) {
        var legs = new ArrayList<Leg>();
        int amount = 1 + random.nextInt(4);
        int from = random.nextInt(3);
        legs.add(Leg.into(yen.get((from + 1) % 3), Books.JPY, amount));
        legs.add(Leg.outOf(yen.get(from), Books.JPY, amount));
        if (random.nextBoolean()) {
            // Twice on one account in one journal, with another amount.
            legs.add(Leg.into(yen.get((from + 1) % 3), Books.JPY, amount + 1));
            legs.add(Leg.outOf(yen.get(from), Books.JPY, amount + 1));
        }
        if (random.nextBoolean()) {
            legs.add(Leg.into(seats.get(0), SEAT, 1 + random.nextInt(3)));
            legs.add(Leg.outOf(seats.get(1), SEAT, legs.getLast().amount()));
        }
        return new Journal(
                JournalId.derive(random.nextLong() + " " + number),
                "kind" + random.nextInt(3),
                Books.NOON.plus(Duration.ofHours(number)).minus(Duration.ofHours(random.nextInt(60))),
                legs,
                random.nextBoolean() ? Map.of() : Map.of("order", "o" + random.nextInt(5), "other", "x"));
    }

    private Journal journal(String id, String kind, Instant at, int amount) {
        return Journal.of(
                JournalId.derive(id),
                kind,
                at,
                Leg.into(yen.get(1), Books.JPY, amount),
                Leg.outOf(yen.get(0), Books.JPY, amount));
    }

    private JournalSearch search(Random random) {
        var search = JournalSearch.ALL;
        if (random.nextInt(3) == 0) search = search.ofKind("kind" + random.nextInt(3));
        if (random.nextInt(3) == 0) search = search.on(random.nextBoolean() ? yen.get(0) : seats.get(0));
        if (random.nextInt(3) == 0) search = search.with(Map.of("order", "o" + random.nextInt(5)));
        if (random.nextInt(3) == 0) {
            search = search.ofAmount(
                    random.nextBoolean()
                            ? Map.of(Books.JPY, 1L + random.nextInt(5))
                            : Map.of(Books.JPY, 2L, SEAT, 1L + random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            var from = Books.NOON.plus(DAY.multipliedBy(random.nextInt(16)));
            search = search.happened(from, from.plus(DAY));
        }
        return search;
    }

    /// The newest first: in the order posted, turned round.
    private static List<JournalId> expected(List<Journal> all, JournalSearch search) {
        Predicate<Journal> fits = journal -> search.kind()
                        .map(journal.kind()::equals)
                        .orElse(true)
                && journal.metadata().entrySet().containsAll(search.metadata().entrySet())
                && (search.from() == null || !journal.effectiveAt().isBefore(search.from()))
                && (search.until() == null || journal.effectiveAt().isBefore(search.until()))
                && journal.legs().stream()
                        .filter(leg ->
                                search.account().map(leg.account()::equals).orElse(true))
                        .anyMatch(leg -> search.amounts().isEmpty()
                                || Long.valueOf(Math.abs(leg.amount()))
                                        .equals(search.amounts().get(leg.asset())));
        return all.reversed().stream().filter(fits).map(Journal::id).toList();
    }

    private static List<JournalId> everyPage(Inquiries inquiries, JournalSearch search, int most) {
        var found = new ArrayList<JournalId>();
        Optional<Long> before = Optional.of(Long.MAX_VALUE);
        while (before.isPresent()) {
            var page = inquiries.journals(search, before.get(), most);
            assertThat(page.journals()).hasSizeLessThanOrEqualTo(most);
            assertThat(page.journals())
                    .isSortedAccordingTo(Comparator.comparing(org.tsudoi.ledger.RecordedJournal::sequence)
                            .reversed());
            page.journals().forEach(one -> found.add(one.journal().id()));
            var last = before.get();
            page.older().ifPresent(older -> assertThat(older).isLessThan(last));
            before = page.older();
        }
        return found;
    }
}
