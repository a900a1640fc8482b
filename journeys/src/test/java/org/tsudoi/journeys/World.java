package org.tsudoi.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Town and the product, each a process, on an empty data folder of their own. The product can be killed and
/// started again on the same data.
final class World implements AutoCloseable {
    private static final Path ROOT =
            Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    private static final Duration MEETING_WITHIN = Await.LONG;
    private static final List<String> PRODUCT_FLAGS = List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true");
    private static final List<String> TOWN_FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final String name;
    private final Path folder;
    private final int port = Program.freePort();
    private final int townPort = Program.freePort();
    private final int smtpPort = Program.freePort();
    private final Map<String, String> extra;
    private final Program townProgram;
    private final Town town;
    private Program product;

    private World(String name, Map<String, String> extra) {
        this.name = name;
        this.extra = extra;
        folder = Path.of(
                        "target", "worlds", name + "-" + ProcessHandle.current().pid())
                .toAbsolutePath();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        town = new Town(URI.create("http://127.0.0.1:" + townPort));
        product = startProduct();
        townProgram = startTown();
        try {
            townProgram.awaitReady();
            product.awaitReady();
        } catch (AssertionError | RuntimeException e) {
            close();
            throw e;
        }
    }

    static World start(String name) {
        return new World(name, Map.of());
    }

    /// @param settings of the product, over those that all worlds have
    static World start(String name, Map<String, String> settings) {
        return new World(name, settings);
    }

    private Program startTown() {
        var settings = new HashMap<String, String>();
        settings.put("TOWN_PORT", String.valueOf(townPort));
        settings.put("TOWN_SMTP_PORT", String.valueOf(smtpPort));
        settings.put("TOWN_STRIPE_REFUND_DELAY", "1s");
        for (var provider : List.of("stripe", "paypal", "paypay", "komoju", "omise", "zoom")) {
            settings.put(
                    "TOWN_" + provider.toUpperCase(Locale.ROOT) + "_WEBHOOK_URL",
                    "http://127.0.0.1:" + port + "/webhooks/" + provider);
        }
        return Program.start(
                jar("town", "town-0.1.0.jar"),
                TOWN_FLAGS,
                settings,
                URI.create("http://127.0.0.1:" + townPort + "/"),
                folder.resolve("town.log"));
    }

    private Program startProduct() {
        var jar = jar("product", "product-0.1.0-exec.jar");
        var flags = new ArrayList<>(PRODUCT_FLAGS);
        flags.add("-XX:AOTCache=" + startCache(jar));
        return Program.start(
                jar,
                flags,
                environment(),
                URI.create("http://127.0.0.1:" + port + "/livez"),
                folder.resolve("product.log"));
    }

    /// What makes a start cheap, as the launcher has it; learned once for each build, by a start that ends by
    /// itself on this world's data.
    private Path startCache(Path jar) {
        return MadeOnce.of(jar.resolveSibling("start.aot"), place -> {
            var flags = new ArrayList<>(PRODUCT_FLAGS);
            flags.add("-XX:AOTCacheOutput=" + place);
            var environment = new HashMap<>(environment());
            environment.put("TSUDOI_EXIT_AFTER_START", "true");
            Program.run(jar, flags, List.of(), environment, folder.resolve("learning.log"));
        });
    }

    private Map<String, String> environment() {
        var outside = "http://127.0.0.1:" + townPort;
        var environment = new HashMap<String, String>();
        environment.put("TSUDOI_PORT", String.valueOf(port));
        environment.put("TSUDOI_DATA", folder.resolve("data").toString());
        environment.put("TSUDOI_PUBLIC_URL", address(""));
        environment.put("TSUDOI_RATES_URL", outside + "/ecb/stats/eurofxref/eurofxref-daily.xml");
        environment.put("TSUDOI_STRIPE_URL", outside + "/stripe");
        environment.put("TSUDOI_STRIPE_KEY", "sk_test_town");
        environment.put("TSUDOI_STRIPE_WEBHOOK_SECRETS", "whsec_town");
        environment.put("TSUDOI_STRIPE_INSTALMENTS", "true");
        environment.put("TSUDOI_STRIPE_KONBINI", "ministop,seicomart");
        environment.put("TSUDOI_KOMOJU_STORES", "lawson,family-mart,daily-yamazaki");
        environment.put("TSUDOI_STRIPE_EXPRESS", "true");
        environment.put("TSUDOI_STRIPE_PUBLISHABLE_KEY", "pk_test_town");
        environment.put("TSUDOI_STRIPE_JS_URL", outside + "/stripe/elements/stripe.js");
        environment.put("TSUDOI_FORM_TARGETS", outside);
        environment.put("TSUDOI_PAYPAL_URL", outside + "/paypal");
        environment.put("TSUDOI_PAYPAL_CLIENT", "town-paypal-client");
        environment.put("TSUDOI_PAYPAL_SECRET", "town-paypal-secret");
        environment.put("TSUDOI_PAYPAL_WEBHOOK_IDS", "1TOWN0WEBHOOK0ID");
        environment.put("TSUDOI_PAYPAY_URL", outside + "/paypay");
        environment.put("TSUDOI_PAYPAY_KEY", "town-paypay-key");
        environment.put("TSUDOI_PAYPAY_SECRET", "town-paypay-secret");
        environment.put("TSUDOI_PAYPAY_MERCHANT", "100000000000000001");
        environment.put("TSUDOI_KOMOJU_URL", outside + "/komoju");
        environment.put("TSUDOI_KOMOJU_KEY", "sk_test_town_komoju");
        environment.put("TSUDOI_KOMOJU_WEBHOOK_SECRETS", "town-komoju-webhook-secret");
        environment.put("TSUDOI_OMISE_URL", outside + "/omise");
        environment.put("TSUDOI_NTA_URL", outside + "/nta");
        environment.put("TSUDOI_NTA_ID", "town-nta-id01");
        environment.put("TSUDOI_OMISE_KEY", "skey_test_town");
        environment.put("TSUDOI_OMISE_WEBHOOK_SECRETS", "dG93bi1vbWlzZS13ZWJob29rLXNlY3JldA==");
        environment.put("TSUDOI_SLIP_ISSUER", "912345");
        environment.put("TSUDOI_SLIP_CLIENT_CODE", "25207");
        environment.put("TSUDOI_SLIP_AGENT", "町収納サービス");
        environment.put("TSUDOI_SLIP_FEE", "110");
        environment.put("TSUDOI_SLIP_PROVEN", "true");
        environment.put("TSUDOI_TRANSFER_BANK", "町銀行");
        environment.put("TSUDOI_TRANSFER_BANK_CODE", "9999");
        environment.put("TSUDOI_TRANSFER_BRANCH", "本店営業部");
        environment.put("TSUDOI_TRANSFER_BRANCH_CODE", "001");
        environment.put("TSUDOI_TRANSFER_NUMBER", "1234567");
        environment.put("TSUDOI_TRANSFER_HOLDER", "ﾂﾄﾞｲ");
        environment.put("TSUDOI_ZOOM_URL", outside + "/zoom/v2");
        environment.put("TSUDOI_ZOOM_TOKEN_URL", outside + "/zoom/oauth/token");
        environment.put("TSUDOI_ZOOM_ACCOUNT", "town-account");
        environment.put("TSUDOI_ZOOM_CLIENT", "town-client");
        environment.put("TSUDOI_ZOOM_SECRET", "town-secret");
        environment.put("TSUDOI_ZOOM_WEBHOOK_SECRETS", "town-zoom-secret-token");
        environment.put("TSUDOI_ZOOM_PEOPLEMAX", "100001");
        environment.put("TSUDOI_BBB_URL", outside + "/bigbluebutton");
        environment.put("TSUDOI_BBB_SECRET", "town-bigbluebutton-secret-of-40-letters-");
        environment.put("TSUDOI_SMTP_HOST", "127.0.0.1");
        environment.put("TSUDOI_SMTP_PORT", String.valueOf(smtpPort));
        environment.put("TSUDOI_SMTP_STARTTLS", "false");
        environment.put("TSUDOI_SIGN_IN_ASKS_PER_CALLER", "10000");
        environment.put("TSUDOI_UNPAID_PLACES_MAX", "100000");
        environment.putAll(extra);
        return environment;
    }

    private static Path jar(String module, String name) {
        return Unpacked.of(ROOT.resolve(module).resolve("target").resolve(name));
    }

    /// Of a page of the product; `localhost`, so that a browser takes it for a safe place.
    String address(String path) {
        return "http://localhost:" + port + path;
    }

    /// What the product left for whoever runs it, until it was used: the path that makes an operator.
    Optional<String> firstLogin() throws IOException {
        var file = folder.resolve("data").resolve("first-login.txt");
        return Files.exists(file)
                ? Optional.of(URI.create(Files.readString(file).strip()).getPath())
                : Optional.empty();
    }

    Town town() {
        return town;
    }

    /// The product's own database, by the login that the product uses.
    Books books() {
        return Books.of(folder.resolve("data"));
    }

    /// Until the provider has made the meeting of an event, so that its door leads somewhere.
    void awaitMeeting(String title) {
        try (var books = books()) {
            Await.until(
                    "the meeting " + title,
                    MEETING_WITHIN,
                    () -> books.number("select count(*) from meeting where state = 'ready' and title = ?", title) == 1);
        }
    }

    /// The product's own database, by a login that may do everything.
    Connection administrator() {
        return Books.administrator(folder.resolve("data"));
    }

    /// Does it to the product's own database as whoever may do everything.
    void administer(String statements) {
        try (var connection = administrator();
                var prepared = connection.createStatement()) {
            prepared.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(statements, e);
        }
    }

    /// Has the product do one of its commands beside the running one, such as `verify`.
    ///
    /// @return what it said, once it ended well
    String command(String name) {
        return Program.run(
                jar("product", "product-0.1.0-exec.jar"),
                PRODUCT_FLAGS,
                List.of("--tsudoi.command=" + name),
                environment(),
                folder.resolve(name + ".log"));
    }

    void killProduct() {
        product.kill();
    }

    void startProductAgain() {
        product = startProduct().awaitReady();
    }

    @Override
    public void close() {
        product.end();
        townProgram.end();
        forgetData();
    }

    /// The logs stay; the database, a hundred megabytes, does not.
    private void forgetData() {
        var data = folder.resolve("data");
        try {
            for (var part : List.of("postgres", "pg")) {
                var place = data.resolve(part);
                if (Files.exists(place)) delete(place.toRealPath());
            }
            if (Files.exists(data)) delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException("the data of " + name + " could not be deleted", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inside, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.delete(inside);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
