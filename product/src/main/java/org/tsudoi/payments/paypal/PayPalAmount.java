package org.tsudoi.payments.paypal;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Money as PayPal writes it: a currency and a decimal number as text.
final class PayPalAmount {
    /// Those that ISO 4217 gives two decimals and PayPal none, besides those that have none anyway
    /// (developer.paypal.com/api/rest/reference/currency-codes, 2026-11).
    private static final Set<String> WHOLE_AT_PAYPAL = Set.of("HUF", "TWD");

    private static final int DIGITS_MAX = 32;

    private PayPalAmount() {}

    /// @throws ArithmeticException when PayPal has no number for it
    static ObjectNode write(Money money) {
        var code = money.currency().getCurrencyCode();
        var number = money.inMajorUnits();
        if (WHOLE_AT_PAYPAL.contains(code)) number = new BigDecimal(number.toBigIntegerExact());
        return JsonMapper.shared().createObjectNode().put("currency_code", code).put("value", number.toPlainString());
    }

    /// Null when it is no amount of money.
    static @Nullable Money read(JsonNode amount) {
        var value = amount.path("value").asString("");
        if (!value.matches("-?[0-9]+([.][0-9]+)?") || value.length() > DIGITS_MAX) return null;
        try {
            var currency = Currency.getInstance(amount.path("currency_code").asString(""));
            var number = new BigDecimal(value).movePointRight(currency.getDefaultFractionDigits());
            return new Money(number.longValueExact(), currency);
        } catch (ArithmeticException | IllegalArgumentException notMoney) {
            return null;
        }
    }
}
