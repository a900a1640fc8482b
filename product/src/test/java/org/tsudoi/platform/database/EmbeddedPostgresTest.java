package org.tsudoi.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.database.Logins.Login;

/// Each test has a data folder of its own; the programs are unpacked once.
class EmbeddedPostgresTest {
    private final Path data =
            Path.of("target", "embedded", Long.toHexString(System.nanoTime())).toAbsolutePath();

    @BeforeEach
    void shareTheUnpackedPrograms() throws IOException {
        var programs = Path.of("target", "embedded", "pg").toAbsolutePath();
        PostgresBinaries.unpackInto(programs);
        Files.createDirectories(data);
        Files.createSymbolicLink(data.resolve("pg"), programs);
    }

    @AfterEach
    void removeTheFolder() throws IOException {
        FileSystemUtils.deleteRecursively(data);
    }

    @Test
    void whatIsCommittedIsOnDiskAndPasswordsAreChecked() throws SQLException {
        try (var server = EmbeddedPostgres.start(data, 0)) {
            try (var app = open(server, server.logins().app())) {
                assertThat(ask(app, "show fsync")).isEqualTo("on");
                assertThat(ask(app, "show synchronous_commit")).isEqualTo("on");
                assertThat(ask(app, "show full_page_writes")).isEqualTo("on");
                assertThat(ask(app, "show data_checksums")).isEqualTo("on");
                assertThat(ask(app, "show server_version")).startsWith(PostgresBinaries.VERSION);
                assertThat(ask(app, "show server_encoding")).isEqualTo("UTF8");
                assertThat(ask(
                                app,
                                "select datlocprovider::text || datlocale from pg_database where datname = 'tsudoi'"))
                        .isEqualTo("bC.UTF-8");
            }
            for (var user : new String[] {Logins.APP, Logins.OWNER, "tsudoi_admin"}) {
                assertThatThrownBy(() -> open(server, new Login(user, "wrong")))
                        .asInstanceOf(InstanceOfAssertFactories.throwable(SQLException.class))
                        .extracting(SQLException::getSQLState)
                        .isEqualTo("28P01");
            }
        }
    }

    @Test
    void theAppMayWorkOnRowsButChangeNoTable() throws SQLException {
        try (var server = EmbeddedPostgres.start(data, 0);
                var owner = open(server, server.logins().owner());
                var app = open(server, server.logins().app())) {
            run(owner, "create table kept (id int)");
            run(owner, "grant insert on kept to tsudoi_app");
            run(app, "insert into kept values (1)");
            assertThatThrownBy(() -> run(app, "update kept set id = 2")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> run(app, "create table mine (id int)")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> run(app, "drop table kept")).hasMessageContaining("must be owner");
        }
    }

    @Test
    void whatWasWrittenIsThereAtTheNextStart() throws SQLException {
        try (var server = EmbeddedPostgres.start(data, 0);
                var owner = open(server, server.logins().owner())) {
            run(owner, "create table kept as select 42 as answer");
        }
        try (var server = EmbeddedPostgres.start(data, 0);
                var owner = open(server, server.logins().owner())) {
            assertThat(ask(owner, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void aServerLeftByAKilledProductIsTakenOverAndStoppedAtTheEnd() throws SQLException {
        var left = EmbeddedPostgres.start(data, 0);
        try (var owner = open(left, left.logins().owner())) {
            run(owner, "create table kept as select 42 as answer");
        }
        left.abandon();
        long process = pidOf(data);
        try (var next = EmbeddedPostgres.start(data, 0);
                var owner = open(next, next.logins().owner())) {
            assertThat(next.port()).isEqualTo(left.port());
            assertThat(pidOf(data)).isEqualTo(process);
            assertThat(ask(owner, "select answer from kept")).isEqualTo("42");
        }
        assertThat(pidFile(data)).doesNotExist();
        assertThatThrownBy(() -> open(left, left.logins().owner())).hasMessageContaining("refused");
    }

    @Test
    void aKilledServerIsStartedAgainUnderTheRunningProductWithNothingLost() throws Exception {
        try (var server = EmbeddedPostgres.start(data, 0)) {
            try (var owner = open(server, server.logins().owner())) {
                run(owner, "create table kept as select 42 as answer");
            }
            long process = pidOf(data);
            assertThat(new ProcessBuilder("kill", "-9", Long.toString(process))
                            .start()
                            .waitFor())
                    .isZero();
            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
                assertThat(pidOf(data)).isNotEqualTo(process);
                try (var owner = open(server, server.logins().owner())) {
                    assertThat(ask(owner, "select answer from kept")).isEqualTo("42");
                }
            });
        }
    }

    @Test
    void rootRunsTheServerAsSomebodyElse() throws Exception {
        try (var server = EmbeddedPostgres.start(data, 0)) {
            var user = ProcessHandle.of(pidOf(data)).orElseThrow().info().user().orElseThrow();
            assertThat(user).isNotEqualTo("root");
            assertThat(Files.getOwner(server.folder()).getName()).isEqualTo(user);
        }
    }

    @Test
    void passwordsAreReadableByTheProductOnly() throws Exception {
        try (var server = EmbeddedPostgres.start(data, 0)) {
            var file = data.resolve("postgres/passwords.properties");
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
            assertThat(server.logins().toString())
                    .doesNotContain(server.logins().app().password());
        }
    }

    @Test
    void whatIsInTheWayIsSaidInOneSentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertSentence(taken.getLocalPort(), "Port " + taken.getLocalPort() + " is taken by another program");
        }
        try (var server = EmbeddedPostgres.start(data, 0)) {
            assertThat(server.port()).isPositive();
            assertSentence(0, "Another Tsudoi is running on the data folder");
        }
        var passwords = data.resolve("postgres/passwords.properties");
        var kept = Files.readString(passwords);
        Files.writeString(passwords, kept.replaceAll("admin=....", "admin=0000"));
        assertSentence(0, "are not those of the database");
        assertThat(pidFile(data)).as("the server that was started for nothing").doesNotExist();
        Files.writeString(passwords, "");
        assertSentence(0, "does not hold the password");
        Files.delete(passwords);
        assertSentence(0, "is missing, without which nobody gets into the database");
        Files.delete(data.resolve("postgres/cluster/global/pg_control"));
        assertSentence(0, "is not complete");
    }

    private void assertSentence(int port, String words) {
        assertThatThrownBy(() -> EmbeddedPostgres.start(data, port).close())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(words)
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .endsWith(".")
                .doesNotContain("\n");
    }

    private static Path pidFile(Path data) {
        return data.resolve("postgres/cluster/postmaster.pid");
    }

    private static long pidOf(Path data) {
        try {
            return Long.parseLong(Files.readAllLines(pidFile(data)).getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection open(EmbeddedPostgres server, Login login) throws SQLException {
        return DriverManager.getConnection(server.logins().url(), login.user(), login.password());
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
