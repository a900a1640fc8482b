package org.tsudoi.meetings.jitsi;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town and a Jitsi Meet of yours.
///
/// @param baseUrl   the address that people open, without a slash at its end
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

    JitsiSettings {
        if (appId.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("tsudoi.jitsi needs an application id and its secret");
        }
        if (baseUrl.getHost() == null) throw new IllegalArgumentException("tsudoi.jitsi.base-url is no address");
        if (tokenFor.isNegative() || tokenFor.isZero() || tokenFor.compareTo(TOKEN_FOR_MAX) > 0) {
            throw new IllegalArgumentException("tsudoi.jitsi.token-for is above zero and ten minutes at most");
        }
        if (peopleMax < 2) throw new IllegalArgumentException("tsudoi.jitsi.people-max is from 2");
        var address = baseUrl.toString();
        if (address.endsWith("/")) baseUrl = URI.create(address.substring(0, address.length() - 1));
    }

    @Override
    public String toString() {
        return "JitsiSettings[" + baseUrl + "]";
    }
}
