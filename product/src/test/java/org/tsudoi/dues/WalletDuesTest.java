package org.tsudoi.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
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
import org.tsudoi.money.Money;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.payments.SavedMeans;
import org.tsudoi.payments.SavedWallet;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.reconciliation.Reconciliation;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownPost;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A salon whose fees are paid by a PayPal wallet that is kept.
@PostTest
class WalletDuesTest {
    private static final int PRICE = 3300;
    private static final Choice PAYPAL = Choice.of(Means.PAYPAL);
    private static final Duration AWAITED_MAX = Duration.ofMinutes(2);
    private static final String STRICT = "/town/paypal/requests/strict";
    private static final String SILENT = "/town/paypal/vault/silent";
    private static final String CHARGE = "POST /v2/checkout/orders";

    private final TownProcess town = TownProcess.running();
    private final Salon salon;
    private final Memberships memberships;
    private final Orders orders;
    private final Payments payments;
    private final SavedCards cards;
    private final PaymentProvider paypal;
    private final Points points;
    private final Reconciliation reconciliation;
    private final Ledger ledger;
    private final JdbcClient sql;
    private final TestClock clock;
    private final int port;
    private final OrganiserId organiser;
    private final MonthlyPlan plan;
    private final Member member;

    WalletDuesTest(
            Salon salon,
            Memberships memberships,
            Orders orders,
            Payments payments,
            SavedCards cards,
            ObjectProvider<PaymentProvider> providers,
            Points points,
            Reconciliation reconciliation,
            Ledger ledger,
            JdbcClient sql,
            TestClock clock,
            Market market,
            @LocalServerPort int port) {
        this.salon = salon;
        this.memberships = memberships;
        this.orders = orders;
        this.payments = payments;
        this.cards = cards;
        this.paypal = providers.stream()
                .filter(it -> it.name().equals("paypal"))
                .findFirst()
                .orElseThrow();
        this.points = points;
        this.reconciliation = reconciliation;
        this.ledger = ledger;
        this.sql = sql;
        this.clock = clock;
        this.port = port;
        this.organiser = market.organiser();
        this.plan = salon.plan(organiser, FirstMonth.FULL, new Anchor.DayOfJoining(), PRICE);
        this.member = salon.member();
    }

    @BeforeEach
    void aFairTown() {
        salon.alone();
        town.deliverTo(port);
        quiet();
        town.sameTimeAs(clock);
    }

    @AfterEach
    void theBooksBalance() {
        quiet();
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    /// News of earlier payments is never sent.
    private void quiet() {
        town.fair();
        town.call("DELETE", STRICT, null);
        var wanted = JsonMapper.shared().createObjectNode().put("on", true).put("forget", true);
        town.call("PUT", "/town/paypal/webhooks", wanted);
    }

    private static JsonNode funding(String what) {
        return JsonMapper.shared().createObjectNode().put("funding", what);
    }

    private CardHolder holder() {
        return new CardHolder(member.id().value());
    }

    private Membership joined() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        payKeeping(Dues.order(charge(joined, 0).id()), member);
        return salon.now(joined);
    }

    /// Approved at PayPal, and taken when the payer comes back.
    ///
    /// @return what PayPal calls the order
    private String payKeeping(OrderId order, Member payer) {
        var holder = new CardHolder(payer.id().value());
        cards.agreeWith(order.toString(), holder, new CardConsent("同意します", Locale.JAPANESE));
        orders.pay(order, PAYPAL, new CardWish.Remember(holder, true));
        var reference = ((Payment.Submitted) payment(order)).reference();
        town.call("POST", "/town/paypal/orders/" + reference + "/approve", funding("BALANCE"));
        orders.askAgain(order);
        salon.jobs();
        return reference;
    }

    private Payment payment(OrderId order) {
        return payments.newestFor(order.toString()).orElseThrow();
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

    private Optional<SavedMeans> means(Membership of) {
        return memberships.payBy(of.id()) instanceof PayBy.Stored stored
                ? StoredMeans.of(stored).flatMap(it -> cards.agreed(holder(), it.card()))
                : Optional.empty();
    }

    private void jobsUntil(BooleanSupplier so) {
        await().atMost(AWAITED_MAX).pollInterval(Duration.ofMillis(50)).until(() -> {
            clock.forward(Duration.ofMillis(200));
            salon.jobs();
            return so.getAsBoolean();
        });
    }

    /// What PayPal took for these orders.
    private List<Long> taken(OrderId order) {
        return town.call("GET", "/town/paypal/orders?limit=1000", null)
                .valueStream()
                .filter(it -> it.path("customId").asString("").equals(order.toString()))
                .filter(it -> it.path("status").asString("").equals("COMPLETED"))
                .map(it -> it.path("amount").asLong())
                .toList();
    }

    @Test
    void aSalonThatWasJoinedByPayPalIsPaidByItMonthAfterMonth() {
        var joined = joined();
        assertThat(joined).isInstanceOf(Membership.Active.class);
        assertThat(means(joined)).get().isInstanceOfSatisfying(SavedWallet.class, wallet -> {
            assertThat(wallet.shown()).isEqualTo("PayPal t***@town.example");
            assertThat(wallet.alone()).isTrue();
            assertThat(cards.consents(wallet))
                    .singleElement()
                    .satisfies(agreed -> assertThat(agreed.by().words()).isEqualTo("同意します"));
        });
        assertThat(cards.of(holder())).isEmpty();
        salon.until(begins(joined, 1));
        assertThat(charge(joined, 1)).isInstanceOf(Charge.Paid.class);

        town.call("PUT", "/town/paypal/vault/tokens/" + method(), funding("DECLINED_CARD"));
        salon.until(begins(joined, 2));
        assertThat(salon.now(joined)).isInstanceOf(Membership.PastDue.class);
        assertThat(charge(joined, 2)).isInstanceOfSatisfying(Charge.Declined.class, declined -> {
            assertThat(declined.code()).isEqualTo("PAYER_CANNOT_PAY");
            assertThat(declined.remedy()).isEqualTo(Charge.Remedy.RETRY);
        });
        town.call("PUT", "/town/paypal/vault/tokens/" + method(), funding("BALANCE"));
        salon.until(begins(joined, 2).plusDays(2));
        assertThat(charge(joined, 2))
                .isInstanceOfSatisfying(
                        Charge.Paid.class, paid -> assertThat(paid.attempt()).isEqualTo(2));
        assertThat(salon.now(joined)).isInstanceOf(Membership.Active.class);

        salon.until(begins(joined, 3));
        assertThat(charge(joined, 3)).isInstanceOf(Charge.Paid.class);
        for (int period = 0; period <= 3; period++) {
            assertThat(taken(salon.order(joined, period).id())).containsExactly((long) PRICE);
        }
        assertThat(salon.payable(organiser)).isEqualTo(4 * PRICE - salon.providersFees(organiser));
        assertThat(salon.providersFees(organiser)).isEqualTo(4 * 159);
        theProviderTellsTheSame(joined);
    }

    /// Of the days that are compared.
    private void theProviderTellsTheSame(Membership joined) {
        clock.forward(Duration.ofDays(1));
        town.sameTimeAs(clock);
        salon.jobs();
        assertThat(reconciliation.run("test")).isPresent();
        var yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        assertThat(reconciliation.days(yesterday, yesterday))
                .filteredOn(day -> day.source().equals("paypal"))
                .isNotEmpty()
                .allSatisfy(day -> assertThat(day.failure()).isNull());
        var ours = memberships.charges(joined.id()).stream()
                .map(it -> payment(Dues.order(it.id())).id())
                .toList();
        assertThat(reconciliation.differences(Optional.of("paypal"), true, 1000))
                .noneSatisfy(
                        difference -> assertThat(difference.finding().payment()).isIn(ours));
    }

    @Test
    void whatWasNotAnsweredIsAskedAboutAndChargedOnce() {
        for (var weather : new String[] {"cut-after", "error-after", "error-before"}) {
            var who = salon.member();
            var joined = salon.join(plan, who, new PayBy.Invoice());
            payKeeping(Dues.order(charge(joined, 0).id()), who);
            clock.forwardTo(begins(joined, 1).atTime(9, 0).atZone(Salon.TOKYO).toInstant());
            town.sameTimeAs(clock);
            town.weather("paypal", CHARGE, weather, 1, 100);
            memberships.runDue();
            town.fair();
            var order = salon.order(joined, 1).id();
            assertThat(charge(joined, 1)).as(weather).isNotInstanceOf(Charge.Declined.class);
            jobsUntil(() -> charge(joined, 1) instanceof Charge.Paid);
            assertThat(taken(order)).as(weather).containsExactly((long) PRICE);
        }
    }

    @Test
    void whatWasNotAnsweredBeforeTheWalletWasRemovedIsFoundAndNotChargedAgain() {
        var joined = joined();
        var silent = JsonMapper.shared().createObjectNode().put("on", false);
        town.call("PUT", "/town/paypal/webhooks", silent);
        clock.forwardTo(begins(joined, 1).atTime(9, 0).atZone(Salon.TOKYO).toInstant());
        town.sameTimeAs(clock);
        town.weather("paypal", CHARGE, "cut-after", null, 100);
        memberships.runDue();
        town.fair();
        var used = JsonMapper.shared().createObjectNode().put("issue", "INVALID_PARAMETER_VALUE");
        town.call("PUT", STRICT, used);
        cards.forget(holder(), cards.means(holder()).getFirst().id());
        clock.forward(Duration.ofMinutes(10));
        town.sameTimeAs(clock);
        salon.jobs();
        assertThat(payment(salon.order(joined, 1).id())).isInstanceOf(Payment.Unknown.class);
        salon.until(begins(joined, 1).plusDays(3));
        assertThat(charge(joined, 1))
                .isInstanceOfSatisfying(
                        Charge.Paid.class, paid -> assertThat(paid.attempt()).isEqualTo(1));
        assertThat(taken(salon.order(joined, 1).id())).containsExactly((long) PRICE);
    }

    @Test
    void aWalletThatIsKeptLaterIsPendingUntilPayPalTells() {
        for (var weather : new String[] {"fair", "webhook-twice", "webhook-lost"}) {
            var who = salon.member();
            var joined = salon.join(plan, who, new PayBy.Invoice());
            town.call("PUT", "/town/paypal/vault/later", null);
            var reference = payKeeping(Dues.order(charge(joined, 0).id()), who);
            assertThat(salon.now(joined)).isInstanceOf(Membership.Active.class);
            assertThat(memberships.payBy(joined.id())).isEqualTo(new PayBy.Invoice());
            assertThat(wish(salon.order(joined, 0).id())).isEqualTo("pending");
            if (!weather.equals("fair")) town.weather("paypal", "VAULT.*", weather, null, 100);
            town.call("POST", "/town/paypal/vault/orders/" + reference + "/keep", null);
            if (weather.equals("webhook-lost")) clock.forward(Duration.ofDays(1));
            jobsUntil(() -> memberships.payBy(joined.id()) instanceof PayBy.Stored);
            town.fair();
            assertThat(wish(salon.order(joined, 0).id())).isEqualTo("kept");
            assertThat(cards.means(new CardHolder(who.id().value()))).hasSize(1);
        }
    }

    @Test
    void aWalletThatIsKeptLaterIsNotTakenWhereItsHolderChoseSomethingElseSince() {
        for (var before : new PayBy[] {new PayBy.Invoice(), new PayBy.Points()}) {
            var since = before instanceof PayBy.Points ? new PayBy.Invoice() : new PayBy.Points();
            var who = salon.member();
            var joined = salon.join(plan, who, before);
            town.call("PUT", "/town/paypal/vault/later", null);
            var reference = payKeeping(Dues.order(charge(joined, 0).id()), who);
            memberships.payBy(joined.id(), since, "test");
            town.call("POST", "/town/paypal/vault/orders/" + reference + "/keep", null);
            jobsUntil(() -> "kept".equals(wish(salon.order(joined, 0).id())));
            salon.jobs();
            assertThat(cards.means(new CardHolder(who.id().value()))).hasSize(1);
            assertThat(memberships.payBy(joined.id())).isEqualTo(since);
        }
    }

    private @Nullable String wish(OrderId order) {
        return sql.sql("select state from wallet_wish where payment_id = :payment")
                .param("payment", payment(order).id().value())
                .query(String.class)
                .single();
    }

    @Test
    void aWalletOfWhichPayPalSaysNothingIsPendingForSevenDaysAndBlindsNobody() {
        town.call("PUT", SILENT, null);
        var joined = salon.join(plan, member, new PayBy.Invoice());
        payKeeping(Dues.order(charge(joined, 0).id()), member);
        assertThat(wish(salon.order(joined, 0).id())).isEqualTo("pending");
        salon.until(salon.date().plusDays(9));
        assertThat(wish(salon.order(joined, 0).id())).isEqualTo("none");
        assertThat(memberships.payBy(joined.id())).isEqualTo(new PayBy.Invoice());
    }

    @Test
    void aWalletOfWhichPayPalSaysNothingWithThePaymentIsKeptOnceItTells() {
        town.call("PUT", SILENT, null);
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var reference = payKeeping(Dues.order(charge(joined, 0).id()), member);
        town.call("POST", "/town/paypal/vault/orders/" + reference + "/keep", null);
        jobsUntil(() -> memberships.payBy(joined.id()) instanceof PayBy.Stored);
        assertThat(wish(salon.order(joined, 0).id())).isEqualTo("kept");
    }

    @Test
    void whatIsEndedAtPayPalIsPaidByHandAndItsHolderIsTold() {
        var joined = joined();
        town.weather("paypal", "VAULT.*", "webhook-twice", null, 100);
        town.call("DELETE", "/town/paypal/vault/tokens/" + method(), null);
        jobsUntil(() -> memberships.payBy(joined.id()).equals(new PayBy.Invoice()));
        assertThat(cards.means(holder())).isEmpty();
        assertThat(sql.sql("select count(*) from outbox where topic = 'notices.membership' and key like :key")
                        .param("key", "means-gone:" + joined.id() + ":%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        salon.jobs();
        assertThat(TownPost.awaited(member.email(), "PayPal からの自動支払い")
                        .path("text")
                        .asString())
                .contains("PayPal 側で解除されました", "会費は、期日ごとのご案内から");
        salon.until(begins(joined, 1).minusDays(3));
        assertThat(((Charge.Waiting) charge(joined, 1)).what()).isEqualTo(Charge.WaitsFor.INVOICE);
    }

    private String method() {
        return sql.sql("select method from saved_card where holder = :holder and forgotten_at is null")
                .param("holder", member.id().value())
                .query(String.class)
                .single();
    }

    @Test
    void whatIsGoneWithoutAWordIsRefusedForGood() {
        var joined = joined();
        town.weather("paypal", "VAULT.*", "webhook-lost", null, 100);
        town.call("DELETE", "/town/paypal/vault/tokens/" + method(), null);
        salon.until(begins(joined, 1));
        assertThat(charge(joined, 1)).isInstanceOfSatisfying(Charge.Declined.class, declined -> {
            assertThat(declined.code()).isEqualTo("TOKEN_ID_NOT_FOUND");
            assertThat(declined.remedy()).isEqualTo(Charge.Remedy.NEW_MEANS);
        });
        town.fair();
        payKeeping(Dues.order(charge(joined, 1).id()), member);
        assertThat(charge(joined, 1)).isInstanceOf(Charge.Paid.class);
        salon.until(begins(joined, 2));
        assertThat(charge(joined, 2)).isInstanceOf(Charge.Paid.class);
    }

    @Test
    void aWalletThatIsRemovedHereIsForgottenAtPayPal() {
        joined();
        var method = method();
        cards.forget(holder(), cards.means(holder()).getFirst().id());
        salon.jobs();
        assertThat(cards.means(holder())).isEmpty();
        assertThat(town.call("GET", "/town/paypal/vault/tokens", null).valueStream())
                .anySatisfy(token -> {
                    assertThat(token.path("token").asString()).isEqualTo(method);
                    assertThat(token.path("gone").asBoolean()).isTrue();
                });
    }

    @Test
    void aWalletOfACustomerWhoIsNotItsHolderIsForgottenAtPayPal() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var order = Dues.order(charge(joined, 0).id());
        orders.pay(order, PAYPAL, new CardWish.Remember(holder(), true));
        sql.sql("insert into card_holder (holder, provider, customer, since) values (:holder, 'paypal', :other, now())")
                .param("holder", member.id().value())
                .param("other", "other-" + member.id())
                .update();
        var reference = ((Payment.Submitted) payment(order)).reference();
        town.call("POST", "/town/paypal/orders/" + reference + "/approve", funding("BALANCE"));
        orders.askAgain(order);
        salon.jobs();
        assertThat(wish(order)).isEqualTo("none");
        assertThat(isGone(reference)).isTrue();
    }

    private boolean isGone(String reference) {
        return town.call("GET", "/town/paypal/vault/tokens", null)
                .valueStream()
                .filter(token -> token.path("order").asString("").equals(reference))
                .findFirst()
                .orElseThrow()
                .path("gone")
                .asBoolean();
    }

    @Test
    void aWalletThatIsKeptWithLateMoneyIsForgottenAtPayPal() {
        for (var said : new String[] {"at once", "later"}) {
            var who = salon.member();
            var joined = salon.join(plan, who, new PayBy.Invoice());
            var order = Dues.order(charge(joined, 0).id());
            if (said.equals("later")) town.call("PUT", "/town/paypal/vault/later", null);
            orders.pay(
                    order, PAYPAL, new CardWish.Remember(new CardHolder(who.id().value()), true));
            var open = (Payment.Submitted) payment(order);
            town.call("POST", "/town/paypal/orders/" + open.reference() + "/approve", funding("BALANCE"));
            assertThat(payments.withdrawNow(open.id())).isInstanceOf(Payment.Withdrawn.class);
            assertThat(paypal.take(open.id(), open.reference())).isInstanceOf(Answer.Given.class);
            assertThat(payments.askAlthoughOver(open.id())).isInstanceOf(Payment.Captured.class);
            if (said.equals("later")) {
                town.call("POST", "/town/paypal/vault/orders/" + open.reference() + "/keep", null);
            }
            clock.forward(Duration.ofMinutes(5));
            salon.jobs();
            assertThat(isGone(open.reference())).as(said).isTrue();
            assertThat(cards.means(new CardHolder(who.id().value()))).isEmpty();
        }
    }

    @Test
    void pointsMayPayFirstAndTheWalletWhatTheyLeave() {
        var joined = joined();
        var wallet = cards.means(holder()).getFirst().id();
        memberships.payBy(joined.id(), new StoredMeans(wallet, true).payBy(), "test");
        points.grant(new Points.Grant(
                new PointLotId(UUID.randomUUID()),
                member.id(),
                PointLot.Kind.PAID,
                1000,
                "test",
                clock.instant().plus(Duration.ofDays(170)),
                "test"));
        salon.until(begins(joined, 1));
        assertThat(salon.order(joined, 1).toPay()).isEqualTo(Money.jpy(PRICE - 1000));
        assertThat(charge(joined, 1)).isInstanceOf(Charge.Paid.class);
        assertThat(taken(salon.order(joined, 1).id())).containsExactly(PRICE - 1000L);
        assertThat(points.wallet(member.id()).points()).isZero();
    }

    @Test
    void aRowIsACardOrAWalletAndNeverBoth() {
        joined();
        assertThatThrownBy(() -> sql.sql("update saved_card set brand = 'visa' where holder = :holder")
                        .param("holder", member.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> sql.sql("update wallet_wish set state = 'none' where holder = :holder")
                        .param("holder", member.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
