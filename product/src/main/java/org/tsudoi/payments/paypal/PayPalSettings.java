package org.tsudoi.payments.paypal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town, PayPal's sandbox and PayPal.
///
/// @param baseUrl without `/v2`
/// @param webhookIds PayPal's name of each of our endpoints, which is signed with every event; two while one is being
///     replaced
/// @param readTimeout a buyer is waiting, and what is not answered in time is asked again
@ConfigurationProperties("tsudoi.paypal")
record PayPalSettings(
        @DefaultValue("https://api-m.paypal.com") URI baseUrl,
        String clientId,
        String clientSecret,
        @DefaultValue List<String> webhookIds,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout) {
    private static final String API = "api-m.";

    /// Where the buyer approves, for those answers in which PayPal does not say it.
    String approvalPage(String order) {
        var base = baseUrl.toString();
        var site = base.startsWith("https://" + API) ? base.replace("https://" + API, "https://www.") : base;
        return site + "/checkoutnow?token=" + order;
    }

    @Override
    public String toString() {
        return "PayPalSettings[" + baseUrl + "]";
    }
}
