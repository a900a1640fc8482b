package org.tsudoi.offerings.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Tax;

/// Rows of `event_add_on`.
@Component
class AddOnTable {
    private static final String ADD_ON = """
            select id, name, description, per, price, currency, tax_category, tax_percent, most, stock, sold_until,
                withdrawn_at is not null as withdrawn
            from event_add_on\s""";

    private final JdbcClient jdbc;

    AddOnTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Kept(AddOn addOn, boolean withdrawn) {}

    List<Kept> of(EventId event) {
        return jdbc.sql(ADD_ON + "where event = :event order by withdrawn_at is not null, made_at, id")
                .param("event", event.value())
                .query((row, _) -> kept(row))
                .list();
    }

    Optional<Kept> lock(EventId event, AddOnId id) {
        return jdbc.sql(ADD_ON + "where event = :event and id = :id for update")
                .param("event", event.value())
                .param("id", id.value())
                .query((row, _) -> kept(row))
                .optional();
    }

    /// Answers whether it is new.
    boolean insert(EventId event, AddOn addOn, Instant now) {
        return written(jdbc.sql("""
                                insert into event_add_on (id, event, name, description, per, price, currency, tax_category,
                                    tax_percent, most, stock, sold_until, made_at)
                                values (:id, :event, :name, :description, :per, :price, :currency, :category, :percent, :most,
                                    :stock, :until, :now)
                                on conflict (id) do nothing""").param("now", now.atOffset(ZoneOffset.UTC)), event, addOn)
                        .update()
                == 1;
    }

    void save(EventId event, AddOn addOn) {
        written(jdbc.sql("""
                        update event_add_on set name = :name, description = :description, per = :per, price = :price,
                            currency = :currency, tax_category = :category, tax_percent = :percent, most = :most,
                            stock = :stock, sold_until = :until
                        where id = :id and event = :event"""), event, addOn).update();
    }

    private static JdbcClient.StatementSpec written(JdbcClient.StatementSpec sql, EventId event, AddOn addOn) {
        return sql.param("id", addOn.id().value())
                .param("event", event.value())
                .param("name", addOn.name())
                .param("description", addOn.description())
                .param("per", addOn.per().name().toLowerCase(Locale.ROOT))
                .param("price", addOn.price().minorUnits())
                .param("currency", addOn.price().currency().getCurrencyCode())
                .param("category", addOn.tax().category().word())
                .param("percent", addOn.tax().percent())
                .param("most", addOn.most())
                .param("stock", addOn.stock().orElse(null), Types.INTEGER)
                .param(
                        "until",
                        addOn.soldUntil().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE);
    }

    void withdraw(EventId event, AddOnId id, Instant now) {
        jdbc.sql("""
                        update event_add_on set withdrawn_at = coalesce(withdrawn_at, :now) where id = :id and event = :event""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .param("event", event.value())
                .update();
    }

    void sellAgain(EventId event, AddOnId id) {
        jdbc.sql("update event_add_on set withdrawn_at = null where id = :id and event = :event")
                .param("id", id.value())
                .param("event", event.value())
                .update();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var until = row.getTimestamp("sold_until");
        var addOn = new AddOn(
                new AddOnId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("description"),
                AddOn.Per.valueOf(row.getString("per").toUpperCase(Locale.ROOT)),
                new Money(row.getLong("price"), Currency.getInstance(row.getString("currency"))),
                new Tax(
                        Tax.Category.valueOf(row.getString("tax_category").toUpperCase(Locale.ROOT)),
                        row.getInt("tax_percent")),
                row.getInt("most"),
                Optional.ofNullable(row.getObject("stock", Integer.class)),
                Optional.ofNullable(until == null ? null : until.toInstant()));
        return new Kept(addOn, row.getBoolean("withdrawn"));
    }
}
