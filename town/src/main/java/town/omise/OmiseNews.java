package town.omise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;
import town.weather.Provider;
import town.webhook.Courier;
import town.webhook.Parcel;
import town.webhook.PostOffice;
import town.webhook.Seal;

/// Writes the news down and sends it.
@Component
class OmiseNews implements Seal {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> WRONG_SECRET = List.of("bm90LXRoZS1zZWNyZXQ=");

    private final OmiseBooks books;
    private final OmiseObjects objects;
    private final OmiseIds ids;
    private final Clock clock;
    private final OmiseSettings settings;
    private final Courier courier;

    OmiseNews(
            OmiseBooks books,
            OmiseObjects objects,
            OmiseIds ids,
            TownClock clock,
            OmiseSettings settings,
            PostOffice post) {
        this.books = books;
        this.objects = objects;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        this.courier = post.courier(Provider.OMISE, this, PATIENCE, settings.retryDelays());
    }

    Courier courier() {
        return courier;
    }

    /// @param key `charge.complete` …
    void tell(String key, Charge charge) {
        tell(key, charge, objects.charge(charge));
    }

    void tellOfRefund(Charge charge, Refund refund) {
        tell("refund.create", charge, objects.refund(charge, refund));
    }

    private void tell(String key, Charge charge, ObjectNode subject) {
        var event = new OmiseEvent(ids.of("evnt"), clock.instant(), key, subject.toString());
        books.events.put(event.id(), event);
        var own = charge.asked().webhookEndpoints();
        courier.send(
                own.isEmpty() ? settings.webhookUrl() : own,
                event.id(),
                key,
                OmiseObjects.event(event).toString());
    }

    @Override
    public Map<String, String> headers(Parcel parcel, String body, Instant at, boolean genuine) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Omise-Signature", Signature.header(genuine ? settings.webhookSecret() : WRONG_SECRET, at, body));
        headers.put("Omise-Signature-Timestamp", Long.toString(at.getEpochSecond()));
        headers.put("User-Agent", "Omise/2019-05-29");
        return headers;
    }

    @Override
    public String forged(String body) {
        return body.replace("\"status\":\"pending\"", "\"status\":\"successful\"")
                .replace("\"paid\":false", "\"paid\":true")
                .replace("evnt_test_", "evnt_test_f");
    }
}
