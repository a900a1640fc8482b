package org.tsudoi.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.FileSystemUtils;
import org.tsudoi.platform.database.EmbeddedPostgres;
import org.tsudoi.platform.database.Logins;

/// The product's own PostgreSQL, as durable as there, for the time of one benchmark.
public final class Server implements AutoCloseable {
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private static final String STILL_RUNS = "postgres/cluster/postmaster.pid";

    private final EmbeddedPostgres postgres;
    private final Path folder;
    private final Thread atTheEnd = new Thread(this::stop);

    private Server(EmbeddedPostgres postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
    }

    /// @param connectionsMax of all databases together
    public static Server start(Stage stage, int connectionsMax) throws IOException, SQLException {
        var folder = stage.scratch().resolve("server");
        if (Files.exists(folder)) {
            stage.say("Clearing away what an earlier run left …");
            if (Files.exists(folder.resolve(STILL_RUNS)))
                EmbeddedPostgres.start(folder, 0).close();
            remove(folder);
        }
        stage.say("Starting PostgreSQL …");
        var server = new Server(EmbeddedPostgres.start(folder, 0, connectionsMax), folder);
        Runtime.getRuntime().addShutdownHook(server.atTheEnd);
        server.proveDurable(stage);
        return server;
    }

    /// Asks the server itself, as the product's role.
    private void proveDurable(Stage stage) throws SQLException {
        var logins = postgres.logins();
        var app = logins.app();
        try (var connection = DriverManager.getConnection(logins.url(), app.user(), app.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select name, setting, current_setting('server_version') "
                        + "from pg_settings where name in ("
                        + DURABLE.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")) + ")")) {
            int on = 0;
            while (row.next()) {
                if (!row.getString(2).equals("on")) {
                    throw new IllegalStateException(row.getString(1) + " is " + row.getString(2));
                }
                stage.report().fact("postgres", row.getString(3));
                stage.report().fact(row.getString(1), row.getString(2));
                on++;
            }
            if (on != DURABLE.size()) throw new IllegalStateException("the server does not know all of " + DURABLE);
        }
        stage.say("Durable: "
                + String.join(", ", DURABLE.stream().map(each -> each + " on").toList()));
    }

    /// A new, empty database.
    public Logins database(String name) {
        return postgres.createDatabase(name);
    }

    public int port() {
        return postgres.port();
    }

    public static JdbcClient owner(Logins logins) {
        return JdbcClient.create(new SimpleDriverDataSource(
                new org.postgresql.Driver(),
                logins.url(),
                logins.owner().user(),
                logins.owner().password()));
    }

    /// As the product's pool, for what is measured beside it.
    public static HikariDataSource pool(Logins logins, Logins.Login login, int connections) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(logins.url());
        pool.setUsername(login.user());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(60_000);
        return new HikariDataSource(pool);
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }

    private void stop() {
        postgres.close();
        try {
            remove(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + e.getMessage());
        }
    }

    /// As root below a closed folder the product keeps the server elsewhere, with links to it.
    private static void remove(Path folder) throws IOException {
        try (var inside = Files.list(folder)) {
            for (var each : inside.filter(Files::isSymbolicLink).toList()) {
                FileSystemUtils.deleteRecursively(each.toRealPath());
            }
        }
        FileSystemUtils.deleteRecursively(folder);
    }
}
