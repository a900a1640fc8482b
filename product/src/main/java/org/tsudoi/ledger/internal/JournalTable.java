package org.tsudoi.ledger.internal;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.RecordedJournal;

/// Journals and their entries: written by one statement, never changed.
@Component
class JournalTable {
    private static final String COLUMNS = "select j.sequence, j.id, j.kind, j.effective_at, j.recorded_at, j.hold_id, "
            + "array(select key from jsonb_each_text(j.metadata) order by key) as keys, "
            + "array(select value from jsonb_each_text(j.metadata) order by key) as words "
            + "from ledger_journal j ";

    private final JdbcClient sql;

    JournalTable(JdbcClient sql) {
        this.sql = sql;
    }

    /// Writes the journal, its entries and what guarded accounts hold afterwards; nothing when the id is taken.
    /// When another transaction is writing the same id, waits for how that ends.
    ///
    /// @param balances of each leg's account after the leg, null for unguarded ones
    OptionalLong insert(
            Journal journal,
            Instant at,
            Optional<HoldId> hold,
            long[] accounts,
            @Nullable Long[] balances,
            Collection<Guard> guards) {
        return sql
                .sql("""
                with added as (
                  insert into ledger_journal (id, kind, effective_at, recorded_at, legs, hold_id, metadata)
                  values (:id, :kind, :effective, :at, :legs, :hold, nullif(jsonb_object(:keys, :words), '{}'))
                  on conflict (id) do nothing
                  returning sequence, effective_at),
                entries as (
                  insert into ledger_entry (sequence, line, account_id, amount, effective_at, balance)
                  select added.sequence, leg.line, leg.account_id, leg.amount, added.effective_at, leg.balance
                  from added cross join unnest(:accounts, :amounts, :balances) with ordinality
                    as leg (account_id, amount, balance, line)),
                moved as (
                  update ledger_balance b set posted = g.posted, held_out = g.held_out, held_in = g.held_in
                  from added cross join unnest(:ids, :posted, :out, :in) as g (account_id, posted, held_out, held_in)
                  where b.account_id = g.account_id)
                select sequence from added
                """)
                .param("id", journal.id().value())
                .param("kind", journal.kind())
                .param("effective", journal.effectiveAt().atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("legs", journal.legs().size())
                .param("hold", hold.map(HoldId::value).orElse(null))
                .param("keys", keys(journal.metadata()))
                .param("words", words(journal.metadata()))
                .param("accounts", accounts)
                .param("amounts", AccountTable.longs(journal.legs(), Leg::amount))
                .param("balances", balances)
                .param("ids", AccountTable.longs(guards, Guard::accountId))
                .param("posted", AccountTable.longs(guards, Guard::posted))
                .param("out", AccountTable.longs(guards, Guard::heldOut))
                .param("in", AccountTable.longs(guards, Guard::heldIn))
                .query(Long.class)
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    Optional<RecordedJournal> find(JournalId id) {
        return withLegs(sql.sql(COLUMNS + "where j.id = :id")
                        .param("id", id.value())
                        .query(JournalTable::row)
                        .list())
                .stream()
                .findFirst();
    }

    Optional<RecordedJournal> settling(HoldId hold) {
        return withLegs(sql.sql(COLUMNS + "where j.hold_id = :hold")
                        .param("hold", hold.value())
                        .query(JournalTable::row)
                        .list())
                .stream()
                .findFirst();
    }

    List<RecordedJournal> with(Map<String, String> metadata, int most) {
        return withLegs(sql.sql(COLUMNS
                        + "where j.metadata is not null and j.metadata @> jsonb_object(:keys, :words) "
                        + "order by j.sequence desc limit :most")
                .param("keys", keys(metadata))
                .param("words", words(metadata))
                .param("most", most)
                .query(JournalTable::row)
                .list());
    }

    private List<RecordedJournal> withLegs(List<RecordedJournal> headers) {
        if (headers.isEmpty()) {
            return headers;
        }
        var legs = new HashMap<Long, List<Leg>>();
        sql.sql("""
                select e.sequence, a.code, a.asset, e.amount
                from ledger_entry e join ledger_account a on a.id = e.account_id
                where e.sequence = any(:sequences) order by e.sequence, e.line
                """)
                .param("sequences", AccountTable.longs(headers, RecordedJournal::sequence))
                .query(row -> {
                    legs.computeIfAbsent(row.getLong("sequence"), _ -> new ArrayList<>())
                            .add(leg(row));
                });
        return headers.stream()
                .map(header -> {
                    var bare = header.journal();
                    var journal = new Journal(
                            bare.id(),
                            bare.kind(),
                            bare.effectiveAt(),
                            legs.getOrDefault(header.sequence(), List.of()),
                            bare.metadata());
                    return new RecordedJournal(journal, header.sequence(), header.recordedAt(), header.hold());
                })
                .toList();
    }

    private static RecordedJournal row(ResultSet row, int number) throws SQLException {
        var hold = row.getObject("hold_id", UUID.class);
        return new RecordedJournal(
                new Journal(
                        new JournalId(row.getObject("id", UUID.class)),
                        row.getString("kind"),
                        instant(row, "effective_at"),
                        List.of(),
                        metadata(row)),
                row.getLong("sequence"),
                instant(row, "recorded_at"),
                hold == null ? Optional.empty() : Optional.of(new HoldId(hold)));
    }

    static Leg leg(ResultSet row) throws SQLException {
        return new Leg(
                new AccountCode(row.getString("code")), new Asset(row.getString("asset")), row.getLong("amount"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static String[] keys(Map<String, String> metadata) {
        return metadata.keySet().stream().sorted().toArray(String[]::new);
    }

    static String[] words(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toArray(String[]::new);
    }

    static Map<String, String> metadata(ResultSet row) throws SQLException {
        var keys = strings(row.getArray("keys"));
        var words = strings(row.getArray("words"));
        var metadata = new HashMap<String, String>();
        for (int i = 0; i < keys.length; i++) {
            metadata.put(keys[i], words[i]);
        }
        return metadata;
    }

    private static String[] strings(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
