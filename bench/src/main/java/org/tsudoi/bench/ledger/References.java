package org.tsudoi.bench.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.bench.Callers;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Row.Unit;
import org.tsudoi.bench.Server;
import org.tsudoi.bench.Stage;
import org.tsudoi.bench.reference.PgBench;
import org.tsudoi.bench.reference.PgLedger;

/// What the ledger is measured against, on the same server: what pgbench calls before it, what our own callers call
/// behind it, since whatever went through them first would have shaped how their code is compiled.
///
/// @param tpcB transactions a second
/// @param transfers of pgledger, the best of its figures on many accounts, whoever called it
record References(
        @Nullable Double tpcB,
        @Nullable Double transfers,
        @Nullable Double bytes,
        Optional<PgLedger> pgLedger) {
    private static final List<Integer> ACCOUNTS = List.of(10, 50, 10_000);
    /// As many as its author measures with.
    private static final int PGLEDGER_CLIENTS = 20;

    static References none() {
        return new References(null, null, null, Optional.empty());
    }

    static References byPgBench(Server server, Stage stage, int callers, int accounts)
            throws IOException, SQLException, InterruptedException {
        var pgBench = PgBench.find(stage);
        Double tpcB = null;
        if (pgBench.isPresent()) {
            var logins = server.database("tpcb");
            pgBench.get().fillTpcB(logins, stage.options().number("scale"));
            tpcB = pgBench.get().tpcB(logins, callers);
            stage.report().add(Row.of("tpcb", "pgbench TPC-B, " + callers + " clients", tpcB, Unit.PER_SECOND));
        }
        var pgLedger = PgLedger.load(server, stage);
        if (pgLedger.isEmpty()) return new References(tpcB, null, null, pgLedger);
        pgLedger.get().open(accounts);
        Double last = null;
        for (int some : pgBench.isPresent() ? ACCOUNTS : List.<Integer>of()) {
            last = pgLedger.get().byPgBench(pgBench.get(), PGLEDGER_CLIENTS, some);
            stage.report()
                    .add(Row.of(
                            "pgledger_pgbench_" + some,
                            "pgledger by pgbench, %,d accounts, %d clients".formatted(some, PGLEDGER_CLIENTS),
                            last,
                            Unit.PER_SECOND));
        }
        return new References(tpcB, last, null, pgLedger);
    }

    References andByUs(Stage stage, int callers, int accounts, int connections) throws InterruptedException {
        if (pgLedger.isEmpty()) return this;
        double byUs = random(pgLedger.get(), stage, callers, accounts, connections);
        var bytesEach = (double) pgLedger.get().bytes() / pgLedger.get().transfers();
        return new References(tpcB, transfers == null ? byUs : Math.max(transfers, byUs), bytesEach, pgLedger);
    }

    private static double random(PgLedger pgLedger, Stage stage, int callers, int accounts, int connections)
            throws InterruptedException {
        var what = "pgledger by JDBC, %,d accounts, %d callers".formatted(accounts, callers);
        try (var pool = Server.pool(pgLedger.logins(), pgLedger.logins().owner(), connections)) {
            var sql = JdbcClient.create(pool);
            Callers.Call transfer = random -> pgLedger.transfer(sql, accounts, random);
            LedgerBenchmark.warmed(stage, callers).make("warming up", transfer);
            double rate = stage.callers(callers).make(what, transfer).perSecond();
            stage.report().add(Row.of("pgledger_jdbc", what, rate, Unit.PER_SECOND));
            return rate;
        }
    }

    Row besideTpcB(Row row) {
        return tpcB == null ? row : row.beside("pgbench TPC-B", tpcB);
    }

    Row besidePgLedger(Row row) {
        return transfers == null ? row : row.beside("pgledger", transfers);
    }
}
