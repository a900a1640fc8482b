package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.oned.Code128Reader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.PdfWriter;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.SlipDesk;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class SlipsTest {
    private static final double MM_PER_INCH = 25.4;
    private static final double WIDTH_MM_MAX = 60;
    private static final double HEIGHT_MM_MIN = 10;

    private final Market market;
    private final Orders orders;
    private final Payments payments;
    private final Slips slips;
    private final SlipDesk desk;
    private final TestClock clock;

    SlipsTest(Market market, Orders orders, Payments payments, Slips slips, SlipDesk desk, TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.slips = slips;
        this.desk = desk;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private Order toBePaid() {
        return toBePaid(Money.jpy(1500), 2);
    }

    private Order toBePaid(Money price, int places) {
        var event = market.event(market.organiser(), 10, Duration.ofDays(11), market.plan(Plan.Kind.ONCE, price, 4));
        var order = market.held(event.id(), places);
        orders.pay(order.id(), Choice.of(Means.SLIP));
        return orders.get(order.id());
    }

    private String code(Order order) {
        var issued = (Payment.Issued) payments.newestFor(order.id().toString()).orElseThrow();
        return ((Instructions.Slip) issued.how()).code();
    }

    private static BufferedImage printed(byte[] pdf, int dpi) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, dpi);
        }
    }

    private static Result scanned(BufferedImage page) throws Exception {
        var pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
        LuminanceSource source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
        return new Code128Reader()
                .decode(
                        new BinaryBitmap(new GlobalHistogramBinarizer(source)),
                        Map.of(DecodeHintType.ASSUME_GS1, true, DecodeHintType.TRY_HARDER, true));
    }

    /// By a reader of others, from the page as a printer of that many dots would print it.
    @ParameterizedTest
    @ValueSource(ints = {300, 600})
    void aTillReadsWhatWasPrinted(int dpi) throws Exception {
        var order = toBePaid();
        var result = scanned(printed(slips.of(order), dpi));
        // ]C1 says that it began with FNC1: GS1-128 and not any Code 128.
        assertThat(result.getText()).isEqualTo("]C1" + code(order));
        var ends = result.getResultPoints();
        var page = printed(slips.of(order), dpi);
        int row = Math.round(ends[0].getY());
        int left = end(page, Math.round(ends[0].getX()), row, -1, 0);
        int right = end(page, Math.round(ends[1].getX()), row, 1, 0);
        assertThat(mm(right - left + 1, dpi)).isCloseTo(48.8, within(0.2)).isLessThan(WIDTH_MM_MAX);
        // Without anything beside them, as scanners want it.
        double quiet = SlipBars.QUIET * SlipBars.MODULE / 72 * MM_PER_INCH;
        assertThat(mm(right - left + 1, dpi) + 2 * quiet).isLessThan(WIDTH_MM_MAX);
        int top = end(page, left + 1, row, 0, -1);
        int bottom = end(page, left + 1, row, 0, 1);
        assertThat(mm(bottom - top + 1, dpi)).isCloseTo(12.0, within(0.2)).isGreaterThan(HEIGHT_MM_MIN);
    }

    private static double mm(int dots, int dpi) {
        return dots * MM_PER_INCH / dpi;
    }

    /// The last dark dot from there in a direction, before more white than there is between bars.
    private static int end(BufferedImage page, int x, int y, int right, int down) {
        int whiteMax = right == 0 ? 2 : (int) Math.ceil(6 * SlipBars.MODULE / 72 * 600);
        int last = right == 0 ? y : x;
        for (int step = 0, white = 0; white < whiteMax; step++) {
            boolean dark = (page.getRGB(x + step * right, y + step * down) & 0xFF) < 128;
            white = dark ? 0 : white + 1;
            if (dark) last = right == 0 ? y + step * down : x + step * right;
        }
        return last;
    }

    /// A viewer that fits it to the margins makes it 94 to 97 percent of itself.
    @Test
    void viewersPrintASlipAsLargeAsItIs() throws IOException {
        try (var document = Loader.loadPDF(slips.of(toBePaid()))) {
            assertThat(document.getDocumentCatalog().getViewerPreferences().getPrintScaling())
                    .isEqualTo("None");
        }
    }

    @Test
    void aSlipThatWasIssuedAnewIsPrintedWithItsOwnNumber() throws Exception {
        var order = toBePaid();
        var first = code(order);
        var payment = payments.newestFor(order.id().toString()).orElseThrow();
        assertThat(desk.reissue(payment.id(), "buyer")).isTrue();
        var pdf = slips.of(order);
        assertThat(scanned(printed(pdf, 300)).getText())
                .isEqualTo("]C1" + code(order))
                .isNotEqualTo("]C1" + first);
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("再発行");
        }
    }

    @Test
    void theBarsKeepToTheRuleForWidthAndHeight() {
        var bars = new SlipBars("91912345012345678901234567890101033101230003");
        // Start, FNC1, 22 pairs, check, stop.
        assertThat(bars.width()).isEqualTo(11 + 11 + 22 * 11 + 11 + 13);
        double mm = (bars.width() + 2 * SlipBars.QUIET) * SlipBars.MODULE / 72 * MM_PER_INCH;
        assertThat(mm).isLessThanOrEqualTo(WIDTH_MM_MAX);
        assertThat(SlipBars.HEIGHT / 72 * MM_PER_INCH).isGreaterThanOrEqualTo(HEIGHT_MM_MIN);
    }

    @Test
    void aSlipSaysToTheTillWhatItNeeds() throws IOException {
        var order = toBePaid();
        var pdf = slips.of(order);
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("払込票", "¥3,000", "山田 花子", "みどりスタジオ", "町収納サービス", "収入印紙：不要", "(91)912345-")
                    .doesNotContain("見本");
        }
        assertThat(slips.of(order)).hasSameSizeAs(pdf);
    }

    /// 収入印紙: from 50,000 yen on.
    @ParameterizedTest
    @CsvSource({"49999, 不要", "50000, 要"})
    void theTillIsToldWhetherTheReceiptWantsARevenueStamp(long yen, String stamp) throws IOException {
        try (var document = Loader.loadPDF(slips.of(toBePaid(Money.jpy(yen), 1)))) {
            assertThat(new PDFTextStripper().getText(document).lines().map(String::strip))
                    .anyMatch(line -> line.contains("収入印紙：" + stamp));
        }
    }

    /// Of published codes, as a reader of others reads it: the last but one is the check (modulus 103).
    @ParameterizedTest
    @CsvSource({"91912345012345678901234567890101033101230003, 79", "91912345000000000000004520875004013100295004, 39"})
    void theChecksOfPublishedSymbolsAreOurs(String digits, int check) throws Exception {
        var pdf = new ByteArrayOutputStream();
        var document = new Document();
        var writer = PdfWriter.getInstance(document, pdf);
        document.open();
        document.add(new SlipBars(digits).image(writer));
        document.close();
        var result = scanned(printed(pdf.toByteArray(), 600));
        assertThat(result.getText()).isEqualTo("]C1" + digits);
        var codes = result.getRawBytes();
        assertThat(codes[codes.length - 2]).isEqualTo((byte) check);
    }

    @Test
    void thereIsNoSlipForWhatIsPaidOtherwise() {
        var paid = market.paid(market.event(10).id(), 1);
        assertThatThrownBy(() -> slips.of(paid)).isInstanceOf(Problem.class);
    }
}
