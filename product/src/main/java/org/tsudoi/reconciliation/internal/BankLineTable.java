package org.tsudoi.reconciliation.internal;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.banking.BankCharge;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.money.Money;
import org.tsudoi.privacy.Vault;

/// What the bank told of our account. Rows are added and never changed.
@Component
class BankLineTable {
    private static final String BOOKED = """
            select id, identity, movement, amount, currency, booked_on, told_sealed, charge from bank_line
            where standing = 'booked'
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    BankLineTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// @param amount below zero when it left the account
    /// @param charge what the bank says that it took for itself
    record BankLine(
            UUID id,
            String identity,
            String movement,
            Money amount,
            LocalDate bookedOn,
            String told,
            BankCharge charge) {
        @Override
        public String toString() {
            return "BankLine[" + id + "]";
        }
    }

    record Statement(String account, LocalDate from, LocalDate to, long before, long after, Currency currency) {}

    void add(BankNotice notice, Instant now) {
        var identity = notice.identity().value();
        var id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.US_ASCII));
        var told = notice.counterparty().name() + " " + String.join(" ", notice.references()) + " " + notice.remark();
        long amount = notice.amount().minorUnits();
        jdbc.sql("""
                insert into bank_line (id, identity, account, movement, standing, amount, currency, booked_on, told_sealed, heard_at,
                  charge)
                values (:id, :identity, :account, :movement, :standing, :amount, :currency, :booked, :told, :now, :charge)
                on conflict (identity) do nothing
                """)
                .param("id", id)
                .param("identity", identity)
                .param("account", notice.account().key())
                .param("movement", word(notice.movement().name()))
                .param("standing", word(notice.standing().name()))
                .param("amount", notice.movement().comesIn() ? amount : -amount)
                .param("currency", notice.amount().currency().getCurrencyCode())
                .param("booked", notice.booked())
                .param("told", vault.seal("bank_line", "told_sealed", id, told.strip()))
                .param("now", Columns.of(now))
                .param("charge", notice.charge().word())
                .update();
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Only those that tell what was there before and after.
    void add(BankStatement statement, Instant now) {
        var balances = statement.balances();
        if (balances.isEmpty() || statement.period().isEmpty()) return;
        var period = statement.period().get();
        jdbc.sql("""
                insert into bank_statement (account, from_day, to_day, before, after, currency, heard_at)
                values (:account, :from, :to, :before, :after, :currency, :now)
                on conflict do nothing
                """)
                .param("account", statement.account().key())
                .param("from", period.from())
                .param("to", period.to())
                .param("before", balances.get().before().minorUnits())
                .param("after", balances.get().after().minorUnits())
                .param("currency", balances.get().before().currency().getCurrencyCode())
                .param("now", Columns.of(now))
                .update();
    }

    /// Those that are booked, by day.
    List<BankLine> between(LocalDate from, LocalDate until) {
        return jdbc.sql(BOOKED + "and booked_on >= :from and booked_on < :until order by booked_on, id")
                .param("from", from)
                .param("until", until)
                .query((row, _) -> line(row))
                .list();
    }

    Optional<BankLine> find(UUID id) {
        return jdbc.sql(BOOKED + "and id = :id")
                .param("id", id)
                .query((row, _) -> line(row))
                .optional();
    }

    /// @return whether it was not booked before
    boolean addCharge(BankLine line, String saidBy, Instant now) {
        return jdbc.sql("""
                insert into bank_charge (line, movement, charge, currency, amount, said_by, at)
                values (:line, :movement, :charge, :currency, :amount, :by, :now)
                on conflict (line) do nothing
                """)
                        .param("line", line.id())
                        .param("movement", line.movement())
                        .param("charge", line.charge().word())
                        .param("currency", line.amount().currency().getCurrencyCode())
                        .param("amount", line.amount().minorUnits())
                        .param("by", saidBy)
                        .param("now", Columns.of(now))
                        .update()
                == 1;
    }

    private BankLine line(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new BankLine(
                id,
                Columns.text(row, "identity"),
                Columns.text(row, "movement"),
                Money.of(row.getLong("amount"), Columns.text(row, "currency")),
                row.getObject("booked_on", LocalDate.class),
                vault.open("bank_line", "told_sealed", id, row.getBytes("told_sealed")),
                BankCharge.ofWord(Columns.text(row, "charge")));
    }

    List<Statement> statementsSince(LocalDate from) {
        return jdbc.sql("""
                select account, from_day, to_day, before, after, currency from bank_statement
                where to_day >= :from order by account, currency, from_day, to_day, id
                """)
                .param("from", from)
                .query((row, _) -> new Statement(
                        Columns.text(row, "account"),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("to_day", LocalDate.class),
                        row.getLong("before"),
                        row.getLong("after"),
                        Currency.getInstance(Columns.text(row, "currency"))))
                .list();
    }

    Optional<LocalDate> oldestDayHeardSince(Instant moment) {
        return jdbc.sql("""
                select least((select min(booked_on) from bank_line where heard_at >= :moment),
                    (select min(from_day) from bank_statement where heard_at >= :moment)) as day
                """)
                .param("moment", Columns.of(moment))
                .query((row, _) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single();
    }

    Set<Currency> currencies() {
        return jdbc.sql("select distinct currency from bank_line")
                .query((row, _) -> Currency.getInstance(Columns.text(row, "currency")))
                .set();
    }

    /// The last day that a file told of.
    Optional<LocalDate> newestDay() {
        return jdbc.sql("""
                select greatest((select max(booked_on) from bank_line), (select max(to_day) from bank_statement)) as day
                """)
                .query((row, _) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single();
    }

    Optional<LocalDate> newestStatementDay() {
        return jdbc.sql("select max(to_day) as day from bank_statement")
                .query((row, _) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single();
    }
}
