package org.tsudoi.applications.internal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.ApplicationRules;
import org.tsudoi.offerings.EventId;

/// Rows of `application_rules`: events whose organiser wants it otherwise than usual.
@Component
class RulesTable {
    private final JdbcClient jdbc;

    RulesTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ApplicationRules of(EventId event) {
        return jdbc.sql("select offer_hours from application_rules where event = :event")
                .param("event", event.value())
                .query((row, _) -> new ApplicationRules(row.getInt("offer_hours")))
                .optional()
                .orElse(ApplicationRules.USUAL);
    }

    void keep(EventId event, ApplicationRules rules) {
        jdbc.sql("""
                        insert into application_rules (event, offer_hours) values (:event, :hours)
                        on conflict (event) do update set offer_hours = excluded.offer_hours""")
                .param("event", event.value())
                .param("hours", rules.offerHours())
                .update();
    }
}
