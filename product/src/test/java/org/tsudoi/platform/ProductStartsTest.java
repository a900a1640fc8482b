package org.tsudoi.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class ProductStartsTest {
    private final JdbcClient sql;
    private final Clock clock;

    ProductStartsTest(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Test
    void theProductWorksAsTheRoleThatOwnsNoTable() {
        assertThat(sql.sql("select current_user").query(String.class).single()).isEqualTo("tsudoi_app");
        assertThatThrownBy(() -> sql.sql("create table mine (id int)").update())
                .hasRootCauseMessage("ERROR: permission denied for schema public\n  Position: 14");
    }

    @Test
    void testsMoveTheClock() {
        assertThat(clock).isInstanceOf(TestClock.class);
    }
}
