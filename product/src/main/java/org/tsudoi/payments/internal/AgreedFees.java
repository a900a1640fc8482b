package org.tsudoi.payments.internal;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.ProviderFee;

/// What the operator has agreed on with providers, so that pages can say it before anybody pays. Nothing is worked
/// out with it: what was kept is what a provider tells.
///
/// @param providerFees for each provider `means:currency:fee`: `paypal:JPY:3.6+40`
@ConfigurationProperties("tsudoi")
record AgreedFees(@DefaultValue Map<String, List<String>> providerFees) {
    private static final int PARTS = 3;

    AgreedFees {
        providerFees.forEach((provider, written) -> written.forEach(one -> read(provider, one)));
    }

    private record Agreed(Means means, Currency currency, ProviderFee fee) {}

    private static Agreed read(String provider, String written) {
        var parts = written.strip().split(":", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException(
                    "tsudoi.provider-fees.%s: not means:currency:fee: %s".formatted(provider, written));
        }
        var means = Choice.parse(parts[0])
                .map(Choice::means)
                .orElseThrow(() -> new IllegalArgumentException(
                        "tsudoi.provider-fees.%s: no means: %s".formatted(provider, written)));
        var currency = Currency.getInstance(parts[1]);
        return new Agreed(means, currency, ProviderFee.Agreed.read(parts[2], currency));
    }

    ProviderFee of(String provider, Means means, Currency currency) {
        return providerFees.getOrDefault(provider, List.of()).stream()
                .map(written -> read(provider, written))
                .filter(agreed -> agreed.means == means && agreed.currency.equals(currency))
                .map(Agreed::fee)
                .findFirst()
                .orElseGet(ProviderFee.NotKnown::new);
    }
}
