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
}
