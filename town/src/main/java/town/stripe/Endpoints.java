package town.stripe;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.TownClock;

/// The webhook endpoints: those of the settings, and those made by the API.
@Component
class Endpoints {
    private static final String OF_SETTINGS = "we_1settings";
    /// Loose, since a success address may hold a template in braces.
    private static final Pattern WEB = Pattern.compile("https?://[^\\s/]+\\S*");

    private final Books books;
    private final Ids ids;
    private final Clock clock;
    private final StripeSettings settings;

    Endpoints(Books books, Ids ids, TownClock clock, StripeSettings settings, Keeper keeper) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        keeper.whenReset(this::registerThoseOfTheSettings);
    }

    @EventListener(ApplicationReadyEvent.class)
    void registerThoseOfTheSettings() {
        books.endpoints.all().stream()
                .filter(endpoint -> endpoint.id().startsWith(OF_SETTINGS))
                .forEach(endpoint -> books.endpoints.remove(endpoint.id()));
        var urls = settings.webhookUrl().stream()
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
        for (int i = 0; i < urls.size(); i++) {
            var id = OF_SETTINGS + i;
            books.endpoints.put(
                    id,
                    new Endpoint(
                            id,
                            clock.instant(),
                            urls.get(i),
                            settings.webhookSecret(),
                            List.of("*"),
                            true,
                            null,
                            Map.of()));
        }
    }

    Endpoint create(String url, List<String> types, @Nullable String description, Map<String, String> metadata) {
        mustBeWeb(url);
        var endpoint = new Endpoint(
                ids.of("we"), clock.instant(), url, "whsec_" + ids.letters(32), types, true, description, metadata);
        books.endpoints.put(endpoint.id(), endpoint);
        return endpoint;
    }

    Endpoint find(String id) {
        return books.endpoints
                .find(id)
                .orElseThrow(() -> StripeError.notFound("webhook endpoint", id, "webhook_endpoint"));
    }

    static void mustBeWeb(String url) {
        if (WEB.matcher(url).matches()) {
            return;
        }
        throw StripeError.invalid(
                "url_invalid", "Invalid URL: An explicit scheme (such as https) must be provided.", "url");
    }
}
