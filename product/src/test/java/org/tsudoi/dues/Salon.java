package org.tsudoi.dues;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Ladder;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.memberships.TaxRule;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.node.JsonNodeFactory;

/// A salon with members who pay in Town, for tests; made through the faces that everybody uses.
@Component
@Lazy
public class Salon {
    public static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    public static final String GOOD = "4242424242424242";
    public static final String FAILS_WHEN_KEPT = "4000000000000341";
    public static final String BANK_ASKS = "4000002760003184";

    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final Members members;
    private final Orders orders;
    private final Market market;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final Ids ids;
    private final Ledger ledger;
    private final JdbcClient sql;

    Salon(
            MonthlyPlans plans,
            Memberships memberships,
            Members members,
            Orders orders,
            Market market,
            OutboxRunner outbox,
            TestClock clock,
            Ids ids,
            Ledger ledger,
            JdbcClient sql) {
        this.plans = plans;
        this.memberships = memberships;
        this.members = members;
        this.orders = orders;
        this.market = market;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
        this.ledger = ledger;
        this.sql = sql;
    }

    public static MonthlyPlan.Terms terms(FirstMonth first, Anchor anchor) {
        return new MonthlyPlan.Terms(
                new TaxRule(Tax.Category.STANDARD, "JP"),
                first,
                anchor,
                TOKYO,
                LeavingRefund.PRORATED,
                Ladder.USUAL,
                null);
    }

    public MonthlyPlan plan(OrganiserId organiser, FirstMonth first, Anchor anchor, long price) {
        return plans.open(new MonthlyPlans.Wish(
                new MonthlyPlanId(ids.next()),
                organiser,
                MonthlyPlan.Kind.SALON,
                "朝の読書サロン",
                "毎月一冊を読みます。",
                terms(first, anchor),
                Money.jpy(price),
                "mem_owner"));
    }

    public Member member() {
        var made = members.findOrCreate(
                market.mail("member"), Optional.of(new PersonName("山田 花子")), Locale.JAPANESE, TOKYO);
        return members.find(made.id()).orElseThrow();
    }

    public Membership join(MonthlyPlan plan, Member member, PayBy by) {
        var joined = memberships.join(new MembershipId(UUID.randomUUID()), plan.id(), member.id(), by);
        if (joined instanceof Memberships.Joined.In(var membership)) return now(membership);
        throw new AssertionError("not in: " + joined);
    }

    /// Joins, and pays the first fee by this card, which is kept for the next ones.
    public Membership joinByCard(MonthlyPlan plan, Member member, String card) {
        var joined = join(plan, member, new PayBy.Invoice());
        payByHand(Dues.order(ChargeId.of(joined.id(), 0)), member, card);
        return now(joined);
    }

    public Order payByHand(OrderId order, Member member, String card) {
        orders.pay(
                order,
                Choice.CARD,
                new CardWish.Remember(new CardHolder(member.id().value()), true));
        return payOnPage(order, card);
    }

    /// On the provider's page, once it was gone to.
    public Order payOnPage(OrderId order, String card) {
        var how = JsonNodeFactory.instance.objectNode().put("card", card);
        TownProcess.running().call("POST", "/town/stripe/sessions/" + market.session(order) + "/pay", how);
        var after = orders.askAgain(order);
        jobs();
        return after;
    }

    public void jobs() {
        outbox.runDue();
    }

    public Membership now(Membership membership) {
        return memberships.get(membership.id());
    }

    public Order order(Membership membership, int period) {
        return orders.get(Dues.order(ChargeId.of(membership.id(), period)));
    }

    /// What earlier tests left is not looked after any more: each would be charged for each month that this one lets
    /// go by.
    public void alone() {
        sql.sql("update membership set next_at = null where next_at is not null")
                .update();
    }

    /// To the morning of this day, in Tokyo, with all jobs of the days between, of which those are left out on which
    /// nothing is due. Not to nine sharp, where a day of UTC begins: Town may be a second behind.
    public void until(LocalDate day) {
        var end = day.atTime(9, 0, 30).atZone(TOKYO).toInstant();
        while (clock.instant().plus(Duration.ofDays(1)).isBefore(end)) {
            var next = nextDue();
            if (!next.isBefore(end)) break;
            clock.forwardTo(next);
            today();
        }
        clock.forwardTo(end);
        today();
    }

    /// A day on at least.
    private Instant nextDue() {
        var tomorrow = clock.instant().plus(Duration.ofDays(1));
        var due = sql.sql("""
                        select least((select min(due_at) from outbox where state = 'waiting'),
                          (select min(next_at) from membership),
                          (select min(held_until) from orders where state in ('held', 'paying')))""")
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .single();
        return due.filter(it -> it.isAfter(tomorrow)).orElse(due.isPresent() ? tomorrow : Instant.MAX);
    }

    public void today() {
        TownProcess.running().sameTimeAs(clock);
        outbox.runDue();
        memberships.runDue();
        orders.lapseDue();
        outbox.runDue();
    }

    public LocalDate date() {
        return LocalDate.ofInstant(clock.instant(), TOKYO);
    }

    /// Positive: what is owed to them.
    public long payable(OrganiserId organiser) {
        return -balance(Orders.payable(organiser, Money.jpy(1).currency()));
    }

    /// What providers kept of all payments to them, which they bear.
    public long providersFees(OrganiserId organiser) {
        return sql.sql("select coalesce(sum(fee), 0) from payment where payable_to = :payable")
                .param(
                        "payable",
                        Orders.payable(organiser, Money.jpy(1).currency()).value())
                .query(Long.class)
                .single();
    }

    private long balance(AccountCode account) {
        return ledger.account(account).isEmpty() ? 0 : ledger.balance(account).posted();
    }

    public @Nullable Instant completedAt(OrderId order) {
        return sql.sql("select completed_at from orders where id = :id")
                .param("id", order.value())
                .query((row, _) -> {
                    var at = row.getTimestamp("completed_at");
                    return Optional.ofNullable(at).map(java.sql.Timestamp::toInstant);
                })
                .single()
                .orElse(null);
    }
}
