package org.tsudoi.bench.mutants;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tsudoi.bench.Benchmark;
import org.tsudoi.bench.Option;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Row.Unit;
import org.tsudoi.bench.Stage;
import org.tsudoi.bench.WrongCommand;
import org.tsudoi.bench.workshop.Workshop;

/// Puts deliberate bugs into a copy of the product, one at a time, and runs the tests against each. A bug that
/// no test notices ends the run badly.
public final class MutantsBenchmark implements Benchmark {
    private static final String PIT = "pit";

    @Override
    public String name() {
        return "mutants";
    }

    @Override
    public String what() {
        return "deliberate bugs in the ledger, of which the tests must catch each";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        "only",
                        "NAMES",
                        "",
                        "these bugs alone, with commas between them; " + PIT + " for those that PIT makes"),
                Option.flag("pit", "only those that PIT makes, as --only " + PIT));
    }

    @Override
    public void run(Stage stage) throws Exception {
        var wanted = wanted(stage);
        var mutants = Mutant.ALL.stream()
                .filter(each -> wanted.isEmpty() || wanted.contains(each.name()))
                .toList();
        boolean pit = wanted.isEmpty() || wanted.contains(PIT);
        var survivors = new ArrayList<String>();
        stage.say("Compiling a copy of the product and its tests …");
        var workshop = Workshop.in(stage.scratch());
        workshop.build(ticking(stage, "seconds of compiling"));
        if (!mutants.isEmpty()) {
            proveTestsPass(stage, workshop, mutants);
            for (var mutant : mutants) attempt(stage, workshop, mutant, survivors);
            stage.report().add(Row.of("mutants", "deliberate bugs made", mutants.size(), Unit.COUNT));
            stage.report()
                    .add(Row.of("survived", "not noticed by any test", survivors.size(), Unit.COUNT)
                            .atMost(0));
        }
        if (pit) pit(stage, workshop, survivors);
        if (!survivors.isEmpty()) stage.report().failed("not noticed: " + String.join("; ", survivors));
    }

    private static List<String> wanted(Stage stage) {
        if (stage.options().has("pit")) return List.of(PIT);
        if (!stage.options().has("only")) return List.of();
        var wanted = Arrays.asList(stage.options().text("only").split(",", -1));
        for (var name : wanted) {
            if (name.equals(PIT)
                    || Mutant.ALL.stream().anyMatch(each -> each.name().equals(name))) continue;
            throw new WrongCommand("There is no mutant " + name + "; there are "
                    + String.join(", ", Mutant.ALL.stream().map(Mutant::name).toList()) + ", " + PIT + ".");
        }
        return wanted;
    }

    /// Without a bug: else a test that always fails would seem to catch everything.
    private static void proveTestsPass(Stage stage, Workshop workshop, List<Mutant> mutants) throws Exception {
        var tests = mutants.stream()
                .flatMap(mutant -> mutant.tests().stream())
                .distinct()
                .toList();
        stage.say("The tests without any bug: " + String.join(", ", tests) + " …");
        var failure = workshop.firstFailure(tests, ticking(stage, "seconds of tests"));
        if (failure.isPresent()) throw new IllegalStateException("fails without any bug: " + failure.get());
    }

    private static void attempt(Stage stage, Workshop workshop, Mutant mutant, List<String> survivors)
            throws Exception {
        long began = System.nanoTime();
        workshop.change(mutant.file(), mutant::in);
        var caught = workshop.firstFailure(mutant.tests(), ticking(stage, "seconds of " + mutant.name()));
        workshop.restore(mutant.file());
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        if (caught.isEmpty()) survivors.add(mutant.name());
        stage.say("  %-28s %3d s  %s%n  %-28s        broken: %s"
                .formatted(
                        mutant.name(),
                        seconds,
                        caught.map(test -> "caught by " + test).orElse("NOT NOTICED"),
                        "",
                        mutant.breaks()));
        stage.report().fact(mutant.name(), caught.orElse("survived"));
    }

    private static void pit(Stage stage, Workshop workshop, List<String> survivors) throws Exception {
        stage.say("PIT: every operator, condition and constant of the ledger's rules and of money …");
        var pit = workshop.pit(ticking(stage, "seconds of PIT"));
        for (var each : pit.survivors()) stage.say("  not noticed: " + each);
        stage.report().add(Row.of("pit", "bugs made by PIT", pit.made(), Unit.COUNT));
        stage.report()
                .add(Row.of("pit_caught", "of these noticed", pit.caught(), Unit.COUNT)
                        .beside("made", pit.made()));
        if (!pit.met()) survivors.add("more of PIT's than product/pom.xml allows");
    }

    private static Runnable ticking(Stage stage, String what) {
        long began = System.nanoTime();
        return () -> stage.progress()
                .tick(what, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }
}
