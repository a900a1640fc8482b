package org.tsudoi.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.tsudoi.platform.CannotStart;

/// The files of the embedded database and the programs that work on them.
///
/// In the data folder: `pg/<version>` the programs, `postgres/cluster` the database, `postgres/server.log`,
/// `postgres/passwords.properties`, `postgres/socket`.
final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final long FREE_BYTES_MIN = 300L << 20;
    private static final long LOG_BYTES_MAX = 20L << 20;
    /// The longest path of a socket that the kernels take, less the name of the file.
    private static final int SOCKET_FOLDER_LENGTH_MAX = 80;

    private final Path data;
    private final ServerUser user;
    private final Path programs;
    private final Path place;

    private Cluster(Path data, ServerUser user, Path programs, Path place) {
        this.data = data;
        this.user = user;
        this.programs = programs;
        this.place = place;
    }

    record Running(long pid, int port) {}

    static Cluster in(Path dataFolder) {
        var data = dataFolder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(data);
            var user = ServerUser.ofThisProcess();
            var place = reachablePlace(data, user);
            var programs = PostgresBinaries.unpackInto(place.resolve("pg")).toRealPath();
            var folder = Files.createDirectories(place.resolve("postgres")).toRealPath();
            letThrough(folder);
            return new Cluster(data, user, programs, folder);
        } catch (IOException e) {
            throw new CannotStart("The data folder " + data + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// The data folder itself; or, when the product runs as root below a folder closed to others (such as
    /// root's home), a folder of the same meaning under /var/lib, with links to it in the data folder.
    private static Path reachablePlace(Path data, ServerUser user) throws IOException {
        letThrough(data);
        if (user.reaches(data)) {
            return data;
        }
        var elsewhere = Path.of("/var/lib/tsudoi").resolve(shortHash(data.toString()));
        Files.createDirectories(elsewhere);
        letThrough(elsewhere);
        if (!user.reaches(elsewhere)) {
            throw new CannotStart("Running as root, PostgreSQL runs as the user nobody, who cannot get into " + data
                    + "; set TSUDOI_DATA to a folder whose parents are open to others, such as /srv/tsudoi.");
        }
        for (var name : List.of("pg", "postgres")) {
            var link = data.resolve(name);
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(elsewhere.resolve(name));
                Files.createSymbolicLink(link, elsewhere.resolve(name));
                LOG.warn("Running as root in a folder closed to others: {} is kept in {}", link, elsewhere);
            }
        }
        return elsewhere;
    }

    private static void letThrough(Path folder) throws IOException {
        var permissions = Files.getPosixFilePermissions(folder);
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(folder, permissions);
        }
    }

    Path data() {
        return data;
    }

    Path folder() {
        return place.resolve("cluster");
    }

    Path log() {
        return place.resolve("server.log");
    }

    Path lockFile() {
        return place.resolve("product.lock");
    }

    Path passwordFile() {
        return place.resolve("passwords.properties");
    }

    Passwords makeIfMissing() throws IOException {
        var unfinished = place.resolve("cluster.new");
        FileSystemUtils.deleteRecursively(unfinished);
        if (!Files.exists(folder())) {
            return make(unfinished);
        }
        if (!Files.exists(folder().resolve("PG_VERSION")) || !Files.exists(folder().resolve("global/pg_control"))) {
            throw new CannotStart("The database in " + folder()
                    + " is not complete (a copy that was cut short?); move it away and restore a backup.");
        }
        var version = Files.readString(folder().resolve("PG_VERSION")).strip();
        if (!PostgresBinaries.VERSION.startsWith(version + ".")) {
            throw new CannotStart("The database in " + folder() + " was made by PostgreSQL " + version + ", this is "
                    + PostgresBinaries.VERSION + "; move it away and restore a backup.");
        }
        if (!Files.exists(passwordFile())) {
            throw new CannotStart("The file " + passwordFile()
                    + " is missing, without which nobody gets into the database; put it back or restore a backup.");
        }
        return passwords();
    }

    Passwords passwords() throws IOException {
        return Passwords.read(passwordFile());
    }

    private Passwords make(Path unfinished) throws IOException {
        if (Files.getFileStore(place).getUsableSpace() < FREE_BYTES_MIN) {
            throw new CannotStart("The disk of " + place + " is full: a new database needs 300 MB free.");
        }
        var passwords = Passwords.make(passwordFile());
        Files.createDirectory(unfinished);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
        user.own(unfinished);
        var passwordForMaking = place.resolve("initdb.password");
        Files.deleteIfExists(passwordForMaking);
        Files.createFile(
                passwordForMaking, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordForMaking, passwords.admin());
            user.own(passwordForMaking);
            var linux = System.getProperty("os.name").equals("Linux");
            run(
                    "made",
                    List.of(
                            program("initdb"),
                            "--pgdata=" + unfinished,
                            "--username=tsudoi_admin",
                            "--pwfile=" + passwordForMaking,
                            "--auth-local=scram-sha-256",
                            "--auth-host=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            linux ? "--locale=C.UTF-8" : "--locale=C"));
        } finally {
            Files.deleteIfExists(passwordForMaking);
        }
        Files.move(unfinished, folder(), StandardCopyOption.ATOMIC_MOVE);
        return passwords;
    }

    /// The server that runs on these files now, whoever started it.
    Optional<Running> runningServer() {
        var pidFile = folder().resolve("postmaster.pid");
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(pidFile);
            if (lines.size() < 4) {
                return Optional.empty();
            }
            var running = new Running(
                    Long.parseLong(lines.get(0).strip()),
                    Integer.parseInt(lines.get(3).strip()));
            return Optional.of(running).filter(server -> runsPostgres(server.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// False also for a dead process that nobody has collected yet, and for another program that has the number
    /// by now (as after a restart of a container), both of which PostgreSQL would take for a living server.
    private static boolean runsPostgres(long pid) {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "stat"))
                    .matches("(?s)\\d+ \\(postgres\\) [^ZX].*");
        } catch (IOException e) {
            return false;
        }
    }

    /// Only the process number in the file is replaced, by one that no process has: from the rest PostgreSQL
    /// still sees whether a survivor of the dead server uses its shared memory, and then refuses to start.
    private void forgetDeadServer(Path sockets) throws IOException {
        var pidFile = folder().resolve("postmaster.pid");
        if (Files.exists(pidFile)) {
            var lines = new ArrayList<>(Files.readAllLines(pidFile));
            if (lines.isEmpty()) {
                Files.delete(pidFile);
            } else {
                lines.set(0, Integer.toString(Integer.MAX_VALUE));
                Files.write(pidFile, lines);
            }
        }
        try (var left = Files.list(sockets)) {
            for (var each : left.toList()) {
                Files.delete(each);
            }
        }
    }

    void start(int port, int connectionsMax) {
        try {
            if (Files.exists(log()) && Files.size(log()) > LOG_BYTES_MAX) {
                Files.move(log(), place.resolve("server.old.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(log())) {
                Files.createFile(log());
            }
            user.own(log());
            var sockets = Files.createDirectories(place.resolve("socket"));
            Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwx------"));
            user.own(sockets);
            forgetDeadServer(sockets);
            run(
                    "started",
                    List.of(
                            program("pg_ctl"),
                            "start",
                            "--pgdata=" + folder(),
                            "--log=" + log(),
                            "--wait",
                            "--timeout=120",
                            "--silent",
                            "-p",
                            program("postgres"),
                            "-o",
                            String.join(" ", settings(port, connectionsMax, sockets))));
        } catch (IOException e) {
            throw new CannotStart("The folder " + place + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// On the command line, so that no file in the data folder can turn durability off. Sized for 2 cores and a
    /// small memory; a larger instance uses a PostgreSQL of its own.
    private static List<String> settings(int port, int connectionsMax, Path sockets) {
        var settings = new ArrayList<>(List.of(
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_permissions=0700",
                "max_connections=" + connectionsMax,
                "shared_buffers=128MB",
                "effective_cache_size=512MB",
                "work_mem=8MB",
                "maintenance_work_mem=64MB",
                "max_wal_size=1GB",
                "wal_compression=on",
                "checkpoint_timeout=15min",
                "random_page_cost=1.1",
                "jit=off",
                "idle_in_transaction_session_timeout=60s",
                "password_encryption=scram-sha-256",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off"));
        var fits = sockets.toString().length() <= SOCKET_FOLDER_LENGTH_MAX
                && sockets.toString().matches("[A-Za-z0-9/._-]+");
        settings.add("unix_socket_directories=" + (fits ? sockets : "''"));
        return settings.stream().map("-c "::concat).toList();
    }

    void stop() {
        if (runningServer().isEmpty()) {
            return;
        }
        run(
                "stopped",
                List.of(
                        program("pg_ctl"),
                        "stop",
                        "--pgdata=" + folder(),
                        "--mode=fast",
                        "--wait",
                        "--timeout=60",
                        "--silent"));
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private void run(String done, List<String> command) {
        try {
            var start = new ProcessBuilder(user.running(command))
                    .directory(place.toFile())
                    .redirectErrorStream(true);
            start.environment().keySet().retainAll(List.of("PATH"));
            start.environment().put("LC_ALL", "C");
            var process = start.start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CannotStart(reason(done, said));
            }
        } catch (IOException e) {
            throw new CannotStart("The database could not be " + done + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted before the database was " + done, e);
        }
    }

    private String reason(String done, String said) throws IOException {
        var logged = Files.exists(log()) ? lastLines(Files.readString(log(), StandardCharsets.UTF_8)) : "";
        var all = said + logged;
        if (all.contains("No space left on device")) {
            return "The disk of " + place + " is full; free some space and start again.";
        }
        if (all.contains("Address already in use")) {
            return "The database's port was taken by another program meanwhile; start again.";
        }
        var fatal = all.lines()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("error:"))
                .reduce((_, last) -> last)
                .orElse(said.strip());
        return "The database in " + folder() + " could not be " + done + ": " + fatal + " (see " + log() + ").";
    }

    private static String lastLines(String text) {
        return text.substring(Math.max(0, text.length() - 4000));
    }

    private static String shortHash(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void pause() {
        LockSupport.parkNanos(50_000_000);
    }
}
