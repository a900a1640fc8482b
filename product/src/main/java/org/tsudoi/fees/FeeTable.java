package org.tsudoi.fees;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;

/// Rows of `fee_rate` and `fee_bearer`, which are only ever added. Of several the latest holds.
@Component
class FeeTable {
    private static final String RATE = "kind, currency, basis_points, fixed, least, most, valid_from";
    private static final String LATEST = """
            where kind = :kind and currency = :currency and valid_from <= :at
            order by valid_from desc, id desc limit 1""";

    private final JdbcClient jdbc;

    FeeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Held(FeeRate rate, Bearer bearer) {}

    /// In one statement: each order that is placed asks for it.
    Optional<Held> held(OfferingKind kind, OrganiserId organiser, EventId event, Currency currency, Instant at) {
        return jdbc.sql("select " + RATE + """
                        , coalesce(
                            (select bearer from fee_bearer where event = :event order by id desc limit 1),
                            (select bearer from fee_bearer where organiser = :organiser and event is null
                             order by id desc limit 1),
                            'organiser') as bearer
                        from fee_rate\s""" + LATEST)
                .param("event", event.value())
                .param("organiser", organiser.value())
                .param("kind", kind.word())
                .param("currency", currency.getCurrencyCode())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Held(rate(row), bearer(row.getString("bearer"))))
                .optional();
    }

    Optional<FeeRate> rate(OfferingKind kind, Currency currency, Instant at) {
        return jdbc.sql("select " + RATE + " from fee_rate " + LATEST)
                .param("kind", kind.word())
                .param("currency", currency.getCurrencyCode())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> rate(row))
                .optional();
    }

    Set<EventId> borneByBuyers(List<Event> events) {
        return Set.copyOf(jdbc.sql("""
                        select asked.event
                        from unnest(:events, :organisers) as asked (event, organiser)
                        where coalesce(
                            (select bearer from fee_bearer where event = asked.event order by id desc limit 1),
                            (select bearer from fee_bearer where organiser = asked.organiser and event is null
                             order by id desc limit 1)) = 'buyer'""")
                .param(
                        "events",
                        events.stream().map(event -> event.id().value()).toArray(UUID[]::new))
                .param(
                        "organisers",
                        events.stream()
                                .map(event -> event.particulars().organiser().value())
                                .toArray(UUID[]::new))
                .query((row, _) -> new EventId(row.getObject("event", UUID.class)))
                .list());
    }

    List<Fees.Setting> history() {
        return jdbc.sql("select " + RATE + ", set_by, set_at from fee_rate order by valid_from desc, id desc limit 500")
                .query((row, _) -> new Fees.Setting(
                        rate(row),
                        new MemberId(row.getObject("set_by", UUID.class)).toString(),
                        row.getTimestamp("set_at").toInstant()))
                .list();
    }

    private static FeeRate rate(ResultSet row) throws SQLException {
        var currency = Currency.getInstance(row.getString("currency"));
        long most = row.getLong("most");
        boolean limited = !row.wasNull();
        return new FeeRate(
                OfferingKind.of(row.getString("kind")).orElseThrow(),
                row.getInt("basis_points"),
                new Money(row.getLong("fixed"), currency),
                new Money(row.getLong("least"), currency),
                limited ? Optional.of(new Money(most, currency)) : Optional.empty(),
                row.getTimestamp("valid_from").toInstant());
    }

    private static Bearer bearer(String word) {
        return Bearer.of(word).orElseThrow();
    }

    void insert(FeeRate rate, MemberId by, Instant now) {
        jdbc.sql("""
                        insert into fee_rate (kind, currency, basis_points, fixed, least, most, valid_from, set_by, set_at)
                        values (:kind, :currency, :basisPoints, :fixed, :least, :most, :from, :by, :now)""")
                .param("kind", rate.kind().word())
                .param("currency", rate.currency().getCurrencyCode())
                .param("basisPoints", rate.basisPoints())
                .param("fixed", rate.fixed().minorUnits())
                .param("least", rate.least().minorUnits())
                .param("most", rate.most().map(Money::minorUnits).orElse(null), Types.BIGINT)
                .param("from", rate.validFrom().atOffset(ZoneOffset.UTC))
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Bearer usual(OrganiserId organiser) {
        return jdbc.sql("""
                        select bearer from fee_bearer where organiser = :organiser and event is null
                        order by id desc limit 1""")
                .param("organiser", organiser.value())
                .query((row, _) -> bearer(row.getString("bearer")))
                .optional()
                .orElse(Bearer.ORGANISER);
    }

    Map<EventId, Bearer> chosen(OrganiserId organiser) {
        var chosen = new HashMap<EventId, Bearer>();
        jdbc.sql("""
                        select distinct on (event) event, bearer from fee_bearer
                        where organiser = :organiser and event is not null order by event, id desc""").param("organiser", organiser.value()).query(row -> {
            @Nullable String bearer = row.getString("bearer");
            if (bearer != null) chosen.put(new EventId(row.getObject("event", UUID.class)), bearer(bearer));
        });
        return chosen;
    }

    /// @param event  empty: all for which nothing else was chosen
    /// @param bearer empty: as usual
    void choose(OrganiserId organiser, Optional<EventId> event, Optional<Bearer> bearer, MemberId by, Instant now) {
        jdbc.sql("""
                        insert into fee_bearer (organiser, event, bearer, chosen_by, chosen_at)
                        values (:organiser, :event, :bearer, :by, :now)""")
                .param("organiser", organiser.value())
                .param("event", event.map(EventId::value).orElse(null), Types.OTHER)
                .param("bearer", bearer.map(Bearer::word).orElse(null), Types.VARCHAR)
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
