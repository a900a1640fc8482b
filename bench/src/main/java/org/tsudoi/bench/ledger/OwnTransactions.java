package org.tsudoi.bench.ledger;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.bench.Callers;
import org.tsudoi.bench.Measured;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Row.Unit;
import org.tsudoi.bench.Server;
import org.tsudoi.bench.Stage;
import org.tsudoi.bench.reference.PgLedger;
import org.tsudoi.ledger.AccountCode;

/// The caller's own transaction: the row of an order and one journal, both or neither.
final class OwnTransactions {
    private static final String TABLE = """
            create table bench_order (
              id bigint generated always as identity primary key, amount bigint not null, placed_at timestamptz not null)
            """;
    private static final int HOT = 10;
    static final int SPREAD = 10_000;
    private static final double TIMES = 2;

    private final Books books;
    private final Transfers transfers;
    private final Stage stage;
    private final int callers;
    private final int connections;

    /// As many as the pool has connections, in the order in which they come: the pool itself gives a connection to
    /// whoever had it last and asks again at once, so that others wait until their time is over.
    private final Semaphore turns;

    OwnTransactions(Books books, Stage stage, int callers) {
        this.books = books;
        this.transfers = new Transfers(books);
        this.stage = stage;
        this.callers = callers;
        this.connections = stage.options().number("connections");
        this.turns = new Semaphore(connections, true);
        books.owner.sql(TABLE).update();
        books.owner.sql("grant insert on bench_order to tsudoi_app").update();
    }

    void measure(List<AccountCode> unguarded, List<AccountCode> guarded, References references)
            throws InterruptedException {
        var pgLedger = references.pgLedger().orElse(null);
        if (pgLedger != null) pgLedger.owner().sql(TABLE).update();
        for (int accounts : List.of(HOT, SPREAD)) {
            var place = accounts == HOT ? "hot" : "spread";
            var reference = pgLedger == null ? null : byPgLedger(pgLedger, accounts);
            add("own_" + place + "_unguarded", ours(unguarded.subList(0, accounts), "unguarded"), reference);
            add("own_" + place + "_guarded", ours(guarded.subList(0, accounts), "guarded"), reference);
        }
        books.proveBalanced();
    }

    private void add(String key, Row ours, @Nullable Measured reference) {
        var row = new Row(key, ours.what(), ours.figure(), ours.unit(), null, null).timesAtLeast(TIMES);
        stage.report().add(reference == null ? row : row.beside("pgledger, the same way", reference.perSecond()));
    }

    private Row ours(List<AccountCode> accounts, String kind) throws InterruptedException {
        var what = "order and journal, %,d %s accounts".formatted(accounts.size(), kind);
        var measured = byTurns(
                what,
                random -> books.inTransaction(() -> {
                    insertOrder(books.app);
                    return books.ledger
                            .post(transfers.between(accounts, random))
                            .orThrow();
                }));
        return Row.of("", what, measured.perSecond(), Unit.PER_SECOND);
    }

    private Measured byPgLedger(PgLedger pgLedger, int accounts) throws InterruptedException {
        var what = "order and pgledger's transfer, %,d accounts".formatted(accounts);
        try (var pool = Server.pool(pgLedger.logins(), pgLedger.logins().owner(), connections)) {
            var sql = JdbcClient.create(pool);
            var transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
            return byTurns(
                    what,
                    random -> transaction.executeWithoutResult(_ -> {
                        insertOrder(sql);
                        pgLedger.transfer(sql, accounts, random);
                    }));
        }
    }

    private Measured byTurns(String what, Callers.Call call) throws InterruptedException {
        return stage.callers(callers).make(what, random -> {
            turns.acquire();
            try {
                call.make(random);
            } finally {
                turns.release();
            }
        });
    }

    private void insertOrder(JdbcClient sql) {
        sql.sql("insert into bench_order (amount, placed_at) values (:amount, :at)")
                .param("amount", 1500L)
                .param("at", OffsetDateTime.ofInstant(transfers.now(), ZoneOffset.UTC))
                .update();
    }
}
