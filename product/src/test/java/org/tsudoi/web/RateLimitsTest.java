package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.tsudoi.privacy.Vault;
import org.tsudoi.testing.FreshDatabase;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.SecondNode;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;

@ProductTest
class RateLimitsTest {
    private static final RateLimits.Limit THREE_AN_HOUR = new RateLimits.Limit("test", 3, Duration.ofHours(1));
    private static final RateLimits.Limit OTHER = new RateLimits.Limit("other", 1, Duration.ofHours(1));

    private static final RateLimits.Limit SIX_AN_HOUR = new RateLimits.Limit("six", 6, Duration.ofHours(1));

    private final RateLimits limits;
    private final Vault vault;
    private final JdbcClient sql;
    private final TestClock clock;
    private final Environment environment;
    private final int port;
    private final String hanako = UUID.randomUUID().toString();

    RateLimitsTest(
            RateLimits limits,
            Vault vault,
            JdbcClient sql,
            TestClock clock,
            Environment environment,
            @LocalServerPort int port) {
        this.limits = limits;
        this.vault = vault;
        this.sql = sql;
        this.clock = clock;
        this.environment = environment;
        this.port = port;
    }

    @Test
    void theFourthTryWithinTheHourIsRefusedUntilItIsOver() {
        for (int i = 0; i < 3; i++) {
            limits.take(THREE_AN_HOUR, hanako);
        }
        var refused = catchThrowableOfType(TooOften.class, () -> limits.take(THREE_AN_HOUR, hanako));
        assertThat(refused.pause()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(61));
        assertThatCode(() -> limits.take(THREE_AN_HOUR, hanako + " taro")).doesNotThrowAnyException();
        assertThatCode(() -> limits.take(OTHER, hanako)).doesNotThrowAnyException();

        clock.forward(refused.pause());
        assertThatCode(() -> limits.take(THREE_AN_HOUR, hanako)).doesNotThrowAnyException();
    }

    @Test
    void whatTheFirstLimitHoldsBackIsNotCountedForTheSecond() {
        var taro = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) limits.take(THREE_AN_HOUR, hanako, SIX_AN_HOUR, taro);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> limits.take(THREE_AN_HOUR, hanako, SIX_AN_HOUR, taro))
                    .hasMessageStartingWith("test: ");
        }
        for (int i = 0; i < 3; i++) limits.take(THREE_AN_HOUR, hanako + " elsewhere", SIX_AN_HOUR, taro);
        assertThatThrownBy(() -> limits.take(THREE_AN_HOUR, hanako + " anew", SIX_AN_HOUR, taro))
                .hasMessageStartingWith("six: ");
    }

    @Test
    void triesAtTwoNodesAreCountedTogether() {
        clock.forward(Duration.ofMinutes(10));
        try (var node = SecondNode.start(environment, clock);
                var one = new TestBrowser(port);
                var other = new TestBrowser(SecondNode.port(node))) {
            for (int i = 0; i < 10; i++) {
                assertThat(guess(one)).isEqualTo(422);
                assertThat(guess(other)).isEqualTo(422);
            }
            assertThat(guess(one)).isEqualTo(429);
            assertThat(guess(other)).isEqualTo(429);
        }
        clock.forward(Duration.ofMinutes(10));
    }

    private static int guess(TestBrowser browser) {
        browser.get("/door");
        return browser.post("/door", Map.of("code", "WRONG")).statusCode();
    }

    @Test
    void nobodyGetsThroughUncounted() {
        var empty = FreshDatabase.create();
        var database = new DriverManagerDataSource(
                empty.url(), empty.app().user(), empty.app().password());
        var uncounted = new RateLimits(new RateLimitTable(JdbcClient.create(database), vault), clock);
        assertThatThrownBy(() -> uncounted.take(THREE_AN_HOUR, hanako)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void countsAreForgottenWhenTheyHaveServed() {
        limits.take(THREE_AN_HOUR, hanako);
        clock.forward(Duration.ofDays(3));
        limits.run();
        assertThat(sql.sql("select count(*) from rate_limit_count")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void oneHouseholdIsOneAddressAlsoInTheNewInternet() {
        assertThat(address("2001:db8:1:2:aaaa::1")).isEqualTo(address("2001:db8:1:2:bbbb::9"));
        assertThat(address("2001:db8:1:3::1")).isNotEqualTo(address("2001:db8:1:2::1"));
        assertThat(address("203.0.113.7")).isEqualTo("203.0.113.7");
    }

    private static String address(String remote) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(remote);
        return RateLimits.address(request);
    }
}
