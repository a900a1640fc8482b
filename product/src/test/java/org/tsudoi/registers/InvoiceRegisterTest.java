package org.tsudoi.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class InvoiceRegisterTest {
    private static final InvoiceNumber AGENCY = new InvoiceNumber("T7000012050002");

    private final InvoiceRegister register;
    private final OrganiserId organiser;
    private final TestClock clock;
    private final TransactionTemplate transaction;
    private final Organisers organisers;
    private final RecurringJob following;
    private final JdbcClient sql;
    private final TownProcess town = TownProcess.running();

    InvoiceRegisterTest(
            InvoiceRegister register,
            Market market,
            TestClock clock,
            TransactionTemplate transaction,
            Organisers organisers,
            FollowingNumbers following,
            JdbcClient sql) {
        this.organisers = organisers;
        this.following = following;
        this.sql = sql;
        this.register = register;
        this.organiser = market.organiser();
        this.clock = clock;
        this.transaction = transaction;
    }

    @BeforeEach
    @AfterEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    private InvoiceCheck check(InvoiceNumber number) {
        return register.check(organiser, number).orElseThrow();
    }

    @Test
    void whoIsRegisteredIsToldWithNameAndDayAndRemembered() {
        var said = check(AGENCY);
        assertThat(said).isInstanceOfSatisfying(InvoiceCheck.Registered.class, it -> {
            assertThat(it.name()).isEqualTo("国税庁");
            assertThat(it.since()).isEqualTo(LocalDate.of(2023, 10, 1));
        });
        assertThat(register.latest(organiser, AGENCY)).isPresent();
        assertThat(register.latest(organiser, new InvoiceNumber("T4011001098993")))
                .isEmpty();
    }

    @Test
    void whatHasRunOutAndWhatNeverWasAreTold() {
        assertThat(check(new InvoiceNumber("T1180301018771")))
                .isInstanceOfSatisfying(
                        InvoiceCheck.Ended.class, it -> assertThat(it.on()).isEqualTo(LocalDate.of(2025, 3, 31)));
        assertThat(check(new InvoiceNumber("T2120901007402"))).isInstanceOf(InvoiceCheck.NotThere.class);
    }

    @Test
    void anEndThatIsStillToComeIsNone() {
        var number = new InvoiceNumber("T7123456789012");
        town.call(
                "POST",
                "/town/nta/issuers",
                JsonMapper.builder()
                        .build()
                        .valueToTree(Map.of(
                                "number", number.value(),
                                "name", "山田 花子",
                                "person", true,
                                "registrationDate", "2024-04-01",
                                "disposalDate", "",
                                "expireDate", "2099-12-31")));
        assertThat(check(number)).isInstanceOf(InvoiceCheck.Registered.class);
    }

    /// Cancelled by the tax office some weeks after it was saved.
    @Test
    void whatEndsLaterIsFoundWithinAWeekAndToldOnce() {
        var number = new InvoiceNumber("T7123456789012");
        issuer(number, "");
        organisers.numberInvoices(organiser, Optional.of(number));
        assertThat(check(number)).isInstanceOf(InvoiceCheck.Registered.class);
        var day = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Tokyo")).minusDays(1);
        issuer(number, day.toString());
        following.run();
        assertThat(register.latest(organiser, number)).containsInstanceOf(InvoiceCheck.Registered.class);
        clock.forward(Duration.ofDays(7).plusMinutes(1));
        town.sameTimeAs(clock);
        following.run();
        assertThat(register.latest(organiser, number)).containsInstanceOf(InvoiceCheck.Ended.class);
        int told = letters();
        assertThat(told).isPositive();
        clock.forward(Duration.ofDays(7).plusMinutes(1));
        town.sameTimeAs(clock);
        following.run();
        assertThat(letters()).isEqualTo(told);
        town.weather("nta", "*", "error-before", null);
        assertThat(check(number)).isInstanceOf(InvoiceCheck.NotKnown.class);
        var now = organisers.find(organiser).orElseThrow();
        assertThat(register.asRegistered(now, day).invoiceNumber()).isEmpty();
        assertThat(register.asRegistered(now, day.minusDays(1)).invoiceNumber()).contains(number);
        organisers.numberInvoices(organiser, Optional.empty());
    }

    private int letters() {
        return sql.sql("select count(*) from outbox where topic = 'notices.register' and payload ->> 'organiser' = :it")
                .param("it", organiser.toString())
                .query(Integer.class)
                .single();
    }

    private void issuer(InvoiceNumber number, String disposal) {
        town.call(
                "POST",
                "/town/nta/issuers",
                JsonMapper.builder()
                        .build()
                        .valueToTree(Map.of(
                                "number",
                                number.value(),
                                "name",
                                "山田 花子",
                                "person",
                                true,
                                "registrationDate",
                                "2024-04-01",
                                "disposalDate",
                                disposal,
                                "expireDate",
                                "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "error-before", "error-after", "cut-after", "rate-limited", "garbage"})
    void aSilentRegisterSaysNothingAboutTheNumber(String weather) {
        town.weather("nta", "*", weather, null);
        assertThat(check(AGENCY)).isInstanceOf(InvoiceCheck.NotKnown.class);
        assertThat(register.latest(organiser, AGENCY)).containsInstanceOf(InvoiceCheck.NotKnown.class);
    }

    @Test
    void nobodyAsksWhileATransactionIsOpen() {
        assertThatThrownBy(() -> transaction.execute(_ -> Optional.of(check(AGENCY))))
                .isInstanceOf(IllegalStateException.class);
    }
}
