package org.tsudoi.memberships.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Ladder;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans.Wish;
import org.tsudoi.memberships.PriceList;
import org.tsudoi.memberships.TaxRule;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;

/// Rows of `monthly_plan` and `monthly_price`.
@Component
class PlanTable {
    private static final String COLUMNS = """
            select id, organiser, kind, name, about, currency, tax_category, tax_country, first_month, fixed_day, zone, leaving, retries,
                   access_days, end_days, capacity, running, opened_at, closed_at
            from monthly_plan
            """;

    private final JdbcClient jdbc;

    PlanTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False when there is one with this id.
    boolean insert(Wish wish, Instant now) {
        int added = terms(jdbc.sql("""
                        insert into monthly_plan (id, organiser, kind, name, about, currency, tax_category, tax_country, first_month, fixed_day,
                            zone, leaving, retries, access_days, end_days, capacity, opened_at, opened_by)
                        values (:id, :organiser, :kind, :name, :about, :currency, :tax, :country, :first, :day, :zone, :leaving, :retries,
                            :access, :end, :capacity, :now, :by)
                        on conflict (id) do nothing
                        """), wish.terms())
                .param("id", wish.id().value())
                .param("organiser", wish.organiser().value())
                .param("kind", wish.kind().word())
                .param("name", wish.name())
                .param("about", wish.about())
                .param("currency", wish.price().currency().getCurrencyCode())
                .param("now", Columns.of(now))
                .param("by", wish.by())
                .update();
        return added == 1;
    }

    void change(MonthlyPlanId id, String name, String about, MonthlyPlan.Terms terms) {
        int changed = terms(jdbc.sql("""
                        update monthly_plan
                        set name = :name, about = :about, tax_category = :tax, tax_country = :country, first_month = :first, fixed_day = :day,
                            zone = :zone, leaving = :leaving, retries = :retries, access_days = :access, end_days = :end,
                            capacity = :capacity
                        where id = :id
                        """), terms)
                .param("id", id.value())
                .param("name", name)
                .param("about", about)
                .update();
        Columns.moved(changed, id, "there");
    }

    private static JdbcClient.StatementSpec terms(JdbcClient.StatementSpec statement, MonthlyPlan.Terms terms) {
        return statement
                .param("tax", terms.tax().category().word())
                .param("country", terms.tax().country())
                .param("first", terms.firstMonth().word())
                .param("day", fixedDay(terms.anchor()), Types.INTEGER)
                .param("zone", terms.zone().getId())
                .param("leaving", terms.leaving().word())
                .param("retries", Columns.numbers(terms.ladder().retries()))
                .param("access", terms.ladder().access())
                .param("end", terms.ladder().end())
                .param("capacity", terms.capacity(), Types.INTEGER);
    }

    private static @Nullable Integer fixedDay(Anchor anchor) {
        return switch (anchor) {
            case Anchor.DayOfJoining _ -> null;
            case Anchor.FixedDay(int day) -> day;
        };
    }

    void addPrice(
            MonthlyPlanId plan, PriceList.Step step, LocalDate announcedOn, @Nullable LocalDate previous, String by) {
        jdbc.sql("""
                        insert into monthly_price (plan, valid_from, amount, announced_on, previous_from, announced_by)
                        values (:plan, :from, :amount, :announced, :previous, :by)
                        """)
                .param("plan", plan.value())
                .param("from", step.from())
                .param("amount", step.price().minorUnits())
                .param("announced", announcedOn)
                .param("previous", previous, Types.DATE)
                .param("by", by)
                .update();
    }

    /// That this member was told of the price that is to come on this day.
    void told(MonthlyPlanId plan, LocalDate from, MembershipId membership, Instant now) {
        jdbc.sql("""
                        insert into monthly_price_told (price, membership, told_at)
                        select id, :membership, :now from monthly_price
                        where plan = :plan and valid_from = :from and withdrawn_on is null
                        on conflict do nothing
                        """)
                .param("plan", plan.value())
                .param("from", from)
                .param("membership", membership.value())
                .param("now", Columns.of(now))
                .update();
    }

    List<MembershipId> told(MonthlyPlanId plan, LocalDate from) {
        return jdbc.sql("""
                        select t.membership from monthly_price_told t join monthly_price p on p.id = t.price
                        where p.plan = :plan and p.valid_from = :from and p.withdrawn_on is null order by t.membership
                        """)
                .param("plan", plan.value())
                .param("from", from)
                .query((row, _) -> new MembershipId(Columns.uuid(row, "membership")))
                .list();
    }

    void withdraw(MonthlyPlanId plan, LocalDate from, LocalDate today, String by) {
        int changed = jdbc.sql("""
                        update monthly_price set withdrawn_on = :today, withdrawn_by = :by
                        where plan = :plan and valid_from = :from and withdrawn_on is null
                        """)
                .param("today", today)
                .param("by", by)
                .param("plan", plan.value())
                .param("from", from)
                .update();
        Columns.moved(changed, plan, "announced");
    }

    void close(MonthlyPlanId id, Instant now) {
        jdbc.sql("update monthly_plan set closed_at = coalesce(closed_at, :now) where id = :id")
                .param("id", id.value())
                .param("now", Columns.of(now))
                .update();
    }

    /// Whether there was one left. Those who join at the same time wait for each other here.
    boolean takePlace(MonthlyPlanId id) {
        return jdbc.sql("""
                        update monthly_plan set running = running + 1
                        where id = :id and closed_at is null and (capacity is null or running < capacity)
                        """).param("id", id.value()).update() == 1;
    }

    void freePlace(MonthlyPlanId id) {
        jdbc.sql("update monthly_plan set running = running - 1 where id = :id")
                .param("id", id.value())
                .update();
    }

    Optional<MonthlyPlan> find(MonthlyPlanId id) {
        return read("where id = :id", id.value()).stream().findFirst();
    }

    /// Nobody announces or closes until the transaction ends.
    Optional<MonthlyPlan> hold(MonthlyPlanId id) {
        return read("where id = :id for share", id.value()).stream().findFirst();
    }

    /// Whoever announces, closes or joins waits for whoever does.
    Optional<MonthlyPlan> lock(MonthlyPlanId id) {
        return read("where id = :id for no key update", id.value()).stream().findFirst();
    }

    List<MonthlyPlan> of(OrganiserId organiser) {
        return read("where organiser = :id order by opened_at desc, id limit 200", organiser.value());
    }

    List<MonthlyPlan> ofPlatform() {
        return jdbc.sql(COLUMNS + "where kind = 'platform' order by opened_at desc, id limit 200")
                .query((row, _) -> plan(row))
                .list();
    }

    private List<MonthlyPlan> read(String which, UUID id) {
        return jdbc.sql(COLUMNS + which)
                .param("id", id)
                .query((row, _) -> plan(row))
                .list();
    }

    private MonthlyPlan plan(ResultSet row) throws SQLException {
        var id = new MonthlyPlanId(Columns.uuid(row, "id"));
        int day = row.getInt("fixed_day");
        var anchor = day == 0 ? new Anchor.DayOfJoining() : new Anchor.FixedDay(day);
        int capacity = row.getInt("capacity");
        var terms = new MonthlyPlan.Terms(
                new TaxRule(
                        Columns.word(Tax.Category.class, Columns.text(row, "tax_category")),
                        Columns.text(row, "tax_country")),
                Columns.word(FirstMonth.class, Columns.text(row, "first_month")),
                anchor,
                ZoneId.of(Columns.text(row, "zone")),
                Columns.word(LeavingRefund.class, Columns.text(row, "leaving")),
                new Ladder(Columns.numbers(row, "retries"), row.getInt("access_days"), row.getInt("end_days")),
                capacity == 0 ? null : capacity);
        return new MonthlyPlan(
                id,
                new OrganiserId(Columns.uuid(row, "organiser")),
                Columns.word(MonthlyPlan.Kind.class, Columns.text(row, "kind")),
                Columns.text(row, "name"),
                Columns.text(row, "about"),
                terms,
                prices(id, Currency.getInstance(Columns.text(row, "currency"))),
                row.getInt("running"),
                Columns.instant(row, "opened_at"),
                Columns.nullableInstant(row, "closed_at"));
    }

    private PriceList prices(MonthlyPlanId plan, Currency currency) {
        return new PriceList(jdbc.sql("""
                        select valid_from, amount from monthly_price where plan = :plan and withdrawn_on is null order by valid_from
                        """)
                .param("plan", plan.value())
                .query((row, _) ->
                        new PriceList.Step(Columns.date(row, "valid_from"), new Money(row.getLong("amount"), currency)))
                .list());
    }
}
