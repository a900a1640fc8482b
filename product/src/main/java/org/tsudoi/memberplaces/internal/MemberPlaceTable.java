package org.tsudoi.memberplaces.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;

/// Rows of `member_place`.
@Component
class MemberPlaceTable {
    private static final String COLUMNS =
            "select orders, event, membership from member_place where ended_at is null and ";

    private final JdbcClient jdbc;

    MemberPlaceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Place(OrderId order, EventId event, MembershipId membership) {}

    /// False when this membership has a place there.
    ///
    /// @param address what orders of its member's own address are found by: compared, and not kept
    boolean insert(Place place, byte[] address, Instant now) {
        return jdbc.sql("""
                        insert into member_place (orders, event, membership, taken_at, address)
                        values (:order, :event, :membership, :now, :address) on conflict do nothing""")
                        .param("order", place.order().value())
                        .param("address", address)
                        .param("event", place.event().value())
                        .param("membership", place.membership().value())
                        .param("now", stamp(now))
                        .update()
                == 1;
    }

    /// Whether it was somebody's place, now or before.
    boolean isKnown(OrderId order) {
        return jdbc.sql("select exists (select from member_place where orders = :order)")
                .param("order", order.value())
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime stamp(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    Optional<Place> find(EventId event, MembershipId membership) {
        return read("event = :id and membership = :other", event.value(), membership.value()).stream()
                .findFirst();
    }

    /// Whichever of these are, now or before.
    List<Place> all(Collection<OrderId> orders) {
        return jdbc.sql("select orders, event, membership from member_place where orders = any(:orders)")
                .param("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .query((row, _) -> place(row))
                .list();
    }

    List<Place> of(MembershipId membership) {
        return read("membership = :id order by orders", membership.value(), membership.value());
    }

    private List<Place> read(String which, UUID id, UUID other) {
        return jdbc.sql(COLUMNS + which)
                .param("id", id)
                .param("other", other)
                .query((row, _) -> place(row))
                .list();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                new OrderId(row.getObject("orders", UUID.class)),
                new EventId(row.getObject("event", UUID.class)),
                new MembershipId(row.getObject("membership", UUID.class)));
    }

    /// All but those of members who are in and stay, for what is still to come: they are nearly all there are.
    List<Place> doubtful(Instant now) {
        return jdbc.sql("""
                        select p.orders, p.event, p.membership
                        from member_place p
                            join event e on e.id = p.event
                            join membership m on m.id = p.membership
                            join orders o on o.id = p.orders
                        where p.ended_at is null
                            and (m.state not in ('trial', 'active') or e.state = 'cancelled' or e.ends_at <= :now
                                or o.state not in ('unconfirmed', 'held', 'paying', 'paid'))
                        order by p.event, p.orders""")
                .param("now", stamp(now))
                .query((row, _) -> place(row))
                .list();
    }

    void end(OrderId order, Instant now) {
        jdbc.sql("update member_place set ended_at = :now where orders = :order and ended_at is null")
                .param("now", stamp(now))
                .param("order", order.value())
                .update();
    }

    void endAll(EventId event, Instant now) {
        jdbc.sql("update member_place set ended_at = :now where event = :event and ended_at is null")
                .param("now", stamp(now))
                .param("event", event.value())
                .update();
    }
}
