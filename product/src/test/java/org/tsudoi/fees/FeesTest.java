package org.tsudoi.fees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class FeesTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    private final Fees fees;
    private final FeeSetting setting;
    private final Market market;
    private final JdbcClient sql;
    private final TestClock clock;

    FeesTest(Fees fees, FeeSetting setting, Market market, JdbcClient sql, TestClock clock) {
        this.fees = fees;
        this.setting = setting;
        this.market = market;
        this.sql = sql;
        this.clock = clock;
    }

    @AfterEach
    void nothingIsAsked() {
        setting.none();
    }

    @Test
    void aRateHoldsFromItsMomentAndWhatHeldBeforeCanStillBeTold() {
        var before = clock.instant();
        setting.set("EUR", 300, 0);
        clock.forward(Duration.ofHours(1));
        var later = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MICROS);
        fees.set(
                new FeeRate(
                        OfferingKind.MEETING, 500, Money.of(10, "EUR"), Money.of(0, "EUR"), Optional.empty(), later),
                setting.somebody());
        assertThat(fees.rate(OfferingKind.MEETING, EUR, clock.instant())
                        .orElseThrow()
                        .basisPoints())
                .isEqualTo(300);
        assertThat(fees.rate(OfferingKind.MEETING, EUR, later).orElseThrow().basisPoints())
                .isEqualTo(500);
        assertThat(fees.rate(OfferingKind.MEETING, EUR, before).orElseThrow().basisPoints())
                .isEqualTo(300);
        assertThat(fees.rate(OfferingKind.SALON, EUR, later)).isEmpty();
        assertThat(fees.history().getFirst().rate().validFrom()).isEqualTo(later);
        clock.forward(Duration.ofDays(2));
    }

    @Test
    void aRateNeverBeginsInThePast() {
        var rate = new FeeRate(
                OfferingKind.MEETING,
                1,
                Money.of(0, "EUR"),
                Money.of(0, "EUR"),
                Optional.empty(),
                clock.instant().minusSeconds(1));
        assertThatThrownBy(() -> fees.set(rate, setting.somebody())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fromNowOnIsWhenItIsSetAndNotWhenItWasAskedFor() {
        var asked = new FeeRate(
                OfferingKind.MEETING,
                250,
                Money.of(0, "EUR"),
                Money.of(0, "EUR"),
                Optional.empty(),
                clock.instant().minusMillis(3));
        fees.setFromNow(asked, setting.somebody());
        assertThat(fees.rate(OfferingKind.MEETING, EUR, clock.instant())
                        .orElseThrow()
                        .basisPoints())
                .isEqualTo(250);
    }

    @Test
    void theChoiceForAnEventGoesBeforeTheUsualOne() {
        setting.set("JPY", 300, 0);
        var organiser = market.organiser();
        var event = market.event(organiser, 5, Duration.ofDays(3));
        var other = market.event(organiser, 5, Duration.ofDays(3));
        var by = setting.somebody();
        assertThat(bearer(event)).isEqualTo(Bearer.ORGANISER);
        fees.bear(organiser, Bearer.BUYER, by);
        assertThat(bearer(event)).isEqualTo(Bearer.BUYER);
        fees.bear(organiser, event.id(), Optional.of(Bearer.ORGANISER), by);
        assertThat(bearer(event)).isEqualTo(Bearer.ORGANISER);
        assertThat(bearer(other)).isEqualTo(Bearer.BUYER);
        fees.bear(organiser, event.id(), Optional.empty(), by);
        assertThat(bearer(event)).isEqualTo(Bearer.BUYER);
        assertThat(fees.chosen(organiser)).isEmpty();
        // The same again adds nothing to the history.
        fees.bear(organiser, Bearer.BUYER, by);
        assertThat(sql.sql("select count(*) from fee_bearer where organiser = :organiser")
                        .param("organiser", organiser.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
        var terms = fees.terms(event, Currency.getInstance("JPY"), clock.instant());
        assertThat(terms.tax().percent()).isEqualTo(10);
    }

    private Bearer bearer(org.tsudoi.offerings.Event event) {
        return fees.terms(event, Currency.getInstance("JPY"), clock.instant()).bearer();
    }

    /// What the type refuses the database refuses by itself.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'session', 'JPY', 1, 0, 0, null, now(), gen_random_uuid(), now()",
                "'session', 'JPY', 0, 1, 0, null, now(), gen_random_uuid(), now()",
                "'lottery', 'JPY', 1, 0, 0, null, now(), gen_random_uuid(), now()",
                "'meeting', 'JPY', 5001, 0, 0, null, now(), gen_random_uuid(), now()",
                "'meeting', 'JPY', -1, 0, 0, null, now(), gen_random_uuid(), now()",
                "'meeting', 'JPY', 1, -1, 0, null, now(), gen_random_uuid(), now()",
                "'meeting', 'JPY', 1, 0, 10, 9, now(), gen_random_uuid(), now()",
                "'meeting', 'JPY', 1, 0, 0, null, now() - interval '1 s', gen_random_uuid(), now()"
            })
    void theDatabaseRefusesWhatIsNoRate(String values) {
        assertThatThrownBy(() -> sql.sql("insert into fee_rate (kind, currency, basis_points, fixed, least, most, "
                                + "valid_from, set_by, set_at) values (" + values + ")")
                        .update())
                .hasMessageContaining("fee_rate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update fee_rate set basis_points = 0",
                "delete from fee_rate",
                "truncate fee_rate",
                "update fee_bearer set bearer = 'buyer'",
                "delete from fee_bearer"
            })
    void whatWasSetStays(String statement) {
        assertThatThrownBy(() -> sql.sql(statement).update())
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }
}
