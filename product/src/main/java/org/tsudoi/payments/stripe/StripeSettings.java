package org.tsudoi.payments.stripe;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town, Stripe's sandbox and Stripe.
///
/// @param baseUrl without `/v1`
/// @param webhookSecrets one for each endpoint; two while one is being replaced
/// @param connectTimeout and `readTimeout`: Stripe's own libraries wait 30 s and 80 s; a buyer is waiting here,
///     and what is not answered in time is asked again
@ConfigurationProperties("tsudoi.stripe")
record StripeSettings(
        @DefaultValue("https://api.stripe.com") URI baseUrl,
        String secretKey,
        @DefaultValue List<String> webhookSecrets,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout) {

    @Override
    public String toString() {
        return "StripeSettings[" + baseUrl + "]";
    }
}
