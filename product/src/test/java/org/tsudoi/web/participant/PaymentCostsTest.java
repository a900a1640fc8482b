package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Means;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// Of sessions no platform fee is taken, and pages show what providers keep and who bears it. In these tests the card
/// and PayPal have a rate, a slip what its agent keeps, a transfer nothing, and nobody knows what PayPay keeps.
@ProductTest
class PaymentCostsTest {
    private final SessionMarket selling;
    private final Market market;
    private final Orders orders;
    private final Organisers organisers;
    private final AcceptedMeans accepted;
    private final SignedIn signedIn;
    private final TestClock clock;
    private final SessionMarket.Two two;
    private final String page;
    private final TestBrowser guest;

    PaymentCostsTest(
            SessionMarket selling,
            Market market,
            Orders orders,
            Organisers organisers,
            AcceptedMeans accepted,
            SignedIn signedIn,
            TestClock clock) {
        this.selling = selling;
        this.market = market;
        this.orders = orders;
        this.organisers = organisers;
        this.accepted = accepted;
        this.signedIn = signedIn;
        this.clock = clock;
        this.two = selling.two();
        this.page = "/events/" + two.sessions().particulars().slug();
        this.guest = signedIn.nobody();
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        guest.close();
    }

    @Test
    void thePageOfSessionsTellsByEachMeansWhatIsKeptOfEachPriceAndWhoBearsIt() {
        var shown = guest.get(page + "?lang=en").body();
        assertThat(PageRules.broken(shown)).isEmpty();
        assertThat(shown)
                .contains("The platform takes no fee of sessions", "3.6 %, borne by the host")
                .contains("about ¥108 of ¥3,000", "about ¥450 of ¥12,500")
                .contains("3.6 % + ¥40, borne by the host", "about ¥148 of ¥3,000", "about ¥490 of ¥12,500")
                .contains("¥110, borne by the host", "about ¥110 of ¥3,000")
                .contains("Nothing is kept of the price.", "What your bank asks for the transfer is yours to bear.")
                .contains("Not known before payment; borne by the host.")
                .contains("¥190 comes on top, borne by you.");
    }

    @Test
    void whatTheOrganiserDoesNotTakeIsNotToldOf() {
        accepted.refuse(two.sessions().particulars().organiser(), Set.of(Means.PAYPAL));
        assertThat(guest.get(page + "?lang=en").body()).doesNotContain("3.6 % + ¥40");
    }

    @ParameterizedTest
    @CsvSource({"ja, セッションに当サイトの手数料はかかりません", "th, แพลตฟอร์มไม่เก็บค่าธรรมเนียมของเซสชัน"})
    void itIsToldInTheReadersLanguage(String language, String words) {
        assertThat(guest.get(page + "?lang=" + language).body()).contains(words, "¥148");
    }

    @Test
    void anEventAtATimeSaysNothingOfIt() {
        var slug = market.event(5).particulars().slug();
        assertThat(guest.get("/events/" + slug + "?lang=en").body()).doesNotContain("borne by the host");
    }

    @Test
    void theScreenWithTheButtonTellsItForWhatIsToBePaid() {
        var order = selling.placed(two, 1, 5);
        assertThat(guest.get("/orders/" + orders.link(order) + "?lang=en").body())
                .contains("The platform takes no fee of sessions.")
                .contains("PayPal: the payment company keeps 3.6 % + ¥40, about ¥490. The seller bears it.")
                .contains("Bank transfer (Japan): no payment company keeps anything of the price.")
                .contains("PayPay: what the payment company keeps is not known before payment. The seller bears it.");
    }

    @Test
    void whoeverSellsSeesWhatIsLeft() {
        var organiser =
                organisers.find(two.sessions().particulars().organiser()).orElseThrow();
        try (var host = signedIn.as(selling.mail(two.host()))) {
            var shown = host.get("/organise/" + organiser.slug() + "/events/"
                            + two.sessions().id() + "?lang=en")
                    .body();
            assertThat(PageRules.broken(shown)).isEmpty();
            assertThat(shown)
                    .contains("What is left of the price", "Kept: 3.6 % + ¥40")
                    .contains("¥3,000: about ¥2,852 left", "¥12,500: about ¥12,010 left", "¥3,000: all of it left")
                    .contains("¥3,000: what is kept is not known before payment");
        }
    }
}
