package org.tsudoi.appointments.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Applicants;
import org.tsudoi.contact.PersonName;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.privacy.Vault;

/// Rows of `session_applicant`.
@Component
class NamingApplicants implements Applicants {
    private static final String TABLE = "session_applicant";
    private static final String NAME = "name_sealed";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Orders orders;
    private final Clock clock;

    NamingApplicants(JdbcClient jdbc, Vault vault, Orders orders, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public void show(OrderId id, PersonName name) {
        var terms = orders.find(id)
                .filter(Order.Paid.class::isInstance)
                .map(Order::terms)
                .filter(Order.Terms::isSession)
                .orElseThrow(Problem::notFound);
        jdbc.sql("""
                        insert into session_applicant (orders, event, name_sealed, shown_at)
                        values (:order, :event, :name, :now)
                        on conflict (orders) do update set name_sealed = excluded.name_sealed""")
                .param("order", id.value())
                .param("event", terms.event().value())
                .param("name", vault.seal(TABLE, NAME, id.value(), name.value()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void hide(OrderId id) {
        jdbc.sql("delete from session_applicant where orders = :order")
                .param("order", id.value())
                .update();
    }

    @Override
    public Optional<PersonName> shownAs(OrderId id) {
        return jdbc.sql("select name_sealed from session_applicant where orders = :order")
                .param("order", id.value())
                .query((row, _) -> opened(id, row.getBytes(NAME)))
                .optional();
    }

    private PersonName opened(OrderId id, byte[] sealed) {
        return new PersonName(vault.open(TABLE, NAME, id.value(), sealed));
    }

    @Override
    public List<Shown> of(EventId sessions) {
        var shown = new ArrayList<Shown>();
        // Those who cancelled take nobody's place.
        for (int seen = 0; shown.size() < SHOWN_MAX; seen += SHOWN_MAX) {
            var names = sealed(sessions, seen);
            if (names.isEmpty()) break;
            shown.addAll(standing(names));
        }
        return shown.stream()
                .sorted(Comparator.comparing(Shown::appliedAt).reversed())
                .limit(SHOWN_MAX)
                .toList();
    }

    private List<Shown> standing(Map<OrderId, byte[]> names) {
        return orders.all(names.keySet()).stream()
                .flatMap(order -> paidAt(order).map(at -> shown(order.id(), names, at)).stream())
                .toList();
    }

    private Shown shown(OrderId order, Map<OrderId, byte[]> names, Instant paidAt) {
        return new Shown(opened(order, Objects.requireNonNull(names.get(order))), paidAt);
    }

    /// The newest first.
    private Map<OrderId, byte[]> sealed(EventId sessions, int after) {
        var names = new LinkedHashMap<OrderId, byte[]>();
        jdbc.sql("""
                        select orders, name_sealed from session_applicant where event = :event
                        order by shown_at desc, orders limit :max offset :after""")
                .param("event", sessions.value())
                .param("max", SHOWN_MAX)
                .param("after", after)
                .query(row -> {
                    names.put(
                            new OrderId(row.getObject("orders", UUID.class)),
                            Objects.requireNonNull(row.getBytes(NAME)));
                });
        return names;
    }

    private static Optional<Instant> paidAt(Order order) {
        return order instanceof Order.Paid paid ? Optional.of(paid.paidAt()) : Optional.empty();
    }
}
