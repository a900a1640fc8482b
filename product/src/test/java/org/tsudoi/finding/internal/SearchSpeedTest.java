package org.tsudoi.finding.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.finding.Kind;
import org.tsudoi.finding.Subject;
import org.tsudoi.finding.Wanted;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.testing.ProductTest;

/// Tells how long searches take among ten thousand sessions with two months of free times each, beside the same page
/// with nothing asked for. What is held to is what is found; times are told and not judged.
@ProductTest
class SearchSpeedTest {
    private static final Logger LOG = LoggerFactory.getLogger(SearchSpeedTest.class);
    private static final int MANY = 10_000;
    private static final int TIMES = 15;

    private final EntryTable table;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final Instant now;

    SearchSpeedTest(EntryTable table, JdbcClient sql, TransactionTemplate transactions, Clock clock) {
        this.table = table;
        this.sql = sql;
        this.transactions = transactions;
        this.now = clock.instant().truncatedTo(ChronoUnit.DAYS);
    }

    @Test
    void eachSearchAnswersAmongTenThousand() {
        transactions.executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            fill();
            var evenings = new ArrayList<Wanted.Window>();
            for (int day = 0; day < 20; day++) {
                var from = now.plus(Duration.ofHours(24L * day + 8));
                evenings.add(new Wanted.Window(from, from.plus(Duration.ofHours(5))));
            }
            var all = Wanted.ANYTHING.withKind(Optional.of(Kind.SESSION));
            var asked = new LinkedHashMap<String, Wanted>();
            asked.put("nothing asked for (reference)", all);
            asked.put("a word", all.withText("コーチング"));
            asked.put("a theme", all.withTheme(Optional.of("speed7")));
            asked.put("my points", all.withPoints(Optional.of(820L)));
            asked.put("20 evenings", all.withTimes(evenings));
            asked.put("word, theme, price, evenings", all.withText("ｺｰﾁﾝｸﾞ")
                    .withTheme(Optional.of("speed7"))
                    .withPrices(Optional.empty(), Optional.of(Money.jpy(2000)))
                    .withTimes(evenings));
            asked.forEach((name, wanted) -> LOG.info("{}: {} ms", name, median(wanted) / 1_000_000.0));
        });
    }

    private long median(Wanted wanted) {
        var took = new ArrayList<Long>();
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            assertThat(table.find(wanted, null, 21, now)).isNotEmpty();
            took.add(System.nanoTime() - began);
        }
        Collections.sort(took);
        return took.get(TIMES / 2);
    }

    private void fill() {
        var starts = new ArrayList<Instant>();
        for (int day = 0; day < 62; day++) {
            for (int half = 0; half < 8; half++) {
                starts.add(now.plus(Duration.ofMinutes(24L * 60 * day + 60 + 30L * half)));
                starts.add(now.plus(Duration.ofMinutes(24L * 60 * day + 8 * 60 + 30L * half)));
            }
        }
        var one = new Entry(
                new Subject.Session(new EventId(UUID.randomUUID())),
                Entry.Words.of(
                        "二人で話すコーチング",
                        List.of("みどりスタジオ"),
                        List.of("いま気になることをうかがって、次の一歩を一緒に言葉にします。終わったあとにメモをお送りします。".repeat(4))),
                List.of("speed"),
                List.of("ja"),
                Optional.of(Money.jpy(3000)),
                Starts.of(starts, Duration.ofMinutes(30)),
                null,
                Set.of());
        table.put(one, now);
        sql.sql("""
                        insert into finding_entry (kind, subject, title, names, body, grams, themes, languages, price, currency,
                            near, starts, step_minutes, hosts, renewed_at)
                        select kind, gen_random_uuid(), title || ' ' || n, names, body, grams, array['speed' || n % 20], languages,
                            500 + n % 40 * 100, currency, near, starts, step_minutes, hosts, renewed_at
                        from finding_entry, generate_series(1, :many) n where subject = :one""")
                .param("many", MANY)
                .param("one", one.subject().value())
                .update();
    }
}
