package town.stripe;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a wallet hands out instead of a card: `tok_apple_pay_visa`. The last word is that of a ready-made card
/// (`pm_card_visa`).
record WalletToken(String wallet, TestCard card) {
    private static final Pattern WRITTEN = Pattern.compile("tok_(apple_pay|google_pay)_([A-Za-z0-9_]+)");

    static Optional<WalletToken> of(String name) {
        var token = WRITTEN.matcher(name);
        return token.matches()
                ? TestCard.of("pm_card_" + token.group(2)).map(card -> new WalletToken(token.group(1), card))
                : Optional.empty();
    }
}
