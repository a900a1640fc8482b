package org.tsudoi.payments.provider;

import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.CardHolder;

/// The ability of a provider to keep cards for their holders, and to charge one again while its holder is there.
public interface CardsOnFile {
    /// The same word as its [PaymentProvider]'s.
    String name();

    /// Makes the provider's record of a holder. The same holder is the same record for as long as the provider
    /// remembers calls (a day); the caller keeps what is answered.
    Answer<String> customer(CardHolder holder, @Nullable String email);

    /// The card can never be charged again. Given when that is certain, now or before.
    Answer<Forgotten> forget(String method);

    record Forgotten(String method) {}
}
