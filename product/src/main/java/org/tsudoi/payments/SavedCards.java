package org.tsudoi.payments;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The cards and wallets that people had kept.
public interface SavedCards {
    /// Whether a provider here keeps cards.
    boolean canKeep();

    /// Whether a provider here keeps wallets.
    boolean canKeepWallets();

    /// Cards that can be paid with, the newest first: none that expired, none that is being forgotten.
    List<SavedCard> of(CardHolder holder);

    /// The same, and wallets.
    List<SavedMeans> means(CardHolder holder);

    /// Of each of these, one text for each card that is kept for them: the same where two have the same one.
    Map<CardHolder, Set<String>> fingerprints(Collection<CardHolder> holders);

    /// One of the cards.
    Optional<SavedCard> find(CardHolder holder, SavedCardId id);

    /// A card or a wallet.
    Optional<SavedMeans> findMeans(CardHolder holder, SavedCardId id);

    /// One of those, whose holder agreed that it is charged without them.
    Optional<SavedMeans> agreed(CardHolder holder, SavedCardId id);

    /// What was kept with this payment, if its holder agreed to the same by it.
    Optional<SavedMeans> agreedWith(PaymentId payment);

    /// The holder agrees that it may be charged without them. Answers false when it is not one of theirs.
    boolean agree(CardHolder holder, SavedCardId id, CardConsent by);

    /// The holder agrees to the same for the card that is kept when they pay for this; to be kept before they do.
    ///
    /// @param reference as payments are asked for it
    void agreeWith(String reference, CardHolder holder, CardConsent by);

    /// By what its holder agreed, the first first: none when they did before words were kept.
    List<Agreed> consents(SavedMeans means);

    record Agreed(CardConsent by, Instant at) {}

    /// It is not offered from now on; a job has the provider forget it, and asks until that is certain. Does nothing
    /// when it is not this holder's.
    void forget(CardHolder holder, SavedCardId id);
}
