package org.tsudoi.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Holds back who asks too often: `limits.take(SIGN_IN_MAILS, RateLimits.address(request))` throws `TooOften`.
///
/// In the memory of each node: with n nodes up to n times as much gets through, and a restart forgets. What
/// must hold exactly (tries of one code, mails to one address a day) is counted in the database by its owner
/// besides.
public final class RateLimits {
    private static final int KEPT_MAX = 100_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /// So many times within a period, refilled evenly.
    ///
    /// @param name of the route, such as `sign-in.mail`; counts of different names are apart
    public record Limit(String name, int times, Duration within) {}

    public RateLimits(Clock clock) {
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                var now = clock.instant();
                return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /// @param who an address or an identity: `address(request)`, a member's id, the blind index of a mail
    ///     address
    public void take(Limit limit, String who) {
        var probe = bucket(limit, who).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooOften(
                    limit.name(),
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    /// Forgets what somebody used up: after a code was right.
    public void forget(Limit limit, String who) {
        synchronized (buckets) {
            buckets.remove(key(limit, who));
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

    private Bucket bucket(Limit limit, String who) {
        synchronized (buckets) {
            var bucket = buckets.computeIfAbsent(
                    key(limit, who),
                    key -> Bucket.builder()
                            .addLimit(of -> of.capacity(limit.times()).refillGreedy(limit.times(), limit.within()))
                            .withCustomTimePrecision(time)
                            .build());
            if (buckets.size() > KEPT_MAX) {
                var longestUnused = buckets.keySet().iterator();
                longestUnused.next();
                longestUnused.remove();
            }
            return bucket;
        }
    }

    private static String key(Limit limit, String who) {
        return limit.name() + " " + who;
    }
}
