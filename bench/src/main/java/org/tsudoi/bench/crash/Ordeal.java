package org.tsudoi.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.util.FileSystemUtils;
import org.tsudoi.bench.crash.Examination.Finding;
import org.tsudoi.platform.database.EmbeddedPostgres;

/// One set of books, worked on by a crowd and killed again and again. After each kill everything is held
/// against what the crowd was told.
final class Ordeal implements AutoCloseable {
    /// Which answer is the last before a kill is drawn up to here, and how long after it.
    private static final int ANSWERS_MAX = 500;

    private static final Duration LATER_MAX = Duration.ofMillis(40);

    private final Path folder;
    private final SplittableRandom random;
    private final Crowd crowd;
    private Victim victim;
    private int kills;

    private Ordeal(Path folder, SplittableRandom random) throws Exception {
        this.folder = folder;
        this.random = random;
        crowd = new Crowd(random.split());
        victim = Victim.start(folder);
    }

    /// @param folder of its own; what an earlier run left there is removed
    static Ordeal begin(Path folder, SplittableRandom random) throws Exception {
        var data = folder.resolve("data");
        // A server may have been left running by it.
        if (Files.exists(data.resolve("postgres/cluster"))) {
            EmbeddedPostgres.start(data, 0).close();
        }
        remove(folder);
        return new Ordeal(folder, random);
    }

    enum Target {
        POSTGRES,
        /// The server stays, and the next process takes it over.
        PRODUCT,
        BOTH
    }

    /// Every second time the database under a product that stays; else the product, with or without its
    /// database.
    Target nextTarget() {
        if (kills % 2 == 0) return Target.POSTGRES;
        return random.nextBoolean() ? Target.PRODUCT : Target.BOTH;
    }

    /// Works, kills at a moment that is drawn, starts again what is dead.
    ///
    /// @return what is wrong with the books
    List<Finding> kill(Target target) throws Exception {
        kills++;
        var later = Duration.ofNanos(random.nextLong(LATER_MAX.toNanos()));
        crowd.workUntilStruck(victim, 1 + random.nextInt(ANSWERS_MAX), later, struck -> strike(struck, target));
        var before = victim;
        boolean isNewServer;
        if (target == Target.POSTGRES) {
            isNewServer = victim.isNewServer();
        } else {
            victim = Victim.start(folder);
            isNewServer = !victim.hasSameServerAs(before);
        }
        if (isNewServer != (target != Target.PRODUCT)) {
            throw new IllegalStateException(
                    target + " was killed, and PostgreSQL is " + (isNewServer ? "another one" : "the same one"));
        }
        return examine();
    }

    private static void strike(Victim victim, Target target) throws IOException, InterruptedException {
        switch (target) {
            case POSTGRES -> victim.killPostgres();
            case PRODUCT -> victim.killProduct();
            case BOTH -> {
                victim.killPostgres();
                victim.killProduct();
            }
        }
    }

    /// Whoever waits for an answer gets it.
    ///
    /// @return what is wrong with the books then
    List<Finding> finish() throws Exception {
        crowd.finish(victim);
        return examine();
    }

    /// The ledger's own replay.
    ///
    /// @return `sound`, or what is broken
    String verify() {
        return victim.ask(new Wish.Verify(), false).join().words();
    }

    private List<Finding> examine() throws SQLException {
        return examineAfter();
    }

    /// @param damage statements that only the owner of the tables can make, which are taken back
    List<Finding> examineAfter(String... damage) throws SQLException {
        try (var books = victim.asOwner();
                var statement = books.createStatement()) {
            books.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            books.setAutoCommit(false);
            for (var each : damage) statement.execute(each);
            var findings = Examination.of(books, crowd.stories());
            books.rollback();
            return findings;
        }
    }

    long answers() {
        return crowd.answers();
    }

    int wishes() {
        return crowd.stories().size();
    }

    /// From the next start of PostgreSQL on a commit is answered before it is durable, and nobody makes it so
    /// soon: as an operator would have it who wants to be fast. What the crowd is told by then may be lost.
    void loseDurability() throws IOException, SQLException {
        try (var product = victim.asProduct();
                var statement = product.createStatement()) {
            statement.execute("alter role current_user set synchronous_commit = off");
        }
        Files.writeString(
                victim.cluster().resolve("postgresql.auto.conf"),
                "\nwal_writer_delay = 10s\nwal_writer_flush_after = 1GB\n",
                StandardOpenOption.APPEND);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        victim.close();
        remove(folder);
    }

    /// As root below a closed folder the product keeps the server elsewhere, with links to it.
    private static void remove(Path folder) throws IOException {
        var data = folder.resolve("data");
        if (Files.isDirectory(data)) {
            try (var inside = Files.list(data)) {
                for (var each : inside.filter(Files::isSymbolicLink).toList()) {
                    FileSystemUtils.deleteRecursively(each.toRealPath());
                }
            }
        }
        FileSystemUtils.deleteRecursively(folder);
    }
}
