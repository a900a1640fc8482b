package org.tsudoi.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.tsudoi.platform.CannotStart;

/// `./tsudoi bench NAME …`. Without a name it lists the benchmarks.
public final class Bench {
    private static final String FOLDER = "tsudoi.bench.folder";

    private Bench() {}

    public static void main(String[] words) {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) {
        if (words.isEmpty()) {
            System.out.println(help());
            return 0;
        }
        // Until a part of the product sets up its own.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try {
            var benchmark = named(words.getFirst());
            measure(benchmark, Options.parse(words.subList(1, words.size()), benchmark));
            return 0;
        } catch (WrongCommand | CannotStart e) {
            System.err.println("tsudoi: " + e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
        }
        return 1;
    }

    private static void measure(Benchmark benchmark, Options options) throws Exception {
        var console = System.console();
        var progress = new Progress(System.out, console != null && console.isTerminal());
        var report = new Report(progress);
        report.fact("bench", benchmark.name());
        report.fact("seconds", options.text("seconds"));
        report.fact("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        report.fact("load_before", Report.load());
        var scratch = Path.of(System.getProperty(FOLDER, "target/bench"), benchmark.name());
        Files.createDirectories(scratch);
        progress.say("%s: %s".formatted(benchmark.name(), benchmark.what()));
        progress.say(
                "%d cores, load average %.2f".formatted(Runtime.getRuntime().availableProcessors(), Report.load()));
        long began = System.nanoTime();
        try (var recording = recording(options)) {
            benchmark.run(new Stage(options, report, progress, scratch));
            if (options.has("jfr")) recording.dump(Path.of(options.text("jfr")));
        }
        report.fact("load_after", Report.load());
        report.fact(
                "took_s",
                Long.toString(Duration.ofNanos(System.nanoTime() - began).toSeconds()));
        report.print(System.out);
        report.proveGood();
    }

    private static Recording recording(Options options) throws Exception {
        if (!options.has("jfr")) return new Recording();
        var recording = new Recording(Configuration.getConfiguration("profile"));
        recording.start();
        return recording;
    }

    private static Benchmark named(String name) {
        return all().filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new WrongCommand("There is no benchmark " + name + "; there are "
                        + String.join(", ", all().map(Benchmark::name).toList()) + "."));
    }

    /// Every class of this module that is one.
    static Stream<Benchmark> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Benchmark.class));
        return scanner.findCandidateComponents(Bench.class.getPackageName()).stream()
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                .map(type -> (Benchmark) BeanUtils.instantiateClass(type))
                .sorted(Comparator.comparing(Benchmark::name));
    }

    static String help() {
        var help = new StringBuilder("./tsudoi bench NAME [OPTION …], see docs/operate/benchmarks.md\n");
        all().forEach(benchmark -> {
            help.append("\n  %-12s %s\n".formatted(benchmark.name(), benchmark.what()));
            benchmark.options().forEach(option -> help.append(option.help()).append('\n'));
        });
        help.append("\n  each of them\n");
        Option.FOR_ALL.forEach(option -> help.append(option.help()).append('\n'));
        return help.toString().stripTrailing();
    }
}
