package org.tsudoi.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;
import org.tsudoi.platform.database.EmbeddedPostgres;
import org.tsudoi.platform.database.Logins;

/// Gives each Spring context a new database in the one PostgreSQL of this test run, and a data folder of its
/// own.
public final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var logins = create();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "fresh database",
                        Map.of(
                                "tsudoi.db.url", logins.url(),
                                "tsudoi.db.user", logins.owner().user(),
                                "tsudoi.db.password", logins.owner().password(),
                                "tsudoi.db.app-user", logins.app().user(),
                                "tsudoi.db.app-password", logins.app().password(),
                                "tsudoi.db.connections-max", "10",
                                "tsudoi.data",
                                        Server.FOLDER
                                                .resolve("data-" + COUNT.get())
                                                .toString())));
    }

    /// A new, empty database: for tests of SQL that need no Spring.
    public static Logins create() {
        return Server.RUNNING.createDatabase("test_" + COUNT.incrementAndGet());
    }

    /// Started by whoever asks first, stopped with the JVM.
    private static final class Server {
        static final Path FOLDER = Path.of(
                        "target",
                        "test-run",
                        Long.toString(ProcessHandle.current().pid()))
                .toAbsolutePath();
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            var server = EmbeddedPostgres.start(FOLDER, 0);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        }

        private static void stop(EmbeddedPostgres server) {
            server.close();
            try {
                if (Files.exists(FOLDER)) {
                    FileSystemUtils.deleteRecursively(FOLDER);
                }
            } catch (IOException e) {
                System.err.println("left behind: " + e.getMessage());
            }
        }
    }
}
