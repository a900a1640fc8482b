package org.tsudoi.payments.omise;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town, Omise's test mode and Omise.
///
/// @param webhookSecrets in Base64, as the dashboard shows them; two while one is being replaced
@ConfigurationProperties("tsudoi.omise")
record OmiseSettings(
        @DefaultValue("https://api.omise.co") URI baseUrl,
        String secretKey,
        @DefaultValue List<String> webhookSecrets,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout) {

    @Override
    public String toString() {
        return "OmiseSettings[" + baseUrl + "]";
    }
}
