package org.tsudoi.bench.ledger;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsudoi.bench.Benchmark;
import org.tsudoi.bench.Callers;
import org.tsudoi.bench.Latencies;
import org.tsudoi.bench.Option;
import org.tsudoi.bench.Row;
import org.tsudoi.bench.Row.Unit;
import org.tsudoi.bench.Server;
import org.tsudoi.bench.Stage;
import org.tsudoi.bench.WrongCommand;
import org.tsudoi.bench.reference.PgBench;
import org.tsudoi.bench.reference.PgLedger;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;

/// How fast the ledger posts, holds and reads.
public final class LedgerBenchmark implements Benchmark {
    private static final double TIMES_TPCB = 10;
    private static final double TIMES_PGLEDGER = 10;
    private static final double HOT_OF_RANDOM = 0.7;
    private static final double IDLE_OF_INSERT = 2;
    /// Beside the clients of pgbench: the product's pool, pgledger's, and the superuser's.
    private static final int CONNECTIONS_MORE = 50;

    private static final Duration WARM_AFTER = Duration.ofSeconds(15);

    /// As many as the spread rows need.
    private static final int ACCOUNTS_MIN = OwnTransactions.SPREAD;
    private static final long HOT_BEGINS_WITH = 1_000_000_000_000L;

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String what() {
        return "posting, holding and reading, beside pgbench's TPC-B and pgledger";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("callers", "N", "64", "how many call at once, and clients of pgbench"),
                new Option("crowd", "N", "1024", "how many call at once where there are many"),
                new Option("accounts", "N", "100000", "among how many accounts transfers are drawn"),
                new Option("connections", "N", "14", "the pool, ours and pgledger's; as the product has it"),
                new Option("scale", "N", "100", "branches of TPC-B"),
                new Option("only", "PARTS", "", "of references,random,own,hot,holds,linked,idle,growth"),
                Option.flag("full", "grow to ten million journals"),
                PgBench.OPTION,
                PgLedger.OPTION);
    }

    @Override
    public void run(Stage stage) throws Exception {
        int callers = stage.options().number("callers");
        int connections = stage.options().number("connections");
        int accounts = stage.options().number("accounts");
        if (accounts < ACCOUNTS_MIN) throw new WrongCommand("--accounts is at least " + ACCOUNTS_MIN + ".");
        try (var server = Server.start(stage, callers + 2 * connections + CONNECTIONS_MORE)) {
            var references = wanted(stage, "references")
                    ? References.byPgBench(server, stage, callers, accounts)
                    : References.none();
            var toCompare = new ArrayList<Row>();
            try (var books = Books.open(server.database("books"), stage, connections)) {
                new Posting(books, stage, references, toCompare).measure();
            }
            references = references.andByUs(stage, callers, accounts, connections);
            for (var row : toCompare) {
                stage.report().add(references.besidePgLedger(row).timesAtLeast(TIMES_PGLEDGER));
            }
            if (wanted(stage, "growth")) {
                try (var books = Books.open(server.database("growing"), stage, connections)) {
                    new Growth(books, stage, callers, accounts).measure(references);
                }
            }
        }
    }

    /// A server that has run for days has compiled its code: the first row must not pay for it.
    static Callers warmed(Stage stage, int callers) {
        return new Callers(callers, WARM_AFTER, stage.progress());
    }

    static boolean wanted(Stage stage, String part) {
        var only = stage.options().text("only");
        return only.isEmpty() || List.of(only.split(",")).contains(part);
    }

    /// The rows that share one set of books.
    ///
    /// @param toCompare what is to be shown beside pgledger, when that was measured
    private record Posting(
            Books books,
            Stage stage,
            References references,
            List<Row> toCompare,
            Transfers transfers,
            List<AccountCode> unguarded,
            List<AccountCode> guarded) {
        Posting(Books books, Stage stage, References references, List<Row> toCompare) {
            int accounts = stage.options().number("accounts");
            stage.say("Opening %,d accounts twice …".formatted(accounts));
            this(
                    books,
                    stage,
                    references,
                    toCompare,
                    new Transfers(books),
                    books.openUnguarded("u", accounts),
                    books.openGuarded("g", accounts));
        }

        void measure() throws InterruptedException {
            int callers = stage.options().number("callers");
            warmed(stage, callers)
                    .make("warming up, guarded", random -> books.post(transfers.between(guarded, random)));
            warmed(stage, callers).make("warming up", random -> books.post(transfers.between(unguarded, random)));
            // Before crowds have shaped the code for themselves, as it is with pgledger's callers.
            if (wanted(stage, "idle")) idle();
            Double random = wanted(stage, "random") ? random() : null;
            if (wanted(stage, "own")) {
                new OwnTransactions(books, stage, callers).measure(unguarded, guarded, references);
            }
            if (wanted(stage, "hot")) hot(callers, random);
            if (wanted(stage, "holds")) holds(callers);
            if (wanted(stage, "linked")) linked(callers);
            books.proveSound(stage);
        }

        private double random() throws InterruptedException {
            int callers = stage.options().number("callers");
            double first = 0;
            for (int some : List.of(callers, stage.options().number("crowd"))) {
                double rate = random("unguarded", unguarded, some);
                random("guarded", guarded, some);
                first = first == 0 ? rate : first;
            }
            return first;
        }

        private double random(String kind, List<AccountCode> accounts, int callers) throws InterruptedException {
            var what = "random transfers, %s, %,d callers".formatted(kind, callers);
            var row = rate(
                    "random_" + kind + "_" + callers,
                    what,
                    callers,
                    random -> books.post(transfers.between(accounts, random)));
            stage.report().add(references.besideTpcB(row).timesAtLeast(TIMES_TPCB));
            toCompare.add(Row.of(row.key() + "_pgledger", what, row.figure(), row.unit()));
            return row.figure();
        }

        private Row rate(String key, String what, int callers, Callers.Call call) throws InterruptedException {
            double rate = stage.callers(callers).make(what, call).perSecond();
            books.proveBalanced();
            return Row.of(key, what, rate, Unit.PER_SECOND);
        }

        private void hot(int callers, @Nullable Double randomRate) throws InterruptedException {
            var hot = AccountCode.of("bench", "hot", "wallet");
            books.open(List.of(Account.neverBelowZero(hot, Books.JPY)));
            books.post(transfers.transfer(unguarded.getFirst(), hot, HOT_BEGINS_WITH, transfers.now()));
            var row = rate(
                    "hot_guarded",
                    "one hot guarded account, %d callers".formatted(callers),
                    callers,
                    random -> books.post(transfers.on(hot, unguarded, random)));
            row = randomRate == null ? row : row.beside("random, unguarded", randomRate);
            stage.report().add(row.timesAtLeast(HOT_OF_RANDOM));
        }

        private void holds(int callers) throws InterruptedException {
            stage.report().add(rate("hold_post", "hold, then post it: pairs", callers, random -> {
                var hold = transfers.holdBetween(guarded, random);
                books.hold(hold);
                books.settle(hold.id(), transfers.journalId(), transfers.now());
            }));
            stage.report().add(rate("hold_void", "hold, then void it: pairs", callers, random -> {
                var hold = transfers.holdBetween(guarded, random);
                books.hold(hold);
                books.release(hold.id());
            }));
        }

        private void linked(int callers) throws InterruptedException {
            stage.report()
                    .add(rate(
                            "five_legs",
                            "journals of 5 legs",
                            callers,
                            random -> books.post(transfers.ofFiveLegs(unguarded, random))));
            stage.report()
                    .add(rate(
                            "linked_five_legs",
                            "2 linked journals of 5 legs: pairs",
                            callers,
                            random -> books.postLinked(List.of(
                                    transfers.ofFiveLegs(unguarded, random), transfers.ofFiveLegs(guarded, random)))));
        }

        /// By turns, so that whatever else the machine does hits both alike.
        private void idle() throws InterruptedException {
            books.owner
                    .sql("create table bench_row (id bigint generated always as identity primary key, at timestamptz)")
                    .update();
            books.owner.sql("grant insert on bench_row to tsudoi_app").update();
            var inserts = new Latencies();
            var posts = new Latencies();
            stage.callers(1).make("one caller, insert and post by turns", random -> {
                long began = System.nanoTime();
                books.app
                        .sql("insert into bench_row (at) values (:at)")
                        .param("at", OffsetDateTime.ofInstant(transfers.now(), ZoneOffset.UTC))
                        .update();
                long between = System.nanoTime();
                books.post(transfers.between(unguarded, random));
                inserts.add(between - began);
                posts.add(System.nanoTime() - between);
            });
            stage.report()
                    .add(Row.of("idle_post_ms", "one caller alone, p50", millis(posts), Unit.MILLISECONDS)
                            .beside("insert and commit, p50", millis(inserts))
                            .timesAtMost(IDLE_OF_INSERT));
        }

        private static double millis(Latencies latencies) {
            return latencies.percentile(50).toNanos() / 1e6;
        }
    }
}
