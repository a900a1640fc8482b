package org.tsudoi.memberships.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Ladder;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MembershipNotices.Notice;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.memberships.TaxRule;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.platform.database.Logins;
import org.tsudoi.testing.FreshDatabase;
import org.tsudoi.testing.TestClock;

/// The module alone, on a database and with a clock of its own: years go by here and nowhere else. One club
/// after the other meets there, and finds it empty.
final class Club {
    private static final Database DATABASE = new Database();

    static final PayBy CARD = new PayBy.Stored("crd_1");

    final TestClock clock;
    final Weather weather;
    final Memberships memberships;
    final MonthlyPlans plans;
    final JdbcClient sql;
    final TransactionTemplate transactions;
    private final TendingMemberships.Tables tables;
    final List<Notice> told = new ArrayList<>();
    private final Set<String> toldKeys = new HashSet<>();
    private final OrganiserId organiser = new OrganiserId(UUID.randomUUID());
    /// Whether the process dies in the next transaction that tells somebody something.
    boolean dies;

    Club(String opensAt) {
        clock = new TestClock(Instant.parse(opensAt));
        weather = new Weather(clock);
        DATABASE.clear();
        var pool = DATABASE.pool;
        sql = JdbcClient.create(pool);
        transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
        tables = new TendingMemberships.Tables(new MembershipTable(sql), new ChargeTable(sql), new PlanTable(sql));
        var telling = new TellingMembers(Optional.of(this::tell));
        var tending = new TendingMemberships(tables, weather, telling, transactions, clock);
        memberships = new KeepingMemberships(tables, tending, telling, transactions, clock);
        plans = new KeepingPlans(tables, telling, transactions, clock);
        sql.sql("""
                        insert into organiser (id, slug, name, currency, country, about, created_at)
                        values (:id, :slug, 'Club', 'JPY', 'JP', '', '2026-01-01')
                        """)
                .param("id", organiser.value())
                .param("slug", "club-" + UUID.randomUUID().toString().substring(0, 8))
                .update();
    }

    private void tell(Notice notice) {
        if (dies) {
            dies = false;
            throw new Weather.Killed();
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                synchronized (told) {
                    if (!toldKeys.add(notice.key())) throw new AssertionError("told twice: " + notice.key());
                    told.add(notice);
                }
            }
        });
    }

    static MonthlyPlan.Terms terms(FirstMonth first, Anchor anchor, String zone, @Nullable Integer capacity) {
        return new MonthlyPlan.Terms(
                new TaxRule(Tax.Category.STANDARD, "JP"),
                first,
                anchor,
                ZoneId.of(zone),
                LeavingRefund.PRORATED,
                Ladder.USUAL,
                capacity);
    }

    MonthlyPlan plan(MonthlyPlan.Terms terms, Money price) {
        return plans.open(new MonthlyPlans.Wish(
                new MonthlyPlanId(UUID.randomUUID()),
                organiser,
                MonthlyPlan.Kind.SALON,
                "Salon",
                "",
                terms,
                price,
                "mem_owner"));
    }

    MonthlyPlan plan(FirstMonth first, Anchor anchor) {
        return plan(terms(first, anchor, "Asia/Tokyo", null), Money.jpy(1000));
    }

    MemberId member() {
        var id = UUID.randomUUID();
        var mail = id.toString().getBytes(StandardCharsets.UTF_8);
        sql.sql("""
                        insert into member (id, email_sealed, email_index, locale, zone, created_at)
                        values (:id, :mail, :mail, 'ja', 'Asia/Tokyo', '2026-01-01')
                        """).param("id", id).param("mail", mail).update();
        return new MemberId(id);
    }

    Membership join(MonthlyPlan plan, MemberId member, PayBy by) {
        var joined = memberships.join(new MembershipId(UUID.randomUUID()), plan.id(), member, by);
        if (joined instanceof Memberships.Joined.In(var membership)) return membership;
        throw new AssertionError("not in: " + joined);
    }

    Membership join(MonthlyPlan plan) {
        return join(plan, member(), CARD);
    }

    /// To this moment, with the job run on each day on the way.
    void until(String moment) {
        var end = Instant.parse(moment);
        while (clock.instant().plus(Duration.ofDays(1)).isBefore(end)) {
            clock.forward(Duration.ofDays(1));
            memberships.runDue();
        }
        clock.forwardTo(end);
        memberships.runDue();
    }

    /// The same plans where nobody writes letters.
    MonthlyPlans unheardPlans() {
        return new KeepingPlans(tables, new TellingMembers(Optional.empty()), transactions, clock);
    }

    MembershipExamination examination() {
        return new MembershipExamination(new MembershipTable(sql), new ChargeTable(sql), clock);
    }

    Membership now(Membership membership) {
        return memberships.get(membership.id());
    }

    private static final class Database {
        private final Logins logins = FreshDatabase.create();
        private final HikariDataSource pool;

        Database() {
            Flyway.configure()
                    .dataSource(
                            logins.url(), logins.owner().user(), logins.owner().password())
                    .load()
                    .migrate();
            var settings = new HikariConfig();
            settings.setJdbcUrl(logins.url());
            settings.setUsername(logins.app().user());
            settings.setPassword(logins.app().password());
            settings.setMaximumPoolSize(4);
            // A year has some thousand commits; what is on the disk is asked elsewhere.
            settings.setConnectionInitSql("set synchronous_commit = off");
            pool = new HikariDataSource(settings);
        }

        void clear() {
            var owner = new DriverManagerDataSource(
                    logins.url(), logins.owner().user(), logins.owner().password());
            JdbcClient.create(owner).sql("truncate monthly_plan cascade").update();
        }
    }
}
