package org.tsudoi.bench.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.bench.Server;
import org.tsudoi.bench.Stage;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.GroupedLedger;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.Verification;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.database.Logins;

/// The product's ledger on a new database: its pool, its transactions, and its check points every ten seconds.
final class Books implements AutoCloseable {
    static final Asset JPY = new Asset("JPY");
    /// So far away that no run of transfers comes near: guarded, and never refused.
    private static final long FAR = -1_000_000_000_000_000L;

    private static final int OPENED_AT_ONCE = 1000;

    final Ledger ledger;
    final GroupedLedger grouped;
    final Ids ids;
    final JdbcClient owner;
    final JdbcClient app;
    private final TransactionTemplate transactions;
    private final RecurringJob checkPoints;
    private final ConfigurableApplicationContext context;
    private final ScheduledExecutorService jobs = Executors.newSingleThreadScheduledExecutor();

    private Books(Logins logins, ConfigurableApplicationContext context) {
        this.context = context;
        owner = Server.owner(logins);
        app = context.getBean(JdbcClient.class);
        ledger = context.getBean(Ledger.class);
        grouped = context.getBean(GroupedLedger.class);
        ids = context.getBean(Ids.class);
        transactions = context.getBean(TransactionTemplate.class);
        checkPoints = context.getBeansOfType(RecurringJob.class).values().stream()
                .filter(job -> job.name().equals("ledger-check-points"))
                .findFirst()
                .orElseThrow();
        var every = checkPoints.every().toMillis();
        jobs.scheduleWithFixedDelay(this::makeCheckPoints, every, every, TimeUnit.MILLISECONDS);
    }

    static Books open(Logins logins, Stage stage, int connections) {
        var context = new SpringApplicationBuilder(LedgerAlone.class)
                .web(WebApplicationType.NONE)
                .run(stage.product(logins, connections, "--tsudoi.jobs=by-hand"));
        return new Books(logins, context);
    }

    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {"org.tsudoi.platform", "org.tsudoi.ledger"},
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
    static class LedgerAlone {}

    <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(_ -> work.get()));
    }

    /// Each of these waits for its answer.
    void post(Journal journal) {
        grouped.post(journal).orThrow();
    }

    /// All on the books or none.
    void postLinked(List<Journal> journals) {
        grouped.postLinked(journals).forEach(Outcome::orThrow);
    }

    void hold(Hold hold) {
        grouped.hold(hold).orThrow();
    }

    void settle(HoldId hold, JournalId journal, Instant at) {
        grouped.settle(hold, journal, at).orThrow();
    }

    void release(HoldId hold) {
        var outcome = grouped.release(hold, "measured");
        if (!outcome.isReleased()) throw new IllegalStateException(outcome.toString());
    }

    void makeCheckPoints() {
        checkPoints.run();
    }

    List<AccountCode> openUnguarded(String kind, int count) {
        return open(count, kind, code -> Account.unguarded(code, JPY));
    }

    List<AccountCode> openGuarded(String kind, int count) {
        return open(count, kind, code -> new Account(code, JPY, FAR, null));
    }

    private List<AccountCode> open(int count, String kind, Function<AccountCode, Account> account) {
        var codes = new ArrayList<AccountCode>(count);
        while (codes.size() < count) {
            var some = new ArrayList<Account>();
            while (some.size() < Math.min(OPENED_AT_ONCE, count - codes.size())) {
                some.add(account.apply(AccountCode.of("bench", Ids.show("acc", ids.next()), kind)));
            }
            open(some);
            some.forEach(each -> codes.add(each.code()));
        }
        return codes;
    }

    void open(Collection<Account> accounts) {
        inTransaction(() -> {
            ledger.open(accounts);
            return true;
        });
    }

    long journals() {
        return owner.sql("select count(*) from ledger_journal")
                .query(Long.class)
                .single();
    }

    /// Of all tables of the ledger with their indexes.
    long bytes() {
        return owner.sql("""
                select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class
                where relkind = 'r' and relnamespace = 'public'::regnamespace and relname like 'ledger\\_%'
                """).query(Long.class).single();
    }

    /// Ends the run when the books do not balance.
    void proveBalanced() {
        var trial = ledger.trialBalance();
        if (!trial.isBalanced()) throw new IllegalStateException("the books do not balance: " + trial.sums());
    }

    /// Ends the run when the replay finds anything.
    void proveSound(Stage stage) {
        proveBalanced();
        long began = System.nanoTime();
        switch (ledger.verify()) {
            case Verification.Sound it ->
                stage.say("  verified: %,d journals, %,d entries, %,d accounts in %d ms"
                        .formatted(
                                it.journals(),
                                it.entries(),
                                it.accounts(),
                                Duration.ofNanos(System.nanoTime() - began).toMillis()));
            case Verification.Broken it -> throw new IllegalStateException("the books are broken: " + it);
        }
    }

    @Override
    public void close() {
        jobs.close();
        context.close();
    }
}
