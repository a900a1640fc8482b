package org.tsudoi.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tsudoi.bench.crash.Examination.Finding;
import org.tsudoi.bench.crash.Examination.What;

/// PostgreSQL and the ledger's process are killed under load. `./tsudoi bench crash` does so hundreds of times.
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillsTest {
    private static final int KILLS = Integer.getInteger("bench.kills", 10);
    private static final Path FOLDER = Path.of("target", "kills").toAbsolutePath();

    private final long seed = Long.getLong("bench.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void whatWasAnsweredIsOnTheBooksOnceWhateverIsKilledAndWhatIsWrongIsFound() throws Exception {
        try (var ordeal = Ordeal.begin(FOLDER, random)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                var target = ordeal.nextTarget();
                assertThat(ordeal.kill(target))
                        .as("kill %s, of %s, seed %s", kill, target, seed)
                        .isEmpty();
            }
            assertThat(ordeal.finish()).as("seed %s", seed).isEmpty();
            assertThat(ordeal.verify()).isEqualTo("sound");
            assertThat(ordeal.answers()).isGreaterThan(KILLS);
            damagesAreFound(ordeal);
        }
    }

    /// @param found of which kind there must be a finding
    private record Damage(What found, String... done) {}

    private static final String A_JOURNAL = "(select max(sequence) from ledger_journal)";
    private static final String NO_TRIGGERS = "alter table ledger_journal disable trigger user";
    private static final String COPY =
            "insert into ledger_journal (id, kind, effective_at, recorded_at, legs, hold_id) "
                    + "select %s, kind, effective_at, recorded_at, legs, null from ledger_journal where sequence = "
                    + A_JOURNAL;

    private static final List<Damage> DAMAGES = List.of(
            new Damage(What.LOST, "delete from ledger_journal where sequence = " + A_JOURNAL),
            new Damage(
                    What.DOUBLED,
                    NO_TRIGGERS,
                    "alter table ledger_journal drop constraint ledger_journal_id",
                    COPY.formatted("id")),
            new Damage(What.UNASKED, NO_TRIGGERS, COPY.formatted("gen_random_uuid()")),
            new Damage(What.CHANGED, "update ledger_entry set amount = amount * 2 where sequence = " + A_JOURNAL),
            new Damage(What.CHANGED, "update ledger_journal set recorded_at = now() where sequence = " + A_JOURNAL),
            new Damage(What.CHANGED, "delete from ledger_hold_open"),
            new Damage(
                    What.LOST,
                    "delete from ledger_hold_open",
                    "delete from ledger_hold_end",
                    "delete from ledger_hold_leg",
                    "delete from ledger_hold"),
            new Damage(What.LOST, "delete from ledger_hold_end where ended = 'released'"),
            new Damage(What.WRONG_BALANCE, "update ledger_balance set posted = posted + 1 where ceiling is null"),
            new Damage(What.WRONG_BALANCE, "update ledger_balance set held_in = held_in + 1 where ceiling is null"),
            new Damage(
                    What.BEYOND_LIMIT,
                    "alter table ledger_balance drop constraint ledger_balance_floor",
                    "update ledger_balance set posted = held_out - 1"));

    private static void damagesAreFound(Ordeal ordeal) throws Exception {
        for (var damage : DAMAGES) {
            var kinds = new HashSet<What>();
            for (Finding finding : ordeal.examineAfter(damage.done)) kinds.add(finding.what());
            assertThat(kinds).as("%s", (Object) damage.done).contains(damage.found);
        }
        assertThat(ordeal.examineAfter()).isEmpty();
    }

    /// The negative control: a server that answers before it is durable.
    @Test
    void onAServerThatIsNotDurableTheLossIsFound() throws Exception {
        try (var ordeal = Ordeal.begin(FOLDER, random)) {
            ordeal.loseDurability();
            ordeal.kill(Ordeal.Target.POSTGRES);
            int lost = 0;
            for (int kill = 0; kill < 5 && lost == 0; kill++) {
                lost += (int) ordeal.kill(Ordeal.Target.POSTGRES).stream()
                        .filter(finding -> finding.what() == What.LOST)
                        .count();
            }
            assertThat(lost).as("seed %s", seed).isPositive();
        }
    }
}
