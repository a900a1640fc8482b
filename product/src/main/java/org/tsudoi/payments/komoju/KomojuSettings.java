package org.tsudoi.payments.komoju;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town, KOMOJU's test mode and KOMOJU.
///
/// @param baseUrl without `/api/v1`
/// @param webhookSecrets two while one is being replaced
/// @param buyerFee yen that buyers pay KOMOJU at the till on top of the price, as the contract says
/// @param chains the stores that the account was approved for: 7-Eleven asks for an examination of its own
@ConfigurationProperties("tsudoi.komoju")
record KomojuSettings(
        @DefaultValue("https://komoju.com") URI baseUrl,
        String secretKey,
        @DefaultValue List<String> webhookSecrets,

        @DefaultValue({"lawson", "family-mart", "ministop", "daily-yamazaki", "seicomart"})
        List<String> chains,

        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("0") int buyerFee) {
    private static final Set<String> KNOWN =
            Set.of("seven-eleven", "lawson", "family-mart", "ministop", "daily-yamazaki", "seicomart");

    KomojuSettings {
        if (!KNOWN.containsAll(chains)) {
            throw new IllegalArgumentException("stores are some of " + KNOWN + ", and not " + chains);
        }
        if (buyerFee < 0) throw new IllegalArgumentException("tsudoi.komoju.buyer-fee is not negative");
    }

    @Override
    public String toString() {
        return "KomojuSettings[" + baseUrl + "]";
    }
}
