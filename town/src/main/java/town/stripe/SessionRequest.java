package town.stripe;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the parameters of `POST /v1/checkout/sessions`.
@Component
class SessionRequest {
    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int LINES_MAX = 100;

    private final Ids ids;
    private final Books books;

    SessionRequest(Ids ids, Books books) {
        this.ids = ids;
        this.books = books;
    }

    Session read(Params params, Instant now) {
        params.only(
                "adaptive_pricing",
                "after_expiration",
                "allow_promotion_codes",
                "automatic_tax",
                "billing_address_collection",
                "cancel_url",
                "client_reference_id",
                "consent_collection",
                "currency",
                "custom_fields",
                "custom_text",
                "customer",
                "customer_creation",
                "customer_email",
                "customer_update",
                "discounts",
                "excluded_payment_method_types",
                "expires_at",
                "invoice_creation",
                "line_items",
                "locale",
                "metadata",
                "mode",
                "origin_context",
                "payment_intent_data",
                "payment_method_collection",
                "payment_method_options",
                "payment_method_types",
                "phone_number_collection",
                "return_url",
                "saved_payment_method_options",
                "setup_intent_data",
                "shipping_address_collection",
                "shipping_options",
                "submit_type",
                "subscription_data",
                "success_url",
                "tax_id_collection",
                "ui_mode");
        params.word("mode", "payment", "setup", "subscription")
                .filter("subscription"::equals)
                .ifPresent(mode -> {
                    throw StripeError.invalid(null, "This account cannot use Checkout in " + mode + " mode.", "mode");
                });
        var wanted = params.needed("mode").equals("setup") ? keeping(params) : wanted(params);
        return new Session(ids.session(), now, expiresAt(params, now), wanted, Session.Status.OPEN, null, null);
    }

    /// docs.stripe.com/payments/checkout/save-and-reuse: nothing is sold, and the card is kept for a customer.
    private Session.Wanted keeping(Params params) {
        for (var wrong : List.of("line_items", "payment_intent_data", "submit_type")) {
            boolean given = !params.list(wrong).isEmpty()
                    || params.inside(wrong).isPresent()
                    || params.text(wrong).isPresent();
            if (given) {
                throw StripeError.invalid(null, "You can not pass `" + wrong + "` in `setup` mode.", wrong);
            }
        }
        var setup = params.inside("setup_intent_data").orElse(Params.none());
        setup.only("description", "metadata", "on_behalf_of");
        Endpoints.mustBeWeb(params.needed("success_url"));
        params.text("cancel_url").ifPresent(Endpoints::mustBeWeb);
        var customer = books.customer(params.needed("customer"));
        return new Session.Wanted(
                "",
                List.of(),
                params.needed("success_url"),
                params.text("cancel_url").orElse(null),
                params.text("client_reference_id").orElse(null),
                null,
                params.text("locale").orElse(null),
                null,
                params.map("metadata"),
                false,
                setup.text("description").orElse(null),
                setup.map("metadata"),
                new Session.Extras(customer.id(), customer.email(), true, false));
    }

    private Session.Wanted wanted(Params params) {
        var payment = params.inside("payment_intent_data").orElse(Params.none());
        payment.only(
                "application_fee_amount",
                "capture_method",
                "description",
                "metadata",
                "on_behalf_of",
                "receipt_email",
                "setup_future_usage",
                "shipping",
                "statement_descriptor",
                "statement_descriptor_suffix",
                "transfer_data",
                "transfer_group");
        Endpoints.mustBeWeb(params.needed("success_url"));
        params.text("cancel_url").ifPresent(Endpoints::mustBeWeb);
        var email = params.text("customer_email");
        email.filter(it -> !it.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")).ifPresent(it -> {
            throw StripeError.invalid("email_invalid", "Invalid email address: " + it, "customer_email");
        });
        params.text("client_reference_id").filter(it -> it.length() > 200).ifPresent(_ -> {
            throw StripeError.invalid(null, "Invalid string: must be at most 200 characters", "client_reference_id");
        });
        var currency = currencyOf(params);
        var wanted = new Session.Wanted(
                currency,
                lines(params, currency),
                params.needed("success_url"),
                params.text("cancel_url").orElse(null),
                params.text("client_reference_id").orElse(null),
                email.orElse(null),
                params.text("locale").orElse(null),
                params.word("submit_type", "auto", "book", "donate", "pay", "subscribe")
                        .orElse(null),
                params.map("metadata"),
                payment.word("capture_method", "automatic", "automatic_async", "manual")
                        .filter("manual"::equals)
                        .isPresent(),
                payment.text("description").orElse(null),
                payment.map("metadata"),
                extras(params, payment, currency));
        mustAddUp(wanted);
        return wanted;
    }

    private Session.@Nullable Extras extras(Params params, Params payment, String currency) {
        var customer = params.text("customer").map(books::customer);
        if (customer.isPresent() && params.text("customer_email").isPresent()) {
            throw StripeError.invalid(
                    null, "You may only specify one of these parameters: customer, customer_email.", "customer_email");
        }
        var usage = payment.word("setup_future_usage", "off_session", "on_session");
        var instalments = params.inside("payment_method_options")
                .flatMap(options -> options.inside("card"))
                .flatMap(card -> card.inside("installments"))
                .filter(options -> options.flag("enabled"))
                .isPresent();
        if (instalments && !currency.equals("jpy")) {
            throw StripeError.invalid(
                    null, "Installments are not available for this currency.", "payment_method_options[card]");
        }
        return customer.isEmpty() && !instalments
                ? null
                : new Session.Extras(
                        customer.map(Customer::id).orElse(null),
                        customer.map(Customer::email).orElse(null),
                        customer.isPresent() && usage.isPresent(),
                        instalments);
    }

    private static void mustAddUp(Session.Wanted wanted) {
        long smallest = Currencies.smallest(wanted.currency());
        if (wanted.total() < smallest) {
            throw StripeError.invalid(
                    "amount_too_small",
                    "The Checkout Session's total amount due must add up to at least %s %s"
                            .formatted(Currencies.shown(smallest, wanted.currency()), wanted.currency()),
                    null);
        }
        Currencies.mustBeChargeable(wanted.total(), wanted.currency(), "line_items");
    }

    private static String currencyOf(Params params) {
        var lines = params.list("line_items");
        if (lines.isEmpty()) {
            throw StripeError.invalid(
                    "parameter_missing",
                    "You must provide `line_items` (with at least one item) in `payment` mode.",
                    "line_items");
        }
        return lines.getFirst().inside("price_data").orElse(Params.none()).currency("currency");
    }

    private List<Session.Line> lines(Params params, String currency) {
        var lines = new ArrayList<Session.Line>();
        for (var item : params.list("line_items")) {
            item.only(
                    "adjustable_quantity",
                    "dynamic_tax_rates",
                    "metadata",
                    "price",
                    "price_data",
                    "quantity",
                    "tax_rates");
            item.text("price").ifPresent(price -> {
                throw StripeError.notFound("price", price, "line_items[0][price]");
            });
            var price = item.inside("price_data")
                    .orElseThrow(() -> StripeError.invalid(
                            "parameter_missing",
                            "You must specify either `price` or `price_data` in each line item.",
                            "line_items"));
            price.only(
                    "currency",
                    "product",
                    "product_data",
                    "recurring",
                    "tax_behavior",
                    "unit_amount",
                    "unit_amount_decimal");
            if (!price.currency("currency").equals(currency)) {
                throw StripeError.invalid(
                        null, "You can't combine currencies within a single transaction.", "line_items");
            }
            var product = price.inside("product_data").orElse(Params.none());
            long amount = price.neededInteger("unit_amount");
            long quantity = item.integer("quantity")
                    .orElseThrow(() -> StripeError.invalid(
                            "parameter_missing",
                            "Quantity is required. Add `quantity` to `line_items`.",
                            "line_items"));
            if (amount < 0 || quantity < 1 || amount > 99_999_999 || quantity > 999_999) {
                throw StripeError.invalid("parameter_invalid_integer", "Invalid non-negative integer", "line_items");
            }
            lines.add(new Session.Line(
                    ids.of("li"),
                    ids.of("price"),
                    "prod_" + ids.letters(14),
                    product.needed("name"),
                    product.text("description").orElse(null),
                    amount,
                    quantity,
                    product.map("metadata")));
        }
        if (lines.size() > LINES_MAX) {
            throw StripeError.invalid(null, "You can have at most 100 line items.", "line_items");
        }
        return lines;
    }

    private static Instant expiresAt(Params params, Instant now) {
        var wanted = params.integer("expires_at").map(Instant::ofEpochSecond);
        wanted.filter(at -> at.isBefore(now.truncatedTo(ChronoUnit.SECONDS).plus(SHORTEST)))
                .ifPresent(_ -> {
                    throw StripeError.invalid(
                            null,
                            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
                            "expires_at");
                });
        wanted.filter(at -> at.isAfter(now.plus(LONGEST))).ifPresent(_ -> {
            throw StripeError.invalid(
                    null,
                    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
                    "expires_at");
        });
        return wanted.orElse(now.plus(LONGEST));
    }
}
