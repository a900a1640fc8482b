package org.tsudoi.orders.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders.AtStake;
import org.tsudoi.orders.Orders.DaySales;
import org.tsudoi.orders.Orders.Glance;
import org.tsudoi.orders.Orders.Progress;
import org.tsudoi.orders.Orders.Totals;

/// Sums over orders, most of them for people to look at. Payouts wait for what [#soldFor] says, so it counts to the
/// yen as [Order] does.
@Component
class OrderReports {
    private final JdbcClient jdbc;

    OrderReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Totals totals(EventId event, Currency currency) {
        return jdbc.sql("""
                        select (select count(*) from orders where event = :event and state = 'paid') as paid_orders,
                            (select count(*) from ticket where event = :event and state = 'valid') as places,
                            (select count(*) from ticket where event = :event and state = 'cancelled') as cancelled,
                            (select count(*) from orders where event = :event and state in ('unconfirmed', 'held', 'paying')) as waiting,
                            (select coalesce(sum(unit_price * places + extras_price - voucher_off), 0)::bigint from orders
                             where event = :event and state in ('paid', 'cancelled')) as sold,
                            (select coalesce(sum(refunded), 0)::bigint from ticket where event = :event) as refunded""")
                .param("event", event.value())
                .query((row, _) -> new Totals(
                        row.getInt("paid_orders"),
                        row.getInt("places"),
                        row.getInt("cancelled"),
                        row.getInt("waiting"),
                        new Money(row.getLong("sold"), currency),
                        new Money(row.getLong("refunded"), currency)))
                .single();
    }

    AtStake atStake(EventId event, Currency currency) {
        return jdbc.sql("""
                        select count(*)::int as orders, coalesce(sum(valid), 0)::int as places,
                            coalesce(sum((unit_price * places + extras_price - voucher_off) * valid / places - back), 0)::bigint as worth
                        from (
                            select (select coalesce(sum(t.refunded), 0) from ticket t where t.orders = o.id and t.state = 'valid') as back, o.unit_price, o.places, o.extras_price, o.voucher_off,
                                (select count(*) from ticket t where t.orders = o.id and t.state = 'valid') as valid
                            from orders o where o.event = :event and o.state = 'paid') as concerned
                        where valid > 0""")
                .param("event", event.value())
                .query((row, _) -> new AtStake(
                        row.getInt("orders"), row.getInt("places"), new Money(row.getLong("worth"), currency)))
                .single();
    }

    /// By the hashes of their links, in hexadecimal digits.
    Map<String, Glance> glances(Collection<String> hashes) {
        var found = new HashMap<String, Glance>();
        jdbc.sql("""
                        select o.link_hash, o.id, o.state,
                            (select count(*) from ticket t where t.orders = o.id and t.state = 'valid') as places
                        from orders o where o.link_hash = any(:hashes)""")
                .param("hashes", hashes.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new))
                .query(row -> {
                    found.put(
                            HexFormat.of().formatHex(row.getBytes("link_hash")),
                            new Glance(
                                    new OrderId(row.getObject("id", UUID.class)),
                                    row.getString("state"),
                                    row.getInt("places")));
                });
        return found;
    }

    /// Without what the platform keeps of it.
    Map<OrganiserId, Money> soldFor(Collection<EventId> events, Instant completed, Currency currency) {
        var sold = new HashMap<OrganiserId, Money>();
        jdbc.sql("""
                        select o.organiser, sum(o.unit_price * o.places + o.extras_price - o.voucher_off - o.fee_kept
                            - (select coalesce(sum(t.refunded), 0) from ticket t where t.orders = o.id))::bigint as sold
                        from orders o
                        where o.event = any(:events) and o.currency = :currency and o.state in ('paid', 'cancelled')
                            and (o.completed_at is null or o.completed_at > :completed)
                        group by o.organiser""")
                .param("events", events.stream().map(EventId::value).toArray(UUID[]::new))
                .param("currency", currency.getCurrencyCode())
                .param("completed", Timestamp.from(completed))
                .query((row, _) -> sold.put(
                        new OrganiserId(row.getObject("organiser", UUID.class)),
                        new Money(row.getLong("sold"), currency)))
                .list();
        return sold;
    }

    /// Of each of these orders the same.
    Map<String, Money> broughtBy(Collection<String> references, Currency currency) {
        var brought = new HashMap<String, Money>();
        jdbc.sql("""
                        select o.id, greatest(o.unit_price * o.places + o.extras_price - o.voucher_off - o.fee_kept
                            - (select coalesce(sum(t.refunded), 0) from ticket t where t.orders = o.id), 0)::bigint as brought
                        from orders o where o.id = any(:ids) and o.currency = :currency""")
                .param(
                        "ids",
                        references.stream()
                                .flatMap(reference -> OrderId.parse(reference).stream())
                                .map(OrderId::value)
                                .toArray(UUID[]::new))
                .param("currency", currency.getCurrencyCode())
                .query((row, _) -> brought.put(
                        new OrderId(row.getObject("id", UUID.class)).toString(),
                        new Money(row.getLong("brought"), currency)))
                .list();
        return brought;
    }

    /// The references of orders that were paid with money, and whose they are.
    Map<String, OrganiserId> paidFor(Collection<EventId> events, Instant completed, Currency currency) {
        var paid = new HashMap<String, OrganiserId>();
        jdbc.sql("""
                        select id, organiser from orders where event = any(:events) and currency = :currency
                            and state in ('paid', 'cancelled') and payment is not null
                            and (completed_at is null or completed_at > :completed)""")
                .param("events", events.stream().map(EventId::value).toArray(UUID[]::new))
                .param("currency", currency.getCurrencyCode())
                .param("completed", Timestamp.from(completed))
                .query((row, _) -> paid.put(
                        new OrderId(row.getObject("id", UUID.class)).toString(),
                        new OrganiserId(row.getObject("organiser", UUID.class))))
                .list();
        return paid;
    }

    Progress progress(EventId event, int refundsOpen, int refundsFailed) {
        return jdbc.sql("""
                        select count(*) as orders,
                            count(*) filter (where state not in ('unconfirmed', 'held', 'paying', 'paid')) as done
                        from orders where event = :event""")
                .param("event", event.value())
                .query((row, _) -> new Progress(row.getInt("orders"), row.getInt("done"), refundsOpen, refundsFailed))
                .single();
    }

    List<DaySales> sales(OrganiserId organiser, Instant from, Instant until, ZoneId zone, Currency currency) {
        return jdbc.sql("""
                        select day, sum(sold)::bigint as sold, sum(refunded)::bigint as refunded, sum(places)::int as places
                        from (
                            select (paid_at at time zone :zone)::date as day, unit_price * places + extras_price - voucher_off as sold, 0 as refunded, places
                            from orders where organiser = :organiser and currency = :currency
                                and state in ('paid', 'cancelled') and paid_at >= :from and paid_at < :until
                            union all
                            select (t.cancelled_at at time zone :zone)::date, 0,
                                t.refunded - (select coalesce(sum(s.amount), 0)::bigint from date_share s where s.ticket = t.id), 0
                            from ticket t join orders o on o.id = t.orders
                            where o.organiser = :organiser and o.currency = :currency and t.state = 'cancelled'
                                and t.cancelled_at >= :from and t.cancelled_at < :until
                            union all
                            select (s.at at time zone :zone)::date, 0, s.amount, 0
                            from date_share s join orders o on o.id = s.orders
                            where o.organiser = :organiser and o.currency = :currency and s.at >= :from and s.at < :until
                        ) as moved group by day order by day""")
                .param("organiser", organiser.value())
                .param("currency", currency.getCurrencyCode())
                .param("zone", zone.getId())
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new DaySales(
                        row.getObject("day", LocalDate.class),
                        new Money(row.getLong("sold"), currency),
                        new Money(row.getLong("refunded"), currency),
                        row.getInt("places")))
                .list();
    }
}
