package town.omise;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How this Omise is set up.
///
/// @param secretKey may do everything
/// @param publicKey may make sources and nothing else
/// @param apiUrl how the shop's server reaches this: the start of the addresses of pictures
/// @param webhookUrl where events go; several, separated by commas; empty: nowhere
/// @param webhookSecret in Base64; several while one is being replaced, each signs
/// @param merchant the payee's name in a bank's app
/// @param biller tax id and suffix of whom PromptPay pays, fifteen digits
/// @param life how long a charge waits when nobody says otherwise
/// @param refundDelay how long a bank takes to give money back
/// @param refundable whether PromptPay and mobile banking are given back by the API; it depends on the contract
/// @param retryDelays how long to wait after the first, second … failed delivery of a webhook
@ConfigurationProperties("town.omise")
record OmiseSettings(
        String secretKey,
        String publicKey,
        String apiUrl,
        List<String> webhookUrl,
        List<String> webhookSecret,
        String merchant,
        String biller,
        Duration life,
        Duration refundDelay,
        boolean refundable,
        List<Duration> retryDelays) {}
