package org.tsudoi.bench.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tsudoi.bench.Benchmark;
import org.tsudoi.bench.Option;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Row.Unit;
import org.tsudoi.bench.Stage;
import org.tsudoi.bench.crash.Examination.Finding;
import org.tsudoi.bench.crash.Examination.What;

/// PostgreSQL and the product are killed hundreds of times under load; nothing that was answered may be lost or
/// doubled. That the examination can fail is shown on a database that is not durable.
public final class CrashBenchmark implements Benchmark {
    /// After so many kills new books are begun, so that holding them against what was told stays quick.
    private static final int KILLS_OF_ONE = 25;

    private static final int SEEDS = 1_000_000_000;
    private static final int CONTROL_KILLS_MAX = 5;
    private static final int TOLD_MAX = 10;

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public String what() {
        return "SIGKILL of PostgreSQL and of the product under load: nothing answered is lost or doubled";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("kills", "N", "400", "how often; --seconds means nothing here"),
                new Option("seed", "N", "", "the same moments and wishes as another run, as far as machines allow"));
    }

    @Override
    public void run(Stage stage) throws Exception {
        long seed = stage.options().has("seed") ? stage.options().number("seed") : 1 + System.nanoTime() % SEEDS;
        stage.report().fact("seed", Long.toString(seed));
        stage.say("seed " + seed);
        var random = new SplittableRandom(seed);
        var tally = new Tally();
        int kills = stage.options().number("kills");
        control(stage, random.split(), tally);
        while (tally.kills < kills && tally.findings.isEmpty()) {
            round(stage, random.split(), Math.min(KILLS_OF_ONE, kills - tally.kills), tally);
        }
        tally.report(stage);
    }

    private static final class Tally {
        int kills;
        int ofPostgres;
        int ofProduct;
        int wishes;
        long answers;
        int lostByControl;
        final List<Finding> findings = new ArrayList<>();

        void found(Stage stage, List<Finding> found) {
            found.stream().limit(TOLD_MAX).forEach(each -> stage.say("  " + each));
            findings.addAll(found);
        }

        private int count(What... kinds) {
            return (int) findings.stream()
                    .filter(each -> List.of(kinds).contains(each.what()))
                    .count();
        }

        void report(Stage stage) {
            int lost = count(What.LOST);
            int doubled = count(What.DOUBLED, What.UNASKED);
            var report = stage.report();
            report.add(Row.of("kills", "times that something was killed", kills, Unit.COUNT));
            report.add(Row.of("kills_postgres", "of these PostgreSQL with all its processes", ofPostgres, Unit.COUNT));
            report.add(Row.of("kills_product", "of these the product", ofProduct, Unit.COUNT));
            report.add(Row.of("wishes", "journals, holds and their ends asked for", wishes, Unit.COUNT));
            report.add(Row.of("answers", "answers heard", (double) answers, Unit.COUNT));
            report.add(Row.of("lost", "answered and not on the books", lost, Unit.COUNT)
                    .atMost(0));
            report.add(Row.of("doubled", "there twice, or although refused", doubled, Unit.COUNT)
                    .atMost(0));
            report.add(Row.of("wrong", "anything else wrong", findings.size() - lost - doubled, Unit.COUNT)
                    .atMost(0));
            report.add(Row.of("control_lost", "lost, and noticed, without durability", lostByControl, Unit.COUNT));
            if (!findings.isEmpty()) report.failed(findings.size() + " wrong, the first: " + findings.getFirst());
        }
    }

    private static void round(Stage stage, SplittableRandom random, int kills, Tally tally) throws Exception {
        try (var ordeal = Ordeal.begin(stage.scratch(), random)) {
            for (int kill = 0; kill < kills && tally.findings.isEmpty(); kill++) {
                var target = ordeal.nextTarget();
                tally.found(stage, ordeal.kill(target));
                tally.kills++;
                if (target != Ordeal.Target.PRODUCT) tally.ofPostgres++;
                if (target != Ordeal.Target.POSTGRES) tally.ofProduct++;
                stage.progress().tick("kills, the last of " + target, tally.kills);
            }
            if (tally.findings.isEmpty()) tally.found(stage, ordeal.finish());
            var replayed = ordeal.verify();
            if (!replayed.equals("sound")) tally.found(stage, List.of(new Finding(What.CHANGED, replayed)));
            tally.wishes += ordeal.wishes();
            tally.answers += ordeal.answers();
            stage.say("  %,d kills, %,d wishes, %,d answers; the replay says: %s"
                    .formatted(tally.kills, tally.wishes, tally.answers, replayed));
        }
    }

    /// Must fail, or the examination is worth nothing.
    private static void control(Stage stage, SplittableRandom random, Tally tally) throws Exception {
        stage.say("The control: synchronous_commit off, which must be noticed …");
        try (var ordeal = Ordeal.begin(stage.scratch(), random)) {
            ordeal.loseDurability();
            ordeal.kill(Ordeal.Target.POSTGRES);
            for (int kill = 0; kill < CONTROL_KILLS_MAX && tally.lostByControl == 0; kill++) {
                var findings = ordeal.kill(Ordeal.Target.POSTGRES);
                tally.lostByControl = (int) findings.stream()
                        .filter(each -> each.what() == What.LOST)
                        .count();
            }
        }
        if (tally.lostByControl == 0) throw new IllegalStateException("Lost journals were not noticed.");
        stage.say("  noticed: %,d answered and not on the books".formatted(tally.lostByControl));
    }
}
