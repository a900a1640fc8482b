package town.stripe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A card kept for a customer.
///
/// @param customer null once it was detached: then it can never be charged again
record SavedMethod(String id, Instant created, @Nullable String customer, TestCard card, Payer payer) {
    SavedMethod detached() {
        return new SavedMethod(id, created, null, card, payer);
    }
}
