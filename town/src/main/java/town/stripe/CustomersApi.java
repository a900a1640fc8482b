package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import town.state.TownClock;

/// docs.stripe.com/api/customers
@RestController
@RequestMapping("/stripe/v1/customers")
class CustomersApi {
    private final StripeGate gate;
    private final Books books;
    private final StripeObjects objects;
    private final Ids ids;
    private final Listing listing;
    private final Clock clock;

    CustomersApi(StripeGate gate, Books books, StripeObjects objects, Ids ids, Listing listing, TownClock clock) {
        this.gate = gate;
        this.books = books;
        this.objects = objects;
        this.ids = ids;
        this.listing = listing;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(request, params -> {
            params.only("description", "email", "metadata", "name", "phone", "preferred_locales");
            var customer = new Customer(
                    "cus_" + ids.letters(14),
                    clock.instant(),
                    params.text("email").orElse(null),
                    params.text("name").orElse(null),
                    params.text("description").orElse(null),
                    params.map("metadata"));
            books.customers.put(customer.id(), customer);
            return objects.customer(customer);
        });
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return gate.answer(request, params -> {
            params.only("created", "email", "ending_before", "limit", "starting_after");
            var email = params.text("email");
            return listing.of(
                    params,
                    "/v1/customers",
                    books.customers,
                    customer -> email.map(it -> it.equals(customer.email())).orElse(true),
                    Customer::id,
                    Customer::created,
                    objects::customer);
        });
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> retrieve(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> objects.customer(books.customer(id)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                params -> books.locked(() -> {
                    params.only();
                    var customer = books.customer(id);
                    for (var method : books.methods.newest(Integer.MAX_VALUE, it -> id.equals(it.customer()))) {
                        books.methods.put(method.id(), method.detached());
                    }
                    books.customers.remove(customer.id());
                    return objects.deleted(customer);
                }));
    }

    @GetMapping("/{id}/payment_methods")
    ResponseEntity<byte[]> methods(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, params -> {
            params.only("allow_redisplay", "ending_before", "limit", "starting_after", "type");
            var customer = books.customer(id);
            return listing.of(
                    params,
                    "/v1/customers/" + id + "/payment_methods",
                    books.methods,
                    method -> customer.id().equals(method.customer()),
                    SavedMethod::id,
                    SavedMethod::created,
                    objects::saved);
        });
    }
}
