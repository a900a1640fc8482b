package org.tsudoi.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;

/// Holds back who asks too often: `limits.take(SIGN_IN_MAILS, RateLimits.address(request))` throws `TooOften`.
///
/// Counted in the database, for all processes together and over restarts; when it cannot be asked, nobody gets
/// through. How often a link may be asked for and a code be guessed is counted by the members besides.
@Component
public final class RateLimits implements RecurringJob {
    private static final Duration WINDOW_MAX = Duration.ofDays(1);
    private static final int IPV6_NETWORK_BYTES = 8;

    private final RateLimitTable table;
    private final Clock clock;

    /// So many times in each window. The windows follow each other, so twice as many may come around the turn
    /// of two.
    ///
    /// @param name of the route, such as `sign-in.mail`; counts of different names are apart
    public record Limit(String name, int times, Duration within) {
        public Limit {
            if (within.compareTo(WINDOW_MAX) > 0) throw new IllegalArgumentException("counts are kept for a day");
        }
    }

    RateLimits(RateLimitTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /// @param who an address or an identity: `address(request)`, a member's id, a mail address to look up by
    public void take(Limit limit, String who) {
        Instant now = clock.instant();
        check(limit, now, table.count(counted(limit, who, now)));
    }

    /// One limit after the other, in one question: what the first holds back is not counted for the second.
    public void take(Limit first, String who, Limit second, String whoElse) {
        Instant now = clock.instant();
        var times = table.count(counted(first, who, now), first.times(), counted(second, whoElse, now));
        check(first, now, times.first());
        check(second, now, times.second());
    }

    /// What whoever had taken too many would be told, for who is held back by something that is nobody's business.
    public TooOften asIfTaken(Limit limit) {
        return tooOften(limit, clock.instant());
    }

    private static TooOften tooOften(Limit limit, Instant now) {
        return new TooOften(
                limit.name(),
                Duration.between(now, window(limit, now).plus(limit.within())).plusSeconds(1));
    }

    private static RateLimitTable.Counted counted(Limit limit, String who, Instant now) {
        return new RateLimitTable.Counted(limit.name() + ' ' + who, window(limit, now));
    }

    private static Instant window(Limit limit, Instant now) {
        long seconds = limit.within().toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
    }

    private static void check(Limit limit, Instant now, int times) {
        if (times > limit.times()) {
            throw tooOften(limit, now);
        }
    }

    /// The visitor's address; of IPv6 the network, since one household has 2^64 of them.
    public static String address(HttpServletRequest request) {
        var remote = request.getRemoteAddr();
        try {
            return InetAddress.getByName(remote) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), IPV6_NETWORK_BYTES))
                    : remote;
        } catch (UnknownHostException notAnAddress) {
            return remote;
        }
    }

    @Override
    public String name() {
        return "web-forget-rate-limits";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        table.deleteBefore(clock.instant().minus(WINDOW_MAX).minus(WINDOW_MAX));
    }
}
