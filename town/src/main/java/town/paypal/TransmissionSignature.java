package town.paypal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// What PayPal signs of a webhook: its headers, the webhook's id and a checksum of the body
/// (developer.paypal.com/api/rest/webhooks/rest, "Self verification").
final class TransmissionSignature {
    private TransmissionSignature() {}

    static String signed(String transmissionId, String time, String webhookId, String body) {
        var sum = new CRC32();
        sum.update(body.getBytes(StandardCharsets.UTF_8));
        return transmissionId + "|" + time + "|" + webhookId + "|" + sum.getValue();
    }
}
