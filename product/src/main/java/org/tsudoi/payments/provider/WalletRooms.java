package org.tsudoi.payments.provider;

import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.WalletRoom;

/// The ability of a provider to be paid by a wallet on a page of ours. Its [PaymentProvider.Status.Open] names that
/// page.
public interface WalletRooms {
    /// The same word as its [PaymentProvider]'s.
    String name();

    /// Reads what the page needs, as long as it can be paid on it, and changes nothing.
    Answer<WalletRoom> room(PaymentId id, String reference);
}
