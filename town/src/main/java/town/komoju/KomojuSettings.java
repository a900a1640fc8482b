package town.komoju;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How this KOMOJU is set up.
///
/// @param secretKey the one key that may do everything
/// @param publishableKey may pay for sessions and nothing else
/// @param webhookUrl where events go; several, separated by commas; empty: nowhere
/// @param merchant the payee's name at the till
/// @param paymentDays how many days a number lives; its last one ends at midnight in Japan
/// @param fee what the customer pays on top, in yen (`payment_method_fee`)
/// @param retryDelays how long to wait after the first, second … failed delivery of a webhook
@ConfigurationProperties("town.komoju")
record KomojuSettings(
        String secretKey,
        String publishableKey,
        List<String> webhookUrl,
        String webhookSecret,
        String merchant,
        int paymentDays,
        long fee,
        List<Duration> retryDelays) {}
