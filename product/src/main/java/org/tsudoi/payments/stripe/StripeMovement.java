package org.tsudoi.payments.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import tools.jackson.databind.JsonNode;

/// A movement of our balance in the currency of the sale that it is about. An account may have other currencies than
/// its sales, and what Stripe keeps is told in the account's: it is brought to the sale's by what the whole became
/// (docs.stripe.com/api/balance_transactions/object#balance_transaction_object-exchange_rate, 2026-11).
///
/// @param amount    below zero when it left our balance
/// @param exchanged what moved in the account's currency, fee off; null where nothing was exchanged
record StripeMovement(Money amount, Money fee, @Nullable Money exchanged) {
    /// @param sale what the movement is about, whole: a charge, a refund, a dispute
    /// @return null when it is not understood, which a currency is that nothing was exchanged into
    static @Nullable StripeMovement of(JsonNode movement, Money sale) {
        var amount = StripeReading.money(movement, "amount");
        var fee = StripeReading.money(movement, "fee");
        if (amount == null || fee == null) return null;
        if (amount.currency().equals(sale.currency())) return new StripeMovement(amount, fee, null);
        if (!movement.path("exchange_rate").isNumber() || amount.isZero()) return null;
        var whole = amount.isNegative() ? sale.negated() : sale;
        var kept = BigDecimal.valueOf(fee.minorUnits())
                .multiply(BigDecimal.valueOf(whole.minorUnits()))
                .divide(BigDecimal.valueOf(amount.minorUnits()), 0, RoundingMode.HALF_UP);
        return new StripeMovement(whole, new Money(kept.longValueExact(), sale.currency()), amount.minus(fee));
    }
}
