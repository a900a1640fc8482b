package town.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads what of `POST /v1/payment_intents` is about paying in cash at a store (docs.stripe.com/payments/konbini).
@Component
class KonbiniRequest {
    static final List<String> CHAINS = List.of("familymart", "lawson", "ministop", "seicomart");

    private static final long SMALLEST = 120;
    private static final long LARGEST = 300_000;
    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofDays(60);
    private static final Duration USUAL = Duration.ofDays(3);
    private static final int DESCRIPTION_LONGEST = 22;

    private final Ids ids;

    KonbiniRequest(Ids ids) {
        this.ids = ids;
    }

    /// Empty when it is about something else.
    Optional<Intent.Konbini> read(Params params, long amount, String currency, Instant now) {
        var data = params.inside("payment_method_data")
                .filter(it -> it.text("type").filter("konbini"::equals).isPresent());
        return data.map(it -> konbini(params, it, amount, currency, now));
    }

    private Intent.Konbini konbini(Params params, Params data, long amount, String currency, Instant now) {
        if (!currency.equals("jpy")) {
            throw StripeError.invalid(null, "Konbini payments are only supported in jpy.", "currency");
        }
        if (amount < SMALLEST) {
            throw StripeError.invalid("amount_too_small", "Amount must be at least ¥120 jpy", "amount");
        }
        if (amount > LARGEST) {
            throw StripeError.invalid("amount_too_large", "Amount must be no more than ¥300,000 jpy", "amount");
        }
        var person = data.inside("billing_details").orElse(Params.none());
        var options = params.inside("payment_method_options")
                .flatMap(it -> it.inside("konbini"))
                .orElse(Params.none());
        options.only("confirmation_number", "expires_after_days", "expires_at", "product_description");
        options.text("product_description")
                .filter(it -> it.codePointCount(0, it.length()) > DESCRIPTION_LONGEST)
                .ifPresent(_ -> {
                    throw StripeError.invalid(
                            null, "Invalid string: must be at most 22 characters", "product_description");
                });
        var code = "1" + Math.abs(ids.letters(12).hashCode() % 1_000_000) + "0000000000";
        return new Intent.Konbini(
                person.needed("name"),
                person.needed("email"),
                expiresAt(options, now),
                code.substring(0, 11),
                options.text("confirmation_number").orElse("0" + code.substring(1, 10)),
                null);
    }

    private static Instant expiresAt(Params options, Instant now) {
        var wanted = options.integer("expires_at").map(Instant::ofEpochSecond);
        wanted.filter(at -> !at.isAfter(now.plus(SHORTEST)) || !at.isBefore(now.plus(LONGEST)))
                .ifPresent(_ -> {
                    throw StripeError.invalid(
                            null,
                            "The `expires_at` timestamp must be more than 30 minutes and less than 60 days from now.",
                            "expires_at");
                });
        return wanted.or(() -> options.integer("expires_after_days").map(days -> now.plus(Duration.ofDays(days))))
                .orElse(now.plus(USUAL));
    }
}
