package org.tsudoi.ledger.internal;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
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
import org.tsudoi.ledger.internal.Desk.NewJournal;
import tools.jackson.databind.json.JsonMapper;

/// Journals and their entries: written by one statement, never changed.
@Component
class JournalTable {
    private static final String COLUMNS = "select j.sequence, j.id, j.kind, j.effective_at, j.recorded_at, j.hold_id, "
            + "array(select key from jsonb_each_text(j.metadata) order by key) as keys, "
            + "array(select value from jsonb_each_text(j.metadata) order by key) as words "
            + "from ledger_journal j ";

    /// Sequences are given out in the order of the journals, once the table is locked for writing (see `Checkpoints`).
    private static final String INSERT = """
            with given as materialized (
              select array_agg(nextval('ledger_journal_sequence_seq')) as sequences from generate_series(1, :count)
              where not exists (select from ledger_closing c where c.account_id = any(:open))),
            added as (
              insert into ledger_journal (sequence, id, kind, effective_at, recorded_at, legs, hold_id, metadata)
              overriding system value
              select given.sequences[j.place], j.id, j.kind,
                timestamptz 'epoch' + j.effective * interval '1 microsecond', :at, j.legs, j.hold_id, j.metadata::jsonb
              from given cross join unnest(:journals, :kinds, :effective, :legs, :holds, :metadata) with ordinality
                as j (id, kind, effective, legs, hold_id, metadata, place)
              where given.sequences is not null
              on conflict (id) do nothing
              returning sequence, id),
            entries as (
              insert into ledger_entry (sequence, line, account_id, amount, effective_at, balance)
              select given.sequences[e.place], e.line, e.account_id, e.amount,
                timestamptz 'epoch' + e.effective * interval '1 microsecond', e.balance
              from given cross join unnest(:places, :lines, :accounts, :amounts, :times, :balances)
                as e (place, line, account_id, amount, effective, balance)
              where given.sequences[e.place] in (select sequence from added))
            """;
    private static final String MOVING = """
            , moved as (
              update ledger_balance b set posted = g.posted, held_out = g.held_out, held_in = g.held_in
              from unnest(:ids, :posted, :out, :in) as g (account_id, posted, held_out, held_in)
              where b.account_id = g.account_id and (select count(*) from added) = :count)
            """;
    private static final String WRITTEN = "select sequence, id from added";

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient sql;
    private final OneJournal one;

    JournalTable(JdbcClient sql) {
        this.sql = sql;
        this.one = new OneJournal(sql);
    }

    /// Writes journals in their order, their entries, and what guarded accounts hold afterwards; sets the sequence of
    /// each. One whose id is taken is left out; guarded accounts then stay as they are. When another transaction is
    /// writing the same id, waits for how that ends.
    ///
    /// @param open accounts of which none may have been closed, or nothing is written
    /// @return whether all were written
    boolean insert(List<NewJournal> journals, Instant at, long[] open, Collection<Guard> guards) {
        return journals.size() == 1 && journals.getFirst().accounts.length <= OneJournal.LEGS_MAX
                ? one.insert(journals.getFirst(), at, open, List.copyOf(guards))
                : insertAll(journals, at, open, guards);
    }

    private boolean insertAll(List<NewJournal> journals, Instant at, long[] open, Collection<Guard> guards) {
        int legs = 0;
        for (var each : journals) legs += each.accounts.length;
        var places = new int[legs];
        var lines = new int[legs];
        var accounts = new long[legs];
        var amounts = new long[legs];
        var times = new long[legs];
        var balances = new @Nullable Long[legs];
        int next = 0;
        for (int place = 0; place < journals.size(); place++) {
            var each = journals.get(place);
            long time = micros(each.journal.effectiveAt());
            for (int line = 0; line < each.accounts.length; line++, next++) {
                places[next] = place + 1;
                lines[next] = line + 1;
                accounts[next] = each.accounts[line];
                amounts[next] = each.journal.legs().get(line).amount();
                times[next] = time;
                balances[next] = each.balances[line];
            }
        }
        var byId = new HashMap<UUID, NewJournal>(journals.size() * 2);
        for (var each : journals) byId.put(each.journal.id().value(), each);
        var written = new int[1];
        var statement = sql.sql(guards.isEmpty() ? INSERT + WRITTEN : INSERT + MOVING + WRITTEN)
                .param("count", journals.size())
                .param("open", open)
                .param(
                        "journals",
                        of(journals, UUID[]::new, each -> each.journal.id().value()))
                .param("kinds", of(journals, String[]::new, each -> each.journal.kind()))
                .param("effective", AccountTable.longs(journals, each -> micros(each.journal.effectiveAt())))
                .param(
                        "legs",
                        journals.stream().mapToInt(each -> each.accounts.length).toArray())
                .param(
                        "holds",
                        of(
                                journals,
                                UUID[]::new,
                                each -> each.hold.map(HoldId::value).orElse(null)))
                .param("metadata", of(journals, String[]::new, each -> json(each.journal.metadata())))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("places", places)
                .param("lines", lines)
                .param("accounts", accounts)
                .param("amounts", amounts)
                .param("times", times)
                .param("balances", balances);
        if (!guards.isEmpty()) {
            statement
                    .param("ids", AccountTable.longs(guards, Guard::accountId))
                    .param("posted", AccountTable.longs(guards, Guard::posted))
                    .param("out", AccountTable.longs(guards, Guard::heldOut))
                    .param("in", AccountTable.longs(guards, Guard::heldIn));
        }
        statement.query(row -> {
            var journal = byId.get(row.getObject("id", UUID.class));
            if (journal == null) throw new IllegalStateException("a journal that nobody wrote");
            journal.sequence = row.getLong("sequence");
            written[0]++;
        });
        return written[0] == journals.size();
    }

    private static <T> @Nullable T[] of(
            List<NewJournal> journals, IntFunction<@Nullable T[]> array, Function<NewJournal, @Nullable T> column) {
        var values = array.apply(journals.size());
        for (int i = 0; i < values.length; i++) values[i] = column.apply(journals.get(i));
        return values;
    }

    static @Nullable String json(Map<String, String> metadata) {
        return metadata.isEmpty() ? null : JSON.writeValueAsString(metadata);
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    Map<JournalId, RecordedJournal> find(Collection<JournalId> ids) {
        if (ids.isEmpty()) return Map.of();
        return withLegs(sql.sql(COLUMNS + "where j.id = any(:ids)")
                        .param("ids", ids.stream().map(JournalId::value).toArray(UUID[]::new))
                        .query(JournalTable::row)
                        .list())
                .stream()
                .collect(Collectors.toMap(recorded -> recorded.journal().id(), Function.identity()));
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

    /// Found by the index first: in the order of sequences the planner would rather walk the whole table.
    List<RecordedJournal> with(Map<String, String> metadata, int most) {
        return withLegs(sql.sql("""
                with found as materialized (
                  select sequence from ledger_journal
                  where metadata is not null and metadata @> jsonb_object(:keys, :words))
                """ + COLUMNS + """
                where j.sequence in (select sequence from found order by sequence desc limit :most)
                order by j.sequence desc
                """)
                .param("keys", keys(metadata))
                .param("words", words(metadata))
                .param("most", most)
                .query(JournalTable::row)
                .list());
    }

    List<RecordedJournal> between(long after, long through, int most) {
        return withLegs(sql.sql(COLUMNS
                        + "where j.sequence > :after and j.sequence <= :through order by j.sequence limit :most")
                .param("after", after)
                .param("through", through)
                .param("most", most)
                .query(JournalTable::row)
                .list());
    }

    long settledThrough() {
        return sql.sql("select coalesce(max(through), 0) from ledger_settled")
                .query(Long.class)
                .single();
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
