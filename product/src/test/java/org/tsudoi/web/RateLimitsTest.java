package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.tsudoi.testing.TestClock;

class RateLimitsTest {
    private static final RateLimits.Limit THREE_AN_HOUR = new RateLimits.Limit("test", 3, Duration.ofHours(1));
    private static final RateLimits.Limit OTHER = new RateLimits.Limit("other", 1, Duration.ofHours(1));

    private final TestClock clock = new TestClock(Bench.NOW);
    private final RateLimits limits = new RateLimits(clock);

    @Test
    void theFourthTryWithinTheHourIsRefusedUntilTimeHasPassed() {
        for (int i = 0; i < 3; i++) {
            limits.take(THREE_AN_HOUR, "hanako");
        }
        var refused = catchThrowableOfType(TooOften.class, () -> limits.take(THREE_AN_HOUR, "hanako"));
        assertThat(refused.pause()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
        assertThatCode(() -> limits.take(THREE_AN_HOUR, "taro")).doesNotThrowAnyException();
        assertThatCode(() -> limits.take(OTHER, "hanako")).doesNotThrowAnyException();

        clock.forward(refused.pause());
        assertThatCode(() -> limits.take(THREE_AN_HOUR, "hanako")).doesNotThrowAnyException();
        assertThatThrownBy(() -> limits.take(THREE_AN_HOUR, "hanako")).isInstanceOf(TooOften.class);

        limits.forget(THREE_AN_HOUR, "hanako");
        assertThatCode(() -> limits.take(THREE_AN_HOUR, "hanako")).doesNotThrowAnyException();
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
