package org.tsudoi.meetings.zoom;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town and Zoom: addresses, keys, and who holds the meetings.
///
/// @param webhookSecrets the app's secret token; two while one is being replaced
/// @param hosts Zoom users that meetings are spread over, each with its own 100 meetings a day
/// @param mailDomain of the made-up addresses that people are registered under; Zoom sends them no mail
/// @param peopleMax what the account's plan allows inside at once
/// @param readTimeout a visitor waits at the door for some of these calls
@ConfigurationProperties("tsudoi.zoom")
record ZoomSettings(
        @DefaultValue("https://api.zoom.us/v2") URI apiUrl,
        @DefaultValue("https://zoom.us/oauth/token") URI tokenUrl,
        @DefaultValue("") String accountId,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue List<String> webhookSecrets,
        @DefaultValue("me") List<String> hosts,
        @DefaultValue("door.invalid") String mailDomain,
        @DefaultValue("100") int peopleMax,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout) {

    @Override
    public String toString() {
        return "ZoomSettings[" + apiUrl + "]";
    }
}
