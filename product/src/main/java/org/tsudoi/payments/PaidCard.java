package org.tsudoi.payments;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The card that was paid with, as far as buyers may recognise it and banks argue about it; never its number (PCI DSS
/// allows brand and last four digits). The words are the provider's.
///
/// @param wallet      `apple_pay`, `google_pay`; null when the card itself was given
/// @param instalments in how many monthly parts the buyer pays their bank; 1: at once. We get the whole at once
/// @param secure      null when the bank was not asked
public record PaidCard(
        String brand,
        String last4,
        @Nullable String funding,
        @Nullable String country,
        @Nullable String wallet,
        int instalments,
        @Nullable ThreeDSecure secure,
        Checks checks) {
    private static final String WORD = "[A-Za-z0-9_.-]{1,40}";
    public static final int INSTALMENTS_MAX = 99;

    /// What the buyer's bank answered to "is it you?".
    ///
    /// @param result    `authenticated`, `attempt_acknowledged`, `exempted`, `not_supported`, `failed` …
    /// @param flow      `challenge` or `frictionless`
    /// @param indicator ECI
    public record ThreeDSecure(
            String result,
            @Nullable String flow,
            @Nullable String version,
            @Nullable String indicator,
            @Nullable String exemption) {
        public ThreeDSecure {
            requireWords(result, flow, version, indicator, exemption);
        }
    }

    /// Whether what was typed beside the number is right: `pass`, `fail`, `unavailable`, `unchecked`.
    public record Checks(@Nullable String code, @Nullable String postalCode) {
        public Checks {
            requireWords(code, postalCode);
        }
    }

    public PaidCard {
        requireWords(brand, funding, country, wallet);
        if (!last4.matches("[0-9]{4}")) throw new IllegalArgumentException("not four digits");
        if (instalments < 1 || instalments > INSTALMENTS_MAX) throw new IllegalArgumentException("not so many parts");
    }

    /// Whether it can be stored: what is not a short word is nothing we keep.
    public static boolean isWord(String text) {
        return text.matches(WORD);
    }

    private static void requireWords(@Nullable String... texts) {
        for (var text : texts) {
            if (text != null && !isWord(text)) throw new IllegalArgumentException("not a short word");
        }
    }

    /// As it stands on the card: `Visa •••• 4242`.
    public String shown() {
        return shown(brand, last4);
    }

    static String shown(String brand, String last4) {
        return name(brand) + " •••• " + last4;
    }

    private static String name(String brand) {
        return switch (brand) {
            case "amex" -> "American Express";
            case "jcb" -> "JCB";
            case "unionpay" -> "UnionPay";
            case "diners" -> "Diners Club";
            default -> brand.substring(0, 1).toUpperCase(Locale.ROOT) + brand.substring(1);
        };
    }
}
