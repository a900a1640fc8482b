package org.tsudoi.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.testing.ProductTest;

/// What the database refuses by itself.
@ProductTest
class SecondLocksTest {
    private static final Pattern STATE = Pattern.compile("state = '(\\w+)'");

    private final JdbcClient sql;

    SecondLocksTest(JdbcClient sql) {
        this.sql = sql;
    }

    @Test
    void theDatabaseKnowsTheStatesOfTheTypes() {
        var text = sql.sql("select pg_get_constraintdef(oid) from pg_constraint where conname = :name")
                .param("name", "difference_state_holds_what_is_known")
                .query(String.class)
                .single();
        assertThat(STATE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(Difference.class.getPermittedSubclasses())
                        .map(state -> state.getSimpleName().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update provider_line set gross = 1",
                "delete from provider_line",
                "update bank_line set amount = 1",
                "delete from bank_line",
                "update bank_statement set after = 1",
                "delete from reconciliation_difference",
                "update reconciliation_difference_event set why = 'other'",
                "delete from reconciliation_run"
            })
    void whatWasToldIsNeverChanged(String statement) {
        assertThatThrownBy(() -> sql.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aLineAddsUp() {
        for (var net : List.of(899, 901)) {
            assertThatThrownBy(() -> sql.sql("""
                            insert into provider_line (provider, line, kind, gross, fee, net, currency, at, heard_at)
                            values ('stripe', 'txn_wrong', 'charge', 1000, 100, :net, 'JPY', '2026-01-01', '2026-01-01')
                            """).param("net", net).update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("provider_line_adds_up");
        }
    }

    @Test
    void oneRunIsUnderWayAtATime() {
        assertThatThrownBy(() -> sql.sql("""
                        insert into reconciliation_run (id, who, began_at)
                        values (gen_random_uuid(), 'one', '2026-01-01'), (gen_random_uuid(), 'another', '2026-01-01')
                        """).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("reconciliation_run_under_way");
    }

    private static final String LINE = """
            insert into bank_line (id, identity, account, movement, standing, amount, currency, booked_on, told_sealed, heard_at, charge)
            values (md5(:name)::uuid, :name, 'test', :movement, 'booked', :amount, 'JPY', '2026-01-01', '', '2026-01-01', :charge)
            """;

    private void line(String name, String movement, long amount, String charge) {
        sql.sql(LINE)
                .param("name", name)
                .param("movement", movement)
                .param("amount", amount)
                .param("charge", charge)
                .update();
    }

    private void charge(String name, long amount, String charge, String by) {
        sql.sql("""
                insert into bank_charge (line, movement, charge, currency, amount, said_by, at)
                values (md5(:name)::uuid, 'withdrawal', :charge, 'JPY', :amount, :by, '2026-01-01')
                """)
                .param("name", name)
                .param("charge", charge)
                .param("amount", amount)
                .param("by", by)
                .update();
    }

    @Test
    void aChargeIsWhatTheBankToldLeftAndSmallWhereSomebodySaysSo() {
        assertThatThrownBy(() -> line("lock-in", "deposit", 1, "for-service")).hasMessageContaining("charge_leaves");
        line("lock-large", "withdrawal", -11_001, "none");
        assertThatThrownBy(() -> charge("lock-large", -11_001, "none", "mem_1")).hasMessageContaining("is_small");
        assertThatThrownBy(() -> charge("lock-large", -11_000, "none", "mem_1")).hasMessageContaining("foreign key");
        line("lock-small", "withdrawal", -11_000, "none");
        assertThatThrownBy(() -> charge("lock-small", -11_000, "none", "tsudoi"))
                .hasMessageContaining("is_certain");
        charge("lock-small", -11_000, "none", "mem_1");
    }
}
