package town.paypal;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How this PayPal is set up.
///
/// @param webhookUrl where events go; empty: nowhere
/// @param webhookId what is signed along with each event
/// @param orderLife how long an order waits for the payer, and then for its capture
/// @param refundDelay how long the refunds that take time take
/// @param retryDelays how long to wait after the first, second … failed delivery of a webhook
@ConfigurationProperties("town.paypal")
record PayPalSettings(
        String clientId,
        String clientSecret,
        String merchantId,
        String merchant,
        String webhookUrl,
        String webhookId,
        Duration orderLife,
        Duration refundDelay,
        List<Duration> retryDelays) {}
