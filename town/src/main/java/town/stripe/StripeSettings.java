package town.stripe;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How this Stripe is set up.
///
/// @param secretKey the one key of the shop that it accepts
/// @param publishableKey the one key of the shop's pages that it accepts
/// @param webhookUrl where events go from the start; several, separated by commas; empty: nowhere
/// @param webhookSecret signs what goes to `webhookUrl`
/// @param merchant the shop's name on the payment page
/// @param refundDelay how long the refunds that take time take
/// @param retryDelays how long to wait after the first, second … failed delivery of a webhook
@ConfigurationProperties("town.stripe")
record StripeSettings(
        String secretKey,
        String publishableKey,
        List<String> webhookUrl,
        String webhookSecret,
        String merchant,
        Duration refundDelay,
        List<Duration> retryDelays) {}
