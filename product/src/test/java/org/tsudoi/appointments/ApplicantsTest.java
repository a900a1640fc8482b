package org.tsudoi.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.PersonName;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class ApplicantsTest {
    private final Applicants applicants;
    private final SessionMarket selling;
    private final JdbcClient sql;
    private final TestClock clock;

    ApplicantsTest(Applicants applicants, SessionMarket selling, JdbcClient sql, TestClock clock) {
        this.applicants = applicants;
        this.selling = selling;
        this.sql = sql;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void whoCancelledTakesNobodysPlaceInTheList() {
        var two = selling.two();
        applicants.show(selling.bought(two, 0, 1).id(), new PersonName("さくら"));
        for (int one = 0; one < Applicants.SHOWN_MAX; one++) {
            sql.sql("""
                            insert into session_applicant (orders, event, name_sealed, shown_at)
                            values (:order, :event, ''::bytea, :later)""")
                    .param("order", selling.placed(two, 0, 1).value())
                    .param("event", two.sessions().id().value())
                    .param("later", clock.instant().plus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                    .update();
        }
        assertThat(applicants.of(two.sessions().id()))
                .extracting(shown -> shown.name().value())
                .containsExactly("さくら");
    }
}
