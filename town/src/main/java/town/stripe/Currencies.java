package town.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What Stripe knows about currencies, lower case as it writes them: decimals, smallest charges, its own fee.
final class Currencies {
    private static final Set<String> ZERO_DECIMAL = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");
    /// docs.stripe.com/currencies, "Minimum and maximum charge amounts"; in the smallest unit.
    private static final Map<String, Long> SMALLEST = Map.of(
            "jpy", 50L, "usd", 50L, "eur", 50L, "thb", 1000L, "gbp", 30L, "aud", 50L, "cad", 50L, "sgd", 50L, "hkd",
            400L, "krw", 1000L);
    private static final Map<String, String> SIGNS = Map.of("jpy", "¥", "usd", "$", "eur", "€", "thb", "฿", "gbp", "£");
    private static final long LARGEST = 99_999_999;
    /// The domestic card rate in Japan, stripe.com/jp/pricing.
    private static final BigDecimal FEE_RATE = new BigDecimal("0.036");

    private Currencies() {}

    static boolean known(String currency) {
        return SMALLEST.containsKey(currency);
    }

    static Set<String> all() {
        return SMALLEST.keySet();
    }

    /// The smallest charge, in the smallest unit.
    static long smallest(String currency) {
        return SMALLEST.getOrDefault(currency, 50L);
    }

    /// @throws StripeError amount_too_small, amount_too_large
    static void mustBeChargeable(long amount, String currency, String param) {
        long smallest = smallest(currency);
        if (amount < smallest) {
            throw StripeError.invalid(
                    "amount_too_small",
                    "Amount must be no less than " + shown(smallest, currency) + " " + currency,
                    param);
        }
        if (amount > LARGEST) {
            throw StripeError.invalid(
                    "amount_too_large",
                    "Amount must be no more than " + shown(LARGEST, currency) + " " + currency,
                    param);
        }
    }

    static long fee(long amount) {
        return BigDecimal.valueOf(amount)
                .multiply(FEE_RATE)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /// "¥1,500", "฿350.00".
    static String shown(long amount, String currency) {
        int decimals = ZERO_DECIMAL.contains(currency) ? 0 : 2;
        var sign = SIGNS.getOrDefault(currency, currency.toUpperCase(Locale.ROOT) + " ");
        return sign + String.format(Locale.ROOT, "%,." + decimals + "f", BigDecimal.valueOf(amount, decimals));
    }
}
