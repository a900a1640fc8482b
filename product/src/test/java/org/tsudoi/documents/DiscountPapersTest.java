package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.ThaiTaxNumber;
import org.tsudoi.members.ThaiTaxpayer;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.payments.Choice;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Language;
import org.tsudoi.vouchers.Discount;
import org.tsudoi.vouchers.VoucherId;
import org.tsudoi.vouchers.Vouchers;

/// What vouchers and points took off is no part of what was received.
@ProductTest
class DiscountPapersTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Sellers sellers;
    private final Market market;
    private final Members members;
    private final Orders orders;
    private final Receipts receipts;
    private final Ids ids;
    private final TestClock clock;

    private record Sellers(Organisers organisers, Vouchers vouchers, Points points) {}

    DiscountPapersTest(
            Market market,
            Members members,
            Organisers organisers,
            Orders orders,
            Vouchers vouchers,
            Points points,
            Receipts receipts,
            Ids ids,
            TestClock clock) {
        this.sellers = new Sellers(organisers, vouchers, points);
        this.market = market;
        this.members = members;
        this.orders = orders;
        this.receipts = receipts;
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private record Bought(Event event, org.tsudoi.members.Member member, Order order) {}

    private Bought held(Event event) {
        var mail = market.mail("discount");
        var member = members.findOrCreate(mail, Optional.empty(), Locale.JAPANESE, TOKYO);
        var name = new PersonName("山田 花子");
        var placed = (Orders.Placing.Placed) orders.place(new Orders.Request(
                member.id().toString(),
                event.id(),
                event.particulars().plans().getFirst().id(),
                List.of(name),
                new Order.Buyer(member.id(), name, mail, Locale.JAPANESE)));
        return new Bought(event, member, placed.order());
    }

    private void voucher(Event event, String code, Discount discount) {
        var now = clock.instant().minusSeconds(1);
        sellers.vouchers.make(new Vouchers.Wish(
                new VoucherId(ids.next()),
                event.particulars().organiser(),
                null,
                code,
                discount,
                now,
                now.plus(Duration.ofDays(30)),
                10,
                1,
                "mem_owner"));
    }

    private OrganiserId inThailand() {
        var organiser = market.organiser("THB");
        sellers.organisers.describe(organiser, "บ้านโยคะ", "TH", "");
        sellers.organisers.showLegally(
                organiser,
                new LegalDisplay(
                        new PersonName("บริษัท บ้านโยคะ จำกัด"),
                        Optional.of("99 ถนนสุขุมวิท กรุงเทพฯ 10110"),
                        false,
                        new EmailAddress("hello@example.co.th")));
        sellers.organisers.registerInThailand(
                organiser, Optional.of(new ThaiTaxpayer(new ThaiTaxNumber("0107544000108"), ThaiTaxpayer.HEAD_OFFICE)));
        return organiser;
    }

    private static String text(IssuedPaper paper) throws IOException {
        try (var document = Loader.loadPDF(paper.pdf())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void theRowsOfATaxInvoiceOfThailandAddUp() throws IOException {
        var plan = new Plan(
                new PlanId(ids.next()),
                "โยคะเช้า",
                Plan.Kind.ONCE,
                Money.of(53_500, "THB"),
                4,
                Tax.of(Tax.Category.STANDARD, "TH"));
        var event = market.event(inThailand(), 10, Duration.ofDays(5), plan);
        voucher(event, "LESS", new Discount.AmountOff(Money.of(10_700, "THB")));
        var id = held(event).order().id();
        assertThat(orders.reduce(id, new Reduction.ByVoucher("LESS"))).isInstanceOf(Orders.Reducing.Done.class);
        orders.pay(id, Choice.CARD);
        market.payAtProvider(market.session(id));
        assertThat(orders.askAgain(id)).isInstanceOf(Order.Paid.class);
        var buyer = new Recipient(
                "บริษัท ผู้ซื้อ จำกัด", "1 ถนนสาทร กรุงเทพฯ", Optional.of(new ThaiTaxNumber("0107542000011")), "00001");
        assertThat(text(receipts.reissue(id, buyer, Language.TH).orElseThrow()))
                .contains("฿535.00 ส่วนลด (คูปอง) −฿107.00", "฿400.00", "฿28.00", "รวมทั้งสิ้น ฿428.00");
        assertThat(text(receipts.reissue(id, buyer, Language.EN).orElseThrow())).contains("Discount (voucher)");
    }

    /// Nothing was received, and nothing could be deducted by a paper of it.
    @Test
    void whatPointsPayWhollyHasNoPaper() {
        var bought = held(market.event(10));
        sellers.points.grant(new Points.Grant(
                new PointLotId(ids.next()),
                bought.member.id(),
                PointLot.Kind.FREE,
                1500,
                "お礼",
                clock.instant().plus(Duration.ofDays(90)),
                "mem_operator"));
        var id = bought.order.id();
        orders.reduce(id, new Reduction.ByPoints(bought.member, 1500));
        assertThat(orders.conclude(id, read(orders.get(id)))).containsInstanceOf(Order.Paid.class);
        assertThat(orders.get(id).toPay()).isEqualTo(Money.jpy(0));
        assertThatThrownBy(() -> receipts.original(id)).isInstanceOf(Problem.class);
    }

    private static Confirmations.Read read(Order order) {
        return new Confirmations.Read(order.reductions(), "what was read\n", Locale.ENGLISH, true);
    }
}
