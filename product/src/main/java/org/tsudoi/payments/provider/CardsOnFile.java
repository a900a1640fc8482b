package org.tsudoi.payments.provider;

import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.CardHolder;

/// The ability of a provider to keep cards for their holders, and to charge one again while its holder is there.
public interface CardsOnFile extends MeansOnFile {
    /// Makes the provider's record of a holder. The same holder is the same record for as long as the provider
    /// remembers calls (a day); the caller keeps what is answered.
    Answer<String> customer(CardHolder holder, @Nullable String email);
}
