package org.tsudoi.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.database.Logins.Login;

/// A durable PostgreSQL in the data folder: made at the first start, kept between starts, stopped with the
/// product.
///
/// When the product was killed its server may still run: then it is taken over instead of started. When the
/// server dies under a running product it is started again.
public final class EmbeddedPostgres implements AutoCloseable {
    public static final String DATABASE = "tsudoi";
    private static final String ADMIN = "tsudoi_admin";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int RESTARTS_MAX = 5;
    private static final int CONNECTIONS_MAX = 60;

    private final Cluster cluster;
    private final Passwords passwords;
    /// None when the server belongs to another process.
    private final @Nullable FileChannel lock;
    private final int port;
    private final int connectionsMax;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int restarts;

    private EmbeddedPostgres(
            Cluster cluster, Passwords passwords, @Nullable FileChannel lock, int port, int connectionsMax) {
        this.cluster = cluster;
        this.passwords = passwords;
        this.lock = lock;
        this.port = port;
        this.connectionsMax = connectionsMax;
    }

    /// @param data the product's data folder
    /// @param port the port on the loopback address, or 0 for any free one
    /// @throws CannotStart with one sentence on what to do about it
    public static EmbeddedPostgres start(Path data, int port) {
        return start(data, port, CONNECTIONS_MAX);
    }

    /// For whoever lets more in than the product ever needs, such as a benchmark with as many clients.
    ///
    /// @param connectionsMax that the server takes, from all processes together
    public static EmbeddedPostgres start(Path data, int port, int connectionsMax) {
        var cluster = Cluster.in(data);
        return start(cluster, lock(cluster).orElseThrow(() -> runsAlready(cluster)), port, connectionsMax);
    }

    /// For a command beside the product: uses the server that the product runs, or runs one for the command's
    /// time.
    static EmbeddedPostgres startOrJoin(Path data) {
        var cluster = Cluster.in(data);
        var lock = lock(cluster);
        if (lock.isPresent()) {
            return start(cluster, lock.get(), 0, CONNECTIONS_MAX);
        }
        try {
            var running = cluster.runningServer().orElseThrow(() -> runsAlready(cluster));
            return new EmbeddedPostgres(cluster, cluster.passwords(), null, running.port(), CONNECTIONS_MAX);
        } catch (IOException e) {
            throw new CannotStart("The passwords of the database cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static CannotStart runsAlready(Cluster cluster) {
        return new CannotStart("Another Tsudoi is running on the data folder " + cluster.data()
                + "; stop it, or choose another folder with TSUDOI_DATA.");
    }

    private static EmbeddedPostgres start(Cluster cluster, FileChannel lock, int port, int connectionsMax) {
        try {
            var passwords = cluster.makeIfMissing();
            var server = startOrTakeOver(cluster, passwords, lock, port, connectionsMax);
            return server.ready();
        } catch (CannotStart e) {
            release(lock);
            throw e;
        } catch (IOException | SQLException e) {
            release(lock);
            throw new CannotStart(
                    "The database in " + cluster.folder() + " could not be started: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres startOrTakeOver(
            Cluster cluster, Passwords passwords, FileChannel lock, int port, int connectionsMax) throws IOException {
        var running = cluster.runningServer();
        if (running.isPresent()) {
            var left =
                    new EmbeddedPostgres(cluster, passwords, lock, running.get().port(), connectionsMax);
            if (left.answersWithin(30)) {
                LOG.info("Took over the PostgreSQL that a killed Tsudoi had left running on port {}", left.port);
                return left;
            }
            throw new CannotStart("A PostgreSQL of " + cluster.folder() + " still runs (process "
                    + running.get().pid() + ") and does not answer; end it and start again.");
        }
        var chosen = port == 0 ? freePort() : requireFree(port);
        cluster.start(chosen, connectionsMax);
        return new EmbeddedPostgres(cluster, passwords, lock, chosen, connectionsMax);
    }

    private EmbeddedPostgres ready() throws SQLException {
        try {
            makeRolesAndDatabase();
            watch();
            return this;
        } catch (CannotStart | SQLException e) {
            cluster.stop();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// The database of the product, by the two roles that it knows.
    public Logins logins() {
        return logins(DATABASE);
    }

    private Logins logins(String database) {
        return new Logins(
                url(database),
                new Login(Logins.OWNER, passwords.owner()),
                new Login(Logins.APP, passwords.app()),
                List.of());
    }

    /// One more database with the same roles, empty.
    public Logins createDatabase(String name) {
        try (var connection = connect("postgres")) {
            createDatabase(connection, name);
            return logins(name);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " was not created", e);
        }
    }

    /// A connection as the server's administrator: for roles and databases, never for the product's own work.
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), ADMIN, passwords.admin());
    }

    Path folder() {
        return cluster.folder();
    }

    /// Stops the server cleanly: open transactions are rolled back, everything committed is on disk.
    @Override
    public synchronized void close() {
        closed.countDown();
        if (lock != null) {
            cluster.stop();
            release(lock);
        }
    }

    /// Leaves the server running and forgets it, as a killed product does.
    void abandon() {
        closed.countDown();
        if (lock != null) {
            release(lock);
        }
    }

    private boolean answersWithin(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        do {
            try (var connection = connect("postgres");
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("show data_directory")) {
                return row.next() && Path.of(row.getString(1)).equals(cluster.folder());
            } catch (SQLException e) {
                if ("28P01".equals(e.getSQLState())) {
                    throw new CannotStart(
                            "The passwords in " + cluster.passwordFile() + " are not those of the database in "
                                    + cluster.folder() + "; put back the file that belongs to it.",
                            e);
                }
                Cluster.pause();
            }
        } while (System.nanoTime() < end);
        return false;
    }

    private void makeRolesAndDatabase() throws SQLException {
        if (!answersWithin(60)) {
            throw new CannotStart(
                    "The database in " + cluster.folder() + " does not answer; see " + cluster.log() + ".");
        }
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            for (var login : List.of(logins().owner(), logins().app())) {
                statement.execute("""
                        do $$ begin
                          if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s; end if;
                        end $$""".formatted(login.user()));
                statement.execute("alter role %s login nosuperuser nocreatedb nocreaterole password '%s'"
                        .formatted(login.user(), login.password()));
            }
            createDatabase(connection, DATABASE);
        }
    }

    private static void createDatabase(Connection connection, String name) throws SQLException {
        try (var known = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var statement = connection.createStatement()) {
            known.setString(1, name);
            if (!known.executeQuery().next()) {
                statement.execute("create database %s owner %s".formatted(name, Logins.OWNER));
            }
            statement.execute("revoke all on database %s from public".formatted(name));
            statement.execute("grant connect on database %s to %s".formatted(name, Logins.APP));
        }
    }

    private void watch() {
        Thread.ofVirtual().name("database-watch").start(() -> {
            try {
                while (!closed.await(1, TimeUnit.SECONDS)) {
                    if (cluster.runningServer().isEmpty()) {
                        startAgain();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized void startAgain() {
        if (closed.getCount() == 0 || restarts > RESTARTS_MAX) {
            return;
        }
        if (++restarts > RESTARTS_MAX) {
            LOG.error("PostgreSQL ended {} times by itself and is not started again; see {}", restarts, cluster.log());
            return;
        }
        LOG.error("PostgreSQL ended by itself and is started again; see {}", cluster.log());
        try {
            cluster.start(port, connectionsMax);
        } catch (CannotStart e) {
            LOG.error("PostgreSQL could not be started again: {}", e.getMessage());
        }
    }

    /// Nothing when another process, or another part of this one, has it.
    private static Optional<FileChannel> lock(Cluster cluster) {
        try {
            var channel = FileChannel.open(cluster.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
            channel.close();
            return Optional.empty();
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CannotStart("The data folder cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("lock file", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private static int requireFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart(
                    "Port " + port + " is taken by another program; set TSUDOI_DB_PORT to a free one.", e);
        }
    }
}
