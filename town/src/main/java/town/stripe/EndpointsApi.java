package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// docs.stripe.com/api/webhook_endpoints
@RestController
@RequestMapping("/stripe/v1/webhook_endpoints")
class EndpointsApi {
    private final StripeGate gate;
    private final Books books;
    private final StripeObjects objects;
    private final Endpoints endpoints;
    private final Listing listing;
    private final JsonMapper json;

    EndpointsApi(
            StripeGate gate,
            Books books,
            StripeObjects objects,
            Endpoints endpoints,
            Listing listing,
            JsonMapper json) {
        this.gate = gate;
        this.books = books;
        this.objects = objects;
        this.endpoints = endpoints;
        this.listing = listing;
        this.json = json;
    }

    @PostMapping
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(request, params -> {
            params.only("api_version", "connect", "description", "enabled_events", "metadata", "url");
            var types = params.texts("enabled_events");
            if (types.isEmpty()) {
                throw StripeError.invalid(
                        "parameter_missing", "Missing required param: enabled_events.", "enabled_events");
            }
            var endpoint = endpoints.create(
                    params.needed("url"), types, params.text("description").orElse(null), params.map("metadata"));
            // The only time the secret is shown.
            return objects.endpoint(endpoint).put("secret", endpoint.secret());
        });
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return gate.answer(
                request,
                params -> listing.of(
                        params,
                        "/v1/webhook_endpoints",
                        books.endpoints,
                        _ -> true,
                        Endpoint::id,
                        Endpoint::created,
                        objects::endpoint));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> retrieve(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> objects.endpoint(endpoints.find(id)));
    }

    @PostMapping("/{id}")
    ResponseEntity<byte[]> update(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, params -> {
            params.only("description", "disabled", "enabled_events", "metadata", "url");
            var old = endpoints.find(id);
            var types = params.texts("enabled_events");
            var next = new Endpoint(
                    id,
                    old.created(),
                    params.text("url").orElse(old.url()),
                    old.secret(),
                    types.isEmpty() ? old.types() : types,
                    params.text("disabled").isPresent() ? !params.flag("disabled") : old.enabled(),
                    params.text("description").orElse(old.description()),
                    params.map("metadata").isEmpty() ? old.metadata() : params.map("metadata"));
            Endpoints.mustBeWeb(next.url());
            books.endpoints.put(id, next);
            return objects.endpoint(next);
        });
    }

    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> {
            endpoints.find(id);
            books.endpoints.remove(id);
            return json.createObjectNode()
                    .put("id", id)
                    .put("object", "webhook_endpoint")
                    .put("deleted", true);
        });
    }
}
