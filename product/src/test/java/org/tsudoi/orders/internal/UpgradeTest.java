package org.tsudoi.orders.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tsudoi.platform.database.Logins;
import org.tsudoi.testing.FreshDatabase;

/// Orders that were sold by an earlier version.
class UpgradeTest {
    /// Up to this version, which is none itself.
    private static final String BEFORE = "202611252111?";

    private final Logins logins = FreshDatabase.create();
    private final JdbcClient sql = JdbcClient.create(new DriverManagerDataSource(
            logins.url(), logins.owner().user(), logins.owner().password()));

    @Test
    void anOldOrderKeepsTheStartAndTheRulesOfItsEvent() {
        migrate(BEFORE);
        var kind = event("kind");
        var strict = event("strict");
        sql.sql(
                        "insert into event_cancellation_step (event, before_minutes, percent) values (:e, 120, 50), (:e, 1440, 100)")
                .param("e", kind)
                .update();
        var one = order(kind, "one");
        var other = order(strict, "other");
        migrate("latest");
        assertThat(agreed(one)).isEqualTo("2026-12-05 07:00:00+00 {1440,120} {100,50}");
        assertThat(agreed(other)).isEqualTo("2026-12-05 07:00:00+00 {} {}");
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(logins.url(), logins.owner().user(), logins.owner().password())
                .outOfOrder(true)
                .target(target)
                .load()
                .migrate();
    }

    private UUID event(String slug) {
        var id = UUID.randomUUID();
        sql.sql("""
                        insert into event (id, organiser, slug, state, title, description, art, starts_local, minutes, zone,
                            starts_at, ends_at, capacity, provider, doors_minutes, sold_until_end, sequence, drafted_at)
                        values (:id, :id, :slug, 'draft', 'Yoga', '', 'hills/1', '2026-12-05 16:00', 60, 'Asia/Tokyo',
                            '2026-12-05T07:00:00Z', '2026-12-05T08:00:00Z', 10, 'room', 10, false, 0, '2026-11-21T03:00:00Z')""").param("id", id).param("slug", slug).update();
        return id;
    }

    private UUID order(UUID event, String link) {
        var id = UUID.randomUUID();
        sql.sql("""
                        insert into orders (id, organiser, event, plan, plan_name, trial, places, unit_price, currency,
                            buyer_name_sealed, buyer_email_sealed, buyer_email_index, attendees_sealed, locale, link_hash,
                            placed_at, state, held_until)
                        values (:id, :id, :event, :id, 'Once', false, 1, 1500, 'JPY', '', '', '', '', 'ja', :link::bytea,
                            '2026-11-21T03:00:00Z', 'held', '2026-11-21T03:10:00Z')""").param("id", id).param("event", event).param("link", link).update();
        return id;
    }

    private String agreed(UUID order) {
        return sql.sql("""
                        select concat_ws(' ', starts_at at time zone 'UTC' || '+00', refund_minutes, refund_percentages)
                        from orders where id = :id""").param("id", order).query(String.class).single();
    }
}
