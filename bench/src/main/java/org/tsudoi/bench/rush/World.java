package org.tsudoi.bench.rush;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.tsudoi.bench.Stage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The product and Town, each a process, the product as `./tsudoi up` starts it and set up as the documents for
/// operators say. Its visitors come through a proxy that it trusts, which is what gives each a network address of
/// their own; no limit is raised but that of the Zoom account, which is ours to choose, and that of the fair queue: it
/// is there to let in no more than a machine works off, which is what is measured.
final class World implements AutoCloseable {
    private static final String PRODUCT = "tsudoi.bench.product";
    private static final String PRODUCT_FLAGS = "tsudoi.bench.product.flags";
    private static final String TOWN = "tsudoi.bench.town";
    /// Town is not what is measured: it may take what makes it cheap. It keeps thousands of letters, so with little
    /// memory it would collect garbage again and again and find none; and it runs too short for what the second
    /// compiler takes from the others' cores to come back.
    private static final List<String> TOWN_FLAGS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC");

    private static final String STRIPE_KEY = "sk_test_town";
    /// As docs/operate/stripe.md says.
    private static final List<String> WEBHOOKS = List.of(
            "checkout.session.completed",
            "checkout.session.expired",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "payment_intent.succeeded",
            "payment_intent.payment_failed",
            "charge.refunded",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final Path folder;
    private final int port = freePort();
    private final int townPort = freePort();
    private final int smtpPort = freePort();
    private final Program town;
    private final Program product;
    private final Map<String, String> settings;

    private World(Path folder, int letIn, List<String> moreOfProduct, List<String> moreOfTown) throws IOException {
        this.folder = folder;
        town = startTown(moreOfTown);
        try {
            town.awaitReady(townPort, "/");
            settings = settings(registerWebhooks(), letIn);
            product = startProduct(moreOfProduct);
        } catch (IOException | RuntimeException e) {
            town.close();
            throw e;
        }
    }

    /// @param letIn how many the fair queue lets to the form each second
    /// @param moreOfProduct flags of its Java, such as those that record it
    /// @param moreOfTown the same of Town's
    static World start(Stage stage, int letIn, List<String> moreOfProduct, List<String> moreOfTown)
            throws IOException, SQLException {
        var folder = Files.createDirectories(stage.scratch()).toAbsolutePath();
        forget(folder.resolve("data"));
        stage.say("Starting Town and Tsudoi …");
        var world = new World(folder, letIn, moreOfProduct, moreOfTown);
        try {
            world.proveDurable(stage);
            return world;
        } catch (IllegalStateException | SQLException e) {
            world.close();
            throw e;
        }
    }

    private Program startTown(List<String> moreFlags) throws IOException {
        var flags = new ArrayList<>(TOWN_FLAGS);
        flags.addAll(moreFlags);
        var settings = Map.of(
                "TOWN_PORT", Integer.toString(townPort),
                "TOWN_SMTP_PORT", Integer.toString(smtpPort));
        return Program.start(given(TOWN), flags, List.of(), settings, folder.resolve("town.log"));
    }

    private Program startProduct(List<String> moreFlags) throws IOException {
        var flags = new ArrayList<>(productFlags());
        flags.addAll(moreFlags);
        var started = Program.start(given(PRODUCT), flags, List.of(), settings, folder.resolve("product.log"));
        try {
            return started.awaitReady(port, "/readyz");
        } catch (IOException e) {
            started.close();
            throw e;
        }
    }

    private static List<String> productFlags() {
        return System.getProperty(PRODUCT_FLAGS, "").lines().toList();
    }

    private static Path given(String property) {
        return Path.of(Objects.requireNonNull(
                System.getProperty(property), () -> "./tsudoi bench says with -D" + property + " what to start"));
    }

    /// As an operator adds an endpoint at Stripe.
    ///
    /// @return the endpoint's secret
    private String registerWebhooks() throws IOException {
        var form = "url=" + encoded("http://127.0.0.1:" + port + "/webhooks/stripe")
                + WEBHOOKS.stream()
                        .map(type -> "&" + encoded("enabled_events[]") + "=" + type)
                        .collect(Collectors.joining());
        var headers = "Authorization: Bearer " + STRIPE_KEY + "\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        return town("POST", "/stripe/v1/webhook_endpoints", headers, form)
                .path("secret")
                .asString();
    }

    private Map<String, String> settings(String webhookSecret, int letIn) {
        var outside = "http://127.0.0.1:" + townPort;
        var settings = new HashMap<String, String>();
        settings.put("TSUDOI_PORT", Integer.toString(port));
        settings.put("TSUDOI_DATA", folder.resolve("data").toString());
        settings.put("TSUDOI_PUBLIC_URL", "http://localhost:" + port);
        settings.put("TSUDOI_TRUSTED_PROXIES", "127.0.0.1");
        settings.put("TSUDOI_QUEUE_PER_SECOND", Integer.toString(letIn));
        settings.put("TSUDOI_QUEUE_AT_ONCE", Integer.toString(letIn));
        settings.put("TSUDOI_STRIPE_URL", outside + "/stripe");
        settings.put("TSUDOI_STRIPE_KEY", STRIPE_KEY);
        settings.put("TSUDOI_STRIPE_WEBHOOK_SECRETS", webhookSecret);
        settings.put("TSUDOI_FORM_TARGETS", outside);
        settings.put("TSUDOI_ZOOM_URL", outside + "/zoom/v2");
        settings.put("TSUDOI_ZOOM_TOKEN_URL", outside + "/zoom/oauth/token");
        settings.put("TSUDOI_ZOOM_ACCOUNT", "town-account");
        settings.put("TSUDOI_ZOOM_CLIENT", "town-client");
        settings.put("TSUDOI_ZOOM_SECRET", "town-secret");
        settings.put("TSUDOI_ZOOM_WEBHOOK_SECRETS", "town-zoom-secret-token");
        settings.put("TSUDOI_ZOOM_PEOPLEMAX", "100001");
        settings.put("TSUDOI_SMTP_HOST", "127.0.0.1");
        settings.put("TSUDOI_SMTP_PORT", Integer.toString(smtpPort));
        settings.put("TSUDOI_SMTP_STARTTLS", "false");
        return settings;
    }

    private void proveDurable(Stage stage) throws SQLException {
        try (var database = database()) {
            for (var name : DURABLE) {
                var value = database.text("select current_setting('" + name + "')");
                if (!value.equals("on")) throw new IllegalStateException(name + " is " + value);
                stage.report().fact(name, value);
            }
            stage.report().fact("postgres", database.text("select current_setting('server_version')"));
        }
    }

    int port() {
        return port;
    }

    int townPort() {
        return townPort;
    }

    /// Processor seconds so far.
    record Cpu(double product, double postgres, double town, double generator) {
        Cpu since(Cpu before) {
            return new Cpu(
                    product - before.product,
                    postgres - before.postgres,
                    town - before.town,
                    generator - before.generator);
        }
    }

    Cpu cpu() throws IOException {
        return new Cpu(
                Accounting.cpuSeconds(product.pid()),
                Accounting.cpuSecondsWithChildren(postmaster()),
                Accounting.cpuSeconds(town.pid()),
                Accounting.cpuSeconds(ProcessHandle.current().pid()));
    }

    long productResidentMax() throws IOException {
        return Accounting.residentMax(product.pid());
    }

    private long postmaster() throws IOException {
        return Long.parseLong(postmasterLine(0));
    }

    /// The number of its process stands in the first line, its port in the fourth.
    private String postmasterLine(int line) throws IOException {
        return Files.readAllLines(folder.resolve("data/postgres/cluster/postmaster.pid"))
                .get(line)
                .strip();
    }

    /// As the product's role.
    Database database() throws SQLException {
        try (var text = Files.newBufferedReader(folder.resolve("data/postgres/passwords.properties"))) {
            var passwords = new Properties();
            passwords.load(text);
            var url = "jdbc:postgresql://127.0.0.1:" + postmasterLine(3) + "/tsudoi";
            return new Database(DriverManager.getConnection(url, "tsudoi_app", passwords.getProperty("app")));
        } catch (IOException e) {
            throw new IllegalStateException("the database cannot be looked into", e);
        }
    }

    /// `./tsudoi verify`, beside the running product; ends badly when the books are not sound.
    void verify() throws IOException, InterruptedException {
        var words = List.of("--tsudoi.command=verify");
        try (var command =
                Program.start(given(PRODUCT), productFlags(), words, settings, folder.resolve("verify.log"))) {
            command.run();
        }
    }

    /// What the product has written of that went wrong.
    long faults() throws IOException {
        try (var lines = Files.lines(folder.resolve("product.log"))) {
            return lines.filter(line -> line.contains(" ERROR ")).count();
        }
    }

    JsonNode town(String path) throws IOException {
        return town("GET", path, "", null);
    }

    private JsonNode town(String method, String path, String headers, @Nullable String body) throws IOException {
        try (var line = new Line(townPort)) {
            var bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
            var answer = line.send(method, path, headers, bytes);
            if (answer.status() != 200) throw new IOException(path + " answered " + answer.status());
            return JSON.readTree(answer.text());
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    @Override
    public void close() {
        product.close();
        town.close();
        try {
            forget(folder.resolve("data"));
        } catch (IOException e) {
            System.err.println("left behind: " + e.getMessage());
        }
    }

    /// As root below a closed folder the database is kept elsewhere, with links to it.
    private static void forget(Path data) throws IOException {
        if (!Files.exists(data)) return;
        for (var name : List.of("postgres", "pg")) {
            var place = data.resolve(name);
            if (Files.isSymbolicLink(place)) FileSystemUtils.deleteRecursively(place.toRealPath());
        }
        FileSystemUtils.deleteRecursively(data);
    }
}
