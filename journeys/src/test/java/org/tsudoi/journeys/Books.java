package org.tsudoi.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/// Looks into the product's database as the product itself does.
final class Books implements AutoCloseable {
    private final Connection connection;

    private Books(Connection connection) {
        this.connection = connection;
    }

    static Books of(Path data) {
        return new Books(connect(data, "app", "tsudoi_app"));
    }

    /// Who may do everything, also what the product may not.
    static Connection administrator(Path data) {
        return connect(data, "admin", "tsudoi_admin");
    }

    private static Connection connect(Path data, String login, String user) {
        try {
            var postgres = data.resolve("postgres");
            var passwords = new Properties();
            try (var text = Files.newBufferedReader(postgres.resolve("passwords.properties"))) {
                passwords.load(text);
            }
            // PostgreSQL writes its port into the fourth line.
            var port = Files.readAllLines(postgres.resolve("cluster/postmaster.pid"))
                    .get(3)
                    .strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/tsudoi", user, passwords.getProperty(login));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the database in " + data + " cannot be looked into", e);
        }
    }

    long number(String sql, Object... arguments) {
        var rows = rows(sql, arguments);
        if (rows.size() != 1 || rows.getFirst().size() != 1) throw new IllegalStateException("not one number: " + rows);
        return Long.parseLong(rows.getFirst().getFirst());
    }

    List<List<String>> rows(String sql, Object... arguments) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
            var rows = new ArrayList<List<String>>();
            try (var result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    var row = new ArrayList<String>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(String.valueOf(result.getString(column)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// Seats of an event that the ledger has as sold.
    long takenSeats(UUID event) {
        return number(
                "select posted from ledger_balance b join ledger_account a on a.id = b.account_id where a.code = ?",
                "event:" + shown(event) + ":seats:taken");
    }

    /// As ids are shown to people: a prefix and 26 letters and digits of Crockford's base32.
    private static String shown(UUID event) {
        var shown = new char[26];
        long high = event.getMostSignificantBits();
        long low = event.getLeastSignificantBits();
        for (int place = shown.length - 1; place >= 0; place--) {
            shown[place] = "0123456789abcdefghjkmnpqrstvwxyz".charAt((int) (low & 31));
            low = low >>> 5 | (high & 31) << 59;
            high >>>= 5;
        }
        return "evt_" + new String(shown);
    }

    /// What is wrong with the ledger: assets or journals that do not add up to zero, balances that are not the
    /// sum of their entries, journals without all their entries. Nothing, ever.
    List<List<String>> wrongInTheLedger() {
        var wrong = new ArrayList<>(rows("""
                select 'asset ' || a.asset, sum(e.amount)
                from ledger_entry e join ledger_account a on a.id = e.account_id
                group by a.asset having sum(e.amount) <> 0"""));
        wrong.addAll(rows("""
                select 'journal ' || e.sequence, a.asset, sum(e.amount)
                from ledger_entry e join ledger_account a on a.id = e.account_id
                group by e.sequence, a.asset having sum(e.amount) <> 0"""));
        wrong.addAll(rows("""
                select 'balance of ' || a.code, b.posted, sum(e.amount)
                from ledger_balance b join ledger_account a on a.id = b.account_id
                left join ledger_entry e on e.account_id = b.account_id
                group by a.code, b.posted having b.posted <> coalesce(sum(e.amount), 0)"""));
        wrong.addAll(rows("""
                select 'legs of ' || j.sequence, j.legs, count(e.line)
                from ledger_journal j left join ledger_entry e on e.sequence = j.sequence
                group by j.sequence, j.legs having j.legs <> count(e.line)"""));
        return wrong;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
