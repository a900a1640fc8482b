package org.tsudoi.orders.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Extra;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.SoldSessions;
import org.tsudoi.orders.TicketId;
import org.tsudoi.points.PointUseId;

/// Orders for sessions with their tickets, many in one statement.
@Component
class SoldSessionTable implements SoldSessions {
    private static final String SELECT = """
            select o.id, o.organiser, o.member, o.paid_at, o.completed_at, o.currency, o.places, o.point_use,
                o.unit_price * o.places - o.voucher_off as worth, o.extras::text as extras,
                o.tax_category, o.tax_percent,
                t.id as ticket, t.cancelled_at, coalesce(t.refunded, 0) as refunded
            from orders o join ticket t on t.orders = o.id
            """;

    private final JdbcClient jdbc;

    SoldSessionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param order its worth is that of the places alone
    private record Row(
            Sold order, int places, List<Extra> extras, UUID ticket, long refunded, Optional<Instant> cancelledAt) {
        long extrasOf(int place) {
            return extras.stream()
                    .filter(one -> one.place() == place)
                    .mapToLong(one -> one.total().minorUnits())
                    .sum();
        }
    }

    @Override
    public List<Sold> paid(Instant from, Instant until, @Nullable OrderId after, int max) {
        return gathered(jdbc.sql(SELECT + """
                        where o.id in (
                            select id from orders
                            where starts_at is null and session_minutes is not null and state in ('paid', 'cancelled')
                                and paid_at >= :from and paid_at < :until and id > :after
                            order by id limit :max)
                        order by o.id, t.number""")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("after", after == null ? new UUID(0, 0) : after.value())
                .param("max", max)
                .query((row, _) -> row(row))
                .list());
    }

    @Override
    public List<Sold> of(Collection<TicketId> places) {
        if (places.isEmpty()) return List.of();
        return gathered(jdbc.sql(SELECT + """
                        where o.id in (select orders from ticket where id = any(:tickets))
                        order by o.id, t.number""")
                .param("tickets", places.stream().map(TicketId::value).toArray(UUID[]::new))
                .query((row, _) -> row(row))
                .list());
    }

    /// Rows of one order stand together.
    private static List<Sold> gathered(List<Row> rows) {
        var orders = new LinkedHashMap<OrderId, List<Row>>();
        rows.forEach(row -> orders.computeIfAbsent(row.order.order(), _ -> new ArrayList<>())
                .add(row));
        return orders.values().stream().map(SoldSessionTable::sold).toList();
    }

    private static Sold sold(List<Row> rows) {
        var it = rows.getFirst().order;
        var places = new ArrayList<Place>();
        long extras = 0;
        int whole = withWholeOrder(rows);
        for (int place = 0; place < rows.size(); place++) {
            var row = rows.get(place);
            long bought = row.extrasOf(place) + (place == whole ? row.extrasOf(Extra.WHOLE_ORDER) : 0);
            extras += bought;
            long kept = share(it.worth().minorUnits(), place, row.places) + bought - row.refunded;
            places.add(new Place(
                    new TicketId(row.ticket),
                    new Money(Math.max(kept, 0), it.worth().currency()),
                    row.cancelledAt));
        }
        return new Sold(
                it.order(),
                it.organiser(),
                it.member(),
                it.paidAt(),
                it.completedAt(),
                it.worth().plus(new Money(extras, it.worth().currency())),
                it.pointUse(),
                places);
    }

    /// What was bought for the order as a whole comes back with its last place: it is reckoned to the one
    /// of which most came back once all are cancelled, before to one that stands.
    private static int withWholeOrder(List<Row> rows) {
        int most = 0;
        for (int place = 0; place < rows.size(); place++) {
            if (rows.get(place).cancelledAt.isEmpty()) return place;
            if (rows.get(place).refunded > rows.get(most).refunded) most = place;
        }
        return most;
    }

    /// In whole units, so that all shares together are the whole.
    private static long share(long whole, int place, int places) {
        return whole * (place + 1) / places - whole * place / places;
    }

    private static Row row(ResultSet row) throws SQLException {
        var member = row.getObject("member", UUID.class);
        var use = row.getObject("point_use", UUID.class);
        var order = new Sold(
                new OrderId(row.getObject("id", UUID.class)),
                new OrganiserId(row.getObject("organiser", UUID.class)),
                member == null ? null : new MemberId(member),
                instant(row, "paid_at").orElseThrow(),
                instant(row, "completed_at").orElse(null),
                new Money(row.getLong("worth"), Currency.getInstance(row.getString("currency"))),
                use == null ? null : new PointUseId(use),
                List.of());
        return new Row(
                order,
                row.getInt("places"),
                ExtrasText.read(row.getString("extras"), order.worth().currency(), tax(row)),
                row.getObject("ticket", UUID.class),
                row.getLong("refunded"),
                instant(row, "cancelled_at"));
    }

    private static Tax tax(ResultSet row) throws SQLException {
        var category = row.getString("tax_category").toUpperCase(Locale.ROOT);
        return new Tax(Tax.Category.valueOf(category), row.getInt("tax_percent"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
