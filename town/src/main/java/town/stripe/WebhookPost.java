package town.stripe;

import java.io.IOException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One POST to an endpoint, over a connection that is kept for the next. By the older client of Java: in a virtual
/// thread it costs a fraction of the newer one, which hands every call to threads of its own.
final class WebhookPost {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private WebhookPost() {}

    /// @return the status
    static int send(String url, String signature, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var call = (HttpURLConnection) URI.create(url).toURL().openConnection();
        call.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
        call.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
        call.setInstanceFollowRedirects(false);
        call.setRequestMethod("POST");
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", "application/json; charset=utf-8");
        call.setRequestProperty("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        call.setRequestProperty("Stripe-Signature", signature);
        // With the length said beforehand it is never sent a second time behind our back.
        call.setFixedLengthStreamingMode(bytes.length);
        try (var out = call.getOutputStream()) {
            out.write(bytes);
        }
        return statusOf(call);
    }

    private static int statusOf(HttpURLConnection call) throws IOException {
        try {
            int status = call.getResponseCode();
            // Read to its end, or the connection could not be used again.
            try (var answer = status < 400 ? call.getInputStream() : call.getErrorStream()) {
                if (answer != null) {
                    answer.readAllBytes();
                }
            }
            return status;
        } catch (HttpRetryException wantsAPassword) {
            return wantsAPassword.responseCode();
        }
    }
}
