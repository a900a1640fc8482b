package org.tsudoi.bench.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.bench.Option;
import org.tsudoi.bench.Server;
import org.tsudoi.bench.Stage;
import org.tsudoi.bench.WrongCommand;
import org.tsudoi.platform.database.Logins;

/// The ledger of github.com/pgr0ss/pgledger in a database of its own, from the SQL in a checkout of it.
public final class PgLedger {
    public static final Option OPTION =
            new Option("pgledger", "FOLDER", "", "a checkout of github.com/pgr0ss/pgledger to compare with");

    /// As its users call it; ids are made of numbers, so that no client has to look one up.
    private static final String TRANSFER =
            "select id from pgledger_create_transfer(:payer, :payee, cast(:amount as numeric))";

    private static final List<String> FILES = List.of("vendor/scoville-pgsql-ulid/uuid-to-ulid.sql", "pgledger.sql");

    private static final String SCRIPT = """
            \\set payer random(1, :accounts)
            \\set payee 1 + mod(:payer - 1 + random(1, :accounts - 1), :accounts)
            \\set amount random(1, 1000)
            select id from pgledger_create_transfer(
              'pgla_' || lpad(:payer::text, 26, '0'), 'pgla_' || lpad(:payee::text, 26, '0'), :amount);
            """;

    private final Logins logins;
    private final JdbcClient owner;

    private PgLedger(Logins logins, JdbcClient owner) {
        this.logins = logins;
        this.owner = owner;
    }

    /// Nothing when no checkout was named: then it is said, and its rows are left out.
    public static Optional<PgLedger> load(Server server, Stage stage) throws IOException, SQLException {
        if (!stage.options().has(OPTION.name())) {
            stage.say("pgledger is not compared: name a checkout of it with --pgledger FOLDER.");
            stage.report().fact("pgledger", "not_compared");
            return Optional.empty();
        }
        var folder = Path.of(stage.options().text(OPTION.name()));
        var logins = server.database("pgledger");
        var owner = Server.owner(logins);
        for (var file : FILES) {
            if (!Files.exists(folder.resolve(file))) {
                throw new WrongCommand(folder + " is no checkout of pgledger: it has no " + file + ".");
            }
            execute(logins, Files.readString(folder.resolve(file)));
        }
        stage.report().fact("pgledger", "compared");
        return Optional.of(new PgLedger(logins, owner));
    }

    private static void execute(Logins logins, String script) throws SQLException {
        var owner = logins.owner();
        try (var connection = DriverManager.getConnection(logins.url(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    public Logins logins() {
        return logins;
    }

    public JdbcClient owner() {
        return owner;
    }

    /// Accounts 1 to `accounts`, as `pgledger_create_account` makes them, but with known ids.
    public void open(int accounts) {
        owner.sql("""
                insert into pgledger_accounts
                  (id, name, currency, allow_negative_balance, allow_positive_balance, created_at, updated_at)
                select 'pgla_' || lpad(n::text, 26, '0'), 'account ' || n, 'JPY', true, true, now(), now()
                from generate_series(1, :accounts) n
                """).param("accounts", accounts).update();
        owner.sql("analyze").update();
    }

    /// One transfer among the first `accounts`, in the transaction of the client or one of its own.
    public void transfer(JdbcClient client, int accounts, RandomGenerator random) {
        int payer = random.nextInt(accounts);
        int payee = (payer + 1 + random.nextInt(accounts - 1)) % accounts;
        client.sql(TRANSFER)
                .param("payer", id(1 + payer))
                .param("payee", id(1 + payee))
                .param("amount", 1L + random.nextInt(1000))
                .query(String.class)
                .single();
    }

    private static String id(int number) {
        var digits = Integer.toString(number);
        return "pgla_" + "0".repeat(26 - digits.length()) + digits;
    }

    /// @return transfers a second, by pgbench among the first `accounts`
    public double byPgBench(PgBench pgBench, int clients, int accounts) throws IOException, InterruptedException {
        return pgBench.script(
                logins,
                "pgledger by pgbench, " + accounts + " accounts",
                clients,
                SCRIPT,
                List.of("-D", "accounts=" + accounts));
    }

    public long bytes() {
        return owner.sql("select sum(pg_total_relation_size(c.oid)) from pg_class c "
                        + "where c.relname in ('pgledger_transfers', 'pgledger_entries')")
                .query(Long.class)
                .single();
    }

    public long transfers() {
        return owner.sql("select count(*) from pgledger_transfers")
                .query(Long.class)
                .single();
    }
}
