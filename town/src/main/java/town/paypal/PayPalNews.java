package town.paypal;

import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import town.courier.Courier;
import town.courier.Parcel;
import town.state.Keeper;
import town.state.TownClock;
import town.weather.Provider;
import town.weather.Weather;

/// Tells the shop what happened, signed by the key of this PayPal.
@Component
class PayPalNews {
    private final PayPalSettings settings;
    private final PayPalShapes shapes;
    private final PayPalIds ids;
    private final TownClock clock;
    private final Courier courier;
    private final SelfSigned key = new SelfSigned("Town's PayPal");
    private final SelfSigned forgersKey = new SelfSigned("Mallory");
    private final String keyName;

    PayPalNews(
            PayPalSettings settings,
            PayPalShapes shapes,
            PayPalIds ids,
            TownClock clock,
            Weather weather,
            Keeper keeper) {
        this.settings = settings;
        this.shapes = shapes;
        this.ids = ids;
        this.clock = clock;
        this.keyName = "CERT-" + ids.debug() + "-" + ids.debug();
        this.courier = new Courier(Provider.PAYPAL, keeper, clock, weather, settings.retryDelays(), this::seal);
    }

    Courier courier() {
        return courier;
    }

    SelfSigned key() {
        return key;
    }

    String keyName() {
        return keyName;
    }

    void happened(String type, String resourceType, String summary, ObjectNode resource) {
        if (settings.webhookUrl().isBlank()) {
            return;
        }
        var id = ids.event();
        var body = JsonMapper.shared()
                .createObjectNode()
                .put("id", id)
                .put("event_version", "1.0")
                .put("create_time", PayPalShapes.millis(clock.instant()))
                .put("resource_type", resourceType)
                .put("resource_version", "2.0")
                .put("event_type", type)
                .put("summary", summary);
        body.set("resource", resource);
        var self = shapes.base() + "/v1/notifications/webhooks-events/" + id;
        PayPalShapes.link(body, self, "self", "GET");
        PayPalShapes.link(body, self + "/resend", "resend", "POST");
        courier.send(id, type, body.toString(), settings.webhookUrl());
    }

    private HttpRequest.Builder seal(Parcel parcel, Instant at) {
        var body = parcel.isForged()
                ? parcel.body().replace("\"WH-", "\"WH-F").replaceAll("\"value\":\"[0-9.]*\"", "\"value\":\"1\"")
                : parcel.body();
        // The same for each try, as its checksum is what tells one delivery from another.
        var transmission = parcel.id();
        var time = PayPalShapes.seconds(at);
        var signed = TransmissionSignature.signed(transmission, time, settings.webhookId(), body);
        return HttpRequest.newBuilder(URI.create(parcel.url()))
                .header("Content-Type", "application/json")
                .header("User-Agent", "PayPal/AUHR-1.0-1")
                .header("PAYPAL-TRANSMISSION-ID", transmission)
                .header("PAYPAL-TRANSMISSION-TIME", time)
                .header("PAYPAL-TRANSMISSION-SIG", (parcel.isForged() ? forgersKey : key).sign(signed))
                .header("PAYPAL-CERT-URL", shapes.base() + "/v1/notifications/certs/" + keyName)
                .header("PAYPAL-AUTH-ALGO", "SHA256withRSA")
                .POST(BodyPublishers.ofString(body));
    }

    List<Parcel> newest(int limit) {
        return courier.newest(limit);
    }

    @Scheduled(fixedDelay = 200)
    void sendDue() {
        courier.sendDue();
    }

    @PreDestroy
    void close() {
        courier.close();
    }
}
