package town.komoju;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a shop asks for; refuses what cannot be, in the order of the fields.
final class Asking {
    /// Tills take no more for one payment.
    private static final long MOST = 300_000;
    private static final int TAX_PERCENT = 10;
    private static final int DAYS_MAX = 60;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    private Asking() {}

    static Payment.Asked payment(Given given) {
        long amount = amount(given);
        mustBeYen(given);
        return details(
                given,
                amount,
                tax(given, amount),
                given.text("external_order_num").orElse(null),
                given.text("description").orElse(null),
                given.map("metadata").orElse(Map.of()),
                given.text("locale").orElse("ja"),
                null,
                null);
    }

    /// What a session's customer chose.
    static Payment.Asked ofSession(Given given, Session session) {
        var wanted = session.wanted();
        return details(
                given,
                wanted.amount(),
                0,
                wanted.externalOrderNum(),
                null,
                wanted.metadata(),
                wanted.locale(),
                session.id(),
                wanted.email());
    }

    static @Nullable Integer days(Given given) {
        return given.integer("payment_details.expiry_days")
                .map(days -> {
                    if (days < 1 || days > DAYS_MAX) {
                        throw KomojuError.invalid("payment_details[expiry_days]");
                    }
                    return days.intValue();
                })
                .orElse(null);
    }

    static long amount(Given given) {
        long amount = given.neededInteger("amount");
        if (amount < 1 || amount > MOST) {
            throw KomojuError.invalid("amount");
        }
        return amount;
    }

    static void mustBeYen(Given given) {
        if (!given.needed("currency").equalsIgnoreCase("JPY")) {
            throw KomojuError.invalid("currency");
        }
    }

    private static long tax(Given given, long amount) {
        var tax = given.text("tax").orElse("0");
        return tax.equals("auto")
                ? amount * TAX_PERCENT / 100
                : given.integer("tax").orElse(0L);
    }

    private static Payment.Asked details(
            Given given,
            long amount,
            long tax,
            @Nullable String externalOrderNum,
            @Nullable String description,
            Map<String, String> metadata,
            String locale,
            @Nullable String session,
            @Nullable String knownEmail) {
        if (!given.needed("payment_details.type").equals("konbini")) {
            throw KomojuError.invalid("payment_details[type]");
        }
        var store = Chain.of(given.needed("payment_details.store"))
                .orElseThrow(() -> KomojuError.invalid("payment_details[store]"));
        var email = given.text("payment_details.email").orElse(knownEmail);
        if (email == null) {
            throw KomojuError.missing("payment_details[email]");
        }
        if (!EMAIL.matcher(email).matches()) {
            throw KomojuError.invalid("payment_details[email]");
        }
        if (amount + tax > MOST) {
            throw KomojuError.invalid("amount");
        }
        return new Payment.Asked(
                amount,
                tax,
                store,
                email,
                given.text("payment_details.phone").orElse(null),
                externalOrderNum,
                description,
                metadata,
                locale,
                session);
    }
}
