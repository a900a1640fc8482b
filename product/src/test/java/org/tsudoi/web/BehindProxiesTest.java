package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.SecondNode;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;

/// Over real connections, all of which come from this machine. The pass code's limit of 20 tries per address shows whom
/// the product takes for the one who asks.
@ProductTest
class BehindProxiesTest {
    private static final int TRIES = 20;

    private final Environment environment;
    private final TestClock clock;

    @LocalServerPort
    private int port;

    BehindProxiesTest(Environment environment, TestClock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @BeforeEach
    @AfterEach
    void aNewTenMinutes() {
        clock.forward(Duration.ofMinutes(10));
    }

    @Test
    void anAddressThatAnybodyClaimsIsNotBelieved() {
        try (var forger = new TestBrowser(port)) {
            for (int i = 0; i < TRIES; i++) {
                assertThat(guess(forger, "203.0.113." + i)).isEqualTo(422);
            }
            assertThat(guess(forger, "203.0.113.99")).isEqualTo(429);
        }
    }

    @Test
    void theAddressThatANamedProxySawCounts() {
        try (var node = SecondNode.start(
                        environment,
                        clock,
                        "server.address=127.0.0.1",
                        "tsudoi.public-url=https://tsudoi.example",
                        "tsudoi.web.trusted-proxies=127.0.0.0/8, ::1");
                var visitor = new TestBrowser(SecondNode.port(node))) {
            for (int i = 0; i < TRIES; i++) {
                assertThat(guess(visitor, "198.51.100." + i + ", 203.0.113.7")).isEqualTo(422);
            }
            assertThat(guess(visitor, "198.51.100.99, 203.0.113.7")).isEqualTo(429);
            assertThat(guess(visitor, "203.0.113.8")).isEqualTo(422);

            var chosen = visitor.get("/?lang=th").headers();
            assertThat(chosen.allValues("Set-Cookie"))
                    .as("the public address is https, whatever this connection is")
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.contains("; Secure"));
            assertThat(visitor.get("/account").headers().firstValue("Location")).contains("/sign-in?next=%2Faccount");
        }
    }

    @Test
    void addressesAndNetworksAreTakenAndNothingElse() {
        var site = URI.create("https://tsudoi.example");
        assertThatCode(() -> new BehindProxies(site, List.of("127.0.0.1", "172.16.0.0/12", "2001:db8::/32")))
                .doesNotThrowAnyException();
        for (var wrong : List.of("proxy", "10.0.0.0/33", "10.0.0.*", "127.0.0.1/", "1.2.3")) {
            assertThatThrownBy(() -> new BehindProxies(site, List.of(wrong)))
                    .as(wrong)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("TSUDOI_TRUSTED_PROXIES names " + wrong);
        }
    }

    private static int guess(TestBrowser browser, String claimed) {
        browser.with("X-Forwarded-For", claimed).get("/door");
        return browser.post("/door", Map.of("code", "WRONG")).statusCode();
    }
}
