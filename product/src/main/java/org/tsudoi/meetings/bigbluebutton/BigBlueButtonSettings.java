package org.tsudoi.meetings.bigbluebutton;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town and a BigBlueButton of yours, as `bbb-conf --secret` shows it.
///
/// @param baseUrl     where people and we reach it: `https://meet.example/bigbluebutton`, with or without `/api`
/// @param secret      shared with the server, which knows by it who may make meetings and send people into them
/// @param peopleMax   what the server is to carry in one meeting
/// @param readTimeout a visitor waits at the door for one of these calls
@ConfigurationProperties("tsudoi.bigbluebutton")
record BigBlueButtonSettings(
        URI baseUrl,
        String secret,
        @DefaultValue("100") int peopleMax,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout) {
    private static final String API = "/api";
    /// Whoever was sent into a meeting has a hash with it in their address, and can try out shorter ones.
    private static final int SECRET_BYTES_MIN = 32;
    /// Town's, and a server that is tried out on this machine.
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    BigBlueButtonSettings {
        if (secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES_MIN) {
            throw new IllegalArgumentException("tsudoi.bigbluebutton.secret is shorter than 32 bytes: make one on the"
                    + " server by `bbb-conf --setsecret $(openssl rand -hex 32)`");
        }
        if (baseUrl.getHost() == null)
            throw new IllegalArgumentException("tsudoi.bigbluebutton.base-url is no address");
        if (!isSafe(baseUrl)) {
            throw new IllegalArgumentException("tsudoi.bigbluebutton.base-url begins with https://");
        }
        if (peopleMax < 2) throw new IllegalArgumentException("tsudoi.bigbluebutton.people-max is from 2");
        var address = baseUrl.toString().replaceAll("/+$", "");
        baseUrl = URI.create(address.endsWith(API) ? address : address + API);
    }

    private static boolean isSafe(URI address) {
        return "https".equalsIgnoreCase(address.getScheme())
                || ("http".equalsIgnoreCase(address.getScheme())
                        && LOOPBACK.matcher(address.getHost()).matches());
    }

    @Override
    public String toString() {
        return "BigBlueButtonSettings[" + baseUrl + "]";
    }
}
