package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// docs.stripe.com/api/payment_intents
@RestController
@CrossOrigin
@RequestMapping("/stripe/v1/payment_intents")
class PaymentsApi {
    private static final String PATH = "/v1/payment_intents";

    /// docs.stripe.com/js/payment_intents/retrieve_payment_intent: some fields are for the shop alone.
    private static final List<String> TOLD_TO_BROWSERS = List.of(
            "id",
            "object",
            "amount",
            "canceled_at",
            "cancellation_reason",
            "capture_method",
            "client_secret",
            "confirmation_method",
            "created",
            "currency",
            "description",
            "last_payment_error",
            "livemode",
            "next_action",
            "payment_method",
            "payment_method_types",
            "setup_future_usage",
            "status");

    private final StripeGate gate;
    private final Books books;
    private final StripeObjects objects;
    private final Intents intents;
    private final Listing listing;
    private final KonbiniRequest konbinis;
    private final Clock clock;

    PaymentsApi(
            StripeGate gate,
            Books books,
            StripeObjects objects,
            Intents intents,
            Listing listing,
            KonbiniRequest konbinis,
            TownClock clock) {
        this.gate = gate;
        this.books = books;
        this.objects = objects;
        this.intents = intents;
        this.listing = listing;
        this.konbinis = konbinis;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(request, params -> {
            params.only(
                    "amount",
                    "automatic_payment_methods",
                    "capture_method",
                    "confirm",
                    "confirmation_method",
                    "currency",
                    "customer",
                    "description",
                    "error_on_requires_action",
                    "metadata",
                    "off_session",
                    "payment_method",
                    "payment_method_data",
                    "payment_method_options",
                    "payment_method_types",
                    "receipt_email",
                    "return_url",
                    "setup_future_usage",
                    "shipping",
                    "statement_descriptor",
                    "statement_descriptor_suffix");
            var amount = params.neededInteger("amount");
            var currency = params.currency("currency");
            Currencies.mustBeChargeable(amount, currency, "amount");
            var konbini = konbinis.read(params, amount, currency, clock.instant());
            var card = konbini.isPresent() ? Optional.<Given>empty() : cardOf(params);
            var owner = params.text("customer")
                    .map(books::customer)
                    .map(customer -> new Intent.Owner(
                            customer.id(), params.text("setup_future_usage").isPresent()))
                    .orElse(null);
            var wanted = new Intents.Wanted(
                    amount,
                    currency,
                    params.word("capture_method", "automatic", "automatic_async", "manual")
                            .filter("manual"::equals)
                            .isPresent(),
                    params.map("metadata"),
                    params.text("description").orElse(null),
                    params.text("receipt_email").orElse(null),
                    null,
                    params.text("return_url").orElse(null),
                    owner);
            return books.locked(() -> {
                var intent = intents.create(wanted);
                if (konbini.isPresent() && params.flag("confirm")) {
                    return objects.intent(intents.issue(intent, konbini.get()));
                }
                if (params.flag("confirm")) {
                    return confirmed(request, intent, card, params.flag("off_session"));
                }
                return objects.intent(
                        card.isPresent() ? intents.saved(intent.holding(params.needed("payment_method"))) : intent);
            });
        });
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return gate.answer(request, params -> {
            params.only("created", "customer", "ending_before", "limit", "starting_after");
            var customer = params.text("customer");
            return listing.of(
                    params,
                    PATH,
                    books.intents,
                    intent -> customer.map(it -> intent.owner() != null
                                    && it.equals(intent.owner().customer()))
                            .orElse(true),
                    Intent::id,
                    Intent::created,
                    objects::intent);
        });
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> retrieve(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, params -> shown(request, intent(request, id, params)));
    }

    /// A page of the shop knows one intent by its secret, and is told of it what its buyer may know.
    private Intent intent(HttpServletRequest request, String id, Params params) {
        var intent = books.intent(id);
        var secret = params.text("client_secret");
        boolean mayKnow = gate.isFromBrowser(request) || secret.isPresent()
                ? secret.filter(intent.secret()::equals).isPresent()
                : true;
        if (!mayKnow) {
            throw StripeError.refused(
                    "payment_intent_invalid_parameter",
                    "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
                    "client_secret");
        }
        return intent;
    }

    private ObjectNode shown(HttpServletRequest request, Intent intent) {
        var whole = objects.intent(intent);
        return gate.isFromBrowser(request) ? whole.retain(TOLD_TO_BROWSERS) : whole;
    }

    @PostMapping("/{id}/confirm")
    ResponseEntity<byte[]> confirm(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                params -> books.locked(() -> {
                    var intent = intent(request, id, params);
                    // Whoever turns away from the bank's question may try again.
                    if (intent.asking() == null) {
                        mustBe(
                                intent,
                                "confirm",
                                Intent.Status.REQUIRES_PAYMENT_METHOD,
                                Intent.Status.REQUIRES_CONFIRMATION);
                    }
                    var card = cardOf(params)
                            .or(() -> Optional.ofNullable(intent.method()).flatMap(this::named));
                    var returning =
                            params.text("return_url").map(intent::returningTo).orElse(intent);
                    return confirmed(request, returning, card, false);
                }));
    }

    @PostMapping("/{id}/capture")
    ResponseEntity<byte[]> capture(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                params -> books.locked(() -> {
                    var intent = books.intent(id);
                    mustBe(intent, "captured", Intent.Status.REQUIRES_CAPTURE);
                    long amount = params.integer("amount_to_capture").orElse(intent.amount());
                    if (amount < 1 || amount > intent.amount()) {
                        throw StripeError.refused(
                                "amount_too_large",
                                "The amount to capture is greater than the amount you can capture for this PaymentIntent.",
                                "amount_to_capture");
                    }
                    return objects.intent(intents.capture(intent, amount));
                }));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<byte[]> cancel(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                params -> books.locked(() -> {
                    var reason = params.word(
                                    "cancellation_reason",
                                    "abandoned",
                                    "duplicate",
                                    "fraudulent",
                                    "requested_by_customer")
                            .orElse("requested_by_customer");
                    var intent = books.intent(id);
                    if (intent.isOver()) {
                        mustBe(
                                intent,
                                "canceled",
                                Intent.Status.REQUIRES_PAYMENT_METHOD,
                                Intent.Status.REQUIRES_CAPTURE,
                                Intent.Status.REQUIRES_CONFIRMATION,
                                Intent.Status.REQUIRES_ACTION);
                    }
                    if (intent.session() != null) {
                        throw StripeError.refused(
                                null,
                                "You cannot cancel a PaymentIntent created by a Checkout Session. Expire the Checkout Session instead.",
                                null);
                    }
                    return objects.intent(intents.cancel(intent, reason));
                }));
    }

    /// A card to pay with, a ready-made one or one that is kept.
    ///
    /// @param customer whom it is kept for
    private record Given(
            TestCard card,
            @Nullable String method,
            Payer payer,
            @Nullable String customer) {}

    private ObjectNode confirmed(HttpServletRequest request, Intent intent, Optional<Given> card, boolean offSession) {
        var with = card.orElseThrow(() -> StripeError.refused(
                "payment_intent_unexpected_state",
                "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the "
                        + "PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a "
                        + "payment method or ConfirmationToken.",
                "payment_method"));
        if (with.method() != null
                && (intent.owner() == null || !intent.owner().customer().equals(with.customer()))) {
            throw StripeError.refused(
                    null,
                    "The PaymentMethod provided (%s) cannot be used with this customer: it is attached to another one, or to none."
                            .formatted(with.method()),
                    "payment_method");
        }
        var tried = with.method() == null
                ? intents.attempt(intent, with.card(), with.payer())
                : intents.attemptKept(intent, with.card(), with.payer(), with.method(), offSession);
        if (tried.failure() != null) {
            throw StripeError.card(tried.failure(), tried.charge(), shown(request, tried));
        }
        return shown(request, tried);
    }

    private Optional<Given> cardOf(Params params) {
        return params.text("payment_method")
                .or(() -> params.text("payment_method_data[card][number]"))
                .or(() -> params.text("payment_method_data[card][token]"))
                .map(named ->
                        named(named).orElseThrow(() -> StripeError.notFound("PaymentMethod", named, "payment_method")));
    }

    private Optional<Given> named(String name) {
        return TestCard.of(name)
                .map(card -> new Given(card, null, Payer.unknown(), null))
                .or(() -> WalletToken.of(name)
                        .map(token -> new Given(token.card(), null, new Payer(null, null, token.wallet(), null), null)))
                .or(() -> books.methods
                        .find(name)
                        .map(kept -> new Given(
                                kept.card(),
                                kept.id(),
                                new Payer(kept.payer().name(), kept.payer().email()),
                                kept.customer())));
    }

    private static void mustBe(Intent intent, String verb, Intent.Status... allowed) {
        for (var status : allowed) {
            if (intent.status() == status) {
                return;
            }
        }
        throw StripeError.refused(
                "payment_intent_unexpected_state",
                "This PaymentIntent could not be %s because it has a status of %s."
                        .formatted(verb, intent.status().word()),
                null);
    }
}
