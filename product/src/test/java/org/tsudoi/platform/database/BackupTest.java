package org.tsudoi.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.testing.FreshDatabase;
import tools.jackson.databind.json.JsonMapper;

class BackupTest {
    private static final String SHAPE = """
            select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where connamespace = 'public'::regnamespace
            union all
            select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
            order by 1
            """;

    private final JsonMapper json = JsonMapper.builder().build();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Logins original = FreshDatabase.create();
    private final Logins other = FreshDatabase.create();
    private Path file = Path.of("");

    @TempDir
    private Path folder;

    @BeforeEach
    void fillTheOriginal() {
        file = folder.resolve("backups/one.zip");
        flyway(original).migrate();
        sql(original).sql("""
                insert into outbox (id, topic, key, payload, state, due_at, created_at)
                select uuidv7(), 'test', 'key ' || n, jsonb_build_object('text', E'tab\\tline\\nback\\\\slash ที่ 集い', 'n', n), 'waiting', t, t
                from generate_series(1, 1000) n, (values (timestamptz '2026-11-21 03:00:00.123456+00')) as moment (t)
                """).update();
        sql(original)
                .sql(
                        "select nextval(sequencename::text::regclass) from pg_sequences where schemaname = 'public' limit 1")
                .query(Long.class)
                .list();
    }

    @Test
    void everyRowComesBackAndEveryRuleStands() {
        assertThat(backup()).isZero();
        assertThat(restore()).isZero();
        var rows = "select id, topic, key, payload::text, state, due_at, created_at from outbox order by id";
        assertThat(sql(other).sql(rows).query().listOfRows())
                .hasSize(1000)
                .isEqualTo(sql(original).sql(rows).query().listOfRows());
        assertThat(sql(other).sql(SHAPE).query(String.class).list())
                .isNotEmpty()
                .isEqualTo(sql(original).sql(SHAPE).query(String.class).list());
        var sequences = "select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1";
        assertThat(sql(other).sql(sequences).query().listOfRows())
                .isEqualTo(sql(original).sql(sequences).query().listOfRows());
        assertThat(flyway(other).info().pending()).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Wrote ", "Restored ");
    }

    @Test
    void whatIsKeptInPartsComesBackInThem() {
        sql(original)
                .sql("select setval('ledger_journal_sequence_seq', 5500000)")
                .query()
                .listOfRows();
        sql(original).sql("select ledger_make_room()").query().listOfRows();
        openTwo(original);
        post(original);
        backup();
        restore();
        assertThat(sql(other)
                        .sql("select tableoid::regclass::text || sum(amount) from ledger_entry group by tableoid")
                        .query(String.class)
                        .list())
                .containsExactly("ledger_entry_m60");
        assertThat(sql(other)
                        .sql(
                                "select c.relname from pg_class c where c.relispartition and has_table_privilege('tsudoi_app', c.oid, 'select, insert, update, delete')")
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(sql(other).sql(SHAPE).query(String.class).list())
                .isEqualTo(sql(original).sql(SHAPE).query(String.class).list());
    }

    /// Whose first part holds all there was before there were parts, and so has other borders than that of an empty
    /// one.
    @Test
    void anInstanceThatIsOlderThanItsPartsComesBack() {
        var old = FreshDatabase.create();
        Flyway.configure()
                .dataSource(old.url(), old.owner().user(), old.owner().password())
                .target("202611261700")
                .load()
                .migrate();
        openTwo(old);
        sql(old).sql("select setval('ledger_journal_sequence_seq', 4500000)")
                .query()
                .listOfRows();
        post(old);
        flyway(old).migrate();
        post(old);
        assertThat(new WriteBackup(old, json, Clock.systemUTC(), file).run(out()))
                .isZero();
        restore();
        post(other);
        var parts = "select tableoid::regclass::text || ' ' || count(*) from ledger_entry group by tableoid";
        assertThat(sql(old).sql(parts).query(String.class).list()).containsExactly("ledger_entry_m5 4");
        assertThat(sql(other).sql(parts).query(String.class).list()).containsExactly("ledger_entry_m5 6");
    }

    private static void openTwo(Logins books) {
        sql(books).sql("""
                insert into ledger_account (code, kind, asset, opened_at)
                values ('one', 'one', 'JPY', now()), ('other', 'other', 'JPY', now())
                """).update();
    }

    private static void post(Logins books) {
        sql(books).sql("""
                with added as (
                  insert into ledger_journal (id, kind, effective_at, recorded_at, legs)
                  values (uuidv7(), 'test', now(), now(), 2) returning sequence)
                insert into ledger_entry (sequence, line, account_id, amount, effective_at)
                select sequence, place, id, 15 - 10 * place, now()
                from added cross join (select id, row_number() over (order by id) as place from ledger_account) two
                """).update();
    }

    @Test
    void aBackupIsReadableByItsOwnerOnlyAndNeverOverwrites() throws IOException {
        backup();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThatThrownBy(this::backup).isInstanceOf(CannotStart.class).hasMessageContaining("already a file");
    }

    @Test
    void aDatabaseThatHoldsTablesIsLeftAlone() {
        backup();
        flyway(other).migrate();
        assertThatThrownBy(this::restore).isInstanceOf(CannotStart.class).hasMessageContaining("empty database only");
    }

    @Test
    void aDamagedOrForeignFileRestoresNothing() throws IOException {
        backup();
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(this::restore).isInstanceOf(CannotStart.class).hasMessageContaining("not a whole backup");
        Files.writeString(file, "a letter");
        assertThatThrownBy(this::restore).isInstanceOf(CannotStart.class).hasMessageContaining("not a whole backup");
        assertThat(tables()).isEmpty();
    }

    @Test
    void rowsThatBreakARuleRestoreNothing() throws IOException {
        sql(original)
                .sql("alter table outbox drop constraint outbox_state_check")
                .update();
        sql(original)
                .sql("update outbox set state = 'lost' where key = 'key 7'")
                .update();
        backup();
        assertThatThrownBy(this::restore).isInstanceOf(CannotStart.class).hasMessageContaining("nothing was kept");
        assertThat(tables()).isEmpty();
    }

    private List<@Nullable String> tables() {
        return sql(other)
                .sql("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")
                .query(String.class)
                .list();
    }

    private int backup() {
        return new WriteBackup(original, json, Clock.systemUTC(), file).run(out());
    }

    private int restore() {
        return new RestoreBackup(other, json, file).run(out());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private static Flyway flyway(Logins logins) {
        return Flyway.configure()
                .dataSource(logins.url(), logins.owner().user(), logins.owner().password())
                .load();
    }

    private static JdbcClient sql(Logins logins) {
        return JdbcClient.create(new DriverManagerDataSource(
                logins.url(), logins.owner().user(), logins.owner().password()));
    }
}
