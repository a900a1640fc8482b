package org.tsudoi.orders.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.privacy.Vault;

/// Rows of `orders` and of `order_event`.
@Component
class OrderTable {
    static final String MAIL_INDEX = "orders.buyer_email";
    private static final String TABLE = "orders";
    private static final String COLUMNS = """
            id, organiser, event, plan, plan_name, trial, unit_price, currency, member, buyer_name_sealed,
            buyer_email_sealed, attendees_sealed, locale, placed_at, state, held_until, payment, paid_at, ended_at,
            lapse_reason, starts_at, refund_minutes, refund_percentages""";

    private final JdbcClient jdbc;
    private final Vault vault;

    OrderTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// Answers false when the order was there before.
    ///
    /// @param what happened, for the order's history
    boolean insert(Order order, Instant heldUntil, byte[] linkHash, String what) {
        var terms = order.terms();
        var buyer = terms.buyer();
        var id = order.id().value();
        return jdbc.sql("""
                                with placed as (
                                insert into orders (id, organiser, event, plan, plan_name, trial, places, unit_price, currency,
                                    member, buyer_name_sealed, buyer_email_sealed, buyer_email_index, attendees_sealed, locale,
                                    link_hash, placed_at, state, held_until, starts_at, refund_minutes,
                                    refund_percentages)
                                values (:id, :organiser, :event, :plan, :planName, :trial, :places, :unitPrice, :currency,
                                    :member, :name, :email, :emailIndex, :attendees, :locale, :linkHash, :placedAt, :state,
                                    :heldUntil, :startsAt, :minutes, :percentages)
                                on conflict (id) do nothing
                                returning id)
                                insert into order_event (orders, at, what) select id, :placedAt, :what from placed""")
                        .param("id", id)
                        .param("what", what)
                        .param("organiser", terms.organiser().value())
                        .param("event", terms.event().value())
                        .param("plan", terms.plan().value())
                        .param("planName", terms.planName())
                        .param("trial", terms.trial())
                        .param("places", terms.places())
                        .param("unitPrice", terms.unitPrice().minorUnits())
                        .param("currency", terms.unitPrice().currency().getCurrencyCode())
                        .param(
                                "member",
                                buyer.member() == null ? null : buyer.member().value(),
                                Types.OTHER)
                        .param(
                                "name",
                                vault.seal(
                                        TABLE,
                                        "buyer_name_sealed",
                                        id,
                                        buyer.name().value()))
                        .param(
                                "email",
                                vault.seal(
                                        TABLE,
                                        "buyer_email_sealed",
                                        id,
                                        buyer.email().value()))
                        .param("emailIndex", mailIndex(buyer.email()))
                        .param(
                                "attendees",
                                vault.seal(
                                        TABLE,
                                        "attendees_sealed",
                                        id,
                                        terms.attendees().stream()
                                                .map(PersonName::value)
                                                .collect(Collectors.joining("\n"))))
                        .param("locale", buyer.locale().getLanguage())
                        .param("linkHash", linkHash)
                        .param("placedAt", Timestamp.from(terms.placedAt()))
                        .param("state", state(order))
                        .param("heldUntil", Timestamp.from(heldUntil))
                        .param("startsAt", Timestamp.from(terms.startsAt()))
                        .param("minutes", steps(terms, step ->
                                (int) step.before().toMinutes()))
                        .param("percentages", steps(terms, CancellationPolicy.Step::percent))
                        .update()
                == 1;
    }

    private static Integer[] steps(Order.Terms terms, Function<CancellationPolicy.Step, Integer> part) {
        return terms.policy().steps().stream().map(part).toArray(Integer[]::new);
    }

    byte[] mailIndex(EmailAddress email) {
        return vault.blindIndex(MAIL_INDEX, email.lookUpKey());
    }

    /// Stores the next state and what happened; the row is locked by the caller and was in the state before.
    void move(Order from, Order to, String what, @Nullable String detail, Instant now) {
        Instant heldUntil = null;
        PaymentId payment = null;
        Instant paidAt = null;
        Instant endedAt = null;
        String reason = null;
        switch (to) {
            case Order.Unconfirmed _ -> throw new IllegalArgumentException("nothing becomes unconfirmed");
            case Order.Held held -> heldUntil = held.heldUntil();
            case Order.Paying paying -> {
                heldUntil = paying.heldUntil();
                payment = paying.payment();
            }
            case Order.Paid paid -> {
                paidAt = paid.paidAt();
                payment = paid.payment();
            }
            case Order.Lapsed lapsed -> {
                endedAt = lapsed.at();
                reason = lapsed.why().name().toLowerCase(Locale.ROOT);
            }
            case Order.Unseated unseated -> {
                paidAt = unseated.paidAt();
                payment = unseated.payment();
            }
            case Order.Cancelled cancelled -> {
                paidAt = cancelled.paidAt();
                payment = cancelled.payment();
                endedAt = cancelled.at();
            }
        }
        int changed = jdbc.sql("""
                        with moved as (
                            update orders set state = :to, held_until = :heldUntil, payment = :payment, paid_at = :paidAt,
                                ended_at = :endedAt, lapse_reason = :reason
                            where id = :id and state = :from
                            returning id)
                        insert into order_event (orders, at, what, detail)
                        select id, :at, :what, :detail from moved""")
                .param("to", state(to))
                .param("from", state(from))
                .param("heldUntil", stamp(heldUntil), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("payment", payment == null ? null : payment.value(), Types.OTHER)
                .param("paidAt", stamp(paidAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("endedAt", stamp(endedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("reason", reason, Types.VARCHAR)
                .param("id", to.id().value())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("what", what)
                .param("detail", detail, Types.VARCHAR)
                .update();
        if (changed != 1) throw new IllegalStateException(to.id() + " was not " + state(from) + " any more");
    }

    void note(OrderId id, String what, @Nullable String detail, Instant now) {
        jdbc.sql("insert into order_event (orders, at, what, detail) values (:id, :at, :what, :detail)")
                .param("id", id.value())
                .param("at", Timestamp.from(now))
                .param("what", what)
                .param("detail", detail, Types.VARCHAR)
                .update();
    }

    static String state(Order order) {
        return order.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static @Nullable OffsetDateTime stamp(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    Optional<Order> find(OrderId id) {
        return read("where id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    /// Those of them that there are.
    List<Order> find(List<OrderId> ids) {
        return read(
                "where id = any(:ids)",
                Map.of("ids", ids.stream().map(OrderId::value).toArray(UUID[]::new)));
    }

    Optional<Order> lock(OrderId id) {
        return read("where id = :id for update", Map.of("id", id.value())).stream()
                .findFirst();
    }

    Optional<Order> byLinkHash(byte[] hash) {
        return read("where link_hash = :hash", Map.of("hash", hash)).stream().findFirst();
    }

    Optional<OrderId> idByLinkHash(byte[] hash) {
        return ids("where link_hash = :hash", Map.of("hash", hash)).stream().findFirst();
    }

    List<Order> ofEvent(EventId event) {
        return read("where event = :event order by placed_at desc limit 5000", Map.of("event", event.value()));
    }

    List<Order> ofMember(MemberId member, EmailAddress verified) {
        return read(
                "where member = :member or buyer_email_index = :mail order by placed_at desc limit 500",
                Map.of("member", member.value(), "mail", mailIndex(verified)));
    }

    /// Orders whose time to be paid is over, by id from after one on.
    List<OrderId> due(Instant now, @Nullable OrderId after, int limit) {
        return ids(
                "where state in ('unconfirmed', 'held', 'paying') and held_until <= :now and id > :after order by id limit :limit",
                Map.of("now", Timestamp.from(now), "after", fromAfter(after), "limit", limit));
    }

    /// Orders of an event that its cancelling has still to end, by id from after one on.
    List<OrderId> unfinished(EventId event, @Nullable OrderId after, int limit) {
        return ids(
                "where event = :event and state in ('unconfirmed', 'held', 'paying', 'paid') and id > :after order by id limit :limit",
                Map.of("event", event.value(), "after", fromAfter(after), "limit", limit));
    }

    private static UUID fromAfter(@Nullable OrderId id) {
        return id == null ? new UUID(0, 0) : id.value();
    }

    private List<OrderId> ids(String where, Map<String, ?> params) {
        return jdbc.sql("select id from orders " + where)
                .params(params)
                .query((row, _) -> new OrderId(row.getObject("id", UUID.class)))
                .list();
    }

    private List<Order> read(String where, Map<String, ?> params) {
        return jdbc.sql("select " + COLUMNS + " from orders " + where)
                .params(params)
                .query((row, _) -> order(row))
                .list();
    }

    private Order order(ResultSet row) throws SQLException {
        var uuid = row.getObject("id", UUID.class);
        var id = new OrderId(uuid);
        var memberId = row.getObject("member", UUID.class);
        var attendees = vault.open(TABLE, "attendees_sealed", uuid, row.getBytes("attendees_sealed"));
        var terms = new Order.Terms(
                new OrganiserId(row.getObject("organiser", UUID.class)),
                new EventId(row.getObject("event", UUID.class)),
                new PlanId(row.getObject("plan", UUID.class)),
                row.getString("plan_name"),
                row.getBoolean("trial"),
                new Money(row.getLong("unit_price"), Currency.getInstance(row.getString("currency"))),
                Arrays.stream(attendees.split("\n")).map(PersonName::new).toList(),
                new Order.Buyer(
                        memberId == null ? null : new MemberId(memberId),
                        new PersonName(vault.open(TABLE, "buyer_name_sealed", uuid, row.getBytes("buyer_name_sealed"))),
                        new EmailAddress(
                                vault.open(TABLE, "buyer_email_sealed", uuid, row.getBytes("buyer_email_sealed"))),
                        Locale.forLanguageTag(row.getString("locale"))),
                row.getTimestamp("placed_at").toInstant(),
                instant(row, "starts_at"),
                policy(row));
        var payment = row.getObject("payment", UUID.class);
        var paymentId = payment == null ? null : new PaymentId(payment);
        return switch (row.getString("state")) {
            case "unconfirmed" -> new Order.Unconfirmed(id, terms, instant(row, "held_until"));
            case "held" -> new Order.Held(id, terms, instant(row, "held_until"));
            case "paying" -> new Order.Paying(id, terms, instant(row, "held_until"), Objects.requireNonNull(paymentId));
            case "paid" -> new Order.Paid(id, terms, instant(row, "paid_at"), paymentId);
            case "lapsed" ->
                new Order.Lapsed(
                        id,
                        terms,
                        instant(row, "ended_at"),
                        Order.LapseReason.valueOf(row.getString("lapse_reason").toUpperCase(Locale.ROOT)));
            case "unseated" ->
                new Order.Unseated(id, terms, instant(row, "paid_at"), Objects.requireNonNull(paymentId));
            case "cancelled" ->
                new Order.Cancelled(id, terms, instant(row, "paid_at"), paymentId, instant(row, "ended_at"));
            default -> throw new IllegalStateException(id + " is in an unknown state");
        };
    }

    private static CancellationPolicy policy(ResultSet row) throws SQLException {
        var minutes = (Integer[]) row.getArray("refund_minutes").getArray();
        var percentages = (Integer[]) row.getArray("refund_percentages").getArray();
        return new CancellationPolicy(IntStream.range(0, minutes.length)
                .mapToObj(i -> new CancellationPolicy.Step(Duration.ofMinutes(minutes[i]), percentages[i]))
                .toList());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
