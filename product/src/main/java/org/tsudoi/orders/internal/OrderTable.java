package org.tsudoi.orders.internal;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HexFormat;
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
import org.tsudoi.fees.Bearer;
import org.tsudoi.fees.PlaceFee;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Reductions;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.points.PointUseId;
import org.tsudoi.privacy.Vault;
import org.tsudoi.vouchers.VoucherUseId;

/// Rows of `orders` and of `order_event`.
@Component
class OrderTable {
    static final String MAIL_INDEX = "orders.buyer_email";
    private static final String TABLE = "orders";
    private static final String COLUMNS = """
            id, organiser, event, plan, plan_name, trial, unit_price, currency, member, buyer_name_sealed,
            buyer_email_sealed, attendees_sealed, locale, placed_at, state, held_until, payment, paid_at, ended_at,
            lapse_reason, starts_at, refund_minutes, refund_percentages, tax_category, tax_percent, voucher_off,
            voucher_use, voucher_code, points, point_use, fee, fee_bearer, fee_tax_percent, session_minutes,
            period_from, period_until, at_once, extras::text as extras, course""";

    private final JdbcClient jdbc;
    private final Vault vault;

    OrderTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// What is stored of a new order besides itself.
    ///
    /// @param what happened, for the order's history
    record Placed(Order order, Instant heldUntil, byte[] linkHash, String what) {}

    /// Leaves out those that were there before.
    ///
    /// @return how many are new
    int insert(List<Placed> placed) {
        return jdbc.sql("""
                with placed as (
                    insert into orders (id, organiser, event, plan, plan_name, trial, places, unit_price, currency, member,
                        buyer_name_sealed, buyer_email_sealed, buyer_email_index, attendees_sealed, locale, link_hash,
                        placed_at, state, held_until, starts_at, refund_minutes, refund_percentages, tax_category, tax_percent,
                        fee, fee_bearer, fee_tax_percent, session_minutes, period_from, period_until, at_once,
                        extras, extras_price, course)
                    select id, organiser, event, plan, plan_name, trial, places, unit_price, currency, member,
                        buyer_name, buyer_email, email_index, attendees, locale, link_hash,
                        timestamptz 'epoch' + placed_at * interval '1 microsecond', state,
                        timestamptz 'epoch' + held_until * interval '1 microsecond',
                        timestamptz 'epoch' + starts_at * interval '1 microsecond',
                        minutes::int[], percentages::int[], tax, tax_percent, fee, fee_bearer, fee_tax_percent,
                        session_minutes, period_from::date, period_until::date, at_once, extras::jsonb, extras_price,
                        course::jsonb
                    from unnest(:ids, :organisers, :events, :plans, :planNames, :trials, :places, :unitPrices, :currencies,
                        :members, :names, :emails, :emailIndexes, :attendees, :locales, :linkHashes,
                        :placedAt, :states, :heldUntil, :startsAt, :minutes, :percentages, :taxes, :taxPercents,
                        :fees, :feeBearers, :feeTaxPercents, :sessionMinutes, :periodFrom, :periodUntil, :atOnce,
                        :extras, :extrasPrices, :courses)
                        as o (id, organiser, event, plan, plan_name, trial, places, unit_price, currency,
                            member, buyer_name, buyer_email, email_index, attendees, locale, link_hash,
                            placed_at, state, held_until, starts_at, minutes, percentages, tax, tax_percent,
                            fee, fee_bearer, fee_tax_percent, session_minutes, period_from, period_until,
                            at_once, extras, extras_price, course)
                    on conflict (id) do nothing
                    returning id)
                insert into order_event (orders, at, what)
                select placed.id, timestamptz 'epoch' + w.at * interval '1 microsecond', w.what
                from placed join unnest(:ids, :placedAt, :whats) as w (id, at, what) on w.id = placed.id""")
                .param("ids", uuids(placed, one -> one.order.id().value()))
                .param("organisers", uuids(placed, one -> terms(one).organiser().value()))
                .param("events", uuids(placed, one -> terms(one).event().value()))
                .param("plans", uuids(placed, one -> terms(one).plan().value()))
                .param("planNames", texts(placed, one -> terms(one).planName()))
                .param("trials", placed.stream().map(one -> terms(one).trial()).toArray(Boolean[]::new))
                .param(
                        "places",
                        placed.stream().mapToInt(one -> terms(one).places()).toArray())
                .param(
                        "unitPrices",
                        placed.stream()
                                .mapToLong(one -> terms(one).unitPrice().minorUnits())
                                .toArray())
                .param(
                        "currencies",
                        texts(placed, one -> terms(one).unitPrice().currency().getCurrencyCode()))
                .param("members", uuids(placed, one -> member(terms(one).buyer())))
                .param(
                        "names",
                        sealed(
                                placed,
                                "buyer_name_sealed",
                                terms -> terms.buyer().name().value()))
                .param(
                        "emails",
                        sealed(
                                placed,
                                "buyer_email_sealed",
                                terms -> terms.buyer().email().value()))
                .param(
                        "emailIndexes",
                        bytes(placed, one -> mailIndex(terms(one).buyer().email())))
                .param(
                        "attendees",
                        sealed(
                                placed,
                                "attendees_sealed",
                                terms -> terms.attendees().stream()
                                        .map(PersonName::value)
                                        .collect(Collectors.joining("\n"))))
                .param(
                        "locales",
                        texts(placed, one -> terms(one).buyer().locale().getLanguage()))
                .param("linkHashes", bytes(placed, Placed::linkHash))
                .param("placedAt", micros(placed, one -> terms(one).placedAt()))
                .param("states", texts(placed, one -> state(one.order)))
                .param("heldUntil", micros(placed, Placed::heldUntil))
                .param("startsAt", micros(placed, one -> startsAt(terms(one).when())))
                .param(
                        "sessionMinutes",
                        placed.stream()
                                .map(one -> sessionMinutes(terms(one).when()))
                                .toArray(Integer[]::new))
                .param("periodFrom", texts(placed, one -> day(terms(one).when(), Order.When.Period::from)))
                .param("periodUntil", texts(placed, one -> day(terms(one).when(), Order.When.Period::until)))
                .param(
                        "courses",
                        texts(placed, one -> CourseColumn.written(terms(one).when())))
                .param(
                        "extras",
                        texts(placed, one -> ExtrasText.written(terms(one).extras())))
                .param(
                        "extrasPrices",
                        placed.stream()
                                .mapToLong(one -> terms(one).extrasTotal().minorUnits())
                                .toArray())
                .param(
                        "atOnce",
                        placed.stream().map(one -> terms(one).isAtOnce()).toArray(Boolean[]::new))
                .param(
                        "minutes",
                        texts(
                                placed,
                                one -> steps(terms(one), step -> step.before().toMinutes())))
                .param("percentages", texts(placed, one -> steps(terms(one), step -> (long) step.percent())))
                .param("taxes", texts(placed, one -> terms(one).tax().category().word()))
                .param(
                        "taxPercents",
                        placed.stream()
                                .mapToInt(one -> terms(one).tax().percent())
                                .toArray())
                .param(
                        "fees",
                        placed.stream()
                                .mapToLong(one -> terms(one).fee().amount().minorUnits())
                                .toArray())
                .param(
                        "feeBearers",
                        texts(placed, one -> terms(one).fee().bearer().word()))
                .param(
                        "feeTaxPercents",
                        placed.stream()
                                .mapToInt(one -> terms(one).fee().tax().percent())
                                .toArray())
                .param("whats", texts(placed, Placed::what))
                .update();
    }

    private static @Nullable Instant startsAt(Order.When when) {
        return switch (when) {
            case Order.When.At(var start) -> start;
            case Order.When.Course course -> course.dates().getFirst().startsAt();
            case Order.When.Arranged _, Order.When.Period _, Order.When.AtOnce _ -> null;
        };
    }

    private static @Nullable Integer sessionMinutes(Order.When when) {
        return when instanceof Order.When.Arranged(var each) ? Math.toIntExact(each.toMinutes()) : null;
    }

    private static @Nullable String day(Order.When when, Function<Order.When.Period, LocalDate> which) {
        return when instanceof Order.When.Period period ? which.apply(period).toString() : null;
    }

    private static Order.Terms terms(Placed placed) {
        return placed.order.terms();
    }

    private static @Nullable UUID member(Order.Buyer buyer) {
        return buyer.member() == null ? null : buyer.member().value();
    }

    private byte[][] sealed(List<Placed> placed, String column, Function<Order.Terms, String> text) {
        return bytes(placed, one -> vault.seal(TABLE, column, one.order.id().value(), text.apply(terms(one))));
    }

    /// As PostgreSQL writes an array.
    private static String steps(Order.Terms terms, Function<CancellationPolicy.Step, Long> part) {
        return terms.policy().steps().stream()
                .map(step -> part.apply(step).toString())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static <T> @Nullable UUID[] uuids(List<T> of, Function<T, @Nullable UUID> id) {
        return of.stream().map(id).toArray(UUID[]::new);
    }

    private static <T> @Nullable String[] texts(List<T> of, Function<T, @Nullable String> text) {
        return of.stream().map(text).toArray(String[]::new);
    }

    private static <T> byte[][] bytes(List<T> of, Function<T, byte[]> part) {
        return of.stream().map(part).toArray(byte[][]::new);
    }

    /// Since 1970; null where there is none.
    private static <T> @Nullable Long[] micros(List<T> of, Function<T, @Nullable Instant> at) {
        return of.stream().map(at).map(OrderTable::micros).toArray(Long[]::new);
    }

    private static @Nullable Long micros(@Nullable Instant at) {
        return at == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    byte[] mailIndex(EmailAddress email) {
        return vault.blindIndex(MAIL_INDEX, email.lookUpKey());
    }

    /// A step of an order whose row is locked by the caller.
    ///
    /// @param what happened, for the order's history
    record Step(Order from, Order to, String what, @Nullable String detail) {}

    /// What the columns hold in a state.
    private record Columns(
            @Nullable Instant heldUntil,
            @Nullable UUID payment,
            @Nullable Instant paidAt,
            @Nullable Instant endedAt,
            @Nullable String reason) {
        static Columns of(Order order) {
            return switch (order) {
                case Order.Unconfirmed _ -> throw new IllegalArgumentException("nothing becomes unconfirmed");
                case Order.Held held -> new Columns(held.heldUntil(), null, null, null, null);
                case Order.Paying paying ->
                    new Columns(paying.heldUntil(), paying.payment().value(), null, null, null);
                case Order.Paid paid -> new Columns(null, value(paid.payment()), paid.paidAt(), null, null);
                case Order.Lapsed lapsed ->
                    new Columns(
                            null, null, null, lapsed.at(), lapsed.why().name().toLowerCase(Locale.ROOT));
                case Order.Unseated unseated ->
                    new Columns(null, unseated.payment().value(), unseated.paidAt(), null, null);
                case Order.Cancelled cancelled ->
                    new Columns(null, value(cancelled.payment()), cancelled.paidAt(), cancelled.at(), null);
            };
        }

        private static @Nullable UUID value(@Nullable PaymentId payment) {
            return payment == null ? null : payment.value();
        }
    }

    void move(Order from, Order to, String what, @Nullable String detail, Instant now) {
        move(List.of(new Step(from, to, what, detail)), now);
    }

    /// Stores the next states and what happened.
    ///
    /// @throws IllegalStateException when one was in another state than it comes from
    void move(List<Step> steps, Instant now) {
        var columns = steps.stream().map(step -> Columns.of(step.to)).toList();
        int changed = jdbc.sql("""
                        with step as (
                            select * from unnest(:ids, :froms, :tos, :heldUntil, :payments, :paidAt, :endedAt, :reasons, :whats,
                                :details) as s (id, from_state, to_state, held_until, payment, paid_at, ended_at, reason, what,
                                detail)),
                        moved as (
                            update orders o set state = to_state, payment = s.payment, lapse_reason = s.reason,
                                held_until = timestamptz 'epoch' + s.held_until * interval '1 microsecond',
                                paid_at = timestamptz 'epoch' + s.paid_at * interval '1 microsecond',
                                ended_at = timestamptz 'epoch' + s.ended_at * interval '1 microsecond'
                            from step s where o.id = s.id and o.state = s.from_state
                            returning o.id, s.what, s.detail)
                        insert into order_event (orders, at, what, detail) select id, :at, what, detail from moved""")
                .param("ids", uuids(steps, step -> step.to.id().value()))
                .param("froms", texts(steps, step -> state(step.from)))
                .param("tos", texts(steps, step -> state(step.to)))
                .param("heldUntil", micros(columns, Columns::heldUntil))
                .param("payments", uuids(columns, Columns::payment))
                .param("paidAt", micros(columns, Columns::paidAt))
                .param("endedAt", micros(columns, Columns::endedAt))
                .param("reasons", texts(columns, Columns::reason))
                .param("whats", texts(steps, Step::what))
                .param("details", texts(steps, Step::detail))
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        if (changed != steps.size()) {
            throw new IllegalStateException(
                    steps.stream()
                                    .map(step -> step.to.id() + " from " + state(step.from))
                                    .toList() + ": " + changed + " moved, the others were in another state");
        }
    }

    /// Stores what lowers the price of an order whose row is locked by the caller; its state stays.
    void reduce(Order order, String what, Instant now) {
        var by = order.reductions();
        int changed = jdbc.sql("""
                        update orders set voucher_off = :off, voucher_use = :use, voucher_code = :code, points = :points,
                            point_use = :pointUse
                        where id = :id and state = :state""")
                .param("off", by.voucher().minorUnits())
                .param("use", by.voucherUse() == null ? null : by.voucherUse().value(), Types.OTHER)
                .param("code", by.voucherCode())
                .param("points", by.points().minorUnits())
                .param("pointUse", by.pointUse() == null ? null : by.pointUse().value(), Types.OTHER)
                .param("id", order.id().value())
                .param("state", state(order))
                .update();
        if (changed != 1) throw new IllegalStateException(order.id() + " was in another state");
        note(order.id(), what, by.voucher() + " / " + by.points(), now);
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

    Optional<Order> find(OrderId id) {
        return read("where id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    /// Those of them that there are.
    List<Order> find(Collection<OrderId> ids) {
        return read(
                "where id = any(:ids)",
                Map.of("ids", ids.stream().map(OrderId::value).toArray(UUID[]::new)));
    }

    Optional<Order> lock(OrderId id) {
        return read("where id = :id for update", Map.of("id", id.value())).stream()
                .findFirst();
    }

    /// Many may do so at a time; whoever wants to change the row waits for all of them.
    Optional<Order> holdStill(OrderId id) {
        return read("where id = :id for share", Map.of("id", id.value())).stream()
                .findFirst();
    }

    /// Of an order that was ended otherwise nothing happens.
    void complete(OrderId id, Instant at) {
        jdbc.sql("""
                        update orders set completed_at = :at
                        where id = :id and completed_at is null and state in ('paid', 'cancelled')""")
                .param("id", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean isComplete(OrderId id) {
        return jdbc.sql("select completed_at is not null from orders where id = :id")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    List<OrderId> sessionsPaid(Instant from, Instant until) {
        return ids(
                "where session_minutes is not null and completed_at is null and state = 'paid' and paid_at >= :from and paid_at < :until order by id",
                Map.of("from", Timestamp.from(from), "until", Timestamp.from(until)));
    }

    List<OrderId> openSessionsOf(Collection<EventId> events, Instant from) {
        return ids(
                "where event = any(:events) and session_minutes is not null and completed_at is null and state = 'paid' and paid_at >= :from order by id",
                Map.of(
                        "events", events.stream().map(EventId::value).toArray(UUID[]::new),
                        "from", Timestamp.from(from)));
    }

    /// In the order of their ids, the same for everybody.
    List<Order> lock(Collection<OrderId> ids) {
        return read(
                "where id = any(:ids) order by id for update",
                Map.of("ids", ids.stream().map(OrderId::value).toArray(UUID[]::new)));
    }

    /// By the hashes of their links, in hexadecimal digits.
    Map<String, Order> byLinkHashes(Collection<String> hashes) {
        var found = new HashMap<String, Order>();
        jdbc.sql("select link_hash, " + COLUMNS + " from orders where link_hash = any(:hashes)")
                .param("hashes", hashes.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new))
                .query(row -> {
                    found.put(HexFormat.of().formatHex(row.getBytes("link_hash")), order(row));
                });
        return found;
    }

    private static OrderId id(ResultSet row) throws SQLException {
        return new OrderId(row.getObject("id", UUID.class));
    }

    List<OrderId> allOf(EventId event) {
        return ids("where event = :event order by id", Map.of("event", event.value()));
    }

    List<OrderId> payingOf(EventId event) {
        return ids("where event = :event and state = 'paying' order by id", Map.of("event", event.value()));
    }

    List<OrderId> paidOf(EventId event) {
        return ids("where event = :event and state = 'paid' order by id", Map.of("event", event.value()));
    }

    List<OrderId> payingForDate(EventId event, DateId date) {
        var about = Map.of("event", event.value(), "date", date.value());
        return ids("""
                where event = :event and (state = 'paid' or state = 'cancelled' and exists (
                    select from date_kept k where k.orders = orders.id and k.course_date = :date)) order by id""", about);
    }

    List<Order> ofEvent(EventId event) {
        return read("where event = :event order by placed_at desc limit 5000", Map.of("event", event.value()));
    }

    List<Order> ofMember(MemberId member, EmailAddress verified) {
        return read(
                "where member = :member or buyer_email_index = :mail order by placed_at desc limit 500",
                Map.of("member", member.value(), "mail", mailIndex(verified)));
    }

    List<Order> standing(EventId event, MemberId member) {
        return read("""
                where event = :event and member = :member and state in ('unconfirmed', 'held', 'paying', 'paid')
                order by placed_at desc, id limit 20""", Map.of("event", event.value(), "member", member.value()));
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
                .query((row, _) -> id(row))
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
        var tax = new Tax(
                Tax.Category.valueOf(row.getString("tax_category").toUpperCase(Locale.ROOT)),
                row.getInt("tax_percent"));
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
                when(row),
                policy(row),
                tax,
                fee(row),
                ExtrasText.read(row.getString("extras"), Currency.getInstance(row.getString("currency")), tax));
        var by = reductions(row, terms.unitPrice().currency());
        var payment = row.getObject("payment", UUID.class);
        var paymentId = payment == null ? null : new PaymentId(payment);
        return switch (row.getString("state")) {
            case "unconfirmed" -> new Order.Unconfirmed(id, terms, by, instant(row, "held_until"));
            case "held" -> new Order.Held(id, terms, by, instant(row, "held_until"));
            case "paying" ->
                new Order.Paying(id, terms, by, instant(row, "held_until"), Objects.requireNonNull(paymentId));
            case "paid" -> new Order.Paid(id, terms, by, instant(row, "paid_at"), paymentId);
            case "lapsed" ->
                new Order.Lapsed(
                        id,
                        terms,
                        by,
                        instant(row, "ended_at"),
                        Order.LapseReason.valueOf(row.getString("lapse_reason").toUpperCase(Locale.ROOT)));
            case "unseated" ->
                new Order.Unseated(id, terms, by, instant(row, "paid_at"), Objects.requireNonNull(paymentId));
            case "cancelled" ->
                new Order.Cancelled(id, terms, by, instant(row, "paid_at"), paymentId, instant(row, "ended_at"));
            default -> throw new IllegalStateException(id + " is in an unknown state");
        };
    }

    private static Order.When when(ResultSet row) throws SQLException {
        var course = row.getString("course");
        if (course != null) return CourseColumn.read(course, Currency.getInstance(row.getString("currency")));
        if (row.getBoolean("at_once")) return new Order.When.AtOnce();
        var from = row.getDate("period_from");
        if (from != null) return period(from, row.getDate("period_until"));
        var startsAt = row.getTimestamp("starts_at");
        return startsAt == null
                ? new Order.When.Arranged(Duration.ofMinutes(row.getInt("session_minutes")))
                : new Order.When.At(startsAt.toInstant());
    }

    private static Order.When period(Date from, Date until) {
        return new Order.When.Period(from.toLocalDate(), until.toLocalDate());
    }

    private static PlaceFee fee(ResultSet row) throws SQLException {
        return new PlaceFee(
                new Money(row.getLong("fee"), Currency.getInstance(row.getString("currency"))),
                Bearer.of(row.getString("fee_bearer")).orElseThrow(),
                new Tax(Tax.Category.STANDARD, row.getInt("fee_tax_percent")));
    }

    private static Reductions reductions(ResultSet row, Currency currency) throws SQLException {
        var voucher = row.getObject("voucher_use", UUID.class);
        var points = row.getObject("point_use", UUID.class);
        return new Reductions(
                new Money(row.getLong("voucher_off"), currency),
                voucher == null ? null : new VoucherUseId(voucher),
                row.getString("voucher_code"),
                new Money(row.getLong("points"), currency),
                points == null ? null : new PointUseId(points));
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
