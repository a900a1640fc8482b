package org.tsudoi.payments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Refund;
import org.tsudoi.testing.ProductTest;

@ProductTest
class StatesInTablesTest {
    private static final Pattern STATE = Pattern.compile("state = '(\\w+)'");

    private final JdbcClient sql;

    StatesInTablesTest(JdbcClient sql) {
        this.sql = sql;
    }

    @Test
    void theDatabaseKnowsTheStatesOfTheTypes() {
        assertThat(inTheDatabase("payment_state_holds_what_is_known")).isEqualTo(inTheCode(Payment.class));
        assertThat(inTheDatabase("refund_state_holds_what_is_known")).isEqualTo(inTheCode(Refund.class));
    }

    private Set<String> inTheDatabase(String constraint) {
        var text = sql.sql("select pg_get_constraintdef(oid) from pg_constraint where conname = :name")
                .param("name", constraint)
                .query(String.class)
                .single();
        return STATE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inTheCode(Class<?> states) {
        return Arrays.stream(states.getPermittedSubclasses())
                .map(state -> state.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void historyIsWrittenOnceAndNeverChanged() {
        for (var table : Set.of("payment_event", "refund_event")) {
            assertThatThrownBy(() ->
                            sql.sql("update " + table + " set why = 'other'").update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> sql.sql("delete from " + table).update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }
}
