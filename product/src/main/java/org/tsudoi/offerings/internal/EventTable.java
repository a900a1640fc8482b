package org.tsudoi.offerings.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events.Search;
import org.tsudoi.offerings.PictureId;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.offerings.Tax;
import tools.jackson.databind.json.JsonMapper;

/// Rows of `event` and what hangs on them.
@Component
class EventTable {
    private static final String COLUMNS = """
            id, organiser, slug, state, title, description, picture, art, kind, starts_local, minutes, zone, capacity, provider,
            doors_minutes, sold_until_end, sold_to, circle, sequence, published_at, closed_at, cancelled_at, cancel_reason""";

    /// In the same statement: every page and every step of an order reads an event.
    private static final String PLANS_AND_STEPS = """
            , coalesce((select json_agg(json_build_array(p.id, p.name, p.kind, p.price, p.currency, p.places_max,
                                                         p.tax_category, p.tax_percent, p.minutes, p.circle)
                                        order by p.position)
                        from event_plan p where p.event = event.id and not p.retired), '[]') as plans
            , coalesce((select json_agg(json_build_array(s.before_minutes, s.percent))
                        from event_cancellation_step s where s.event = event.id), '[]') as steps
            , case when has_extras then coalesce((select json_agg(json_build_array(a.id, a.name, a.description, a.per, a.price, a.currency,
                                                         a.tax_category, a.tax_percent, a.most, a.stock,
                                                         extract(epoch from a.sold_until)::bigint)
                                        order by a.made_at, a.id)
                        from event_add_on a where a.event = event.id and a.withdrawn_at is null), '[]') else '[]' end as add_ons
            , has_extras and exists (select from event_question q where q.event = event.id and q.archived_at is null) as asks
            """;

    private static final String SESSION = "session";
    private static final String MONTH = "month";
    private static final String COURSE = "course";
    private static final String AT_ONCE = "at_once";
    private static final String LISTED = " kind not in ('month', 'at_once')";
    private static final String HAS_TEXT = " and (title ilike :text or description ilike :text)";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Of a row of `event_host`: whether nothing was asked, or the answer was yes.
    static final String WILLING = """
            not exists (select from event_host_asked asked
                where asked.event = host.event and asked.member = host.member and asked.state <> 'accepted')""";

    private final JdbcClient jdbc;
    private final CourseTable courses;

    EventTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.courses = new CourseTable(jdbc);
    }

    void insert(Event.Draft draft, Instant now) {
        if (!insertOnce(draft, now)) throw new IllegalStateException(draft.id() + " was there before");
    }

    /// Answers whether it is new.
    boolean insertOnce(Event.Draft draft, Instant now) {
        var told = draft.particulars();
        int added = particulars(jdbc.sql("""
                                insert into event (id, organiser, slug, state, title, description, picture, art, kind, starts_local,
                                    minutes, zone, starts_at, ends_at, capacity, provider, doors_minutes, sold_until_end,
                                    sold_to, circle, sequence, drafted_at)
                                values (:id, :organiser, :slug, 'draft', :title, :description, :picture, :art, :kind, :startsLocal,
                                    :minutes, :zone, :startsAt, :endsAt, :capacity, :provider, :doors, :untilEnd,
                                    :soldTo, :circle, :sequence, :now)
                                on conflict (id) do nothing"""), draft.id(), told)
                .param("organiser", told.organiser().value())
                .param("slug", told.slug())
                // Nobody waits for a draft yet.
                .param(
                        "soldTo",
                        word(
                                told.sale().to() == Event.SaleTo.WAITING
                                        ? Event.SaleTo.ANYBODY
                                        : told.sale().to()))
                .param("circle", uuid(told.sale().circle()), Types.OTHER)
                .param("sequence", told.sequence())
                .param("now", Timestamp.from(now))
                .update();
        if (added == 0) return false;
        told.course().ifPresent(course -> courses.save(draft.id(), course));
        savePlans(draft.id(), told);
        savePolicy(draft.id(), told.policy());
        return true;
    }

    void save(EventId id, Event.Particulars told, int sequence) {
        particulars(jdbc.sql("""
                                update event set title = :title, description = :description, picture = :picture, art = :art,
                                    starts_local = :startsLocal, minutes = :minutes, zone = :zone, starts_at = :startsAt,
                                    ends_at = :endsAt, capacity = :capacity, provider = :provider, doors_minutes = :doors,
                                    sold_until_end = :untilEnd, sequence = :sequence
                                where id = :id"""), id, told).param("sequence", sequence).update();
        told.course().ifPresent(course -> courses.save(id, course));
        savePlans(id, told);
        savePolicy(id, told.policy());
    }

    private static JdbcClient.StatementSpec particulars(
            JdbcClient.StatementSpec sql, EventId id, Event.Particulars told) {
        var fixed = told.schedule() instanceof Schedule.Fixed it ? Optional.of(it) : Optional.<Schedule.Fixed>empty();
        return sql.param("id", id.value())
                .param("title", told.title())
                .param("description", told.description())
                .param("picture", told.picture() == null ? null : told.picture().value(), Types.OTHER)
                .param("art", told.art())
                .param("kind", kind(told.schedule()))
                .param("startsLocal", fixed.map(Schedule.Fixed::start).orElse(null), Types.TIMESTAMP)
                .param("minutes", fixed.map(it -> it.length().toMinutes()).orElse(null), Types.INTEGER)
                .param("zone", told.zone().getId())
                .param("startsAt", stamp(told.startsAt().orElse(null)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("endsAt", stamp(told.endsAt().orElse(null)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("capacity", told.capacity())
                .param("provider", told.provider())
                .param("doors", told.doorsBefore().toMinutes())
                .param("untilEnd", told.soldUntilEnd());
    }

    private static String kind(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Fixed _ -> "meeting";
            case Schedule.Course _ -> COURSE;
            case Schedule.Arranged _ -> SESSION;
            case Schedule.Monthly _ -> MONTH;
            case Schedule.AtOnce _ -> AT_ONCE;
        };
    }

    void replacePlans(EventId id, Event.Particulars told) {
        savePlans(id, told);
    }

    /// Of what is offered now. It stays so with what was sold by it, whoever it is sold to from then on.
    void wereForMembers(EventId id) {
        jdbc.sql("update event_plan set were_members = true where event = :event and not retired")
                .param("event", id.value())
                .update();
    }

    /// A plan that is no longer offered is kept for the orders that bought it.
    private void savePlans(EventId id, Event.Particulars told) {
        var plans = told.sale().plans();
        jdbc.sql("update event_plan set retired = true where event = :event")
                .param("event", id.value())
                .update();
        for (int position = 0; position < plans.size(); position++) {
            var plan = plans.get(position);
            jdbc.sql("""
                            insert into event_plan (id, event, position, name, kind, price, currency, places_max,
                                tax_category, tax_percent, minutes, circle, circle_organiser)
                            values (:id, :event, :position, :name, :kind, :price, :currency, :placesMax, :tax, :percent,
                                :minutes, :circle, :circleOrganiser)
                            on conflict (id) do update set position = excluded.position, name = excluded.name,
                                kind = excluded.kind, price = excluded.price, currency = excluded.currency,
                                places_max = excluded.places_max, retired = false,
                                tax_category = excluded.tax_category, tax_percent = excluded.tax_percent,
                                minutes = excluded.minutes, circle = excluded.circle,
                                circle_organiser = excluded.circle_organiser
                            where event_plan.event = excluded.event""")
                    .param("id", plan.id().value())
                    .param("event", id.value())
                    .param("position", position)
                    .param("name", plan.name())
                    .param("kind", plan.kind().name().toLowerCase(Locale.ROOT))
                    .param("price", plan.price().minorUnits())
                    .param("currency", plan.price().currency().getCurrencyCode())
                    .param("placesMax", plan.placesMax())
                    .param("tax", plan.tax().category().word())
                    .param("percent", plan.tax().percent())
                    .param("minutes", plan.length().map(Duration::toMinutes).orElse(null), Types.INTEGER)
                    .param("circle", uuid(plan.circle().orElse(null)), Types.OTHER)
                    .param(
                            "circleOrganiser",
                            plan.circle().map(_ -> told.organiser().value()).orElse(null),
                            Types.OTHER)
                    .update();
        }
    }

    private void savePolicy(EventId id, CancellationPolicy policy) {
        jdbc.sql("delete from event_cancellation_step where event = :event")
                .param("event", id.value())
                .update();
        for (var step : policy.steps()) {
            jdbc.sql(
                            "insert into event_cancellation_step (event, before_minutes, percent) values (:event, :before, :percent)")
                    .param("event", id.value())
                    .param("before", step.before().toMinutes())
                    .param("percent", step.percent())
                    .update();
        }
    }

    /// Answers whether the row was in the state that the change starts from.
    boolean move(Event from, Event to) {
        var sql = jdbc.sql("""
                update event set state = :to, published_at = :published, closed_at = :closed, cancelled_at = :cancelled,
                    cancel_reason = :reason
                where id = :id and state = :from""");
        Instant published = null;
        Instant closed = null;
        Instant cancelled = null;
        String reason = null;
        switch (to) {
            case Event.Draft _ -> throw new IllegalArgumentException("nothing becomes a draft");
            case Event.Published now -> published = now.publishedAt();
            case Event.Closed now -> {
                published = now.publishedAt();
                closed = now.closedAt();
            }
            case Event.Cancelled now -> {
                published = now.cancelledAt();
                cancelled = now.cancelledAt();
                reason = now.reason();
            }
        }
        return sql.param("to", state(to))
                        .param("from", state(from))
                        .param("published", stamp(published), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("closed", stamp(closed), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("cancelled", stamp(cancelled), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("reason", reason, Types.VARCHAR)
                        .param("id", to.id().value())
                        .update()
                == 1;
    }

    private static @Nullable UUID uuid(@Nullable CircleId circle) {
        return circle == null ? null : circle.value();
    }

    /// @param circle whose members; null for anybody else
    void sellTo(EventId id, Event.SaleTo whom, @Nullable CircleId circle) {
        jdbc.sql("update event set sold_to = :whom, circle = :circle where id = :id")
                .param("whom", word(whom))
                .param("circle", uuid(circle), Types.OTHER)
                .param("id", id.value())
                .update();
    }

    private static String word(Event.SaleTo whom) {
        return whom.name().toLowerCase(Locale.ROOT);
    }

    static String state(Event event) {
        return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static @Nullable OffsetDateTime stamp(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /// Locks the row, so that no two people change one event at a time.
    Optional<Event> lock(EventId id) {
        return locked(id, "for update");
    }

    /// Many may do so at a time; whoever wants to change the row waits for all of them.
    Optional<Event> holdStill(EventId id) {
        return locked(id, "for share");
    }

    /// Read by a statement of its own: whoever had to wait for the lock sees the plans that came in meanwhile.
    private Optional<Event> locked(EventId id, String how) {
        return jdbc.sql("select id from event where id = :id " + how)
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .flatMap(_ -> find(id));
    }

    Optional<Event> find(EventId id) {
        return read("where id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    Optional<Event> bySlug(String slug) {
        return read("where slug = :slug and" + LISTED, Map.of("slug", slug)).stream()
                .findFirst();
    }

    List<Event> ofOrganiser(OrganiserId organiser) {
        return read(
                "where organiser = :organiser and" + LISTED + " order by starts_at desc limit 500",
                Map.of("organiser", organiser.value()));
    }

    List<Event> ofCircle(CircleId circle, Instant moment, int max) {
        return read("""
                where (circle = :circle or id in (select event from event_plan where circle = :circle and not retired))
                    and state = 'published' and ends_at > :moment
                order by starts_at, id limit :max""", Map.of("circle", circle.value(), "moment", Timestamp.from(moment), "max", max));
    }

    List<Event> published(Collection<EventId> ids) {
        if (ids.isEmpty()) return List.of();
        return read(
                "where id = any(:ids) and state = 'published' and" + LISTED,
                Map.of("ids", ids.stream().map(EventId::value).toArray(UUID[]::new)));
    }

    List<Event> hostedBy(MemberId member) {
        return read(
                "where id in (select event from event_host host where member = :member and " + WILLING
                        + ") order by starts_at desc limit 200",
                Map.of("member", member.value()));
    }

    List<Event> search(Search search) {
        var params = new HashMap<String, Object>();
        params.put("from", Timestamp.from(search.from()));
        params.put("until", Timestamp.from(search.until()));
        params.put("limit", search.limit());
        var where = new StringBuilder("where state = 'published' and ends_at > :from and starts_at < :until");
        if (search.text() != null && !search.text().isBlank()) {
            where.append(HAS_TEXT);
            params.put("text", anywhere(search.text()));
        }
        if (search.freeOnly()) {
            where.append(
                    " and exists (select from event_plan p where p.event = event.id and p.price = 0 and p.circle is null and not p.retired)");
        }
        params.put("each", search.ofEachOrganiser());
        return read("""
                where id in (
                    select id from (
                        select id, row_number() over (partition by organiser order by starts_at, id) as place
                        from event\s""" + where + """
                    ) found where place <= :each)
                order by starts_at limit :limit""", params);
    }

    List<Event> sessions(@Nullable String text, int limit) {
        var where = "where state = 'published' and kind = 'session'";
        var order = " order by published_at desc, id limit :limit";
        return text == null
                ? read(where + order, Map.of("limit", limit))
                : read(where + HAS_TEXT + order, Map.of("limit", limit, "text", anywhere(text)));
    }

    private static String anywhere(String text) {
        return "%" + text.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    boolean slugTaken(String slug) {
        return jdbc.sql("select exists (select from event where slug = :slug)")
                .param("slug", slug)
                .query(Boolean.class)
                .single();
    }

    List<EventId> endingAfter(Instant moment) {
        return jdbc.sql("select id from event where due_from > :moment and state <> 'draft'")
                .param("moment", Timestamp.from(moment))
                .query((row, _) -> new EventId(row.getObject("id", UUID.class)))
                .list();
    }

    List<EventId> endingAfter(OrganiserId organiser, Instant moment) {
        return jdbc.sql("""
                        select id from event
                        where organiser = :organiser and due_from > :moment and state <> 'draft'""")
                .param("organiser", organiser.value())
                .param("moment", Timestamp.from(moment))
                .query((row, _) -> new EventId(row.getObject("id", UUID.class)))
                .list();
    }

    List<EventId> datesBeginning(Instant from, Instant until) {
        return courses.beginning(from, until);
    }

    boolean callDateOff(EventId event, DateId date, Instant now) {
        return courses.callOff(event, date, now);
    }

    List<EventId> starting(Instant after, Instant until) {
        return jdbc.sql("""
                        select id from event
                        where kind = 'meeting' and starts_at > :after and starts_at <= :until and state in ('published', 'closed')
                        order by starts_at, id""")
                .param("after", Timestamp.from(after))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new EventId(row.getObject("id", UUID.class)))
                .list();
    }

    List<EventId> ended(Instant from, Instant until) {
        return jdbc.sql("""
                        select id from event
                        where kind = 'meeting' and ends_at between :from and :until and state in ('published', 'closed')
                        order by ends_at, id""")
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new EventId(row.getObject("id", UUID.class)))
                .list();
    }

    /// Those who were asked, and have said that they want to, and all others.
    Set<MemberId> hosts(EventId id) {
        return hosts(id, "select member from event_host host where event = :event and " + WILLING);
    }

    Set<MemberId> named(EventId id) {
        return hosts(id, "select member from event_host where event = :event");
    }

    private Set<MemberId> hosts(EventId id, String sql) {
        return jdbc
                .sql(sql)
                .param("event", id.value())
                .query((row, _) -> new MemberId(row.getObject("member", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    void hosts(EventId id, Set<MemberId> hosts) {
        jdbc.sql("delete from event_host where event = :event and member <> all(:hosts)")
                .param("event", id.value())
                .param("hosts", hosts.stream().map(MemberId::value).toArray(UUID[]::new))
                .update();
        for (var host : hosts) {
            jdbc.sql("insert into event_host (event, member) values (:event, :member) on conflict do nothing")
                    .param("event", id.value())
                    .param("member", host.value())
                    .update();
        }
    }

    /// Whatever they had said before to the organiser.
    void letLead(EventId id, MemberId host) {
        jdbc.sql("delete from event_host_asked where event = :event and member = :member")
                .param("event", id.value())
                .param("member", host.value())
                .update();
        jdbc.sql("insert into event_host (event, member) values (:event, :member) on conflict do nothing")
                .param("event", id.value())
                .param("member", host.value())
                .update();
    }

    private List<Event> read(String where, Map<String, ?> params) {
        return jdbc.sql("select " + COLUMNS + PLANS_AND_STEPS + CourseTable.COLUMNS + " from event " + where)
                .params(params)
                .query((row, _) -> new Row(row).event(plans(row), new CancellationPolicy(steps(row))))
                .list();
    }

    private static List<Plan> plans(ResultSet row) throws SQLException {
        var plans = new ArrayList<Plan>();
        for (var plan : JSON.readTree(row.getString("plans"))) {
            plans.add(new Plan(
                    new PlanId(UUID.fromString(plan.path(0).asString())),
                    plan.path(1).asString(),
                    Plan.Kind.valueOf(plan.path(2).asString().toUpperCase(Locale.ROOT)),
                    new Money(
                            plan.path(3).asLong(),
                            Currency.getInstance(plan.path(4).asString())),
                    plan.path(5).asInt(),
                    new Tax(
                            Tax.Category.valueOf(plan.path(6).asString().toUpperCase(Locale.ROOT)),
                            plan.path(7).asInt()),
                    plan.path(8).isNull()
                            ? Optional.empty()
                            : Optional.of(Duration.ofMinutes(plan.path(8).asInt())),
                    plan.path(9).isNull()
                            ? Optional.empty()
                            : Optional.of(
                                    new CircleId(UUID.fromString(plan.path(9).asString())))));
        }
        return plans;
    }

    /// Of all its plans. One that is not offered any more is for nobody: it has a circle that no plan has.
    Map<PlanId, Optional<CircleId>> circles(EventId event) {
        return jdbc
                .sql("select id, case when retired then id else circle end from event_plan where event = :event")
                .param("event", event.value())
                .query((row, _) -> Map.entry(
                        new PlanId(row.getObject("id", UUID.class)),
                        Optional.ofNullable(row.getObject(2, UUID.class)).map(CircleId::new)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Also when it is not sold any more.
    boolean isForMembers(PlanId plan) {
        return jdbc.sql(
                        "select exists (select from event_plan where id = :id and (circle is not null or were_members))")
                .param("id", plan.value())
                .query(Boolean.class)
                .single();
    }

    private static List<AddOn> addOns(ResultSet row) throws SQLException {
        var addOns = new ArrayList<AddOn>();
        for (var one : JSON.readTree(row.getString("add_ons"))) {
            addOns.add(new AddOn(
                    new AddOnId(UUID.fromString(one.path(0).asString())),
                    one.path(1).asString(),
                    one.path(2).asString(),
                    AddOn.Per.valueOf(one.path(3).asString().toUpperCase(Locale.ROOT)),
                    new Money(
                            one.path(4).asLong(),
                            Currency.getInstance(one.path(5).asString())),
                    new Tax(
                            Tax.Category.valueOf(one.path(6).asString().toUpperCase(Locale.ROOT)),
                            one.path(7).asInt()),
                    one.path(8).asInt(),
                    one.path(9).isNull()
                            ? Optional.empty()
                            : Optional.of(one.path(9).asInt()),
                    one.path(10).isNull()
                            ? Optional.empty()
                            : Optional.of(Instant.ofEpochSecond(one.path(10).asLong()))));
        }
        return addOns;
    }

    private static List<CancellationPolicy.Step> steps(ResultSet row) throws SQLException {
        var steps = new ArrayList<CancellationPolicy.Step>();
        for (var step : JSON.readTree(row.getString("steps"))) {
            steps.add(new CancellationPolicy.Step(
                    Duration.ofMinutes(step.path(0).asInt()), step.path(1).asInt()));
        }
        return steps;
    }

    /// One row of `event`, without its plans and steps.
    private static final class Row {
        private final UUID id;
        private final String state;
        private final OrganiserId organiser;
        private final String slug;
        private final Event.Presentation presentation;
        private final Schedule schedule;
        private final int capacity;
        private final boolean soldUntilEnd;
        private final Event.Extras extras;
        private final Event.SaleTo soldTo;
        private final @Nullable CircleId circle;
        private final Event.Venue venue;
        private final int sequence;
        private final @Nullable Instant publishedAt;
        private final @Nullable Instant closedAt;
        private final @Nullable Instant cancelledAt;
        private final @Nullable String cancelReason;

        Row(ResultSet row) throws SQLException {
            id = row.getObject("id", UUID.class);
            state = row.getString("state");
            organiser = new OrganiserId(row.getObject("organiser", UUID.class));
            slug = row.getString("slug");
            var picture = row.getObject("picture", UUID.class);
            presentation = new Event.Presentation(
                    row.getString("title"),
                    row.getString("description"),
                    picture == null ? null : new PictureId(picture),
                    row.getString("art"));
            var zone = ZoneId.of(row.getString("zone"));
            schedule = switch (row.getString("kind")) {
                case SESSION -> new Schedule.Arranged(zone);
                case MONTH -> new Schedule.Monthly(zone);
                case COURSE -> CourseTable.read(row, zone);
                case AT_ONCE -> new Schedule.AtOnce(zone);
                default ->
                    new Schedule.Fixed(
                            row.getObject("starts_local", LocalDateTime.class),
                            Duration.ofMinutes(row.getInt("minutes")),
                            zone);
            };
            capacity = row.getInt("capacity");
            soldUntilEnd = row.getBoolean("sold_until_end");
            extras = new Event.Extras(row.getBoolean("asks"), addOns(row));
            soldTo = Event.SaleTo.valueOf(row.getString("sold_to").toUpperCase(Locale.ROOT));
            var members = row.getObject("circle", UUID.class);
            circle = members == null ? null : new CircleId(members);
            venue = new Event.Venue(row.getString("provider"), Duration.ofMinutes(row.getInt("doors_minutes")));
            sequence = row.getInt("sequence");
            publishedAt = instant(row, "published_at");
            closedAt = instant(row, "closed_at");
            cancelledAt = instant(row, "cancelled_at");
            cancelReason = row.getString("cancel_reason");
        }

        private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
            var stamp = row.getTimestamp(column);
            return stamp == null ? null : stamp.toInstant();
        }

        Event event(List<Plan> plans, CancellationPolicy policy) {
            var sale = new Event.Sale(capacity, plans, policy, soldUntilEnd, soldTo, extras, circle);
            var told = new Event.Particulars(organiser, slug, presentation, schedule, sale, venue, sequence);
            var eventId = new EventId(id);
            return switch (state) {
                case "draft" -> new Event.Draft(eventId, told);
                case "published" -> new Event.Published(eventId, told, Objects.requireNonNull(publishedAt));
                case "closed" ->
                    new Event.Closed(
                            eventId, told, Objects.requireNonNull(publishedAt), Objects.requireNonNull(closedAt));
                case "cancelled" ->
                    new Event.Cancelled(
                            eventId, told, Objects.requireNonNull(cancelledAt), Objects.requireNonNull(cancelReason));
                default -> throw new IllegalStateException("event " + eventId + " is in an unknown state");
            };
        }
    }
}
