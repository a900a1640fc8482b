package town.paypal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An amount as PayPal writes it: a code and a decimal number as text.
///
/// @param minor in the smallest unit
record Money(String currency, long minor) {
    /// developer.paypal.com/api/rest/reference/currency-codes, 2026-11.
    private static final Set<String> KNOWN = Set.of(
            "AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "EUR", "HKD", "HUF", "ILS", "JPY", "MYR", "MXN", "TWD", "NZD",
            "NOK", "PHP", "PLN", "GBP", "SGD", "SEK", "CHF", "THB", "USD");

    private static final Set<String> WITHOUT_DECIMALS = Set.of("HUF", "JPY", "TWD");
    private static final Map<String, String> SIGNS = Map.of("JPY", "¥", "USD", "$", "EUR", "€", "THB", "฿", "GBP", "£");

    /// The rate of Japanese accounts, and what is added to it, in the smallest unit.
    private static final BigDecimal FEE_RATE = new BigDecimal("0.036");

    private static final Map<String, Long> FIXED_FEE = Map.of("JPY", 40L, "THB", 1100L, "USD", 30L, "EUR", 35L);
    private static final Map<String, Long> CHARGEBACK_FEE = Map.of("JPY", 1300L, "THB", 54_000L, "USD", 1500L);

    static boolean known(String currency) {
        return KNOWN.contains(currency);
    }

    static int decimals(String currency) {
        return WITHOUT_DECIMALS.contains(currency) ? 0 : 2;
    }

    String value() {
        return BigDecimal.valueOf(minor, decimals(currency)).toPlainString();
    }

    Money fee() {
        long share = BigDecimal.valueOf(minor)
                .multiply(FEE_RATE)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return new Money(currency, share + FIXED_FEE.getOrDefault(currency, 30L));
    }

    Money chargebackFee() {
        return new Money(currency, CHARGEBACK_FEE.getOrDefault(currency, 1500L));
    }

    Money minus(Money other) {
        return new Money(currency, Math.subtractExact(minor, other.minor));
    }

    Money plus(Money other) {
        return new Money(currency, Math.addExact(minor, other.minor));
    }

    ObjectNode json() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("currency_code", currency)
                .put("value", value());
    }

    /// "¥1,500", "฿350.00".
    String shown() {
        int decimals = decimals(currency);
        return SIGNS.getOrDefault(currency, currency + " ")
                + String.format(Locale.ROOT, "%,." + decimals + "f", BigDecimal.valueOf(minor, decimals));
    }
}
