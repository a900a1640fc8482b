package org.tsudoi.meetings.jitsi;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town and a Jitsi Meet of yours.
///
/// @param baseUrl   the address that people open, without a slash at its end; encrypted, since tokens stand in it
/// @param appId     the token's `iss`, which the server has to accept
/// @param secret    shared with the server, which signs nothing itself
/// @param audience  the token's `aud`
/// @param subject   the token's `sub`: a tenant, the server's domain, or `*` for any
/// @param peopleMax what the server is to carry in one room
/// @param tokenFor  how long a way in is good; people need it until they have chosen camera and microphone
@ConfigurationProperties("tsudoi.jitsi")
record JitsiSettings(
        URI baseUrl,
        String appId,
        String secret,
        @DefaultValue("jitsi") String audience,
        @DefaultValue("*") String subject,
        @DefaultValue("75") int peopleMax,
        @DefaultValue("2m") Duration tokenFor) {
    private static final Duration TOKEN_FOR_MAX = Duration.ofMinutes(10);
    /// A key for HS256 is as long as the hash at least (RFC 7518 §3.2): whoever has a token can try shorter ones.
    private static final int SECRET_BYTES_MIN = 32;
    /// Town's, and a server that is tried out on this machine.
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    JitsiSettings {
        if (appId.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("tsudoi.jitsi needs an application id and its secret");
        }
        if (secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "tsudoi.jitsi.secret is shorter than 32 bytes: make one by `openssl rand -base64 48`");
        }
        if (baseUrl.getHost() == null) throw new IllegalArgumentException("tsudoi.jitsi.base-url is no address");
        if (!isSafe(baseUrl)) throw new IllegalArgumentException("tsudoi.jitsi.base-url begins with https://");
        if (tokenFor.isNegative() || tokenFor.isZero() || tokenFor.compareTo(TOKEN_FOR_MAX) > 0) {
            throw new IllegalArgumentException("tsudoi.jitsi.token-for is above zero and ten minutes at most");
        }
        if (peopleMax < 2) throw new IllegalArgumentException("tsudoi.jitsi.people-max is from 2");
        var address = baseUrl.toString();
        if (address.endsWith("/")) baseUrl = URI.create(address.substring(0, address.length() - 1));
    }

    private static boolean isSafe(URI address) {
        return "https".equalsIgnoreCase(address.getScheme())
                || ("http".equalsIgnoreCase(address.getScheme())
                        && LOOPBACK.matcher(address.getHost()).matches());
    }

    @Override
    public String toString() {
        return "JitsiSettings[" + baseUrl + "]";
    }
}
