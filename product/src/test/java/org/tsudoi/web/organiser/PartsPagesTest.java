package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.platform.Ids;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.vouchers.Vouchers;
import org.tsudoi.web.SignedIn;
import org.tsudoi.web.participant.OrderView;

/// Vouchers, points and the counter, on the pages of everybody who has to do with them.
@ProductTest
class PartsPagesTest extends AtTheDesk {
    private static final Pattern HIDDEN = Pattern.compile("name=\"(voucher|lot)\" value=\"([^\"]+)\"");

    private final Orders orders;
    private final Members members;
    private final Points points;
    private final Confirmations confirmations;
    private final Ids ids;
    private final Vouchers vouchers;
    private final AcceptedMeans accepted;
    private final SignedIn signedIn;

    PartsPagesTest(
            Market market,
            Orders orders,
            Members members,
            Points points,
            Confirmations confirmations,
            Ids ids,
            Vouchers vouchers,
            AcceptedMeans accepted,
            SignedIn signedIn,
            Desk desk,
            TestClock clock) {
        super(market, desk, clock);
        this.orders = orders;
        this.members = members;
        this.points = points;
        this.confirmations = confirmations;
        this.ids = ids;
        this.vouchers = vouchers;
        this.accepted = accepted;
        this.signedIn = signedIn;
    }

    private Member member(EmailAddress mail) {
        return members.findOrCreate(mail, Optional.empty(), Locale.ENGLISH, java.time.ZoneId.of("Asia/Tokyo"));
    }

    private static String hidden(HttpResponse<String> page) {
        var found = HIDDEN.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(2);
    }

    private HttpResponse<String> make(String code, Map<String, String> more) {
        var id = hidden(browser.get(home + "/vouchers"));
        var today = java.time.LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Asia/Tokyo"));
        var fields = new java.util.HashMap<>(Map.of(
                "voucher",
                id,
                "code",
                code,
                "kind",
                "percent",
                "percent",
                "20",
                "event",
                "all",
                "from",
                today.minusDays(1).toString(),
                "until",
                today.plusDays(9).toString(),
                "uses",
                "5",
                "each",
                "1"));
        fields.putAll(more);
        return browser.post(home + "/vouchers", fields);
    }

    @Test
    void anOrganiserMakesAVoucherAndEndsIt() {
        assertThat(make("spring", Map.of()).statusCode()).isEqualTo(303);
        assertThat(browser.get(home + "/vouchers").body()).contains("SPRING", "20", "0 of 5");
        assertThat(make("SPRING", Map.of()).body()).contains("a voucher with this code");
        assertThat(make("x", Map.of("percent", "100", "uses", "0")).statusCode())
                .isEqualTo(422);
        var made = vouchers.of(organiser).getFirst().voucher();
        assertThat(browser.post(home + "/vouchers/" + made.id() + "/stop", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(vouchers.of(organiser).getFirst().voucher().stoppedAt()).isNotNull();
        var other = "/organise/" + desk.organiser(market.organiser()).slug() + "/vouchers";
        assertThat(browser.get(other).statusCode()).isEqualTo(404);
    }

    @Test
    void aGuestTypesAVoucherAndReadsWhatIsWrong() {
        make("TWENTY", Map.of());
        var event = market.event(organiser, 10, Duration.ofDays(6));
        var order = market.held(event.id(), 1).id();
        var page = "/orders/" + orders.link(order);
        assertThat(guest.get(page + "?lang=en").body()).contains(page + "/reductions");
        assertThat(guest.get(page + "/reductions?lang=en").body()).contains("Sign in to use your points");
        var wrong = guest.post(page + "/voucher", Map.of("code", "NOPE"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("no voucher with this code", "NOPE");
        assertThat(guest.post(page + "/voucher", Map.of("code", "twenty")).statusCode())
                .isEqualTo(303);
        assertThat(guest.get(page).body()).contains("TWENTY", "1,200");
        guest.get(page + "/reductions");
        assertThat(guest.post(page + "/voucher", Map.of("do", "without", "code", ""))
                        .statusCode())
                .isEqualTo(303);
        assertThat(orders.get(order).reductions().isNone()).isTrue();
    }

    @Test
    void theOperatorGivesPointsAndTheMemberSpendsThem() {
        var boss = member(market.mail("operator"));
        members.makeOperator(boss.id());
        var mail = market.mail("member");
        var member = member(mail);
        try (var operator = signedIn.as(boss.email());
                var own = signedIn.as(mail)) {
            operator.get("/operate/points");
            assertThat(operator.post("/operate/points/find", Map.of("mail", "nobody@example.jp"))
                            .body())
                    .contains("no member with this address");
            var found = operator.post("/operate/points/find", Map.of("mail", mail.value()))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(found).contains("member=mem_").doesNotContain("@", "%40");
            var page = operator.get(found);
            var fields = new java.util.HashMap<>(Map.of(
                    "mail",
                    mail.value(),
                    "lot",
                    hidden(page),
                    "points",
                    "0",
                    "kind",
                    "free",
                    "reason",
                    "お詫び",
                    "expires",
                    "2027-01-01"));
            var expires = java.time.LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Asia/Tokyo"))
                    .plusDays(20);
            fields.put("expires", expires.toString());
            assertThat(operator.post("/operate/points", fields).statusCode()).isEqualTo(422);
            fields.put("points", "700");
            assertThat(operator.post("/operate/points", fields).statusCode()).isEqualTo(303);
            assertThat(operator.post("/operate/points", fields).statusCode()).isEqualTo(303);
            assertThat(points.wallet(member.id()).points()).isEqualTo(700);
            assertThat(own.get("/account/points").body()).contains("700", "お詫び");

            var event = market.event(organiser, 10, Duration.ofDays(6));
            var placed = (Orders.Placing.Placed) market.place(event.id(), 0, 1, mail, "key " + mail);
            var order = "/orders/" + orders.link(placed.order().id());
            assertThat(own.get(order + "/reductions").body()).contains("700");
            var more = own.post(order + "/points", Map.of("points", "701", "do", "use"));
            assertThat(more.body()).contains("You have 700 points", "701");
            assertThat(own.post(order + "/points", Map.of("points", "", "do", "all"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(own.get(order).body()).contains("800");
            try (var stranger = signedIn.as(member(market.mail("stranger")).email())) {
                assertThat(stranger.get(order + "/reductions").body()).contains("Only the person who booked");
            }
            points.grant(new Points.Grant(
                    new PointLotId(ids.next()),
                    member.id(),
                    PointLot.Kind.FREE,
                    2000,
                    "お詫び",
                    clock.instant().plus(Duration.ofDays(30)),
                    "mem_operator"));
            own.post(order + "/points", Map.of("points", "1500", "do", "use"));
            var last = own.get(order + "?lang=ja").body();
            assertThat(last)
                    .contains("分量", "総額", "支払いの方法と時期", "提供時期", "取り消し・解除", "申込期間")
                    .contains("クーポン・ポイントで申し込みを確定する", "お金のお支払いはありません", "/conclude\"");
            var shown =
                    Pattern.compile("name=\"shown\" value=\"([0-9a-f]{64})\"").matcher(last);
            assertThat(shown.find()).isTrue();
            own.post(order + "/conclude", Map.of("shown", "0".repeat(64)));
            assertThat(orders.get(placed.order().id())).isInstanceOf(Order.Held.class);
            own.post(order + "/conclude", Map.of("shown", shown.group(1)));
            assertThat(orders.get(placed.order().id())).isInstanceOf(Order.Paid.class);
            assertThat(confirmations.of(placed.order().id()))
                    .singleElement()
                    .satisfies(kept -> assertThat(kept.hash()).isEqualTo(shown.group(1)));
        }
    }

    @Test
    void anOrganiserTakesCashAndGivesItBack() {
        accepted.refuse(organiser, EnumSet.noneOf(Means.class));
        var event = market.event(organiser, 10, Duration.ofDays(6));
        OrderId order = market.held(event.id(), 1).id();
        orders.pay(order, Choice.of(Means.COUNTER));
        var page = "/orders/" + orders.link(order);
        assertThat(guest.get(page + "?lang=en").body())
                .contains(OrderView.inFours(order.toString().substring(4).toUpperCase(Locale.ROOT)), "class=\"qr\"");
        var counter = home + "/events/" + event.id() + "/counter";
        var shown = browser.get(counter).body();
        assertThat(shown).contains("1,500", "山田 花子");
        var number = order.toString().substring(4);
        assertThat(browser.get(counter + "?number=" + number).body()).contains("1,500", "山田 花子");
        var elsewhere = market.held(market.event(5).id(), 1).id().toString().substring(4);
        assertThat(browser.get(counter + "?number=" + elsewhere).body()).doesNotContain("1,500");
        assertThat(guest.get(counter + "?number=" + number).body()).doesNotContain("山田");
        assertThat(browser.post(counter + "/find", Map.of("sought", "山田　花")).body())
                .contains("1,500");
        assertThat(browser.post(counter + "/find", Map.of("sought", "鈴木")).body())
                .doesNotContain("1,500");
        assertThat(browser.post(counter + "/find", Map.of("sought", number)).body())
                .contains("1,500");
        var payment = ((Order.Paying) orders.get(order)).payment().toString();
        browser.post(counter + "/received", Map.of("payment", payment, "amount", "1"));
        assertThat(orders.get(order)).isInstanceOf(Order.Paying.class);
        browser.post(counter + "/received", Map.of("payment", payment, "amount", "1500"));
        assertThat(orders.get(order)).isInstanceOf(Order.Paid.class);
        assertThat(browser.get(counter).body()).contains("No booking is waiting");
    }
}
