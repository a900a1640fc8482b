package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payments;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.web.SignedIn;

/// 特商法12条の6 and 11条: what is read before ordering with payment, and what the seller shows.
@ProductTest
class FinalScreenTest {
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([0-9a-f]{64})\"");

    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Organisers organisers;
    private final Confirmations confirmations;
    private final Members members;
    private final Payments payments;
    private final SignedIn signedIn;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final TestBrowser browser;

    FinalScreenTest(
            Market market,
            Orders orders,
            Events events,
            Organisers organisers,
            Confirmations confirmations,
            Members members,
            Payments payments,
            SignedIn signedIn,
            JdbcClient jdbc,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.organisers = organisers;
        this.confirmations = confirmations;
        this.members = members;
        this.payments = payments;
        this.signedIn = signedIn;
        this.jdbc = jdbc;
        this.clock = clock;
        this.browser = new TestBrowser(port);
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private String path(Order order) {
        return "/orders/" + orders.link(order.id());
    }

    private static String shown(String page) {
        var found = SHOWN.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    @Test
    void theButtonSaysThatItOrdersAndAllSixThingsStandAboveIt() {
        var order = market.held(market.event(10).id(), 2);
        var page = browser.get(path(order) + "?lang=ja").body();
        assertThat(page)
                .contains("分量", "総額", "支払いの方法と時期", "提供時期", "取り消し・解除", "申込期間")
                .contains("¥3,000 を支払って申し込みを確定する", "2 席", "¥3,000（税込）", "みどりスタジオ", "/legal\"");
        assertThat(page.indexOf("申込期間")).isLessThan(page.indexOf("申し込みを確定する"));
    }

    @Test
    void whatWasReadIsKeptWithTheOrderOnceForEachText() throws Exception {
        var event = market.event(10);
        var order = market.held(event.id(), 1);
        var hash = shown(browser.get(path(order)).body());
        // Time goes by, and what is read stays the same.
        clock.forward(Duration.ofMinutes(2));
        assertThat(shown(browser.get(path(order)).body())).isEqualTo(hash);
        assertThat(browser.post(path(order) + "/pay", Map.of("means", "card", "shown", hash))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .contains("/stripe/");
        var kept = confirmations.of(order.id());
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().hash()).isEqualTo(hash);
        assertThat(kept.getFirst().named()).isTrue();
        assertThat(kept.getFirst().text()).contains("¥1,500", "Order and pay", "Full refund until", "朝のやさしいヨガ");
        assertThat(Confirmations.hash(kept.getFirst().text())).isEqualTo(hash);
        browser.post(path(order) + "/pay", Map.of("means", "card", "shown", hash));
        assertThat(confirmations.of(order.id())).hasSize(1);
    }

    private Orders.PayWith way(Order order, Means means) {
        return orders.waysToPay(order, market.particulars(order.terms().event())).stream()
                .filter(way -> way.choice().means() == means)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatOthersAskForOnTopIsSaidOfEachMeans() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(20));
        var path = path(market.held(event.id(), 1));
        assertThat(browser.get(path + "?lang=en").body())
                .contains("Bank transfer (Japan): what your bank asks for sending it comes on top")
                .contains("Convenience store (Japan): the payment company’s fee of ¥190 comes on top")
                .contains("Convenience store (printed slip, Japan): nothing comes on top.");
        assertThat(browser.get(path + "?lang=ja").body())
                .contains("銀行振込：銀行の振込手数料は、お客さまのご負担です。", "決済会社の手数料 ¥190 が加わり", "ほかにかかる費用はありません。");
        assertThat(browser.get(path + "?lang=th").body()).contains("ค่าธรรมเนียมการโอนของธนาคารเป็นของคุณ", "¥190");
    }

    @Test
    void theHourIsToldAtWhichTimeToPayEndsAndStaysTheSame() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(20));
        var order = market.held(event.id(), 1);
        var formats = new Formats(Language.EN);
        var tokyo = ZoneId.of("Asia/Tokyo");
        var konbini = way(order, Means.KONBINI).until();
        var slip = way(order, Means.SLIP).until();
        var page = browser.get(path(order) + "?lang=en").body();
        assertThat(page)
                .contains("once, by " + formats.dateTime(konbini, tokyo))
                .contains("once, by "
                        + formats.date(slip.atZone(tokyo).toLocalDate().minusDays(2)) + "<");
        clock.forward(Duration.ofMinutes(2));
        assertThat(way(order, Means.KONBINI).until()).isEqualTo(konbini);
        assertThat(shown(browser.get(path(order) + "?lang=en").body())).isEqualTo(shown(page));
    }

    @Test
    void whatTheTillAsksForIsShownWithTheNumber() {
        var event = market.event(market.organiser(), 10, Duration.ofDays(20));
        var order = market.held(event.id(), 1);
        orders.pay(order.id(), way(order, Means.KONBINI).choice());
        assertThat(browser.get(path(order) + "?lang=en").body())
                .contains("¥1,690", "of which the payment company’s fee", "¥190");
    }

    @Test
    void whoReadSomethingElseIsAskedToReadAgain() {
        var event = market.event(10);
        var order = market.held(event.id(), 1);
        var hash = shown(browser.get(path(order)).body());
        var told = event.particulars();
        events.change(event.id(), told.with(new Event.Presentation("夜のヨガ", told.description(), null, told.art())));
        clock.forward(Duration.ofSeconds(30));
        var answer = browser.post(path(order) + "/pay", Map.of("means", "card", "shown", hash));
        assertThat(answer.headers().firstValue("Location")).hasValue(path(order));
        assertThat(browser.get(path(order)).body()).contains("has changed meanwhile", "夜のヨガ");
        assertThat(orders.get(order.id())).isInstanceOf(Order.Held.class);
        assertThat(confirmations.of(order.id())).isEmpty();
        browser.post(path(order) + "/pay", Map.of("means", "card"));
        assertThat(confirmations.of(order.id()).getFirst().named()).isFalse();
    }

    @Test
    void theDatabaseKeepsTheProductFromChangingTheEvidence() {
        var order = market.held(market.event(10).id(), 1);
        confirmations.keep(order.id(), "what was read\n", Locale.ENGLISH, true);
        for (var sql : List.of(
                "update confirmation_text set text = ''",
                "delete from confirmation_text",
                "update order_confirmation set named = true",
                "delete from order_confirmation")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).hasStackTraceContaining("permission denied");
        }
        assertThatThrownBy(() -> jdbc.sql(
                                "insert into confirmation_text (hash, language, text, first_at) select sha256('x'), 'ja', 'y', first_at from confirmation_text limit 1")
                        .update())
                .hasStackTraceContaining("confirmation_text");
    }

    @Test
    void theOperatorSeesWhatWasConfirmed() {
        var order = market.held(market.event(10).id(), 1);
        var hash = shown(browser.get(path(order)).body());
        browser.post(path(order) + "/pay", Map.of("means", "card", "shown", hash));
        var page = "/operate/orders/" + order.id() + "/confirmations";
        assertThat(browser.get(page).statusCode()).isNotEqualTo(200);
        var operator = members.findOrCreate(market.mail("operator"), Optional.empty(), Locale.ENGLISH, ZoneOffset.UTC);
        members.makeOperator(operator.id());
        try (var theirs = signedIn.as(operator.email())) {
            assertThat(theirs.get(page).body()).contains(hash, "Order and pay ¥1,500", "Pressed under this very text");
            var payment = payments.newestFor(order.id().toString()).orElseThrow();
            assertThat(theirs.get("/operate/payments/" + payment.id()).body()).contains(page);
            assertThat(theirs.get("/operate/orders/ord_none/confirmations").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void eachOrganiserShowsWhatTheLawAsksFor() {
        var organiser = organisers.find(market.organiser()).orElseThrow();
        var page = "/o/" + organiser.slug() + "/legal";
        assertThat(browser.get(page + "?lang=ja").body()).contains("販売業者", "まだ記載していません");
        organisers.showLegally(
                organiser.id(),
                new LegalDisplay(
                        new PersonName("森 みどり"),
                        Optional.of("京都市中京区 1"),
                        false,
                        new EmailAddress("midori@example.jp"),
                        Optional.of("075-000-0000"),
                        Optional.of(new PersonName("森 太郎")),
                        "教材費 500 円",
                        "18 歳以上の方"));
        assertThat(browser.get(page + "?lang=ja").body())
                .contains("森 みどり", "京都市中京区 1", "075-000-0000", "森 太郎", "教材費 500 円", "18 歳以上の方")
                .contains("販売価格", "送料", "支払方法と支払時期", "引渡・提供時期", "申込の有効期限", "動作環境", "定期購入");
        assertThat(browser.get(page + "?lang=ja").body())
                .contains("コンビニ：お申し込みの画面に表示する期限までに", "コンビニ：決済会社の手数料 ¥190 が加わり")
                .contains("銀行振込：", "そのほかの決済手数料は販売者が負担します。", "個別セッション：お支払いの確認後すぐに")
                .doesNotContain("プロンプトペイ");
        assertThat(browser.get(page + "?lang=en").body())
                .contains("Person responsible", "The original in Japanese", "代表者または業務責任者", "lang=\"ja\"");
        var event = market.event(organiser.id(), 5, Duration.ofDays(3));
        var slug = event.particulars().slug();
        for (var sale : List.of("/events/" + slug, "/events/" + slug + "/apply", "/o/" + organiser.slug())) {
            assertThat(browser.get(sale).body()).as(sale).contains(page + "\"");
        }
        assertThat(browser.get("/o/nobody-here/legal").statusCode()).isEqualTo(404);
    }

    @Test
    void whoTellsOnRequestShowsNeitherAddressNorNumber() {
        var organiser = organisers.find(market.organiser()).orElseThrow();
        organisers.showLegally(
                organiser.id(),
                new LegalDisplay(
                        new PersonName("森 みどり"),
                        Optional.of("京都市中京区 1"),
                        true,
                        new EmailAddress("midori@example.jp"),
                        Optional.of("075-000-0000"),
                        Optional.empty(),
                        "",
                        ""));
        assertThat(browser.get("/o/" + organiser.slug() + "/legal?lang=ja").body())
                .contains("遅滞なくお知らせします")
                .doesNotContain("京都市中京区", "075-000-0000");
    }
}
