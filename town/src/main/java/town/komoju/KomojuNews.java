package town.komoju;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import town.state.TownClock;
import town.weather.Provider;
import town.webhook.Courier;
import town.webhook.Parcel;
import town.webhook.PostOffice;
import town.webhook.Seal;

/// Writes the news down and sends it.
@Component
class KomojuNews implements Seal {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KomojuBooks books;
    private final KomojuObjects objects;
    private final KomojuIds ids;
    private final Clock clock;
    private final KomojuSettings settings;
    private final Courier courier;

    KomojuNews(
            KomojuBooks books,
            KomojuObjects objects,
            KomojuIds ids,
            TownClock clock,
            KomojuSettings settings,
            PostOffice post) {
        this.books = books;
        this.objects = objects;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        this.courier = post.courier(Provider.KOMOJU, this, PATIENCE, settings.retryDelays());
    }

    Courier courier() {
        return courier;
    }

    /// @param type `payment.captured` …
    void tell(String type, Payment payment) {
        var event = new KomojuEvent(
                ids.id(), clock.instant(), type, objects.payment(payment).toString());
        books.events.put(event.id(), event);
        courier.send(
                settings.webhookUrl(),
                event.id(),
                type,
                KomojuObjects.event(event).toString());
    }

    @Override
    public Map<String, String> headers(Parcel parcel, String body, Instant at, boolean genuine) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Komoju-ID", parcel.id().replace("-", "").substring(0, 25));
        headers.put("X-Komoju-Event", parcel.type());
        headers.put("X-Komoju-Signature", Signature.of(genuine ? settings.webhookSecret() : ids.id(), body));
        headers.put("User-Agent", "Komoju-Webhook");
        return headers;
    }

    @Override
    public String forged(String body) {
        return body.replace("\"status\":\"authorized\"", "\"status\":\"captured\"")
                .replaceFirst("\"id\":\"..", "\"id\":\"zz");
    }
}
