package org.tsudoi.bench.workshop;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.springframework.util.FileSystemUtils;
import org.tsudoi.bench.WrongCommand;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// A copy of the product whose tests are run, and which may be changed: the checkout is only read.
public final class Workshop {
    private static final List<String> MODULES = List.of("town", "product", "bench", "journeys");
    /// Longer than any of the usual tests takes; a bug may well make one wait for ever.
    private static final Duration TESTS_MAX = Duration.ofMinutes(8);

    private final Path checkout;
    private final Path copy;
    private final Path log;

    private Workshop(Path checkout, Path copy) {
        this.checkout = checkout;
        this.copy = copy;
        log = copy.resolve("maven.log");
    }

    public static Workshop in(Path folder) throws IOException {
        var checkout = Path.of("").toAbsolutePath();
        if (!Files.exists(checkout.resolve("mvnw"))) {
            throw new WrongCommand(
                    "This one runs tests and needs their sources: start it as ./tsudoi bench in a checkout.");
        }
        var workshop = new Workshop(checkout, folder.toAbsolutePath());
        workshop.copy();
        return workshop;
    }

    private void copy() throws IOException {
        FileSystemUtils.deleteRecursively(copy);
        Files.createDirectories(copy);
        Files.copy(checkout.resolve("pom.xml"), copy.resolve("pom.xml"));
        for (var module : MODULES) {
            Files.createDirectories(copy.resolve(module));
            Files.copy(
                    checkout.resolve(module).resolve("pom.xml"),
                    copy.resolve(module).resolve("pom.xml"));
        }
        FileSystemUtils.copyRecursively(checkout.resolve("product/src"), copy.resolve("product/src"));
        // Some tests read them, and some start Town.
        FileSystemUtils.copyRecursively(checkout.resolve("docs"), copy.resolve("docs"));
        FileSystemUtils.copyRecursively(checkout.resolve("target/launcher/town"), copy.resolve("town/target"));
    }

    /// Compiles the product and its tests as they are.
    public void build(Runnable tick) throws IOException, InterruptedException {
        if (maven(tick, TESTS_MAX, List.of("test-compile")) != 0)
            throw new IllegalStateException("It does not compile; see " + log + ".");
    }

    // --- changes ----------------------------------------------------------------------------------------------------

    /// Changes a file below `product/src/main`, and compiles it.
    ///
    /// @throws IllegalStateException when it does not compile
    public void change(String file, UnaryOperator<String> by) throws IOException {
        var source = source(file);
        Files.writeString(source, by.apply(Files.readString(source)));
        compile(source);
    }

    public void restore(String file) throws IOException {
        var source = source(file);
        Files.copy(checkout.resolve("product/src/main").resolve(file), source, StandardCopyOption.REPLACE_EXISTING);
        compile(source);
    }

    private Path source(String file) {
        return copy.resolve("product/src/main").resolve(file);
    }

    private void compile(Path source) throws IOException {
        var classes = copy.resolve("product/target/classes");
        if (!source.toString().endsWith(".java")) {
            var resources = copy.resolve("product/src/main/resources");
            Files.copy(source, classes.resolve(resources.relativize(source)), StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var said = new StringWriter();
            var options = List.of(
                    "-proc:none",
                    "-parameters",
                    "-d",
                    classes.toString(),
                    "-cp",
                    classes + System.getProperty("path.separator") + System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) throw new IllegalStateException(source + " does not compile: " + said);
        }
    }

    // --- tests ------------------------------------------------------------------------------------------------------

    /// The first test that failed, or nothing when all passed.
    ///
    /// @throws IllegalStateException when they could not be run
    public Optional<String> firstFailure(List<String> tests, Runnable tick) throws IOException, InterruptedException {
        return firstFailure(tests, TESTS_MAX, List.of(), tick);
    }

    /// @param most how long they may take
    /// @param more of Maven's options
    public Optional<String> firstFailure(List<String> tests, Duration most, List<String> more, Runnable tick)
            throws IOException, InterruptedException {
        var reports = copy.resolve("product/target/surefire-reports");
        FileSystemUtils.deleteRecursively(reports);
        var words = new ArrayList<>(
                List.of("surefire:test", "-Dtest=" + String.join(",", tests), "-Dsurefire.skipAfterFailureCount=1"));
        words.addAll(more);
        int status = maven(tick, most, words);
        if (status == OUT_OF_TIME) return Optional.of("none of them came to an end");
        var failed = failed(reports);
        if (status == 0 && failed.isEmpty()) return Optional.empty();
        if (failed.isEmpty()) throw new IllegalStateException("The tests could not be run; see " + log + ".");
        return Optional.of(failed.getFirst());
    }

    /// What a test left behind in its module's `target`.
    public Path left(String file) {
        return copy.resolve("product/target").resolve(file);
    }

    private static List<String> failed(Path reports) throws IOException {
        var failed = new ArrayList<String>();
        if (!Files.isDirectory(reports)) return failed;
        try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
            for (var file : files) {
                for (var test : elements(file, "testcase")) {
                    if (hasFailed(test)) failed.add(nameOf(test));
                }
            }
        }
        return failed;
    }

    private static boolean hasFailed(Element test) {
        return Stream.of("failure", "error")
                .anyMatch(how -> test.getElementsByTagName(how).getLength() > 0);
    }

    private static String nameOf(Element test) {
        var type = test.getAttribute("classname");
        return type.substring(type.lastIndexOf('.') + 1) + "." + test.getAttribute("name");
    }

    // --- PIT --------------------------------------------------------------------------------------------------------

    /// @param met whether as many were caught as `product/pom.xml` demands
    public record Pit(int made, int caught, boolean met, List<String> survivors) {}

    /// All small bugs in the rules and in money that PIT can make, against the tests of values.
    public Pit pit(Runnable tick) throws IOException, InterruptedException {
        var report = copy.resolve("product/target/pit-reports/mutations.xml");
        int status = maven(tick, TESTS_MAX, List.of("-Ppit", "org.pitest:pitest-maven:mutationCoverage"));
        if (!Files.exists(report)) throw new IllegalStateException("PIT could not be run; see " + log + ".");
        var all = elements(report, "mutation");
        var survivors = all.stream()
                .filter(each -> !each.getAttribute("detected").equals("true"))
                .map(each -> "%s.%s, line %s: %s"
                        .formatted(
                                text(each, "mutatedClass"),
                                text(each, "mutatedMethod"),
                                text(each, "lineNumber"),
                                text(each, "description")))
                .toList();
        return new Pit(all.size(), all.size() - survivors.size(), status == 0, survivors);
    }

    private static String text(Element of, String name) {
        return of.getElementsByTagName(name).item(0).getTextContent();
    }

    private static List<Element> elements(Path file, String name) throws IOException {
        try {
            var found = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName(name);
            var elements = new ArrayList<Element>();
            for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
            return elements;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    // --- Maven ------------------------------------------------------------------------------------------------------

    private static final int OUT_OF_TIME = -1;

    private int maven(Runnable tick, Duration most, List<String> words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                checkout.resolve("mvnw").toString(),
                "-B",
                "-ntp",
                "-DskipLint",
                "-f",
                copy.toString(),
                "-pl",
                "product"));
        command.addAll(words);
        var maven = new ProcessBuilder(command)
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = maven.start();
        process.getOutputStream().close();
        long end = System.nanoTime() + most.toNanos();
        try {
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                tick.run();
                if (System.nanoTime() > end) return OUT_OF_TIME;
            }
            return process.exitValue();
        } finally {
            // Maven's own, and the tests with their database.
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
