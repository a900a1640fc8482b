package org.tsudoi.ledger.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.GroupedLedger;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.ReleaseOutcome;
import org.tsudoi.platform.database.Logins;
import org.tsudoi.testing.FreshDatabase;
import org.tsudoi.testing.TestClock;

/// Empty books in a database of their own, with nothing of the product around them.
final class Books implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
    static final Asset JPY = new Asset("JPY");

    final Ledger ledger;
    final GroupedLedger grouped;
    final AskedTogether asked;
    final Booking booking;
    final TransactionTemplate transaction;
    /// As the product works.
    final JdbcClient app;
    /// As migrations work: to damage what the product cannot.
    final JdbcClient owner;
    final TestClock clock = new TestClock(NOON);
    final Checkpoints checkpoints;
    private final HikariDataSource pool;
    private final AnnotationConfigApplicationContext context;

    Books(int connections) {
        this(connections, Duration.ofMinutes(1));
    }

    /// @param patience how long a connection is waited for
    Books(int connections, Duration patience) {
        var logins = FreshDatabase.create();
        Flyway.configure()
                .dataSource(logins.url(), logins.owner().user(), logins.owner().password())
                .locations("classpath:db/migration/platform", "classpath:db/migration/ledger")
                .load()
                .migrate();
        pool = pool(logins, connections, patience);
        owner = JdbcClient.create(new DriverManagerDataSource(
                logins.url(), logins.owner().user(), logins.owner().password()));
        app = JdbcClient.create(pool);
        context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(JdbcClient.class, () -> app);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(pool));
        context.register(Scan.class);
        context.refresh();
        ledger = context.getBean(Ledger.class);
        grouped = context.getBean(GroupedLedger.class);
        asked = new AskedTogether(context.getBean(GroupCommit.class));
        booking = context.getBean(Booking.class);
        checkpoints = context.getBean(Checkpoints.class);
        transaction = new TransactionTemplate(context.getBean(JdbcTransactionManager.class));
    }

    <T> T in(Supplier<T> work) {
        @Nullable T result = transaction.execute(_ -> work.get());
        if (result == null) {
            throw new AssertionError("no result");
        }
        return result;
    }

    /// Without waiting for the answers, so that one thread asks for many things in an order of its own.
    record AskedTogether(GroupCommit groups) {
        CompletableFuture<Outcome> post(Journal journal) {
            return groups.submit(new Ask.Post(journal));
        }

        CompletableFuture<List<Outcome>> postLinked(List<Journal> journals) {
            return groups.submit(new Ask.PostLinked(journals));
        }

        CompletableFuture<HoldOutcome> hold(Hold hold) {
            return groups.submit(new Ask.Place(hold));
        }

        CompletableFuture<Outcome> settle(HoldId hold, JournalId journal, Instant at) {
            return groups.submit(new Ask.Settle(hold, journal, at, null));
        }

        CompletableFuture<ReleaseOutcome> release(HoldId hold, String reason) {
            return groups.submit(new Ask.Release(hold, reason));
        }
    }

    /// As a group is written: with hope, and without when some ids are taken.
    List<@Nullable Object> group(List<? extends Ask<?>> asks) {
        try {
            return in(() -> booking.group(asks, false, true));
        } catch (Booking.Raced _) {
            return in(() -> booking.group(asks, false, false));
        }
    }

    void open(Account... accounts) {
        transaction.executeWithoutResult(_ -> ledger.open(List.of(accounts)));
    }

    AccountCode unguarded(String code, Asset asset) {
        var account = new AccountCode(code);
        open(Account.unguarded(account, asset));
        return account;
    }

    AccountCode neverBelowZero(String code, Asset asset) {
        var account = new AccountCode(code);
        open(Account.neverBelowZero(account, asset));
        return account;
    }

    /// While somebody else has them all.
    void withoutConnections(Runnable work) {
        var taken = new ArrayList<Connection>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) taken.add(pool.getConnection());
            work.run();
            for (var connection : taken) connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.close();
        pool.close();
    }

    private static HikariDataSource pool(Logins logins, int connections, Duration patience) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(logins.url());
        pool.setUsername(logins.app().user());
        pool.setPassword(logins.app().password());
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(patience.toMillis());
        return new HikariDataSource(pool);
    }

    // Not a @Configuration: the product's own scan would find it on the test class path and make a second ledger.
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan(basePackageClasses = PostgresLedger.class)
    static class Scan {}
}
