package org.tsudoi.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.Member;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.OrderId;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.NewCards;
import org.tsudoi.payments.NewCards.Became;
import org.tsudoi.payments.NewCards.Kind;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.payments.SavedWallet;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Fees that are paid by a PayPal wallet, or a card, which its holder had kept without a payment.
@ProductTest
class WalletsKeptAloneTest {
    private static final int PRICE = 3300;
    private static final String TAKING_UP = "POST /v3/vault/payment-tokens";

    private final TownProcess town = TownProcess.running();
    private final Salon salon;
    private final Memberships memberships;
    private final NewCards asked;
    private final NewMeans newMeans;
    private final SavedCards cards;
    private final Ledger ledger;
    private final JdbcClient sql;
    private final TestClock clock;
    private final OrganiserId organiser;
    private final MonthlyPlan plan;
    private final Member member;

    WalletsKeptAloneTest(
            Salon salon,
            Memberships memberships,
            NewCards asked,
            NewMeans newMeans,
            SavedCards cards,
            Ledger ledger,
            JdbcClient sql,
            TestClock clock,
            Market market) {
        this.salon = salon;
        this.memberships = memberships;
        this.asked = asked;
        this.newMeans = newMeans;
        this.cards = cards;
        this.ledger = ledger;
        this.sql = sql;
        this.clock = clock;
        this.organiser = market.organiser();
        this.plan = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), PRICE);
        this.member = salon.member();
    }

    @BeforeEach
    void aFairTown() {
        salon.alone();
        town.fair();
        town.sameTimeAs(clock);
    }

    @AfterEach
    void theBooksBalance() {
        town.fair();
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private static JsonNode funding(String what) {
        return JsonMapper.shared().createObjectNode().put("funding", what);
    }

    private static CardHolder holder(Member of) {
        return new CardHolder(of.id().value());
    }

    private NewCards.Page page(Kind kind, Membership of, Member who) {
        return asked.ask(new NewCards.Wish(
                        holder(who),
                        kind,
                        who.email().value(),
                        Optional.of(new CardConsent("同意します", Locale.JAPANESE)),
                        newMeans.purpose(of.id()),
                        Locale.JAPANESE,
                        id -> "https://tsudoi.example/account/cards/added/" + id,
                        "https://tsudoi.example/account/memberships"))
                .orElseThrow();
    }

    /// Whoever is led to that page says yes there.
    private SavedCardId agreedAtPayPal(Membership of, Member who) {
        var page = page(Kind.WALLET, of, who);
        var setup = page.url().substring(page.url().lastIndexOf('=') + 1);
        town.call("POST", "/town/paypal/vault/setups/" + setup + "/approve", funding("BALANCE"));
        return page.card();
    }

    private void keep(Membership of, Member who) {
        assertThat(asked.became(holder(who), agreedAtPayPal(of, who))).isEqualTo(Became.KEPT_NOW);
        salon.jobs();
    }

    private Charge charge(Membership of, int period) {
        return memberships.charges(of.id()).stream()
                .filter(it -> it.terms().period().number() == period)
                .findFirst()
                .orElseThrow();
    }

    private LocalDate begins(Membership of, int period) {
        return of.agreement().calendar().start(period);
    }

    private String method(Member of) {
        return sql.sql("select method from saved_card where holder = :holder order by kept_at desc limit 1")
                .param("holder", of.id().value())
                .query(String.class)
                .single();
    }

    private boolean isGoneAtPayPal(String method) {
        return town.call("GET", "/town/paypal/vault/tokens", null)
                .valueStream()
                .filter(token -> token.path("token").asString("").equals(method))
                .findFirst()
                .orElseThrow()
                .path("gone")
                .asBoolean();
    }

    private List<Long> taken(OrderId order) {
        return town.call("GET", "/town/paypal/orders?limit=1000", null)
                .valueStream()
                .filter(it -> it.path("customId").asString("").equals(order.toString()))
                .filter(it -> it.path("status").asString("").equals("COMPLETED"))
                .map(it -> it.path("amount").asLong())
                .toList();
    }

    @Test
    void afterAFreeMonthTheWalletPaysUntilItsHolderLeavesAndIsForgottenThen() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        assertThat(joined).isInstanceOf(Membership.Trial.class);
        keep(joined, member);
        assertThat(memberships.payBy(joined.id())).isInstanceOf(PayBy.Stored.class);
        var wallet = (SavedWallet) cards.means(holder(member)).getFirst();
        assertThat(wallet.alone()).isTrue();
        assertThat(cards.consents(wallet))
                .singleElement()
                .satisfies(it -> assertThat(it.by().words()).isEqualTo("同意します"));
        salon.until(begins(joined, 1));
        assertThat(charge(joined, 1)).isInstanceOf(Charge.Paid.class);
        assertThat(taken(salon.order(joined, 1).id())).containsExactly((long) PRICE);

        town.call("PUT", "/town/paypal/vault/tokens/" + method(member), funding("DECLINED_CARD"));
        salon.until(begins(joined, 2));
        assertThat(salon.now(joined)).isInstanceOf(Membership.PastDue.class);
        town.call("PUT", "/town/paypal/vault/tokens/" + method(member), funding("BALANCE"));
        salon.until(begins(joined, 2).plusDays(2));
        assertThat(charge(joined, 2))
                .isInstanceOfSatisfying(
                        Charge.Paid.class, paid -> assertThat(paid.attempt()).isEqualTo(2));
        assertThat(taken(salon.order(joined, 2).id())).containsExactly((long) PRICE);

        memberships.leave(joined.id(), "test");
        salon.jobs();
        assertThat(isGoneAtPayPal(method(member))).isFalse();
        salon.until(begins(joined, 3));
        assertThat(salon.now(joined)).isInstanceOf(Membership.Ended.class);
        assertThat(isGoneAtPayPal(method(member))).isTrue();
        assertThat(cards.means(holder(member))).isEmpty();
        assertThat(memberships.charges(joined.id()))
                .noneMatch(it -> it.terms().period().number() == 3);
    }

    @Test
    void aWalletThatIsKeptOnceItsMembershipIsOverIsForgotten() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var agreed = agreedAtPayPal(joined, member);
        memberships.leaveAtOnce(joined.id(), "test");
        salon.jobs();
        assertThat(salon.now(joined)).isInstanceOf(Membership.Ended.class);
        assertThat(asked.became(holder(member), agreed)).isEqualTo(Became.KEPT_NOW);
        salon.jobs();
        assertThat(isGoneAtPayPal(method(member))).isTrue();
        assertThat(cards.means(holder(member))).isEmpty();
    }

    @Test
    void aWalletThatPaysAnotherMembershipStaysUntilThatIsOver() {
        var one = salon.join(plan, member, new PayBy.Invoice());
        keep(one, member);
        var other = salon.join(
                salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), PRICE),
                member,
                memberships.payBy(one.id()));
        memberships.leaveAtOnce(one.id(), "test");
        salon.jobs();
        assertThat(cards.means(holder(member))).hasSize(1);
        memberships.leaveAtOnce(other.id(), "test");
        salon.jobs();
        assertThat(isGoneAtPayPal(method(member))).isTrue();
    }

    @Test
    void whoeverIsSentToThePageOfAnotherDoesNotPayForThem() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var id = agreedAtPayPal(joined, member);
        var victim = salon.member();
        assertThat(asked.became(holder(victim), id)).isEqualTo(Became.NOTHING);
        salon.until(salon.date().plusDays(4));
        assertThat(cards.means(holder(member))).isEmpty();
        assertThat(cards.means(holder(victim))).isEmpty();
        assertThat(memberships.payBy(joined.id())).isEqualTo(new PayBy.Invoice());
        assertThat(asked.became(holder(member), id)).isEqualTo(Became.NOTHING);
        assertThat(stuck(id)).isFalse();
    }

    private boolean stuck(SavedCardId id) {
        return sql.sql(
                        "select exists (select from outbox where topic = 'card.keep' and key = :key and state = 'stuck')")
                .param("key", id.toString())
                .query(Boolean.class)
                .single();
    }

    @Test
    void theDatabaseKeepsNoWalletForWhoDidNotComeBackAndServesNothingTwice() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        keep(joined, member);
        var kept = cards.means(holder(member)).getFirst().id();
        assertThatThrownBy(() -> change("served_at = now() + interval '1 minute'", kept))
                .hasMessageContaining("that is said once");
        var other = salon.member();
        var open = agreedAtPayPal(salon.join(plan, other, new PayBy.Invoice()), other);
        assertThatThrownBy(() -> change("state = 'kept', over_at = now(), means = '" + raw(kept) + "'", open))
                .hasMessageContaining("its holder has not come back");
    }

    private void change(String what, SavedCardId card) {
        sql.sql("update new_card set " + what + " where id = :id")
                .param("id", card.value())
                .update();
    }

    private static String raw(SavedCardId id) {
        return id.value().toString();
    }

    @Test
    void whoComesBackLateIsAskedAboutWithinMinutes() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var id = agreedAtPayPal(joined, member);
        salon.jobs();
        clock.forward(Duration.ofHours(2));
        salon.jobs();
        town.weather("paypal", TAKING_UP, "cut-after", 1, 100);
        assertThat(asked.became(holder(member), id)).isEqualTo(Became.OPEN);
        town.fair();
        clock.forward(Duration.ofMinutes(5));
        salon.jobs();
        assertThat(cards.means(holder(member))).hasSize(1);
        assertThat(memberships.payBy(joined.id())).isInstanceOf(PayBy.Stored.class);
    }

    @Test
    void aWordThatWasNotAnsweredIsTakenUpByAJob() {
        for (var weather : new String[] {"cut-after", "cut-before", "error-after"}) {
            var who = salon.member();
            var joined = salon.join(plan, who, new PayBy.Invoice());
            var id = agreedAtPayPal(joined, who);
            town.weather("paypal", TAKING_UP, weather, 1, 100);
            assertThat(asked.became(holder(who), id)).as(weather).isEqualTo(Became.OPEN);
            town.fair();
            clock.forward(Duration.ofMinutes(5));
            salon.today();
            salon.jobs();
            assertThat(memberships.payBy(joined.id())).as(weather).isInstanceOf(PayBy.Stored.class);
            assertThat(cards.means(holder(who))).as(weather).hasSize(1);
        }
    }

    @Test
    void aCardWhoseHolderNeverCameBackPaysAllTheSame() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var page = page(Kind.CARD, joined, member);
        var session = page.url().substring(page.url().lastIndexOf('/') + 1);
        town.call(
                "POST",
                "/town/stripe/sessions/" + session + "/pay",
                JsonMapper.shared().createObjectNode().put("card", Salon.GOOD));
        clock.forward(Duration.ofMinutes(5));
        salon.today();
        salon.jobs();
        assertThat(memberships.payBy(joined.id())).isInstanceOf(PayBy.Stored.class);
        memberships.leaveAtOnce(joined.id(), "test");
        salon.jobs();
        assertThat(cards.means(holder(member))).hasSize(1);
    }

    @Test
    void whatWasChosenSinceStaysAndAReturnThatIsRepeatedChangesNothing() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var id = agreedAtPayPal(joined, member);
        memberships.payBy(joined.id(), new PayBy.Points(), "test");
        assertThat(asked.became(holder(member), id)).isEqualTo(Became.KEPT_NOW);
        salon.jobs();
        assertThat(memberships.payBy(joined.id())).isEqualTo(new PayBy.Points());
        memberships.payBy(joined.id(), new PayBy.Invoice(), "test");
        assertThat(asked.became(holder(member), id)).isEqualTo(Became.KEPT);
        assertThat(newMeans.settle(id)).isFalse();
        salon.jobs();
        assertThat(memberships.payBy(joined.id())).isEqualTo(new PayBy.Invoice());
    }

    @Test
    void aWalletOfACustomerWhoIsSomebodyElseIsForgottenAtPayPal() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var id = agreedAtPayPal(joined, member);
        sql.sql("insert into card_holder (holder, provider, customer, since) values (:holder, 'paypal', :other, now())")
                .param("holder", member.id().value())
                .param("other", "other-" + member.id())
                .update();
        assertThat(asked.became(holder(member), id)).isEqualTo(Became.NOTHING);
        salon.jobs();
        assertThat(cards.means(holder(member))).isEmpty();
        assertThat(memberships.payBy(joined.id())).isEqualTo(new PayBy.Invoice());
        assertThat(town.call("GET", "/town/paypal/vault/tokens", null)
                        .valueStream()
                        .toList()
                        .getLast()
                        .path("gone")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void afterARefusalAnotherMeansIsChargedAtOnce() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        keep(joined, member);
        town.call("PUT", "/town/paypal/vault/tokens/" + method(member), funding("DECLINED_CARD"));
        salon.until(begins(joined, 1));
        assertThat(salon.now(joined)).isInstanceOf(Membership.PastDue.class);
        keep(joined, member);
        assertThat(charge(joined, 1)).isInstanceOf(Charge.Paid.class);
        assertThat(salon.now(joined)).isInstanceOf(Membership.Active.class);
        assertThat(taken(salon.order(joined, 1).id())).containsExactly((long) PRICE);
    }

    @Test
    void whoLeavesWhileTheirChargeIsUnknownIsAskedAboutAndGetsBackWhatWasTaken() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        keep(joined, member);
        clock.forwardTo(begins(joined, 1).atTime(9, 0, 30).atZone(Salon.TOKYO).toInstant());
        town.sameTimeAs(clock);
        town.weather("paypal", "POST /v2/checkout/orders", "cut-after", 1, 100);
        memberships.runDue();
        memberships.leaveAtOnce(joined.id(), "test");
        town.fair();
        for (int again = 0; again < 4; again++) {
            clock.forward(Duration.ofMinutes(10));
            salon.today();
        }
        var order = salon.order(joined, 1).id();
        assertThat(taken(order)).hasSize(1);
        assertThat(charge(joined, 1)).isInstanceOf(Charge.Paid.class);
        salon.jobs();
        assertThat(isGoneAtPayPal(method(member))).isTrue();
        assertThat(((Charge.Paid) charge(joined, 1)).back().minorUnits()).isPositive();
    }
}
