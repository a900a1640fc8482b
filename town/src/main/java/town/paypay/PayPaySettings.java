package town.paypay;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How this PayPay is set up.
///
/// @param webhookUrl where news goes; empty: nowhere
/// @param codeLife how long a code can be paid
/// @param repeats whether a repeated request for a code is answered with the code that was made, as the reference
///     says, or refused, as merchants have seen
/// @param retryDelays how long to wait after the first, second … failed delivery of a webhook
@ConfigurationProperties("town.paypay")
record PayPaySettings(
        String apiKey,
        String apiSecret,
        String merchantId,
        String merchant,
        String webhookUrl,
        Duration codeLife,
        boolean repeats,
        List<Duration> retryDelays) {}
