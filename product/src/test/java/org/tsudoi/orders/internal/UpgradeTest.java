package org.tsudoi.orders.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tsudoi.platform.database.Logins;
import org.tsudoi.testing.FreshDatabase;

/// Orders that were sold by an earlier version.
class UpgradeTest {
    /// Up to these versions, which are none themselves.
    private static final String BEFORE = "202611252111?";

    private static final String BEFORE_FEES_WERE_WRITTEN_DOWN = "202611272999?";

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

    /// 121 of 3 × 52 are kept when 1000 of 4500 come back; 82 of what is taken of 3600 when 1200 do.
    @Test
    void whatIsKeptOfAnOldFeeIsWrittenDown() {
        migrate(BEFORE_FEES_WERE_WRITTEN_DOWN);
        // What stands behind a voucher is not needed here.
        sql.sql("alter table orders disable trigger user").update();
        sql.sql("alter table orders drop constraint orders_voucher").update();
        sold("held", 0, 0);
        sold("unseated", 0, 0);
        sold("paid", 0, 0);
        sold("paid", 0, 1000);
        sold("paid", 900, 1200);
        sold("cancelled", 0, 4500);
        sold("cancelled", 4500, 0);
        migrate("latest");
        assertThat(sql.sql("select fee_kept from orders order by placed_at")
                        .query(Long.class)
                        .list())
                .containsExactly(0L, 0L, 156L, 121L, 82L, 0L, 0L);
    }

    private void sold(String state, long off, long refunded) {
        var order = UUID.randomUUID();
        sql.sql("""
                        insert into orders (id, organiser, event, plan, plan_name, trial, places, unit_price, currency,
                            buyer_name_sealed, buyer_email_sealed, buyer_email_index, attendees_sealed, locale, link_hash,
                            placed_at, state, held_until, payment, paid_at, ended_at, starts_at, refund_minutes,
                            refund_percentages, tax_category, tax_percent, fee, fee_bearer, fee_tax_percent, voucher_off)
                        values (:id, :id, :id, :id, 'Once', false, 3, 1500, 'JPY', '', '', '', '', 'ja', :link, now(), :state,
                            case when :state = 'held' then now() end, case when :state <> 'held' then :id end,
                            case when :state <> 'held' then now() end, case when :state = 'cancelled' then now() end,
                            now(), '{}', '{}', 'standard', 10, 52, 'organiser', 10, :off)""")
                .param("id", order)
                .param("link", order.toString().getBytes(StandardCharsets.UTF_8))
                .param("state", state)
                .param("off", off)
                .update();
        sql.sql("""
                        insert into ticket (id, orders, event, number, attendee_sealed, door_hash, pass_code_index, state,
                            cancelled_at, cancelled_by, refunded)
                        values (:id, :id, :id, 1, '', :hash, :hash, 'cancelled', now(), 'organiser', :refunded)""")
                .param("id", order)
                .param("hash", order.toString().getBytes(StandardCharsets.UTF_8))
                .param("refunded", refunded)
                .update();
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
