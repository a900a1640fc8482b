package org.tsudoi.bench.rush;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.tsudoi.bench.Benchmark;
import org.tsudoi.bench.Latencies;
import org.tsudoi.bench.Option;
import org.tsudoi.bench.Options;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Row.Unit;
import org.tsudoi.bench.Stage;
import org.tsudoi.bench.WrongCommand;

/// One event, its seats, and more buyers than seats, over HTTP from the sale page to the ticket: how many paid
/// orders a second, what it costs each process, and whether the books are right afterwards.
public final class RushBenchmark implements Benchmark {
    private static final double A_SECOND_MIN = 200;
    private static final double A_SECOND_GOAL = 500;
    private static final double TOLD_WITHIN_MAX = 5;
    private static final double SLOWER_THAN_IDLE_MAX = 5;
    private static final double RESIDENT_MAX = 512;
    private static final double MEGABYTE = 1 << 20;
    private static final List<Integer> PERCENTS = List.of(50, 95, 99);
    /// Of the seconds: how long the sale page is asked for while nobody else is there.
    private static final int IDLE_PART = 3;
    /// What Town keeps in mind of charges is bounded.
    private static final int SEATS_MAX = 30_000;

    /// Nobody has to queue.
    private static final int QUEUE_FREE = 100_000;

    /// A run that is a tenth as fast as it must be is given up.
    private static final int LATER_THAN_MEANT_MAX = 10;

    @Override
    public String name() {
        return "rush";
    }

    @Override
    public String what() {
        return "everybody buys the last seats at once, from the sale page to the ticket";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("seats", "N", "", "of the event; left out: 200 for each of the seconds"),
                new Option("buyers", "N", "", "who want one; left out: twice as many"),
                new Option("callers", "N", "128", "how many of them are on their way at once"),
                new Option("queue", "N", "" + QUEUE_FREE, "how many the fair queue lets to the form each second"),
                new Option("product-jfr", "FILE", "", "record the product's process into this file"),
                new Option("town-jfr", "FILE", "", "record Town's process into this file"));
    }

    @Override
    public void run(Stage stage) throws Exception {
        var plan = Plan.of(stage.options());
        int letIn = stage.options().number("queue");
        try (var world = World.start(stage, letIn, recording(stage, "product-jfr"), recording(stage, "town-jfr"));
                var line = new Line(world.port())) {
            var organiser = Organiser.signUp(world, line);
            int warmUp = new WarmUp(stage, world, organiser, plan).sell();
            var event = organiser.offer("Rush", plan.seats());
            var idle = idle(stage, world, event);
            var cpuBefore = world.cpu();
            long began = System.nanoTime();
            var rush = new Crowd(world, event, plan.buyers(), 0, plan.most())
                    .come(plan.callers(), "seats paid for", stage.progress());
            var cpuOfRush = world.cpu().since(cpuBefore);
            Quiet.await(world);
            var cpu = world.cpu().since(cpuBefore);
            var quiet = Duration.ofNanos(System.nanoTime() - began);
            addSelling(stage, rush);
            addWaiting(stage, rush, idle);
            addCost(stage, world, rush, quiet);
            addCpu(stage, "rush_cpu_ms_", "processor time for a paid order until sold out: ", cpuOfRush, rush);
            addCpu(stage, "cpu_ms_", "the same until all was done: ", cpu, rush);
            stage.report()
                    .add(Row.of("faults", "faults in the product's log", world.faults(), Unit.COUNT)
                            .atMost(0));
            Reckoning.of(world, event, rush, plan.buyers(), warmUp).add(stage);
            world.verify();
            stage.say("  verify: the books are sound");
        }
    }

    private static void addSelling(Stage stage, Crowd.Rush rush) {
        var report = stage.report();
        report.add(Row.of("paid_orders", "paid orders", rush.perSecond(), Unit.PER_SECOND)
                .beside("the least", A_SECOND_MIN)
                .atLeast(A_SECOND_GOAL));
        report.add(Row.of("sold_out_s", "until the last seat was paid for", seconds(rush.time()), Unit.SECONDS));
        var told = rush.toldWithin();
        report.add(
                Row.of("told_s_p99", "told that it is full within, p99", seconds(told.percentile(99)), Unit.SECONDS));
        report.add(Row.of(
                        "told_s_max",
                        "told that it is full within, all %,d".formatted(rush.told()),
                        seconds(rush.toldWithinMax()),
                        Unit.SECONDS)
                .atMost(TOLD_WITHIN_MAX));
    }

    private static void addWaiting(Stage stage, Crowd.Rush rush, Latencies idle) {
        for (var step : Step.values()) {
            for (int percent : PERCENTS) {
                double figure = millis(rush.waits().of(step), percent);
                var row = Row.of(
                        step.key() + "_ms_p" + percent, step.words() + ", p" + percent, figure, Unit.MILLISECONDS);
                boolean held = step == Step.OPEN && percent == 99;
                stage.report()
                        .add(held ? row.beside("idle", millis(idle, percent)).timesAtMost(SLOWER_THAN_IDLE_MAX) : row);
            }
        }
    }

    private static void addCost(Stage stage, World world, Crowd.Rush rush, Duration quiet) throws IOException {
        var report = stage.report();
        report.add(Row.of("quiet_s", "until every mail was out and every hint followed", seconds(quiet), Unit.SECONDS));
        report.add(Row.of(
                        "product_resident_mb",
                        "most memory of the product",
                        world.productResidentMax() / MEGABYTE,
                        Unit.MEGABYTES)
                .atMost(RESIDENT_MAX));
    }

    private static void addCpu(Stage stage, String key, String what, World.Cpu cpu, Crowd.Rush rush) {
        var seconds = new LinkedHashMap<String, Double>();
        seconds.put("product", cpu.product());
        seconds.put("postgres", cpu.postgres());
        seconds.put("town", cpu.town());
        seconds.put("generator", cpu.generator());
        seconds.forEach((of, each) ->
                stage.report().add(Row.of(key + of, what + of, each * 1000 / rush.seated(), Unit.MILLISECONDS)));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static double millis(Latencies latencies, int percent) {
        return latencies.percentile(percent).toNanos() / 1e6;
    }

    /// @param queued whether the queue lets in fewer than can be worked off
    /// @param most after which the run is given up
    record Plan(int seats, int buyers, int callers, boolean queued, Duration most) {
        static Plan of(Options options) {
            return of(
                    options.has("seats") ? options.number("seats") : 0,
                    options.has("buyers") ? options.number("buyers") : 0,
                    options.number("callers"),
                    options.number("queue") < QUEUE_FREE,
                    options.seconds());
        }

        /// @param seats zero for as many as are sold in that time when it is as fast as it must be
        /// @param buyers zero for twice as many
        static Plan of(int seats, int buyers, int callers, boolean queued, Duration time) {
            int offered = seats > 0 ? seats : Math.toIntExact((long) A_SECOND_MIN * time.toSeconds());
            int coming = buyers > 0 ? buyers : 2 * offered;
            if (offered > SEATS_MAX) throw new WrongCommand("--seats is at most %,d.".formatted(SEATS_MAX));
            if (coming <= offered) throw new WrongCommand("--buyers is more than --seats, or there is no rush.");
            var meant = Duration.ofMillis(offered * 1000L / (long) A_SECOND_MIN);
            return new Plan(
                    offered,
                    coming,
                    callers,
                    queued,
                    meant.multipliedBy(LATER_THAN_MEANT_MAX).plusMinutes(1));
        }
    }

    private static List<String> recording(Stage stage, String option) {
        if (!stage.options().has(option)) return List.of();
        var file = Path.of(stage.options().text(option)).toAbsolutePath();
        return List.of("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file);
    }

    /// The sale page, asked for by one visitor after the other while nobody else is there.
    private static Latencies idle(Stage stage, World world, Organiser.Offer event) throws IOException {
        var latencies = new Latencies();
        long began = System.nanoTime();
        long time = stage.options().seconds().dividedBy(IDLE_PART).toNanos();
        try (var line = new Line(world.port())) {
            for (int number = 0; System.nanoTime() - began < time; number++) {
                long asked = System.nanoTime();
                new Visitor(line, number).get("/events/" + event.slug());
                latencies.add(System.nanoTime() - asked);
            }
        }
        return latencies;
    }
}
